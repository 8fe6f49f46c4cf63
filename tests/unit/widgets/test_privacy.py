"""A number like a real person's does not pass, the practice person's does, and ordinary numbers do.

The page and the hall look with two programs; each case is put to both.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.privacy import private_numbers
from tests.unit.widgets.browser import Module

PERSONA = ["Lê Thị Mẫu", "000154000172", "0900000022", "MAU-H56.99-20260115-0000123", "15/01/2026"]


@pytest.fixture(scope="module")
def privacy() -> Module:
    return Module("widgets/privacy.js")


@pytest.mark.parametrize(
    "text",
    [
        "038154012345",
        "038 154 012 345",
        "038.154.012.345",
        "038-154-012-345",
        "038 - 154 - 012 - 345",
        "038_154_012_345",
        "038\u200b154\u200b012\u200b345",
        "038\u00ad154012345",
        "số của bà là 038154012345 nhé",
        "CCCD:038154012345.",
        "0912345678",
        "(091) 234 5678",
        "+84 912 345 678",
        "(+84)912345678",
        "84-912-345-678",
        "012345678",
        "０３８１５４０１２３４５",
        "٠٣٨١٥٤٠١٢٣٤٥",
        "۰۹۱۲۳۴۵۶۷۸",
        "०९१२३४५६७८",
        "⁰⁹¹²³⁴⁵⁶⁷⁸",
        "000154000172 và 038154012345",
        "9704 0000 1234 5678",
        "9704000012345678901",
        "038154012345 0912345678",
        "000154000172 0912345678",
        "15.01.2026 0912345678",
        "0912.345.678 đồng",
    ],
)
def test_a_strangers_number_is_held_back(privacy: Module, text: str) -> None:
    assert privacy.call("holdsPrivateNumber", text, PERSONA) is True
    assert list(private_numbers(text, PERSONA))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "000154000172",
        "000 154 000 172",
        "000.154.000.172",
        "00015400017",
        "0900 000 022",
        "+84 900 000 022",
        "000154000172 0900000022",
        "MAU-H56.99-20260115-0000123",
        "20260115-0000123",
        "đất đai lần đầu",
        "05/09/1954",
        "05.09.1954 06.10.1955",
        "05-09-1954, 06-10-1955",
        "2026-01-15 2026-02-16",
        "từ 01.01.2026 - 31.12.2026",
        "thửa 128, tờ 15",
        "gọi 18001096",
        "12345678",
        "phí 22.000 đồng",
        "bà mất 129.000.000 đồng",
        "129 000 000 đ",
        "1. mở trang 2. đăng nhập 3. tìm",
        "12 34\n56 78\n90 12",
    ],
)
def test_what_the_task_names_and_what_is_no_number_of_a_person_passes(privacy: Module, text: str) -> None:
    assert privacy.call("holdsPrivateNumber", text, PERSONA) is False
    assert list(private_numbers(text, PERSONA)) == []


@pytest.mark.parametrize(
    ("texts", "torn"),
    [
        (["038154", "012345"], True),
        (["0912", "345", "678"], True),
        (["9704", "0000", "1234", "5678"], True),
        (["0912 3", "45678"], True),
        (["000154", "000172"], False),
        (["0900000022", "170258"], False),
        (["15", "128", "250"], False),
        (["038154", "Lê Thị Mẫu", "012345"], False),
        (["038154", "", "012345"], False),
        (["thôn 09", "12345678"], False),
        (["170258", "170258"], False),
    ],
)
def test_a_number_torn_over_fields_beside_each_other_is_seen(privacy: Module, texts: list[str], torn: bool) -> None:
    assert privacy.call("tornNumber", texts, PERSONA) is torn


@given(st.text(st.sampled_from("0019٣８0 .-()_/\n\u200bđồngd,+a"), max_size=40))
def test_page_and_hall_see_the_same(privacy: Module, text: str) -> None:
    for allowed in ([], PERSONA):
        assert privacy.call("holdsPrivateNumber", text, allowed) is bool(list(private_numbers(text, allowed)))
