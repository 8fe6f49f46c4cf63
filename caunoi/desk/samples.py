"""Sample answers to an item and their marks, so that an author sees what a key accepts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from caunoi.content import Library
from caunoi.items import key_rule, mark
from caunoi.model.items import Free, Hotspot, Item, Match, Message, Number, Order, Reply, Several, Short, Single
from caunoi.model.keys import Key


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
    """Answers of every sort to an item in its first variant; those to a free item only a person can mark."""
    right: Any = key_rule(item, key).get("key")
    match item:
        case Free():
            return
        case Single() | Reply():
            yield from (("blank", None), ("key", right), *(("other", option) for option in item.options))
        case Several():
            yield from (("blank", None), ("key", right), *(("other", [option]) for option in item.options))
            yield "all", list(item.options)
        case Order():
            yield from (("blank", None), ("key", right), ("reversed", right[::-1]), ("other", [*right[1:], right[0]]))
        case Match():
            first = next(iter(right))
            other = next((option for option in item.options if option != right[first]), right[first])
            yield from (("blank", None), ("key", right), ("other", {**right, first: other}))
        case Number():
            unit = item.unit.vi if item.unit else ""
            yield from (("blank", None), ("key", str(right)), ("unit", f"{right} {unit}".strip()))
            yield from (("other", str(right + step)) for step in (1, -1, key.within + 1))
        case Short():
            yield from (("blank", None), *(("key", text) for text in right))
            # One text shows how far the marking forgives; the others would only say it again.
            shown = max(right, key=lambda text: sum(letter.isalpha() for letter in text))
            yield from (("capitals", shown.upper()), ("spaces", f"  {shown} "), ("plain", _without_accents(shown)))
        case Hotspot():
            yield from (("blank", None), *(("key", control) for control in right))
        case Message():
            tells = list(key.in_variant(next(iter(item.variants), None)).tells)
            yield from (("blank", None), ("key", {"verdict": right, "tells": tells}))
            yield from (("other", {"verdict": verdict, "tells": []}) for verdict in ("genuine", "suspicious", "scam"))
            yield "all", {"verdict": right, "tells": list(item.segments)}


def _without_accents(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))
