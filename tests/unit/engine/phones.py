"""A small phone as raw content, for the tests of what is written out from shorthand."""

from __future__ import annotations

from typing import Any

from caunoi.lowering import Expanded, expand, portal_problems
from caunoi.model import Portal


def words(text: str) -> dict[str, str]:
    """One text in three languages."""
    return {"vi": text, "id": f"{text} (id)", "en": f"{text} (en)"}


def going(to: str | None = None, **more: Any) -> dict[str, Any]:
    """An action with one case."""
    return {"label": words("Đi"), "cases": [{**({"to": to} if to else {}), **more}]}


def phone(screens: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A portal of kind phone that starts on its first screen; a screen without a title gets its id as one."""
    return {
        "id": "phone",
        "kind": "phone",
        "title": words("Điện thoại"),
        "source": "https://example.org/phone",
        "checked_on": "2026-11-23",
        "start": next(iter(screens)),
        "screens": {name: {"title": words(name), **screen} for name, screen in screens.items()},
        **more,
    }


def plain(raw: dict[str, Any]) -> Expanded:
    """The portal written out."""
    return expand(Portal.model_validate(raw))


def told(raw: dict[str, Any]) -> list[str]:
    """What is said about a portal, without the name of the file."""
    return [str(each).partition(": ")[2] for each in portal_problems(Portal.model_validate(raw))]
