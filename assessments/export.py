"""What `nbgrader export` writes in a class: one row per trainee, attempt and cell, and nothing that is not settled."""

from __future__ import annotations

from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.plugins import ExportPlugin

from caunoi.coursework.pinned import pinned_library
from caunoi.coursework.standings import Standing, every_standing
from caunoi.coursework.table_file import write_table

HEADER = (
    "trainee", "name", "card", "assessment", "attempt", "counts", "cell", "state", "points", "max_points",
    "handed_in_utc", "vetoes",
)  # fmt: skip


class CellExport(ExportPlugin):
    """Stock nbgrader writes 0 for the absent and the unread; here the absent stay empty, the unread stop it all."""

    def export(self, gradebook: Gradebook) -> None:
        """Write `--to` (marks.csv); leave with status 1 and write nothing while a mark is not settled."""
        root = Path(self.parent.coursedir.root)
        wanted = {str(each) for each in self.student}, {str(each) for each in self.assignment}
        rows, open_ones = _rows(root, *wanted)
        if open_ones:
            shown = "; ".join(open_ones[:10]) + (f"; and {len(open_ones) - 10} more" if len(open_ones) > 10 else "")
            self.parent.fail(
                f"Nothing was exported, because {len(open_ones)} marks are not settled: {shown}."
                " Grade them (autograde, then formgrader; possible vetoes on the class's page), or choose people with"
                " --student."
            )
        target = Path(self.to or "marks.csv")
        write_table(target, HEADER, rows)
        self.log.info("%d rows written to %s", len(rows), target)


def _rows(root: Path, people: set[str], assessments: set[str]) -> tuple[list[tuple[object, ...]], list[str]]:
    chosen = [
        each
        for each in every_standing(root, pinned_library(root))
        if (not people or each.trainee.id in people) and (not assessments or each.assessment in assessments)
    ]
    rows = [_row(each) for each in chosen]
    return rows, [
        f"{each.trainee.name} ({each.trainee.id}) {each.cell.id}: {_open(each)}"
        for each in chosen
        if each.counts and not each.settled
    ]


def _row(each: Standing) -> tuple[object, ...]:
    who = each.trainee
    at = each.submission.at.isoformat() if each.submission and each.submission.at else None
    vetoes = " ".join(veto.id for veto in each.vetoes if veto.confirmed)
    attempt, counts = (each.number, "yes" if each.counts else "no") if each.submission else (None, None)
    return (
        who.id, who.name, who.card, each.assessment, attempt, counts, each.cell.id, each.state, each.points,
        each.cell.points, at, vetoes
    )  # fmt: skip


def _open(each: Standing) -> str:
    vetoes = ", ".join(veto.id for veto in each.vetoes if veto.open)
    return f"possible veto {vetoes}" if vetoes else each.state
