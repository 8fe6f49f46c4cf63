"""Each kind of item: by keyboard alone, by finger, read by axe, in the variant the hall gave, locked once handed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from caunoi.content import Library
from tests.e2e.widgets.conftest import Open, quiz_of, sent
from tests.e2e.widgets.stage import Hall

pytestmark = pytest.mark.browser


def item(page: Page, number: int) -> Locator:
    return page.locator(".cn-item").nth(number)


def last(page: Page, hall: Hall, name: str) -> Any:
    return [event["to"] for event in sent(page, hall) if event["answer"] == name][-1]


def tab_to(page: Page, wanted: Locator) -> None:
    """Go there with the Tab key alone, forwards or back: past the end of a page the keys are the browser's own."""
    for _ in range(80):
        at = wanted.evaluate(
            """(node) => node === document.activeElement ? "here"
              : node.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING ? "before"
              : "behind" """
        )
        if at == "here":
            return
        page.keyboard.press("Tab" if at == "behind" else "Shift+Tab")
    raise AssertionError("the Tab key does not come there")


def by_radio(page: Page, place: Locator) -> None:
    tab_to(page, place.get_by_role("radio", name="Zalo").nth(1))
    page.keyboard.press("Space")
    tab_to(page, place.get_by_role("radio", name="Zalo").nth(0))
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")


def by_list(page: Page, place: Locator) -> None:
    for label, option in (("Bổ sung giấy tờ", "Người dân"), ("Xử lý hồ sơ", "Trung tâm")):
        tab_to(page, place.get_by_role("combobox", name=label))
        page.keyboard.type(option[0])


def by_typing(text: str) -> Callable[[Page, Locator], None]:
    def typed(page: Page, place: Locator) -> None:
        tab_to(page, place.get_by_role("textbox", name="Câu trả lời của anh/chị"))
        page.keyboard.type(text)
        page.keyboard.press("Tab")

    return typed


def by_pressing(page: Page, place: Locator) -> None:
    tab_to(page, place.locator(".cn-hot-press[aria-label='Nộp']"))
    page.keyboard.press("Enter")


def by_judging(page: Page, place: Locator) -> None:
    for segment in ("Hết hôm nay là khoá.", "Kính gửi bà.", "Hãy đọc mã OTP cho cán bộ."):
        place.get_by_role("button", name=segment).focus()
        page.keyboard.press("Space")
    place.get_by_role("button", name="Kính gửi bà.").focus()
    page.keyboard.press("Enter")
    tab_to(page, place.get_by_role("radio", name="Tin thật"))
    for _ in range(2):
        page.keyboard.press("ArrowDown")


def by_choosing(page: Page, place: Locator) -> None:
    tab_to(page, place.get_by_role("radio", name="Mình làm lại từng bước"))
    page.keyboard.press("Space")


KEYBOARD: list[tuple[str, Callable[[Page, Locator], None], Any]] = [
    ("few", by_radio, {"chat": "zalo", "file": "portal"}),
    ("many", by_list, {"supply": "resident", "process": "office"}),
    ("sum", by_typing("1.500 đồng"), "1.500 đồng"),
    ("letters", by_typing("VNeID"), "VNeID"),
    ("place", by_pressing, "send"),
    ("sms", by_judging, {"verdict": "scam", "tells": ["hurry", "code"]}),
    ("chat", by_choosing, "slow"),
    ("words", by_typing("Dạ, cháu chào bà."), "Dạ, cháu chào bà."),
]


@pytest.mark.parametrize("number", range(len(KEYBOARD)), ids=[name for name, _, _ in KEYBOARD])
def test_each_kind_is_answered_and_checked_by_keyboard(
    open_page: Open, hall: Hall, specimen: Library, number: int
) -> None:
    name, act, expected = KEYBOARD[number]
    page = open_page(quiz_of(specimen, "every-kind"))
    place = item(page, number)
    act(page, place)
    assert last(page, hall, name) == expected
    tab_to(page, place.get_by_role("button", name="Kiểm tra câu trả lời"))
    page.keyboard.press("Enter")
    words = "so câu trả lời của mình" if name == "words" else "Đúng rồi."
    expect(place.locator(".cn-verdict")).to_contain_text(words)


def test_each_kind_shows_again_what_was_answered(open_page: Open, hall: Hall, specimen: Library) -> None:
    quiz = quiz_of(specimen, "every-kind")
    page = open_page(quiz)
    for number, (_, act, _) in enumerate(KEYBOARD):
        act(page, item(page, number))
    sent(page, hall)
    page = open_page(quiz)
    for number, (name, _, _) in enumerate(KEYBOARD):
        item(page, number).get_by_role("button", name="Kiểm tra câu trả lời").click()
        words = "so câu trả lời của mình" if name == "words" else "Đúng rồi."
        expect(item(page, number).locator(".cn-verdict")).to_contain_text(words)


@pytest.mark.parametrize("lang", ["vi", "id", "en"])
def test_axe_finds_nothing_in_any_kind(open_page: Open, hall: Hall, specimen: Library, lang: str) -> None:
    for look in ({"width": 320, "height": 700}, {"width": 1280, "height": 900}):
        hall.stored.clear()
        page = open_page(
            "<h1>Bài</h1><h2>Câu hỏi</h2>",
            quiz_of(specimen, "every-kind", lang),
            viewport=look,
            color_scheme="light" if look["width"] == 320 else "dark",
            reduced_motion="reduce",
        )
        item(page, 5).locator(".cn-segment").first.click()
        item(page, 4).locator(".cn-hot-press").last.click()
        found = Axe().run(page)
        assert found.violations_count == 0, f"{look}\n{found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        small = page.evaluate(
            """() => [...document.querySelectorAll(".cn-segment, .cn-hot-press, .cn-tick, select, textarea")]
              .map((node) => [node.outerHTML.slice(0, 80), node.getBoundingClientRect()])
              .filter(([, box]) => box.width > 0 && (box.width < 44 || box.height < 44)).map(([html]) => html)"""
        )
        assert small == []


