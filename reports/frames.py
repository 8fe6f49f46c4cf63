"""A class as data frames: every mark with its criterion, every attempt, every possible veto and every wrong turn."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import pandas as pd

from caunoi.content import Library
from caunoi.coursework.judging import checked_payload, judged
from caunoi.coursework.pinned import pinned_library
from caunoi.coursework.standings import Standing, every_standing, standings
from caunoi.coursework.submission import answers_of
from caunoi.coursework.turns import attempts
from caunoi.errors import CauNoiError
from caunoi.payload import Payload
from caunoi.scoring import Score

COLUMNS = (
    "trainee", "name", "card", "assessment", "task", "criterion", "skill", "points", "max_points", "state",
)  # fmt: skip
TURN_COLUMNS = ("trainee", "assessment", "task", "kind", "turn", "taken", "screen")
ATTEMPT_COLUMNS = (
    "trainee", "assessment", "attempt", "attempts", "counts", "points", "max_points", "state", "handed_in",
)  # fmt: skip
VETO_COLUMNS = ("trainee", "assessment", "task", "veto", "decision")
# Where a person's points stand for a whole mock-up, nobody can say which criterion they are for.
BY_HAND = "by-hand"
_TOLERANCE = 1e-9


@dataclass(frozen=True)
class ClassFrames:
    """What a report reads of a class: class_frame, vetoes_frame and attempts_frame."""

    marks: pd.DataFrame
    vetoes: pd.DataFrame
    attempts: pd.DataFrame


def class_frames(root: Path) -> ClassFrames:
    """Return the frames of a class. Raises GradingError when the gradebook cannot be read."""
    return ClassFrames(class_frame(root), vetoes_frame(root), attempts_frame(root))


def class_frame(root: Path) -> pd.DataFrame:
    """Return one row per trainee and criterion of the attempts that count, with the columns of COLUMNS.

    `points` is NaN unless `state` is graded; state is absent, graded, waiting, problem, not-observed for a criterion
    without an opportunity: its points are spread over the others of the case, or little-seen for all of a case in which
    too few opportunities came to judge it. Of these two `max_points` is NaN as well. What a machine
    marks is judged again from the answers; where that does not add up to the mark in the gradebook, the rows are
    problems.

    Raises:
        GradingError: the gradebook cannot be read.
    """
    library = pinned_library(root)
    answers = _Answers(root, library)
    rows = [row for standing in standings(root, library) for row in _rows(standing, library, answers)]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype({"points": "float64", "max_points": "float64"})


def turns_frame(root: Path) -> pd.DataFrame:
    """Return one row per wrong turn of a case and trainee who attempted it, with the columns of TURN_COLUMNS.

    `taken` says whether the turn was taken, `screen` on which screen it was first; attempted is what has any step.
    """
    library = pinned_library(root)
    rows = [
        (
            each.trainee,
            each.assessment,
            each.cell.task,
            turn.kind,
            turn.id,
            turn.id in each.taken,
            each.taken.get(turn.id),
        )
        for each in attempts(root, library)
        for turn in library.rubrics[each.cell.ref].wrong_turns
    ]
    return pd.DataFrame(rows, columns=list(TURN_COLUMNS)).astype({"taken": "bool"})


def attempts_frame(root: Path) -> pd.DataFrame:
    """Return one row per handed-in attempt, with the columns of ATTEMPT_COLUMNS.

    `attempt` counts from 1 up to `attempts`; `points` is NaN until the whole attempt is graded, and `state` is the one
    of its cells that most needs somebody. Cases in which too little was seen are in neither `points` nor `max_points`.
    """
    grid = (each for each in every_standing(root, pinned_library(root)) if each.submission)
    rows = []
    for (trainee, assessment, number), group in groupby(
        grid, lambda each: (each.trainee.id, each.assessment, each.number)
    ):
        cells = list(group)
        first, judged = cells[0], [each for each in cells if each.state != "little-seen"]
        known = judged and all(each.settled for each in cells)
        rows.append(
            (
                trainee, assessment, number, first.of, first.counts,
                math.fsum(each.points or 0.0 for each in judged) if known else None,
                math.fsum(each.cell.points for each in judged), worst(each.state for each in cells),
                first.submission.at if first.submission else None,
            )
        )  # fmt: skip
    frame = pd.DataFrame(rows, columns=list(ATTEMPT_COLUMNS))
    return frame.astype({"points": "float64", "max_points": "float64", "counts": "bool"})


def worst(states: Iterable[str]) -> str:
    """Return the state that most needs somebody; little-seen where there is nothing else."""
    found = set(states)
    if "little-seen" in found and found <= {"little-seen", "not-observed"}:
        return "little-seen"
    return next((state for state in ("problem", "waiting", "absent") if state in found), "graded")


def vetoes_frame(root: Path) -> pd.DataFrame:
    """Return one row per possible veto of the attempts that count, with the columns of VETO_COLUMNS.

    decision is open, confirmed or dismissed.
    """
    rows = [
        (each.trainee.id, each.assessment, each.cell.task, veto.id, veto.ruling.decision if veto.ruling else "open")
        for each in standings(root, pinned_library(root))
        for veto in each.vetoes
    ]
    return pd.DataFrame(rows, columns=list(VETO_COLUMNS))


@dataclass(frozen=True)
class _Part:
    """One criterion of a cell; `points` is None while nobody can say, `counted` False without an opportunity."""

    criterion: str
    skill: str
    points: float | None
    max_points: float
    counted: bool = True


class _Answers:
    """Reads each handed-in notebook once."""

    def __init__(self, root: Path, library: Library) -> None:
        self._root = root
        self._library = library
        self._read: dict[tuple[str, str], Payload | None] = {}

    def score(self, standing: Standing) -> Score | None:
        """The score of a cell, computed now; None when the answers cannot be judged."""
        payload = self._of(standing)
        try:
            return judged(self._library, standing.cell, payload) if payload else None
        except CauNoiError:
            return None

    def _of(self, standing: Standing) -> Payload | None:
        assert standing.submission is not None
        key = standing.trainee.id, standing.submission.name
        if key not in self._read:
            try:
                self._read[key] = checked_payload(self._library, answers_of(self._root, *key))
            except CauNoiError:
                self._read[key] = None  # the gradebook says that there is a problem
        return self._read[key]


def _rows(standing: Standing, library: Library, answers: _Answers) -> Iterator[tuple[Any, ...]]:
    state, parts = standing.state, _parts(standing, library)
    if state == "graded":
        assert standing.points is not None
        if standing.by_hand or standing.cell.read_by_a_person:
            parts = _whole(standing, parts)
        elif (score := answers.score(standing)) is not None and math.isclose(
            score.points, standing.points, abs_tol=_TOLERANCE
        ):
            parts = [_scored(part, score) for part in parts]
        else:
            state = "problem"
    for part in parts:
        yield (
            standing.trainee.id, standing.trainee.name, standing.trainee.card, standing.assessment, standing.cell.task,
            part.criterion, part.skill, part.points if state == "graded" and part.counted else None,
            part.max_points if part.counted and state != "little-seen" else None,
            state if part.counted else "not-observed",
        )  # fmt: skip


def _scored(part: _Part, score: Score) -> _Part:
    """A part with its points, those of criteria that did not count spread over it."""
    reason = next(each for each in score.reasons if each.id == part.criterion)
    counted = reason.counted or not any(each.counted for each in score.reasons)
    return _Part(part.criterion, part.skill, reason.points * score.spread, part.max_points * score.spread, counted)


def _whole(standing: Standing, parts: Sequence[_Part]) -> list[_Part]:
    """One row with the mark as it stands in the gradebook."""
    if len(parts) == 1:
        return [_Part(parts[0].criterion, parts[0].skill, standing.points, parts[0].max_points)]
    return [_Part(BY_HAND, "", standing.points, standing.cell.points)]


def _parts(standing: Standing, library: Library) -> list[_Part]:
    cell = standing.cell
    if cell.kind == "mockup":
        return [_Part(each.id, each.skill, None, each.points) for each in library.criteria(cell.ref)]
    if cell.kind == "item":
        item = next(each for each in library.item_set(cell.ref).items if each.id == cell.item)
        return [_Part(item.id, item.skill, None, cell.points)]
    writing = library.require(library.writings, cell.ref, "written question")
    return [_Part(writing.id, writing.skill, None, cell.points)]
