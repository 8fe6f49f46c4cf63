"""A whole phone: every layout by keyboard, by finger, by its names, in both lights, narrow, wide and enlarged."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from caunoi.content import Library
from tests.e2e.browser import until_on
from tests.e2e.widgets.conftest import Open, mockup_at, mockup_of, sent
from tests.e2e.widgets.heard import HEARD
from tests.e2e.widgets.stage import Hall
from tests.e2e.widgets.test_look import BODY_PX, MEASURE, PROSE, QUIET, SMALLEST_TEXT_PX, TOUCH_PX
from widgets import Mockup

pytestmark = pytest.mark.browser

# What is written small on purpose on a phone: who wrote and when, the words under the icons of the bars.
SMALL = (*QUIET, "cn-message-sender", "cn-message-at", "cn-pinned-name")
UNLOCK = [{"set": "unlock", "to": "135790"}, {"do": "enter"}]

# A browser without a voice gets no button; this one has one, and notes what it reads.
VOICE = """
  window.spoken = [];
  Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => [{ lang: "en-US", localService: true }, { lang: "vi-VN", localService: LOCAL }],
    addEventListener() {}, removeEventListener() {},
    speak(each) { window.spoken.push(each.text); },
    cancel() { window.spoken.push("(stopped)"); },
  } });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""


def phone_at(library: Library, screen: str, mode: str = "practice", **variables: Any) -> Mockup:
    """The specimen phone on one of its screens."""
    return mockup_at(library, "try-phone", mode, screen, **variables)


def every_screen(library: Library) -> list[Any]:
    """One phone per screen, the chat with a message that has just arrived."""
    names = mockup_of(library, "try-phone", "practice").view["screens"]
    return [PROSE, *(phone_at(library, name, asked=name == "group", shot="good") for name in names)]


def title(page: Page) -> Locator:
    return page.locator(".cn-screen-title")


def unlocked(page: Page) -> None:
    """Type the code on the keyboard; the focus is on the title, as after every change of screen."""
    title(page).focus()
    page.keyboard.type("135790")
    expect(title(page)).to_have_text("Màn hình chính")


@pytest.mark.parametrize(("width", "light"), [(320, "light"), (360, "dark"), (1280, "light"), (1280, "dark")])
def test_axe_finds_nothing_on_any_layout(open_page: Open, specimen: Library, width: int, light: str) -> None:
    page = open_page(*every_screen(specimen), viewport={"width": width, "height": 800}, color_scheme=light)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [320, 1280])
def test_every_layout_can_be_read_and_pressed(open_page: Open, specimen: Library, width: int) -> None:
    page = open_page(*every_screen(specimen), viewport={"width": width, "height": 800})
    found = page.evaluate(MEASURE, TOUCH_PX)
    assert found["sideways"] <= 0, found["wide"]
    assert found["targets"] == []
    assert [text for text in found["texts"] if text[0] < SMALLEST_TEXT_PX] == []
    assert [text for text in found["texts"] if text[0] < BODY_PX and text[1] not in SMALL] == []


