"""A light page: where it comes from, and what it is once rendered."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from caunoi.errors import CauNoiError

Mode = Literal["lesson", "assessment"]


class PageFailed(CauNoiError):
    """A page that could not be rendered; the sentence is for the facilitator's log."""


@dataclass(frozen=True, slots=True)
class PageSource:
    """A notebook to be shown.

    `name` is the page's id; its cells run in the notebook's folder, which settles the content they see: that content is
    all in the folders `content`, so that a change there makes a new page.
    """

    name: str
    mode: Mode
    notebook: Path
    content: tuple[Path, ...]
    title: str
    lang: str


@dataclass(frozen=True, slots=True)
class Page:
    """A rendered page: the same bytes for everybody; `tasks` are the ids its events may speak of.

    `version` is another one where what is done on the page is another, so that a page that stayed open can tell.
    """

    body: bytes
    packed: bytes = field(repr=False)
    etag: str
    tasks: tuple[str, ...]
    version: str


def page_of(html: str, tasks: tuple[str, ...], version: str = "") -> Page:
    """A page of its HTML, compressed once."""
    body = html.encode()
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    return Page(body, gzip.compress(body, 9, mtime=0), etag, tasks, version)
