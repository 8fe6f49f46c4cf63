"""Opening a class."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook

from assessments import course
from assessments.agreement import check_notebook
from assessments.course import add_modules, add_students, open_course
from caunoi.content import CHECKOUT_ROOTS, Library, library_here, library_of
from caunoi.coursework.folder import read_class
from caunoi.coursework.marks import trainees
from caunoi.errors import ContentError, GradingError
from tests.grading.samples import ASSESSMENT, PEOPLE, Group, Person

Change = Callable[[dict[str, Any]], None]


def test_a_class_pins_the_very_content_it_was_opened_with(opened: Path, checkout: Path, library: Library) -> None:
    assert read_class(opened).digest == library.digest == Library.load([checkout]).digest
    assert library.problems() == []


def test_the_class_file_says_what_was_asked(opened: Path) -> None:
    said = read_class(opened)
    assert (said.id, said.code, said.name, said.lang, said.simulated) == (
        "class-1",
        "KHE-7",
        "Lớp xã Suối Mơ",
        "vi",
        False,
    )


def test_opening_again_changes_nothing(opened: Path, checkout: Path, library: Library) -> None:
    before = {path: path.stat().st_mtime_ns for path in opened.rglob("*")}
    assert open_course(opened, Group(), checkout) == library.digest
    assert {path: path.stat().st_mtime_ns for path in opened.rglob("*")} == before


def test_a_class_is_there_wholly_or_not_at_all(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise GradingError("no")

    monkeypatch.setattr(course, "generate", broken)
    with pytest.raises(GradingError):
        open_course(tmp_path / "classes" / "class-1", Group(), checkout)
    assert list((tmp_path / "classes").iterdir()) == []


@pytest.mark.slow
def test_a_class_takes_some_modules_and_more_later_with_the_content_it_was_opened_with(tmp_path: Path) -> None:
    root = tmp_path / "class-1"
    told: list[tuple[int, int]] = []
    digest = open_course(root, Group(), modules=["03-phone"], tell=lambda *step: told.append(step))
    assert told == [(0, 1), (1, 1)]
    assert [path.name for path in (root / "release").iterdir()] == ["phone"]
    assert [each.id for each in library_here(root).syllabus.modules] == ["03-phone"]
    assert sorted(library_here(root).assessments) == ["phone"]
    add_students(root, PEOPLE)
    add_modules(root, ["08-counter", "nothing"])
    assert sorted(path.name for path in (root / "release").iterdir()) == ["counter", "phone"]
    assert [each.id for each in library_here(root).syllabus.modules] == ["03-phone", "08-counter"]
    assert read_class(root).modules == ("03-phone", "08-counter")
    assert library_here(root).digest == read_class(root).digest == digest


@pytest.mark.parametrize("bad", ["../up", "", "a/b"])
def test_a_hostile_class_id_opens_nothing(checkout: Path, tmp_path: Path, bad: str) -> None:
    with pytest.raises(GradingError, match="class id"):
        open_course(tmp_path / "x", replace(Group(), id=bad), checkout)
    assert list(tmp_path.iterdir()) == []


def test_nbgrader_sees_whole_vietnamese_names(fresh: Path) -> None:
    add_students(fresh, [Person("001", "Nguyễn Thị Hoà Bình", "001")])
    with Gradebook(f"sqlite:///{fresh / 'gradebook.db'}", "") as gradebook:
        shown = {each.id: f"{each.last_name}, {each.first_name}" for each in gradebook.students}
    assert shown == {each.id: f"{each.name}, {each.card}" for each in PEOPLE} | {"001": "Nguyễn Thị Hoà Bình, 001"}
    assert trainees(fresh)[0].name == "Nguyễn Thị Hoà Bình"


def test_a_hostile_trainee_id_enters_nobody(fresh: Path) -> None:
    with pytest.raises(GradingError):
        add_students(fresh, [Person("010", "Một", "010"), Person("../1", "Hai", "1")])
    assert [each.id for each in trainees(fresh)] == [each.id for each in PEOPLE]


def cell(notebook: dict[str, Any], name: str) -> dict[str, Any]:
    return next(each for each in notebook["cells"] if each["metadata"].get("nbgrader", {}).get("grade_id") == name)


def set_points(notebook: dict[str, Any]) -> None:
    cell(notebook, "mockup-help-uncle")["metadata"]["nbgrader"]["points"] = 11


def drop_item(notebook: dict[str, Any]) -> None:
    notebook["cells"].remove(cell(notebook, "item-basics-state-5"))


def ask_for_another(notebook: dict[str, Any]) -> None:
    cell(notebook, "item-basics-state-5")["source"] = 'points_for("item/basics/keep-secret", _payload)'


def leave_an_answer(notebook: dict[str, Any]) -> None:
    cell(notebook, "payload")["source"] = "_payload = {}"


def add_a_cell(notebook: dict[str, Any]) -> None:
    extra = json.loads(json.dumps(cell(notebook, "item-basics-state-5")))
    extra["metadata"]["nbgrader"]["grade_id"] = "item-basics-bonus"
    notebook["cells"].append(extra)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (set_points, "mockup-help-uncle"),
        (drop_item, "item-basics-state-5"),
        (ask_for_another, "item-basics-state-5"),
        (leave_an_answer, "payload"),
        (add_a_cell, "item-basics-bonus"),
    ],
)
def test_a_notebook_that_differs_from_its_content_opens_no_class(
    checkout: Path, tmp_path: Path, change: Change, place: str
) -> None:
    other = Path(shutil.copytree(checkout, tmp_path / "checkout"))
    path = other / "assessments" / ASSESSMENT / "source" / f"{ASSESSMENT}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    change(notebook)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    with pytest.raises(ContentError, match=place):
        open_course(tmp_path / "class-1", Group(), other)
    assert not (tmp_path / "class-1").exists()


SHIPPED = sorted((CHECKOUT_ROOTS[-1]).glob("*/assessment.yaml"))


@pytest.mark.parametrize("path", SHIPPED, ids=[path.parent.name for path in SHIPPED])
def test_every_shipped_notebook_agrees_with_its_content(path: Path) -> None:
    name = path.parent.name
    check_notebook(path.parent / "source" / f"{name}.ipynb", library_of(CHECKOUT_ROOTS), name)
