"""Does a shared page come only from notebooks whose cells cannot differ from one visitor to the next?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest

from caunoi.hall.notebook import NotLight, check_light, only_shown, read_notebook

code, prose = nbformat.v4.new_code_cell, nbformat.v4.new_markdown_cell


def notebook(*sources: str) -> Any:
    return nbformat.v4.new_notebook(cells=[code(source) for source in sources])


@pytest.mark.parametrize(
    "cell",
    [
        'mockup("a", "guided")',
        'mockup("a", mode="guided", lang=None)',
        'quiz(["a", 1, {"b": (True, -2.5)}])',
        "# only a comment",
        "",
        "from widgets import quiz as q",
        'from widgets import writing\nwriting("x")',
    ],
)
def test_imports_and_one_call_are_light(cell: str) -> None:
    check_light(notebook("from widgets import mockup, quiz", cell))


@pytest.mark.parametrize(
    "cell",
    [
        "import os",
        "import widgets",
        "from os import environ",
        "from widgets import *",
        "from . import x",
        "from datetime import datetime",
        "x = 1",
        "if True:\n    mockup('a', 'b')",
        "for x in [1]:\n    mockup('a', 'b')",
        "def f():\n    pass",
        "mockup(__import__('time').time(), 'b')",
        "mockup(f'{mockup}', 'b')",
        "mockup(open('x').read(), 'b')",
        "mockup(*['a', 'b'])",
        "mockup('a', **{'mode': 'b'})",
        "mockup('a', 'b').view",
        "mockup('a', 'b')('c')",
        "widgets.mockup('a', 'b')",
        "print('x')",
        "unknown('a')",
        "mockup",
        "'text'",
        "%matplotlib inline",
        "!ls",
        "mockup('a', 'b')\nmockup('a', 'c')",
        "await mockup('a', 'b')",
        "mockup('a',",
        "mockup('\x00')",
    ],
)
def test_anything_else_is_refused_by_its_place(cell: str) -> None:
    with pytest.raises(NotLight, match=r"^cell 2 .*light notebooks hold prose and one call per cell\.$"):
        check_light(notebook("from widgets import mockup", cell))


def test_name_must_be_imported_before_it_is_called() -> None:
    with pytest.raises(NotLight, match="cell 1"):
        check_light(notebook('mockup("a", "b")', "from widgets import mockup"))


def test_prose_may_say_anything() -> None:
    check_light(nbformat.v4.new_notebook(cells=[prose("import os"), prose("x = 1")]))


def graded(make: Any, source: str, **marks: bool) -> Any:
    known = {"grade_id": source, "solution": False, "grade": False, "locked": False, "task": False, "schema_version": 3}
    return make(source, metadata={"nbgrader": {**known, **marks}})


def test_cells_of_the_grader_are_not_shown() -> None:
    kept = [prose("a"), code('quiz("b")'), graded(prose, "locked prose", locked=True)]
    dropped = [
        graded(code, "_payload = None", solution=True),
        graded(code, "points_for", grade=True, locked=True),
        graded(code, "from assessments.points import points_for", locked=True),
        graded(prose, "your answer", solution=True, grade=True),
        graded(prose, "task", task=True),
    ]
    whole = nbformat.v4.new_notebook(cells=[*dropped[:2], *kept, *dropped[2:]])
    assert [cell.source for cell in only_shown(whole).cells] == [cell.source for cell in kept]
    assert len(whole.cells) == 8


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"cells": 5, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}', "\xff"]
)
def test_unreadable_notebook_is_one_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "lesson.ipynb"
    path.write_text(text, encoding="latin-1")
    with pytest.raises(NotLight, match=r"^this is not a readable notebook; save it again in Jupyter"):
        read_notebook(path)
    with pytest.raises(NotLight):
        read_notebook(tmp_path / "none.ipynb")
