"""Where every trainee of a class stands with every cell that gives points: one row each, the absent included."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from caunoi.content import Library
from caunoi.coursework.cells import GradeCell, grade_cells
from caunoi.coursework.incidents import incidents_of
from caunoi.coursework.marks import HandedIn, Mark, State, Trainee, handed_in, marks, trainees
from caunoi.coursework.vetoes import PossibleVeto, Rulings, possible_vetoes, rulings


@dataclass(frozen=True)
class Standing:
    """One trainee and one cell; `points` is None unless the state is graded."""

    trainee: Trainee
    assessment: str
    cell: GradeCell
    submission: HandedIn | None
    state: State
    points: float | None
    by_hand: bool
    comment: str | None
    vetoes: tuple[PossibleVeto, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether nobody has to look at it again: it is graded, or there is nothing or too little to grade."""
        return self.state in ("graded", "absent", "little-seen")


def standings(root: Path, library: Library) -> tuple[Standing, ...]:
    """Return the whole grid, ordered by trainee, assessment and cell.

    absent: nothing was handed in. waiting: for the grader's run or for a person, who reads an answer or rules on a
    possible veto. problem: it could not be graded. little-seen: too few occasions came to call it passed or failed, as
    in a visit that rightly ended early; where a person gave points, those count.
    """
    ruled = rulings(root)
    present = handed_in(root)
    found = {(mark.trainee, mark.assessment, mark.cell): mark for mark in marks(root)}
    cells = {name: grade_cells(library, name) for name in sorted(library.assessments)}
    return tuple(
        _ruled(
            _standing(trainee, name, cell, present.get((trainee.id, name)), found.get((trainee.id, name, cell.id))),
            root,
            library,
            ruled,
        )
        for trainee in trainees(root)
        for name in cells
        for cell in cells[name]
    )


def _standing(
    trainee: Trainee, assessment: str, cell: GradeCell, submission: HandedIn | None, mark: Mark | None
) -> Standing:
    if submission is None:
        return Standing(trainee, assessment, cell, None, "absent", None, False, None)
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
