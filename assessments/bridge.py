"""Files a handed-in attempt: a copy of our own released notebook with one data literal and the written texts."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import threading
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from caunoi.content import Library, library_here
from caunoi.coursework.attempt_names import attempt_name
from caunoi.coursework.cells import PAYLOAD_CELL, grade_cells
from caunoi.coursework.folder import TIMESTAMP, safe_id, submission_folder
from caunoi.coursework.literal import as_source, as_written_cell
from caunoi.coursework.marks import TIMESTAMP_FORMAT, stamp_of
from caunoi.errors import GradingError
from caunoi.payload import text_of

ATTEMPTS = "attempts"
_INCOMING = ".incoming"
# The hall hands in from several threads; two renames of one trainee must not cross.
_LOCKS: defaultdict[tuple[str, str], threading.Lock] = defaultdict(threading.Lock)


def submit(
    root: Path, trainee: str, assessment: str, payload: dict[str, Any], received_at: datetime, number: int = 1
) -> Path:
    """File one attempt, counted from 1, and return its folder; filing the same answers again changes nothing.

    Where other answers stand under this number, they move to attempts/<trainee>/<name>/NNN. `received_at` is the hall's
    clock, with a time zone; where that clock went back, what is filed is dated just after what stood there, because
    nbgrader silently skips what looks older. Answers that cannot be read are filed all the same: grading reports them.

    Raises:
        GradingError: an id that cannot be a folder, an assessment without release, or answers that are no JSON.
    """
    safe_id(trainee, "number of a trainee")
    safe_id(assessment, "assessment")
    name = safe_id(attempt_name(assessment, number), "attempt")
    notebook = _filled(root, assessment, payload)
    target = submission_folder(root, trainee, name)
    with _LOCKS[str(root.resolve()), trainee]:
        present = target / f"{name}.ipynb"
        if present.is_file() and present.read_text(encoding="utf-8") == notebook:
            return target
        stamp = received_at.astimezone(UTC)
        if (earlier := stamp_of(target)) is not None:
            stamp = max(stamp, earlier + timedelta(milliseconds=1))
        incoming = root / _INCOMING
        incoming.mkdir(exist_ok=True)
        built = Path(tempfile.mkdtemp(dir=incoming))
        try:
            _write(built / present.name, notebook)
            _write(built / TIMESTAMP, stamp.strftime(TIMESTAMP_FORMAT))
            built.chmod(0o755)  # mkdtemp makes folders private
            if target.exists():
                target.rename(_next_place(root / ATTEMPTS / trainee / name))
            target.parent.mkdir(parents=True, exist_ok=True)
            built.rename(target)
        except BaseException:
            shutil.rmtree(built, ignore_errors=True)
            raise
    return target


def _filled(root: Path, assessment: str, payload: dict[str, Any]) -> str:
    released = root / "release" / assessment / f"{assessment}.ipynb"
    try:
        notebook = json.loads(released.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise GradingError(f"The class has no released notebook {released}; open the class again.") from error
    texts = _texts(library_here(root), assessment, payload)
    for cell in notebook["cells"]:
        grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if grade_id == PAYLOAD_CELL:
            cell["source"] = as_source(payload)
        elif texts.get(grade_id):
            cell["source"] = as_written_cell(texts[grade_id])
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _texts(library: Library, assessment: str, payload: dict[str, Any]) -> dict[str, str]:
    """The written answers by cell; one that holds nothing but spaces is none, and its cell stays as released."""
    texts = {}
    for cell in grade_cells(library, assessment):
        if cell.read_by_a_person:
            try:
                text = text_of(payload, cell.task, cell.item or None)
            except GradingError:
                return {}
            if text.strip():
                texts[cell.id] = text
    return texts


def _next_place(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    taken = [int(each.name) for each in folder.iterdir() if each.name.isdigit()]
    return folder / f"{max(taken, default=0) + 1:03}"


def _write(path: Path, text: str) -> None:
    """Write and flush to the disk: the hall forgets an attempt once it is filed."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
