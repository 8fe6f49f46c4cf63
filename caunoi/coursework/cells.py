"""The cells of an assessment's notebook that carry points, as its content asks for them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from caunoi.content import Library
from caunoi.model import Text
from caunoi.model.items import Free

PAYLOAD_CELL = "payload"
POINTS_CELL = "points"
Kind = Literal["mockup", "item", "writing"]


@dataclass(frozen=True)
class GradeCell:
    """One cell with points: `id` is nbgrader's grade_id, `call` what points_for is asked, `task` what events carry.

    `title` is what people call it: the scenario's title, the item's stem in its first variant, the written question.
    A cell that a person reads has no call: no machine marks it.
    """

    id: str
    kind: Kind
    call: str
    task: str
    ref: str
    item: str
    points: float
    title: Text

    @property
    def read_by_a_person(self) -> bool:
        """Whether no machine marks it."""
        return not self.call


def grade_cells(library: Library, assessment: str) -> tuple[GradeCell, ...]:
    """Return the cells of an assessment in the order of its tasks.

    Raises:
        ContentError: the assessment, or something it names, does not exist.
    """
    cells: list[GradeCell] = []
    for task in library.require(library.assessments, assessment, "assessment").tasks:
        ref = task.ref
        if task.kind == "mockup":
            rubric = library.require(library.rubrics, ref, "rubric")
            points = math.fsum(criterion.points for criterion in rubric.criteria)
            title = library.scenario(ref).title
            cells.append(GradeCell(f"mockup-{ref}", "mockup", f"mockup/{ref}", task.name, ref, "", points, title))
        elif task.kind == "quiz":
            for item in library.require(library.item_sets, ref, "item set").items:
                name, call = f"item-{ref}-{item.id}", "" if isinstance(item, Free) else f"item/{ref}/{item.id}"
                cells.append(GradeCell(name, "item", call, task.name, ref, item.id, item.points, item.asked()))
        else:
            writing = library.require(library.writings, ref, "written question")
            title = writing.title or writing.prompt
            cells.append(GradeCell(f"writing-{ref}", "writing", "", task.name, ref, "", writing.points, title))
    return tuple(cells)


def cell_called(library: Library, assessment: str, name: str) -> GradeCell | None:
    """Return the cell with this grade_id, or None."""
    return next((cell for cell in grade_cells(library, assessment) if cell.id == name), None)
