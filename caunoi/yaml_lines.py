"""Where a place of a content file stands: from `screen home: action send` to a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import yaml

from caunoi.errors import ContentError
from caunoi.yaml_text import compose_yaml, yaml_source

# How a place names a part in words, and the key under which an author wrote it.
_KEYS = {"criterion": "criteria", "turn": "wrong_turns", "case": "cases"}
_WORD = re.compile(r"[^\s:.]+(?:\.[^\s:.]+)*")


def places_of(path: Path) -> yaml.Node | None:
    """Return the node tree of a content file, or None where it cannot be read."""
    try:
        return compose_yaml(yaml_source(path), path)
    except ContentError:
        return None


def line_of(root: yaml.Node, place: str) -> int | None:
    """Return the line where a place begins: the deepest part of it that is written; None when no part of it is."""
    node, line = root, None
    for part in _WORD.findall(place):
        words = part.split(".")
        while words:
            taken, found = _step(node, words)
            if found is not None:
                line, node = found
            words = words[taken:]
    return line


def _step(node: yaml.Node, words: Sequence[str]) -> tuple[int, tuple[int, yaml.Node] | None]:
    """Follow as many words as make one key or id; a word that leads nowhere (a kind, say) is passed over."""
    for length in range(len(words), 0, -1):
        found = _child(node, ".".join(words[:length]))
        if found is not None:
            return length, found
    return 1, None


def _child(node: yaml.Node, name: str) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        wanted = (name, _KEYS.get(name, f"{name}s"))
        for word in wanted:
            for key, value in node.value:
                if isinstance(key, yaml.ScalarNode) and key.value == word:
                    return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode):
        if name.isdigit() and int(name) < len(node.value):
            entry = node.value[int(name)]
            return entry.start_mark.line + 1, entry
        for entry in node.value:
            if _id_of(entry) == name:
                return entry.start_mark.line + 1, entry
    return None


def _id_of(node: yaml.Node) -> str | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    named = (value.value for key, value in node.value if key.value == "id" and isinstance(value, yaml.ScalarNode))
    return next(named, None)
