"""What the judge only suspects: it waits for a person, and what that person decides is kept and told."""

import csv
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from assessments import bridge, grade
from assessments.guide import grading_guide
from assessments.results import results
from caunoi import cli
from caunoi.content import Library
from caunoi.coursework.incidents import incidents_of
from caunoi.coursework.standings import Standing, every_standing, standings
from caunoi.coursework.vetoes import FILE, PossibleVeto, rule, rulings
from caunoi.errors import GradingError
from reports.class_report import write
from reports.frames import class_frame
from tests.grading.samples import ASSESSMENT, NOON, Answers, GradedBy, mark_by_hand
from tests.grading.test_export import nbgrader
from tests.grading.test_pages import formgrader_page, parsed

CASE = "mockup-help-uncle"
MOCKUP = "mockup/help-uncle/test"
# A wrong name sent knowingly stands for a deed that rules out a pass; and the rules count only for who opened them.
VETO = """\
vetoes:
  - id: another-name
    when: {did: confirm.send, case: 1}
    say:
      vi: "Đã gửi hồ sơ dưới tên người khác."
      id: "Berkas dikirim atas nama lain."
      en: "The dossier was sent in another name."
    facts: {vi: "Quy định của thôn.", id: "Aturan dusun.", en: "The rules of the village say so."}
"""


@pytest.fixture(scope="module")
def strict(graded_by: GradedBy) -> Path:
    """A class whose case knows a veto and a criterion without an opportunity; 001 did well, 002 took the veto."""

    def changed(text: str) -> str:
        once = "id: one-send, kind: at-most,"
        assert once in text
        return text.replace(once, f"{once} opportunity: {{screen: rules}},") + VETO

    return graded_by(changed)


@pytest.fixture
def group(strict: Path, tmp_path: Path) -> Path:
    """A copy of that class that a test may change."""
    return Path(shutil.copytree(strict, tmp_path / "class-1"))


def case_of(root: Path, trainee: str = "002") -> Standing:
    library = Library.load([root / "content"])
    return next(each for each in standings(root, library) if (each.trainee.id, each.cell.id) == (trainee, CASE))


def rulings_of(root: Path, number: int) -> list[PossibleVeto]:
    rows = every_standing(root, Library.load([root / "content"]))
    return [veto for each in rows if (each.trainee.id, each.number) == ("002", number) for veto in each.vetoes]


def decide(root: Path, decision: str, by: str = "Cô Hạnh") -> None:
    submission = case_of(root).submission
    assert submission is not None
    rule(root, submission, CASE, "another-name", decision, by)


