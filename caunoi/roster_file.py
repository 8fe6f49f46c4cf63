"""A roster as a file: a CSV in any of the ways Vietnamese is written, or an Excel workbook; out comes text.

The rows of a workbook become lines parted by tabs, row for line, so that one reader finds the same mistakes in both and
names the row that Excel shows. Nothing of a workbook is ever worked out: of a formula only the value that Excel saved.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from caunoi.errors import CauNoiError
from caunoi.old_letters import from_windows, reading_of, reading_of_bytes

# Below the hall's limit on request bodies; five hundred people with all columns need a tenth of it.
LARGEST_FILE = 200_000

# A workbook is a zip: what it may unpack to, and how much of a sheet is looked at. Five hundred people fill 500 rows.
LARGEST_UNPACKED = 16_000_000
MOST_PARTS = 300
MOST_ROWS = 2_000
MOST_COLUMNS = 40
LONGEST_CELL = 400

_ZEROS = re.compile(r"0{2,32}")


class UnreadableRoster(CauNoiError):
    """The file is no list we can read; `reason` is old-excel, workbook, sheet-size, tcvn3, vni, encoding or size."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the roster cannot be read: {reason}")
        self.reason = reason


def text_of(body: bytes) -> str:
    """The text of an uploaded file; raises UnreadableRoster."""
    if len(body) > LARGEST_FILE:
        raise UnreadableRoster("size")
    if body.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableRoster("old-excel")
    text = _workbook(body) if body.startswith(b"PK\x03\x04") else _decoded(body)
    reading = reading_of(text)
    if reading in ("tcvn3", "vni"):
        raise UnreadableRoster(reading)
    return text


def _decoded(body: bytes) -> str:
    encoding = "utf-16" if body.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        reading = reading_of_bytes(body) if encoding == "utf-8-sig" else None
        if reading != "windows-1258":
            raise UnreadableRoster(reading or "encoding") from error
        return from_windows(body)


def _workbook(body: bytes) -> str:
    # Imported here: only who chooses a workbook waits for it.
    from openpyxl import load_workbook

    _refuse_bomb(body)
    try:
        book = load_workbook(io.BytesIO(body), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            lines = list(_lines(sheet))
            if any(lines):
                return "\n".join(lines)
    except UnreadableRoster:
        raise
    except Exception as error:  # whatever a broken workbook makes openpyxl raise
        raise UnreadableRoster("workbook") from error
    return ""


def _refuse_bomb(body: bytes) -> None:
    """Look at the parts before they are parsed: how large they unpack, and that no XML declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            infos = parts.infolist()
            if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > LARGEST_UNPACKED:
                raise UnreadableRoster("sheet-size")
            for info in infos:
                if info.filename.endswith((".xml", ".rels")):
                    _refuse_entities(parts.read(info))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise UnreadableRoster("workbook") from error


def _refuse_entities(part: bytes) -> None:
    # In UTF-16 the word would not be found; Excel writes UTF-8 only.
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part or b"\x00" in part[:64]:
        raise UnreadableRoster("workbook")


def _lines(sheet: Any) -> Iterator[str]:
    """Yield each row as a line, empty rows too, up to the last one with something in it; raises UnreadableRoster."""
    waiting = 0
    for number, row in enumerate(sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS), start=1):
        cells = [_cell(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            waiting += 1
            continue
        if number > MOST_ROWS:
            raise UnreadableRoster("sheet-size")
        yield from ("",) * waiting
        waiting = 0
        yield tab_line(cells)


def _cell(cell: Any) -> str:
    value = cell.value
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int):
        # A card number 007 is the number 7, shown with three digits.
        shown = _ZEROS.fullmatch(str(cell.number_format or ""))
        return str(value).zfill(len(shown[0])) if shown else str(value)[:LONGEST_CELL]
    return str(value)[:LONGEST_CELL]


def tab_line(cells: Sequence[str]) -> str:
    """One line of a list parted by tabs, as the reader of lists takes it back; a cell never breaks the line."""
    plain = (" ".join("".join(c if c.isprintable() else " " for c in cell).split()) for cell in cells)
    return "\t".join('"' + cell.replace('"', '""') + '"' if '"' in cell else cell for cell in plain)
