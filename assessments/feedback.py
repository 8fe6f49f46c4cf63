"""What goes back to a trainee: nbgrader's feedback page without the rubric, the raw answers and any active content."""

from __future__ import annotations

import re
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from assessments.reading import ASKED, FOR_ASSESSOR, library_of, prose
from caunoi.coursework.attempt_names import named_attempt
from caunoi.coursework.cells import cell_called

# nbgrader's template loads MathJax from another host; nothing on this page needs a script.
_SCRIPT = re.compile(r"<script\b.*?</script\s*>", re.DOTALL | re.IGNORECASE)
_POLICY = (
    '<meta http-equiv="Content-Security-Policy"'
    " content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'\">"
)


class HideRubric(NbGraderPreprocessor):
    """Takes out what only the assessor may read, and the code; what is left are tasks, written answers and points."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Return the notebook as the trainee may see it."""
        library, lang = library_of(resources)
        assessment = named_attempt(resources["nbgrader"]["assignment"])[0]
        cells: list[NotebookNode] = []
        for cell in nb.cells:
            if FOR_ASSESSOR in cell.metadata.get("tags", []):
                continue
            meta = cell.metadata.get("nbgrader", {})
            if cell.cell_type == "code" and not (meta.get("grade") or meta.get("comment")):
                continue
            graded = cell_called(library, assessment, meta.get("grade_id", ""))
            if graded and graded.kind == "item":
                cells.append(prose(cell.metadata.get(ASKED) or graded.title.of(lang)))
            if cell.cell_type == "code":
                cell.source = ""
                cell.outputs = []
            cells.append(cell)
        nb.cells = cells
        return nb, resources


class FeedbackPage(HTMLExporter):
    """The stock feedback page, made inert: no script and no request to any host."""

    def from_notebook_node(  # type: ignore[override]  # nbconvert declares a notebook and returns the page
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kwargs: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the page and its resources."""
        page, resources = super().from_notebook_node(nb, resources, **kwargs)
        return _SCRIPT.sub("", page).replace("<head>", f"<head>\n{_POLICY}", 1), resources
