"""A table whose first column has a bar under its words, as HTML that stands for itself in a notebook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_TEMPLATES = Path(__file__).resolve().parent / "templates"


@dataclass(frozen=True)
class BarRow:
    """What a row is about, how long its bar is (0 to 1), and the words of the other columns."""

    about: str
    share: float
    cells: tuple[str, ...]


@dataclass(frozen=True)
class BarTable:
    """`figures` says of each column but the first whether it holds figures; `empty` is said where there is no row."""

    title: str
    columns: tuple[str, ...]
    figures: tuple[bool, ...]
    rows: Sequence[BarRow]
    empty: str

    def html(self) -> str:
        """The table with its style; every word in it is text."""
        return _environment().get_template("bar-table.html").render(table=self)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
