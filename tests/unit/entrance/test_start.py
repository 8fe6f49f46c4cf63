"""start.py: an old Python is told what is missing, whatever it can parse."""

from __future__ import annotations

import ast
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from caunoi.settings import CHECKOUT

START = CHECKOUT / "start.py"


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 6, 0), (3, 10, 14)])
def test_an_old_python_gets_one_sentence(monkeypatch: pytest.MonkeyPatch, version: tuple[int, ...]) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(START), run_name="__main__")
    said = str(ended.value.code)
    assert "Python 3.11 or newer" in said
    assert f"this is Python {version[0]}.{version[1]}" in said
    assert "\n" not in said


def test_what_an_old_python_must_parse_is_plain() -> None:
    """No syntax younger than Python 2.7: the check runs before anything else, but only if the file can be parsed."""
    source = START.read_bytes()
    source.decode("ascii")
    tree = ast.parse(source)
    young = (
        ast.JoinedStr,
        ast.AnnAssign,
        ast.NamedExpr,
        ast.AsyncFunctionDef,
        ast.FunctionDef,
        ast.Nonlocal,
        ast.Match,
    )
    assert [type(node).__name__ for node in ast.walk(tree) if isinstance(node, young)] == []
    prints = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == "print"]
    assert prints == []


def test_old_pythons_of_this_machine_parse_it() -> None:
    """Where somebody still has one, the real thing; the test above holds everywhere."""
    for minor in ("2.7", "3.6", "3.7", "3.8", "3.9", "3.10"):
        python = shutil.which(f"python{minor}")
        version = [python, "-c", "import sys; print(sys.version_info[:2] < (3, 11))"]
        if python and subprocess.run(version, capture_output=True, check=False, text=True).stdout.strip() == "True":
            ended = subprocess.run([python, str(START)], capture_output=True, check=False, text=True)
            assert ended.returncode == 1
            assert "Python 3.11 or newer" in ended.stderr
            assert "Traceback" not in ended.stderr


def test_only_the_standard_library_is_used_before_anything_is_installed() -> None:
    files = [START, CHECKOUT / "caunoi" / "__init__.py", *(CHECKOUT / "caunoi" / "first_start").glob("*.py")]
    foreign = {
        f"{path.name}: {name}"
        for path in files
        for name in _imported(path)
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("caunoi.first_start")
    }
    assert foreign == set()


def _imported(path: Path) -> list[str]:
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: write absolute imports"
            names.append(node.module or "")
    return names
