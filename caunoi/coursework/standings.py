"""Where every trainee of a class stands with every cell that gives points: one row each, the absent included.

Of several attempts one counts, by what the class says of the assessment; whoever reports marks reads `standings`.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from caunoi.content import Library
from caunoi.coursework.cells import GradeCell, grade_cells
from caunoi.coursework.folder import read_class
from caunoi.coursework.incidents import incidents_of
from caunoi.coursework.marks import HandedIn, Mark, State, Trainee, handed_in, marks, trainees
from caunoi.coursework.retakes import retakes_of
from caunoi.coursework.vetoes import PossibleVeto, Rulings, possible_vetoes, rulings


@dataclass(frozen=True)
class Standing:
    """One trainee and one cell of one attempt; `points` is None unless the state is graded.

    `number` is the attempt's, of so many handed in; both are 0 for the absent. `counts` is whether it is the attempt
    that counts.
    """

    trainee: Trainee
    assessment: str
    cell: GradeCell
    submission: HandedIn | None
    state: State
    points: float | None
    by_hand: bool
    comment: str | None
    vetoes: tuple[PossibleVeto, ...] = ()
    number: int = 0
    of: int = 0
    counts: bool = True

    @property
    def settled(self) -> bool:
        """Whether nobody has to look at it again: it is graded, or there is nothing or too little to grade."""
        return self.state in ("graded", "absent", "little-seen")


def standings(root: Path, library: Library) -> tuple[Standing, ...]:
    """Return the whole grid of the attempts that count, ordered by trainee, assessment and cell.

    absent: nothing was handed in. waiting: for the grader's run or for a person, who reads an answer or rules on a
    possible veto. problem: it could not be graded. little-seen: too few occasions came to call it passed or failed, as
    in a visit that rightly ended early; where a person gave points, those count.
    """
    return tuple(each for each in every_standing(root, library) if each.counts)


def every_standing(root: Path, library: Library) -> tuple[Standing, ...]:
    """Return the grid of all attempts, those of one person at one assessment after each other."""
    group, ruled = read_class(root), rulings(root)
    present: defaultdict[tuple[str, str], list[HandedIn]] = defaultdict(list)
    for each in handed_in(root).values():
        present[each.trainee, each.assessment].append(each)
    found = {(mark.trainee, mark.name, mark.cell): mark for mark in marks(root)}
    cells = {name: grade_cells(library, name) for name in sorted(library.assessments)}
    counts = {name: retakes_of(group, library, name).counts for name in cells}

    def attempt(trainee: Trainee, submission: HandedIn, of: int) -> list[Standing]:
        return [
            _ruled(
                replace(
                    _standing(trainee, cell, submission, found.get((trainee.id, submission.name, cell.id))),
                    number=submission.number,
                    of=of,
                ),
                root,
                library,
                ruled,
            )
            for cell in cells[submission.assessment]
        ]

    grid: list[Standing] = []
    for trainee in trainees(root):
        for name in cells:
            handed = sorted(present.get((trainee.id, name), ()), key=lambda each: each.number)
            attempts = [attempt(trainee, each, len(handed)) for each in handed]
            chosen = counting(attempts, counts[name]) if attempts else None
            for rows in attempts:
                grid += [replace(each, counts=rows is chosen) for each in rows]
            if not attempts:
                grid += [Standing(trainee, name, cell, None, "absent", None, False, None) for cell in cells[name]]
    return tuple(grid)


def counting(attempts: Sequence[Sequence[Standing]], counts: Literal["best", "last"]) -> Sequence[Standing]:
    """Return the attempt that counts, of at least one: the last, or the best.

    Nobody knows which is the best while one of them waits for its mark: then that one stands for the person. An
    attempt without a confirmed veto is better than one with it, then one of which enough was seen to judge it, then one
    with more points; of equals the earlier keeps the mark.
    """
    if counts == "last":
        return attempts[-1]
    waiting = [rows for rows in attempts if not all(each.settled for each in rows)]
    return waiting[-1] if waiting else max(attempts, key=_worth)


def _worth(attempt: Sequence[Standing]) -> tuple[bool, bool, float]:
    vetoed = any(veto.confirmed for each in attempt for veto in each.vetoes)
    seen = all(each.state != "little-seen" for each in attempt)
    return not vetoed, seen, math.fsum(each.points or 0.0 for each in attempt)


def _standing(trainee: Trainee, cell: GradeCell, submission: HandedIn, mark: Mark | None) -> Standing:
    assessment = submission.assessment
    if mark is None:
        return Standing(trainee, assessment, cell, submission, "waiting", None, False, None)
    return Standing(trainee, assessment, cell, submission, mark.state, mark.points, mark.by_hand, mark.comment)


def _ruled(standing: Standing, root: Path, library: Library, ruled: Rulings) -> Standing:
    """A standing with its possible vetoes; a mark waits while one of them is open, and counts if enough was seen."""
    if standing.submission is None or not standing.submission.graded:
        return standing
    vetoes = possible_vetoes(root, library, standing.submission, standing.cell, ruled)
    if standing.state == "graded" and any(veto.open for veto in vetoes):
        return replace(standing, state="waiting", points=None, vetoes=vetoes)
    if standing.state == "graded" and not standing.by_hand and _little_seen(root, library, standing):
        return replace(standing, state="little-seen", points=None, vetoes=vetoes)
    return replace(standing, vetoes=vetoes)


def _little_seen(root: Path, library: Library, standing: Standing) -> bool:
    """Whether a case holds criteria that need an occasion, and too few occasions came."""
    cell = standing.cell
    if standing.submission is None or cell.kind != "mockup" or not library.rubrics[cell.ref].needs_occasions:
        return False
    found = incidents_of(root, library, standing.submission, cell)
    return found is not None and not found.enough_seen
