"""Does a workshop start as its facilitator means it: list, cards, wall, and three people on the board?

One hall, whose classes are opened without their graded notebooks (those take their time, and have a journey of their
own); one desk; phones of 360 pixels that follow what the pictures say. Taps and pages of a trainee are counted from the
picture on the card to the first step.
"""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader

from caunoi.content import library_here
from caunoi.hall.pages.qr import qr_svg
from caunoi.i18n import translator
from caunoi.views import mockup_view
from tests.e2e.journey import axe
from tests.server.pages_stage import Stage, staged

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DECOMPOSED = unicodedata.normalize("NFD", "Nguyễn Thị Ngọc Quỳnh Hương")
HEADING = ("Họ và tên", "Số thẻ", "Vai trò", "Thôn")
GOOD = [
    (DECOMPOSED, "", "tình nguyện viên", "Đồi Chè"),
    ("Trần Thị Ví Dụ", "", "", ""),
    (unicodedata.normalize("NFD", "Trần Thị Ví Dụ"), "", "", ""),
    ("<b>Vy</b> & 'Hà'", "", "cán bộ xã", "Suối Mơ"),
]
BAD = [*GOOD, ("Lê Thị Mẫu", "7", "", ""), ("Bình", "7", "", ""), ("An", "../x", "", "=cmd|' /C calc'!A1")]
SHOWN = ["Nguyễn Thị Ngọc Quỳnh Hương", "Trần Thị Ví Dụ", "Trần Thị Ví Dụ", "<b>Vy</b> & 'Hà'"]
LESSON, SCENARIO = "lesson/01-portal/file-for-grandmother", "land-first-for-grandmother"


@dataclass
class Start:
    """One workshop: its language, the running hall, the facilitator's window, and all phones of the room."""

    lang: str
    stage: Stage
    chromium: Browser
    desk: Page
    contexts: list[Any] = field(default_factory=list)

    def words(self, text: str, **named: Any) -> str:
        return translator(self.lang).gettext(text).format(**named)

    def phone(self) -> Page:
        context = self.chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
        self.contexts.append(context)
        return context.new_page()

    def button(self, page: Page, text: str, **named: Any) -> Locator:
        return page.get_by_role("button", name=self.words(text, **named))


@dataclass
class Hand:
    """A finger that is counted, and the pages that it opened."""

    page: Page
    taps: int = 0
    pages: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("framenavigated", lambda frame: self.pages.append(frame.url.partition("?")[0]))

    def tap(self, what: Locator) -> None:
        what.tap()
        self.taps += 1


@pytest.mark.parametrize(
    "lang", ["vi", pytest.param("id", marks=pytest.mark.full), pytest.param("en", marks=pytest.mark.full)]
)
def test_from_a_new_class_to_three_people_on_the_board(lang: str, chromium: Browser, tmp_path: Path) -> None:
    with staged(tmp_path / "data") as stage:
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        start = Start(lang, stage, chromium, context.new_page(), [context])
        try:
            pins = opens_the_class(start)
            code = shows_the_wall(start)
            enters_by_card(start, code, "001", pins["001"])
            enters_by_the_wall(start, code, "002", pins["002"])
            joins_without_a_card(start, code)
            sees_all_three(start)
        finally:
            for each in start.contexts:
                each.close()


def sheet(rows: list[tuple[str, ...]]) -> Any:
    """A workbook as a school sends it."""
    book = openpyxl.Workbook()
    for row in (HEADING, *rows):
        book.active.append(row)  # type: ignore[union-attr]
    for cells in book.active.iter_rows(min_row=2):  # type: ignore[union-attr]
        for cell in cells:
            cell.data_type = "s"  # a formula that was typed as text
    written = io.BytesIO()
    book.save(written)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "danh sách.xlsx", "mimeType": kind, "buffer": written.getvalue()}


def opens_the_class(start: Start) -> dict[str, str]:
    """The form, a list with everything wrong, the mended one, and the printed cards; gives the PINs by card."""
    desk, words = start.desk, start.words
    key = start.stage.store.facilitator_key.renew()
    desk.goto(f"{start.stage.address}/{start.lang}/facilitator/enter?key={key}")
    desk.get_by_label(words("Name of the class")).fill("Lớp Suối Mơ")
    desk.get_by_label(words("Place")).fill("Nhà văn hoá thôn Đồi Chè")
    for box in desk.locator("input[name=modules]").all()[1:]:
        box.uncheck()
    file = desk.get_by_label(words("Or a file: Excel (.xlsx) or CSV"))
    file.set_input_files(sheet(BAD))
    start.button(desk, "Open the class").click()
    expect(desk.get_by_role("alert")).to_be_focused()
    told = desk.locator("#roster-trouble li")
    for hostile in ("“7”", "“../x”", "“=cmd|"):
        expect(told.filter(has_text=hostile)).to_have_count(1)
    axe.check(desk)

    file.set_input_files(sheet(GOOD))
    start.button(desk, "Open the class").click()
    expect(desk.locator(".preview tbody th")).to_have_text(SHOWN)
    axe.check(desk)
    desk.get_by_label(words("Yes, they are different people")).check()
    desk.locator("button.main").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text(words("PIN cards"))
    cards = desk.locator(".pin-card")
    expect(cards.locator(".pin-name")).to_have_text(SHOWN)
    pins = {card.locator("dd").first.inner_text(): card.locator("dd.pin").inner_text() for card in cards.all()}

    link = desk.get_by_role("link", name=words("Print the cards (PDF)"))
    said = printed(desk.request.get(start.stage.address + str(link.get_attribute("href"))).body())
    assert [line for line in said if line in SHOWN] == SHOWN
    assert [digits for line in said if re.fullmatch(r"\d{4}", digits := line.replace(" ", ""))] == list(pins.values())
    link = desk.get_by_role("link", name=words("On to the class"))
    link.click()
    return pins


