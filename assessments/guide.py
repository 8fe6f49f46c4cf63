"""The grading guide: how written answers are read and vetoes ruled on, on paper or beside formgrader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from caunoi.content import Library
from caunoi.coursework.cells import GradeCell, grade_cells
from caunoi.coursework.folder import read_class
from caunoi.coursework.pinned import pinned_library
from caunoi.drawing import Words
from caunoi.i18n import translator
from caunoi.shown import Shown

_TEMPLATES = Path(__file__).resolve().parent / "templates"


def grading_guide(root: Path, lang: str) -> str:
    """Return one HTML page with the rubric of every written question and the vetoes of every case, in this language."""
    library = pinned_library(root)
    cells = [cell for name in sorted(library.assessments) for cell in grade_cells(library, name)]
    questions = [_question(library, cell, lang) for cell in cells if cell.read_by_a_person]
    cases = [
        {"title": cell.title.of(lang), "vetoes": vetoes, "words": Words(lang, library.scenario(cell.ref).values)}
        for cell in cells
        if cell.kind == "mockup" and (vetoes := library.rubrics[cell.ref].vetoes)
    ]
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.get_template("grading-guide.html")
    return template.render(
        _=translator(lang).gettext,
        lang=lang,
        group=read_class(root),
        shown=Shown(lang),
        questions=questions,
        cases=cases,
    )


def _question(library: Library, cell: GradeCell, lang: str) -> dict[str, Any]:
    if cell.kind == "item":
        title, prompt = library.item_set(cell.ref).title, cell.title
        criteria = library.require(library.keys, cell.ref, "keys").keys[cell.item].criteria
    else:
        title, prompt = cell.title, library.writings[cell.ref].prompt
        criteria = library.require(library.writing_rubrics, cell.ref, "rubric of the written question").criteria
    return {
        "title": title.of(lang) if title else translator(lang).gettext("Questions"),
        "prompt": prompt.of(lang),
        "points": cell.points,
        "criteria": criteria,
    }
