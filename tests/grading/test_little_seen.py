"""A case in which too few occasions came to judge it: neither passed nor failed, and everybody is told so."""

import csv
import shutil
from pathlib import Path

import pytest

from assessments import grade
from assessments.results import results
from caunoi.content import Library
from caunoi.coursework.standings import Standing, standings
from reports.class_report import write
from reports.frames import ClassFrames, attempts_frame, class_frame, vetoes_frame
from reports.summary import summary
from tests.grading.samples import ASSESSMENT, GradedBy, mark_by_hand
from tests.grading.test_export import nbgrader
from tests.grading.test_pages import formgrader_page, parsed

CASE = "mockup-help-uncle"
MOCKUP = "mockup/help-uncle/test"
MOST = ("id: arrives, kind: reached,", "id: one-send, kind: at-most,", "id: no-blur, kind: avoided,")


@pytest.fixture(scope="module")
def short(graded_by: GradedBy) -> Path:
    """A class whose case asks mostly for what needs the rules opened: 001 opened them, 002 did not."""

    def changed(text: str) -> str:
        for line in MOST:
            assert line in text
            text = text.replace(line, f"{line} opportunity: {{screen: rules}},")
        return text

    return graded_by(changed)


@pytest.fixture
def group(short: Path, tmp_path: Path) -> Path:
    """A copy of that class that a test may change."""
    return Path(shutil.copytree(short, tmp_path / "class-1"))


def case_of(root: Path, trainee: str) -> Standing:
    library = Library.load([root / "content"])
    return next(each for each in standings(root, library) if (each.trainee.id, each.cell.id) == (trainee, CASE))


def test_it_has_no_points_and_waits_for_nobody(short: Path) -> None:
    little, enough = case_of(short, "002"), case_of(short, "001")
    assert (little.state, little.points, little.settled) == ("little-seen", None, True)
    assert (enough.state, enough.points) == ("graded", 10)


def test_points_that_a_person_gives_count(group: Path) -> None:
    mark_by_hand(group, "002", 7, cell=CASE)
    assert (case_of(group, "002").state, case_of(group, "002").points) == ("graded", 7)


def test_the_assessor_reads_of_it_beside_the_case(short: Path) -> None:
    words = "".join(parsed(formgrader_page(short, "002")).text)
    assert "Bài này chưa thấy đủ để đánh giá: mới có dịp thể hiện phần ứng với 4 trên 10 điểm." in words
    assert "chưa thấy đủ" not in "".join(parsed(formgrader_page(short, "001")).text)


@pytest.mark.slow
def test_it_is_given_back_with_what_was_seen_and_exported_without_points(group: Path) -> None:
    for trainee in ("001", "002"):
        mark_by_hand(group, trainee, 3)
    assert [line.trainee for line in grade.give_back(group)] == ["001", "002"]
    rows = results(group, "002")
    assert rows is not None
    assert (rows[0]["state"], rows[0]["points"], rows[0]["little_seen"]) == ("returned", None, True)
    assert [each["counted"] for each in rows[0]["reasons"]] == [False, True, False, True, False]
    assert [row["little_seen"] for row in rows[1:]] == [False] * len(rows[1:])
    ran = nbgrader(group, "export", "--to", "m.csv", "--student", "['001', '002']")
    assert ran.returncode == 0, ran.stderr
    with (group / "m.csv").open(encoding="utf-8-sig", newline="") as file:
        exported = {
            row["trainee"]: (row["state"], row["points"]) for row in csv.DictReader(file) if row["cell"] == CASE
        }
    assert exported == {"001": ("graded", "10.0"), "002": ("little-seen", "")}


def test_in_the_report_it_is_neither_full_nor_zero_and_helps_nobody_over_the_line(group: Path, tmp_path: Path) -> None:
    for trainee in ("001", "002"):
        mark_by_hand(group, trainee, 3)
    frame = class_frame(group)
    case = frame[(frame["trainee"] == "002") & (frame["task"] == MOCKUP)]
    assert set(case["state"]) == {"little-seen"}
    assert case[["points", "max_points"]].isna().all(axis=None)
    vetoes, attempts = vetoes_frame(group), attempts_frame(group)
    found = summary(ClassFrames(frame, vetoes, attempts), [], ASSESSMENT, None)
    people = {person.id: person for person in found.people}
    assert found.little_seen == ("002",)
    assert found.can_help == ("001",), "all other points do not make up for a case that was hardly seen"
    assert people["001"].max_points - people["002"].max_points == 10
    assert people["001"].points is not None and people["001"].points - 10 == people["002"].points
    only_case = frame[frame["task"] == MOCKUP]
    alone = summary(ClassFrames(only_case, vetoes, attempts), [], ASSESSMENT, None)
    of_it = next(person for person in alone.people if person.id == "002")
    assert (of_it.state, of_it.points) == ("little-seen", None)
    assert alone.can_help == ("001",)
    words = {}
    for lang in ("vi", "id", "en"):
        page, _, _ = write(group, tmp_path / "out", lang)
        words[lang] = " ".join("".join(parsed(page.read_text(encoding="utf-8")).text).split())
    assert "Chưa thấy đủ để đánh giá: Đỗ Văn Ất. Có buổi hướng dẫn dừng sớm" in words["vi"]
    assert "Terlalu sedikit yang terlihat untuk dinilai: Đỗ Văn Ất." in words["id"]
    assert "Too little seen to judge: Đỗ Văn Ất. A visit that ended early" in words["en"]
