"""Recorded events as an author would write them, and their place in a traces file; everything here is text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from caunoi.errors import ContentError, Problem
from caunoi.yaml_text import parse_yaml

_PLAIN = re.compile(r"^[a-z][a-z0-9_.-]*$")


@dataclass(frozen=True)
class NewTrace:
    """A trace that is to be written down; `events` are lines of YAML in flow style."""

    id: str
    kind: str
    points: float
    skipped: int
    events: tuple[str, ...]


def written(events: Sequence[Any], values: Mapping[str, str]) -> tuple[str, ...]:
    """Return each event as one line of YAML; a text that is one of the scenario's values becomes {value: name}."""
    names = {text: name for name, text in reversed(list(values.items()))}

    def named(event: Any) -> Any:
        if isinstance(event, dict) and set(event) == {"set", "to"} and isinstance(event["to"], str):
            name = names.get(event["to"])
            return event if name is None else {**event, "to": {"value": name}}
        return event

    return tuple(flow(named(event)) for event in events)


def flow(value: Any) -> str:
    """Return a JSON value as YAML on one line, as authors write it: quotes only where they are needed."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow(str(key))}: {flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(flow(each) for each in value) + "]"
    if isinstance(value, str) and _PLAIN.match(value) and yaml.safe_load(value) == value:
        return value
    return json.dumps(value, ensure_ascii=False)


def new_file(scenario_id: str, trace: NewTrace) -> str:
    """Return the text of a traces file that holds one trace."""
    return f"scenario: {scenario_id}\ntraces:\n{_block(trace, _Shape(2, 2, 2))}"


def with_trace(text: str, trace: NewTrace, path: Path) -> tuple[str, int]:
    """Return the text with the trace behind the last one, and the line it begins on, counted from 1.

    All that stood there stays as it was: comments, blank lines, indentation, line ends. `path` is named in errors only.
    Raises ContentError for a text that is no list of traces.
    """
    parse_yaml(text, path)
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    found = _traces(root)
    if found is None:
        raise ContentError([Problem(str(path), "traces", "is not there", "write `traces:` and a list under it")])
    key, node = found
    if isinstance(node, yaml.SequenceNode) and node.flow_style and node.value:
        at = node.value[-1].end_mark.index
        return text[:at] + ", " + _in_flow(trace) + text[at:], text.count("\n", 0, at) + 1
    if isinstance(node, yaml.SequenceNode) and node.value:
        shape = _shape(node)
        return _inserted(text, _behind(text, node, shape.dash), _block(trace, shape))
    if isinstance(node, yaml.SequenceNode) or node.tag.endswith(":null"):
        empty = node.start_mark.index, node.end_mark.index
        text = text[: empty[0]].rstrip(" ") + text[empty[1] :] if empty[0] < empty[1] else text
        at = _line_end(text, key.end_mark.index)
        return _inserted(text, at, _block(trace, _Shape(key.start_mark.column + 2, 2, 2)))
    raise ContentError([Problem(str(path), "traces", "is no list", "write each trace as `- id: ...`")])


@dataclass(frozen=True)
class _Shape:
    """The columns of a list of traces: of its dash, of the keys behind it, of the dashes of the events below those."""

    dash: int
    keys: int
    events: int


def _shape(node: yaml.SequenceNode) -> _Shape:
    dash, keys, events = node.start_mark.column, 2, 2
    for item in node.value:
        if isinstance(item, yaml.MappingNode) and not item.flow_style:
            keys = item.start_mark.column - dash
            for key, value in item.value:
                if key.value == "events" and isinstance(value, yaml.SequenceNode) and not value.flow_style:
                    events = value.start_mark.column - item.start_mark.column
    return _Shape(dash, keys, events)


def _block(trace: NewTrace, shape: _Shape) -> str:
    inner = " " * (shape.dash + shape.keys)
    lines = [
        " " * shape.dash + "-" + " " * (shape.keys - 1) + f"id: {flow(trace.id)}",
        f"{inner}kind: {trace.kind}",
        f"{inner}points: {trace.points:.12g}",
    ]
    if trace.skipped:
        lines.append(f"{inner}skipped: {trace.skipped}")
    if trace.events:
        lines += [f"{inner}events:", *(f"{inner}{' ' * shape.events}- {event}" for event in trace.events)]
    else:
        lines.append(f"{inner}events: []")
    return "\n".join(lines) + "\n"


def _in_flow(trace: NewTrace) -> str:
    skipped = f", skipped: {trace.skipped}" if trace.skipped else ""
    events = ", ".join(trace.events)
    return f"{{id: {flow(trace.id)}, kind: {trace.kind}, points: {trace.points:.12g}{skipped}, events: [{events}]}}"


def _traces(root: yaml.Node | None) -> tuple[yaml.Node, yaml.Node] | None:
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    return next(((key, value) for key, value in pairs if key.value == "traces"), None)


def _behind(text: str, node: yaml.Node, dash: int) -> int:
    """The index behind the last line of a list, with the deeper comments below it, which are about its last entry."""
    at = _line_end(text, _last(node).end_mark.index)
    last = _last(node)
    if isinstance(last, yaml.ScalarNode) and last.style in ("|", ">"):
        at = last.end_mark.index  # this mark stands at the beginning of the next line already
    while at < len(text):
        end = _line_end(text, at)
        line = text[at:end]
        bare = line.lstrip(" ")
        if not bare.startswith("#") or len(line) - len(bare) <= dash:
            break
        at = end
    return at


def _last(node: yaml.Node) -> yaml.Node:
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(node, yaml.MappingNode) else last
    return node


def _line_end(text: str, at: int) -> int:
    """The index behind the line break that ends the line of this index."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _inserted(text: str, at: int, block: str) -> tuple[str, int]:
    ending = "\r\n" if "\r\n" in text else "\n"
    before = text[:at]
    if before and not before.endswith("\n"):
        before += ending
    return before + block.replace("\n", ending) + text[at:], before.count("\n") + 1
