"""Quiz items as they are drawn: in one language and one variant, with the key only where it is for practice."""

from __future__ import annotations

import json
from typing import Any

from caunoi.content import Library
from caunoi.drawing import Words, draw_portal
from caunoi.items import key_rule, option_order
from caunoi.lowering import lower
from caunoi.model.base import Text
from caunoi.model.guards import Entered
from caunoi.model.items import Free, Hotspot, Item, Match, Message, Number, Reply
from caunoi.model.keys import Key
from caunoi.model.scenario import Beginning, Persona, Scenario


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
    portal = library.portal(item.portal)
    scenario = Scenario(
        id=item.id,
        portal=portal.id,
        use="test",
        title=portal.title,
        brief=portal.title,
        persona=Persona(name=item.id, age=0, about=portal.title),
        values={name: item.values.get(name, "…") for name in portal.values},
        start=Beginning(screen=item.screen),
        goal=Entered(screen=item.screen),
        minutes=1,
        source=portal.source,
        checked_on=portal.checked_on,
    )
    drawn = draw_portal(portal, scenario, Words(lang, scenario.values))
    core = json.loads(lower(portal, scenario).json())
    inputs = core["screens"][item.screen]["inputs"]
    return drawn | {
        "name": item.screen,
        "lang": lang,
        "screens": {item.screen: drawn["screens"][item.screen]},
        "said": {},
        "numbers": [],
        "core": {"vars": core["vars"], "screens": {item.screen: {"inputs": inputs}}},
    }
