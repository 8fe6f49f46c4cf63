"""Reads one YAML file the safe way: bounded, without surprises of YAML 1.1, with the line of every mistake."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from yaml.reader import ReaderError

from caunoi.errors import ContentError, Problem

MAX_BYTES = 1_000_000
MAX_DEPTH = 40
MAX_NODES = 100_000

# libyaml where the package was built with it: a portal is read in a twentieth of the time.
_SafeLoader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAG = "tag:yaml.org,2002:"
_PLAIN_INTEGER = re.compile(r"^-?(?:0|[1-9][0-9]*)$")
_PLAIN_NUMBER = re.compile(r"^-?[0-9]+\.[0-9]+$")


def read_yaml(path: Path) -> Any:
    """Return the content of a YAML file. Raises ContentError with the line when it is malformed or too large."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _error(path, "file", f"has {size} bytes", f"split it; at most {MAX_BYTES} are read")
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise _error(
            path, "file", f"cannot be read ({error.strerror})", "check that it is there and readable"
        ) from error
    except UnicodeDecodeError as error:
        raise _error(path, f"byte {error.start}", "is not UTF-8", "save the file as UTF-8") from error
    return parse_yaml(text, path)


def parse_yaml(text: str, path: Path) -> Any:
    """Return the content of YAML text; `path` is only named in errors."""
    try:
        _refuse_depth(text, path)
        loader = _SafeLoader(text)
        node = loader.get_single_node()
        if node is None:
            raise _error(path, "line 1", "is empty", "write the content")
        _measure(node, path, 1, {})
        return loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f"line {mark.line + 1}" if mark else "file"
        raise _error(path, line, f"is not YAML ({error.problem})", "check quotes, colons and indentation") from error
    except ReaderError as error:
        # The position counts bytes in one loader and characters in the other.
        line = f"line {text.count(chr(10), 0, text.find(chr(error.character))) + 1}"
        raise _error(path, line, f"holds the control character {error.character:#04x}", "take it out") from error
    except (yaml.YAMLError, ValueError) as error:
        raise _error(path, "file", f"is not YAML ({error})", "check its values and quotes") from error


def _refuse_depth(text: str, path: Path) -> None:
    """Refuse deep nesting before anything recurses: the C loader would overrun its stack."""
    depth = 0
    for event in yaml.parse(text, Loader=_SafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise _too_deep(path, event)


def _measure(node: yaml.Node, path: Path, depth: int, sizes: dict[int, int]) -> int:
    """Check one node and return how many nodes it stands for once aliases are written out."""
    line = f"line {node.start_mark.line + 1}"
    if depth > MAX_DEPTH:  # by an alias inside what it stands for
        raise _too_deep(path, node)
    if id(node) in sizes:
        return sizes[id(node)]
    if isinstance(node, yaml.ScalarNode):
        _refuse_surprise(node, path, line)
        return 1
    children: list[yaml.Node] = []
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    place = f"line {key.start_mark.line + 1}"
                    raise _error(path, place, f"has the key {key.value} a second time", "keep one of them")
                seen.add(key.value)
            children += [key, value]
    elif isinstance(node, yaml.SequenceNode):
        children = list(node.value)
    size = 1 + sum(_measure(child, path, depth + 1, sizes) for child in children)
    if size > MAX_NODES:
        raise _error(path, line, f"holds more than {MAX_NODES} values", "split the file, and use fewer aliases")
    sizes[id(node)] = size
    return size


def _refuse_surprise(node: yaml.ScalarNode, path: Path, line: str) -> None:
    """Refuse an unquoted value that YAML 1.1 reads as something its author did not write."""
    if node.style:
        return
    text, kind = node.value, node.tag.removeprefix(_TAG)
    expected = {
        "bool": text in ("true", "false"),
        "int": _PLAIN_INTEGER.match(text) is not None,
        "float": _PLAIN_NUMBER.match(text) is not None,
        "null": text in ("", "null", "~"),
    }
    if kind in ("timestamp", "merge", "value") or not expected.get(kind, True):
        raise _error(path, line, f"has {text} without quotes, which YAML reads as {kind}", f'write "{text}"')


def _too_deep(path: Path, where: yaml.Event | yaml.Node) -> ContentError:
    line = where.start_mark.line + 1 if where.start_mark else 1
    return _error(path, f"line {line}", "is nested too deeply", f"use at most {MAX_DEPTH} levels")


def _error(path: Path, place: str, value: str, expectation: str) -> ContentError:
    return ContentError([Problem(str(path), place, value, expectation)])
