"""Writes the thin notebook of an assessment from its content: prose, one call per cell, one cell per mark.

python -m assessments.skeleton portal-basics > assessments/portal-basics/source/portal-basics.ipynb
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from caunoi.content import Library, library_here
from caunoi.coursework.cells import PAYLOAD_CELL, POINTS_CELL, GradeCell, grade_cells
from caunoi.coursework.literal import EMPTY

_OPENING = """\
Work alone and take your time. Every step you take is kept at once, even while the network is gone.

You may do the tasks in any order and come back to them until you hand in.

Nothing here reaches a real service, and the people in these tasks are invented. \
“Bà” before a name means Mrs, “Ông” means Mr."""

_BEFORE = {
    "mockup": """\
## A practice case

Read what the resident needs. Then handle the case on the practice screens below.""",
    "item": """\
## Questions

Answer every question. You may change your answers until you hand in.""",
    "writing": """\
## In your own words

A person reads this answer. Write as you would tell a colleague; spelling is not marked.""",
}


def skeleton(library: Library, assessment: str) -> dict[str, Any]:
    """Return the notebook (nbformat 4.5) that check_notebook accepts for this assessment."""
    title = library.require(library.assessments, assessment, "assessment").title
    cells = [
        _markdown("opening", f"# {title.of('en')}\n\n{_OPENING}"),
        _code("widgets", "from widgets import mockup, quiz, writing"),
        _code(POINTS_CELL, "from assessments.points import points_for", _meta(POINTS_CELL, locked=True)),
        _code(PAYLOAD_CELL, EMPTY, _meta(PAYLOAD_CELL, solution=True)),
    ]
    for _, group in groupby(grade_cells(library, assessment), key=lambda cell: cell.task):
        cells += _task(list(group))
    return {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _task(cells: list[GradeCell]) -> Iterator[dict[str, Any]]:
    first = cells[0]
    call = {
        "mockup": f'mockup("{first.ref}", "test")',
        "item": f'quiz("{first.ref}")',
        "writing": f'writing("{first.ref}")',
    }[first.kind]
    yield _markdown(f"before-{first.kind}-{first.ref}", _BEFORE[first.kind])
    yield _code(f"task-{first.kind}-{first.ref}", call)
    for cell in cells:
        if cell.read_by_a_person:
            meta = _meta(cell.id, grade=True, solution=True, points=cell.points)
            yield _markdown(cell.id, "", meta)
        else:
            meta = _meta(cell.id, grade=True, locked=True, points=cell.points)
            yield _code(cell.id, f'points_for("{cell.call}", _payload)', meta)


def _meta(grade_id: str, *, points: float | None = None, **kinds: bool) -> dict[str, Any]:
    meta: dict[str, Any] = {"grade": False, "grade_id": grade_id, "locked": False}
    if points is not None:
        meta["points"] = points
    return {"nbgrader": meta | {"schema_version": 3, "solution": False, "task": False} | kinds}


def _markdown(name: str, source: str, metadata: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": name[:64], "metadata": metadata or {}, "source": source.splitlines(True)}


def _code(name: str, source: str, metadata: dict[str, Any] | None = None) -> dict[str, Any]:
    cell = {"cell_type": "code", "execution_count": None, "id": name[:64], "metadata": metadata or {}}
    return cell | {"outputs": [], "source": source.splitlines(True)}


if __name__ == "__main__":
    notebook = skeleton(library_here(), sys.argv[1])
    sys.stdout.write(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n")
