"""Sample answers to an item and their marks, so that an author sees what a key accepts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from caunoi.content import Library
from caunoi.items import key_rule, mark
from caunoi.model.quiz import Item, Key


@dataclass(frozen=True)
class Sample:
    """One answer with its mark; `blank` and `key` say which sort of answer it is."""

    answer: Any
    points: float
    max_points: float
    sort: str


def samples(library: Library, set_id: str) -> dict[str, tuple[Sample, ...]]:
    """Return sample answers by item id, those without a key left out. Raises ContentError and MachineError."""
    items = library.item_set(set_id)
    keys = library.keys.get(set_id)
    known = keys.keys if keys else {}
    return {item.id: tuple(_marked(item, known[item.id])) for item in items.items if item.id in known}


def _marked(item: Item, key: Key) -> Iterator[Sample]:
    seen: list[Any] = []
    for sort, answer in _answers(item, key):
        if answer not in seen:
            seen.append(answer)
            found = mark(item, key, answer)
            yield Sample(answer, found.points, found.max_points, sort)


def _answers(item: Item, key: Key) -> Iterator[tuple[str, Any]]:
    rule = key_rule(item, key)["key"]
    yield "blank", None
    if item.kind == "single":
        yield "key", rule
        yield from (("other", option) for option in item.options)
    elif item.kind == "several":
        yield "key", list(rule)
        yield from (("other", [option]) for option in item.options)
        yield "all", list(item.options)
    elif item.kind == "order":
        yield "key", list(rule)
        yield "reversed", list(reversed(rule))
        yield "other", [*rule[1:], rule[0]]
    elif item.kind == "short":
        yield from (("key", text) for text in rule)
        # One text shows how far the marking forgives; the others would only say it again.
        shown = max(rule, key=lambda text: sum(letter.isalpha() for letter in text))
        yield "capitals", shown.upper()
        yield "spaces", f"  {shown} "
        yield "plain", _without_accents(shown)


def _without_accents(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))
