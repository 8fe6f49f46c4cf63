"""The marks of a class, read from nbgrader's gradebook without writing to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from sqlalchemy import create_engine, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from caunoi.coursework.attempt_names import attempt_name, named_attempt
from caunoi.coursework.folder import AUTOGRADED, GRADEBOOK, SUBMITTED, TIMESTAMP
from caunoi.errors import GradingError

State = Literal["absent", "graded", "waiting", "problem", "little-seen"]
# nbgrader's own format of timestamp.txt
TIMESTAMP_FORMAT = "%Y-%m-%d %H:%M:%S.%f UTC"

_MARKS = text("""
    SELECT student.id AS trainee, assignment.name AS name, base_cell.name AS cell, grade_cells.cell_type,
           grade_cells.max_score, grade.auto_score, grade.manual_score, grade.extra_credit,
           grade.needs_manual_grade, comment.manual_comment
    FROM grade
    JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
    JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
    JOIN assignment ON assignment.id = submitted_assignment.assignment_id
    JOIN student ON student.id = submitted_assignment.student_id
    JOIN base_cell ON base_cell.id = grade.cell_id
    JOIN grade_cells ON grade_cells.id = base_cell.id
    LEFT JOIN base_cell AS solution ON solution.notebook_id = base_cell.notebook_id
         AND solution.name = base_cell.name AND solution.type = 'SolutionCell'
    LEFT JOIN comment ON comment.cell_id = solution.id AND comment.notebook_id = grade.notebook_id
    ORDER BY student.id, assignment.name, base_cell.name
""")
_TRAINEES = text("SELECT id, last_name, first_name FROM student ORDER BY id")


@dataclass(frozen=True)
class Trainee:
    """One person of the class as the gradebook knows them."""

    id: str
    name: str
    card: str


@dataclass(frozen=True)
class Mark:
    """What the gradebook holds for one cell of one attempt, `name`d as nbgrader does; without `points` nobody can say.

    `by_hand` says that a person gave the points, or added to them.
    """

    trainee: str
    name: str
    cell: str
    marked_by_machine: bool
    max_points: float
    points: float | None
    state: State
    by_hand: bool
    comment: str | None


@dataclass(frozen=True)
class HandedIn:
    """One handed-in attempt, counted from 1: when, and whether this version was graded (or any was, in `copied`)."""

    trainee: str
    assessment: str
    at: datetime | None
    graded: bool
    copied: bool
    number: int = 1

    @property
    def name(self) -> str:
        """What nbgrader calls the attempt."""
        return attempt_name(self.assessment, self.number)


def trainees(root: Path) -> tuple[Trainee, ...]:
    """Return everybody in the gradebook, by id."""
    rows = _rows(root, _TRAINEES)
    return tuple(Trainee(row.id, row.last_name or row.id, row.first_name or row.id) for row in rows)


def handed_in(root: Path) -> dict[tuple[str, str], HandedIn]:
    """Return what stands in the submitted folder, by (trainee, nbgrader's name of the attempt)."""
    found = {}
    for folder in sorted((root / SUBMITTED).glob("*/*")):
        if folder.is_dir():
            trainee, name = folder.parent.name, folder.name
            assessment, number = named_attempt(name)
            at, graded_at = (stamp_of(base / trainee / name) for base in (root / SUBMITTED, root / AUTOGRADED))
            copied = (root / AUTOGRADED / trainee / name / f"{name}.ipynb").exists()
            found[trainee, name] = HandedIn(trainee, assessment, at, copied and at == graded_at, copied, number)
    return found


def marks(root: Path) -> tuple[Mark, ...]:
    """Return one mark per graded cell of everything that was handed in and graded.

    A cell that nbgrader marks by machine but has no score is one that could not be graded: a problem, not 0.
    """
    present = handed_in(root)
    return tuple(_mark(row, present.get((row.trainee, row.name))) for row in _rows(root, _MARKS))


def stamp_of(folder: Path) -> datetime | None:
    """Return the moment in a folder's timestamp.txt, in UTC, or None."""
    try:
        written = (folder / TIMESTAMP).read_text(encoding="utf-8").strip()
        return datetime.strptime(written, TIMESTAMP_FORMAT).replace(tzinfo=UTC)
    except (OSError, ValueError):
        return None


def _mark(row, submission: HandedIn | None) -> Mark:  # type: ignore[no-untyped-def]  # rows have no static type
    by_machine = row.cell_type == "code"
    known = row.manual_score if row.manual_score is not None else row.auto_score
    if submission is None or not submission.copied:
        state: State = "problem"  # nbgrader removes its copy when it fails in the middle
    elif not submission.graded:
        state = "waiting"
    elif row.needs_manual_grade:
        state = "problem" if by_machine and row.auto_score is None else "waiting"
    else:
        state = "graded"
    points = known + (row.extra_credit or 0.0) if state == "graded" and known is not None else None
    return Mark(
        trainee=row.trainee,
        name=row.name,
        cell=row.cell,
        marked_by_machine=by_machine,
        max_points=row.max_score,
        points=points,
        state=state,
        by_hand=row.manual_score is not None or bool(row.extra_credit),
        comment=row.manual_comment or None,
    )


def _rows(root: Path, query):  # type: ignore[no-untyped-def]  # rows have no static type
    engine = _engine(root)
    try:
        with engine.connect() as connection:
            return connection.execute(query).all()
    except SQLAlchemyError as error:
        raise GradingError(f"The gradebook {root / GRADEBOOK} cannot be read: {error.__class__.__name__}.") from error
    finally:
        engine.dispose()


def _engine(root: Path) -> Engine:
    path = (root / GRADEBOOK).resolve()
    if not path.exists():
        raise GradingError(f"The gradebook {path} does not exist; open the class again.")
    return create_engine(f"sqlite:///file:{path.as_posix()}?mode=ro&uri=true", poolclass=NullPool)
