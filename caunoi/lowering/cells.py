"""Puts the cells of one row of a table into the texts, guards and effects that were written for every row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from caunoi.model.base import LANGS, PLACEHOLDER, CellRef, Text, Value
from caunoi.model.portal import Cell, Row

Some = TypeVar("Some")


def with_row(value: Some, row: Row) -> Some:
    """Return a piece of content with {column} and {cell: column} replaced by the cells of a row.

    A column that the row lacks, and a {cell: column} that holds a text in three languages, stay as they are.
    """
    filled: Some = _filled(value, row)
    return filled


def with_words(text: Text, cells: Mapping[str, Cell]) -> Text:
    """Return a text with the names in braces replaced, language by language."""
    if not text.placeholders() & cells.keys():
        return text

    def word(name: str, lang: str) -> str:
        cell = cells.get(name)
        if cell is None:
            return f"{{{name}}}"
        return cell.of(lang) if isinstance(cell, Text) else str(cell)

    def said(lang: str) -> str | None:
        template: str | None = getattr(text, lang)
        return template and PLACEHOLDER.sub(lambda found: word(found[1], lang), template)

    return text.model_copy(update={lang: said(lang) for lang in LANGS})


def _filled(value: Any, row: Row) -> Any:
    match value:
        case CellRef(cell=column):
            cell = row.get(column)
            return value if cell is None or isinstance(cell, Text) else cell
        case Text():
            return with_words(value, row)
        case Value():
            parts = {name: getattr(value, name) for name in type(value).model_fields}
            changed = {name: new for name, old in parts.items() if (new := _filled(old, row)) is not old}
            return value.model_copy(update=changed) if changed else value
        case tuple():
            return tuple(_filled(each, row) for each in value)
        case dict():
            return {key: _filled(each, row) for key, each in value.items()}
    return value
