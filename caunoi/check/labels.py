"""Whether what stands on a button fits a small phone, measured with the widths of the real font."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from caunoi.content import Library
from caunoi.errors import Problem
from caunoi.model.base import LANGS, PLACEHOLDER, Text
from caunoi.model.portal import Part, Portal, Screen
from caunoi.yaml_text import read_yaml

# Measured in Chromium by tests/e2e/widgets/button_font.py, which also writes it anew.
FONT = Path(__file__).with_name("button_font.yaml")
LINES = 2
# Stands for a name in braces that no scenario fills in.
USUAL_VALUE = "Nguyễn Văn Tập"


class ButtonFont(NamedTuple):
    """The bold font of buttons at 320 px: width of each character and of a line, in thousandths of the font size."""

    widths: Mapping[str, int]
    widest: int
    line: int
    key_line: int

    def width(self, text: str) -> int:
        """Return the width of a text; a character that was not measured counts as the widest."""
        return sum(self.widths.get(each, self.widest) for each in text)

    def lines(self, text: str, line: int) -> list[str]:
        """Return a text as a browser breaks it into lines: at spaces, each line as full as it can be."""
        found: list[str] = []
        for word in text.split():
            if found and self.width(f"{found[-1]} {word}") <= line:
                found[-1] += f" {word}"
            else:
                found.append(word)
        return found


@cache
def button_font() -> ButtonFont:
    """Return the measured font."""
    raw = read_yaml(FONT)
    size = raw["size_px"]
    widths = {character: width for width, characters in raw["widths"].items() for character in characters}
    return ButtonFont(widths, max(widths.values()), raw["line_px"] * 1000 // size, raw["key_px"] * 1000 // size)


def label_problems(library: Library) -> Iterator[Problem]:
    """Yield buttons whose label needs more than two lines on a phone 320 px wide, with the language and by how much."""
    of_portal = {name: _widest(library, {name}) for name in library.portals}
    for table in ("portals", "parts"):
        for name, portal in getattr(library, table).items():
            joined = {each for each, whole in library.portals.items() if name in whole.parts}
            values = of_portal[name] if table == "portals" else _widest(library, joined)
            for place, label, line in _buttons(portal):
                for found, lang in _too_long(label, line, values):
                    yield Problem(library.file_of(table, name), place, found, f"shorten it in {lang}")


def _buttons(portal: Portal | Part) -> Iterator[tuple[str, Text, int]]:
    font = button_font()
    for name, screen in portal.screens.items():
        yield from _on_screen(f"screen {name}", screen, font)


def _on_screen(place: str, screen: Screen, font: ButtonFont) -> Iterator[tuple[str, Text, int]]:
    for name, action in screen.actions.items():
        if action.style in ("button", "danger"):
            yield f"{place}: action {name}: label", action.label, font.line
    if screen.pad is not None:
        yield f"{place}: pad: enter", screen.pad.enter, font.key_line


def _too_long(label: Text, line: int, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    font = button_font()
    for lang in LANGS:
        if lang in label.missing():
            continue
        text = PLACEHOLDER.sub(lambda found: values.get(found[1], USUAL_VALUE), label.of(lang))
        lines = font.lines(text, line)
        wide = max(map(font.width, lines), default=0)
        if len(lines) > LINES:
            rest = " ".join(lines[LINES:])
            yield f"needs {len(lines)} lines in {lang}; “{rest}” is {len(rest)} characters too many", lang
        elif wide > line:
            yield f"has a word {100 * wide // line - 100} % wider than the button in {lang}", lang


def _widest(library: Library, portals: set[str]) -> dict[str, str]:
    """The widest value that any scenario on these portals gives for each name."""
    widest: dict[str, str] = {}
    for scenario in library.scenarios.values():
        if scenario.portal in portals:
            for name, value in scenario.values.items():
                widest[name] = max(widest.get(name, ""), value, key=button_font().width)
    return widest
