"""The page and the table of a class."""

import csv
import re
import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from nbclient import NotebookClient

from assessments.course import add_students
from assessments.grade import environment
from assessments.run import kernel_config
from caunoi.content import Library, library_here
from caunoi.coursework.folder import read_class, write_class
from caunoi.coursework.table_file import plain, write_table
from caunoi.coursework.turns import turn_counts
from caunoi.hall.records import NewTrainee
from caunoi.hall.store.store import Store
from reports import attendance as attending
from reports import class_report
from reports.attendance import Attendance
from reports.class_report import class_page, column_heads, turns_table, write
from reports.frames import ATTEMPT_COLUMNS, COLUMNS, VETO_COLUMNS, ClassFrames, class_frames
from reports.gains import Form, Gain, Gains, Order
from reports.order import in_order, taken_up
from reports.summary import Summary, summary
from reports.tables import ClassTables
from reports.wording import FEW_LESSONS, Wording
from tests.grading.samples import ASSESSMENT, PEOPLE, Person, mark_by_hand

NOTEBOOK = Path(class_report.__file__).parent / "analyses" / "class-report.ipynb"


def table(path: Path) -> list[dict[str, str]]:
    assert path.read_bytes().startswith(b"\xef\xbb\xbf"), "Excel needs the mark to read UTF-8"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def summary_of(root: Path) -> Summary:
    turns = turn_counts(root, Library.load([root / "content"]))
    return summary(class_frames(root), turns, ASSESSMENT, None)


def page_of(root: Path, lang: str) -> str:
    turns = turn_counts(root, Library.load([root / "content"]))
    return class_page(root, class_frames(root), turns, lang)


