"""The wrong turns of a class: who took which, and how many of those who attempted a case that is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from caunoi.content import Library
from caunoi.coursework.cells import GradeCell
from caunoi.coursework.incidents import incidents_of
from caunoi.coursework.standings import standings


@dataclass(frozen=True)
class Attempt:
    """One trainee who attempted a case, with the screen of each wrong turn that was taken, by id."""

    trainee: str
    assessment: str
    cell: GradeCell
    taken: dict[str, str]


@dataclass(frozen=True)
class TurnCount:
    """A wrong turn, how many of those who attempted its case took it, and the screen most of them took it on."""

    assessment: str
    cell: GradeCell
    kind: str
    turn: str
    people: int
    of: int
    screen: str | None

    @property
    def ref(self) -> str:
        """The scenario whose wrong turn it is."""
        return self.cell.ref


@dataclass(frozen=True)
class TurnGroup:
    """The wrong turns of one kind that were taken, the most frequent first."""

    kind: str
    turns: tuple[TurnCount, ...]


def attempts(root: Path, library: Library) -> Iterator[Attempt]:
    """Yield everybody who attempted a case; nobody knows what happened in answers that cannot be judged."""
    for each in standings(root, library):
        found = incidents_of(root, library, each.submission, each.cell) if each.submission else None
        if found and found.attempted:
            taken = {incident.id: incident.screen for incident in found.turns}
            yield Attempt(each.trainee.id, each.assessment, each.cell, taken)


def turn_counts(root: Path, library: Library) -> tuple[TurnCount, ...]:
    """Return every wrong turn of every attempted case, also those nobody took, the most frequent first."""
    by_case: defaultdict[tuple[str, GradeCell], list[Attempt]] = defaultdict(list)
    for attempt in attempts(root, library):
        by_case[attempt.assessment, attempt.cell].append(attempt)
    found = []
    for (assessment, cell), people in by_case.items():
        for turn in library.rubrics[cell.ref].wrong_turns:
            screens = Counter(each.taken[turn.id] for each in people if turn.id in each.taken)
            most = screens.most_common(1)[0][0] if screens else None
            found.append(TurnCount(assessment, cell, turn.kind, turn.id, screens.total(), len(people), most))
    return tuple(sorted(found, key=lambda each: -each.people))


def by_kind(counts: Iterable[TurnCount]) -> tuple[TurnGroup, ...]:
    """Return the turns that were taken by kind; the kinds in the order of their most frequent turn."""
    kinds: defaultdict[str, list[TurnCount]] = defaultdict(list)
    for each in counts:
        if each.people:
            kinds[each.kind].append(each)
    return tuple(TurnGroup(kind, tuple(each)) for kind, each in kinds.items())
