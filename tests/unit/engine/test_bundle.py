"""Does a bundle hold every module once, and refuse what it would get wrong?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import quickjs

from caunoi.bundle import bundle
from caunoi.content import CHECKOUT
from caunoi.errors import BundleError


def write(folder: Path, **modules: str) -> Path:
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder / "entry.js"


def run(source: str) -> object:
    context = quickjs.Context()
    context.module(source.replace("export default ", "globalThis.result = "))
    return json.loads(context.eval("JSON.stringify(globalThis.result)"))


def test_imports_become_constants_and_every_module_stands_once(tmp_path: Path) -> None:
    entry = write(
        tmp_path,
        base='export const two = 2;\nexport function double(x) {\n  return two * x;\n}\nconst hidden = "base";\n',
        left='import { double } from "./base.js";\nexport const left = double(1);\nconst hidden = "left";\n',
        right='import { double as twice, two } from "./base.js";\nexport function right() {\n  return twice(two);\n}\n',
        entry='import { left } from "./left.js";\nimport {\n  right,\n} from "./right.js";\n'
        "const hidden = 0;\nexport default { left, right: right(), hidden };\n",
    )
    joined = bundle(entry)
    assert run(joined) == {"left": 2, "right": 4, "hidden": 0}
    assert joined.count("const two = 2;") == 1
    assert "import" not in joined
    assert joined == bundle(entry)


def test_modules_of_the_same_name_in_two_folders(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    write(tmp_path / "more", name='export const name = "inner";\n')
    entry = write(
        tmp_path,
        name='import { name as inner } from "./more/name.js";\nexport const name = "outer " + inner;\n',
        entry='import { name } from "./name.js";\nexport default name;\n',
    )
    assert run(bundle(entry)) == "outer inner"


def test_line_endings_do_not_change_the_bytes(tmp_path: Path) -> None:
    entry = write(tmp_path, base="export const a = 1;\n", entry='import { a } from "./base.js";\nexport default a;\n')
    before = bundle(entry)
    for path in tmp_path.glob("*.js"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert bundle(entry) == before


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ('import fs from "fs";', "cannot be bundled"),
        ('import * as all from "./base.js";', "cannot be bundled"),
        ('import { a } from "base";', "cannot be bundled"),
        ("import { a } from './base.js';", "cannot be bundled"),
        ("export { a };", "cannot be bundled"),
        ("export let a = 1;", "cannot be bundled"),
        ("export class A {}", "cannot be bundled"),
        ('export * from "./base.js";', "cannot be bundled"),
        ('import { b } from "./base.js";', "base.js, which does not export it"),
        ('import { a } from "./nowhere.js";', "nowhere.js, imported by entry.js, cannot be read"),
        ('import { a } from "./circle.js";', "in a circle: entry.js -> circle.js -> entry.js"),
        ('import { a } from "./main.js";', "main.js: 'export default"),
    ],
)
def test_what_cannot_be_bundled_is_refused(tmp_path: Path, entry: str, words: str) -> None:
    path = write(
        tmp_path,
        base="export const a = 1;\n",
        circle='import { b } from "./entry.js";\nexport const a = b;\n',
        main="export const a = 1;\nexport default { a };\n",
        entry=entry + "\nexport const b = 1;\n",
    )
    with pytest.raises(BundleError, match=words):
        bundle(path)


def test_styles(tmp_path: Path) -> None:
    (tmp_path / "base.css").write_text(":root { --a: 1; }\n", encoding="utf-8")
    (tmp_path / "entry.css").write_text('@import "./base.css";\n.b { color: red; }\n', encoding="utf-8")
    assert bundle(tmp_path / "entry.css") == ":root { --a: 1; }\n.b { color: red; }\n"


def test_a_stylesheet_imported_twice_is_joined_once(tmp_path: Path) -> None:
    (tmp_path / "base.css").write_text(".a { color: red; }\n", encoding="utf-8")
    (tmp_path / "other.css").write_text('@import "./base.css";\n.b { color: red; }\n', encoding="utf-8")
    (tmp_path / "entry.css").write_text('@import "./base.css";\n@import "./other.css";\n', encoding="utf-8")
    assert bundle(tmp_path / "entry.css") == ".a { color: red; }\n\n.b { color: red; }\n"


@pytest.mark.parametrize("name", ["machine.js", "doors.js"])
def test_the_machine_may_be_bundled_into_one_module(name: str) -> None:
    joined = bundle(CHECKOUT / "widgets" / name)
    assert "\nimport " not in joined
    assert joined.count("function replay(") == 1
