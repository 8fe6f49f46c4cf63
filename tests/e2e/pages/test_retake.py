"""A phone takes an assessment again: from the list to a receipt of its own."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import expect

from tests.e2e.pages.conftest import Open
from tests.server.material import release
from tests.server.pages_stage import ASSESSMENT, Stage

pytestmark = pytest.mark.browser


def test_a_second_attempt_on_a_phone_is_fresh_and_gets_its_own_receipt(stage: Stage, open_page: Open) -> None:
    record = stage.store.classes.all()[-1]
    cells = [nbformat.v4.new_code_cell(code) for code in ("from widgets import quiz", 'quiz("portal-basics")')]
    release(Path(record.path), "portal-basics", cells)
    first = stage.store.attempts.find(record.id, "001", ASSESSMENT)
    page = open_page("/vi/", "001")
    module = page.locator("summary", has_text="có thể làm lại")
    module.click()
    expect(page.get_by_text("Lần làm 1 trên 2. Tính lần có điểm cao nhất.")).to_be_visible()
    again = page.get_by_role("button", name=re.compile(r"^Làm lại"))
    box = again.bounding_box()
    assert box is not None and box["height"] >= 44
    again.click()
    page.wait_for_url(f"**/vi/{ASSESSMENT}")
    choice = page.locator(".cn-item").first.get_by_role("radio").first
    choice.check()
    page.get_by_role("button", name="Nộp bài", exact=True).click()
    page.get_by_role("button", name="Có, nộp bài", exact=True).click()
    receipt = page.locator(".cn-receipt strong")
    expect(receipt).to_be_visible()
    second = stage.store.attempts.find(record.id, "001", ASSESSMENT)
    assert receipt.inner_text() == second.receipt != first.receipt
    assert (first.number, second.number) == (1, 2)
    assert len(stage.store.events.of_attempt(first.id)) == 41 and len(stage.store.events.of_attempt(second.id)) == 1
    home = open_page("/vi/", "001")
    home.locator("summary", has_text="Xong").click()
    expect(home.get_by_text(second.receipt)).to_be_visible()
    expect(home.get_by_text("Có kết quả rồi mới được làm lại.")).to_be_hidden()
    home.get_by_role("link", name="Kết quả các lần trước").click()
    expect(home.get_by_role("heading", level=1)).to_contain_text("nộp một hồ sơ trên Cổng")