def marks(root: Path) -> list[dict[str, str]]:
    ran = nbgrader(root, "export", "--to", "m.csv", "--student", "['001', '002']")
    assert ran.returncode == 0, ran.stderr
    with (root / "m.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_possible_veto_makes_the_mark_wait(group: Path) -> None:
    case = case_of(group)
    (veto,) = case.vetoes
    assert (case.state, case.points, case.settled) == ("waiting", None, False)
    assert (veto.id, veto.incident.at, veto.incident.did, veto.open) == ("another-name", 4, "confirm.send", True)
    assert case_of(group, "001").state == "graded"


@pytest.mark.slow
def test_nothing_is_exported_or_given_back_while_it_is_open(group: Path) -> None:
    ran = nbgrader(group, "export", "--to", "m.csv", "--student", "['002']")
    assert ran.returncode == 1
    assert "(002) mockup-help-uncle: possible veto another-name" in ran.stderr
    assert [line.trainee for line in grade.give_back(group)] == ["001"]
    assert results(group, "002") is None


def test_grading_says_whose_vetoes_wait_and_where_they_are_decided(group: Path) -> None:
    data = group.parent
    shutil.copytree(group, data / "classes" / "class-1")
    asked = ["--lang", "en", "--data", str(data), "grade"]
    told = CliRunner().invoke(cli.app, asked)
    assert told.exit_code == 0
    assert "1 person's case holds a possible veto. Look at it and decide" in told.stdout
    assert told.stdout.rstrip().endswith("/en/facilitator/class/class-1/vetoes")
    submission = case_of(group).submission
    assert submission is not None
    rule(data / "classes" / "class-1", submission, CASE, "another-name", "dismissed", "Cô Hạnh")
    assert "veto" not in CliRunner().invoke(cli.app, asked).stdout


@pytest.mark.slow
@pytest.mark.parametrize(("decision", "exported"), [("confirmed", "another-name"), ("dismissed", "")])
def test_a_decision_settles_the_mark_with_all_its_points(group: Path, decision: str, exported: str) -> None:
    decide(group, decision)
    case = case_of(group)
    assert (case.state, case.points) == ("graded", pytest.approx(10 * 2 / 9))
    row = next(each for each in marks(group) if (each["trainee"], each["cell"]) == ("002", CASE))
    assert (float(row["points"]), row["vetoes"]) == (pytest.approx(10 * 2 / 9), exported)
    assert [line.trainee for line in grade.give_back(group)] == ["001", "002"]
    rows = results(group, "002")
    assert rows is not None
    assert rows[0]["points"] == pytest.approx(10 * 2 / 9)
    said = {"confirmed": ["The dossier was sent in another name."], "dismissed": []}[decision]
    assert [each["en"] for each in rows[0]["not_passed"]] == said


@pytest.mark.slow
def test_after_its_return_a_result_says_what_each_point_is_for(group: Path) -> None:
    decide(group, "dismissed")
    assert results(group, "002") is None, "nothing before it was given back"
    grade.give_back(group)
    rows = results(group, "002")
    assert rows is not None
    told = {each["why"]["en"]: (each["points"], each["max_points"], each["counted"]) for each in rows[0]["reasons"]}
    assert told == {
        "The dossier was submitted.": (0, 4, True),
        "The details are right.": (1, 3, True),
        "The photo was clear from the start.": (1, 1, True),
        "The rules were read first.": (0, 1, True),
        "It was sent only once.": (0, 1, False),
    }
    assert [row["reasons"] for row in rows[1:]] == [[], []], "keys of a quiz stay with the assessor"
    mark_by_hand(group, "002", 5, cell=CASE)
    again = results(group, "002")
    assert again is not None and (again[0]["points"], again[0]["reasons"]) == (5, [])


def test_the_last_decision_counts_and_every_one_is_kept(group: Path) -> None:
    for decision, by in (("confirmed", "Cô Hạnh"), ("dismissed", "Thầy Minh")):
        decide(group, decision, by)
    (veto,) = case_of(group).vetoes
    assert veto.ruling is not None and not veto.confirmed
    assert (veto.ruling.decision, veto.ruling.by) == ("dismissed", "Thầy Minh")
    lines = [json.loads(line) for line in (group / FILE).read_text(encoding="utf-8").splitlines()]
    assert [(line["decision"], line["by"]) for line in lines] == [("confirmed", "Cô Hạnh"), ("dismissed", "Thầy Minh")]
    assert all(line["at"].endswith("+00:00") for line in lines)


def test_a_further_attempt_is_looked_at_anew(group: Path, answers: Answers) -> None:
    decide(group, "dismissed")
    assert case_of(group).state == "graded"
    digest = Library.load([group / "content"]).digest
    later = NOON + timedelta(hours=1)
    bridge.submit(group, "002", ASSESSMENT, answers("wrong-name", {}, digest=digest), later, 2)
    grade.autograde(group)
    case = case_of(group)
    (veto,) = case.vetoes
    assert veto.open and (case.state, case.number, case.of) == ("waiting", 2, 2)
    assert not any(each.open for each in rulings_of(group, 1)), "the first attempt's stays decided"


@pytest.mark.parametrize("damage", ["{", "7", "[]", '{"trainee": "002"}', ""])
def test_a_damaged_line_decides_nothing_and_hides_no_other(group: Path, damage: str) -> None:
    (group / FILE).write_text(damage, encoding="utf-8")
    assert rulings(group) == {}
    assert case_of(group).state == "waiting"
    decide(group, "confirmed")
    assert len(rulings(group)) == 1


@pytest.mark.parametrize(("decision", "by"), [("maybe", "Cô Hạnh"), ("confirmed", "  "), ("", "Cô Hạnh")])
def test_a_decision_needs_its_word_and_a_name(group: Path, decision: str, by: str) -> None:
    with pytest.raises(GradingError, match=r"decides nothing|needs the name"):
        decide(group, decision, by)
    assert not (group / FILE).exists()


def test_the_assessor_reads_of_it_beside_the_case(strict: Path) -> None:
    page = "".join(parsed(formgrader_page(strict, "002")).text)
    assert "Nghi lỗi điểm liệt: Đã gửi hồ sơ dưới tên người khác. Ở bước 5." in page
    assert "Dấu – nghĩa là chưa có dịp thể hiện" in page
    assert "Nghi lỗi" not in "".join(parsed(formgrader_page(strict, "001")).text)
    guide = grading_guide(strict, "en")
    assert "How to rule on a possible veto" in guide and "The rules of the village say so." in guide


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        (None, ["Decide about possible vetoes: Đỗ Văn Ất"]),
        ("confirmed", ["Not passed: The dossier was sent in another name."]),
        ("dismissed", []),
    ],
)
def test_the_report_says_who_waits_and_who_has_not_passed(
    group: Path, tmp_path: Path, decision: str | None, said: list[str]
) -> None:
    if decision:
        decide(group, decision)
    page, table, _ = write(group, tmp_path / "out", "en")
    words = " ".join("".join(parsed(page.read_text(encoding="utf-8")).text).split())
    both = ["Decide about possible vetoes: Đỗ Văn Ất", "Not passed: The dossier was sent in another name."]
    assert [each for each in both if each in words] == said
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Number"] == "002"]
    told = {row["Not passed"] for row in rows if row["Criterion"] in ("arrives", "no-blur")}
    assert told == {"The dossier was sent in another name." if decision == "confirmed" else ""}


def test_points_of_what_did_not_count_are_spread_in_the_frame(group: Path) -> None:
    decide(group, "dismissed")
    frame = class_frame(group)
    own = frame[(frame["trainee"] == "002") & (frame["task"] == MOCKUP)].set_index("criterion")
    assert own["state"].to_dict() == {
        "arrives": "graded", "right-values": "graded", "no-blur": "graded", "rules-first": "graded",
        "one-send": "not-observed",
    }  # fmt: skip
    assert own["points"].sum() == pytest.approx(10 * 2 / 9)
    assert own["max_points"].sum() == pytest.approx(10)
    assert own.loc["one-send", ["points", "max_points"]].isna().all()


def test_a_case_is_judged_again_only_after_it_was_filed_again(strict: Path, answers: Callable[..., Any]) -> None:
    library, case = Library.load([strict / "content"]), case_of(strict)
    assert case.submission is not None
    first = incidents_of(strict, library, case.submission, case.cell)
    assert first is incidents_of(strict, library, case.submission, case.cell)
    quiz = replace(case.cell, kind="item")
    assert incidents_of(strict, library, case.submission, quiz) is None
