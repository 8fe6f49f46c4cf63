"""Every kind of input, action and item by keyboard, by finger, and by the name a screen reader speaks."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from caunoi.content import Library
from tests.e2e.widgets.conftest import Open, mockup_of, quiz_of, sent
from tests.e2e.widgets.stage import Hall

pytestmark = pytest.mark.browser

ALL_INPUTS: list[dict[str, Any]] = [
    {"set": "name", "to": "Lê Thị Mẫu"},
    {"set": "secret", "to": "Mau@2026"},
    {"set": "code", "to": "135790"},
    {"set": "born", "to": "1954-09-05"},
    {"set": "copies", "to": 2},
    {"set": "way", "to": "counter"},
    {"set": "province", "to": "c"},
    {"set": "papers.form", "to": True},
    {"set": "papers.map", "to": True},
    {"set": "photo", "to": "clear"},
    {"set": "pledge", "to": True},
    {"set": "extra", "to": "gọi trước khi đến"},
    {"do": "send"},
]


def test_everything_by_keyboard_alone(open_page: Open, hall: Hall, specimen: Library) -> None:
    page = open_page(mockup_of(specimen, "try-everything", "practice"))
    keys = page.keyboard
    page.locator(".cn-screen-title").focus()
    keys.press("Tab")
    keys.type("Lê Thị Mẫu")
    keys.press("Tab")
    keys.type("Mau@2026")
    keys.press("Tab")
    keys.press("Space")  # show the password
    expect(page.get_by_label("Mật khẩu", exact=True)).to_have_attribute("type", "text")
    keys.press("Tab")
    keys.type("135790")
    for part in ("5", "9", "1954"):
        keys.press("Tab")
        keys.type(part)
    keys.press("Tab")
    keys.type("2")
    keys.press("Tab")
    keys.press("Space")  # the first of the radio buttons
    keys.press("Tab")
    keys.type("Ninh")
    keys.press("Tab")
    keys.press("Space")
    keys.press("Tab")
    keys.press("Space")
    keys.press("Tab")
    for _ in range(5):
        if page.get_by_role("radio", name="Ảnh rõ").is_checked():
            break
        keys.press("ArrowDown")
    keys.press("Tab")
    keys.press("Space")
    keys.press("Tab")
    keys.type("gọi trước khi đến")
    keys.press("Tab")
    keys.press("Enter")
    expect(page.locator(".cn-screen-title")).to_have_text("Đã nộp")
    # Arrow keys and typing ahead pass over other options, so only the last event of an input counts.
    last = {each.get("set", "do"): each for each in sent(page, hall)}
    assert list(last.values()) == ALL_INPUTS


def test_everything_by_finger(open_page: Open, hall: Hall, specimen: Library) -> None:
    page = open_page(mockup_of(specimen, "try-everything", "practice"), has_touch=True)
    for label, text in (("Họ và tên", "Lê Thị Mẫu"), ("Mật khẩu", "Mau@2026"), ("Mã 6 số", "135790")):
        page.get_by_label(label, exact=True).tap()
        page.keyboard.type(text)
    for label, text in (("Ngày", "5"), ("Tháng", "9"), ("Năm", "1954"), ("Số bản", "2")):
        page.get_by_label(label, exact=True).tap()
        page.keyboard.type(text)
    page.get_by_text("Tại quầy").tap()
    page.get_by_label("Tỉnh", exact=True).select_option("Ninh Bình")
    for words in ("Tờ khai", "Sơ đồ", "Ảnh rõ", "Tôi xin cam đoan"):
        page.get_by_text(words, exact=True).tap()
    page.get_by_label("Ghi chú").tap()
    page.keyboard.type("gọi trước khi đến")
    # The tap leaves the field, which hands it in, and presses the button: both count.
    page.get_by_role("button", name="Nộp", exact=True).tap()
    expect(page.locator(".cn-screen-title")).to_have_text("Đã nộp")
    assert sent(page, hall) == ALL_INPUTS


NAMES: list[tuple[Any, str]] = [
    ("group", "Màn hình luyện tập: Ứng dụng mẫu"),
    ("group", "Bàn làm việc"),
    ("heading", "Bàn làm việc"),
    ("textbox", "Họ và tên"),
    ("textbox", "Mật khẩu"),
    ("button", "Hiện"),
    ("textbox", "Mã 6 số"),
    ("group", "Ngày sinh"),
    ("textbox", "Ngày"),
    ("textbox", "Tháng"),
    ("textbox", "Năm"),
    ("textbox", "Số bản"),
    ("group", "Nhận kết quả"),
    ("radio", "Tại quầy"),
    ("combobox", "Tỉnh"),
    ("group", "Giấy tờ"),
    ("checkbox", "Sơ đồ"),
    ("group", "Ảnh giấy tờ"),
    ("radio", "Ảnh loá"),
    ("checkbox", "Tôi xin cam đoan"),
    ("button", "Nộp"),
    ("button", "Xem thêm"),
    ("button", "Nhóm thủ tục"),
    ("button", "Gợi ý"),
]


def test_screen_readers_have_a_name_for_everything(open_page: Open, specimen: Library) -> None:
    page = open_page(mockup_of(specimen, "try-everything", "practice"))
    found = {(role, name): page.get_by_role(role, name=name, exact=True).count() for role, name in NAMES}
    assert found == dict.fromkeys(NAMES, 1)


def test_hints_and_messages_belong_to_their_field(open_page: Open, specimen: Library) -> None:
    page = open_page(mockup_of(specimen, "try-everything", "practice"))
    name = page.get_by_label("Họ và tên", exact=True)
    expect(name).to_have_accessible_description("Có dấu")
    page.get_by_role("button", name="Nộp", exact=True).click()
    expect(name).to_be_focused()
    expect(name).to_have_accessible_description("Có dấu Hãy nhập họ tên.")
    expect(name).to_have_attribute("aria-invalid", "true")
    page.get_by_role("button", name="Lưu tạm").click()
    expect(name).to_have_accessible_description("Có dấu")
    expect(page.locator(".cn-said")).to_be_focused()
    expect(page.locator(".cn-said")).to_have_text("Đã lưu tạm.")


def test_a_date_that_does_not_exist_and_a_number_out_of_range_are_not_kept(
    open_page: Open, hall: Hall, specimen: Library
) -> None:
    page = open_page(mockup_of(specimen, "try-everything", "practice"))
    for label, text in (("Ngày", "31"), ("Tháng", "2"), ("Năm", "1954")):
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("Số bản").fill("12")
    page.get_by_role("button", name="Nộp", exact=True).click()
    expect(page.get_by_label("Ngày", exact=True)).to_be_focused()
    expect(page.get_by_role("group", name="Ngày sinh")).to_have_accessible_description(
        "Hãy nhập một ngày có thật, năm gồm bốn chữ số, ví dụ 5 9 1954."
    )
    expect(page.get_by_label("Số bản")).to_have_accessible_description("Hãy nhập một số nguyên từ 1 đến 9.")
    assert hall.stored == []
    page.get_by_label("Ngày", exact=True).fill("28")
    page.get_by_label("Số bản").fill("3")
    page.get_by_label("Số bản").press("Enter")
    assert sent(page, hall) == [{"set": "born", "to": "1954-02-28"}, {"set": "copies", "to": 3}]


def test_what_is_typed_counts_when_the_field_is_left_not_letter_by_letter(
    open_page: Open, hall: Hall, specimen: Library
) -> None:
    page = open_page(mockup_of(specimen, "try-everything", "practice"))
    field = page.get_by_label("Họ và tên", exact=True)
    field.press_sequentially("Bà")
    page.wait_for_timeout(150)
    assert hall.stored == []
    page.get_by_label("Mật khẩu", exact=True).focus()
    assert sent(page, hall) == [{"set": "name", "to": "Bà"}]


def test_letters_in_two_pieces_arrive_as_one_and_half_a_character_not_at_all(
    open_page: Open, hall: Hall, specimen: Library
) -> None:
    page = open_page(mockup_of(specimen, "try-everything", "practice"))
    field = page.get_by_label("Họ và tên", exact=True)
    field.fill("Nguye\u0302\u0303n")
    field.press("Tab")
    field.evaluate("(box) => { box.value = 'Mẫu \\ud83d'; box.dispatchEvent(new Event('input')); }")
    field.dispatch_event("change")
    assert sent(page, hall) == [{"set": "name", "to": "Nguyễn"}, {"set": "name", "to": "Mẫu"}]


def test_facts_show_labels_dates_and_yes_or_no(open_page: Open, specimen: Library) -> None:
    page = open_page(mockup_of(specimen, "try-everything", "practice"))
    facts = page.locator(".cn-block-facts dd")
    expect(facts).to_have_text(["Chưa điền", "Chưa điền", "Không"])
    page.get_by_label("Tỉnh", exact=True).select_option("Sơn La")
    for label, text in (("Ngày", "5"), ("Tháng", "9"), ("Năm", "1954")):
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_role("checkbox", name="Tôi xin cam đoan").check()
    expect(facts).to_have_text(["Sơn La", "05/09/1954", "Có"])


def test_quiz_by_keyboard(open_page: Open, hall: Hall, specimen: Library) -> None:
    page = open_page(quiz_of(specimen, "try-questions"))
    page.get_by_role("radio", name="Phải").focus()
    page.keyboard.press("Space")
    page.get_by_role("checkbox", name="Ý A").focus()
    page.keyboard.press("Space")
    move_to_front(page, "Trước")
    page.get_by_role("textbox", name="Câu trả lời của anh/chị").focus()
    page.keyboard.type("chu ho so")
    page.keyboard.press("Enter")
    last = {each["answer"]: each["to"] for each in sent(page, hall)}
    assert last["one"] == "right"
    assert last["some"] == ["a"]
    assert last["row"][0] == "x"
    assert sorted(last["row"]) == ["x", "y", "z"]
    assert last["word"] == "chu ho so"


def move_to_front(page: Page, label: str) -> None:
    """Press the entry's Up button until it is first; the focus must stay on that button all the way."""
    up = page.get_by_role("button", name=f"Lên: {label}")
    if up.get_attribute("aria-disabled") == "true":  # already first: one down, so that there is a way up
        page.get_by_role("button", name=f"Xuống: {label}").press("Enter")
    up.focus()
    for _ in range(3):
        if up.get_attribute("aria-disabled") == "true":
            break
        page.keyboard.press("Enter")
        expect(up).to_be_focused()
    expect(page.locator(".cn-order li").first).to_contain_text(label)
