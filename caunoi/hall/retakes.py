"""Whether somebody may take an assessment again: by what the class says of it, and by the hall's clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from caunoi.model.course import Retakes

# open: now. later: from a moment on. unread: once the result is back. used-up: no more. closed: not while the class is
# steered so that nobody may begin.
OfferState = Literal["open", "later", "unread", "used-up", "closed"]


@dataclass(frozen=True, slots=True)
class Offer:
    """The latest attempt of somebody at an assessment, of how many, and whether there may be another.

    `counts` is which of the attempts counts, `at` since when there may be another.
    """

    number: int
    of: int
    counts: Literal["best", "last"]
    state: OfferState
    at: datetime | None = None


def offer(
    retakes: Retakes,
    number: int,
    submitted_at: datetime,
    *,
    returned: bool,
    granted_at: datetime | None,
    now: datetime,
) -> Offer:
    """What there is after a handed-in attempt; `returned` is whether its result was given back.

    One more that a facilitator has granted since then needs neither the result nor the wait.
    """
    if granted_at is not None and granted_at >= submitted_at:
        return Offer(number, max(retakes.attempts, number + 1), retakes.counts, "open")
    of = max(retakes.attempts, number)
    if number >= retakes.attempts:
        return Offer(number, of, retakes.counts, "used-up")
    if not returned:
        return Offer(number, of, retakes.counts, "unread")
    at = submitted_at + timedelta(hours=retakes.wait_hours)
    return Offer(number, of, retakes.counts, "later" if now < at else "open", at)
