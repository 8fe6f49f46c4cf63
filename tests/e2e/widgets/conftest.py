"""The stage for widgets: light pages of them alone, answered on 127.0.0.1 only."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from caunoi.content import Library
from caunoi.views import mockup_view, quiz_view, writing_view
from tests.e2e.browser import until_on
from tests.e2e.widgets.reached import DAILY, DAILY_SCREENS
from tests.e2e.widgets.stage import Hall, on_stage
from widgets import Mockup, Quiz, Writing
from widgets.quiz import drawn
from widgets.strings import MOCKUP, WRITING
from widgets.view import with_words

CONTENT = Path(__file__).parent / "content"
PHONE = {"width": 360, "height": 740}

Open = Callable[..., Page]


def pytest_report_header() -> str:
    """Say what the daily sample is."""
    screens = f"{len(DAILY)} portals daily in one language each, at most {DAILY_SCREENS} screens of each"
    return f"screens: {screens}; by keyboard: the shortest expert's way of each"


@pytest.fixture(scope="session")
def specimen() -> Library:
    """Content with one of each kind of block, input, action and item."""
    return Library.load([CONTENT])


@pytest.fixture
def hall() -> Hall:
    """The pretended hall of one test."""
    return Hall()


@pytest.fixture
def open_page(chromium: Browser, hall: Hall) -> Iterator[Open]:
    """Opens a light page of widgets, open_page(widget, ..., color_scheme="dark"); its errors fail the test."""
    troubles: list[str] = []
    with ExitStack() as closing:
        addresses: dict[tuple[str, tuple[int, ...]], str] = {}

        def opened(
            *parts: Any, lang: str = "vi", live: bool = True, init: str = "", allow: str = "\n", **options: Any
        ) -> Page:
            known = (lang, tuple(id(part) for part in parts))
            if known not in addresses:
                addresses[known] = closing.enter_context(on_stage(list(parts), hall, lang))
            context = chromium.new_context(**{"viewport": PHONE, "locale": "vi-VN", **options})
            closing.callback(context.close)
            page = context.new_page()
            if init:
                page.add_init_script(init)
            page.on("pageerror", lambda error: troubles.append(str(error)))
            page.on("console", lambda said: troubles.append(said.text) if is_trouble(said, allow) else None)
            page.goto(addresses[known])
            if live:
                page.wait_for_selector("html[data-caunoi=live]")
                page.evaluate("document.fonts.ready.then(() => true)")  # what is measured stands in its own letters
            return page

        yield opened
    assert troubles == []


def is_trouble(said: Any, allow: str) -> bool:
    """An error in the console; an answer that the pretended hall refuses on purpose is none."""
    return said.type == "error" and "Failed to load resource" not in said.text and allow not in said.text


def mockup_of(library: Library, scenario: str, mode: str, lang: str = "vi") -> Mockup:
    view = with_words(mockup_view(library, scenario, mode, lang), MOCKUP)
    return Mockup(view=view, task=view["task"])


def mockup_at(library: Library, scenario: str, mode: str, screen: str, **variables: Any) -> Mockup:
    """A scenario that begins on one of its screens, with these variables."""
    mockup = mockup_of(library, scenario, mode)
    view = copy.deepcopy(mockup.view)
    view["core"]["start"] = screen
    view["core"]["vars"].update(variables)
    mockup.view = view
    return mockup


def quiz_of(library: Library, items: str, lang: str = "vi") -> Quiz:
    return drawn(quiz_view(library, items, lang))


def writing_of(library: Library, question: str, lang: str = "vi") -> Writing:
    view = with_words(writing_view(library, question, lang), WRITING)
    return Writing(view=view, task=view["task"])


def sent(page: Page, hall: Hall) -> list[dict[str, Any]]:
    """The events the hall has, once nothing waits on the device any more."""
    until_on(page, lambda: page.evaluate("Object.keys(localStorage).every((key) => !key.startsWith('caunoi.'))"))
    return [each["event"] for each in hall.stored]
