"""The author's desk in a browser: what is saved is seen, what is walked is scored, what is recorded is written."""

from __future__ import annotations

import datetime
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.server.desk_stage import RunningDesk

pytestmark = pytest.mark.browser

Open = Callable[..., Page]

PORTAL = "portals/village-desk.portal.yaml"
TRACES = "curriculum/start/help-grandmother.traces.yaml"

SIDEWAYS = "document.documentElement.scrollWidth - window.innerWidth"
SMALL_TARGETS = """
() => [...document.querySelectorAll("a[href], button, input, select, summary, .tool-tick")]
  .filter((each) => each.checkVisibility() && !each.closest(".skip, svg, .cn, .tool-tick > *"))
  .filter((each) => !each.matches(".tool-tick input"))
  .map((each) => [each.getBoundingClientRect(), each])
  .filter(([box]) => box.width < 44 || box.height < 43.5)
  .map(([box, each]) => `${each.outerHTML.slice(0, 90)} ${box.width}x${box.height}`)
"""


@pytest.fixture
def running(fixture_content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningDesk]:
    # A day on which the content was looked at lately; later it would have problems of its own.
    monkeypatch.setattr("caunoi.desk.workshop.today", lambda: datetime.date(2026, 11, 30))
    running = RunningDesk(Path(shutil.copytree(fixture_content, tmp_path / "content")))
    running.open()
    yield running
    running.close()


