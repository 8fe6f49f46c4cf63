"""Turns an autograded notebook into something an assessor can read, in the language of the class."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from nbformat import v4
from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from assessments import account
from caunoi.content import Library, library_here
from caunoi.coursework.attempt_names import named_attempt
from caunoi.coursework.cells import PAYLOAD_CELL, POINTS_CELL, cell_called
from caunoi.coursework.folder import class_root, read_class
from caunoi.coursework.literal import from_source
from caunoi.errors import CauNoiError
from caunoi.i18n import translate_notebook, translator

FOR_ASSESSOR = "caunoi-assessor"
# Where a graded cell keeps its question as this trainee was asked it: the answers themselves are gone by then.
ASKED = "caunoi-asked"
_WIDGET = re.compile(r'(?P<kind>mockup|quiz|writing)\("(?P<ref>[^"]+)"')


class NameTasks(NbGraderPreprocessor):
    """Puts a task's name and text where its widget stood: nobody clicks in a copy that is being graded."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Return the notebook without widgets."""
        library, lang = library_of(resources)
        nb.cells = [named for cell in nb.cells if (named := _named(cell, library, lang)) is not None]
        return nb, resources


class TranslateProse(NbGraderPreprocessor):
    """Puts the prose of the notebook into the language of the class; answers stay as they were typed."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Return the notebook in the language of the class."""
        _, lang = library_of(resources)
        answers = {index: cell for index, cell in enumerate(nb.cells) if "nbgrader" in cell.metadata}
        nb = translate_notebook(nb, lang)
        for index, cell in answers.items():
            nb.cells[index] = cell
        return nb, resources


class ShowRubric(NbGraderPreprocessor):
    """Puts before each cell with points what it is judged by, for the assessor only, and takes technical cells away."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Return the notebook with the rubric; the answers as raw data give way to one line."""
        library, lang = library_of(resources)
        assessment = named_attempt(resources["nbgrader"]["assignment"])[0]
        payload = _payload(nb)
        cells: list[NotebookNode] = []
        for cell in nb.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
            if name == POINTS_CELL:
                continue
            if name == PAYLOAD_CELL:
                cell.source = f"# {translator(lang).gettext('The answers as they were handed in')}"
            elif graded := cell_called(library, assessment, name):
                text = account.of(library, assessment, graded, payload, lang)
                cells.append(prose(text, FOR_ASSESSOR))
                cell.metadata[ASKED] = account.asked(library, graded, payload, lang)
            cells.append(cell)
        nb.cells = cells
        return nb, resources


def library_of(resources: dict[str, Any]) -> tuple[Library, str]:
    """Return the content and the language of the class that a notebook under conversion belongs to."""
    root = class_root(Path(resources["metadata"]["path"] or "."))
    return library_here(root), read_class(root).lang


def prose(text: str, *tags: str) -> NotebookNode:
    """Return a Markdown cell."""
    return v4.new_markdown_cell(text, metadata={"tags": list(tags)})  # type: ignore[no-untyped-call]


def _named(cell: NotebookNode, library: Library, lang: str) -> NotebookNode | None:
    if cell.cell_type != "code" or "nbgrader" in cell.metadata:
        return cell
    match = _WIDGET.match(cell.source)
    return prose(account.task_text(library, match["kind"], match["ref"], lang)) if match else None


def _payload(nb: NotebookNode) -> dict[str, Any] | None:
    for cell in nb.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == PAYLOAD_CELL:
            try:
                return from_source(cell.source)
            except CauNoiError:
                return None  # the cells with points say why
    return None
