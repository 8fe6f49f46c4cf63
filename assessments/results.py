"""What one trainee may see of their own marks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from assessments.returned import returned
from caunoi.content import Library, library_here
from caunoi.coursework.standings import Standing, standings
from caunoi.i18n import LANGS, translator


def results(root: Path, trainee: str) -> list[dict[str, Any]] | None:
    """Return one dict per task of this trainee, or None while nothing was given back.

    {assessment, task, title: {vi, id, en}, state: returned|waiting|absent, points: float or None, max_points,
    comment: text or None}. A mark that is not given back yet has no points, whatever the gradebook already says.
    """
    given_back = returned(root)
    own = [each for each in standings(root, library_here(root)) if each.trainee.id == trainee]
    rows = [
        _row(library_here(root), list(cells), given_back.get((trainee, assessment)))
        for (assessment, _), cells in groupby(own, key=lambda each: (each.assessment, each.cell.task))
    ]
    return rows if any(row["state"] == "returned" for row in rows) else None


def _row(library: Library, cells: Sequence[Standing], returned_at: object) -> dict[str, Any]:
    first = cells[0]
    submission = first.submission
    if submission is None:
        state = "absent"
    else:
        state = "returned" if returned_at == submission.at and all(each.settled for each in cells) else "waiting"
    points = [each.points for each in cells if each.points is not None]
    return {
        "assessment": first.assessment,
        "task": first.cell.task,
        "title": _title(library, first),
        "state": state,
        "points": sum(points) if state == "returned" else None,
        "max_points": sum(each.cell.points for each in cells),
        "comment": next((each.comment for each in cells if each.comment), None) if state == "returned" else None,
    }


def _title(library: Library, standing: Standing) -> dict[str, str]:
    cell = standing.cell
    text = library.item_set(cell.ref).title if cell.kind == "item" else cell.title
    if text is None:
        return {lang: translator(lang).gettext("Questions") for lang in LANGS}
    return {lang: text.of(lang) for lang in LANGS}
