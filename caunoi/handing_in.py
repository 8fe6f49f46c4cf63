"""From an attempt in the store to the answers that are filed in the course."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from caunoi.errors import CauNoiError
from caunoi.hall.records import AttemptRecord, EventRecord
from caunoi.hall.services import Submit
from caunoi.hall.store import Store
from caunoi.hall.store.store import FILE


def payload_of(attempt: AttemptRecord, assessment: str, digest: str, events: Sequence[EventRecord]) -> dict[str, Any]:
    """One attempt as plain data, as caunoi.payload reads it, in the order in which the hall received it."""
    return {
        "format": 1,
        "attempt": attempt.id,
        "trainee": attempt.trainee_id,
        "assessment": assessment,
        "digest": digest,
        "seed": attempt.seed,
        "events": [
            {
                "task": each.task,
                "event": each.event,
                "at_ms": each.at_ms,
                "seq": each.seq,
                "writer": each.writer,
                "n": each.n,
            }
            for each in events
        ],
    }


def file_waiting(data: Path, submit: Submit, complain: Callable[[str], None]) -> None:
    """File what was handed in just before a hall was ended; what cannot be filed is told and goes on waiting.

    A folder without a store is left as it is.
    """
    if not (data / FILE).is_file():
        return
    with Store(data) as store:
        for attempt in store.attempts.undelivered():
            try:
                record = store.classes.get(attempt.class_id)
                trainee = store.people.get(attempt.class_id, attempt.trainee_id)
                submit(record, trainee, attempt, store.events.counted(attempt))
            except (CauNoiError, OSError) as error:
                complain(f"{attempt.trainee_id}, {attempt.page}: handed in and not filed yet: {error}")
            else:
                store.attempts.delivered(attempt.id)
