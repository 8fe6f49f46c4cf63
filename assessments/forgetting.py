"""Takes a person out of the folder of a class: the scores stay under a pseudonym, names and own words go."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import sqlalchemy
from sqlalchemy.pool import NullPool

from assessments.bridge import ATTEMPTS
from assessments.returned import FILE as RETURNED
from caunoi.coursework.cells import PAYLOAD_CELL
from caunoi.coursework.folder import AUTOGRADED, GRADEBOOK, SUBMITTED
from caunoi.coursework.literal import as_source, as_written_cell, from_source, from_written_cell
from caunoi.coursework.vetoes import FILE as RULINGS
from caunoi.errors import GradingError
from caunoi.keeping.words import REMOVED, FreeItems, without_words

# Made from the rest, with names in it: made again by whoever needs it.
MADE_AGAIN = ("reports", "grading.log", "marks.csv")

_STUDENT = """
    INSERT INTO student (id, last_name, first_name) VALUES (:pseudonym, :pseudonym, :pseudonym)
    ON CONFLICT (id) DO NOTHING
"""
_COMMENTS = """
    UPDATE comment SET auto_comment = NULL, manual_comment = NULL WHERE notebook_id IN (
        SELECT submitted_notebook.id FROM submitted_notebook
        JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
        WHERE submitted_assignment.student_id = :pseudonym)
"""


def forget(root: Path, trainee: str, pseudonym: str, free: FreeItems) -> None:
    """Replace a person by a pseudonym in notebooks, gradebook and notes; doing it again goes on where it broke off."""
    for base in (SUBMITTED, AUTOGRADED, ATTEMPTS):
        folder, renamed = root / base / trainee, root / base / pseudonym
        if folder.is_dir():
            folder.rename(renamed)
        for notebook in sorted(renamed.rglob("*.ipynb")):
            _redact(notebook, pseudonym, free)
    shutil.rmtree(root / "feedback" / trainee, ignore_errors=True)
    _rename_in_notes(root, trainee, pseudonym)
    _rename_in_gradebook(root, trainee, pseudonym)
    for name in MADE_AGAIN:
        path = root / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def _redact(path: Path, pseudonym: str, free: FreeItems) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == PAYLOAD_CELL:
            cell["source"] = _redacted_payload(source, pseudonym, free)
        elif from_written_cell(source) is not None:
            cell["source"] = as_written_cell(REMOVED)
        if "outputs" in cell:
            cell["outputs"] = []
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    beside.replace(path)


def _redacted_payload(source: str, pseudonym: str, free: FreeItems) -> str:
    try:
        payload = from_source(source)
    except GradingError:
        # Nobody can say what stands in it; it is graded as damaged before and after.
        return f"_payload = {REMOVED!r}"
    if payload is None:
        return source
    return as_source({**payload, "trainee": pseudonym, "events": [_event(e, free) for e in payload.get("events", ())]})


def _event(each: Any, free: FreeItems) -> Any:
    if not isinstance(each, dict):
        return each
    return {**each, "event": without_words(str(each.get("task")), each.get("event"), free)}


def _rename_in_notes(root: Path, trainee: str, pseudonym: str) -> None:
    def renamed(row: Any) -> Any:
        mine = isinstance(row, dict) and row.get("trainee") == trainee
        return {**row, "trainee": pseudonym} if mine else row

    returned, rulings = root / RETURNED, root / RULINGS
    if returned.is_file():
        rows = [renamed(row) for row in json.loads(returned.read_text(encoding="utf-8"))]
        returned.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    if rulings.is_file():
        lines = [_line(line, renamed) for line in rulings.read_text(encoding="utf-8").splitlines()]
        rulings.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")


def _line(line: str, renamed: Any) -> str:
    try:
        return json.dumps(renamed(json.loads(line)), ensure_ascii=False)
    except ValueError:  # one that a crash cut short; it rules on nothing
        return ""


def _rename_in_gradebook(root: Path, trainee: str, pseudonym: str) -> None:
    if not (root / GRADEBOOK).is_file():
        return
    engine = sqlalchemy.create_engine(f"sqlite:///{root / GRADEBOOK}", poolclass=NullPool)
    names = {"trainee": trainee, "pseudonym": pseudonym}
    with engine.connect() as connection:
        # What is taken away is overwritten in the file, too.
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
        for statement in (
            _STUDENT,
            "UPDATE submitted_assignment SET student_id = :pseudonym WHERE student_id = :trainee",
            _COMMENTS,
            "DELETE FROM student WHERE id = :trainee",
        ):
            connection.execute(sqlalchemy.text(statement), names)
        connection.commit()
    engine.dispose()
