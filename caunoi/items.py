"""Marks quiz items and settles the order in which their options are shown."""

from __future__ import annotations

import hashlib
from typing import Any

from caunoi.machine import ask
from caunoi.model.quiz import Item, Key
from caunoi.scoring import Reason, Score, total


def mark(item: Item, key: Key, response: Any) -> Score:
    """Return the score of one response (a string, a list of strings, or None for blank).

    A response that does not fit the item gets no points. Raises MachineError when it is no plain JSON.
    """
    marked = ask("mark", None, {"kind": item.kind}, key_rule(item, key), response)
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


def key_rule(item: Item, key: Key) -> dict[str, Any]:
    """Return a key as widgets/marks.js reads it: one id for single, a list for every other kind."""
    listed = [key.key] if isinstance(key.key, str) else list(key.key)
    return {"key": key.key if item.kind == "single" else listed, "accents": key.accents}


def option_order(item: Item, seed: int | str) -> list[str]:
    """Return the option ids of an item in the order of this seed: the same seed gives the same order."""

    def weight(option: str) -> str:
        return hashlib.sha256(f"{seed}\n{item.id}\n{option}".encode()).hexdigest()

    return sorted(item.options, key=weight)
