"""Marks quiz items, and settles their variant and the order in which their options are shown."""

from __future__ import annotations

import hashlib
from typing import Any

from caunoi.machine import ask
from caunoi.model.base import LANGS
from caunoi.model.items import Free, Hotspot, Item, Match, Message, Number, Reply, Several, Short
from caunoi.model.keys import Key
from caunoi.scoring import Reason, Score, total

Seed = int | str


def mark(item: Item, key: Key, response: Any, variant: str | None = None) -> Score:
    """Return the score of one response: JSON as widgets/item.js hands it in, or None for blank.

    A response that does not fit the item gets no points. Raises MachineError when it is no plain JSON, and for a free
    item, which only a person can mark.
    """
    marked = ask("mark", None, {"kind": item.kind}, key_rule(item, key, variant), response)
    reason = Reason(
        id=item.id,
        met=marked["met"],
        of=marked["of"],
        points=item.points * marked["met"] / marked["of"],
        max_points=item.points,
        observed=response is not None,
        at=None,
    )
    return total([reason])


def key_rule(item: Item, key: Key, variant: str | None = None) -> dict[str, Any]:
    """Return the key of one variant, the first where that is None, as mark() of widgets/marks.js reads it."""
    own = key.in_variant(variant or next(iter(item.variants), None))
    match item:
        case Free():
            return {}
        case Several():
            return {"key": list(own.listed), "options": len(item.options)}
        case Match():
            return {"key": own.key}
        case Number():
            units = [] if item.unit is None else sorted({item.unit.of(lang) for lang in LANGS})
            return {"key": own.key, "within": own.within, "units": units}
        case Short():
            return {"key": list(own.listed), "accents": own.accents, "case": own.case}
        case Hotspot():
            return {"key": list(own.listed)}
        case Message():
            return {"key": own.key, "tells": list(own.tells), "segments": len(item.segments)}
        case Reply():
            return {"key": own.key, "shares": own.shares}
    return {"key": own.key if item.kind == "single" else list(own.listed)}


def option_order(item: Item, seed: Seed) -> list[str]:
    """Return the option ids of an item in the order of this seed: the same seed gives the same order."""
    return _mixed(item.choices, f"{seed}\n{item.id}")


def variant_of(item: Item, seed: Seed | None) -> str | None:
    """Return the variant that this seed gives; the first without a seed, None for an item without variants."""
    if seed is None:
        return next(iter(item.variants), None)
    return next(iter(_mixed(item.variants, f"{seed}\n{item.id}\nvariant")), None)


def _mixed(names: Any, seed: str) -> list[str]:
    return sorted(names, key=lambda name: hashlib.sha256(f"{seed}\n{name}".encode()).hexdigest())