def test_twice_as_large_text_stays_on_the_page(open_page: Open, specimen: Library) -> None:
    page = open_page(quiz_of(specimen, "every-kind"))
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_each_attempt_is_asked_its_own_variant(open_page: Open, hall: Hall, specimen: Library) -> None:
    quiz = quiz_of(specimen, "every-kind")
    place = item(open_page(quiz), 2)
    expect(place).to_contain_text("Lệ phí là 750, nộp hai lần")
    told = {"id": "large", "values": {"fee": "1.500"}, "rule": {"key": 3000, "within": 0, "units": ["đồng"]}}
    hall.variants = {"quiz/every-kind": {"sum": told}}
    page = open_page(quiz)
    place = item(page, 2)
    expect(place).to_contain_text("Lệ phí là 1.500, nộp hai lần")
    place.get_by_role("textbox").fill("3 000")
    place.get_by_role("button", name="Kiểm tra câu trả lời").click()
    expect(place.locator(".cn-verdict")).to_contain_text("Đúng rồi.")
    expect(place.locator(".cn-verdict")).to_contain_text("Hai lần 1.500.")


def test_in_a_test_a_variant_comes_without_its_key(open_page: Open, hall: Hall, kinds: Library) -> None:
    hall.mode = "assessment"
    hall.variants = {"quiz/kinds": {"fee": {"id": "large", "values": {"fee": "1.500"}}}}
    page = open_page(quiz_of(kinds, "kinds"))
    expect(item(page, 1)).to_contain_text("Một bản 1.500")
    expect(page.get_by_role("button", name="Kiểm tra câu trả lời")).to_have_count(0)


def test_a_number_that_is_none_is_told_at_once(open_page: Open, hall: Hall, specimen: Library) -> None:
    page = open_page(quiz_of(specimen, "every-kind"))
    place = item(page, 2)
    place.get_by_role("textbox").fill("khoảng 1.500")
    place.get_by_role("textbox").press("Enter")
    expect(place.locator(".cn-field-message")).to_contain_text("Nhập một số nguyên")
    place.get_by_role("textbox").fill("1 500")
    place.get_by_role("textbox").press("Enter")
    expect(place.locator(".cn-field-message")).to_be_hidden()
    assert last(page, hall, "sum") == "1 500"


def test_nothing_gives_a_genuine_message_away(open_page: Open, hall: Hall, specimen: Library) -> None:
    page = open_page(quiz_of(specimen, "every-kind"))
    place = item(page, 5)
    segment = place.get_by_role("button", name="Kính gửi bà.")
    segment.click()
    expect(segment).to_have_attribute("aria-pressed", "true")
    place.get_by_role("radio", name="Tin thật").check()
    expect(segment).to_have_attribute("aria-pressed", "false")
    expect(segment).to_be_disabled()
    assert last(page, hall, "sms") == {"verdict": "genuine", "tells": []}
    place.get_by_role("radio", name="Đáng ngờ").check()
    expect(segment).to_be_enabled()


def test_the_drawn_screen_cannot_be_used_only_pointed_at(open_page: Open, hall: Hall, specimen: Library) -> None:
    page = open_page(quiz_of(specimen, "every-kind"))
    place = item(page, 4)
    inside = "(nodes) => nodes.filter((node) => node.checkVisibility() && !node.closest('[inert]')).length"
    assert place.locator("input:visible, select:visible").count() > 5
    assert place.locator("input, select").evaluate_all(inside) == 0
    name = place.locator(".cn-hot-press[aria-label='Họ và tên']")
    name.click()
    expect(name).to_have_attribute("aria-pressed", "true")
    assert last(page, hall, "place") == "name"
    expect(place.locator(".cn-screen-title")).to_have_text("Bàn làm việc")


def test_what_was_handed_in_is_shown_and_locked(open_page: Open, hall: Hall, kinds: Library) -> None:
    hall.mode = "assessment"
    quiz = quiz_of(kinds, "kinds")
    page = open_page(quiz)
    item(page, 4).get_by_role("button", name="Hết hôm nay là khoá.").click()
    item(page, 3).locator(".cn-hot-press[aria-label='Nộp hồ sơ']").click()
    item(page, 0).get_by_role("combobox").first.select_option("Người dân")
    item(page, 6).get_by_role("textbox").fill("Dạ, cháu chào bà.")
    page.get_by_role("button", name="Nộp bài").click()
    page.get_by_role("button", name="Có, nộp bài").click()
    page.locator(".cn-receipt").wait_for()
    page = open_page(quiz)
    for control in page.locator(".cn-segment, .cn-hot-press, .cn-quiz select, .cn-quiz input[type=radio]").all():
        expect(control).to_be_disabled()
    expect(item(page, 4).get_by_role("button", name="Hết hôm nay là khoá.")).to_have_attribute("aria-pressed", "true")
    expect(item(page, 0).get_by_role("combobox").first).to_have_value("resident")
    for box in item(page, 6).get_by_role("textbox"), item(page, 1).get_by_role("textbox"):
        expect(box).not_to_be_editable()
    expect(item(page, 6).get_by_role("textbox")).to_have_value("Dạ, cháu chào bà.")


def test_only_a_set_with_a_drawn_screen_carries_what_draws_it(specimen: Library) -> None:
    assert "drawScreen" in quiz_of(specimen, "every-kind")._esm
    light = quiz_of(specimen, "try-questions")
    assert "drawScreen" not in light._esm
    assert "cn-frame" not in light._css
