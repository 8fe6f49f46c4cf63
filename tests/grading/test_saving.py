"""Which values of a grade cell are marks; stock nbgrader takes most of the others for full marks."""

import os
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.notebooknode import NotebookNode, from_dict
from nbgrader.utils import determine_grade

from assessments.grade import environment
from assessments.run import kernel_config
from assessments.saving import trouble
from caunoi.coursework.cells import grade_cells
from tests.grading.samples import ASSESSMENT


def cell(*outputs: dict[str, Any], points: float = 2.0) -> NotebookNode:
    meta = {"grade": True, "solution": False, "locked": True, "task": False, "grade_id": "x", "points": points}
    return from_dict({"cell_type": "code", "source": "", "metadata": {"nbgrader": meta}, "outputs": list(outputs)})


def value(text: str) -> dict[str, Any]:
    return {"output_type": "execute_result", "data": {"text/plain": text}, "metadata": {}, "execution_count": 1}


def stream(name: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": name, "text": "x"}


ERROR = {"output_type": "error", "ename": "GradingError", "evalue": "no answers", "traceback": []}


@pytest.mark.parametrize("text", ["0.0", "2.0", "1", "0.6666666666666666", "1e-05"])
def test_a_bare_number_in_range_is_a_mark_as_it_stands(text: str) -> None:
    assert trouble(cell(value(text))) == ""
    assert determine_grade(cell(value(text))) == (float(text), 2.0)


STRANGE = {
    "nothing": [],
    "True": [value("True")],
    "a string": [value("'2'")],
    "numpy": [value("np.float64(0.75)")],
    "a fraction": [value("Fraction(1, 3)")],
    "nan": [value("nan")],
    "negative": [value("-1")],
    "infinite": [value("inf")],
    "too much": [value("2.5")],
    "two values": [value("1.0"), value("2.0")],
    "an error": [ERROR],
    "a warning": [stream("stderr"), value("2.0")],
}


@pytest.mark.parametrize("outputs", STRANGE.values(), ids=STRANGE.keys())
def test_anything_else_is_trouble_and_says_why(outputs: list[dict[str, Any]]) -> None:
    assert trouble(cell(*outputs))


@pytest.mark.parametrize("name", ["nothing", "True", "a string", "numpy", "nan", "negative"])
def test_stock_nbgrader_would_give_full_marks_for_it(name: str) -> None:
    """If this fails, nbgrader has changed and SaveMarks may be simpler."""
    points, limit = determine_grade(cell(*STRANGE[name]))
    assert points == limit or points != points


def test_written_answers_are_no_business_of_it() -> None:
    written = cell()
    written.cell_type = "markdown"
    written.metadata["nbgrader"]["solution"] = True
    assert trouble(written) == ""


def test_the_release_asks_for_exactly_the_points_of_the_content(opened: Path, library: Any) -> None:
    released = nbformat.read(opened / "release" / ASSESSMENT / f"{ASSESSMENT}.ipynb", as_version=4)
    metas = [each.metadata["nbgrader"] for each in released.cells if "nbgrader" in each.metadata]
    found = {meta["grade_id"]: float(meta["points"]) for meta in metas if meta["grade"]}
    assert found == {each.id: each.points for each in grade_cells(library, ASSESSMENT)}


def test_nothing_but_the_notebook_stands_in_the_source(opened: Path) -> None:
    """nbgrader copies whatever lies there into what trainees get."""
    assert [path.name for path in (opened / "source" / ASSESSMENT).iterdir()] == [f"{ASSESSMENT}.ipynb"]


def test_the_course_has_no_id_of_its_own(opened: Path) -> None:
    """On Windows some commands look for course '' whatever is configured."""
    assert "course_id" not in (opened / "nbgrader_config.py").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name != "posix", reason="no such sockets there")
def test_a_kernel_is_reached_by_no_port_that_somebody_else_may_take(tmp_path: Path) -> None:
    reached = kernel_config(Path("/tmp/caunoi-kernel-abcdefgh"))["KernelManager"]
    assert reached == {"transport": "ipc", "connection_file": "/tmp/caunoi-kernel-abcdefgh/kernel.json"}
    assert kernel_config(Path("/" + "x" * 100)) == {}, "where the path is too long for a socket"


def test_the_kernel_sees_an_allow_listed_environment(
    opened: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAUNOI_SECRET", "x")
    monkeypatch.setenv("PYTHONSTARTUP", "/somewhere.py")
    seen = environment(opened, tmp_path)
    assert "CAUNOI_SECRET" not in seen and "PYTHONSTARTUP" not in seen
    assert seen["PATH"].split(os.pathsep)[0] == str(Path(sys.executable).parent)
    assert (seen["JUPYTER_PREFER_ENV_PATH"], seen["CAUNOI_LANG"]) == ("1", "vi")
