"""A number like a real person's does not pass, the practice person's does, and ordinary numbers do."""

from __future__ import annotations

import pytest

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
        "số của bà là 038154012345 nhé",
        "0912345678",
        "+84 912 345 678",
        "012345678",
        "０３８１５４０１２３４５",
        "000154000172 và 038154012345",
        "9704 0000 1234 5678",
        "9704000012345678901",
        "038154012345 0912345678",
        "000154000172 0912345678",
    ],
)
def test_a_strangers_number_is_held_back(privacy: Module, text: str) -> None:
    assert privacy.call("holdsPrivateNumber", text, PERSONA) is True


@pytest.mark.parametrize(
    "text",
    [
        "",
        "000154000172",
        "000 154 000 172",
        "0900 000 022",
        "000154000172 0900000022",
        "MAU-H56.99-20260115-0000123",
        "đất đai lần đầu",
        "05/09/1954",
        "thửa 128, tờ 15",
        "gọi 18001096",
        "12345678",
        "1. mở trang 2. đăng nhập 3. tìm",
        "12 34\n56 78\n90 12",
    ],
)
def test_what_the_task_names_and_what_is_short_passes(privacy: Module, text: str) -> None:
    assert privacy.call("holdsPrivateNumber", text, PERSONA) is False
