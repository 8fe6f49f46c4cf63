"""What nbgrader's own run puts into the gradebook."""

import json
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook

from assessments import bridge, grade
from assessments.points import points_for
from caunoi.content import Library
from caunoi.coursework.cells import grade_cells
from caunoi.coursework.judging import judged
from caunoi.coursework.standings import Standing, standings
from caunoi.errors import GradingError
from caunoi.payload import read
from tests.grading.samples import ASSESSMENT, NOON, PARTLY, RIGHT, WRITTEN, Answers, mark_by_hand


def of(root: Path, library: Library, trainee: str) -> dict[str, Standing]:
    return {each.cell.id: each for each in standings(root, library) if each.trainee.id == trainee}


def scores(root: Path, trainee: str) -> dict[str, float]:
    """What nbgrader itself says."""
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "") as gradebook:
        notebook = gradebook.find_submission_notebook(ASSESSMENT, ASSESSMENT, trainee)
        return {each.name: each.score for each in notebook.grades}


def test_full_credit_is_every_point(graded: Path, library: Library) -> None:
    found = of(graded, library, "001")
    assert {name: each.points for name, each in found.items() if name != WRITTEN} == {
        cell.id: cell.points for cell in grade_cells(library, ASSESSMENT) if cell.id != WRITTEN
    }


def test_partial_credit_is_exactly_what_the_engine_says(graded: Path, library: Library, answers: Answers) -> None:
    payload = read(answers("slip", PARTLY))
    expected = {
        cell.id: judged(library, cell, payload).points
        for cell in grade_cells(library, ASSESSMENT)
        if not cell.read_by_a_person
    }
    assert expected["mockup-help-uncle"] == 8.0
    assert expected["item-basics-filing-order"] == 2 * 1 / 3  # a fraction that no decimal holds
    found = scores(graded, "002")
    assert {name: found[name] for name in expected} == expected


def test_nothing_answered_is_zero_and_graded(graded: Path, library: Library) -> None:
    found = of(graded, library, "003")
    assert {each.state for each in found.values()} == {"graded"}
    assert {each.points for each in found.values()} == {0.0}


def test_the_absent_have_no_points_rather_than_zero(graded: Path, library: Library) -> None:
    found = of(graded, library, "004")
    assert {each.state for each in found.values()} == {"absent"}
    assert {each.points for each in found.values()} == {None}


def test_what_was_written_waits_for_a_person(graded: Path, library: Library) -> None:
    assert of(graded, library, "001")[WRITTEN].state == "waiting"
    assert of(graded, library, "001")[WRITTEN].points is None


def test_answers_under_other_content_are_a_problem_and_not_zero(graded: Path, library: Library) -> None:
    found = of(graded, library, "005")
    assert {each.state for name, each in found.items() if name != WRITTEN} == {"problem"}
    assert {each.points for each in found.values()} == {None}
    shown = (graded / "autograded" / "005" / ASSESSMENT / f"{ASSESSMENT}.ipynb").read_text(encoding="utf-8")
    assert "given under other content" in shown


def test_a_problem_is_settled_by_the_points_a_person_gives(graded_copy: Path, library: Library) -> None:
    mark_by_hand(graded_copy, "005", 6.5, cell="mockup-help-uncle")
    found = of(graded_copy, library, "005")
    assert (found["mockup-help-uncle"].state, found["mockup-help-uncle"].points) == ("graded", 6.5)
    assert found["item-basics-state-5"].state == "problem"


DAMAGE = {
    "001": ("_payload = None", "holds no answers"),
    "002": ("import json\n_payload = json.loads('{\"format\":1')", "JSONDecodeError"),
    "003": ("_payload = {'format': 2}", "cannot be read"),
    "004": ("import sys\nsys.exit(1)", "NameError"),
}
GONE = {"item-basics-state-5": 1.0, "mockup-help-uncle": 10.0}


@pytest.mark.slow
def test_damaged_submissions_never_score_and_missing_cells_come_back(
    fresh: Path, library: Library, answers: Answers
) -> None:
    def change(trainee: str, changed: Callable[[list[Any]], list[Any]]) -> None:
        path = bridge.submit(fresh, trainee, ASSESSMENT, answers("expert", RIGHT), NOON) / f"{ASSESSMENT}.ipynb"
        notebook = json.loads(path.read_text(encoding="utf-8"))
        notebook["cells"] = changed(notebook["cells"])
        path.write_text(json.dumps(notebook), encoding="utf-8")

    def name(cell: Any) -> str:
        return str(cell["metadata"].get("nbgrader", {}).get("grade_id"))

    for trainee, (source, _) in DAMAGE.items():
        change(trainee, lambda cells, s=source: [c | {"source": s} if name(c) == "payload" else c for c in cells])
    change("005", lambda cells: [c for c in cells if name(c) not in GONE])
    grade.autograde(fresh)
    for trainee, (_, says) in DAMAGE.items():
        assert {s.state for n, s in of(fresh, library, trainee).items() if n != WRITTEN} == {"problem"}
        shown = (fresh / "autograded" / trainee / ASSESSMENT / f"{ASSESSMENT}.ipynb").read_text(encoding="utf-8")
        assert says in shown
    assert {n: of(fresh, library, "005")[n].points for n in GONE} == GONE


def test_a_warning_in_the_engine_costs_nobody_a_point(
    opened: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import assessments.points as points

    def loud(*given: object) -> object:
        warnings.warn("renamed", DeprecationWarning, stacklevel=1)
        return judged(*given)  # type: ignore[arg-type]

    monkeypatch.chdir(opened)
    monkeypatch.setattr(points, "judged", loud)
    value = points_for("mockup/help-uncle", answers("slip", {}))
    assert (type(value), value) == (float, 8.0)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("call", "changed", "says"),
    [
        ("mockup/elsewhere", {}, "has no 'mockup/elsewhere'"),
        ("mockup/help-uncle", {"assessment": "other"}, "does not have"),
        ("mockup/help-uncle", {"digest": ""}, "other content"),
        ("mockup/help-uncle", {"events": "all of them"}, "events"),
        ("mockup/help-uncle", {"format": 2}, "format"),
        ("mockup/help-uncle", {"events": [{"task": "mockup/help-uncle/test", "event": {}, "at_ms": 1}] * 5001}, "5000"),
    ],
)
def test_what_cannot_be_graded_raises(
    opened: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch, call: str, changed: dict[str, object], says: str
) -> None:
    monkeypatch.chdir(opened)
    with pytest.raises(GradingError, match=says):
        points_for(call, answers(None, {}, **changed))
