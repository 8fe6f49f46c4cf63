"""Judges handed-in answers against the content they were taken under."""

from __future__ import annotations

from typing import Any

from caunoi.content import Library
from caunoi.coursework.cells import GradeCell, grade_cells
from caunoi.errors import GradingError
from caunoi.items import mark, variant_of
from caunoi.payload import Payload, events_of, read, responses_of
from caunoi.scoring import Judgement, Score, judge


def checked_payload(library: Library, raw: Any) -> Payload:
    """Return answers that this library can judge.

    Raises:
        GradingError: there are none, they are damaged, or they were given under other content.
    """
    payload = read(raw)
    if payload.assessment not in library.assessments:
        raise GradingError(
            f"The answers are for the assessment {payload.assessment!r}, which this class does not have."
        )
    if payload.digest != library.digest:
        raise GradingError(
            f"The answers were given under other content ({payload.digest[:12] or 'none'}) than this class has"
            f" ({library.digest[:12]}); restore the content of the class before grading."
        )
    return payload


def cell_for(library: Library, payload: Payload, call: str) -> GradeCell:
    """Return the cell of the payload's assessment that asks for `call`.

    Raises:
        GradingError: the answers are for an assessment without it.
    """
    for cell in grade_cells(library, payload.assessment):
        if cell.call == call:
            return cell
    raise GradingError(f"The answers are for the assessment {payload.assessment!r}, which has no {call!r}.")


def judged(library: Library, cell: GradeCell, payload: Payload) -> Score:
    """Return the score of one cell that a machine marks.

    Raises:
        MachineError: the trace cannot be replayed.
        ContentError: the content for it is missing.
    """
    if cell.kind == "mockup":
        return judged_case(library, cell, payload).score
    items = library.item_set(cell.ref).items
    item = next(each for each in items if each.id == cell.item)
    keys = library.require(library.keys, cell.ref, "keys").keys
    if item.id not in keys:
        raise GradingError(f"The item {cell.call!r} has no key; add it to {cell.ref}.keys.yaml.")
    response = responses_of(payload, cell.task).get(item.id)
    return mark(item, keys[item.id], response, variant_of(item, payload.seed))


def judged_case(library: Library, cell: GradeCell, payload: Payload) -> Judgement:
    """Return all that the rubric says of what a trainee did in a mock-up. Raises MachineError and ContentError."""
    return judge(library.core(cell.ref), library.rubric_core(cell.ref), events_of(payload, cell.task))
