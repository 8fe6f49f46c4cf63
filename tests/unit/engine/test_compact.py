"""Does what travels say the same as what was written, with less?"""

from __future__ import annotations

from pathlib import Path

import pytest

from caunoi.settings import CHECKOUT
from caunoi.web.compact import compact

SCRIPTS = sorted([*(CHECKOUT / "widgets").rglob("*.js"), *(CHECKOUT / "caunoi").rglob("*/static/*.js")])


def test_comments_indentation_and_empty_lines_go() -> None:
    written = "// What.\n\n/**\n * Adds.\n */\nexport function add(a, b) {\n  // why\n  return a + b; // stays\n}\n"
    assert compact(written) == "export function add(a, b) {\nreturn a + b; // stays\n}\n"
    assert compact("/* A card. */\n.card {\n  color: red;\n}\n") == ".card {\ncolor: red;\n}\n"


def test_a_licence_stays() -> None:
    assert compact("/*! by somebody, MIT */\nlet a;\n") == "/*! by somebody, MIT */\nlet a;\n"


@pytest.mark.parametrize("text", ["`\n// no comment\n`", "`${a}\n  b`"])
def test_a_text_over_several_lines_is_not_touched(text: str) -> None:
    written = f"  // why\n  const said = {text};\n"
    assert compact(written) == written


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_each_script_of_ours_is_shortened_and_its_statements_stay(path: Path) -> None:
    written = path.read_text(encoding="utf-8")
    if path.parent.name == "vendor":
        assert compact(written).split() == written.split()
        return
    shorter = compact(written)
    assert shorter != written
    told = [line.strip() for line in written.splitlines()]
    kept = iter(told)
    assert all(line in kept for line in shorter.splitlines()), "lines go, none is changed or moved"
