"""Saves marks as nbgrader does; but what could not be graded waits for a person, where stock gives 0 or full marks."""

from __future__ import annotations

import math
from typing import Any

from nbformat.notebooknode import NotebookNode, from_dict
from nbgrader.preprocessors import SaveAutoGrades
from nbgrader.utils import is_grade, is_solution


class SaveMarks(SaveAutoGrades):
    """Stock nbgrader reads a missing or strange value as full marks and an error as 0; neither is a mark here."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Save every mark; answers that were not readable by the machine make the written ones wait as well."""
        self._troubled = any(trouble(cell) for cell in nb.cells)
        return super().preprocess(nb, resources)

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], cell_index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Save one mark; a cell in trouble gets no score and asks for a person."""
        why = trouble(cell)
        if why and not any(output.output_type == "error" for output in cell.outputs):
            error = {"output_type": "error", "ename": "GradingError", "evalue": why, "traceback": [why]}
            cell.outputs = [from_dict(error)]  # type: ignore[no-untyped-call]
        cell, resources = super().preprocess_cell(cell, resources, cell_index)
        if why or (self._troubled and is_grade(cell) and is_solution(cell)):
            grade = self.gradebook.find_grade(
                cell.metadata["nbgrader"]["grade_id"], self.notebook_id, self.assignment_id, self.student_id
            )
            grade.auto_score = None
            grade.needs_manual_grade = True
            self.gradebook.db.commit()
        return cell, resources


def trouble(cell: NotebookNode) -> str:
    """Return why the value of a grade cell is no mark, or "" when it is one (or the cell is none of these).

    A mark is exactly one bare number from 0 to the cell's points, and nothing beside it.
    """
    if not is_grade(cell) or is_solution(cell) or cell.cell_type != "code":
        return ""
    for output in cell.outputs:
        if output.output_type == "error":
            return f"{output.ename}: {output.evalue}"
    if any(output.output_type == "stream" and output.name == "stderr" for output in cell.outputs):
        return "The cell wrote to its error stream, so its value cannot be trusted."
    values = [output for output in cell.outputs if output.output_type == "execute_result"]
    if len(values) != 1:
        return f"The cell gave {len(values)} values; one number is expected."
    shown = "".join(values[0].data.get("text/plain", ""))
    try:
        points = float(shown)
    except ValueError:
        return f"The cell gave {shown[:60]!r}; one number is expected."
    limit = float(cell.metadata["nbgrader"]["points"])
    if not (math.isfinite(points) and 0 <= points <= limit):
        return f"The cell gave {shown[:60]}; a number from 0 to {limit:g} is expected."
    return ""
