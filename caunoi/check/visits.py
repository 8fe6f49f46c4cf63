"""Whether a visit fits its resident, its talk and the phone beside her."""

from __future__ import annotations

from collections.abc import Iterator

from caunoi.content import Library
from caunoi.errors import ContentError, Problem
from caunoi.lowering.portals import portal_scope
from caunoi.lowering.talk.wording import KNOWN
from caunoi.model.base import texts_of
from caunoi.model.guards import Entered
from caunoi.model.scenario import Scenario


def visit_problems(library: Library) -> Iterator[Problem]:
    """Yield what a visit names that is not there, and names in braces that nobody fills."""
    for name, scenario in library.scenarios.items():
        if scenario.visit is not None:
            yield from _visit(library, library.file_of("scenarios", name), scenario)
    for table in ("talks", "residents"):
        for name in getattr(library, table):
            for place, text in library.texts(table, name):
                yield from _names(library.file_of(table, name), place, text.placeholders() - KNOWN)


def _visit(library: Library, file: str, scenario: Scenario) -> Iterator[Problem]:
    visit = scenario.visit
    assert visit is not None
    try:
        resident, phone = library.meeting(scenario).resident, library.portal(visit.phone)
    except ContentError as error:
        wanted = "name a talk, a resident and a portal that are there"
        yield from (Problem(file, "visit", str(problem), wanted) for problem in error.problems)
        return
    if (scenario.persona.name, scenario.persona.age) != (resident.name, resident.age):
        yield Problem(
            file,
            "persona",
            f"is {scenario.persona.name}, {scenario.persona.age}",
            f"write {resident.name}, {resident.age}",
        )
    if isinstance(scenario.goal, Entered):
        yield Problem(file, "goal", "is a screen", "a visit has one screen; write {filled: end}")
    for number, step in enumerate(visit.steps):
        for word, screen in (("screen", step.screen), ("astray", step.astray), ("opens", step.opens)):
            if screen is not None and screen not in phone.screens:
                wanted = f"the phone {phone.id} has: {', '.join(sorted(phone.screens))}"
                yield Problem(file, f"visit.steps.{number}.{word}", f"is unknown: {screen}", wanted)
        if step.needs_level2 and not resident.traits.has_level2:
            yield from _barred(file, f"visit.steps.{number}", scenario, number)
    variables = portal_scope(phone, scenario.values).variables
    held = [("visit", visit.phone_holds)]
    held += [(f"visit.steps.{number}", step.phone_holds) for number, step in enumerate(visit.steps)]
    for place, variable in ((place, name) for place, holding in held for name in holding if name not in variables):
        wanted = f"the phone {phone.id} has: {', '.join(sorted(variables))}"
        yield Problem(file, f"{place}.phone_holds.{variable}", "is unknown", wanted)
    for place, text in texts_of(visit, "visit"):
        yield from _names(file, place, text.placeholders() - {"kin"})


def _barred(file: str, place: str, scenario: Scenario, number: int) -> Iterator[Problem]:
    """Yield what a step that her account does not open cannot be."""
    assert scenario.visit is not None
    step, tapes = scenario.visit.steps[number], scenario.visit.tapes
    if step.target:
        yield Problem(
            file, f"{place}.target", "is true", "nobody does alone what her account does not open; leave it out"
        )
    if step.astray is None:
        yield Problem(file, f"{place}.astray", "is missing", "name the screen that says why the step is barred")
    for seed in (seed for seed, tape in tapes.items() if any(tape[step.id])):
        wanted = "a barred step is never tried; write [0, 0], and the luck at another step"
        yield Problem(file, f"visit.tapes.{seed}.{step.id}", f"is {list(tapes[seed][step.id])}", wanted)


def _names(file: str, place: str, unknown: frozenset[str]) -> Iterator[Problem]:
    for name in sorted(unknown):
        yield Problem(file, place, f"uses unknown name {{{name}}}", "name her as {kin}; moves may also name their step")
