"""Whether every item has a key that fits it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from caunoi.check.visibility import hidden_controls
from caunoi.content import Library
from caunoi.errors import ContentError, Problem
from caunoi.lowering.expansion import expand
from caunoi.model.items import Free, Hotspot, Item, Match, Message, Number, Order, Reply, Several, Short, Single
from caunoi.model.keys import Answered, Key
from caunoi.suggestion import meant

VERDICTS = ("genuine", "suspicious", "scam")

# What only some kinds of item have beside `key`.
_ONLY_FOR: dict[str, tuple[type, ...]] = {
    "accents": (Short,),
    "case": (Short,),
    "within": (Number,),
    "tells": (Message,),
    "shares": (Reply,),
    "criteria": (Free,),
}

Complaint = tuple[str, str]


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
            yield Problem(
                file, f"key {extra}", "belongs to no item", f"{meant(extra, ids)}the items are: {', '.join(ids)}"
            )
        for item in items.items:
            key = keys.keys.get(item.id)
            if key is None:
                yield Problem(file, f"item {item.id}", "has no key", "write its key")
                continue
            for found, wanted in _fit(library, item, key, items.use):
                yield Problem(file, f"key {item.id}", found, wanted)


def _fit(library: Library, item: Item, key: Key, use: str) -> Iterator[Complaint]:
    for name, kinds in _ONLY_FOR.items():
        if not isinstance(item, kinds) and getattr(key, name) != Answered.model_fields[name].get_default(
            call_default_factory=True
        ):
            fitting = " or ".join(kind.__name__.lower() for kind in kinds)
            yield f"has `{name}`", f"only a {fitting} item has it"
    for variant in key.by_variant:
        if variant not in item.variants:
            yield f"speaks of unknown variant {variant}", f"the variants are: {', '.join(item.variants) or 'none'}"
    for each in {variant: key.in_variant(variant) for variant in item.variants}.values() or [key]:
        yield from _shape(library, item, each, use)


def _shape(library: Library, item: Item, key: Key, use: str) -> Iterator[Complaint]:
    match item:
        case Single() | Reply():
            if not isinstance(key.key, str):
                yield (
                    "is a list" if isinstance(key.key, tuple) else "is no option id",
                    (f"a {item.kind} item has one option id as its key"),
                )
            yield from _known([*key.listed, *key.shares], item.options)
            if key.key in key.shares:
                yield f"gives a share to the best reply {key.key}", "the best reply earns everything; take it out"
        case Several() | Order():
            yield from _list_of_ids(item, key)
        case Match():
            yield from _pairs(item, key)
        case Number():
            if not isinstance(key.key, int):
                yield f"is {key.key!r}", "the key of a number item is a whole number without quotes"
        case Short():
            if not key.listed:
                yield f"is {key.key!r}", "the key of a short item is a text in quotes, or a list of them"
        case Hotspot():
            yield from _controls(library, item, key)
        case Message():
            yield from _verdict(item, key)
        case Free():
            if key.key is not None:
                yield "has a key", "a person reads a free answer; write `criteria`"
            if use == "test":
                yield from _criteria(item, key)


def _list_of_ids(item: Several | Order, key: Key) -> Iterator[Complaint]:
    listed = key.listed
    if isinstance(key.key, str):
        yield "is one id", f"the key of the kind {item.kind} is a list of option ids"
    elif not isinstance(key.key, tuple):
        yield f"is {key.key!r}", f"the key of the kind {item.kind} is a list of option ids"
    yield from _known(listed, item.options)
    if len(set(listed)) != len(listed):
        yield "names an option twice", "name each option once"
    if item.kind == "order" and set(listed) != set(item.options):
        yield "leaves options out", "put all options in order"
    if item.kind == "several" and set(listed) == set(item.options):
        yield "holds every option", "add an option that is wrong, or the item tests nothing"


def _pairs(item: Match, key: Key) -> Iterator[Complaint]:
    if not isinstance(key.key, dict):
        yield f"is {key.key!r}", "the key of a match item is a table of parts and their options"
        return
    if set(key.key) != set(item.parts):
        yield f"pairs {', '.join(key.key)}", f"pair each part once: {', '.join(item.parts)}"
    yield from _known(key.listed, item.options)


def _controls(library: Library, item: Hotspot, key: Key) -> Iterator[Complaint]:
    try:
        portal = expand(library.portal(item.portal))
    except ContentError:
        yield f"is for unknown portal {item.portal}", f"there are: {', '.join(sorted(library.portals)) or 'none'}"
        return
    screen = portal.screens.get(item.screen)
    if screen is None:
        yield f"is for unknown screen {item.screen}", f"the screens of {item.portal} are: {', '.join(portal.screens)}"
        return
    controls = [*screen.inputs, *screen.actions]
    if not key.listed:
        yield "names no control", "name what is to be pressed"
    for control in key.listed:
        if control not in controls:
            yield f"names unknown control {control}", f"screen {item.screen} has: {', '.join(controls)}"
    values = {name: item.values.get(name, "") for name in portal.values}
    for control in hidden_controls(portal, item.screen, values).intersection(key.listed):
        yield f"names control {control}, which the screen does not show at first", "name one that can be seen"
    for name in sorted(set(item.values) - set(portal.values)):
        yield f"has unknown value {name}", f"the portal {item.portal} knows: {', '.join(portal.values) or 'none'}"


def _verdict(item: Message, key: Key) -> Iterator[Complaint]:
    if key.key not in VERDICTS:
        yield f"is {key.key!r}", f"the key of a message item is one of {', '.join(VERDICTS)}"
    yield from _known(key.tells, item.segments, "segment")
    if key.key == "genuine" and key.tells:
        yield "has tells", "a genuine message has none"
    if key.key != "genuine" and not key.tells:
        yield "has no tells", "name the segments that give the message away"
    if set(key.tells) == set(item.segments):
        yield "holds every segment", "cut off a segment that gives nothing away, or the item tests nothing"


def _criteria(item: Free, key: Key) -> Iterator[Complaint]:
    if sum(each.points for each in key.criteria) != item.points:
        total = sum(each.points for each in key.criteria)
        yield f"has criteria for {total:g} points", f"the item is worth {item.points:g}"
    for each in key.criteria:
        best = max(level.points for level in each.levels)
        if best != each.points:
            yield f"criterion {each.id} has {best:g} as its best level", f"the criterion is worth {each.points:g}"


def _known(named: Iterable[str], there: Iterable[str], word: str = "option") -> Iterator[Complaint]:
    for each in named:
        if each not in there:
            yield f"names unknown {word} {each}", f"{meant(each, there)}the {word}s are: {', '.join(there)}"
