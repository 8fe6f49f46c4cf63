"""What was watched for in handed-in cases and happened, and whether enough was seen: each is judged once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from caunoi.content import Library, library_of
from caunoi.coursework.attempt_names import named_attempt
from caunoi.coursework.cells import GradeCell, cell_called
from caunoi.coursework.folder import CONTENT, submission_folder
from caunoi.coursework.judging import checked_payload, judged_case
from caunoi.coursework.marks import HandedIn
from caunoi.coursework.submission import answers_of
from caunoi.errors import CauNoiError
from caunoi.payload import events_of
from caunoi.scoring import Incident


@dataclass(frozen=True)
class Incidents:
    """Of one handed-in case: whether any step was taken in it, its wrong turns, its possible vetoes.

    `enough_seen` is False where too few occasions came to call it passed or failed.
    """

    attempted: bool
    turns: tuple[Incident, ...]
    vetoes: tuple[Incident, ...]
    enough_seen: bool = True


def incidents_of(root: Path, library: Library, submission: HandedIn, cell: GradeCell) -> Incidents | None:
    """Return what happened in a handed-in case; None for other cells and for answers that nobody can judge."""
    if cell.kind != "mockup":
        return None
    notebook = submission_folder(root, submission.trainee, submission.name) / f"{submission.name}.ipynb"
    try:
        written = notebook.stat().st_mtime_ns
    except OSError:
        return None
    return _judged(root, submission.trainee, submission.name, cell.id, written, library.digest)


@lru_cache(maxsize=4096)
def _judged(root: Path, trainee: str, name: str, cell_id: str, _written: int, _digest: str) -> Incidents | None:
    """Judge one case; what is handed in does not change under the same time of writing."""
    library = library_of([root / CONTENT])
    cell = cell_called(library, named_attempt(name)[0], cell_id)
    assert cell is not None
    try:
        payload = checked_payload(library, answers_of(root, trainee, name))
        found = judged_case(library, cell, payload)
        attempted = bool(events_of(payload, cell.task))
        return Incidents(attempted, found.wrong_turns, found.score.vetoes, found.score.enough_seen)
    except CauNoiError:
        return None  # the cell itself is a problem that somebody has to look at
