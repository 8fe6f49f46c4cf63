"""An empty roster to fill in: its headings as a CSV file and as an Excel workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

KINDS = {
    "csv": "text/csv; charset=UTF-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

# Wide enough for the longest Vietnamese names; the other columns hold a word or two.
_WIDTHS = {"A": 36, "B": 14, "C": 20, "D": 24}

# Rows that are made ready: text cells, so that card 007 stays 007.
_ROWS = 200


def template(kind: str, headings: Sequence[str], roles: Sequence[str]) -> bytes:
    """The bytes of a file, `csv` or `xlsx`, with four headings; a workbook offers the roles to choose from."""
    return _csv(headings) if kind == "csv" else _workbook(headings, roles)


def _csv(headings: Sequence[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(headings)
    # With the mark by which Excel knows UTF-8.
    return out.getvalue().encode("utf-8-sig")


def _workbook(headings: Sequence[str], roles: Sequence[str]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(headings))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column, width in _WIDTHS.items():
        sheet.column_dimensions[column].width = width
    for row in range(2, _ROWS + 2):
        sheet.cell(row=row, column=2).number_format = "@"
    offered = DataValidation(type="list", formula1=f'"{",".join(roles)}"', allow_blank=True)
    offered.add(f"C2:C{_ROWS + 1}")
    sheet.add_data_validation(offered)
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
