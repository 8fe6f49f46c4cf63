"""The line of a file that a problem is about, found by walking its place down the YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import yaml

from caunoi.errors import ContentError, Problem
from caunoi.yaml_text import parse_yaml

_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_LINE = re.compile(r"^line (\d+)$")
_WORD = re.compile(r"[\w.-]+")

# How a place in words is found: under which key the named thing stands.
_UNDER = {
    "screen": "screens",
    "action": "actions",
    "input": "inputs",
    "block": "blocks",
    "case": "cases",
    "step": "steps",
    "trace": "traces",
    "criterion": "criteria",
    "turn": "wrong_turns",
    "item": "items",
    "key": "keys",
    "module": "modules",
    "lesson": "lessons",
    "app": "apps",
    "tab": "tabs",
    "banner": "banners",
    "rule": "rules",
    "option": "options",
}


def line_of(problem: Problem) -> int | None:
    """Return the line, counted from 1, that a problem is about, or None when it cannot be told."""
    told = _LINE.match(problem.place)
    if told:
        return int(told[1])
    path = Path(problem.file)
    try:
        root = _tree(path, path.stat().st_mtime_ns)
    except OSError:
        return None
    return None if root is None else line_in(root, problem.place)


def line_in(root: yaml.Node, place: str) -> int | None:
    """Return the line of a place such as `screens.home.title` or `screen home: action go, case 1`; None if unknown."""
    node, line = root, None
    for name in _names(place):
        found = _child(node, name)
        if found is None:
            continue
        line, node = found
    return line


def _names(place: str) -> Iterator[str]:
    words = _WORD.findall(place)
    skip = False
    for number, word in enumerate(words):
        if skip:
            skip = False
        elif word in _UNDER and number + 1 < len(words):
            yield _UNDER[word]
            yield words[number + 1].rstrip(".")
            skip = True
        else:
            yield from word.strip(".").split(".")


def _child(node: yaml.Node, name: str) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == name:
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode):
        if name.isdigit() and int(name) < len(node.value):
            child = node.value[int(name)]
            return child.start_mark.line + 1, child
        for child in node.value:
            own = _child(child, "id") if isinstance(child, yaml.MappingNode) else None
            if own and own[1].value == name:
                return child.start_mark.line + 1, child
    return None


@lru_cache(maxsize=64)
def _tree(path: Path, _changed: int) -> yaml.Node | None:
    try:
        text = path.read_text(encoding="utf-8")
        parse_yaml(text, path)  # within its limits of size and depth, or not at all
        return yaml.compose(text, Loader=_Loader)
    except (ContentError, UnicodeDecodeError):
        return None
