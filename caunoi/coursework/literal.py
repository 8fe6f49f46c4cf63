"""Answers as the one data literal of a notebook: the only thing a submission adds to our own released copy."""

from __future__ import annotations

import ast
import json
import re
import unicodedata
from typing import Any

from caunoi.errors import GradingError

EMPTY = "_payload = None"
_CALL = re.compile(r"_payload = json\.loads\((?P<text>'.*')\)")

# What a trainee wrote stands in one HTML block, so that Markdown leaves it alone; MathJax skips the class.
_OPEN = '<div class="tex2jax_ignore" style="white-space: pre-wrap">'
_CLOSE = "</div>"


def as_source(payload: dict[str, Any]) -> str:
    """Return the source of the payload cell: ASCII, two lines, a string literal and nothing that runs.

    Raises:
        GradingError: the payload is not made of JSON values.
    """
    try:
        text = json.dumps(payload, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    except (TypeError, ValueError) as error:
        raise GradingError(f"The answers cannot be filed: {error}.") from error
    return f"import json\n_payload = json.loads({text!r})"


def from_source(source: str) -> dict[str, Any] | None:
    """Return the payload that a cell holds, or None for the released, empty cell.

    Raises:
        GradingError: the cell holds anything else.
    """
    if source.strip() == EMPTY:
        return None
    match = _CALL.fullmatch(source.strip().split("\n")[-1])
    if match is None:
        raise GradingError("The answers cannot be read: the payload cell does not hold one data literal.")
    try:
        payload = json.loads(ast.literal_eval(match["text"]))
    except (SyntaxError, ValueError) as error:
        raise GradingError("The answers cannot be read: the payload cell is damaged.") from error
    if not isinstance(payload, dict):
        raise GradingError("The answers cannot be read: the payload cell does not hold an object.")
    return payload


def inert(text: str) -> str:
    """Return a text that shows what was typed wherever Markdown or HTML is read, and does nothing.

    Every character that is not a letter or digit becomes a numeric entity: the pages that show it render raw HTML.
    """
    typed = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    return re.sub(r"[\W_]", lambda found: f"&#{ord(found[0])};", typed)


def as_written_cell(text: str) -> str:
    """Return the Markdown cell that holds a written answer."""
    return _OPEN + inert(text) + _CLOSE


def from_written_cell(source: str) -> str | None:
    """Return the text that a written cell shows, or None when no answer stands in it."""
    if not (source.startswith(_OPEN) and source.endswith(_CLOSE)):
        return None
    return re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), source[len(_OPEN) : -len(_CLOSE)])
