"""Does the whole way hold: join, lesson, assessment, hand in, autograde, a person's grade, result, report?

Once per language, in a real browser, on the real suite, with another trace each time and the exact points at the end.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from caunoi.content import library_here
from caunoi.i18n import translator
from caunoi.lowering.rubrics import trace_events
from caunoi.simulated.answers import right
from tests.e2e.journey import axe
from tests.e2e.journey.hand import answer, perform
from tests.e2e.journey.suite import Suite, started

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LIBRARY = library_here()
ASSESSMENT = "portal-basics"
LESSON = "lesson/01-portal/file-for-grandmother"
PRACTICE, TEST = "land-first-for-grandmother", "land-first-uncle-returns"
WRITTEN = "coaching-written"
ITEMS = "portal-practice"
ROSTER = "Trần Thị Ví Dụ, 01\nNguyễn Văn Tập, 02"
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}


@dataclass(frozen=True)
class Case:
    """One trainee's way: which trace she plays, what she answers, what a person gives, and what it all comes to."""

    lang: str
    trace: str
    answers: dict[str, Any]
    written_points: float
    quiz_points: float


def answers_right(items: str = ASSESSMENT) -> dict[str, Any]:
    """What is right, by item; for an item with variants by variant."""
    found: dict[str, Any] = {}
    for item in LIBRARY.item_set(items).items:
        key = LIBRARY.keys[items].keys[item.id]
        by_variant = {name: right(item, key.in_variant(name)) for name in item.variants}
        found[item.id] = by_variant or right(item, key)
    return found


def answers_mixed() -> dict[str, Any]:
    """One single wrong, one of two in `several`, a message with half its tells, the rest right: 9 of 10 less 1/2."""
    message = {"verdict": "scam", "tells": ["link"]}
    wrong = {"service-first": "teach-then-take", "citizen-acts": ["supplement"], "fake-application": message}
    return answers_right() | wrong


def answers_few() -> dict[str, Any]:
    """Only three answered, and the rest left blank."""
    everything = answers_right()
    return {name: everything[name] for name in ("paper-in-vneid", "vneid-hotline", "vneid-secrets")}


CASES = [
    Case("vi", "expert", answers_right(), 5.0, 10.0),
    Case("id", "blurred-then-supplement", answers_mixed(), 2.0, 8.0),
    Case("en", "mends-in-the-review", answers_few(), 6.0, 3.0),
]


@pytest.fixture(params=CASES, ids=lambda case: case.lang)
def case(request: pytest.FixtureRequest) -> Case:
    return request.param


def test_a_trainee_goes_the_whole_way(case: Case, chromium: Browser, tmp_path: Path) -> None:
    trace = next(each for each in LIBRARY.traces[TEST] if each.id == case.trace)
    with started(tmp_path / "data", case.lang) as suite:
        hosts = Hosts(suite)
        facilitator, trainee = chromium.new_context(viewport=DESK), chromium.new_context(viewport=PHONE)
        for context in (facilitator, trainee):
            hosts.watch(context)
        desk, phone = facilitator.new_page(), trainee.new_page()

        code, pins = open_class(desk, suite, case.lang)
        join(phone, suite.url, case.lang, code, "01", pins["01"])
        study(phone, suite.url, case.lang)
        receipt = sit_assessment(phone, suite.url, case, trace_events(trace, LIBRARY.scenario(TEST).values))
        assert receipt
        axe.check(phone)

        class_page = see_class(desk, case.lang)
        press_and_wait(desk, class_page, case.lang, "Grade automatically")
        grade_written(facilitator, desk, case)
        press_and_wait(desk, class_page, case.lang, "Return results")
        see_result(phone, suite, case, trace.points)
        press_and_wait(desk, class_page, case.lang, "Make the class report")
        see_report(facilitator, desk, suite, case, trace.points)
        assert hosts.others == [], "a page asked another host"


class Hosts:
    """Every host but this computer is blocked, and who was asked all the same is listed."""

    def __init__(self, suite: Suite) -> None:
        self.suite = suite
        self.others: list[str] = []

    def watch(self, context: BrowserContext) -> None:
        def only_here(route: Any, request: Request) -> None:
            if re.match(r"(https?|wss?)://127\.0\.0\.1[:/]|data:|blob:", request.url):
                route.continue_()
                return
            self.others.append(request.url)
            route.abort()

        context.route("**/*", only_here)


