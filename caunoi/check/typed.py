"""Whether the page would take what a recorded way or a key types: it refuses numbers like a real person's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from caunoi.content import Library
from caunoi.errors import Problem
from caunoi.lowering import trace_events
from caunoi.model.base import LANGS
from caunoi.model.items import Item, Number, Short
from caunoi.privacy import private_numbers


def typed_problems(library: Library) -> Iterator[Problem]:
    """Yield steps, recorded ways and keys that type a number which is not the scenario's; forged ways pass no page."""
    wanted = "put the number into the scenario's `values`, and name it in the trace as {value: name}"
    for name, scenario in library.scenarios.items():
        allowed = tuple(scenario.values.values())
        for number, step in enumerate(scenario.steps):
            for each in private_numbers(_typed(step.to), allowed):
                file = library.file_of("scenarios", name)
                yield Problem(file, f"step {number}", f"types {each}, which the page refuses", wanted)
        for trace in library.traces.get(name, ()):
            if trace.kind == "forged":
                continue
            events = trace_events(trace, scenario.values)
            for each in sorted({found for event in events for found in _in_event(event, allowed)}):
                file = library.file_of("traces", name)
                yield Problem(file, f"trace {trace.id}", f"types {each}, which the page refuses", wanted)
    yield from _keys(library)


def _in_event(event: Any, allowed: Iterable[str]) -> Iterator[str]:
    if isinstance(event, dict) and "to" in event:
        yield from private_numbers(_typed(event["to"]), allowed)


def _keys(library: Library) -> Iterator[Problem]:
    for name, items in library.item_sets.items():
        keys = library.keys[name].keys if name in library.keys else {}
        for item in items.items:
            if isinstance(item, (Short, Number)) and item.id in keys:
                for variant in item.variants or (None,):
                    yield from _key(library, name, item, variant, keys[item.id].in_variant(variant).key)


def _key(library: Library, name: str, item: Item, variant: str | None, key: Any) -> Iterator[Problem]:
    asked = item.asked(variant)
    for answer in key if isinstance(key, tuple) else (key,):
        for lang in LANGS:
            if (stem := getattr(asked, lang)) is not None and any(private_numbers(_typed(answer), (stem,))):
                wanted = "name the number in the question, or ask for a shorter one"
                yield Problem(
                    library.file_of("keys", name), f"key {item.id}", f"is {answer}, which the page refuses", wanted
                )
                break


def _typed(value: Any) -> str:
    """What stands in the field; a value that the scenario names and a tick are nobody's number."""
    return str(value) if isinstance(value, (str, int)) else ""
