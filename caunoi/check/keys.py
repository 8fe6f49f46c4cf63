"""Whether every item has a key that fits it."""

from __future__ import annotations

from collections.abc import Iterator

from caunoi.content import Library
from caunoi.errors import Problem
from caunoi.model.quiz import Item, Key


def key_problems(library: Library) -> Iterator[Problem]:
    """Yield items without a key, keys without an item, and keys that no answer could meet."""
    for name, items in library.item_sets.items():
        keys = library.keys.get(name)
        if keys is None:
            continue
        file = library.file_of("keys", name)
        ids = [item.id for item in items.items]
        for twice in sorted({each for each in ids if ids.count(each) > 1}):
            yield Problem(library.file_of("item_sets", name), f"item {twice}", "stands there twice", "rename one")
        for extra in sorted(set(keys.keys) - set(ids)):
            yield Problem(file, f"key {extra}", "belongs to no item", f"the items are: {', '.join(ids)}")
        for item in items.items:
            key = keys.keys.get(item.id)
            if key is None:
                yield Problem(file, f"item {item.id}", "has no key", "write its key")
            else:
                yield from _fit(file, item, key)


def _fit(file: str, item: Item, key: Key) -> Iterator[Problem]:
    place = f"key {item.id}"
    listed = (key.key,) if isinstance(key.key, str) else key.key
    if item.kind == "single" and not isinstance(key.key, str):
        yield Problem(file, place, "is a list", "a single item has one option id as its key")
    if item.kind in ("several", "order") and isinstance(key.key, str):
        yield Problem(file, place, "is one id", f"the key of the kind {item.kind} is a list of option ids")
    if item.kind == "short":
        return
    for option in listed:
        if option not in item.options:
            yield Problem(file, place, f"names unknown option {option}", f"the options are: {', '.join(item.options)}")
    if len(set(listed)) != len(listed):
        yield Problem(file, place, "names an option twice", "name each option once")
    if item.kind == "order" and set(listed) != set(item.options):
        yield Problem(file, place, "leaves options out", "put all options in order")
    if item.kind == "several" and set(listed) == set(item.options):
        yield Problem(file, place, "holds every option", "add an option that is wrong, or the item tests nothing")
    if key.accents != "exact":
        yield Problem(file, place, "forgives accents", "only a short item can forgive accents")
