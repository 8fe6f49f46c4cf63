"""Pictures of every screen, for people to look at: `python -m tests.e2e.widgets.pictures FOLDER [PORTAL ...]`.

A sheet holds a few screens of one portal in one language at one size, each with its name under it.
"""

from __future__ import annotations

import sys
from base64 import b64encode
from collections.abc import Iterator
from contextlib import ExitStack
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from caunoi.content import CHECKOUT_ROOTS, Library
from caunoi.first_start.browsers import CHROMIUM, find
from caunoi.model.base import LANGS
from tests.e2e.browser import FLAGS, PATIENCE_MS
from tests.e2e.widgets.reached import PORTALS, Place, reached
from tests.e2e.widgets.stage import Hall, on_stage
from tests.e2e.widgets.standing import ALONE, pages_of, standing_at

SHEET = """<style>body { margin: 8px; font: 15px sans-serif; background: #999 }
body { display: flex; flex-wrap: wrap; gap: 8px }
figure { margin: 0 } img { display: block; width: %dpx } figcaption { padding: 2px 4px; background: #fff }</style>"""


class Look(NamedTuple):
    """A size to look at: the window, how wide a screen stands on a sheet, and how many stand side by side."""

    name: str
    width: int
    height: int
    shown: int
    columns: int


LOOKS = (Look("phone", 360, 740, 360, 4), Look("desktop", 1280, 900, 760, 2))
ON_A_SHEET = 4
STILL = """() => {
  document.querySelectorAll(".cn-status").forEach((line) => { line.style.display = "none"; });
  document.querySelectorAll(".cn-band, .cn-coach").forEach((part) => { part.style.position = "static"; });
}"""  # what stays in sight while a page is scrolled would lie over the middle of a long picture


def main(folder: Path, portals: list[str]) -> None:
    """Draw the sheets of some portals."""
    library = Library.load(CHECKOUT_ROOTS)
    places = reached(library)
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find(CHROMIUM), args=FLAGS)
        for portal in portals:
            for look in LOOKS:
                for lang in LANGS:
                    shots = list(_shots(browser, library, places[portal], lang, look))
                    for first in range(0, len(shots), ON_A_SHEET):
                        file = folder / f"{portal}-{look.name}-{lang}-{first // ON_A_SHEET + 1:02}.png"
                        file.write_bytes(_sheet(browser, shots[first : first + ON_A_SHEET], look))
            print(f"{portal}: {len(places[portal])} screens", flush=True)
        browser.close()


def _shots(
    browser: Browser, library: Library, places: list[Place], lang: str, look: Look
) -> Iterator[tuple[str, bytes]]:
    size = {"width": look.width, "height": look.height}
    briefed: set[str] = set()  # on a phone a brief takes more room than the screen: once is enough
    for some in pages_of(places):
        with ExitStack() as closing:
            hall = Hall()

            def opened(*parts: Any, lang: str, closing: ExitStack = closing, hall: Hall = hall, **options: Any) -> Page:
                address = closing.enter_context(on_stage(list(parts), hall, lang))
                context = browser.new_context(**options)
                closing.callback(context.close)
                page = context.new_page()
                page.set_default_timeout(PATIENCE_MS)
                page.goto(address)
                page.wait_for_selector("html[data-caunoi=live]")
                return page

            page = standing_at(opened, hall, library, some, lang, viewport=size)
            page.evaluate(STILL)
            for number, place in enumerate(some):
                page.evaluate(ALONE, number)
                name = f"{place.screen} ({place.scenario})"
                task = page.locator(".task").nth(number)
                known = place.scenario in briefed and look.name == "phone" and not place.visit
                briefed.add(place.scenario)
                yield name, (task.locator(".cn-frame") if known else task).screenshot(animations="disabled")


def _sheet(browser: Browser, shots: list[tuple[str, bytes]], look: Look) -> bytes:
    page = browser.new_page(viewport={"width": 16 + look.columns * (look.shown + 8), "height": 200})
    figures = [
        f'<figure><img src="data:image/png;base64,{b64encode(shot).decode()}">'
        f"<figcaption>{escape(name)}</figcaption></figure>"
        for name, shot in shots
    ]
    page.set_content(SHEET % look.shown + "".join(figures))
    sheet = page.screenshot(full_page=True)
    page.close()
    return sheet


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit("Give the folder for the pictures, and the portals to draw if not all: FOLDER [PORTAL...]")
    main(Path(sys.argv[1]), sys.argv[2:] or PORTALS)
