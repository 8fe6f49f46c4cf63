"""Can each word be told from its ground in light and dark, and far better where the system asks for more contrast?"""

from __future__ import annotations

import re
from functools import cache

import pytest

from caunoi.content import CHECKOUT

TOKENS = (CHECKOUT / "widgets" / "tokens.css").read_text(encoding="utf-8")
DARK, MORE = "(prefers-color-scheme: dark)", "(prefers-contrast: more)"
# WCAG 2.2: of words for everybody, and of words for who needs more; of what has an edge.
WORDS, MORE_WORDS, EDGES = 4.5, 7.0, 3.0

PAIRS = [
    *((ink, ground) for ink in ("ink", "ink-soft", "accent", "danger") for ground in ("paper", "surface")),
    *(("ink", ground) for ground in ("sunken", "accent-soft", "slate-soft")),
    *((f"on-{ground}", ground) for ground in ("accent", "slate", "chrome", "danger")),
    *((f"{ground}-ink", ground) for ground in ("band", "info", "success", "warning", "error")),
]


@cache
def blocks() -> dict[str, dict[str, str]]:
    """The colours of each condition, "" for none."""
    found: dict[str, dict[str, str]] = {}
    for condition, body in re.findall(r"(?:@media ([^{]+?) \{\s*)?:root \{(.*?)\}", TOKENS, re.DOTALL):
        found[condition] = dict(re.findall(r"--cn-([\w-]+): (#[0-9a-f]{6});", body))
    return found


def colours(dark: bool, more: bool) -> dict[str, str]:
    """What holds, the later over the earlier."""
    wanted = {"": True, DARK: dark, MORE: more, f"{MORE} and {DARK}": dark and more}
    assert set(blocks()) == set(wanted)
    return {name: each for condition, held in blocks().items() if wanted[condition] for name, each in held.items()}


def luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("more", [False, True], ids=["as-it-is", "more"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_words_and_edges_stand_out(dark: bool, more: bool) -> None:
    held = colours(dark, more)
    least = MORE_WORDS if more else WORDS
    pale = [(ink, ground, round(contrast(held[ink], held[ground]), 2)) for ink, ground in PAIRS]
    assert [each for each in pale if each[2] < least] == []
    edge = MORE_WORDS if more else EDGES
    assert [name for name in ("edge", "ring") if contrast(held[name], held["surface"]) < edge] == []
