"""Which screens of the shipped portals the recorded traces reach, and the events that first lead to each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from caunoi import machine
from caunoi.content import CHECKOUT_ROOTS, Library
from caunoi.lowering import trace_events
from caunoi.model.base import LANGS
from caunoi.model.scenario import Scenario
from caunoi.views import mockup_view

# By their files, so that collecting the tests reads no content; a test compares them with what is read.
PORTALS = sorted(
    file.name.removesuffix(".portal.yaml") for root in CHECKOUT_ROOTS for file in root.rglob("*.portal.yaml")
)

# The daily sample: of each portal one language in turn, and this many screens spread over its whole way.
DAILY_SCREENS = 3

# After these troubles of a resident her phone shows another screen than that of the step.
OFF_THE_WAY = ("slips", "level2")
# After these reactions it shows what she pressed open.
PRESSES = ("does", "alone", "redoes", "follows", "shows", "echoes", "taken")
DAILY = {portal: LANGS[number % len(LANGS)] for number, portal in enumerate(PORTALS)}


@dataclass(frozen=True)
class Place:
    """A screen, on a visit that of the resident's phone, and how a recorded trace first came to it."""

    screen: str
    visit: bool
    scenario: str
    mode: str
    events: tuple[Any, ...]


def reached(library: Library) -> dict[str, list[Place]]:
    """Return the places of each portal in the order in which the traces first come to them."""
    found: dict[str, dict[tuple[str, bool], Place]] = {portal: {} for portal in library.portals}
    for name, scenario in library.scenarios.items():
        for place in _walked(library, name, scenario):
            found[portal_shown(scenario)].setdefault((place.screen, place.visit), place)
    return {portal: list(places.values()) for portal, places in found.items()}


def portal_shown(scenario: Scenario) -> str:
    """Return the portal whose screens are seen, on a visit the one on the resident's phone."""
    return scenario.visit.phone if scenario.visit is not None else scenario.portal


def sample(places: list[Place]) -> list[Place]:
    """Return the daily sample of a portal's places, always the same for the same content."""
    if len(places) <= DAILY_SCREENS:
        return places
    return [places[number * (len(places) - 1) // (DAILY_SCREENS - 1)] for number in range(DAILY_SCREENS)]


def _walked(library: Library, name: str, scenario: Scenario) -> Iterator[Place]:
    core = library.core(name)
    mode = "test" if scenario.use == "test" else "practice"
    talk = mockup_view(library, name, mode, LANGS[0]).get("talk")
    for trace in library.traces.get(name, ()):
        events = trace_events(trace, scenario.values)
        state = machine.start(core)
        screen, variables = state.screen, dict(state.vars)
        yield Place(_beside(talk, variables) if talk else screen, talk is not None, name, mode, ())
        for done, step in enumerate(machine.replay(core, events).steps, start=1):
            variables.update(step.changed)
            screen = _beside(talk, variables) if talk else step.to_screen
            yield Place(screen, talk is not None, name, mode, tuple(events[:done]))


def _beside(talk: Mapping[str, Any], variables: Mapping[str, Any]) -> str:
    """A visit is one screen; what changes is what the resident's phone shows beside it."""
    step = next(each for each in talk["steps"] if each["id"] == variables["focus"])
    if variables["trouble"] in OFF_THE_WAY:
        return str(step["astray"])
    pressed = variables["end"] or variables["react"] in PRESSES
    return str(step["opens" if variables[f"by_{step['id']}"] and pressed else "screen"])
