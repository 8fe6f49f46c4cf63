"""Do the lists of dependencies, their locks, the conda file and the reasons agree?"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from caunoi.settings import CHECKOUT

LISTS = {"requirements.in": "requirements.lock", "requirements-test.in": "requirements-test.lock"}
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))


def wanted(name: str) -> dict[str, Requirement]:
    """The requirements of a list by normal name."""
    lines = (CHECKOUT / name).read_text(encoding="utf-8").splitlines()
    found = [Requirement(line) for line in lines if line.strip() and not line.startswith("#")]
    return {canonicalize_name(each.name): each for each in found}


def locked(name: str) -> dict[str, set[tuple[str, str]]]:
    """The pins of a lock: (version, marker) by normal name."""
    text = (CHECKOUT / name).read_text(encoding="utf-8")
    pins: dict[str, set[tuple[str, str]]] = {}
    for package, version, marker in re.findall(r"^([\w.-]+)==(\S+?)(?: ; (.+?))? \\$", text, re.MULTILINE):
        pins.setdefault(canonicalize_name(package), set()).add((version, marker))
    return pins


@pytest.mark.parametrize("name", LISTS)
def test_the_lock_holds_what_the_list_asks_for(name: str) -> None:
    pins = locked(LISTS[name])
    for package, requirement in wanted(name).items():
        assert package in pins
        assert all(requirement.specifier.contains(version, prereleases=True) for version, _ in pins[package])


@pytest.mark.parametrize("lock", LISTS.values())
def test_every_pin_has_hashes_and_nothing_else_is_in_the_lock(lock: str) -> None:
    text = (CHECKOUT / lock).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==\S+( ; .+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?", line) for line in lines)
    pins = sum(map(len, locked(lock).values()))
    blocks = re.findall(r"^[\w.-]+==.* \\\n    --hash=", text, re.MULTILINE)
    assert len(blocks) == pins > 10


@pytest.mark.parametrize("lock", LISTS.values())
def test_a_lock_names_no_index_and_no_path(lock: str) -> None:
    text = (CHECKOUT / lock).read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|@ |--(?:index|extra-index|find-links|trusted)", text)


def test_both_locks_agree() -> None:
    runtime, test = locked("requirements.lock"), locked("requirements-test.lock")
    assert {name for name in runtime.keys() & test.keys() if runtime[name] != test[name]} == set()


def test_the_lock_is_for_every_system() -> None:
    markers = " ".join(marker for pins in locked("requirements.lock").values() for _, marker in pins)
    assert "win32" in markers or "os_name == 'nt'" in markers
    assert "darwin" in markers


def test_the_project_reads_the_same_lists() -> None:
    dynamic = PROJECT["tool"]["setuptools"]["dynamic"]
    assert dynamic["dependencies"] == {"file": ["requirements.in"]}
    assert dynamic["optional-dependencies"] == {"test": {"file": ["requirements-test.in"]}}
    (build,) = (Requirement(each) for each in PROJECT["build-system"]["requires"])
    # start.py installs the project with what the lock brought, without asking an index.
    assert str(build) == str(wanted("requirements.in")["setuptools"])


def test_conda_gets_the_same() -> None:
    environment = yaml.safe_load((CHECKOUT / "environment.yml").read_text(encoding="utf-8"))
    by_conda = [Requirement(each) for each in environment["dependencies"] if isinstance(each, str)]
    (by_pip,) = [each["pip"] for each in environment["dependencies"] if isinstance(each, dict)]
    assert by_pip == ["-e .[test]"]
    names = {each.name: each.specifier for each in by_conda}
    assert set(names) == {"python", "jupyterlab", "ipywidgets", "voila", "nbgrader", "pandas", "pytest", "pip"}
    assert names.pop("python") == SpecifierSet(PROJECT["project"]["requires-python"])
    names.pop("pip")
    ours = wanted("requirements.in") | wanted("requirements-test.in")
    for name, specifier in names.items():
        for version, _ in (locked("requirements.lock") | locked("requirements-test.lock"))[name]:
            assert specifier.contains(version)
        assert _bounds(specifier) == _bounds(ours[name].specifier), name


def test_everything_imported_directly_is_named() -> None:
    """A package that only comes along with another may go away with it."""
    owners = packages_distributions()
    named = {*wanted("requirements.in"), "caunoi"}
    rooms = ("caunoi", "widgets", "assessments", "reports")
    used: dict[str, str] = {}
    for path in sorted(path for room in rooms for path in (CHECKOUT / room).rglob("*.py")):
        for module in _imported(path):
            top = module.split(".")[0]
            if top not in sys.stdlib_module_names and top not in rooms:
                for owner in owners.get(top, [f"nobody, imported by {path.relative_to(CHECKOUT)}"]):
                    used.setdefault(canonicalize_name(owner), str(path.relative_to(CHECKOUT)))
    assert {owner: path for owner, path in used.items() if owner not in named} == {}


def test_each_has_its_line_of_why() -> None:
    text = (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    to_run, to_test = (text.split(f"| {which} | why this one |")[1].split("\n\n")[0] for which in ("to run", "to test"))
    for part, name in ((to_run, "requirements.in"), (to_test, "requirements-test.in")):
        reasons = {
            canonicalize_name(row[0]): row[1] for row in re.findall(r"^\| ([\w.-]+) \| (.+) \|$", part, re.MULTILINE)
        }
        reasons.pop("-", None)
        assert set(reasons) - {"---"} == set(wanted(name))
        assert list(reasons) == sorted(reasons)


def _bounds(specifier: SpecifierSet) -> tuple[str, ...]:
    """A list writes `~=0.9.5` for what conda calls `>=0.9.5,<0.10`."""
    plain: list[str] = []
    for each in specifier:
        if each.operator == "~=":
            parts = each.version.split(".")[:-1]
            plain += [f">={each.version}", f"<{'.'.join([*parts[:-1], str(int(parts[-1]) + 1)])}"]
        else:
            plain.append(str(each))
    return tuple(sorted(plain))


def _imported(path: Path) -> list[str]:
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.append(node.module or "")
    return names
