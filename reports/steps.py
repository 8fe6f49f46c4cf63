"""What people did and answered, step by step, as data frames: of handed-in work that can be judged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from caunoi.content import Library
from caunoi.coursework.cells import grade_cells
from caunoi.coursework.judging import checked_payload
from caunoi.coursework.marks import handed_in
from caunoi.coursework.pinned import pinned_library
from caunoi.coursework.submission import answers_of
from caunoi.errors import CauNoiError
from caunoi.items import variant_of
from caunoi.payload import Payload, responses_of

STEP_COLUMNS = ("trainee", "assessment", "task", "system", "steps", "minutes")
CHOICE_COLUMNS = ("trainee", "assessment", "task", "item", "option")
MS_PER_MINUTE = 60_000


def steps_frame(root: Path) -> pd.DataFrame:
    """Return one row per trainee and case that was begun, with the columns of STEP_COLUMNS.

    `system` is the id of the portal or talk, `minutes` the time from the first to the last step by the phone's own
    clock, which is advice only.
    """
    library = pinned_library(root)
    rows = []
    for payload in _payloads(root, library):
        cells = grade_cells(library, payload.assessment)
        for task in dict.fromkeys(cell.task for cell in cells if cell.kind == "mockup"):
            moments = [each.at_ms for each in payload.events if each.task == task]
            if moments:
                system = library.scenario(task.split("/")[1]).portal
                minutes = (max(moments) - min(moments)) / MS_PER_MINUTE
                rows.append((payload.trainee, payload.assessment, task, system, len(moments), minutes))
    return pd.DataFrame(rows, columns=list(STEP_COLUMNS)).astype({"steps": "int64", "minutes": "float64"})


def choices_frame(root: Path) -> pd.DataFrame:
    """Return one row per option that somebody chose in an item with options, with the columns of CHOICE_COLUMNS.

    Items whose options are put in order or matched are left out, and so are those that ask in variants: an option's
    text means something else in each.
    """
    library = pinned_library(root)
    rows = []
    for payload in _payloads(root, library):
        for task in library.assessments[payload.assessment].tasks:
            if task.kind != "quiz":
                continue
            given = responses_of(payload, task.name)
            for item in library.item_set(task.ref).items:
                if item.kind not in ("single", "several", "reply") or variant_of(item, payload.seed) is not None:
                    continue
                chosen = given.get(item.id)
                listed = chosen if isinstance(chosen, list) else [chosen]
                known = [each for each in listed if isinstance(each, str) and each in item.choices]
                rows += [(payload.trainee, payload.assessment, task.name, item.id, each) for each in known]
    return pd.DataFrame(rows, columns=list(CHOICE_COLUMNS))


def _payloads(root: Path, library: Library) -> Iterator[Payload]:
    """The answers of everybody, under the id of their folder; those that nobody can judge are left out."""
    for trainee, assessment in handed_in(root):
        try:
            payload = checked_payload(library, answers_of(root, trainee, assessment))
        except CauNoiError:
            continue  # the report lists it as a problem
        yield payload.model_copy(update={"trainee": trainee})