def text_of(page: str) -> str:
    class Words(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.words: list[str] = []

        def handle_data(self, data: str) -> None:
            if self.get_starttag_text() != "<style>":
                self.words.append(data)

    parser = Words()
    parser.feed(page)
    return " ".join(" ".join(parser.words).split())


@pytest.mark.parametrize("lang", ["vi", "id", "en"])
def test_the_page_and_the_table_are_written_in_each_language(graded: Path, tmp_path: Path, lang: str) -> None:
    page, sheet, turns = write(graded, tmp_path / "new" / "folder", lang)
    html = page.read_text(encoding="utf-8")
    assert f'<html lang="{lang}">' in html
    said = text_of(html)
    title = {"vi": "Lớp làm được những gì", "id": "Apa yang sudah dikuasai kelas", "en": "What the class can do"}[lang]
    why = {"vi": "Ảnh rõ ngay từ đầu.", "id": "Foto jelas sejak awal.", "en": "The photo was clear from the start."}[
        lang
    ]
    turn = {
        "vi": "1 trong 2 người đã nộp khi chưa điền họ tên.",
        "id": "1 dari 2 orang mengajukan sebelum mengisi nama.",
        "en": "1 of 2 people submitted before filling in the name.",
    }[lang]
    for expected in ("Lớp xã Suối Mơ", "Lý Ỷ Phượng", title, why, turn):
        assert expected in said
    rows = table(sheet)
    assert len(rows) == 10 * len(PEOPLE)
    assert [list(row.values())[4:6] for row in table(turns)] == [["2", "2"], ["1", "2"]]


def test_the_page_needs_nothing_but_itself(graded: Path, tmp_path: Path) -> None:
    html = write(graded, tmp_path, "vi")[0].read_text(encoding="utf-8")
    addresses = re.findall(r"""(?:src|href)\s*=\s*["']?([^"'\s>]+)|url\(["']?([^"')]+)""", html)
    assert [each for pair in addresses for each in pair if each and not each.startswith("data:")] == []
    assert "<script" not in html and "@import" not in html
    assert html.count("data:font/woff2;base64,") == 6


def test_numbers_of_the_class(graded: Path) -> None:
    found = summary_of(graded)
    numbers = found.numbers
    assert (numbers.people, numbers.joined, numbers.handed_in, numbers.waiting, numbers.problems) == (5, None, 4, 2, 1)
    assert {each.id: each.state for each in found.people} == {
        "001": "waiting", "002": "waiting", "003": "graded", "004": "absent", "005": "problem",
    }  # fmt: skip
    assert {each.id: each.points for each in found.people} == {
        "001": None, "002": None, "003": 0.0, "004": None, "005": None,
    }  # fmt: skip


def test_shares_are_of_those_who_are_graded(graded: Path) -> None:
    found = summary_of(graded)
    by_name = {each.criterion: each for each in found.criteria}
    assert by_name["arrives"].share == pytest.approx((1 + 1 + 0) / 3)
    assert (by_name["arrives"].graded, by_name["arrives"].full) == (3, 2)
    assert by_name["right-values"].share == pytest.approx((1 + 2 / 3 + 0) / 3)
    assert by_name["coaching"].graded == 1, "only the blank answer is graded so far"


def test_wrong_turns_are_grouped_by_kind_the_most_frequent_first(graded: Path) -> None:
    found = summary_of(graded)
    assert found.attempted == 2, "who handed in an empty case, or one that cannot be read, attempted nothing"
    assert [(group.kind, [(turn.turn, turn.people, turn.of) for turn in group.turns]) for group in found.turns] == [
        ("order", [("late-rules", 2, 2)]),
        ("omission", [("empty-name", 1, 2)]),
    ]
    said = text_of(page_of(graded, "en"))
    assert said.index("Wrong order") < said.index("2 of 2 people read the rules before sending.")
    assert said.index("read the rules before sending.") < said.index("Left out")
    assert "submitted before filling in the name. Screen: Home" in said


def test_turns_nobody_took_are_in_the_table_and_the_page_says_there_were_none(graded: Path, tmp_path: Path) -> None:
    library = Library.load([graded / "content"])
    counts = [replace(each, people=0, screen=None) for each in turn_counts(graded, library)]
    said = text_of(class_page(graded, class_frames(graded), counts, "en"))
    assert "2 people began a case, and none of them took a wrong turn we know of." in said
    header, rows = turns_table(library, counts, "en")
    write_table(tmp_path / "t.csv", header, rows)
    assert [(row["Kind"], row["People"], row["Of"], row["Screen"]) for row in table(tmp_path / "t.csv")] == [
        ("Wrong order", "0", "2", ""),
        ("Left out", "0", "2", ""),
    ]


def test_who_needs_what_and_who_can_help(graded_copy: Path) -> None:
    mark_by_hand(graded_copy, "001", 4)
    found = summary_of(graded_copy)
    assert found.can_help == ("001",)
    needs = {each.skill: each.people for each in found.practice}
    assert needs["P2.6"] == ("002", "003")
    assert all("003" in people and "001" not in people for people in needs.values())


def test_those_who_began_are_told_from_those_who_never_came(graded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    came = Attendance(
        frozenset({"001", "002", "004", "gone"}),
        frozenset({(ASSESSMENT, "001"), (ASSESSMENT, "004"), ("another", "002")}),
    )
    monkeypatch.setattr(class_report, "attendance", lambda _: came)
    said = text_of(page_of(graded, "en"))
    assert "Began and did not hand in: Vắng Mặt ." in said or "Began and did not hand in: Vắng Mặt." in said
    assert "Invite again" not in said
    assert "3 Came" in said or "Came 3" in said


def test_an_assessment_nobody_has_begun_is_a_line_and_no_table_of_dashes(graded: Path) -> None:
    found = summary_of(graded)
    nobody = replace(found, assessment="another", numbers=replace(found.numbers, handed_in=0))
    opened = replace(nobody, begun=("004",))
    assert taken_up([nobody, found]) == [found]
    assert taken_up([nobody, opened]) == [opened]
    assert taken_up([nobody, nobody]) == [nobody], "the list of people at least"


def test_assessments_come_as_they_are_taught() -> None:
    names = in_order(library_here())
    assert names[:2] == ["portal-basics", "portal-procedures"]
    assert sorted(names) == sorted(library_here().assessments)


def test_what_to_practise_is_looked_for_in_the_assessments_own_module_first() -> None:
    wording = Wording(library_here(), "en")
    assert wording.lessons("P3.1", "portal-basics") == ["A grandchild files for his grandmother"]
    assert len(wording.lessons("P5.2", "portal-basics")) <= FEW_LESSONS


def test_columns_of_one_kind_are_told_apart() -> None:
    assert column_heads(["Case", "Questions", "Case"]) == ["Case 1", "Questions", "Case 2"]


def test_the_halls_store_says_who_came(graded: Path, tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        name = store.classes.open("Lớp", "", "2026-11-23", "vi").id
        told = store.people.add(name, [NewTrainee("Một"), NewTrainee("Hai"), NewTrainee("Ba")])
        ids = [trainee.id for trainee, _ in told]
        for trainee, pin in told[:2]:
            store.cards.check_pin(name, trainee.id, pin)
        for number, page in ((0, "assessment/basics"), (1, "assessment/basics"), (1, "lesson/start/first")):
            store.attempts.open(name, ids[number], page, "0" * 64)
        store.attempts.submit(store.attempts.open(name, ids[1], "assessment/basics", "0" * 64).id, {})
    root = Path(shutil.copytree(graded, tmp_path / "classes" / name))
    write_class(root, read_class(root).model_copy(update={"id": name}))
    assert attending.attendance(root) == Attendance(frozenset(ids[:2]), frozenset({("basics", ids[0])}))


def test_a_simulated_class_says_so_and_a_real_one_does_not(graded_copy: Path) -> None:
    assert "simulated" not in text_of(page_of(graded_copy, "en"))
    write_class(graded_copy, read_class(graded_copy).model_copy(update={"simulated": True}))
    assert "This class is simulated" in text_of(page_of(graded_copy, "en"))


def test_a_class_that_has_only_just_begun_has_a_page(opened: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(opened, tmp_path / "class-1"))
    said = text_of(write(root, tmp_path, "en")[0].read_text(encoding="utf-8"))
    assert "Vắng Mặt" in said and "What the class can do" not in said and "lost their way" not in said


def test_two_of_one_name_are_told_apart(graded_copy: Path) -> None:
    add_students(graded_copy, [Person("006", "Nguyễn Thị Hoà", "006")])
    said = text_of(page_of(graded_copy, "vi"))
    assert "Nguyễn Thị Hoà (001)" in said and "Nguyễn Thị Hoà (006)" in said


def test_a_hostile_name_is_shown_and_runs_nothing(graded_copy: Path, tmp_path: Path) -> None:
    add_students(graded_copy, [Person("006", "<img src=x onerror=alert(1)>", "006"), Person("007", "=1+1|cmd", "007")])
    page, sheet, _ = write(graded_copy, tmp_path, "vi")
    html = page.read_text(encoding="utf-8")
    assert "<img" not in html and "&lt;img src=x onerror=alert(1)&gt;" in html
    names = {next(iter(list(row.values())[1:2])) for row in table(sheet)}
    assert {"<img src=x onerror=alert(1)>", "'=1+1|cmd"} <= names


def test_the_table_keeps_absent_apart_from_zero(graded: Path, tmp_path: Path) -> None:
    rows = table(write(graded, tmp_path, "en")[1])
    points = {number: {row["Points"] for row in rows if row["Number"] == number} for number in ("003", "004")}
    assert points == {"003": {"0.0"}, "004": {""}}
    assert {row["State"] for row in rows} == {"graded", "waits to be graded", "cannot be graded", "not handed in"}
    assert {row["Name"] for row in rows} == {each.name for each in PEOPLE}


@pytest.mark.parametrize("text", ["=1+1", "+84", "-2", "@x", "\tx", "\rx"])
def test_no_text_starts_a_formula(text: str) -> None:
    assert plain(text) == "'" + text


@pytest.mark.parametrize(("value", "cell"), [(-2.5, -2.5), (0.0, 0.0), (None, ""), (float("nan"), ""), ("Hoà", "Hoà")])
def test_numbers_and_gaps_stay_what_they_are(value: object, cell: object) -> None:
    assert plain(value) == cell


def test_commas_quotes_and_lines_stay_in_their_cell(tmp_path: Path) -> None:
    write_table(tmp_path / "t.csv", ["a", "b"], [['Nguyen, Van "A"', "one\ntwo"]])
    assert table(tmp_path / "t.csv") == [{"a": 'Nguyen, Van "A"', "b": "one\ntwo"}]


def test_the_page_says_when_it_was_written(graded: Path) -> None:
    def today() -> str:
        return datetime.now(UTC).astimezone().strftime("%d/%m/%Y")

    before = today()
    page = page_of(graded, "vi")
    assert before in page or today() in page, "it may have become midnight meanwhile"


def test_an_empty_frame_is_still_a_frame() -> None:
    names = (COLUMNS, VETO_COLUMNS, ATTEMPT_COLUMNS)
    frames = ClassFrames(*(pd.DataFrame(columns=list(each)) for each in names))
    assert summary(frames, (), "none", None).people == ()


def test_points_in_the_tables_are_written_as_the_language_writes_them(graded: Path) -> None:
    marks = class_frames(graded).marks
    points = marks.groupby(["trainee", "task"])["points"].sum()
    assert any(each % 1 for each in points), "one of them is no whole number"
    said = text_of(ClassTables(graded).people().as_raw_html())
    assert not re.search(r"\d\.\d", said), "Vietnamese has a comma there"


@pytest.mark.slow
def test_the_notebook_runs_in_the_folder_of_a_class(graded_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    with tempfile.TemporaryDirectory(prefix="caunoi-kernel-") as home:
        for name, value in environment(graded_copy, Path(home)).items():
            monkeypatch.setenv(name, value)
        reached, where = kernel_config(Path(home)), {"metadata": {"path": str(graded_copy)}}
        NotebookClient(notebook, timeout=120, resources=where, config=reached).execute()
    shown = "".join(output.data.get("text/html", "") for cell in notebook.cells for output in cell.get("outputs", []))
    for expected in ("Lý Ỷ Phượng", "Ảnh rõ ngay từ đầu.", "nộp khi chưa điền họ tên"):
        assert expected in shown


def test_a_class_with_forms_reads_what_it_gained(graded_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    person = Gain("001", "A", 40.0, 65.0, 100.0)
    orders = Order("A", 1, 40.0, 65.0), Order("B", 0, None, None)
    found = Gains("visits", (ASSESSMENT, "another"), (person,), orders, (Form("A", 40.0, None), Form("B", None, 65.0)))
    monkeypatch.setattr(class_report, "_gains", lambda *_: [("Visits", found)])
    said = " ".join(text_of(page_of(graded_copy, "en")).split())
    assert "Before and after: Visits" in said and "nobody has measured whether one is easier" in said
    assert "A first People 1 Before 40 After 65 Gain +25" in said
    assert "Nguyễn Thị Hoà A first Before 40 / 100 After 65 / 100 Gain +25" in said
    assert "Form B Before – After 65 Both together –" in said


def test_the_table_says_what_was_taken_when_and_what_was_gained(
    graded_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = Gain("001", "A", 40.0, 65.5, 100.0), Gain("002", "B", 30.0, None, 100.0)
    nobody = Order("A", 0, None, None), Order("B", 0, None, None)
    found = Gains("visits", (ASSESSMENT, "another"), people, nobody, (Form("A", None, None), Form("B", None, None)))
    monkeypatch.setattr(class_report, "_gains", lambda *_: [("Visits", found)])
    _, sheet, _ = write(graded_copy, tmp_path, "en")
    rows = {(row["Number"], row["Before or after the lessons"], row["Gain"]) for row in table(sheet)}
    others = {(person.id, "", "") for person in PEOPLE[2:]}
    assert rows == {("001", "before", "25.5"), ("002", "after", "")} | others
