"""A visit as people see it: her, her phone, what one can say; by touch, by keyboard and by ear."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from caunoi.content import CHECKOUT_ROOTS, library_of
from caunoi.model import LANGS
from caunoi.views import mockup_view
from tests.e2e.widgets.conftest import PHONE, Open, mockup_of
from tests.e2e.widgets.stage import Hall
from widgets import Mockup

pytestmark = pytest.mark.browser
SHIPPED = library_of(CHECKOUT_ROOTS)
PROSE = "<h1>Bài học</h1><p>Lời dẫn.</p><h2>Phần một</h2>"
WIDE = {"width": 1280, "height": 900}


def visit(name: str, mode: str, lang: str = "vi") -> Mockup:
    return mockup_of(SHIPPED, name, mode, lang)


def words_of(mode: str, lang: str = "vi") -> dict[str, Any]:
    return mockup_view(SHIPPED, "wallet-at-home", mode, lang)["talk"]


def say(page: Page, move: str, mode: str = "practice", turn: int = 0, step: str = "app") -> None:
    """Press the sentence of a move, whose words at this turn are known."""
    ways = words_of(mode)["moves"][move]
    texts = ways.get(step) or ways[""]
    page.get_by_role("button", name=texts[turn % len(texts)], exact=True).click()


def test_she_answers_and_her_state_can_be_read(open_page: Open, hall: Hall) -> None:
    page = open_page(visit("wallet-at-home", "practice"))
    say(page, "greet")
    greeted = words_of("practice")["words"]["greets"]
    expect(page.locator(".cn-talk-words")).to_have_text(greeted[1 % len(greeted)])
    expect(page.locator(".cn-talk").get_by_text("Bà đang cầm máy.")).to_have_count(1)
    expect(page.locator(".cn-talk-look")).to_contain_text("Bà đang cầm máy.")
    expect(page.locator("[role=status]", has_text=greeted[1 % len(greeted)])).to_have_count(1)
    expect(page.get_by_role("meter")).to_have_count(2)


def test_a_test_shows_no_meters_and_no_numbers(open_page: Open, hall: Hall) -> None:
    hall.mode = "test"
    page = open_page(visit("dossier-at-counter", "test"))
    expect(page.locator(".cn-talk-words")).to_be_visible()
    expect(page.get_by_role("meter")).to_have_count(0)
    assert "/10" not in page.locator(".cn-talk").inner_text()


def test_what_is_weighed_can_be_taken_back_by_keyboard(open_page: Open, hall: Hall) -> None:
    page = open_page(visit("wallet-at-home", "practice"))
    page.get_by_role("button", name="Chạm vào máy").press("Enter")
    take = words_of("practice")["moves"]["take"][""][0]
    page.get_by_role("button", name=take).press("Enter")
    tongue = page.locator(".cn-talk-tongue")
    expect(tongue).to_be_focused()
    expect(tongue).to_contain_text(take)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(tongue).to_be_hidden()
    expect(page.get_by_role("button", name=take)).to_be_focused()
    expect(page.locator(".cn-beside-step[aria-current=step]")).to_have_text(re.compile("^1"))


def test_going_on_is_seen_on_her_phone_and_in_her_words(open_page: Open, hall: Hall) -> None:
    page = open_page(visit("wallet-at-home", "practice"))
    page.get_by_role("button", name="Chạm vào máy").click()
    page.get_by_role("button", name=words_of("practice")["moves"]["take"][""][0]).click()
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.locator(".cn-talk-look")).to_contain_text("Anh/chị đang cầm máy.")
    expect(page.locator(".cn-beside-step[aria-current=step]")).to_contain_text("Nhập số điện thoại và mã")


def test_a_step_that_was_done_says_so_and_her_phone_shows_what_it_opened(open_page: Open, hall: Hall) -> None:
    page = open_page(visit("wallet-at-home", "practice"))
    again, before = page.locator(".cn-talk-again"), page.locator(".cn-talk-turned")
    say(page, "greet")  # who is greeted bears four steps done for her
    for turn, step in enumerate(words_of("practice")["steps"], start=1):
        expect(again).to_be_hidden()
        page.get_by_role("button", name="Chạm vào máy").click()
        say(page, "take", turn=turn, step=step["id"])
        page.get_by_role("button", name="Tiếp tục").click()
    expect(again).to_have_text("Bước “Mở ví giấy tờ” đã làm xong: giúp thêm ở bước này bây giờ là để tập lại.")
    expect(page.locator(".cn-beside-screen > summary")).to_have_text("Trên máy: Ví giấy tờ.")
    expect(page.locator(".cn-beside .cn-screen")).to_contain_text("Thẻ bảo hiểm y tế")
    expect(before).to_be_hidden()
    page.get_by_role("button", name="Chọn đúng ứng dụng").click()
    expect(before).to_have_text("Sang bước “Chọn đúng ứng dụng”. Trước đó bà nói:")
    expect(page.locator(".cn-beside-screen > summary")).to_have_text("Trên máy: Kho ứng dụng.")


def test_nothing_on_her_phone_can_be_pressed(open_page: Open, hall: Hall) -> None:
    page = open_page(visit("wallet-at-home", "practice"))
    pressed = page.locator(".cn-beside .cn-screen :is(button, input)")
    assert pressed.count() > 0
    for number in range(pressed.count()):
        expect(pressed.nth(number)).to_be_disabled()


def test_replies_use_the_width_of_a_desktop_and_keep_their_order(open_page: Open, hall: Hall) -> None:
    page = open_page(visit("wallet-at-home", "practice"), viewport=WIDE)
    places = page.evaluate(
        "() => [...document.querySelectorAll('.cn-talk-moves:not([hidden]) > li:not([hidden])')]"
        ".map((reply) => reply.getBoundingClientRect()).map(({ top, left }) => [Math.round(top), Math.round(left)])"
    )
    assert len({left for _, left in places}) == 2
    assert places == sorted(places), "read row by row, as by keyboard and ear"
    seen = page.locator(".cn-talk-words, .cn-beside, .cn-talk-choices").evaluate_all(
        "(parts) => parts.map((part) => part.getBoundingClientRect().right <= innerWidth)"
    )
    assert seen == [True] * 3
    page.set_viewport_size(PHONE)
    lefts = page.locator(".cn-talk-moves:not([hidden]) > li:not([hidden])").evaluate_all(
        "(replies) => replies.map((reply) => reply.getBoundingClientRect().left)"
    )
    assert len(set(lefts)) == 1


def test_what_was_said_can_be_read_again(open_page: Open, hall: Hall) -> None:
    page = open_page(visit("wallet-at-home", "practice"))
    said = words_of("practice")["moves"]
    say(page, "greet")
    say(page, "goal", turn=1)
    page.locator(".cn-talk-past summary").click()
    lines = page.locator(".cn-talk-lines li")
    expect(lines).to_have_count(2)
    expect(lines.nth(0)).to_contain_text(said["greet"][""][0])
    expect(lines.nth(1)).to_contain_text(said["goal"][""][1])


def test_the_guide_opens_the_part_of_the_menu_it_marks(open_page: Open, hall: Hall) -> None:
    page = open_page(visit("wallet-at-home", "guided"))
    for _ in range(40):
        marked = page.locator(".cn-marked")
        if marked.count() == 0:
            break
        expect(marked).to_be_visible()
        marked.click()
    expect(page.locator(".cn-talk-over")).to_have_text("Buổi hướng dẫn đã kết thúc.")


def test_the_show_plays_a_whole_visit(open_page: Open, hall: Hall) -> None:
    page = open_page(visit("wallet-at-home", "show"))
    following = page.get_by_role("button", name="Bước tiếp theo")
    for _ in range(40):
        if following.is_hidden():
            break
        following.click()
    expect(page.locator(".cn-talk-over")).to_have_text("Buổi hướng dẫn đã kết thúc.")


@pytest.mark.parametrize("size", [PHONE, WIDE, {"width": 320, "height": 640}], ids=["phone", "wide", "narrow"])
@pytest.mark.parametrize("lang", LANGS)
def test_no_accessibility_rule_is_broken(open_page: Open, hall: Hall, lang: str, size: dict[str, int]) -> None:
    page = open_page(PROSE, visit("wallet-at-home", "practice", lang), lang=lang, viewport=size)
    expect(page.locator(".cn-talk-words")).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.locator(".cn-talk-kind").nth(3).click()
    page.locator(".cn-talk-move:visible").first.click()
    assert_accessible(page)


def assert_accessible(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_no_option_keeps_its_place_from_turn_to_turn(open_page: Open, hall: Hall) -> None:
    page = open_page(visit("wallet-at-home", "practice"))
    options = page.locator(".cn-talk-moves:not([hidden]) li:not([hidden]) button")
    moves = words_of("practice")["moves"]
    places = []
    for turn in range(3):
        first = options.first.inner_text()
        places.append(next(move for move, ways in moves.items() if any(first in texts for texts in ways.values())))
        say(page, "praise", turn=turn)
    assert len(set(places)) == 3
