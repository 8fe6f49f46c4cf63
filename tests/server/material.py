"""A small course for the server's tests: content of `tests/fixtures`, a class folder with a released assessment."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import nbformat

from caunoi.hall.files import STATIC
from caunoi.hall.records import ClassRecord

FIXTURES = Path(__file__).parents[1] / "fixtures" / "content"

# A code may happen to be all digits, which YAML reads as a number unless it stands in quotes.
CLASS_FILE = 'format: 1\nid: {id}\ncode: "{code}"\nname: {name}\nlang: vi\n'

SECRET = "the-key-nobody-may-see"

LOADER = """
import { step } from "./step.js";
export const loaded = step;
"""


def copy_content(root: Path, **words: str) -> Path:
    """A folder that the engine takes for a class's, with the content of the fixtures; gives the content's folder."""
    root.mkdir(parents=True)
    known = {"id": "fixture", "code": "ABCDEF", "name": "Fixture", **words}
    (root / "class.yaml").write_text(CLASS_FILE.format(**known), encoding="utf-8")
    shutil.copytree(FIXTURES, root / "content")
    return root / "content"


def release(root: Path, name: str, cells: list[Any]) -> Path:
    """Write the released notebook of an assessment."""
    path = root / "release" / name / f"{name}.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return path


def open_class(record: ClassRecord) -> None:
    """What the assessments' room does for a new class, as far as the hall can tell."""
    root = Path(record.path)
    copy_content(root, id=record.id, code=record.code, name=record.name)
    prose, code = nbformat.v4.new_markdown_cell, nbformat.v4.new_code_cell
    release(
        root,
        "basics",
        [
            prose("# Sample assessment"),
            code("from widgets import mockup, quiz, writing"),
            code('mockup("help-uncle", "test")'),
            code('quiz("basics")'),
            code('writing("coaching")'),
            code("_payload = None", metadata={"nbgrader": {"grade_id": "payload", "solution": True, "grade": False}}),
            code(
                f'raise RuntimeError("{SECRET}")',
                metadata={"nbgrader": {"grade_id": "mockup-help-uncle", "solution": False, "grade": True}},
            ),
            prose(
                f"Write here. {SECRET}",
                metadata={"nbgrader": {"grade_id": "writing-coaching", "solution": True, "grade": True}},
            ),
        ],
    )


def analysis(path: Path, *cells: str) -> Path:
    """Write the notebook of a live analysis."""
    prose, code = nbformat.v4.new_markdown_cell, nbformat.v4.new_code_cell
    told = prose("# Sample analysis\n\nWhat a sample says.")
    nbformat.write(nbformat.v4.new_notebook(cells=[told, *map(code, cells)]), path)
    return path


def static_folder(root: Path) -> Path:
    """What `caunoi/hall/static` holds, as small as can be, with the widgets' colours where the pages look for them."""
    static = root / "caunoi" / "hall" / "static"
    (static / "fonts").mkdir(parents=True)
    (static / "fonts" / "one.woff2").write_bytes(b"wOF2 not a font")
    (static / "fonts.css").write_text('@font-face { src: url("fonts/one.woff2") }', encoding="utf-8")
    for name in ("site.css", "page.css", "room.css", "analysis.css"):
        (static / name).write_text("body { margin: 0 }", encoding="utf-8")
    (static / "light.css").write_text('@import "./fonts.css";\n@import "./page.css";\n', encoding="utf-8")
    (static / "bridge.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    for module in STATIC.glob("*.js"):
        (static / module.name).write_text("export const nothing = 1;\n", encoding="utf-8")
    (static / "page.js").write_text(LOADER.lstrip(), encoding="utf-8")
    (static / "step.js").write_text("export const step = 1;\n", encoding="utf-8")
    (root / "widgets").mkdir()
    (root / "widgets" / "tokens.css").write_text(":root { --cn-gap-1: 4px }", encoding="utf-8")
    (root / "widgets" / "aloud.css").write_text(".cn-aloud { border: 0 }", encoding="utf-8")
    return static
