"""What the recorded traces of a scenario prove: points as stated, criteria met and missed, screens and arrows seen."""

from __future__ import annotations

from dataclasses import dataclass

from caunoi.content import Library
from caunoi.drawing import Words
from caunoi.errors import ContentError, MachineError
from caunoi.lowering import RubricCore, trace_events
from caunoi.machine import replay
from caunoi.model.scenario import Trace
from caunoi.scoring import Reason, Score, judge

_TOLERANCE = 1e-9

Arrow = tuple[str, str, int]
"""An action of a screen, and the case of it that was taken."""


@dataclass(frozen=True)
class Proof:
    """One trace as it is written, and what it gets now: nothing, with the `problem`, when it cannot be replayed."""

    trace: Trace
    score: Score | None = None
    turns: tuple[str, ...] = ()
    vetoes: tuple[str, ...] = ()
    skipped: int = 0
    screens: frozenset[str] = frozenset()
    arrows: frozenset[Arrow] = frozenset()
    problem: str = ""

    @property
    def differs(self) -> bool:
        """Whether the trace does not get what it states."""
        trace = self.trace
        return (
            self.score is None
            or not _within(self.score.points, trace)
            or self.skipped != trace.skipped
            or (trace.wrong_turns is not None and sorted(trace.wrong_turns) != sorted(self.turns))
            or (trace.vetoes is not None and sorted(trace.vetoes) != sorted(self.vetoes))
        )

    def reason(self, criterion: str) -> Reason | None:
        """The reason of one criterion, None where it did not count."""
        reasons = self.score.reasons if self.score else ()
        return next((each for each in reasons if each.id == criterion and each.counted), None)


@dataclass(frozen=True)
class Criterion:
    """One criterion over all traces: `never_met` and `never_missed` mark what no trace proves."""

    id: str
    points: float
    why: str
    never_met: bool
    never_missed: bool


@dataclass(frozen=True)
class Coverage:
    """All traces of a scenario with its criteria."""

    proofs: tuple[Proof, ...] = ()
    criteria: tuple[Criterion, ...] = ()

    @property
    def screens(self) -> frozenset[str]:
        """The screens that some trace comes to."""
        return frozenset().union(*(each.screens for each in self.proofs))

    @property
    def arrows(self) -> frozenset[Arrow]:
        """The arrows that some trace takes."""
        return frozenset().union(*(each.arrows for each in self.proofs))


def coverage(library: Library, scenario_id: str, lang: str) -> Coverage:
    """Return what the traces of a scenario prove. Raises ContentError for one that does not lower."""
    scenario = library.scenario(scenario_id)
    core = library.core(scenario_id)
    rubric = library.rubrics.get(scenario_id)
    lowered = library.rubric_core(scenario_id) if rubric else RubricCore((), ())
    proofs = []
    for trace in library.traces.get(scenario_id, ()):
        events = trace_events(trace, scenario.values)
        try:
            walked = replay(core, events)
            judged = judge(core, lowered, events)
        except MachineError as error:
            proofs.append(Proof(trace, problem=str(error)))
            continue
        done = [step for step in walked.steps if step.ok]
        arrows = {
            (step.from_screen, step.did.removeprefix(f"{step.from_screen}."), step.case)
            for step in done
            if step.did is not None and step.case is not None
        }
        proofs.append(
            Proof(
                trace,
                judged.score,
                tuple(each.id for each in judged.wrong_turns),
                tuple(each.id for each in judged.score.vetoes),
                len(judged.skipped),
                frozenset({core.value["start"], *(step.to_screen for step in done)}),
                frozenset(arrows),
            )
        )
    words = Words(lang, scenario.values)
    return Coverage(
        tuple(proofs),
        tuple(
            _criterion(each.id, each.points, words.of(each.why), proofs) for each in (rubric.criteria if rubric else ())
        ),
    )


def covered(library: Library, portal_id: str, lang: str) -> tuple[frozenset[str], frozenset[Arrow]]:
    """Return the screens and arrows of a portal that a trace of any of its scenarios takes."""
    screens: frozenset[str] = frozenset()
    arrows: frozenset[Arrow] = frozenset()
    for name, scenario in library.scenarios.items():
        if scenario.portal == portal_id and library.traces.get(name):
            try:
                found = coverage(library, name, lang)
            except ContentError:  # told among the problems
                continue
            screens, arrows = screens | found.screens, arrows | found.arrows
    return screens, arrows


def _criterion(name: str, points: float, why: str, proofs: list[Proof]) -> Criterion:
    """What the traces say of a criterion; an empty trace misses everything and proves nothing by it."""
    reasons = [each.reason(name) for each in proofs if each.trace.kind != "empty"]
    told = [each for each in reasons if each is not None]
    met = any(each.met == each.of for each in told)
    missed = any(each.met < each.of for each in told)
    return Criterion(name, points, why, never_met=not met, never_missed=not missed)


def _within(points: float, trace: Trace) -> bool:
    """Whether points are what a trace states: exactly so many, or in a range."""
    least = trace.at_least if trace.points is None else trace.points
    most = trace.at_most if trace.points is None else trace.points
    return (least is None or points > least - _TOLERANCE) and (most is None or points < most + _TOLERANCE)
