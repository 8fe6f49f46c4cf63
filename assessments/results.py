"""What one trainee may see of their own marks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from assessments.returned import returned
from caunoi.content import Library, library_here
from caunoi.coursework.judging import checked_payload, judged
from caunoi.coursework.standings import Standing, every_standing
from caunoi.coursework.submission import answers_of
from caunoi.errors import CauNoiError
from caunoi.i18n import LANGS, translator
from caunoi.model import Text
from caunoi.model.base import filled


def results(root: Path, trainee: str) -> list[dict[str, Any]] | None:
    """Return one dict per task and attempt of this trainee, or None while nothing was given back.

    {assessment, attempt, attempts, counts, task, title: {vi, id, en}, state: returned|waiting|absent,
    points: float or None, max_points, comment: text or None, reasons: [{why: {vi, id, en}, points, max_points,
    counted}], not_passed: [{vi, id, en}], little_seen: bool}; `attempt` of so many `attempts` counts from 1 and is 0
    where nothing was handed in, `counts` is whether it is the one that counts.
    A mark that is not given back yet has no points, reasons or vetoes, whatever the gradebook already says. Reasons
    are there for a case that the machine marked; points that a person gave are explained by the comment. A case in
    which too little was seen to judge it is given back with reasons and without points.
    """
    given_back = returned(root)
    if not any(whose == trainee for whose, _ in given_back):
        return None
    library = library_here(root)
    own = [each for each in every_standing(root, library) if each.trainee.id == trainee]
    rows = [
        _row(root, library, list(cells), given_back)
        for _, cells in groupby(own, key=lambda each: (each.assessment, each.number, each.cell.task))
    ]
    return rows if any(row["state"] == "returned" for row in rows) else None


def _row(
    root: Path, library: Library, cells: Sequence[Standing], given_back: dict[tuple[str, str], datetime]
) -> dict[str, Any]:
    first = cells[0]
    submission = first.submission
    if submission is None:
        state = "absent"
    else:
        returned_now = given_back.get((submission.trainee, submission.name)) == submission.at
        state = "returned" if returned_now and all(each.settled for each in cells) else "waiting"
    points = [each.points for each in cells if each.points is not None]
    return {
        "assessment": first.assessment,
        "attempt": first.number,
        "attempts": first.of,
        "counts": first.counts,
        "task": first.cell.task,
        "title": _title(library, first),
        "state": state,
        "points": sum(points) if state == "returned" and points else None,
        "max_points": sum(each.cell.points for each in cells),
        "comment": next((each.comment for each in cells if each.comment), None) if state == "returned" else None,
        "reasons": _reasons(root, library, first) if state == "returned" else [],
        "not_passed": _not_passed(library, first) if state == "returned" else [],
        "little_seen": state == "returned" and first.state == "little-seen",
    }


def _reasons(root: Path, library: Library, standing: Standing) -> list[dict[str, Any]]:
    """What each criterion of a case asked for and how much of it was met, in the order of the rubric."""
    if standing.submission is None or standing.cell.kind != "mockup" or standing.by_hand:
        return []
    try:
        payload = checked_payload(library, answers_of(root, standing.trainee.id, standing.submission.name))
        score = judged(library, standing.cell, payload)
    except CauNoiError:
        return []
    if standing.points is not None and not math.isclose(score.points, standing.points, abs_tol=1e-9):
        return []  # the mark was made another way than these reasons
    return [
        {
            "why": _texts(each.why),
            "points": each.points,
            "max_points": each.max_points,
            "counted": each.counted,
        }
        for each in score.reasons
        if each.why is not None
    ]


def _not_passed(library: Library, standing: Standing) -> list[dict[str, str]]:
    """What the confirmed vetoes of a case say."""
    confirmed = {veto.id for veto in standing.vetoes if veto.confirmed}
    if not confirmed:
        return []
    values = library.scenario(standing.cell.ref).values
    return [
        {lang: filled(text, values) for lang, text in _texts(veto.say).items()}
        for veto in library.rubrics[standing.cell.ref].vetoes
        if veto.id in confirmed
    ]


def _texts(text: Text) -> dict[str, str]:
    return {lang: text.of(lang) for lang in LANGS}


def _title(library: Library, standing: Standing) -> dict[str, str]:
    cell = standing.cell
    text = library.item_set(cell.ref).title if cell.kind == "item" else cell.title
    if text is None:
        return {lang: translator(lang).gettext("Questions") for lang in LANGS}
    return _texts(text)