def test_text_twice_as_large_loses_nothing(open_page: Open, specimen: Library) -> None:
    page = open_page(*every_screen(specimen), viewport={"width": 320, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    found = page.evaluate(MEASURE, TOUCH_PX)
    assert found["sideways"] <= 0, found["wide"]
    cut = page.evaluate(
        """() => [...document.querySelectorAll(".cn-frame :is(p, span, button, h3, dd)")]
          .filter((node) => node.checkVisibility() && !node.closest(".cn-spoken"))
          .filter((node) => getComputedStyle(node).display !== "inline" && node.scrollWidth > node.clientWidth + 1)
          .map((node) => [node.className, node.textContent])"""
    )
    assert cut == []


def test_forced_colours_keep_tiles_keys_dots_and_bubbles_apart(open_page: Open, specimen: Library) -> None:
    page = open_page(*every_screen(specimen), forced_colors="active")
    for selector in (".cn-tile-face", ".cn-key", ".cn-pad-dot", ".cn-message", ".cn-banner", ".cn-tab[aria-current]"):
        widths = page.locator(selector).first.evaluate("(node) => getComputedStyle(node).borderTopWidth")
        assert float(widths.removesuffix("px")) >= 1, selector


def test_the_whole_way_by_keyboard_alone(open_page: Open, hall: Hall, specimen: Library) -> None:
    page = open_page(mockup_of(specimen, "try-phone", "practice"))
    unlocked(page)
    expect(title(page)).to_be_focused()
    press_to(page, "Nhóm của thôn")
    expect(title(page)).to_have_text("Thôn Mẫu: thông báo và bão lũ")
    press_to(page, "Bác cho hỏi tin này do ai báo ạ?")
    page.keyboard.press("Shift+Tab")
    press_to(page, "Ngân hàng mẫu Mã xác nhận là 482 913. Không đọc mã cho bất kỳ ai.", back=True)
    expect(title(page)).to_have_text("Ngân hàng mẫu")
    assert sent(page, hall) == [*UNLOCK, {"do": "open-groups"}, {"do": "ask"}, {"do": "otp-open"}]


def press_to(page: Page, name: str, back: bool = False) -> None:
    """Tab until the button of that name has the focus, then press it."""
    wanted = page.get_by_role("button", name=name, exact=True)
    for _ in range(30):
        if wanted.evaluate("(node) => node === document.activeElement"):
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"no way to {name} by Tab")


def test_the_whole_way_by_finger(open_page: Open, hall: Hall, specimen: Library) -> None:
    page = open_page(mockup_of(specimen, "try-phone", "practice"), has_touch=True)
    for digit in "135790":
        page.get_by_role("button", name=digit, exact=True).tap()
    page.get_by_role("button", name="Nhóm của thôn").tap()
    page.get_by_role("button", name="Bác cho hỏi tin này do ai báo ạ?").tap()
    page.get_by_role("button", name="Cất đi Ngân hàng mẫu").tap()
    expect(page.locator(".cn-banner")).to_be_hidden()
    page.get_by_role("button", name="Danh bạ", exact=True).last.tap()
    expect(title(page)).to_have_text("Danh bạ")
    page.get_by_role("button", name="Màn hình chính").tap()
    expect(title(page)).to_have_text("Màn hình chính")
    assert sent(page, hall) == [
        *UNLOCK,
        {"do": "open-groups"},
        {"do": "ask"},
        {"do": "otp-dismiss"},
        {"do": "tab-people"},
        {"do": "phone-home"},
    ]


def test_a_wrong_code_is_told_and_the_digits_are_counted_aloud(open_page: Open, hall: Hall, specimen: Library) -> None:
    page = open_page(mockup_of(specimen, "try-phone", "practice"))
    pad = page.get_by_role("group", name="Mã mở máy, 6 số")
    title(page).focus()
    page.keyboard.type("12")
    expect(pad.get_by_role("status")).to_have_text("Đã nhập 2 trên 6 số")
    page.keyboard.press("Backspace")
    expect(pad.get_by_role("status")).to_have_text("Đã nhập 1 trên 6 số")
    expect(pad.locator(".cn-pad-dot-full")).to_have_count(1)
    pad.get_by_role("button", name="Mở máy").click()
    expect(pad).to_have_accessible_description("Mã có 6 số.")
    expect(pad.locator(".cn-pad-dot-full")).to_have_count(0)
    page.keyboard.type("111111")
    expect(pad).to_have_accessible_description("Mã chưa đúng. Còn 4 lần thử.")
    expect(pad.locator(".cn-pad-dot-full")).to_have_count(0)
    expect(pad.get_by_role("button", name="1", exact=True)).to_be_focused()
    page.keyboard.type("135790")
    expect(title(page)).to_have_text("Màn hình chính")
    assert sent(page, hall) == [{"do": "enter"}, {"set": "unlock", "to": "111111"}, {"do": "enter"}, *UNLOCK]


NAMES = {
    "desk": [
        "Tin nhắn (có tin mới)",
        "Điện thoại",
        "Nhóm của thôn",
        "Máy ảnh",
        "Quét mã",
        "Kho ứng dụng",
    ],
    "group": [
        "Ngân hàng mẫu Mã xác nhận là 482 913. Không đọc mã cho bất kỳ ai.",
        "Cất đi Ngân hàng mẫu",
        "Danh bạ",
        "Chia sẻ ngay cho mọi người cùng biết.",
        "Tin nhắn (có tin mới)",
        "Danh bạ",
        "Thông báo",
        "Cá nhân",
        "Màn hình chính",
    ],
    "shop": [
        "Ví giấy tờ Cơ quan mẫu Hơn 10 triệu lượt tải",
        "Ví giấy tờ 2026 Pro Nhà phát triển lạ Hơn 500 lượt tải, có quảng cáo",
        "Màn hình chính",
    ],
    "call": ["Nghe tiếp", "Dập máy", "Màn hình chính"],
}


@pytest.mark.parametrize("screen", NAMES)
def test_names_stand_in_reading_order(open_page: Open, specimen: Library, screen: str) -> None:
    page = open_page(phone_at(specimen, screen, asked=screen == "group"))
    found = page.locator(".cn-screen").get_by_role("button").all()
    names = [each.evaluate("(node) => node.innerText.replace(/\\s+/g, ' ').trim()") for each in found]
    assert names == NAMES[screen]
    for button, name in zip(found, NAMES[screen], strict=True):
        expect(button).to_have_accessible_name(name)


def test_what_is_said_can_be_told_apart_without_seeing_sides(open_page: Open, specimen: Library) -> None:
    page = open_page(phone_at(specimen, "call"))
    said = [" ".join(each.split()) for each in page.locator(".cn-message").all_inner_texts()]
    assert said[0].startswith("Người gọi A lô")
    assert said[1] == "Tôi: Dạ, tôi nghe đây."
    group = open_page(phone_at(specimen, "group"))
    expect(group.get_by_role("img", name="Ảnh ruộng lúa bị ngập")).to_be_visible()
    expect(group.get_by_role("button", name="Tin nhắn")).to_have_attribute("aria-current", "page")
    expect(group.locator(".cn-pinned")).to_contain_text("0900 000 011")


def test_an_arriving_message_is_announced_once(open_page: Open, specimen: Library) -> None:
    page = open_page(phone_at(specimen, "group"))
    region = page.locator(".cn-mockup > .cn-spoken").nth(1)
    expect(region).to_have_text("")
    page.get_by_role("button", name="Bác cho hỏi").click()
    expect(region).to_have_text("Tin mới từ Ngân hàng mẫu: Mã xác nhận là 482 913. Không đọc mã cho bất kỳ ai.")
    region.evaluate("(node) => { node.textContent = ''; }")
    page.get_by_role("button", name="Cá nhân").click()
    expect(page.locator(".cn-banner")).to_be_visible()
    page.evaluate(HEARD)
    expect(region).to_have_text("")


def test_the_guide_marks_pad_tile_reply_and_banner(open_page: Open, specimen: Library) -> None:
    page = open_page(mockup_of(specimen, "try-phone", "guided"))
    marked = page.locator(".cn-marked")
    expect(marked).to_have_class("cn-field cn-pad cn-marked")
    expect(page.locator(".cn-bubble")).to_have_text("Bà bấm sáu số.")
    unlocked(page)
    expect(marked).to_have_text("Nhóm của thôn")
    marked.click()
    expect(marked).to_have_text("Bác cho hỏi tin này do ai báo ạ?")
    marked.click()
    expect(marked).to_have_class("cn-banner-open cn-marked")
    expect(marked).to_have_accessible_description("Bà mở tin vừa tới.")
    marked.click()
    expect(marked).to_have_count(0)


@pytest.mark.parametrize(("step", "way"), [("group", "Tin nhắn"), ("desk", "Màn hình chính")])
def test_the_guide_names_the_way_back_over_a_tab_or_home(
    open_page: Open, specimen: Library, step: str, way: str
) -> None:
    mockup = phone_at(specimen, "me", "guided")
    mockup.view = {**mockup.view, "steps": [each for each in mockup.view["steps"] if each["screen"] == step]}
    page = open_page(mockup)
    expect(page.locator(".cn-coach-line")).to_contain_text(f"“{way}”")
    expect(page.locator(".cn-marked")).to_have_accessible_name(way)


def test_the_show_plays_a_phone_to_its_end(open_page: Open, specimen: Library) -> None:
    page = open_page(mockup_of(specimen, "try-phone", "show"))
    titles = [title(page).inner_text()]
    while page.get_by_role("button", name="Bước tiếp theo").is_visible():
        page.get_by_role("button", name="Bước tiếp theo").click()
        titles.append(title(page).inner_text())
    group = "Thôn Mẫu: thông báo và bão lũ"
    assert titles == ["Màn hình khoá", "Màn hình khoá", "Màn hình chính", group, group, "Ngân hàng mẫu"]


def test_an_app_appears_on_the_home_screen_once_it_is_installed(open_page: Open, specimen: Library) -> None:
    page = open_page(phone_at(specimen, "shop"))
    page.get_by_role("button", name="Ví giấy tờ Cơ quan mẫu").click()
    page.get_by_role("button", name="Ví giấy tờ").click()
    expect(title(page)).to_have_text("Ví giấy tờ")
    page.get_by_text("Thẻ, mặt trước").click()
    expect(page.get_by_role("radio", name="Thẻ, mặt trước")).to_be_checked()


@pytest.mark.parametrize(("screen", "label"), [("shots", "Ảnh mất góc"), ("codes", "Tờ rơi ngoài cổng")])
def test_the_viewfinder_shows_what_is_chosen(
    open_page: Open, hall: Hall, specimen: Library, screen: str, label: str
) -> None:
    page = open_page(phone_at(specimen, screen))
    expect(page.locator(".cn-finder svg")).to_have_count(0)
    page.get_by_role("radio", name=label).focus()
    page.keyboard.press("Space")
    expect(page.locator(".cn-finder svg")).to_have_count(1)
    page.locator(".cn-button-main").click()
    expect(page.get_by_role("group", name="Các ảnh đã chụp" if screen == "shots" else "Hướng máy")).to_have_attribute(
        "aria-describedby", page.locator(".cn-field-message").get_attribute("id") or ""
    )
    assert len(sent(page, hall)) == 2


@pytest.mark.parametrize(
    ("label", "typed"),
    [
        ("Số điện thoại", "0912 345 678"),
        ("Số điện thoại", "9704 0000 1234 5678"),
        ("Mã 12 số trên thẻ", "038154012345"),
    ],
)
def test_a_number_like_a_real_persons_never_leaves_the_page(
    open_page: Open, hall: Hall, specimen: Library, label: str, typed: str
) -> None:
    page = open_page(phone_at(specimen, "me"))
    field = page.get_by_label(label)
    field.fill(typed)
    page.get_by_role("button", name="Lưu").click()
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    assert sent(page, hall) == []
    assert page.evaluate("JSON.stringify(localStorage)").find(typed) == -1
    field.fill("0900 000 022" if label == "Số điện thoại" else "123456")
    page.get_by_role("button", name="Lưu").click()
    assert sent(page, hall)[-1] == {"do": "save"}


def test_a_long_code_like_a_real_number_is_refused_by_the_pad(open_page: Open, hall: Hall, specimen: Library) -> None:
    mockup = phone_at(specimen, "locked")
    view = copy.deepcopy(mockup.view)
    view["screens"]["locked"]["pad"]["digits"] = 12
    mockup.view = view
    page = open_page(mockup)
    title(page).focus()
    page.keyboard.type("038154012345")
    expect(page.get_by_role("group", name="Mã mở máy, 6 số")).to_have_accessible_description(
        "Đây có vẻ là số giấy tờ, số điện thoại hoặc số thẻ thật nên chưa được lưu. "
        "Hãy xoá đi; chỉ dùng các số của nhân vật luyện tập."
    )
    assert sent(page, hall) == []


def test_a_phone_shows_the_address_of_a_page_and_none_elsewhere(open_page: Open, specimen: Library) -> None:
    mockup = phone_at(specimen, "me")
    view = copy.deepcopy(mockup.view)
    view["screens"]["me"]["address"] = "ngan-hang-24h.example"
    mockup.view = view
    page = open_page(mockup, viewport={"width": 320, "height": 700})
    expect(page.locator(".cn-frame .cn-address > :last-child")).to_have_text("ngan-hang-24h.example")
    expect(page.locator(".cn-frame .cn-address")).to_be_visible()
    page.get_by_role("button", name="Tin nhắn").click()
    expect(page.locator(".cn-frame .cn-bar")).to_be_hidden()


def test_a_name_nobody_drew_does_not_stop_the_page(open_page: Open, specimen: Library) -> None:
    mockup = phone_at(specimen, "desk")
    view = copy.deepcopy(mockup.view)
    view["screens"]["desk"]["actions"][0]["icon"] = "constructor"
    view["screens"]["desk"]["blocks"] = [{"kind": "picture", "picture": "toString", "label": "Ảnh"}]
    mockup.view = view
    page = open_page(mockup)
    expect(page.get_by_role("img", name="Ảnh")).to_be_visible()
    expect(page.get_by_role("button", name="Tin nhắn")).to_be_visible()


def test_reading_aloud_reads_the_screen_and_stops_with_it(open_page: Open, specimen: Library) -> None:
    page = open_page(phone_at(specimen, "group"), init=VOICE.replace("LOCAL", "true"))
    page.locator(".cn-band").get_by_role("button", name="Đọc to").click()
    read = page.evaluate("window.spoken")
    assert read[:4] == ["(stopped)", "Danh bạ", "Nhóm của thôn", "Thôn Mẫu: thông báo và bão lũ"]
    assert "Ảnh ruộng lúa bị ngập" in read
    assert "Cất đi" not in read
    expect(page.locator(".cn-band").get_by_role("button", name="Dừng đọc")).to_be_visible()
    page.get_by_role("button", name="Cá nhân").click()
    until_on(page, lambda: page.evaluate("window.spoken.at(-1)") == "(stopped)")
    expect(page.locator(".cn-band").get_by_role("button", name="Đọc to")).to_be_visible()
    page.locator(".cn-brief summary").click()
    page.locator(".cn-brief").get_by_role("button", name="Đọc to").click()
    assert page.evaluate("window.spoken.at(-1)") == "Bà hay quên."
