"""Do the rooms import one way only, without circles, and is no file named after a dependency?"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
ROOMS = ("caunoi", "widgets", "assessments", "reports")
# The command, and what joins the rooms for it and for the hall.
COMPOSITION = ("caunoi.cli", "caunoi.composition")

# The engine, from the bottom up: a module imports only what stands before it.
LAYERS = (
    "caunoi.errors",
    "caunoi.suggestion",
    "caunoi.bundle",
    "caunoi.privacy",
    "caunoi.yaml_text",
    "caunoi.yaml_lines",
    "caunoi.model",
    "caunoi.i18n",
    "caunoi.settings",
    "caunoi.lowering",
    "caunoi.machine",
    "caunoi.scoring",
    "caunoi.items",
    "caunoi.payload",
    "caunoi.stamps",
    "caunoi.content_files",
    "caunoi.content",
    "caunoi.drawn_names",
    "caunoi.drawing",
    "caunoi.item_drawing",
    "caunoi.talk_drawing",
    "caunoi.views",
    "caunoi.catalogues",
    "caunoi.check",
)


def module_of(path: Path) -> str:
    parts = path.relative_to(CHECKOUT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {module_of(path): path for room in ROOMS for path in sorted((CHECKOUT / room).rglob("*.py"))}


def imported(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield every module name a file imports, and whether that happens when the file itself is imported."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    later = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) or _only_for_types(node)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node not in later) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: line {node.lineno} imports relatively; name the module in full"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield (whole if whole in FILES else str(node.module)), node not in later


def _only_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def test_the_rooms_are_there() -> None:
    assert {name.split(".")[0] for name in FILES} == set(ROOMS)
    assert set(LAYERS) <= set(FILES)


@pytest.mark.parametrize("module", sorted(FILES))
def test_imports_go_one_way(module: str) -> None:
    if module in COMPOSITION:
        return
    room = module.split(".")[0]
    allowed = {"caunoi", room}
    for name, _ in imported(FILES[module]):
        other = name.split(".")[0]
        assert other not in ROOMS or other in allowed, f"{module} imports {name}"
        assert not name.startswith(COMPOSITION) or module == "caunoi.__main__", f"{module} imports {name}"


@pytest.mark.parametrize("layer", LAYERS)
def test_the_engine_imports_downwards(layer: str) -> None:
    below = LAYERS[: LAYERS.index(layer)]
    for module, path in FILES.items():
        if module != layer and not module.startswith(f"{layer}."):
            continue
        for name, _ in imported(path):
            if name.startswith("caunoi."):
                known = [each for each in (*below, layer) if name == each or name.startswith(f"{each}.")]
                assert known, f"{module} imports {name}, which is not below it"


def test_no_circles() -> None:
    graph = {
        module: {name for name, at_once in imported(path) if at_once and name in FILES}
        for module, path in FILES.items()
    }
    done: set[str] = set()

    def visit(module: str, above: tuple[str, ...]) -> None:
        assert module not in above, f"import circle: {' -> '.join((*above[above.index(module) :], module))}"
        if module not in done:
            for other in sorted(graph[module] - {module}):
                visit(other, (*above, module))
            done.add(module)

    for module in sorted(graph):
        visit(module, ())


def test_no_file_is_named_after_a_dependency() -> None:
    wanted = set()
    for name in ("requirements.in", "requirements-test.in"):
        for line in (CHECKOUT / name).read_text(encoding="utf-8").splitlines():
            if found := re.match(r"[A-Za-z0-9][\w.-]*", line):
                wanted.add(re.sub(r"[-_.]+", "-", found[0]).lower())
    taken = {
        top.lower()
        for top, distributions in metadata.packages_distributions().items()
        if any(re.sub(r"[-_.]+", "-", each).lower() in wanted for each in distributions)
    }
    assert {"voila", "nbgrader", "quickjs", "yaml"} <= taken
    names = {path.stem: path for path in FILES.values() if path.stem != "__init__"}
    names |= {
        path.stem: path
        for folder in ("curriculum", "tests", "benchmarks")
        for path in (CHECKOUT / folder).rglob("*.py")
    }
    names |= {path.stem: path for path in CHECKOUT.glob("*.py")}
    assert {stem: str(path) for stem, path in names.items() if stem.lower() in taken} == {}


def test_no_top_level_name_hides_the_standard_library() -> None:
    tops = {path.stem for path in CHECKOUT.glob("*.py")} | {
        path.name for path in CHECKOUT.iterdir() if path.is_dir() and not path.name.startswith(".")
    }
    assert tops & sys.stdlib_module_names == set()
