"""Measures the font of buttons in Chromium; run as a program it writes what caunoi.check.labels reads."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import yaml
from playwright.sync_api import Browser, sync_playwright

from caunoi.check.labels import FONT
from caunoi.content import CHECKOUT_ROOTS, Library
from caunoi.first_start.browsers import CHROMIUM, find
from caunoi.views import mockup_view
from tests.e2e.browser import FLAGS
from tests.e2e.widgets.stage import Hall, on_stage
from widgets import Mockup
from widgets.strings import MOCKUP
from widgets.view import with_words

NARROW = {"width": 320, "height": 640}

# What Vietnamese, Indonesian and English are written with.
CHARACTERS = "".join(
    map(
        chr,
        [
            *range(0x20, 0x7F),
            *range(0xA0, 0x100),
            *(0x102, 0x103, 0x110, 0x111, 0x128, 0x129, 0x168, 0x169, 0x1A0, 0x1A1, 0x1AF, 0x1B0),
            *range(0x1EA0, 0x1EFA),
            *(0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026, 0x20AB),
        ],
    )
)

MEASURE = """async (characters) => {
  await document.fonts.ready;
  const button = document.querySelector(".cn-actions .cn-button");
  const style = getComputedStyle(button);
  const fonts = ["600 100px 'Be Vietnam Pro'"];
  for (const each of fonts) await document.fonts.load(each, characters);
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = fonts[0];
  return {
    size_px: parseFloat(style.fontSize),
    weight: parseInt(style.fontWeight, 10),
    line_px: Math.floor(button.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)),
    widths: [...characters].map((each) => Math.round(pen.measureText(each).width * 10)),
  };
}"""
KEY = """() => {
  const key = document.querySelector(".cn-key-enter");
  const style = getComputedStyle(key);
  return Math.floor(key.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight));
}"""

PRACTICE = "land-first-for-grandmother"  # its first screen has a button of the page


def measured(browser: Browser, page_of: Library, scenario: str, pad_of: Library, pad_scenario: str) -> dict[str, Any]:
    """Return the widths of a button's line, of a key of a passcode pad, and of each character."""
    found = _asked(browser, page_of, scenario, MEASURE, CHARACTERS)
    key = _asked(browser, pad_of, pad_scenario, KEY, None)
    together: dict[int, str] = defaultdict(str)
    for character, width in zip(CHARACTERS, found["widths"], strict=True):
        together[width] += character
    return {
        "font": "Be Vietnam Pro",
        "weight": found["weight"],
        "size_px": int(found["size_px"]),
        "line_px": found["line_px"],
        "key_px": key,
        "widths": dict(sorted(together.items())),
    }


def _asked(browser: Browser, library: Library, scenario: str, script: str, argument: str | None) -> Any:
    view = with_words(mockup_view(library, scenario, "practice", "vi"), MOCKUP)
    with on_stage([Mockup(view=view, task=view["task"])], Hall()) as address:
        page = browser.new_page(viewport=NARROW, locale="vi-VN")
        page.goto(address)
        page.wait_for_selector("html[data-caunoi=live]")
        try:
            return page.evaluate(script, argument)
        finally:
            page.close()


def main() -> None:
    """Write the measures."""
    from tests.e2e.widgets.conftest import CONTENT

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find(CHROMIUM), args=FLAGS)
        shipped = Library.load(CHECKOUT_ROOTS)
        practice = PRACTICE
        found = measured(browser, shipped, practice, Library.load([CONTENT]), "try-phone")
        browser.close()
    head = "# Widths in thousandths of the font size, measured in Chromium by tests/e2e/widgets/button_font.py.\n"
    FONT.write_text(head + yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=110), encoding="utf-8")


if __name__ == "__main__":
    main()
