"""Does any mutation of a shipped file give problems or a clean load, and never a traceback or an endless wait?

Daily each file is spoilt in a few fixed ways of its own, which the head of the run counts; --full tries more.
"""

from __future__ import annotations

import copy
import datetime
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
import yaml
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from caunoi.check import check, report_of
from caunoi.content import CHECKOUT_ROOTS, Library
from caunoi.content_files import content_files, read_entries
from caunoi.errors import ContentError, Problem
from caunoi.yaml_text import MAX_BYTES, MAX_DEPTH, MAX_NODES, read_yaml

FILES = content_files(CHECKOUT_ROOTS)
SMALL = [path for path in FILES if path.stat().st_size < 40_000]
TODAY = datetime.date(2026, 11, 30)
# libyaml's where the package was built with it: most of a mutation would be spent on writing it.
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

# Bytes and lines that authors' editors, mail programs and slips of the hand put in.
INTRUDERS = [
    "\t",
    '"',
    "'",
    ":",
    "- ",
    "*",
    "&a ",
    "!x ",
    "{",
    "]",
    "\0",
    "\ufeff",
    "\r",
    "\x07",
    "%",
    "|",
    "? ",
    "é",
    "#",
]


def told_or_read(path: Path) -> None:
    """Read a file the way the library does; it must be read, or refused with a place and an expectation."""
    problems: tuple[Problem, ...] = ()
    try:
        read_entries(path)
    except ContentError as error:
        problems = error.problems or (Problem("", "", "is refused without a word", ""),)
    assert all(problem.expectation and problem.file == str(path) for problem in problems)


def own(path: Path) -> int:
    """The seed of a file: otherwise all of them would be spoilt at the same places and with the same values."""
    return crc32(path.name.encode())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_with_something_typed_into_it(path: Path, tmp_path: Path, ways: int) -> None:
    text = path.read_text(encoding="utf-8")[:20_000]
    target = tmp_path / path.name

    @seed(own(path))
    @settings(max_examples=ways)
    @given(st.data())
    def spoil(data: st.DataObject) -> None:
        spoilt = text
        for _ in range(data.draw(st.integers(1, 3))):
            at = data.draw(st.integers(0, len(spoilt)))
            upto = data.draw(st.integers(at, min(len(spoilt), at + 40)))
            spoilt = spoilt[:at] + data.draw(st.sampled_from(["", *INTRUDERS])) + spoilt[upto:]
        target.write_bytes(spoilt.encode("utf-8"))
        told_or_read(target)

    spoil()


@pytest.mark.parametrize("path", SMALL, ids=lambda path: path.name)
def test_a_file_with_another_value_somewhere(path: Path, tmp_path: Path, ways: int) -> None:
    whole = read_yaml(path)
    target = tmp_path / path.name
    odd = [
        None,
        True,
        0,
        -1,
        2**70,
        1.5,
        "",
        "x",
        "\u202e",
        [],
        {},
        [[]],
        {"a": 1},
        ["a", 1],
        {"value": "a"},
        {"var": "b"},
    ]

    @seed(own(path))
    @settings(max_examples=ways)
    @given(st.integers(0, 2**32), st.sampled_from(odd))
    def spoil(number: int, value: Any) -> None:
        chance = random.Random(number)
        target.write_text(written(_with(copy.deepcopy(whole), value, chance)), encoding="utf-8")
        told_or_read(target)

    spoil()


def written(value: Any) -> str:
    """A value as YAML."""
    return str(yaml.dump(value, Dumper=DUMPER, allow_unicode=True))


def _with(raw: Any, value: Any, chance: random.Random) -> Any:
    """Put the value somewhere inside, deeper or less deep by chance."""
    if not isinstance(raw, (dict, list)) or not raw or chance.random() < 0.1:
        return value
    key = chance.choice(list(raw)) if isinstance(raw, dict) else chance.randrange(len(raw))
    raw[key] = _with(raw[key], value, chance)
    return raw


def test_the_whole_check_survives_a_spoilt_value(fixture_content: Path, tmp_path: Path) -> None:
    root = tmp_path / "content"
    shutil.copytree(fixture_content, root)
    files = content_files([root])
    texts = {path: path.read_text(encoding="utf-8") for path in files}

    @settings(max_examples=60)
    @given(
        st.sampled_from(files),
        st.integers(0, 2**32),
        st.sampled_from(["x", "{a}", 0, True, "home", ["home"], {"not": {"filled": "a"}}]),
    )
    def spoil(path: Path, seed: int, value: Any) -> None:
        raw = _with(yaml.safe_load(texts[path]), value, random.Random(seed))
        path.write_text(written(raw), encoding="utf-8")
        try:
            report = report_of(check(Library.load([root]), TODAY, locale=None))
            assert report["errors"] + report["warnings"] == len(report["problems"])
        finally:
            path.write_text(texts[path], encoding="utf-8")

    spoil()


def bomb(depth: int) -> str:
    """A file that would be ten to the power of `depth` values once its aliases are written out."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, depth)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: "# " + "x" * MAX_BYTES, f"at most {MAX_BYTES} are read"),
        (lambda: "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), f"use at most {MAX_DEPTH} levels"),
        (lambda: "[" * 400_000, f"use at most {MAX_DEPTH} levels"),
        (lambda: "- x\n" * (MAX_NODES + 1), f"holds more than {MAX_NODES} values"),
        (lambda: bomb(9), f"holds more than {MAX_NODES} values"),
        (lambda: "a: &a [*a]", f"use at most {MAX_DEPTH} levels"),
    ],
)
def test_each_limit_is_named(make: Callable[[], str], words: str, tmp_path: Path) -> None:
    path = tmp_path / "huge.portal.yaml"
    path.write_text(make(), encoding="utf-8")
    (problem,) = check(Library.load([tmp_path]), TODAY, locale=None)
    assert words in str(problem)
    assert problem.file == str(path)


def test_a_portal_with_a_million_steps_cannot_hang_the_check(fixture_content: Path, tmp_path: Path) -> None:
    root = tmp_path / "content"
    shutil.copytree(fixture_content, root)
    desk = root / "portals" / "village-desk.portal.yaml"
    text = desk.read_text(encoding="utf-8")
    # Going round and round, the guided way never arrives; a recorded way of a million events is refused as too long.
    looped = text.replace("- to: confirm", "- to: home\n            add: {tries: 1}")
    desk.write_text(looped, encoding="utf-8")
    traces = root / "curriculum" / "start" / "help-grandmother.traces.yaml"
    endless = "\n  - {id: endless, kind: detour, points: 0, events: [" + "{do: rules}, " * 20_000 + "{do: rules}]}\n"
    traces.write_text(traces.read_text(encoding="utf-8").rstrip() + endless, encoding="utf-8")
    said = "\n".join(map(str, check(Library.load([root]), TODAY, locale=None)))
    assert "steps go on for more than 300 events; they must lead to the goal" in said
    assert "trace endless cannot be replayed" in said
