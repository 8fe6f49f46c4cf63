"""Somebody who has two cards: what of one may go on under the other."""

from __future__ import annotations

from typing import Literal

from caunoi.hall.pace import Pace
from caunoi.hall.records import AttemptRecord

# handed-in: a receipt, marks and comments name the card. again: an earlier attempt was handed in under it. both: the
# other card has opened the page, too. form: the page is a test before the lessons for one card, after them for the
# other. time: the test would end sooner under the other card, so that steps already made would not count.
Obstacle = Literal["handed-in", "again", "both", "form", "time"]


def obstacle(attempt: AttemptRecord, to: str, *, opened: bool, pace: Pace) -> Obstacle | None:
    """Why an attempt cannot go on under the card `to`, which has `opened` its page or not; None if it can."""
    page, card = attempt.page, attempt.trainee_id
    if attempt.submitted_at is not None:
        return "handed-in"
    if attempt.number > 1:
        return "again"
    if opened:
        return "both"
    if pace.steered_as(page, card) != pace.steered_as(page, to):
        return "form"
    here, there = pace.deadline(page, card), pace.deadline(page, to)
    if here is not None and there is not None and there < here:
        return "time"
    return None