def words(lang: str, text: str, **names: Any) -> str:
    return translator(lang).gettext(text).format(**names) if names else translator(lang).gettext(text)


def open_class(desk: Page, suite: Suite, lang: str) -> tuple[str, dict[str, str]]:
    desk.goto(suite.link)
    axe.check(desk)
    if "/new" not in desk.url:
        desk.get_by_role("link", name=words(lang, "New class")).first.click()
    desk.get_by_label(words(lang, "Name of the class")).fill("Lớp Suối Mơ")
    desk.get_by_label(words(lang, "Place")).fill("Nhà văn hoá thôn Đồi Chè")
    desk.get_by_label(words(lang, "Language of the class")).select_option(lang)
    desk.get_by_label(words(lang, "List of people")).fill(ROSTER)
    if lang != "vi":  # once with all that the page proposes; nbgrader takes a second or two for each module
        for module in desk.locator("input[name=modules]").all()[2:]:
            module.uncheck()
    axe.check(desk)
    desk.get_by_role("button", name=words(lang, "Open the class")).click()
    expect(desk.locator(".preview tbody tr")).to_have_count(2)
    axe.check(desk)
    desk.locator("button.main").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text(words(lang, "PIN cards"))
    axe.check(desk)
    pins, code = {}, ""
    for card in desk.locator(".pin-card").all():
        number, pin = (card.locator("dd").nth(place).inner_text() for place in range(2))
        code = card.locator(".pin-address strong").inner_text()
        pins[number] = pin
    assert set(pins) == {"01", "02"}
    desk.get_by_role("link", name=words(lang, "On to the class")).click()
    expect(desk.locator("table.people")).to_be_visible()
    axe.check(desk)
    return code, pins


def join(phone: Page, url: str, lang: str, code: str, card: str, pin: str) -> None:
    phone.goto(f"{url}/{lang}/join?code={code}")
    axe.check(phone)
    phone.get_by_label(words(lang, "Number of your card")).fill(card)
    phone.get_by_label(words(lang, "PIN"), exact=True).fill(pin)
    phone.get_by_role("button", name=words(lang, "Enter the class")).click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Trần Thị Ví Dụ")
    axe.check(phone)


def study(phone: Page, url: str, lang: str) -> None:
    """Play the practice scenario with the guide, to its end, and answer the practice items."""
    phone.goto(f"{url}/{lang}/{LESSON}")
    expect(phone.locator("html[data-caunoi=live]")).to_be_attached()
    expert = next(each for each in LIBRARY.traces[PRACTICE] if each.kind == "expert")
    perform(phone, LIBRARY, PRACTICE, "practice", lang, trace_events(expert, LIBRARY.scenario(PRACTICE).values))
    expect(phone.locator(".cn-mode-practice .cn-feedback")).to_be_visible()
    answer(phone, LIBRARY, ITEMS, lang, answers_right(ITEMS))
    for item in phone.locator(".cn-item").all():
        item.get_by_role("button", name=words(lang, "Check the answer"), exact=True).click()
        expect(item.locator(".cn-notice-success")).to_be_visible()
    axe.check(phone)


def sit_assessment(phone: Page, url: str, case: Case, events: Any) -> str:
    phone.goto(f"{url}/{case.lang}/assessment/{ASSESSMENT}")
    expect(phone.locator("html[data-caunoi=live]")).to_be_attached()
    axe.check(phone)
    perform(phone, LIBRARY, TEST, "test", case.lang, events)
    answer(phone, LIBRARY, ASSESSMENT, case.lang, case.answers)
    phone.locator("textarea").fill("Bác cứ cầm máy, cháu ngồi bên. Bác đọc cho cháu nghe bác thấy gì nhé.")
    phone.get_by_role("button", name=words(case.lang, "Hand in"), exact=True).click()
    expect(phone.get_by_role("dialog")).to_be_visible()
    axe.check(phone)
    phone.get_by_role("button", name=words(case.lang, "Yes, hand in")).click()
    expect(phone.locator(".cn-receipt strong")).to_be_visible()
    return phone.locator(".cn-receipt strong").inner_text()


