"""A portal as a picture: its screens as boxes, what leads from one to another as arrows, and what the traces cover."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from caunoi.content import Library
from caunoi.desk.coverage import covered
from caunoi.desk.labels import Gettext, action_labels, fields
from caunoi.errors import ContentError
from caunoi.model.base import Text
from caunoi.model.guards import Entered
from caunoi.model.portal import Portal
from caunoi.model.scenario import Beginning, Persona, Scenario
from caunoi.views import mockup_view

# An action that leads to the same screen from more screens than this stands on all of them: tabs, a home button.
EVERYWHERE = 5
SKETCHED = 9
NOBODY = Text(vi="-")


@dataclass(frozen=True)
class Case:
    """What one case of an action does: it leads to a screen, or stays."""

    screen: str
    action: str
    case: int
    label: str
    to: str
    covered: bool
    everywhere: bool


@dataclass(frozen=True)
class Lead:
    """What can be done on a screen with one outcome: `taken` of its `of` cases are taken by some trace."""

    label: str
    to: str
    taken: int
    of: int


@dataclass(frozen=True)
class Box:
    """One screen: its title, a sketch of what stands on it, and what is odd about it."""

    id: str
    title: str
    sketch: tuple[tuple[str, str], ...]
    start: bool
    goal: bool
    reachable: bool
    dead_end: bool
    covered: bool
    cases: tuple[Case, ...]

    @property
    def leads(self) -> tuple[Lead, ...]:
        """The cases, those of one action that lead to one screen together."""
        together: dict[tuple[str, str], list[Case]] = {}
        for case in self.cases:
            together.setdefault((case.action, case.to), []).append(case)
        return tuple(
            Lead(cases[0].label, cases[0].to, sum(case.covered for case in cases), len(cases))
            for cases in together.values()
        )


@dataclass(frozen=True)
class Picture:
    """A portal as boxes and arrows; `kind` is the portal's, `traced` whether any trace walks it at all."""

    id: str
    title: str
    kind: str
    boxes: tuple[Box, ...]
    traced: bool

    def title_of(self, screen: str) -> str:
        """The title of a screen."""
        return next((box.title for box in self.boxes if box.id == screen), screen)

    def drawn(self) -> dict[str, Any]:
        """Return what picture.js lays out: {screens, arrows, traced}; arrows from one screen to another are one.

        An arrow is {from, to, everywhere, labels: {words: whether a trace takes it}}.
        """
        arrows: dict[tuple[str, str, bool], dict[str, Any]] = {}
        for case in (each for box in self.boxes for each in box.cases if each.to != box.id):
            arrow = arrows.setdefault(
                (case.screen, case.to, case.everywhere),
                {"from": case.screen, "to": case.to, "everywhere": case.everywhere, "labels": {}},
            )
            arrow["labels"][case.label] = arrow["labels"].get(case.label, False) or case.covered
        screens = [
            {
                "id": box.id,
                "title": box.title,
                "sketch": box.sketch,
                "start": box.start,
                "goal": box.goal,
                "reachable": box.reachable,
                "dead_end": box.dead_end,
                "covered": box.covered,
            }
            for box in self.boxes
        ]
        return {"screens": screens, "arrows": list(arrows.values()), "traced": self.traced}


def picture(library: Library, portal_id: str, lang: str, gettext: Gettext) -> Picture:
    """Return the picture of a portal. Raises ContentError for one that cannot be drawn."""
    portal = library.portal(portal_id)
    scenarios = [each for each in library.scenarios.values() if each.portal == portal_id]
    view = portal_view(library, portal_id, lang)
    core = view["core"]
    screens, arrows = covered(library, portal_id, lang)
    begins = {portal.start, *(each.start.screen for each in scenarios if each.start.screen)}
    goals = {each.goal.screen for each in scenarios if isinstance(each.goal, Entered)}
    reachable = _reachable(core["screens"], begins)
    leads: dict[tuple[str, str], set[str]] = {}
    for name, screen in core["screens"].items():
        for action, body in screen["actions"].items():
            for case in body["cases"]:
                leads.setdefault((action, case.get("to", name)), set()).add(name)
    boxes = []
    for name, screen in core["screens"].items():
        drawn = view["screens"][name]
        labels = action_labels(drawn, gettext)
        cases = tuple(
            Case(
                name,
                action,
                number,
                labels.get(action, action),
                case.get("to", name),
                (name, action, number) in arrows,
                case.get("to", name) != name and len(leads[action, case["to"]]) > EVERYWHERE,
            )
            for action, body in screen["actions"].items()
            for number, case in enumerate(body["cases"])
        )
        leaves = any(case.to != name for case in cases)
        boxes.append(
            Box(
                name,
                drawn["title"],
                sketch(drawn),
                name in begins,
                name in goals,
                name in reachable,
                not leaves and name not in goals,
                name in screens,
                cases,
            )
        )
    return Picture(portal_id, view["portal"]["title"], portal.kind, tuple(boxes), bool(screens))


def portal_view(library: Library, portal_id: str, lang: str, screen: str | None = None) -> dict[str, Any]:
    """Return the view of a portal by itself, without a task, beginning at any screen.

    It borrows the values of the first scenario that plays there; without one each value shows its own name in braces.
    Raises ContentError.
    """
    portal = library.portal(portal_id)
    last: ContentError | None = None
    for scenario in [*(each for each in library.scenarios.values() if each.portal == portal_id), None]:
        values = scenario.values if scenario else {name: f"{{{name}}}" for name in portal.values}
        try:
            return _alone(portal.model_copy(update={"parts": ()}), values, lang, screen)
        except ContentError as error:
            last = last or error
    assert last is not None
    raise last


def _alone(portal: Portal, values: Mapping[str, str], lang: str, screen: str | None) -> dict[str, Any]:
    library = Library()
    library.portals[portal.id] = portal
    library.scenarios[portal.id] = Scenario(
        id=portal.id,
        portal=portal.id,
        use="test",
        title=portal.title,
        brief=portal.title,
        persona=Persona(name="-", age=0, about=NOBODY),
        values=dict(values),
        start=Beginning(screen=screen if screen in portal.screens else None),
        goal=Entered(screen=portal.start),
        minutes=1,
        source=portal.source,
        checked_on=portal.checked_on,
    )
    view = mockup_view(library, portal.id, "test", lang)
    # No task, so no end to it either: nothing in the view may say that the work is done.
    return {**view, "goal": {"screen": ""}}


def sketch(drawn: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return the first parts of a drawn screen as (what, words): blocks without words, inputs and actions with."""
    parts: list[tuple[str, str]] = [(block["kind"], "") for block in drawn["blocks"]]
    inputs = fields(drawn)
    parts = parts[: max(2, SKETCHED - len(inputs) - len(drawn["actions"]))]
    parts += [("input", field["label"]) for field in inputs.values()]
    parts += [("main" if each.get("main") else "action", each["label"]) for each in drawn["actions"]]
    more = len(parts) - SKETCHED
    return (*parts[:SKETCHED], ("more", str(more))) if more > 0 else tuple(parts)


def _reachable(screens: Mapping[str, Any], begins: Sequence[str] | set[str]) -> set[str]:
    """The screens that some way of actions leads to, guards left aside."""
    found: set[str] = set()
    waiting = [name for name in begins if name in screens]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            cases = (case for action in screens[name]["actions"].values() for case in action["cases"])
            waiting += [case["to"] for case in cases if "to" in case]
    return found
