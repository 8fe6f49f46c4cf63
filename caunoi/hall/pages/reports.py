"""The newest report of a class as files: to read, and to open in a spreadsheet, marks and wrong turns."""

from __future__ import annotations

from pathlib import Path

from caunoi.hall.pages.page import ClassPage
from caunoi.web.answer import Refused

FOLDER = "reports"
# What stands behind the first point of a file's name.
KINDS = ("html", "csv", "turns.csv")

# A report is one file with its own style in it, and runs nothing.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "font-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)


def report_files(root: Path) -> dict[str, Path]:
    """The newest file of each kind in a class's folder of reports."""
    found: dict[str, Path] = {}
    if not (root / FOLDER).is_dir():
        return found
    for kind in KINDS:
        named = [path for path in (root / FOLDER).iterdir() if path.name.partition(".")[2] == kind]
        files = sorted(named, key=lambda path: path.stat().st_mtime_ns)
        if files:
            found[kind] = files[-1]
    return found


class Report(ClassPage):
    """GET .../report the page, .../report.csv the marks, .../report.turns.csv the wrong turns."""

    def get(self, class_id: str, kind: str | None = None) -> None:
        kind = kind or "html"
        path = report_files(self.services.class_root(self.record.id)).get(kind)
        if path is None:
            raise Refused(404, "no-report", self._("There is no report of this class yet."))
        if kind != "html":
            self.set_header("Content-Type", "text/csv; charset=UTF-8")
            self.set_header("Content-Disposition", f'attachment; filename="{self.record.id}.{kind}"')
        else:
            self.set_header("Content-Type", "text/html; charset=UTF-8")
            self.set_header("Content-Security-Policy", POLICY)
        self.finish(path.read_bytes())
