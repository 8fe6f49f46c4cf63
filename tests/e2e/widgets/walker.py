"""Walks a recorded trace by keyboard alone, listens on the way, and lists what a person would stumble over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from playwright.sync_api import Page

from caunoi import machine
from caunoi.lowering.core import Core
from tests.e2e.widgets import heard
from tests.e2e.widgets.hands import Hands
from tests.e2e.widgets.named import Named, action_named, move_named

# Notes every sentence that a live region says; a page has no other way to speak without moving the focus.
EAR = """(() => {
  window.said = [];
  const regionOf = ({ target }) => {
    const node = target.nodeType === Node.TEXT_NODE ? target.parentElement : target;
    return node?.closest?.("[role=status], [role=alert], [aria-live]");
  };
  new MutationObserver((changes) => {
    for (const region of new Set(changes.map(regionOf).filter(Boolean))) {
      const text = region.textContent.trim().replace(/\\s+/g, " ");
      if (text !== "" && region.closest(".cn-mockup")) window.said.push(text);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
})()"""
SAID = "() => window.said.splice(0)"
IN_SIGHT = """() => {
  const screen = document.querySelector(".cn-screen");
  const lines = (node) => node.innerText.split("\\n").map((line) => line.trim()).filter((line) => line !== "");
  // What can be pressed, and a meter, is found by going there; of a visit she changes, and what her phone shows.
  const pressed = new Set([...screen.querySelectorAll("button, label:has(meter)")].flatMap(lines));
  const hers = [...screen.querySelectorAll(":scope > .cn-talk-her, .cn-beside-screen > summary")];
  const shown = (hers.length > 0 ? hers : [screen]).flatMap(lines).filter((line) => !pressed.has(line));
  const focus = document.activeElement;
  const about = (focus.getAttribute("aria-describedby") || "").split(" ").map((id) => document.getElementById(id));
  const told = [focus, ...about].filter((node) => node && node !== document.body).flatMap(lines);
  const title = screen.querySelector(".cn-screen-title").innerText;
  return { lines: shown, focus: told, title, over: focus.closest(".cn-feedback") !== null };
}"""


class Walker:
    """One walk through one scenario; troubles() yields what was found, each with its place."""

    def __init__(self, page: Page, view: Mapping[str, Any], core: Core, events: list[Any]) -> None:
        self.page = page
        self.view = view
        self.events = events
        self.steps = machine.replay(core, events).steps
        self.hands = Hands(page)
        self.ear = page.context.new_cdp_session(page)
        self.heard: set[str] = set()
        start = machine.start(core)
        self.screen, self.variables = start.screen, dict(start.vars)

    def troubles(self) -> Iterator[str]:
        """Walk, and yield what was found."""
        yield from self._listened()
        before = self.page.evaluate(IN_SIGHT)
        self.page.evaluate(SAID)
        for number, (event, step) in enumerate(zip(self.events, self.steps, strict=True)):
            place = f"{self.screen}, {event}"
            self._do(event, self.events[number - 1] if number else {})
            self.variables.update(step.changed)
            moved = step.to_screen != self.screen
            self.screen = step.to_screen
            if "do" in event:
                self.page.evaluate(heard.HEARD)  # so that it belongs to this press
                now, said = self.page.evaluate(IN_SIGHT), self.page.evaluate(SAID)
                yield from (f"{place}: {trouble}" for trouble in _silences(before, now, said, moved))
                before = now
            if self.hands.lost():
                yield f"{place}: the focus is lost"
            yield from (f"{place}: {trouble}" for trouble in self.hands.troubles)
            self.hands.troubles.clear()
            yield from self._listened()

    def finished(self) -> bool:
        """Whether the page says so."""
        if self.view["mode"] == "test":
            return self.page.locator(".cn-coach-line").inner_text() == self.view["ui"]["test_over"]
        return self.page.locator(".cn-feedback").is_visible()

    def _listened(self) -> Iterator[str]:
        # A visit is one screen; it sounds otherwise at each step and while something is weighed.
        here = f"{self.screen} {self.variables.get('focus', '')} {self.variables.get('tongue', '') != ''}"
        if here in self.heard:
            return
        self.heard.add(here)
        root = heard.heard(self.ear)
        yield from (f"{self.screen}: {trouble}" for trouble in heard.troubles(root, self.view["ui"]["practice_band"]))

    def _do(self, event: Mapping[str, Any], last: Mapping[str, Any]) -> None:
        if "set" in event:
            self._fill(event["set"], event["to"])
        elif self.view.get("talk"):
            self._visit(event["do"])
        else:
            pad = self.view["screens"][self.screen]["pad"]
            if pad and event["do"] == pad["enter"] and last.get("set") == pad["input"]:
                return  # the last digit entered it
            self.hands.press(action_named(self.view, self.screen, event["do"]))

    def _visit(self, move: str) -> None:
        talk, ui = self.view["talk"], self.view["ui"]
        if move in ("go-on", "take-back"):
            self.hands.press(Named("button", ui["talk_go_on" if move == "go-on" else "talk_take_back"]))
        elif move.startswith("about-"):
            place = next(n for n, step in enumerate(talk["steps"]) if f"about-{step['id']}" == move)
            step = talk["steps"][place]
            done = self.variables[f"by_{step['id']}"] != ""
            self.hands.press(Named("button", step["name"] if done else f"{place + 1} {step['name']}"))
        else:
            kind = next(each["kind"] for each in talk["menu"] if move in each["moves"])
            named = move_named(talk, move, self.variables)
            if named.on(self.page).count() == 0:
                self.hands.press(Named("button", ui[f"talk_{kind}"]))
            self.hands.press(named)

    def _fill(self, name: str, value: Any) -> None:
        drawn, ui = self.view["screens"][self.screen], self.view["ui"]
        if drawn["pad"] and drawn["pad"]["input"] == name:
            self.page.keyboard.type(value)
            return
        found = next(each for each in drawn["inputs"] if each["id"] == name.partition(".")[0])
        label, kind = found["label"], found["kind"]
        if kind == "several":
            option = next(each for each in found["options"] if name == f"{found['id']}.{each['id']}")
            self.hands.tick(Named("checkbox", option["label"], label), value)
        elif kind == "toggle":
            self.hands.tick(Named("checkbox", label), value)
        elif kind in ("choice", "file", "photo", "scan"):
            option = next(each for each in found["options"] if each["id"] == value)
            self.hands.choose(Named("radio", option["label"], label))
        elif kind == "date":
            for part, text in zip(("year", "month", "day"), value.split("-") if value else ("", "", ""), strict=True):
                self.hands.write(Named("textbox", ui[part], label), text)
        else:
            self.hands.write(Named("password" if kind == "password" else "textbox", label), str(value))


def _silences(before: Mapping[str, Any], now: Mapping[str, Any], said: list[str], moved: bool) -> Iterator[str]:
    """What a press brought is heard once: by the focus that moved to it, or by a live region, not by both."""
    if now["over"]:
        return  # the task is finished, and what was done is told first
    focus = " ".join(now["focus"])
    for number, sentence in enumerate(said):
        if sentence in said[:number] or (len(sentence) > 1 and sentence in focus and sentence not in before["focus"]):
            yield f"said twice: “{sentence}”"
    if moved:
        if now["title"] not in focus:
            yield f"the new screen “{now['title']}” does not get the focus but “{focus[:60]}”"
        return
    spoken = _plain([focus, *said])
    old = _plain(before["lines"])
    fresh = [sentence for line in now["lines"] for sentence in re.split(r"(?<=[.?]) ", _plain([line]))]
    silent = [sentence for sentence in fresh if sentence not in old and sentence not in spoken]
    if silent:
        yield f"appears unheard: {silent[:4]}"


def _plain(texts: list[str]) -> str:
    return " ".join(" ".join(texts).split())