@pytest.fixture
def open_page(chromium: Browser, running: RunningDesk) -> Iterator[Open]:
    """Open a page of the desk as its author; asking another host or breaking the content policy fails the test."""
    contexts = []
    trouble: list[str] = []
    base = f"http://127.0.0.1:{running.desk.port}"

    def opened(path: str, width: int = 1280, height: int = 900, **options: Any) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        context.add_cookies([{"name": f"caunoi-desk-{running.desk.port}", "value": running.desk.session, "url": base}])
        page = context.new_page()
        page.on("request", lambda asked: None if asked.url.startswith(base) else trouble.append(asked.url))
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("console", lambda line: trouble.append(line.text) if "Content Security Policy" in line.text else None)
        page.goto(base + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert trouble == []


def edit(running: RunningDesk, file: str, old: str, new: str) -> None:
    path = running.content / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    later = path.stat().st_mtime_ns + 10_000_000
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    os.utime(path, ns=(later, later))


def pane(page: Page, name: str) -> Any:
    return page.get_by_role("region", name=name, exact=True)


def test_the_link_opens_the_desk(chromium: Browser, running: RunningDesk) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(running.desk.link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Portals, scenarios and questions")
    for name in ("Village desk", "Help uncle file", "Help grandmother file"):
        expect(page.get_by_role("link", name=re.compile(f"^{name}"))).to_contain_text("in order")
    context.close()


def test_a_problem_is_told_as_soon_as_it_is_saved_and_goes_when_it_is_mended(
    running: RunningDesk, open_page: Open
) -> None:
    page = open_page("/en/", height=500)
    expect(page.get_by_role("heading", name="No problems")).to_be_visible()
    row = page.get_by_role("link", name=re.compile("^warm-up"))
    row.evaluate("(each) => each.focus({ preventScroll: true })")
    page.evaluate("scrollTo({ top: 150, behavior: 'instant' })")
    edit(running, "assessments/basics/help-uncle.traces.yaml", "points: 8\n", "points: 7\n")
    told = page.locator(".problem").filter(has_text="trace slip")
    text = (running.content / "assessments/basics/help-uncle.traces.yaml").read_text(encoding="utf-8")
    expect(told).to_contain_text(f"Error line {text.splitlines().index('  - id: slip') + 1} trace slip")
    expect(told).to_contain_text("scores 8 of 10")
    expect(page.get_by_role("heading", name="content/assessments/basics/help-uncle.traces.yaml")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("^Help uncle file"))).to_contain_text("1 problem")
    expect(row).to_be_focused()
    assert page.evaluate("scrollY") == 150
    edit(running, "assessments/basics/help-uncle.traces.yaml", "points: 7\n", "points: 8\n")
    expect(page.get_by_role("heading", name="No problems")).to_be_visible()


def test_a_mock_up_is_drawn_anew_when_its_portal_is_saved_and_the_way_is_kept(
    running: RunningDesk, open_page: Open
) -> None:
    page = open_page("/en/scenario/help-uncle")
    mine = pane(page, "Test, English")
    mine.get_by_role("button", name="Back").click()
    mine.get_by_role("button", name="Read the rules").click()
    expect(mine.get_by_text("The photo must be clear.")).to_be_visible()
    other = pane(page, "Test, Tiếng Việt")
    expect(other.get_by_text("Ảnh phải rõ.")).to_be_visible()
    edit(running, PORTAL, "The photo must be clear.", "Every letter must be readable.")
    expect(mine.get_by_text("Every letter must be readable.")).to_be_visible()
    expect(page.locator(".strides li")).to_have_count(2)


def test_while_a_file_is_broken_the_last_good_state_stays_with_the_place_of_the_mistake(
    running: RunningDesk, open_page: Open
) -> None:
    page = open_page("/en/scenario/help-uncle")
    mine = pane(page, "Test, English")
    mine.get_by_role("button", name="Back").click()
    expect(page.locator(".strides li")).to_have_count(1)
    edit(running, PORTAL, "start: home", "start: [home")
    told = page.locator(".page-problems")
    expect(told).to_contain_text("content/portals/village-desk.portal.yaml")
    expect(told).to_contain_text(re.compile(r"line \d+"))
    expect(told).to_contain_text("What is drawn below is the last good state.")
    expect(told).to_contain_text("is not YAML")
    expect(told).to_contain_text("close the bracket")
    expect(page.get_by_text("The scenario cannot be scored at the moment")).to_be_visible()
    mine.get_by_role("button", name="Read the rules").click()
    expect(mine.get_by_text("The photo must be clear.")).to_be_visible()
    edit(running, PORTAL, "start: [home", "start: home")
    expect(told).not_to_contain_text("is not YAML")
    expect(page.get_by_text("The scenario cannot be scored at the moment")).to_be_hidden()
    expect(page.locator(".strides li")).to_have_count(2)


def test_a_way_is_scored_while_it_is_walked_and_saved_as_a_trace(running: RunningDesk, open_page: Open) -> None:
    page = open_page("/en/scenario/help-grandmother", width=1440)
    mine = pane(page, "Practice, English")
    mine.get_by_role("textbox", name="Dossier owner").fill("Somebody")
    mine.get_by_role("button", name="Submit").click()
    expect(page.locator(".strides li").first).to_have_text("Write “Somebody” in “Dossier owner”")
    page.get_by_role("button", name="Take back the last step").click()
    expect(page.locator(".strides li")).to_have_count(1)
    page.get_by_role("button", name="Clear").click()
    expect(page.get_by_text("No step yet.")).to_be_visible()
    page.get_by_role("row", name=re.compile("^expert")).get_by_role("button", name="Walk it").click()
    expect(page.get_by_text("the goal is reached")).to_be_visible()
    expect(page.locator(".verdicts .is-unmet")).to_have_count(0)
    expect(pane(page, "Guided, Tiếng Việt").get_by_role("heading", name="Đã nộp")).to_be_visible()

    page.get_by_text("Save as an expected trace").click()
    page.get_by_label("Id", exact=True).fill("expert")
    page.get_by_label("Kind").select_option("second-path")
    page.get_by_role("button", name="Save the trace").click()
    outcome = page.locator("[data-outcome]")
    expect(outcome).to_have_text("There is a trace expert already. Choose another id.")
    page.get_by_label("Id", exact=True).fill("walked-by-hand")
    page.get_by_role("button", name="Save the trace").click()
    expect(outcome).to_contain_text(f"Saved as walked-by-hand in content/{TRACES}, line ")
    row = page.get_by_role("row", name=re.compile("^walked-by-hand"))
    expect(row).to_contain_text("as stated")
    text = (running.content / TRACES).read_text(encoding="utf-8")
    assert "  - id: walked-by-hand\n    kind: second-path\n" in text
    expect(page.locator(".page-problems")).to_contain_text("No problems")


def test_the_desk_works_without_a_mouse(running: RunningDesk, open_page: Open) -> None:
    page = open_page("/en/scenario/help-uncle")
    mine = pane(page, "Test, English")
    tab_to(page, mine.get_by_role("button", name="Back"))
    page.keyboard.press("Enter")
    expect(page.locator(".strides li")).to_have_text([re.compile("Press “Back”")])
    tab_to(page, page.locator("#save > summary"))
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("only-back")
    page.keyboard.press("Tab")
    page.keyboard.type("gives")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-outcome]")).to_contain_text("Saved as only-back")
    text = (running.content / "assessments/basics/help-uncle.traces.yaml").read_text(encoding="utf-8")
    assert text.endswith("  - id: only-back\n    kind: gives-up\n    points: 0\n    events:\n      - {do: back}\n")


def tab_to(page: Page, wanted: Locator) -> None:
    expect(wanted).to_be_visible()
    for _ in range(90):
        page.keyboard.press("Tab")
        if wanted.evaluate("(each) => each === document.activeElement"):
            return
    raise AssertionError("the Tab key does not come there")


