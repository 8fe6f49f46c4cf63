"""Checks that a notebook and the content of its assessment say the same about cells and points."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from caunoi.content import Library
from caunoi.coursework.cells import PAYLOAD_CELL, grade_cells
from caunoi.coursework.literal import EMPTY
from caunoi.errors import ContentError, Problem


def check_notebook(path: Path, library: Library, assessment: str) -> None:
    """Raise ContentError with every place where the notebook and the content differ."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ContentError([Problem(str(path), "", str(error), "put the notebook of the assessment there")]) from error
    problems = [
        Problem(str(path), place, found, wanted) for place, found, wanted in _differences(notebook, library, assessment)
    ]
    if problems:
        raise ContentError(problems)


def _differences(notebook: dict[str, Any], library: Library, assessment: str) -> Iterator[tuple[str, str, str]]:
    cells = {
        meta["grade_id"]: (meta, "".join(cell["source"]), cell["cell_type"])
        for cell in notebook["cells"]
        if (meta := cell["metadata"].get("nbgrader")) is not None and (meta["grade"] or meta["solution"])
    }
    payload = cells.pop(PAYLOAD_CELL, None)
    if payload is None or payload[1] != EMPTY or payload[0]["grade"]:
        yield PAYLOAD_CELL, payload[1] if payload else "is missing", f"a solution cell with {EMPTY}"
    for wanted in grade_cells(library, assessment):
        found = cells.pop(wanted.id, None)
        if found is None:
            yield wanted.id, "is missing", f"a grade cell worth {wanted.points:g} points"
            continue
        meta, source, kind = found
        if float(meta["points"]) != wanted.points:
            yield wanted.id, f"is worth {meta['points']} points", f"the content gives {wanted.points:g}"
        if wanted.read_by_a_person:
            if kind != "markdown" or not meta["solution"]:
                yield wanted.id, f"is a {kind} cell", "a manually graded Markdown answer"
        elif source != f'points_for("{wanted.call}", _payload)' or meta["solution"]:
            yield wanted.id, source, f'points_for("{wanted.call}", _payload) in an autograded tests cell'
    for name in cells:
        yield name, "gives points", f"no task of {assessment} asks for it; take the cell out"
