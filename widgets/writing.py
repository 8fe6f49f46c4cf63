"""A question answered in one's own words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from caunoi.bundle import bundle
from caunoi.content import library_here
from caunoi.views import writing_view
from widgets.strings import WRITING
from widgets.view import reader_lang, with_words

HERE = Path(__file__).parent


class Writing(anywidget.AnyWidget):
    """The view is drawn, the trace grows; all behaviour is in writing.js."""

    _esm = bundle(HERE / "writing.js")
    _css = bundle(HERE / "writing.css")

    view = traitlets.Dict().tag(sync=True)
    task = traitlets.Unicode().tag(sync=True)
    trace: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)


def writing(question: str, lang: str | None = None) -> Writing:
    """Return a written question. Raises ContentError for an unknown one."""
    view = writing_view(library_here(), question, reader_lang(lang))
    return Writing(view=with_words(view, WRITING), task=view["task"])
