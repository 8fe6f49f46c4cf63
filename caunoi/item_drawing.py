"""Quiz items as they are drawn: in one language and one variant, with the key only where it is for practice."""

from __future__ import annotations

from typing import Any

from caunoi.content import Library
from caunoi.drawing import Words, draw_portal
from caunoi.items import key_rule, option_order
from caunoi.lowering.expansion import expand
from caunoi.lowering.portals import field_cores, portal_scope
from caunoi.model.base import Text
from caunoi.model.items import Free, Hotspot, Item, Match, Message, Number, Reply
from caunoi.model.keys import Key


def draw_item(library: Library, item: Item, key: Key | None, lang: str) -> dict[str, Any]:
    """Return {id, kind, stem, options: [{id, label}]} and what its kind has beside that, a key only when one is given.

    match: parts: [{id, label}]; number: unit; hotspot: screen, a view of one screen as caunoi.views.mockup_view
    describes it; message: sender, channel, parts; reply: thread: [{who, text, own}]; free: max_chars. In an item with
    variants the names in braces are left in the texts, and `values` are those of the first variant; another variant's
    come with the attempt. With a key: rule, as mark() of widgets/marks.js takes it, and feedback.
    """
    words = Words(lang, {})
    # Authors like to write the key first: of a test the written order stays with us, of an order item always.
    mixed = key is None or item.kind == "order"
    order = option_order(item, "as shown") if mixed else list(item.choices)
    drawn: dict[str, Any] = {
        "id": item.id,
        "kind": item.kind,
        "stem": words.of(item.stem),
        "options": [{"id": option, "label": words.of(item.choices[option])} for option in order],
        **_own(library, item, lang, words),
    }
    if item.variants:
        drawn["values"] = item.filling(None, lang)
    if key is not None:
        drawn |= {"rule": key_rule(item, key), "feedback": words.maybe(key.because)}
    return drawn


def told_variant(item: Item, variant: str, key: Key | None, lang: str) -> dict[str, Any]:
    """Return what the page of an attempt is told of an item's variant: {id, values}, with a key also its {rule}."""
    told: dict[str, Any] = {"id": variant, "values": item.filling(variant, lang)}
    return told if key is None else told | {"rule": key_rule(item, key, variant)}


def _own(library: Library, item: Item, lang: str, words: Words) -> dict[str, Any]:
    match item:
        case Match():
            return {"parts": _labelled(item.parts, words)}
        case Number():
            return {"unit": words.maybe(item.unit)}
        case Hotspot():
            return {"screen": _one_screen(library, item, lang)}
        case Message():
            sender, channel = words.of(item.sender), words.of(item.channel)
            return {"sender": sender, "channel": channel, "parts": _labelled(item.segments, words)}
        case Reply():
            thread = [{"who": words.of(said.who), "text": words.of(said.text), "own": said.own} for said in item.thread]
            return {"thread": thread}
        case Free():
            return {"max_chars": item.max_chars}
    return {}


def _labelled(parts: dict[str, Text], words: Words) -> list[dict[str, str]]:
    return [{"id": name, "label": words.of(text)} for name, text in parts.items()]


def _one_screen(library: Library, item: Hotspot, lang: str) -> dict[str, Any]:
    """One screen of a portal as a mock-up would draw it, without what its controls do."""
    portal = expand(library.portal(item.portal))
    screen = portal.screens[item.screen]
    values = {name: item.values.get(name, "") for name in portal.values}
    drawn = draw_portal(portal, values, Words(lang, values))
    variables = portal_scope(portal, values).variables
    inputs = {key: core for name, field in screen.inputs.items() for key, core in field_cores(name, field).items()}
    shown = drawn["screens"][item.screen]
    facts = {fact.get("show") for block in shown["blocks"] for fact in block.get("facts", ())}
    return drawn | {
        "name": item.screen,
        "lang": lang,
        "screens": {item.screen: shown},
        "labels": {name: labels for name, labels in drawn["labels"].items() if name in facts},
        "said": {},
        "numbers": [],
        "core": {
            "vars": {name: variable.initial for name, variable in variables.items()},
            "screens": {item.screen: {"inputs": inputs}},
        },
    }
