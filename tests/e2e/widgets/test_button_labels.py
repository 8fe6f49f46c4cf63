"""Are the stored widths those of the real font, so that the check can tell without a browser what fits a button?"""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Browser

from caunoi.check.labels import FONT, button_font
from caunoi.content import CHECKOUT_ROOTS, Library, library_of
from caunoi.model import LANGS
from caunoi.yaml_text import read_yaml
from tests.e2e.widgets.button_font import PRACTICE, measured
from tests.e2e.widgets.conftest import Open, mockup_of

pytestmark = pytest.mark.browser

SHIPPED = library_of(CHECKOUT_ROOTS)

# How many lines a browser makes of each text on a button of the page.
LINES = """(texts) => {
  const button = document.querySelector(".cn-actions .cn-button");
  const line = parseFloat(getComputedStyle(button).lineHeight);
  const style = getComputedStyle(button);
  const padding = parseFloat(style.paddingTop) + parseFloat(style.paddingBottom);
  button.style.minHeight = "0";
  return texts.map((text) => {
    button.textContent = text;
    return Math.round((button.clientHeight - padding) / line);
  });
}"""


def test_the_stored_widths_are_those_of_the_font(chromium: Browser, specimen: Library) -> None:
    assert measured(chromium, SHIPPED, PRACTICE, specimen, "try-phone") == read_yaml(FONT), (
        "run python -m tests.e2e.widgets.button_font"
    )


def test_lines_are_counted_as_the_browser_breaks_them(open_page: Open) -> None:
    texts = sorted(
        {
            action.label.of(lang)
            for portal in SHIPPED.portals.values()
            for screen in SHIPPED.portal(portal.id).screens.values()
            for action in screen.actions.values()
            for lang in LANGS
        }
    )
    texts += [f"{first} {second}" for first, second in pairwise(texts)]
    page = open_page(mockup_of(SHIPPED, PRACTICE, "practice"), viewport={"width": 320, "height": 640})
    drawn = page.evaluate(LINES, texts)
    font = button_font()
    counted = [len(font.lines(text, font.line)) for text in texts]
    assert {1, 2, 3} <= set(drawn)
    # Never too few; kerning may save the browser a line now and then.
    assert [text for text, real, told in zip(texts, drawn, counted, strict=True) if real > told] == []
    assert sum(real != told for real, told in zip(drawn, counted, strict=True)) <= len(texts) // 50
