"""The names of icons and pictures that the browser can draw, read from the modules that draw them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import quickjs

from caunoi.bundle import bundle

_WIDGETS = Path(__file__).resolve().parent.parent / "widgets"


@cache
def icon_names() -> frozenset[str]:
    """Return every name an `icon` may have."""
    return _exported("portal_icons.js", "ICON_NAMES")


@cache
def picture_names() -> frozenset[str]:
    """Return every name a `picture` may have."""
    return _exported("pictures.js", "PICTURE_NAMES")


def _exported(module: str, name: str) -> frozenset[str]:
    context = quickjs.Context()
    context.module(f"{bundle(_WIDGETS / module)}\nglobalThis.names = JSON.stringify({name});\n")
    return frozenset(json.loads(context.eval("names")))
