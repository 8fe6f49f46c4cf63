"""Looking up a receipt: whose handed-in assessment it stands for, and whether it is in the course."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from caunoi.errors import CauNoiError
from caunoi.hall.pages.page import FacilitatorPage
from caunoi.hall.records import AttemptRecord, ClassRecord, TraineeRecord


@dataclass(frozen=True, slots=True)
class ReceiptShown:
    """What a receipt stands for.

    `late` of its steps came after the end and do not count; `filed` is whether the hall has laid it into the folder of
    the course.
    """

    receipt: str
    person: TraineeRecord
    record: ClassRecord
    assessment: str
    number: int
    submitted_at: datetime
    steps: int
    late: int
    filed: bool


class Receipt(FacilitatorPage):
    """GET /facilitator/receipt[?code=]: the form, and the answer for a code in whatever way it was typed."""

    async def get(self) -> None:
        code = self.get_query_argument("code", "")[:40].strip()
        found = await self.off_loop(self.store.attempts.find_receipt, code) if code else None
        shown = await self.off_loop(self._shown, *found) if found else None
        if code and shown is None:
            self.set_status(404)
        self.render("receipt.html", code=code, receipt=shown)

    def _shown(self, attempt: AttemptRecord, steps: int, filed: bool) -> ReceiptShown:
        assert attempt.submitted_at is not None
        return ReceiptShown(
            receipt=attempt.receipt or "",
            person=self.store.people.get(attempt.class_id, attempt.trainee_id),
            record=self.store.classes.get(attempt.class_id),
            assessment=self._title(attempt),
            number=attempt.number,
            submitted_at=attempt.submitted_at,
            steps=steps,
            late=steps - len(self.store.events.counted(attempt)),
            filed=filed,
        )

    def _title(self, attempt: AttemptRecord) -> str:
        name = attempt.page.partition("/")[2]
        try:
            taken = self.library(self.store.classes.get(attempt.class_id)).assessments.get(name)
        except CauNoiError:
            taken = None  # the folder may have been taken away; the receipt stands in the store
        return taken.title.of(self.lang) if taken else name
