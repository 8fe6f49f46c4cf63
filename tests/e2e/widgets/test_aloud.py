"""Everything that tells or asks can be read aloud with a voice of the device, and without one a sentence says so."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from caunoi.content import CHECKOUT_ROOTS, Library, library_of
from tests.e2e.widgets.conftest import Open, mockup_of, quiz_of, writing_of
from tests.e2e.widgets.test_phone import VOICE

pytestmark = pytest.mark.browser

PROSE = "<h2>Bài một</h2><p>Bà đọc to cùng cháu.</p>"
INSTEAD = "Máy này chưa có giọng đọc tiếng Việt. Anh/chị tự đọc hoặc nhờ người bên cạnh đọc giúp."
ONLINE_ONLY = VOICE.replace("LOCAL", "false")
NO_SPEECH = "Object.defineProperty(window, 'speechSynthesis', { value: undefined });"


def page_of_everything(open_page: Open, library: Library, init: str, **options: Any) -> Page:
    parts = (
        PROSE,
        mockup_of(library, "try-everything", "practice"),
        quiz_of(library, "every-kind"),
        writing_of(library, "coaching"),
    )
    return open_page(*parts, init=init, **options)


def buttons(page: Page) -> dict[str, Locator]:
    """One button for each kind of thing that is read."""
    named = {
        "prose": page.locator(".prose"),
        "task": page.locator(".cn-mode-practice .cn-brief"),
        "screen": page.locator(".cn-mode-practice .cn-band"),
        "question": page.locator(".cn-item[data-kind=message]"),
        "own words": page.locator(".cn-item[data-kind=free]"),
        "writing": page.locator(".cn-writing"),
    }
    return {name: place.get_by_role("button", name="Đọc to") for name, place in named.items()}


def test_each_kind_of_text_is_read_with_a_voice_of_the_device(open_page: Open, specimen: Library) -> None:
    page = page_of_everything(open_page, specimen, VOICE.replace("LOCAL", "true"))
    begins = {
        "prose": "Bài một",
        "task": "Điền rồi nộp.",
        "screen": "Ứng dụng mẫu",
        "question": "Câu",
        "own words": "Câu",
        "writing": "Anh/chị nói gì với bà?",
    }
    for name, button in buttons(page).items():
        page.evaluate("window.spoken.length = 0")
        button.click()
        stopped, first, *rest = page.evaluate("window.spoken")
        assert (stopped, first[: len(begins[name])]) == ("(stopped)", begins[name])
        assert not [text for text in [first, *rest] if "Đọc to" in text or "Dừng đọc" in text]
        page.get_by_role("button", name="Dừng đọc").click()
        assert page.evaluate("window.spoken.at(-1)") == "(stopped)"
    page.evaluate("window.spoken.length = 0")
    buttons(page)["question"].click()
    read = page.evaluate("window.spoken")
    assert {"Bà nhận được tin này.", "Số lạ", "Hết hôm nay là khoá."} <= set(read)


@pytest.mark.parametrize("init", [ONLINE_ONLY, NO_SPEECH])
def test_without_such_a_voice_a_sentence_says_what_to_do(open_page: Open, specimen: Library, init: str) -> None:
    page = page_of_everything(open_page, specimen, init)
    for name, button in buttons(page).items():
        place = button.locator("xpath=..").get_by_role("status")
        expect(place).to_have_text("")
        button.click()
        expect(place).to_have_text(INSTEAD)
        expect(place).to_be_visible()
        assert button.inner_text().strip() == "Đọc to", name
        button.click()
        expect(place).to_have_text("")
    assert page.evaluate("(window.spoken || []).filter((text) => text !== '(stopped)')") == []


@pytest.mark.parametrize("lang", ["vi", "id", "en"])
def test_the_voice_is_one_of_the_pages_language(open_page: Open, specimen: Library, lang: str) -> None:
    voices = VOICE.replace("LOCAL", "true").replace("speak(each) {", "speak(each) { window.tongue = each.lang;")
    page = open_page(mockup_of(specimen, "try-everything", "practice", lang), lang=lang, init=voices)
    page.locator(".cn-band .cn-aloud").click()
    assert page.evaluate("window.tongue || null") == {"vi": "vi-VN", "en": "en-US", "id": None}[lang]
    instead = {"vi": "", "en": "", "id": "Perangkat ini belum punya suara bahasa Indonesia."}[lang]
    expect(page.locator(".cn-band").get_by_role("status")).to_contain_text(instead)


def test_a_visit_is_read_with_her_words_and_the_choices(open_page: Open) -> None:
    page = open_page(
        mockup_of(library_of(CHECKOUT_ROOTS), "wallet-at-home", "practice"), init=VOICE.replace("LOCAL", "true")
    )
    page.locator(".cn-band .cn-aloud").first.click()  # the second one is her phone's
    read = page.evaluate("window.spoken")
    shown = page.locator(".cn-screen .cn-talk-words").first.inner_text()
    assert shown.split("\n")[0].strip()[:20] in " ".join(read)
    choices = page.locator(".cn-screen button:visible").all_inner_texts()
    assert [each for each in choices if each.split("\n")[0].strip() in read]


@pytest.mark.parametrize("width", [320, 1280])
def test_the_buttons_are_as_large_as_a_finger_and_nothing_sticks_out(
    open_page: Open, specimen: Library, width: int
) -> None:
    page = page_of_everything(open_page, specimen, ONLINE_ONLY, viewport={"width": width, "height": 800})
    for button in buttons(page).values():
        button.click()
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= width