def see_class(desk: Page, lang: str) -> str:
    """The class page shows by itself that she has handed in."""
    expect(desk.locator("table.people tr", has_text="Trần Thị Ví Dụ")).to_have_class("is-submitted")
    expect(desk.locator("table.people tr", has_text="Nguyễn Văn Tập")).to_have_class("is-absent")
    axe.check(desk)
    return desk.url


def press_and_wait(desk: Page, class_page: str, lang: str, button: str) -> None:
    desk.goto(class_page)
    work = desk.locator("#work li", has=desk.get_by_role("heading", level=3)).filter(
        has=desk.get_by_role("button", name=words(lang, button), exact=True)
    )
    work.get_by_role("button", name=words(lang, button), exact=True).click()
    expect(work.locator(".notice-success")).to_be_visible()


def grade_written(facilitator: BrowserContext, desk: Page, case: Case) -> None:
    """Open formgrader from the class page, read the answer with its rubric, give points and a comment."""
    with facilitator.expect_page() as opening:
        name = re.compile(re.escape(words(case.lang, "Grade written answers")))
        desk.locator("#work").get_by_role("link", name=name).click()
    formgrader = opening.value
    formgrader.wait_for_url(re.compile("/formgrader"))
    formgrader.goto(formgrader.url.split("/formgrader")[0] + f"/formgrader/gradebook/{ASSESSMENT}/{ASSESSMENT}")
    formgrader.get_by_role("link", name=re.compile(r"Submission #1")).click()
    body = formgrader.locator("body")
    expect(body).to_contain_text("Bác cứ cầm máy")
    rubric = LIBRARY.writing_rubrics[WRITTEN]
    expect(body).to_contain_text(rubric.criteria[0].title.of(case.lang))
    comment = formgrader.locator("textarea.comment").last
    expect(comment).to_have_attribute("placeholder", re.compile("."))  # formgrader hears what is typed from now on
    with formgrader.expect_response(lambda answer: "/api/comment/" in answer.url):
        comment.fill("Cảm ơn em, em đã kiên nhẫn.")
        comment.press("Tab")
    score = formgrader.locator(f"input[id='writing-{WRITTEN}']")
    with formgrader.expect_response(lambda answer: "/api/grade/" in answer.url) as kept:
        score.fill(str(case.written_points))
        score.press("Tab")
    assert kept.value.json()["needs_manual_grade"] is False
    formgrader.close()


def see_result(phone: Page, suite: Suite, case: Case, trace_points: float) -> None:
    phone.goto(f"{suite.url}/{case.lang}/result/{ASSESSMENT}")
    total = trace_points + case.quiz_points + case.written_points
    expect(phone.locator(".sum-points")).to_have_text(
        words(case.lang, "{points} of {max} points", points=shown(total, case.lang), max=shown(28, case.lang))
    )
    expect(phone.locator("body")).to_contain_text("Cảm ơn em, em đã kiên nhẫn.")
    axe.check(phone)


def shown(value: float, lang: str) -> str:
    text = f"{value:g}"
    return text if lang == "en" else text.replace(".", ",")


def see_report(facilitator: BrowserContext, desk: Page, suite: Suite, case: Case, trace_points: float) -> None:
    with facilitator.expect_page() as opening:
        desk.get_by_role("link", name=re.compile(re.escape(words(case.lang, "Open the report")))).click()
    report = opening.value
    expect(report.locator("body")).to_contain_text("Trần Thị Ví Dụ")
    axe.check(report)
    report.close()
    with desk.expect_download() as download:
        desk.get_by_role("link", name=words(case.lang, "Download the table (CSV)")).click()
    raw = Path(download.value.path()).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), "a spreadsheet needs the mark to read Vietnamese"
    rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
    card, points = words(case.lang, "Card"), words(case.lang, "Points")
    hers = [row[points] for row in rows if row[card] == "01"]
    absent = [row[points] for row in rows if row[card] == "02"]
    marked = [float(each.replace(",", ".")) for each in hers if each]  # of the one assessment that was handed in
    assert sum(marked) == pytest.approx(trace_points + case.quiz_points + case.written_points)
    assert set(absent) == {""}, "absent is empty, not 0"
    assert len(absent) == len(hers) > len(marked)
