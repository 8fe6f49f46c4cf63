"""Can it be read, reached and pressed: axe, widths from 320 to 1920, doubled text, forced colours, less motion."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from caunoi.content import CHECKOUT_ROOTS, Library, library_of
from tests.e2e.widgets.conftest import Open, mockup_of, quiz_of, writing_of
from tests.e2e.widgets.stage import Hall

pytestmark = pytest.mark.browser

PROSE = "<h1>Bài học</h1><p>Lời dẫn.</p><h2>Phần một</h2>"
LOOKS = [
    {"viewport": {"width": 360, "height": 740}, "color_scheme": "light"},
    {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
]

# A finger's width; what is written small on purpose is never smaller than the second.
TOUCH_PX = 44
SMALLEST_TEXT_PX = 16
BODY_PX = 18
QUIET = ("cn-brief-kicker", "cn-item-number", "cn-address", "cn-counter", "cn-kept", "cn-head-app", "")

REGULAR, BOLD = "Be Vietnam Pro", "Be Vietnam Pro SemiBold"

MEASURE = """(touch) => {
  const shown = (node) => node.checkVisibility() && node.getClientRects().length > 0;
  const spoken = (node) => node.closest(".cn-spoken, .cn-status-spoken, .skip");
  const pressed = "button, select, summary, textarea, .cn-tick, .cn input:not(.cn-tick input)";
  const targets = [...document.querySelectorAll(pressed)].filter(shown)
    .map((node) => [node.outerHTML.slice(0, 90), node.getBoundingClientRect()])
    .filter(([, box]) => box.height < touch || box.width < touch)
    .map(([html, box]) => `${html} ${box.width} x ${box.height}`);
  const texts = [];
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement;
    const text = walk.currentNode.textContent.trim();
    if (!text || !shown(node) || spoken(node) || node.closest("svg")) continue;  // a drawn paper is no text
    texts.push([parseFloat(getComputedStyle(node).fontSize), node.className, text.slice(0, 40)]);
  }
  const wide = [...document.querySelectorAll("body *")].filter(shown)
    .filter((node) => node.getBoundingClientRect().right > innerWidth + 1 && !spoken(node))
    .map((node) => node.outerHTML.slice(0, 90));
  return { targets, texts, wide, sideways: document.documentElement.scrollWidth - innerWidth };
}"""

BROKEN_WORDS = """() => [...document.querySelectorAll(".cn-tile-name")].flatMap((name) => {
  const text = name.firstChild;
  return [...text.textContent.matchAll(/\\S+/g)].filter((word) => {
    const range = document.createRange();
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    return range.getClientRects().length > 1;
  }).map((word) => word[0]);
})"""


def filled(page: Page) -> None:
    """A slip on the specimen, so that a message, an invalid field and a hidden field are on the screen."""
    page.get_by_role("checkbox", name="Tôi xin cam đoan").check()
    page.get_by_role("button", name="Gợi ý").click()
    page.get_by_role("button", name="Nộp", exact=True).click()


def finished(page: Page) -> None:
    page.get_by_label("Họ và tên", exact=True).fill("Bà Mẫu")
    page.get_by_role("button", name="Nộp", exact=True).click()


def checked(page: Page) -> None:
    for button in page.get_by_role("button", name="Kiểm tra").all():
        button.click()
    page.get_by_role("radio", name="Trái").check()
    page.get_by_role("button", name="Kiểm tra").first.click()


def asked(page: Page) -> None:
    page.get_by_role("button", name="Nộp bài").click()


def handed_in(page: Page) -> None:
    asked(page)
    page.get_by_role("button", name="Có, nộp bài").click()
    page.locator(".cn-receipt").wait_for()


def nothing(_: Page) -> None:
    """As it opens."""


SCENES: dict[str, tuple[Callable[[Library, Library], list[Any]], Callable[[Page], None], str]] = {
    "show": (lambda s, _: [mockup_of(s, "try-everything", "show")], nothing, "lesson"),
    "guided": (lambda s, _: [mockup_of(s, "try-everything", "guided")], nothing, "lesson"),
    "practice": (lambda s, _: [mockup_of(s, "try-everything", "practice")], filled, "lesson"),
    "feedback": (lambda s, _: [mockup_of(s, "try-everything", "practice")], finished, "lesson"),
    "questions": (lambda s, _: [quiz_of(s, "try-questions")], checked, "lesson"),
    "test": (lambda s, b: [mockup_of(b, "help-uncle", "test"), quiz_of(b, "basics")], nothing, "assessment"),
    "question": (lambda s, b: [quiz_of(b, "basics"), writing_of(s, "coaching")], asked, "assessment"),
    "receipt": (lambda s, b: [quiz_of(b, "basics"), writing_of(s, "coaching")], handed_in, "assessment"),
}


@pytest.mark.parametrize("scene", SCENES)
def test_axe_finds_nothing(open_page: Open, hall: Hall, specimen: Library, library: Library, scene: str) -> None:
    parts, act, hall.mode = SCENES[scene]
    shown = [PROSE, *parts(specimen, library)]
    for look in LOOKS:
        hall.submitted = None
        hall.stored.clear()
        page = open_page(*shown, reduced_motion="reduce", **look)
        act(page)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{look}\n{found.generate_report()}"


@pytest.mark.parametrize(
    "width", [320, 1080, *(pytest.param(width, marks=pytest.mark.full) for width in (360, 700, 1920))]
)
def test_every_width_can_be_read_and_pressed(
    open_page: Open, hall: Hall, specimen: Library, library: Library, width: int
) -> None:
    hall.mode = "assessment"
    parts = [PROSE, mockup_of(specimen, "try-everything", "practice"), quiz_of(library, "basics")]
    page = open_page(*parts, writing_of(specimen, "coaching"), viewport={"width": width, "height": 740})
    filled(page)
    found = page.evaluate(MEASURE, TOUCH_PX)
    assert found["sideways"] <= 0, found["wide"]
    assert found["targets"] == []
    assert [text for text in found["texts"] if text[0] < SMALLEST_TEXT_PX] == []
    small = [text for text in found["texts"] if text[0] < BODY_PX]
    assert [text for text in small if text[1] not in QUIET] == []


def test_text_twice_as_large_still_fits_a_small_phone(
    open_page: Open, hall: Hall, specimen: Library, library: Library
) -> None:
    hall.mode = "assessment"
    parts = [PROSE, mockup_of(specimen, "try-everything", "guided"), quiz_of(library, "basics")]
    page = open_page(*parts, viewport={"width": 360, "height": 740})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    found = page.evaluate(MEASURE, TOUCH_PX)
    assert found["sideways"] <= 0, found["wide"]
    assert min(text[0] for text in found["texts"]) >= 2 * SMALLEST_TEXT_PX


def test_the_practice_band_stays_in_sight(open_page: Open, specimen: Library) -> None:
    page = open_page(PROSE, mockup_of(specimen, "try-everything", "practice"))
    for field in ("Họ và tên", "Số bản"):
        page.get_by_label(field, exact=True).scroll_into_view_if_needed()
        page.evaluate("window.scrollBy(0, 200)")
        box = page.locator(".cn-band").bounding_box()
        assert box is not None
        assert -1 <= box["y"] < 740


def test_forced_colours_keep_choices_and_the_mark_visible(open_page: Open, specimen: Library) -> None:
    page = open_page(mockup_of(specimen, "try-everything", "guided"), forced_colors="active")
    outline = page.locator(".cn-marked").evaluate("(node) => getComputedStyle(node).outlineStyle")
    border = page.locator(".cn-tick").first.evaluate("(node) => getComputedStyle(node).borderTopWidth")
    assert outline == "solid"
    assert float(border.removesuffix("px")) >= 1


def test_less_motion_is_respected(open_page: Open, specimen: Library) -> None:
    page = open_page(mockup_of(specimen, "try-everything", "practice"), reduced_motion="reduce")
    moving = page.evaluate(
        """() => [...document.querySelectorAll("body *")].filter((node) => {
          const look = getComputedStyle(node);
          return look.animationName !== "none" || parseFloat(look.transitionDuration) > 0;
        }).map((node) => node.className.baseVal ?? node.className)"""
    )
    assert moving == []


def test_the_keyboards_place_is_always_ringed(open_page: Open, specimen: Library) -> None:
    page = open_page(mockup_of(specimen, "try-everything", "practice"))
    page.locator(".cn-brief summary").focus()
    for _ in range(24):
        page.keyboard.press("Tab")
        ringed = page.evaluate(
            """() => {
              let node = document.activeElement;
              if (node === document.body) return true;
              node = node.closest(".cn-tick") || node;
              return getComputedStyle(node).outlineStyle === "solid";
            }"""
        )
        assert ringed, page.evaluate("document.activeElement.outerHTML")


def test_nothing_is_asked_of_another_host_and_few_files_are_needed(open_page: Open, specimen: Library) -> None:
    page = open_page(PROSE, mockup_of(specimen, "try-everything", "practice"), quiz_of(specimen, "try-questions"))
    asked_for: list[str] = []
    page.on("request", lambda request: asked_for.append(request.url))
    page.reload()
    page.wait_for_selector("html[data-caunoi=live]")
    page.evaluate("document.fonts.ready.then(() => true)")
    host = page.url.rstrip("/")
    assert [url for url in asked_for if not url.startswith((host, "data:"))] == []
    fonts = [url for url in asked_for if url.endswith(".woff2")]
    assert 0 < len(fonts) <= 4, fonts
    # The page and its script, five sheets, two widgets with a sheet each; what it asks the hall for goes on.
    files = [url for url in asked_for if url not in fonts and not url.startswith(f"{host}/api/")]
    assert len(files) <= 11, files


def test_vietnamese_is_drawn_in_our_typeface(open_page: Open, specimen: Library) -> None:
    page = open_page("<h1>Ệ ộ ữ Ẵ đường lối</h1><p>Ặ ỗ ự ẫ ơ ư ă â ê ô ₫</p>", quiz_of(specimen, "try-questions"))
    client = page.context.new_cdp_session(page)
    client.send("DOM.enable")
    client.send("CSS.enable")
    root = client.send("DOM.getDocument")["root"]["nodeId"]
    for selector, family in (("h1", BOLD), ("main p", REGULAR), (".cn-item-stem", BOLD), (".cn-tick-words", REGULAR)):
        node = client.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
        used = client.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        assert {font["familyName"] for font in used} == {family}, selector


def test_widgets_on_one_page_do_not_undress_each_other(open_page: Open, specimen: Library) -> None:
    dress = """() => [...document.querySelectorAll(".cn-mockup *")].map((node) => {
      const look = getComputedStyle(node);
      return [node.className.baseVal ?? node.className, look.backgroundColor, look.color, look.padding, look.margin,
              look.borderWidth, look.fontSize, look.display].join(" | ");
    })"""
    mockup = mockup_of(specimen, "try-everything", "practice")
    alone = open_page(mockup).evaluate(dress)
    among = open_page(quiz_of(specimen, "try-questions"), mockup, writing_of(specimen, "coaching")).evaluate(dress)
    assert among == alone


def test_a_task_longer_than_the_screen_keeps_no_room_free_below_the_portal(open_page: Open, specimen: Library) -> None:
    mockup = mockup_of(specimen, "try-everything", "practice")
    mockup.view = {**mockup.view, "brief": "\n\n".join(["Lời dặn dài, đọc hết rồi hãy làm."] * 30)}
    page = open_page(mockup, viewport={"width": 1280, "height": 900})
    finished(page)
    after = page.locator(".cn-feedback").bounding_box()
    frame = page.locator(".cn-frame").bounding_box()
    assert after is not None
    assert frame is not None
    assert 0 < after["y"] - (frame["y"] + frame["height"]) < TOUCH_PX


@pytest.mark.parametrize(("layout", "bars"), [("chat", 0), ("page", 2)])
def test_who_speaks_beside_a_site_does_not_stand_under_its_name(
    open_page: Open, specimen: Library, layout: str, bars: int
) -> None:
    mockup = mockup_of(specimen, "try-everything", "practice")
    view = copy.deepcopy(mockup.view)
    view["portal"]["kind"] = "web"
    for screen in view["screens"].values():
        screen["layout"] = layout
        screen.pop("address", None)
    mockup.view = view
    page = open_page(mockup)
    expect(page.locator(":is(.cn-bar, .cn-portal-name):visible")).to_have_count(bars)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_no_word_under_an_icon_is_broken(open_page: Open, lang: str) -> None:
    shipped = library_of(CHECKOUT_ROOTS)
    page = open_page(mockup_of(shipped, "granddaughter-stays", "practice", lang), lang=lang)
    expect(page.locator(".cn-tile-name")).to_have_count(2)
    assert page.evaluate(BROKEN_WORDS) == []


def test_what_is_read_as_one_thing_stays_on_one_line(open_page: Open, specimen: Library) -> None:
    codes = ["MAU-BH-0070", "dichvucong-nopphi.example"]
    links = ["vneid-capnhat.example/", "vneid.apk"]
    wholes = ["Bà Mẫu,", "72 tuổi,", "0900 000 012.", *codes, "100 triệu", "mức 2", *links]
    words = f"Bà Mẫu, 72 tuổi, gọi 0900 000 012. Mã {codes[0]} ở {codes[1]} 100 triệu mức 2 {''.join(links)}"
    mockup = mockup_of(specimen, "try-everything", "practice")
    mockup.view = {**mockup.view, "brief": "\n\n".join("a " * shift + words for shift in range(12))}
    page = open_page(mockup)
    lines = page.locator(".cn-brief-words > p .cn-whole")
    expect(lines).to_have_text(wholes * 12)
    assert lines.evaluate_all("(all) => all.filter((each) => each.getBoundingClientRect().height > 40)") == []
