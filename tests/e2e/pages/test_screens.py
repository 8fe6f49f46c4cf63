"""Every page as people see it: accessible, wide enough for a finger, never wider than the screen, in each language."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.pages.conftest import TWICE, Open
from tests.server.pages_stage import Stage

pytestmark = pytest.mark.browser

DESK, GROUP = "/{lang}/facilitator", "/{lang}/facilitator/class/{id}"

# Name of the page: its address and who opens it.
PAGES: dict[str, tuple[str, str | None]] = {
    "home": ("/{lang}/", None),
    "wrong code": ("/{lang}/join?code=NONE22", None),
    "who are you": ("/{lang}/join?code={code}", None),
    "who are you, known here": ("/{lang}/join?code={code}", "002"),
    "lessons, nothing done": ("/{lang}/", "004"),
    "lessons, begun": ("/{lang}/", "002"),
    "lessons, handed in": ("/{lang}/", "003"),
    "lessons, result ready": ("/{lang}/", "001"),
    "lessons, two attempts": ("/{lang}/", TWICE),
    "result": ("/{lang}/result/portal-basics", "001"),
    "result, two attempts": ("/{lang}/result/portal-basics", TWICE),
    "no result yet": ("/{lang}/result/portal-basics", "003"),
    "sign out": ("/{lang}/out", "001"),
    "hello": ("/{lang}/hello", None),
    "addresses": (f"{DESK}/addresses", "facilitator"),
    "classes": (f"{DESK}/", "facilitator"),
    "new class": (f"{DESK}/new", "facilitator"),
    "class": (GROUP, "facilitator"),
    "lead the class": (f"{GROUP}/pace", "facilitator"),
    "edit class": (f"{GROUP}/edit", "facilitator"),
    "join without a card, shut": ("/{lang}/join/new?code={code}", None),
    "self-join": (f"{GROUP}/self-join", "facilitator"),
    "modules": (f"{GROUP}/modules", "facilitator"),
    "attempts and forms": (f"{GROUP}/attempts", "facilitator"),
    "people": (f"{GROUP}/people", "facilitator"),
    "cards": (f"{GROUP}/cards", "facilitator"),
    "new PINs": (f"{GROUP}/pins", "facilitator"),
    "new PIN": (f"{GROUP}/pins?card=005", "facilitator"),
    "take a person out": (f"{GROUP}/forget?card=005", "facilitator"),
    "one person, two cards": (f"{GROUP}/one-person?keep=001&other=002", "facilitator"),
    "wall": (f"{GROUP}/wall", "facilitator"),
    "projector": (f"{GROUP}/projector", "facilitator"),
    "debrief": (f"{GROUP}/debrief", "facilitator"),
    "receipt": (f"{DESK}/receipt", "facilitator"),
    "unknown receipt": (f"{DESK}/receipt?code=ABCD-2345", "facilitator"),
    "Wi-Fi": (f"{GROUP}/wifi", "facilitator"),
    "vetoes": (f"{GROUP}/vetoes", "facilitator"),
    "nothing here": ("/{lang}/nothing", None),
    "not for you": (f"{DESK}/", "001"),
    "spent link": (f"{DESK}/enter?key=spent", None),
}

# Looked at in all three languages at once, and walked through by keyboard.
WALKED = ("lessons, two attempts", "result, two attempts", "attempts and forms")

UNFOLD = "for (const each of document.querySelectorAll('main details')) each.open = true"

# What Tab must come to, in places without radio buttons.
STOPS = """
() => [...document.querySelectorAll("main :is(a[href], button, input, select, textarea, summary)")]
  .filter((each) => each.checkVisibility() && !each.disabled && each.type !== "hidden").length
"""

RINGED = """
() => {
  const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
  return outlineStyle === "solid" && parseFloat(outlineWidth) >= 2;
}
"""

IN_MAIN = "document.querySelector('main').contains(document.activeElement)"

SIDEWAYS = "document.documentElement.scrollWidth - window.innerWidth"

# What a finger taps: everything that reacts, but a link inside a sentence, which follows the text's own size.
SMALL_TARGETS = """
() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, .tick")]
  .filter((each) => each.checkVisibility() && each.type !== "hidden" && !each.closest(".skip"))
  .filter((each) => !each.matches("input[type=radio], input[type=checkbox]") && !each.matches(".notice a"))
  .map((each) => [each.getBoundingClientRect(), each])
  .filter(([box]) => box.width < 44 || box.height < 44)
  .map(([box, each]) => `${each.outerHTML.slice(0, 90)} ${box.width}x${box.height}`)
"""

TINY_TEXT = """
() => [...document.querySelectorAll("main *")]
  .filter((each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
  .filter((each) => each.checkVisibility() && !each.closest(".pin-card"))
  .filter((each) => parseFloat(getComputedStyle(each).fontSize) < 15)
  .map((each) => each.outerHTML.slice(0, 90))
"""


def address(stage: Stage, name: str, lang: str) -> tuple[str, str | None]:
    path, who = PAGES[name]
    record = stage.store.classes.all()[-1]
    return path.format(lang=lang, id=record.id, code=record.code), who


def check(page: Page) -> None:
    """axe, fingers and the screen's edge, with everything unfolded."""
    page.wait_for_load_state()
    page.evaluate(UNFOLD)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate(SIDEWAYS) <= 0
    assert page.evaluate(SMALL_TARGETS) == []


@pytest.mark.parametrize("name", PAGES)
def test_each_page_at_every_width_in_light_and_dark(stage: Stage, open_page: Open, name: str) -> None:
    page = open_page(*address(stage, name, "vi"))
    check(page)
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "18px"
    assert page.evaluate(TINY_TEXT) == []
    assert page.locator("h1").count() == 1
    assert page.locator(".main").count() <= 1, "one main action"
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 1280, "height": 900})
    check(page)
    over = {}
    for width in (320, 480, 768, 1024, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        over[width] = page.evaluate(SIDEWAYS)
    page.set_viewport_size({"width": 360, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    over["text twice as large"] = page.evaluate(SIDEWAYS)
    assert {width: pixels for width, pixels in over.items() if pixels > 0} == {}


@pytest.mark.parametrize("name", WALKED)
def test_what_is_taken_again_in_every_language_and_by_keyboard(stage: Stage, open_page: Open, name: str) -> None:
    for lang in ("id", "en"):
        check(open_page(*address(stage, name, lang)))
    page = open_page(*address(stage, name, "en"))
    page.evaluate(UNFOLD)
    stops = page.evaluate(STOPS)
    page.locator("main").focus()
    for _ in range(stops):
        page.keyboard.press("Tab")
        assert page.evaluate(IN_MAIN), "Tab leaves the content before its end"
        assert page.evaluate(RINGED), page.evaluate("document.activeElement.outerHTML")
    page.keyboard.press("Tab")
    assert not page.evaluate(IN_MAIN), "everything is come to once"


@pytest.mark.full
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_each_page_in_the_other_languages(stage: Stage, open_page: Open, name: str, lang: str) -> None:
    check(open_page(*address(stage, name, lang)))
