"""Whether every name in braces in an item has a value, and every value a place."""

from __future__ import annotations

from collections.abc import Iterator

from caunoi.content import Library
from caunoi.errors import ContentError, Problem
from caunoi.lowering.expansion import expand
from caunoi.model.base import Value, texts_of
from caunoi.model.items import Hotspot, Item


def brace_problems(library: Library) -> Iterator[Problem]:
    """Yield names in braces that no variant gives a value to, values that no text uses, and those a screen lacks."""
    for set_name, items in library.item_sets.items():
        file = library.file_of("item_sets", set_name)
        keys = library.keys.get(set_name)
        for item in items.items:
            given = set().union(*item.variants.values())
            used = {
                name for _, text in texts_of(item.model_copy(update={"variants": {}})) for name in text.placeholders()
            }
            if keys is not None and item.id in keys.keys:
                used |= {name for _, text in texts_of(keys.keys[item.id]) for name in text.placeholders()}
            for name in sorted(used - given):
                wanted = f"its variants give: {', '.join(sorted(given)) or 'nothing'}"
                yield Problem(file, f"item {item.id}", f"uses unknown value {name}", wanted)
            for name in sorted(given - used):
                yield Problem(file, f"item {item.id}", f"gives a value {name} that no text uses", "take it out")
            for name in sorted(_lacking(library, item)):
                yield Problem(file, f"item {item.id}: values", f"lacks {name}", "the screen shows it")


def _lacking(library: Library, item: Item) -> set[str]:
    if not isinstance(item, Hotspot):
        return set()
    try:
        screens = expand(library.portal(item.portal)).screens
    except ContentError:
        return set()
    if item.screen not in screens:
        return set()
    return _named(screens[item.screen]) - set(item.values)


def _named(content: Value) -> set[str]:
    """The names in braces in all texts of a piece of content."""
    return {name for _, text in texts_of(content) for name in text.placeholders()}
