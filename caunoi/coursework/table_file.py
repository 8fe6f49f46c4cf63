"""Tables as files that a spreadsheet opens as they are meant."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

# A cell that begins with one of these is run as a formula by Excel and LibreOffice.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write a CSV file: UTF-8 with the mark that Excel looks for, None and NaN as empty cells, no live formulas."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows([plain(value) for value in row] for row in rows)


def plain(value: Any) -> Any:
    """Return a value as a cell: empty for what is missing, and text that cannot start a formula."""
    if value is None or value != value:  # NaN is the one value that differs from itself
        return ""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value
