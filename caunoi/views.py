"""What the browser is given: one dict per widget, in one language, without anything that must stay with us.

Of test content a view has no key, rubric, points, guided step or wrong turn; practice content carries its own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from caunoi.content import Library
from caunoi.drawing import Words, draw_portal
from caunoi.errors import ContentError, Problem
from caunoi.item_drawing import draw_item
from caunoi.model.base import LANGS
from caunoi.model.keys import Key
from caunoi.model.scenario import Scenario
from caunoi.talk_drawing import draw_talk

MODES = ("show", "guided", "practice", "test")


def mockup_view(library: Library, scenario_id: str, mode: str, lang: str) -> dict[str, Any]:
    """Return everything widgets/mockup.js draws and runs.

    {kind: "mockup", id, task, mode, lang, title, brief, persona: {name, age, about}, minutes,
    portal: {id, kind, title, signs?, letters?}, screens: {id: {title, caption, app, layout, address, blocks, inputs,
    actions, tabs: [{id, action, label, icon, on, badge?}], banners: [{action, dismiss, sender, text, when}], home:
    action or None, pad: {input, label, digits, enter: action, enter_label} or None}}, labels: {variable: {option:
    label}}, said: {key: {text, tone, at?}}, numbers: [text that may hold the persona's own numbers], core, goal}, and
    in practice also {steps, criteria, wrong_turns, vetoes}. Guards are core guards; texts are in `lang`, paragraphs in
    them are parted by a blank line; what has no value is left out of blocks, inputs and actions; what belongs to tabs,
    banners, home and pad is not among the inputs and actions.
    Of a visit the view also has {talk}, as caunoi.talk_drawing describes it, and its portal is of kind talk.
    Raises ContentError for an unknown scenario, and for a test scenario in another mode than test or the reverse.
    """
    _known("language", lang, LANGS)
    _known("mode", mode, MODES)
    scenario = library.scenario(scenario_id)
    if (scenario.use == "test") != (mode == "test"):
        place, wanted = f"scenario {scenario_id}", "test" if scenario.use == "test" else "show, guided or practice"
        raise ContentError([Problem("view", place, f"is for {scenario.use}, not for mode {mode}", f"use {wanted}")])
    portal = library.portal_of(scenario)
    words = Words(lang, scenario.values)
    view = {
        "kind": "mockup",
        "id": scenario.id,
        "task": f"mockup/{scenario.id}/{mode}",
        "mode": mode,
        "lang": lang,
        "title": words.of(scenario.title),
        "brief": words.of(scenario.brief),
        "persona": {
            "name": scenario.persona.name,
            "age": scenario.persona.age,
            "about": words.of(scenario.persona.about),
        },
        "minutes": scenario.minutes,
        "numbers": list(scenario.values.values()),
        **draw_portal(portal, scenario.values, words),
        "core": json.loads(library.core(scenario_id).json()),  # a copy: views travel far
        "goal": library.goal(scenario_id),
    }
    if scenario.visit is not None:
        view["portal"]["kind"] = "talk"
        meeting, phone = library.meeting(scenario), library.portal(scenario.visit.phone)
        view["talk"] = draw_talk(meeting, phone, words, meters=mode in ("guided", "practice"))
    return view if mode == "test" else view | _practice(library, scenario, words)


def quiz_view(library: Library, set_id: str, lang: str) -> dict[str, Any]:
    """Return everything widgets/quiz.js draws.

    {kind: "quiz", id, task, use, lang, title, items}, the items as caunoi.item_drawing.draw_item gives them: those of a
    practice set with their keys.
    Raises ContentError.
    """
    _known("language", lang, LANGS)
    items = library.item_set(set_id)
    words = Words(lang, {})
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
        "items": [draw_item(library, item, keys.get(item.id), lang) for item in items.items],
    }


def writing_view(library: Library, writing_id: str, lang: str) -> dict[str, Any]:
    """Return everything widgets/writing.js draws: {kind, id, task, use, lang, title, writing, prompt, max_chars}.

    Raises ContentError.
    """
    _known("language", lang, LANGS)
    writing = library.require(library.writings, writing_id, "written question")
    words = Words(lang, {})
    return {
        "kind": "writing",
        "id": writing.id,
        "task": f"writing/{writing.id}",
        "use": writing.use,
        "lang": lang,
        "title": words.maybe(writing.title),
        "writing": writing.id,
        "prompt": words.of(writing.prompt),
        "max_chars": writing.max_chars,
    }


def _practice(library: Library, scenario: Scenario, words: Words) -> dict[str, Any]:
    rubric = library.require(library.rubrics, scenario.id, "rubric")
    lowered = library.rubric_core(scenario.id)
    steps = [
        core | {"say": words.of(step.say), "hint": words.of(step.hint or step.say)}
        for core, step in zip(library.steps(scenario.id), scenario.steps, strict=True)
    ]
    criteria = [
        {**core.rule, "why": words.of(criterion.why)}
        for core, criterion in zip(lowered.criteria, rubric.criteria, strict=True)
    ]
    turns = [
        {**core, "say": words.of(turn.say)} for core, turn in zip(lowered.wrong_turns, rubric.wrong_turns, strict=True)
    ]
    vetoes = [{**core, "say": words.of(veto.say)} for core, veto in zip(lowered.vetoes, rubric.vetoes, strict=True)]
    return {"steps": steps, "criteria": criteria, "wrong_turns": turns, "vetoes": vetoes}


def _known(word: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ContentError([Problem("view", word, f"{value} is unknown", f"use one of {', '.join(allowed)}")])