def printed(pdf: bytes) -> list[str]:
    """The lines of all pages; digits that are set apart have blanks between them."""
    return [line.strip() for page in PdfReader(io.BytesIO(pdf)).pages for line in page.extract_text().splitlines()]


def shows_the_wall(start: Start) -> str:
    """The wall on the whole screen; its picture says what its words say. Gives the code of the class."""
    desk = start.desk
    desk.get_by_role("link", name=start.words("Show on the wall")).first.click()
    start.button(desk, "Full screen").click()
    desk.wait_for_function("document.fullscreenElement !== null")
    axe.check(desk)
    code = desk.locator(".wall-code").inner_text()
    host = desk.locator(".wall-address").inner_text()
    picture = desk.locator(".wall-qr").get_attribute("src")
    drawn = desk.request.get(start.stage.address + str(picture)).text()
    assert drawn == qr_svg(f"http://{host}/{start.lang}/join?code={code}")
    desk.evaluate("document.exitFullscreen()")
    return code


def enters_by_card(start: Start, code: str, card: str, pin: str) -> None:
    """The picture on the card, four digits, and the first step: three taps and three pages."""
    hand = Hand(start.phone())
    hand.page.goto(f"{start.stage.address}/{start.lang}/join?code={code}&card={card}")
    expect(hand.page.locator("#pin")).to_be_focused()
    axe.check(hand.page)
    hand.page.keyboard.type(pin)
    hand.tap(start.button(hand.page, "Enter the class"))
    expect(hand.page.get_by_role("heading", level=1)).to_contain_text(SHOWN[0])
    axe.check(hand.page)
    hand.tap(hand.page.locator("a.button.main"))
    first = first_action(start.lang)
    hand.tap(hand.page.locator(".cn-mode-guided").get_by_role("button", name=first, exact=True).first)
    expect(hand.page.locator("#caunoi-status")).to_have_attribute("data-line", "saved")
    assert hand.taps == 3
    assert [page.rpartition(f"/{start.lang}/")[2] for page in hand.pages] == ["join", "", LESSON]


def first_action(lang: str) -> str:
    """What the guide asks to press first, in words."""
    library = library_here()
    step = library.scenario(SCENARIO).steps[0]
    screen = mockup_view(library, SCENARIO, "guided", lang)["screens"][step.screen]
    return str(next(each["label"] for each in screen["actions"] if each["id"] == step.do))


def enters_by_the_wall(start: Start, code: str, card: str, pin: str) -> None:
    """The picture on the wall: one of two people with the same name types the number of the card."""
    phone = start.phone()
    phone.goto(f"{start.stage.address}/{start.lang}/join?code={code}")
    twins = phone.get_by_role("option").filter(has_text="Trần Thị Ví Dụ")
    expect(twins).to_have_text(["Trần Thị Ví Dụ (002)", "Trần Thị Ví Dụ (003)"])
    phone.get_by_label(start.words("Number of your card")).fill(card)
    phone.get_by_label(start.words("PIN"), exact=True).fill(pin)
    start.button(phone, "Enter the class").tap()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Trần Thị Ví Dụ")


def joins_without_a_card(start: Start, code: str) -> None:
    """The door is opened for one; the next person is told that it is full."""
    desk = start.desk
    desk.get_by_role("link", name=start.words("Back to the class")).click()
    desk.get_by_role("link", name=start.words("Joining without a card")).click()
    desk.get_by_label(start.words("For how many more people")).fill("1")
    start.button(desk, "Open the door").click()
    expect(start.button(desk, "Shut the door now")).to_be_visible()
    axe.check(desk)

    one, two = start.phone(), start.phone()
    for phone in (one, two):
        phone.goto(f"{start.stage.address}/{start.lang}/join?code={code}")
        phone.get_by_role("link", name=start.words("I have no card")).tap()
        phone.get_by_label(start.words("Your name")).fill("Lò Thị Ế Ẩm" if phone is one else "Người Đến Sau")
    start.button(one, "Join the class").tap()
    expect(one.locator(".once dd")).to_have_count(2)
    axe.check(one)
    one.get_by_role("link", name=start.words("I have written it down")).tap()
    expect(one.get_by_role("heading", level=1)).to_contain_text("Lò Thị Ế Ẩm")

    full = "All places for people without a card are taken. Ask the person who leads the class; they can give more."
    start.button(two, "Join the class").tap()
    expect(two.get_by_text(start.words(full))).to_be_visible()
    two.goto(f"{start.stage.address}/{start.lang}/join?code={code}")
    expect(two.get_by_text(start.words(full))).to_be_visible()
    expect(two.get_by_role("link", name=start.words("I have no card"))).to_have_count(0)
    axe.check(two)


def sees_all_three(start: Start) -> None:
    desk = start.desk
    desk.locator(".kicker a").click()
    for name in (SHOWN[0], "Trần Thị Ví Dụ", "Lò Thị Ế Ẩm"):
        row = desk.get_by_role("row").filter(has_text=name).first
        expect(row).not_to_contain_text(start.words("Not here yet"))
        expect(row.locator(".chip-away")).to_have_count(0)
    expect(desk.get_by_text("Người Đến Sau")).to_have_count(0)
    axe.check(desk)
