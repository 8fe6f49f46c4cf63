"""What the house promises about its files: lint, types, notebooks, settings, licences, documents."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import nbformat
import pytest

from caunoi.settings import CHECKOUT, SETTINGS

NOTEBOOKS = sorted(
    path
    for room in ("curriculum", "assessments", "reports", "docs")
    for path in (CHECKOUT / room).rglob("*.ipynb")
    if not any(part.startswith(".") for part in path.relative_to(CHECKOUT).parts)
)
DOCUMENTS = sorted([*CHECKOUT.glob("*.md"), *(CHECKOUT / "docs").rglob("*.md")])


def run(*command: str) -> str:
    """The output of a tool that finds nothing to say against the checkout, empty if it is content."""
    ended = subprocess.run([sys.executable, "-m", *command], cwd=CHECKOUT, capture_output=True, check=False, text=True)
    return "" if ended.returncode == 0 else ended.stdout + ended.stderr


def test_ruff_finds_nothing() -> None:
    assert run("ruff", "check", "--no-cache", "--output-format", "concise") == ""


@pytest.mark.slow
def test_mypy_finds_nothing() -> None:
    assert run("mypy", "--no-error-summary") == ""


def test_the_machine_that_checks_calls_the_readmes_command() -> None:
    script = CHECKOUT / ".ci" / "run"
    commands = [line for line in script.read_text(encoding="utf-8").splitlines() if "python3" in line]
    assert commands == ['exec python3 start.py test "$@"']
    assert os.name == "nt" or os.access(script, os.X_OK)
    assert "\n    python3 start.py test\n" in (CHECKOUT / "README.md").read_text(encoding="utf-8")


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_stripped_thin_and_normal(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    assert text == nbformat.writes(notebook, indent=1) + "\n", "write it again with nbformat"
    assert notebook.metadata.kernelspec.name == "python3"
    assert set(notebook.metadata) <= {"kernelspec", "language_info", "caunoi"}
    assert set(notebook.metadata.get("language_info", {})) <= {"name"}
    for cell in notebook.cells:
        assert set(cell.metadata) <= {"nbgrader", "tags"}
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None
            tree = ast.parse(cell.source)
            branches = (ast.FunctionDef, ast.ClassDef, ast.If, ast.For, ast.While, ast.Try, ast.With, ast.Lambda)
            assert not [node for node in ast.walk(tree) if isinstance(node, branches)]


def test_every_setting_is_documented_as_it_is() -> None:
    text = (CHECKOUT / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = [row for row in text.splitlines() if row.startswith("| `")]
    assert rows == [f"| `{row.name}` | `{row.variable}` | {_shown(row.default)} | {row.help} |" for row in SETTINGS]


def test_every_option_of_a_start_is_in_the_readme() -> None:
    from typer.main import get_command

    from caunoi.cli import app

    text = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    command = get_command(app)
    options = [option for parameter in command.params for option in parameter.opts]
    assert {option for option in options if f"`{option}" not in text} == set()
    names: list[str] = list(command.commands)  # type: ignore[attr-defined]
    contributing = (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert {name for name in names if not re.search(rf"caunoi {name}|start\.py {name}", text + contributing)} <= {
        "hall",
        "assess",
    }


def test_the_licences_are_named_and_there() -> None:
    said = (CHECKOUT / "LICENSE").read_text(encoding="utf-8")
    assert "MIT License" in said
    assert "https://creativecommons.org/licenses/by/4.0/legalcode" in said
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "MIT AND CC-BY-4.0 AND OFL-1.1 AND ISC"
    for file in project["license-files"]:
        assert (CHECKOUT / file).is_file()
    for other in project["license-files"][1:]:
        assert Path(other).name in said
    assert "SIL OPEN FONT LICENSE" in (CHECKOUT / "caunoi/hall/static/fonts/OFL.txt").read_text(encoding="utf-8")


def test_every_font_is_in_a_folder_with_its_licence() -> None:
    fonts = [path for room in ("caunoi", "widgets", "reports") for path in (CHECKOUT / room).rglob("*.woff2")]
    assert fonts
    assert [path for path in fonts if not (path.parent / "OFL.txt").is_file()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_document_points_to_what_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", text)
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_platform_notes_name_tests_that_are_there() -> None:
    text = (CHECKOUT / "docs" / "platform.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in row.strip("|").split(" | ")]
        for row in text.splitlines()
        if row.startswith("| ") and not row.startswith(("| what happens", "|---"))
    ]
    assert len(rows) > 40
    assert [row[0] for row in rows if len(row) != 3 or not row[2]] == []
    for row in rows:
        for file, name in re.findall(r"`(tests/[\w/.-]+\.py)::(\w+)`", row[2]):
            names = {
                node.name
                for node in ast.walk(ast.parse((CHECKOUT / file).read_bytes()))
                if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
            }
            assert name in names, f"{file} has no {name}"
        assert "::" in row[2] or row[2].startswith("none: "), row[2]


def test_pytest_is_strict() -> None:
    options = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"]["ini_options"]
    assert options["filterwarnings"][0] == "error"
    assert options["xfail_strict"] is True
    assert {"--strict-markers", "--strict-config", "--import-mode=importlib"} <= set(options["addopts"])


def test_nothing_names_the_workshop_it_was_made_in() -> None:
    """No path of a machine and no package index in what is published."""
    files = subprocess.run(["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, check=False).stdout.split(
        b"\0"
    )
    index = re.compile(rb"py" + rb"pi\.org|python" + rb"hosted\.org|registry\.npm" + rb"js|/home/\w+/|/ro" + rb"ot/")
    found = {}
    for name in filter(None, files):
        path = CHECKOUT / name.decode()
        if path.is_file() and path.suffix not in {".woff2", ".png"} and (hit := index.search(path.read_bytes())):
            found[name.decode()] = hit[0].decode()
    assert found == {}


def test_json_in_the_repository_is_json() -> None:
    for path in (CHECKOUT / "caunoi").rglob("*.json"):
        json.loads(path.read_text(encoding="utf-8"))


def _shown(default: object) -> str:
    if isinstance(default, tuple):
        return ", ".join(default)
    return {None: "", True: "1", False: "0"}[default] if default is None or isinstance(default, bool) else str(default)