def test_a_portal_is_a_picture_to_move_and_to_enter(running: RunningDesk, open_page: Open) -> None:
    page = open_page("/en/portal/village-desk")
    picture = page.locator("[data-picture]")
    expect(picture.get_by_role("link")).to_have_count(4)
    expect(picture.get_by_role("link", name="Home, start")).to_be_visible()
    svg = picture.locator("svg")
    before = svg.get_attribute("width") or "0"
    picture.focus()
    page.keyboard.press("+")
    expect(svg).not_to_have_attribute("width", before)
    assert float(svg.get_attribute("width") or 0) > float(before)
    page.keyboard.press("0")
    page.get_by_role("button", name="Smaller").click()
    page.keyboard.press("Tab")
    picture.get_by_role("link", name=re.compile("^Review")).focus()
    page.keyboard.press("Enter")
    live = page.locator("[data-live]")
    expect(live.get_by_role("heading", name="Review")).to_be_visible()
    live.get_by_role("button", name="Back").click()
    expect(live.get_by_role("heading", name="Home")).to_be_visible()
    page.get_by_role("button", name="Submitted").click()
    expect(live.get_by_role("heading", name="Submitted")).to_be_visible()
    edit(running, PORTAL, "Nộp hồ sơ thành công.", "Đã nộp xong.")
    page.get_by_label("Language", exact=True).last.select_option("vi")
    expect(live.get_by_role("heading", name="Đã nộp")).to_be_visible()
    expect(live.get_by_text("Đã nộp xong.")).to_be_visible()


def test_what_no_way_leads_to_is_marked_in_the_picture(running: RunningDesk, open_page: Open) -> None:
    page = open_page("/en/portal/village-desk")
    rules = page.locator("[data-picture]").get_by_role("link", name=re.compile("^Rules"))
    expect(rules).to_have_class(re.compile("is-covered"))
    edit(running, PORTAL, "          - to: rules\n", "          - to: home\n")
    edit(running, "assessments/basics/help-uncle.scenario.yaml", "start: {screen: rules, ", "start: {")
    expect(rules).to_have_class(re.compile("is-bad"))
    expect(rules).to_have_attribute("aria-label", re.compile("cannot be reached"))


def test_an_item_stands_beside_its_key_and_an_answer_is_marked(running: RunningDesk, open_page: Open) -> None:
    page = open_page("/en/items/warm-up")
    row = page.locator(".item-row").first
    expect(row.get_by_role("table", name="Sample answers and their marks")).to_contain_text("the key")
    row.get_by_role("radio").first.check()
    expect(row.get_by_text(re.compile(r"^Your answer gets \d of 1 points\."))).to_be_visible()


def test_what_could_not_be_had_at_first_is_drawn_once_the_desk_is_heard(
    chromium: Browser, running: RunningDesk
) -> None:
    base = f"http://127.0.0.1:{running.desk.port}"
    context = chromium.new_context()
    context.add_cookies([{"name": f"caunoi-desk-{running.desk.port}", "value": running.desk.session, "url": base}])
    page = context.new_page()
    refused: list[str] = []

    def refuse(route: Route) -> None:
        if refused:
            route.continue_()
        else:
            refused.append(route.request.url)
            route.abort()

    page.route(re.compile(r"/view\?"), refuse)
    page.goto(f"{base}/en/items/warm-up")
    expect(page.locator(".item-row").first).to_be_visible()
    assert len(refused) == 1
    context.close()


PAGES = {
    "overview": "",
    "portal": "portal/village-desk",
    "scenario": "scenario/help-grandmother",
    "test scenario": "scenario/help-uncle",
    "items": "items/basics",
    "nothing": "none",
}
# What stands there once the page has fetched what it draws.
DRAWN = {
    "portal": "[data-live] .cn-screen",
    "scenario": ".cn-screen",
    "test scenario": ".cn-screen",
    "items": ".item-row .cn",
}


@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_accessible_at_every_width(open_page: Open, name: str) -> None:
    page = open_page(f"/vi/{PAGES[name]}", width=360, height=740)
    for width, scheme in ((360, "light"), (1280, "dark"), (1920, "light")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        expect(page.locator(DRAWN.get(name, "h1")).first).to_be_visible()
        found = Axe().run(page)
        assert found.violations_count == 0, f"{width}: {found.generate_report()}"
        assert page.evaluate(SIDEWAYS) <= 0, width
        assert page.evaluate(SMALL_TARGETS) == [], width
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate(SIDEWAYS) <= 0
    page.set_viewport_size({"width": 360, "height": 700})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(SIDEWAYS) <= 0
