"""What the browser is given: one dict per widget, in one language, without anything that must stay with us.

Of test content a view has no key, rubric, points, guided step, goal or wrong turn; practice content carries its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from caunoi.content import Library
from caunoi.errors import ContentError, Problem
from caunoi.items import key_rule, option_order
from caunoi.lowering import lower_goal, lower_steps
from caunoi.lowering.portals import portal_scope
from caunoi.lowering.scope import Scope
from caunoi.model.base import LANGS, PLACEHOLDER, Text
from caunoi.model.portal import Action, Block, Facts, Heading, Input, Listing, Notice, Paragraph, Portal, Screen
from caunoi.model.quiz import Item, Key
from caunoi.model.scenario import Rubric, Scenario

MODES = ("show", "guided", "practice", "test")


def mockup_view(library: Library, scenario_id: str, mode: str, lang: str) -> dict[str, Any]:
    """Return everything widgets/mockup.js draws and runs.

    {kind: "mockup", id, task, mode, lang, title, brief: [paragraph], persona: {name, age, about}, minutes,
    portal: {id, kind, title, screens: {id: {title, address, blocks, inputs, actions}}}, says: {key: {text, tone, at}},
    core}, and in practice also {goal, steps, criteria, wrong_turns}. Guards are core guards, texts are in `lang`.
    Raises ContentError for an unknown scenario, and for a test scenario in another mode than test or the reverse.
    """
    _known("language", lang, LANGS)
    _known("mode", mode, MODES)
    scenario = library.scenario(scenario_id)
    if (scenario.use == "test") != (mode == "test"):
        place, wanted = f"scenario {scenario_id}", "test" if scenario.use == "test" else "show, guided or practice"
        raise ContentError([Problem("view", place, f"is for {scenario.use}, not for mode {mode}", f"use {wanted}")])
    portal = library.portal_of(scenario)
    words = _Words(lang, scenario.values)
    view = {
        "kind": "mockup",
        "id": scenario.id,
        "task": f"mockup/{scenario.id}/{mode}",
        "mode": mode,
        "lang": lang,
        "title": words.of(scenario.title),
        "brief": words.paragraphs(scenario.brief),
        "persona": {
            "name": scenario.persona.name,
            "age": scenario.persona.age,
            "about": words.of(scenario.persona.about),
        },
        "minutes": scenario.minutes,
        "portal": _portal(portal, portal_scope(portal, scenario.values), words),
        "says": _says(portal, words),
        "core": library.core(scenario_id).value,
    }
    if mode != "test":
        view["goal"] = lower_goal(portal, scenario)
        view |= _practice(library, scenario, portal, words)
    return view


def quiz_view(library: Library, set_id: str, lang: str) -> dict[str, Any]:
    """Return everything widgets/quiz.js draws.

    {kind: "quiz", id, task, use, lang, title, items: [{id, kind, stem, options: [{id, label}]}]}; each item of a
    practice set also has {key: {key, accents}, feedback}. Options of an `order` item are mixed, not as written.
    Raises ContentError.
    """
    _known("language", lang, LANGS)
    items = library.item_set(set_id)
    words = _Words(lang, {})
    keys: Mapping[str, Key] = {}
    if items.use == "practice":
        keys = library.require(library.keys, set_id, "keys of item set").keys
    return {
        "kind": "quiz",
        "id": items.id,
        "task": f"quiz/{items.id}",
        "use": items.use,
        "lang": lang,
        "title": words.maybe(items.title),
        "items": [_item(item, keys.get(item.id), words) for item in items.items],
    }


def writing_view(library: Library, writing_id: str, lang: str) -> dict[str, Any]:
    """Return everything widgets/writing.js draws: {kind, id, task, use, lang, title, prompt: [paragraph], max_chars}.

    Raises ContentError.
    """
    _known("language", lang, LANGS)
    writing = library.require(library.writings, writing_id, "written question")
    words = _Words(lang, {})
    return {
        "kind": "writing",
        "id": writing.id,
        "task": f"writing/{writing.id}",
        "use": writing.use,
        "lang": lang,
        "title": words.maybe(writing.title),
        "prompt": words.paragraphs(writing.prompt),
        "max_chars": writing.max_chars,
    }


class _Words:
    """Texts in one language, with the names in braces replaced by the scenario's values."""

    def __init__(self, lang: str, values: Mapping[str, str]) -> None:
        self._lang = lang
        self._values = values

    def of(self, text: Text) -> str:
        return PLACEHOLDER.sub(lambda found: self._values.get(found[1], found[0]), text.of(self._lang))

    def maybe(self, text: Text | None) -> str | None:
        return None if text is None else self.of(text)

    def paragraphs(self, text: Text) -> list[str]:
        return [part.strip() for part in re.split(r"\n\s*\n", self.of(text)) if part.strip()]


