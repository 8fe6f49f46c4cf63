"""The authors' guide as a test reads it: the fenced blocks of a page, and the folder that somebody who follows it has.

What stands behind the language of a block says what it is for:

file=PATH       the whole file
append=PATH     goes on at the end of the file
change=PATH     lines with - go, lines with + come, the others only show where
recorded=PATH   traces as the desk writes them, the next ones behind those that are there
cells=PATH      the code cells of a notebook, parted by # %%
check           what the check says of the files of the guide at that moment
desk=ID:TRACE   what the desk says of a recorded way, in the language of the page
like=TYPE       a piece of content of this type of caunoi.model
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
import yaml

from caunoi.content import CHECKOUT, Library
from caunoi.desk.saving import digest_of, save_trace, traces_file

AUTHORS = CHECKOUT / "docs" / "authors"
PAGES = ("README", "example", "portals", "scoring", "items", "talk", "checklist")

SHIPPED = ("curriculum/skills.yaml", "curriculum/glossary.yaml", "curriculum/facts.yaml")


SYLLABUS = """\
modules:
  - id: 00-nothing
    title: {vi: "Chưa có gì", id: "Belum ada apa-apa", en: "Nothing yet"}
    lessons: []
"""

_FENCE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """One fenced block: its language, the word behind it, what that names, and the text."""

    language: str
    role: str
    target: str
    text: str


def page(lang: str, name: str) -> str:
    """The Markdown of a page."""
    return (AUTHORS / lang / f"{name}.md").read_text(encoding="utf-8")


def blocks_of(markdown: str) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    for found in _FENCE.finditer(markdown):
        role, _, target = found[2].strip().partition("=")
        yield Block(found[1], role, target, found[3])


def write(root: Path, block: Block) -> None:
    """Do with a folder what a block of the guide says."""
    path = root / block.target
    path.parent.mkdir(parents=True, exist_ok=True)
    match block.role:
        case "file":
            assert not path.exists(), f"{block.target} is there already"
            path.write_text(block.text, encoding="utf-8")
        case "append":
            path.write_text(path.read_text(encoding="utf-8") + block.text, encoding="utf-8")
        case "change":
            path.write_text(changed(path.read_text(encoding="utf-8"), block.text), encoding="utf-8")
        case "cells":
            cells = [nbformat.v4.new_code_cell(each.strip()) for each in block.text.split("# %%\n")]
            nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
        case _:
            raise AssertionError(f"nothing is written for a block {block.role!r}")


def changed(text: str, lines: str) -> str:
    """The text with the change that is shown; the place must be the only one."""
    listed = lines.splitlines(keepends=True)
    old = "".join(line[1:] for line in listed if line[0] in " -")
    new = "".join(line[1:] for line in listed if line[0] in " +")
    assert text.count(old) == 1, f"{text.count(old)} places for:\n{old}"
    return text.replace(old, new)


def traces_in(block: Block) -> list[dict[str, object]]:
    """The traces of a `recorded` block, whether it begins the file or goes on."""
    raw = yaml.safe_load(block.text)
    traces: list[dict[str, object]] = raw["traces"] if isinstance(raw, dict) else raw
    return traces


def beginning(root: Path) -> None:
    """An empty content folder: skills, terms and facts are there, and a syllabus with a module of no lessons."""
    for name in SHIPPED:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(CHECKOUT / name, root / name)
    (root / "curriculum/syllabus.yaml").write_text(SYLLABUS, encoding="utf-8")


def record(root: Path, block: Block) -> None:
    """Save the traces of a block at the desk, one by one, and see that it writes what the guide shows."""
    path = root / block.target
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    scenario = path.name.partition(".")[0]
    for trace in traces_in(block):
        library = Library.load([root])
        values = library.scenario(scenario).values
        events = [
            {**event, "to": values[event["to"]["value"]]} if isinstance(event.get("to"), dict) else event
            for event in trace["events"]
        ]
        asked = (trace["id"], trace["kind"])
        save_trace(library, [root], scenario, asked, events, digest_of(traces_file(library, scenario)))
    assert path.read_text(encoding="utf-8") == before + block.text


def follow(root: Path, steps: Sequence[Block]) -> Iterator[Block]:
    """Do the steps one after the other; those at which the check is asked are yielded."""
    for block in steps:
        if block.role == "check":
            yield block
        elif block.role == "recorded":
            record(root, block)
        elif block.role:
            write(root, block)
