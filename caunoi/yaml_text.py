"""Reads one YAML file the safe way: bounded, without surprises of YAML 1.1, with the line of every mistake."""

from __future__ import annotations

import re
import stat
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
# What the parser says, and what an author can do about it.
_EXPECTED = (
    ("could not find expected ':'", "write a colon and a space after each key, and indent what belongs to it"),
    ("mapping values are not allowed", "put a text that holds a colon in quotes, and indent all keys of a part alike"),
    ("undefined alias", "put a text that begins with * in quotes, or write the & it refers to first"),
    ("expected ',' or", "close the bracket, with a comma between its entries"),
    ("could not determine a constructor", "put a text that begins with ! in quotes"),
    ("but found another document", "take out the line ---; a file holds one document"),
    ("escape", "put the text in single quotes, in which a backslash is only a backslash"),
    ("cannot start any token", "put the text in quotes"),
    ("sequence entries are not allowed", "write each entry of a list on a line of its own"),
    ("unhashable", "use a plain word as the key"),
    ("block mapping", "indent all keys of a part alike"),
    ("block collection", "indent all entries of a list alike"),
)
_PLAIN_INTEGER = re.compile(r"^-?(?:0|[1-9][0-9]*)$")
_PLAIN_NUMBER = re.compile(r"^-?[0-9]+\.[0-9]+$")


def read_yaml(path: Path) -> Any:
    """Return the content of a YAML file. Raises ContentError with the line when it is malformed or too large."""
    return parse_yaml(yaml_source(path), path)


def yaml_source(path: Path) -> str:
    """Return the text of a YAML file. Raises ContentError when it cannot be read or is too large."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise _error(path, "file", "is no file", "put a text file there")
        if found.st_size > MAX_BYTES:
            raise _error(path, "file", f"has {found.st_size} bytes", f"split it; at most {MAX_BYTES} are read")
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise _error(
            path, "file", f"cannot be read ({error.strerror})", "check that it is there and readable"
        ) from error
    except UnicodeDecodeError as error:
        raise _error(path, f"byte {error.start}", "is not UTF-8", "save the file as UTF-8") from error
    return text


def parse_yaml(text: str, path: Path) -> Any:
    """Return the content of YAML text; `path` is only named in errors."""
    return _composed(text, path)[0]


def compose_yaml(text: str, path: Path) -> yaml.Node:
    """Return the nodes of YAML text, each with the line it begins on; `path` is only named in errors."""
    return _composed(text, path)[1]


def _composed(text: str, path: Path) -> tuple[Any, yaml.Node]:
    try:
        _refuse_depth(text, path)
        loader = _SafeLoader(text)
        node = loader.get_single_node()
        if node is None:
            raise _error(path, "line 1", "is empty", "write the content")
        _measure(node, path, 1, {})
        return loader.construct_document(node), node
    except yaml.MarkedYAMLError as error:
        mark, expectation = _explained(error, text)
        line = f"line {mark.line + 1}" if mark else "file"
        raise _error(path, line, f"is not YAML ({error.problem})", expectation) from error
    except ReaderError as error:
        # The position counts bytes in one loader and characters in the other.
        line = f"line {text.count(chr(10), 0, text.find(chr(error.character))) + 1}"
        mend = "take it out" if error.character else "save the file as UTF-8, or take it out"
        raise _error(path, line, f"holds the control character {error.character:#04x}", mend) from error
    except (yaml.YAMLError, ValueError) as error:
        raise _error(path, "file", f"is not YAML ({error})", "check its values and quotes") from error


def _explained(error: yaml.MarkedYAMLError, text: str) -> tuple[yaml.Mark | None, str]:
    """Return where a mistake was made, which is not always where the parser gave up, and what is expected there."""
    mark, context = error.problem_mark or error.context_mark, error.context or ""
    lines = text.splitlines()
    written = lines[mark.line] if mark and mark.line < len(lines) else ""
    if "quoted scalar" in context and "unexpected" in (error.problem or ""):
        return error.context_mark, "close the quote that is opened there"
    if "\t" in written[: len(written) - len(written.lstrip())]:
        return mark, "indent with spaces, not with tabs"
    for words, expectation in _EXPECTED:
        if words in (error.problem or "") or words in context:
            return mark, expectation
    return mark, "check quotes, colons and indentation"


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
    number = place.removeprefix("line ")
    line = int(number) if number.isdigit() else None
    return ContentError([Problem(str(path), place, value, expectation, line=line)])
