"""Where every trainee of a class stands with every cell that gives points: one row each, the absent included."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from caunoi.content import Library
from caunoi.coursework.cells import GradeCell, grade_cells
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
        """Whether nobody has to look at it again: it is graded, or there is nothing to grade."""
        return self.state in ("graded", "absent")


def standings(root: Path, library: Library) -> tuple[Standing, ...]:
    """Return the whole grid, ordered by trainee, assessment and cell.

    absent: nothing was handed in. waiting: for the grader's run or for a person, who reads an answer or rules on a
    possible veto. problem: it could not be graded.
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
    """A standing with its possible vetoes; a mark waits while one of them is open."""
    if standing.submission is None or not standing.submission.graded:
        return standing
    vetoes = possible_vetoes(root, library, standing.submission, standing.cell, ruled)
    if standing.state == "graded" and any(veto.open for veto in vetoes):
        return replace(standing, state="waiting", points=None, vetoes=vetoes)
    return replace(standing, vetoes=vetoes)
