"""The view of a widget: its content in one language and the words around it."""

from __future__ import annotations

import os
from typing import Any

from widgets.strings import strings


def reader_lang(lang: str | None) -> str:
    """Return the language asked for, else that of the render kernel (CAUNOI_LANG), else Vietnamese."""
    return lang or os.environ.get("CAUNOI_LANG") or "vi"


def with_words(view: dict[str, Any], table: dict[str, str]) -> dict[str, Any]:
    """Return the view with the widget's own texts in its language as `ui`."""
    return {**view, "ui": strings(table, view["lang"])}
