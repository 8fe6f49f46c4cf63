"""Rosters as files: what spreadsheets save, what old computers wrote, and what somebody made to break the reader."""

from __future__ import annotations

import contextlib
import io
import unicodedata
import zipfile
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from caunoi.old_letters import reading_of
from caunoi.roster import read_roster
from caunoi.roster_file import LARGEST_FILE, MOST_ROWS, UnreadableRoster, tab_line, text_of

NAMES = (
    *("Nguyễn Thị Ngọc Quỳnh Hương", "Lê Thị Mẫu", "Trần Văn Đức", "Lò Thị Ế Ẩm", "Vũ Đình Phường"),
    *("Hà", "Ứng Thị Yến"),
)


def workbook(*rows: list[Any], formats: dict[str, str] | None = None) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    for place, number_format in (formats or {}).items():
        sheet[place].number_format = number_format
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(body: bytes, **parts: bytes) -> bytes:
    """The workbook with some of its parts replaced, by the last word of their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            stem = name.rpartition("/")[2].partition(".")[0]
            new.writestr(name, parts.get(stem, old.read(name)))
    return out.getvalue()


def refused(body: bytes) -> str:
    with pytest.raises(UnreadableRoster) as caught:
        text_of(body)
    return caught.value.reason


def windows_1258(text: str) -> bytes:
    """As Windows writes Vietnamese: a letter with its hat or horn, then its tone as a sign of its own."""
    out = ""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323")
        out += unicodedata.normalize("NFC", parts.replace(tone, "")) + tone if tone else letter
    return out.encode("cp1258")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_files_as_spreadsheets_save_them(encoding: str) -> None:
    assert text_of("\n".join(NAMES).encode(encoding)).splitlines() == list(NAMES)


def test_the_vietnamese_code_page_of_windows_is_read() -> None:
    text = "Họ và tên;Thôn\n" + "\n".join(f"{name};Đồi Chè" for name in NAMES)
    assert text_of(windows_1258(text)) == text


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"PK\x03\x04rest", "workbook"),
        (b"\xd0\xcf\x11\xe0rest", "old-excel"),
        (b"a" * (LARGEST_FILE + 1), "size"),
        (bytes(range(128, 256)), "encoding"),
        (b"\xff\xfea", "encoding"),
        ("Hä tªn\nNguyÔn ThÞ Hoµ\nTrÇn V¨n §øc".encode("latin-1"), "tcvn3"),
        ("Hä tªn\nNguyÔn ThÞ Hoµ\nTrÇn V¨n §øc".encode(), "tcvn3"),
        ("Hoï teân\nNguyeãn Thò Hoøa\nTraàn Vaên Ñöùc".encode("latin-1"), "vni"),
        ("Hoï teân\nNguyeãn Thò Hoøa\nTraàn Vaên Ñöùc".encode("utf-16"), "vni"),
        (workbook(["Hä tªn"], ["NguyÔn ThÞ Hoµ"]), "tcvn3"),
    ],
)
def test_a_file_that_is_no_list_says_which_way(body: bytes, reason: str) -> None:
    assert refused(body) == reason


@pytest.mark.parametrize("text", [*NAMES, "José Ramírez", "Søren", "Siti Aminah", "café; naïve", ""])
def test_what_is_unicode_is_taken_as_it_stands(text: str) -> None:
    assert reading_of(text) == "unicode"


def test_a_workbook_is_read_row_for_row() -> None:
    body = workbook(
        ["Danh sách lớp"],
        [],
        ["Họ và tên", "Số thẻ", "Ngày", "Thôn"],
        ["Lê Thị\nMẫu", 7, date(2026, 1, 2), "Đồi Chè"],
        [None, None, None],
        [unicodedata.normalize("NFD", "Phạm Văn Thử"), 12.0, True, 'Suối "Mơ"'],
        formats={"B4": "000"},
    )
    assert text_of(body).split("\n") == [
        "Danh sách lớp",
        "",
        "Họ và tên\tSố thẻ\tNgày\tThôn",
        "Lê Thị Mẫu\t007\t2026-01-02\tĐồi Chè",
        "",
        unicodedata.normalize("NFD", "Phạm Văn Thử") + '\t12\t\t"Suối ""Mơ"""',
    ]


def test_a_mistake_in_a_workbook_is_told_with_the_row_that_excel_shows() -> None:
    roster = read_roster(text_of(workbook(["Tên", "Thẻ"], [], ["An", "../x"], ["=1+1", 5])))
    # Of a formula only what was saved with it counts, here nothing.
    assert [(each.line, each.column, each.reason) for each in roster.problems] == [
        (3, "card", "card-not-allowed"),
        (4, "name", "name-missing"),
    ]


def test_the_first_sheet_with_something_in_it_counts() -> None:
    book = Workbook()
    book.create_sheet("Lớp").append(["Lê Thị Mẫu"])
    out = io.BytesIO()
    book.save(out)
    assert text_of(out.getvalue()) == "Lê Thị Mẫu"
    assert text_of(workbook()) == ""


def test_a_workbook_that_unpacks_to_gigabytes_is_not_unpacked() -> None:
    assert refused(repacked(workbook(["An"]), sheet1=b" " * 17_000_000)) == "sheet-size"


def test_a_sheet_that_is_longer_than_any_class_is_refused() -> None:
    assert refused(workbook(*(["An"] for _ in range(MOST_ROWS + 1)))) == "sheet-size"


def test_a_sheet_that_claims_a_million_rows_is_read_as_far_as_it_goes() -> None:
    body = workbook(["An"])
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml")
    assert b'ref="A1:A1"' in sheet or b'ref="A1"' in sheet
    claims = sheet.replace(b'ref="A1:A1"', b'ref="A1:XFD1048576"').replace(b'ref="A1"', b'ref="A1:XFD1048576"')
    assert text_of(repacked(body, sheet1=claims)) == "An"


def test_entities_in_a_workbook_are_not_expanded() -> None:
    lol = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
    assert refused(repacked(workbook(["An"]), sheet1=lol)) == "workbook"


@given(st.binary(max_size=400))
def test_any_bytes_are_a_text_or_refused_with_a_reason(body: bytes) -> None:
    for start in (b"", b"\xff\xfe", b"PK\x03\x04", b"\xef\xbb\xbf"):
        with contextlib.suppress(UnreadableRoster):
            assert isinstance(text_of(start + body), str)


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=20), min_size=1, max_size=4))
def test_a_row_of_a_workbook_comes_back_as_its_cells(cells: list[str]) -> None:
    (first, *others) = (" ".join("".join(c if c.isprintable() else " " for c in cell).split()) for cell in cells)
    line = tab_line(["Họ tên", "Thẻ", "Vai trò", "Thôn"]) + "\n" + tab_line(["An", *cells])
    roster = read_roster(line)
    if any((first, *others)):
        person = roster.people[0]
        found = (person.card, person.role, person.village)
        assert person.name == "An"
        assert unicodedata.normalize("NFC", first) == found[0]