def _portal(portal: Portal, scope: Scope, words: _Words) -> dict[str, Any]:
    return {
        "id": portal.id,
        "kind": portal.kind,
        "title": words.of(portal.title),
        "screens": {name: _screen(screen, scope, words) for name, screen in portal.screens.items()},
    }


def _screen(screen: Screen, scope: Scope, words: _Words) -> dict[str, Any]:
    return {
        "title": words.of(screen.title),
        "address": screen.address,
        "blocks": [_block(block, scope, words) for block in screen.blocks],
        "inputs": [_input(name, field, scope, words) for name, field in screen.inputs.items()],
        "actions": [_action(name, action, scope, words) for name, action in screen.actions.items()],
    }


def _when(guard: Any, scope: Scope) -> Any:
    return None if guard is None else scope.guard(guard, "view")


def _block(block: Block, scope: Scope, words: _Words) -> dict[str, Any]:
    when = _when(block.when, scope)
    match block:
        case Heading():
            return {"kind": "heading", "text": words.of(block.heading), "when": when}
        case Paragraph():
            return {"kind": "text", "paragraphs": words.paragraphs(block.text), "when": when}
        case Notice():
            return {"kind": "notice", "tone": block.tone, "text": words.of(block.notice), "when": when}
        case Listing():
            return {"kind": "list", "items": [words.of(text) for text in block.list], "when": when}
        case Facts():
            lines = [
                {
                    "label": words.of(fact.label),
                    "text": words.maybe(fact.text),
                    "show": fact.show,
                }
                for fact in block.facts
            ]
            return {"kind": "facts", "facts": lines, "when": when}
    raise AssertionError(block)


def _input(name: str, field: Input, scope: Scope, words: _Words) -> dict[str, Any]:
    drawn: dict[str, Any] = {
        "id": name,
        "kind": field.kind,
        "label": words.of(field.label),
        "hint": words.maybe(field.hint),
        "when": _when(field.when, scope),
    }
    for limit in ("min", "max", "digits"):
        if hasattr(field, limit):
            drawn[limit] = getattr(field, limit)
    match field.kind:
        case "choice" | "several":
            drawn["options"] = [{"id": key, "label": words.of(text)} for key, text in field.options.items()]
        case "file":
            drawn["options"] = [
                {"id": key, "label": words.of(each.label), "picture": each.picture}
                for key, each in field.options.items()
            ]
    return drawn


def _action(name: str, action: Action, scope: Scope, words: _Words) -> dict[str, Any]:
    return {
        "id": name,
        "label": words.of(action.label),
        "main": action.main,
        "style": action.style,
        "when": _when(action.when, scope),
    }


def _says(portal: Portal, words: _Words) -> dict[str, Any]:
    return {
        f"{screen_name}.{name}.{number}": {"text": words.of(case.say), "tone": case.tone, "at": case.at}
        for screen_name, screen in portal.screens.items()
        for name, action in screen.actions.items()
        for number, case in enumerate(action.cases)
        if case.say is not None
    }


def _practice(library: Library, scenario: Scenario, portal: Portal, words: _Words) -> dict[str, Any]:
    rubric: Rubric = library.require(library.rubrics, scenario.id, "rubric")
    lowered = library.rubric_core(scenario.id)
    steps = [
        core | {"say": words.of(step.say), "hint": words.maybe(step.hint)}
        for core, step in zip(lower_steps(portal, scenario), scenario.steps, strict=True)
    ]
    criteria = [
        {**core.rule, "why": words.of(criterion.why)}
        for core, criterion in zip(lowered.criteria, rubric.criteria, strict=True)
    ]
    turns = [
        {**core, "say": words.of(turn.say)}
        for core, turn in zip(lowered.wrong_turns, rubric.wrong_turns, strict=True)
    ]
    return {"steps": steps, "criteria": criteria, "wrong_turns": turns}


def _item(item: Item, key: Key | None, words: _Words) -> dict[str, Any]:
    order = option_order(item, "as shown") if item.kind == "order" else list(item.options)
    drawn: dict[str, Any] = {
        "id": item.id,
        "kind": item.kind,
        "stem": words.of(item.stem),
        "options": [{"id": option, "label": words.of(item.options[option])} for option in order],
    }
    if key is not None:
        drawn |= {"key": key_rule(item, key), "feedback": words.maybe(key.because)}
    return drawn


def _known(word: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ContentError([Problem("view", word, f"{value} is unknown", f"use one of {', '.join(allowed)}")])
