"""What may stand in a notebook that everybody shares: prose, and one call per cell."""

from __future__ import annotations

import ast
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from caunoi.errors import CauNoiError

# A shared page is computed once, so its cells may only show widgets: nothing that reads a clock, a name or a die.
LIGHT_MODULES = ("widgets",)


class NotLight(CauNoiError):
    """A notebook that cannot be a light page."""


def read_notebook(path: Path) -> NotebookNode:
    """The notebook of a file; raises NotLight when the file is none."""
    try:
        return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TypeError, KeyError, AttributeError, nbformat.ValidationError) as error:
        raise NotLight("this is not a readable notebook; save it again in JupyterLab.") from error


def only_shown(notebook: NotebookNode) -> NotebookNode:
    """The notebook of an assessment without the cells that hold answers and grades, before anything is run."""
    shown = nbformat.from_dict(notebook)  # type: ignore[no-untyped-call]
    shown.cells = [cell for cell in shown.cells if not _is_graded(cell)]
    return shown


def check_light(notebook: NotebookNode, modules: tuple[str, ...] = LIGHT_MODULES) -> None:
    """Raise NotLight for the first cell that is neither prose, nor imports, nor one call with literal arguments."""
    imported: set[str] = set()
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type != "code":
            continue
        place = f"cell {number}"
        try:
            statements = ast.parse(cell.source).body
        except (SyntaxError, ValueError) as error:
            raise NotLight(f"{place} is not Python ({error}); {_RULE}") from error
        calls = 0
        for statement in statements:
            names = _imported(statement, modules)
            if names is not None:
                imported |= names
            elif _is_plain_call(statement, imported):
                calls += 1
            else:
                raise NotLight(f"{place} holds {ast.unparse(statement)[:80]!r}; {_RULE}")
        if calls > 1:
            raise NotLight(f"{place} holds {calls} calls; {_RULE}")


_RULE = "light notebooks hold prose and one call per cell."


def _is_graded(cell: NotebookNode) -> bool:
    """Whether a cell is the grader's: all code that nbgrader knows, and prose that holds an answer."""
    marks = cell.metadata.get("nbgrader", {})
    kinds = ("solution", "grade", "task", "locked") if cell.cell_type == "code" else ("solution", "grade", "task")
    return any(marks.get(kind, False) for kind in kinds)


def _imported(statement: ast.stmt, modules: tuple[str, ...]) -> set[str] | None:
    """The names that an allowed `from module import name` brings, None for anything else."""
    if not isinstance(statement, ast.ImportFrom) or statement.level or statement.module is None:
        return None
    if statement.module.split(".")[0] not in modules or any(alias.name == "*" for alias in statement.names):
        return None
    return {alias.asname or alias.name for alias in statement.names}


def _is_plain_call(statement: ast.stmt, imported: set[str]) -> bool:
    call = statement.value if isinstance(statement, ast.Expr) else None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or call.func.id not in imported:
        return False
    if any(keyword.arg is None for keyword in call.keywords):
        return False
    return all(_is_literal(argument) for argument in [*call.args, *(keyword.value for keyword in call.keywords)])


def _is_literal(node: ast.expr) -> bool:
    try:
        ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return False
    return True
