"""A trainee's hand in the browser: it finds everything by the words and roles that a person, or a screen reader, finds.

A shipped trace is played by tapping, so that the trace the grader receives is what the page made of real taps, and the
exact points can be asserted at the end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from playwright.sync_api import Locator, Page, expect

from caunoi.check.keys import VERDICTS
from caunoi.content import Library
from caunoi.machine import State, start, step
from caunoi.views import mockup_view, quiz_view


def perform(
    page: Page,
    library: Library,
    scenario: str,
    mode: str,
    lang: str,
    events: Sequence[Mapping[str, Any]],
    state: State | None = None,
) -> State:
    """Play a trace on the mock-up of this scenario and mode, from `state` or from its start, and return where it ends.

    After each event the right screen must stand there.
    """
    view = mockup_view(library, scenario, mode, lang)
    core = library.core(scenario)
    place = page.locator(f".cn-mockup.cn-mode-{mode}")
    state = state or start(core)
    for event in events:
        screen = view["screens"][state.screen]
        if "do" in event:
            action = _named(screen["actions"], event["do"])
            whole = f"{action['label']} {action.get('about', '')}".strip()
            place.get_by_role("button", name=whole, exact=True).first.click()
        else:
            _set(place, screen, event["set"], event["to"])
        result = step(core, state, event)
        assert result.ok, f"{event} is impossible on {state.screen}: {result.why}"
        state = result.state
        expect(place.locator(".cn-screen-title")).to_have_text(view["screens"][state.screen]["title"])
    return state


def saved(phone: Page, steps: int) -> None:
    """Wait until a Vietnamese page says that so many steps are saved.

    The number tells: the word stands there from the step before while the next one is on its way.
    """
    expect(phone.locator(".cn-status-text")).to_have_text(re.compile(f"^Đã lưu, {steps} bước"))


def answer(page: Page, library: Library, items: str, lang: str, answers: Mapping[str, Any]) -> None:
    """Answer the quiz of a page, by item, as caunoi.simulated.answers gives responses.

    The answer to an item with variants is one for each of them; the right one is found by the question on the page.
    """
    view = quiz_view(library, items, lang)
    places = page.locator(".cn-item")
    expect(places).to_have_count(len(view["items"]))
    for number, (drawn, item) in enumerate(zip(view["items"], library.item_set(items).items, strict=True)):
        if item.id not in answers:
            continue
        place, wanted = places.nth(number), answers[item.id]
        if item.variants:
            asked = place.locator(".cn-item-stem").inner_text()
            wanted = next(wanted[name] for name in item.variants if item.asked(name).of(lang) == asked)
        _give(place, drawn, wanted)


def _give(place: Locator, item: Mapping[str, Any], wanted: Any) -> None:
    labels = {each["id"]: each["label"] for each in (*item["options"], *item.get("parts", ()))}
    if item["kind"] in ("single", "reply"):
        place.get_by_role("radio", name=labels[wanted], exact=True).check()
    elif item["kind"] == "several":
        for option in wanted:
            place.get_by_role("checkbox", name=labels[option], exact=True).check()
    elif item["kind"] == "order":
        _order(place, [labels[option] for option in wanted])
    elif item["kind"] == "match":
        for part, option in wanted.items():
            _pair(place, labels[part], labels[option])
    elif item["kind"] == "message":
        for tell in wanted["tells"]:
            place.get_by_role("button", name=labels[tell], exact=True).click()
        place.get_by_role("radio").nth(VERDICTS.index(wanted["verdict"])).check()
    elif item["kind"] == "hotspot":
        screen = item["screen"]["screens"][item["screen"]["name"]]
        control = _named([*screen["inputs"], *screen["actions"]], wanted)
        place.locator(".cn-hot").get_by_label(control["label"], exact=True).click()
    else:
        place.get_by_role("textbox").fill(wanted)
        place.get_by_role("textbox").press("Tab")


def _pair(place: Locator, part: str, option: str) -> None:
    """Choose an option for a part, from its list or among its radio buttons."""
    choice = place.get_by_role("combobox", name=part, exact=True)
    if choice.count():
        choice.select_option(option)
    else:
        place.get_by_role("group", name=part, exact=True).get_by_role("radio", name=option, exact=True).check()


def _order(place: Locator, wanted: Sequence[str]) -> None:
    """Bring the entries of an order item into this order with their `up` buttons."""
    for position, label in enumerate(wanted):
        for _ in range(len(wanted)):
            entries = place.locator("li")
            now = [entries.nth(index).inner_text() for index in range(entries.count())]
            at = next(index for index, text in enumerate(now) if label in text)
            if at == position:
                break
            entries.nth(at).get_by_role("button").first.click()
        else:
            raise AssertionError(f"'{label}' could not be moved to place {position + 1}")


def _set(place: Locator, screen: Mapping[str, Any], name: str, value: Any) -> None:
    entry, _, option = name.partition(".")
    control = _named(screen["inputs"], entry)
    label, kind = control["label"], control["kind"]
    if kind == "several":
        words = next(each["label"] for each in control["options"] if each["id"] == option)
        place.get_by_role("checkbox", name=words, exact=True).set_checked(value)
    elif kind == "toggle":
        place.get_by_role("checkbox", name=label, exact=True).set_checked(value)
    elif kind in ("choice", "file"):
        words = next(each["label"] for each in control["options"] if each["id"] == value)
        select = place.get_by_role("combobox", name=label, exact=True)
        if select.count():
            select.select_option(words)
        else:
            group = place.get_by_role("group", name=label, exact=True)
            group.get_by_role("radio", name=words, exact=True).check()
    elif kind == "date":
        boxes = place.get_by_role("group", name=label, exact=True).get_by_role("textbox")
        for index, part in enumerate(reversed(str(value).split("-"))):
            boxes.nth(index).fill(str(int(part)))
        boxes.nth(2).press("Tab")
    else:
        place.get_by_label(label, exact=True).fill(str(value))
        place.get_by_label(label, exact=True).press("Tab")


def _named(entries: Sequence[Mapping[str, Any]], name: str) -> Mapping[str, Any]:
    return next(entry for entry in entries if entry["id"] == name)
