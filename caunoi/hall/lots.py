"""What the seed of an attempt settles of the quizzes on its page: the order of options, and which variant is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from caunoi.content import Library
from caunoi.item_drawing import told_variant
from caunoi.items import option_order, variant_of
from caunoi.model import ItemSet


def option_orders(library: Library, tasks: Sequence[str], seed: int) -> dict[str, dict[str, list[str]]]:
    """The order of options of each quiz among the tasks, settled by the attempt's seed."""
    return {
        task: {item.id: option_order(item, seed) for item in items.items if item.choices}
        for task, items in _quizzes(library, tasks)
    }


def variants(library: Library, tasks: Sequence[str], seed: int, lang: str) -> dict[str, dict[str, Any]]:
    """The variant of each item that has some, settled by the attempt's seed: values, and in practice also the key."""
    told: dict[str, dict[str, Any]] = {}
    for task, items in _quizzes(library, tasks):
        keys = library.keys[items.id].keys if items.use == "practice" and items.id in library.keys else {}
        for item in items.items:
            if (variant := variant_of(item, seed)) is not None:
                told.setdefault(task, {})[item.id] = told_variant(item, variant, keys.get(item.id), lang)
    return told


def _quizzes(library: Library, tasks: Sequence[str]) -> Iterator[tuple[str, ItemSet]]:
    for task in tasks:
        kind, _, name = task.partition("/")
        if kind == "quiz" and name in library.item_sets:
            yield task, library.item_sets[name]
