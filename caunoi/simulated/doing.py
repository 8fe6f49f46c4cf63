"""What a simulated person does at one task, as events with the seconds before each; no clock, no network.

This side knows the keys: it makes people who are right in a known share, it never shows one.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from caunoi import machine
from caunoi.content import Library
from caunoi.items import variant_of
from caunoi.lowering import Core, trace_events
from caunoi.model.items import Free
from caunoi.privacy import long_numbers
from caunoi.simulated.answers import right, wrong
from caunoi.simulated.roll import Manner, Person
from caunoi.simulated.sentences import SENTENCES

Doing = tuple[dict[str, Any], float]

# Modes in which nobody taps: the task plays by itself.
WATCHED = "show"


def doings(
    person: Person, library: Library, task: str, lang: str, variants: Mapping[str, str] = MappingProxyType({})
) -> list[Doing]:
    """The events of one person at one task, in order; the same person always does the same.

    `variants` are the variants of quiz items that the hall has given, by item; where it gave none, it is the first.
    """
    chance = random.Random(f"{person.seed}/{task}")
    kind, _, name = task.partition("/")
    manner = person.manner
    if kind == "mockup":
        scenario, _, mode = name.rpartition("/")
        events = [] if mode == WATCHED else list(_walk(chance, manner, library, scenario, mode))
    elif kind == "quiz":
        events = list(_answers(chance, manner, library, name, lang, variants))
    else:
        events = [{"write": name, "to": draft} for draft in _drafts(chance, manner, lang)]
    return [(event, chance.uniform(*manner.pace)) for event in events]


def _walk(chance: random.Random, manner: Manner, library: Library, name: str, mode: str) -> Iterator[dict[str, Any]]:
    scenario = library.scenario(name)
    core = library.core(name)
    shipped = library.traces.get(name, ())
    # Where a step is marked, everybody finds the way.
    wanted = "expert" if mode == "guided" else manner.trace
    fitting = [trace for trace in shipped if trace.kind == wanted] or [trace for trace in shipped if trace.events]
    if not fitting:
        return
    events = trace_events(chance.choice(fitting), scenario.values)
    if mode == "guided":
        yield from events
        return
    walked = events[: max(1, round(len(events) * chance.uniform(*manner.does)))]
    yield from _own_way(chance, manner, core, walked, name if mode == "practice" else None)


def _own_way(
    chance: random.Random, manner: Manner, core: Core, events: list[dict[str, Any]], hints: str | None
) -> Iterator[dict[str, Any]]:
    """The events with this manner's mistakes. Who is held up by one reads the message, mends it and tries again."""
    meant = own = machine.start(core)
    unmended: list[dict[str, Any]] = []
    for event in events:
        meant = machine.step(core, meant, event).state
        if hints and chance.random() < manner.asks:
            yield {"hint": hints}
        for done in [event] if "do" in event else list(_set(chance, manner, core, event)):
            yield done
            own = machine.step(core, own, done).state
        if "set" in event and own.vars.get(event["set"]) != meant.vars.get(event["set"]):
            unmended.append(event)
        if "do" in event:
            if own.screen != meant.screen:
                for done in (*unmended, event):
                    yield done
                    own = machine.step(core, own, done).state
            unmended = []


def _set(chance: random.Random, manner: Manner, core: Core, event: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Setting one value: left out, mistaken for another, or mistaken and corrected at once."""
    if chance.random() < manner.leaves_out:
        return
    if chance.random() < manner.corrects:
        yield {**event, "to": _almost(chance, core, event)}
    yield {**event, "to": _almost(chance, core, event)} if chance.random() < manner.mistakes else event


def _almost(chance: random.Random, core: Core, event: dict[str, Any]) -> Any:
    """Another value that the same input takes: another option, the switch turned, a text with a letter missing."""
    value = event["to"]
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    for screen in core.value["screens"].values():
        options = screen["inputs"].get(event["set"], {}).get("options") or ()
        if options:
            return chance.choice([option for option in options if option != value] or [value])
    if any(long_numbers(value)):
        return value  # one digit off is a stranger's number, which the page stops in the field
    cut = chance.randrange(len(value)) if value else 0
    return value[:cut] + value[cut + 1 :]


def _answers(
    chance: random.Random, manner: Manner, library: Library, name: str, lang: str, variants: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    keys = library.require(library.keys, name, "keys").keys
    for item in library.item_set(name).items:
        if chance.random() >= manner.answers:
            continue
        if isinstance(item, Free):
            yield from ({"answer": item.id, "to": draft} for draft in _drafts(chance, manner, lang))
            continue
        key = keys[item.id].in_variant(variants.get(item.id) or variant_of(item, None))
        knows = chance.random() < manner.knows
        if knows and chance.random() < manner.corrects:
            yield {"answer": item.id, "to": wrong(chance, library, item, key)}
        yield {"answer": item.id, "to": right(item, key) if knows else wrong(chance, library, item, key)}


def _drafts(chance: random.Random, manner: Manner, lang: str) -> Iterator[str]:
    """A text as it grows, sentence by sentence."""
    if not manner.writes:
        return
    sentences = list(SENTENCES[lang][manner.writes])
    kept = [each for each in sentences if chance.random() < 0.8] or sentences[:1]
    for until in range(1, len(kept) + 1):
        yield " ".join(kept[:until])
