"""Several attempts of one person, graded by the real nbgrader: each keeps its marks, and one counts."""

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assessments import bridge, grade
from assessments.forgetting import forget
from assessments.results import results
from caunoi.content import Library, library_here
from caunoi.coursework.attempt_names import attempt_name, named_attempt
from caunoi.coursework.folder import read_class, write_class
from caunoi.coursework.standings import counting, every_standing, standings
from caunoi.model.course import Retakes
from tests.grading.samples import ASSESSMENT, NOON, PARTLY, RIGHT, WRITTEN, Answers, mark_by_hand
from tests.grading.test_export import nbgrader, table

CASE = "mockup-help-uncle"
SECOND = f"{ASSESSMENT}--2"


@pytest.mark.parametrize(
    ("assessment", "number", "name"), [("zalo", 1, "zalo"), ("zalo", 2, "zalo--2"), ("a-b_2", 11, "a-b_2--11")]
)
def test_an_attempt_has_one_name_and_the_name_one_attempt(assessment: str, number: int, name: str) -> None:
    assert attempt_name(assessment, number) == name
    assert named_attempt(name) == (assessment, number)


def test_what_only_looks_like_a_further_attempt_is_a_first_one() -> None:
    assert named_attempt("zalo--x") == ("zalo--x", 1)
    assert named_attempt("zalo-2") == ("zalo-2", 1)


def attempt(*cells: tuple[float | None, str]) -> list[Any]:
    """Cells of one attempt as (points, graded, waiting, little-seen, or graded with a confirmed veto)."""
    return [
        SimpleNamespace(
            points=points,
            state=said,
            settled=said != "waiting",
            vetoes=[SimpleNamespace(confirmed=True)] if said == "vetoed" else [],
        )
        for points, said in cells
    ]


@pytest.mark.parametrize(
    ("attempts", "best", "last"),
    [
        ([attempt((3, "graded"))], 0, 0),
        ([attempt((3, "graded")), attempt((5, "graded"))], 1, 1),
        ([attempt((5, "graded")), attempt((3, "graded"))], 0, 1),
        # Of equals the earlier keeps the mark.
        ([attempt((5, "graded"), (1, "graded")), attempt((2, "graded"), (4, "graded"))], 0, 1),
        # Nobody knows which is the best before all are known.
        ([attempt((9, "graded")), attempt((None, "waiting"))], 1, 1),
        ([attempt((None, "waiting")), attempt((9, "graded"))], 0, 1),
        # What is not passed is never better than what is.
        ([attempt((2, "graded")), attempt((9, "vetoed"))], 0, 1),
        ([attempt((9, "vetoed")), attempt((8, "vetoed"))], 0, 1),
        # Nor is one of which too little was seen to judge it.
        ([attempt((None, "little-seen"), (9, "graded")), attempt((2, "graded"), (2, "graded"))], 1, 1),
    ],
)
def test_which_attempt_counts(attempts: list[list[Any]], best: int, last: int) -> None:
    assert counting(attempts, "best") is attempts[best]
    assert counting(attempts, "last") is attempts[last]


def counts(root: Path, policy: str) -> None:
    """Let the class count the best or the last attempt."""
    retakes = {ASSESSMENT: Retakes.model_validate({"counts": policy})}
    write_class(root, read_class(root).model_copy(update={"retakes": retakes}))


def marks_of(root: Path, library: Library, number: int, trainee: str = "001") -> dict[str, tuple[str, float | None]]:
    mine = [each for each in every_standing(root, library) if (each.trainee.id, each.number) == (trainee, number)]
    return {each.cell.id: (each.state, each.points) for each in mine}


def counted(root: Path, library: Library, trainee: str = "001") -> set[tuple[int, int]]:
    return {(each.number, each.of) for each in standings(root, library) if each.trainee.id == trainee}


@pytest.mark.slow
def test_two_attempts_are_graded_beside_each_other_and_the_class_says_which_counts(
    fresh: Path, library: Library, answers: Answers
) -> None:
    bridge.submit(fresh, "001", ASSESSMENT, answers("expert", RIGHT, "Một"), NOON)
    bridge.submit(fresh, "002", ASSESSMENT, answers("slip", PARTLY, ""), NOON)
    assert all(line.ok for line in grade.autograde(fresh))
    mark_by_hand(fresh, "001", 4, comment="Rất tốt")
    assert {line.attempt for line in grade.give_back(fresh)} == {ASSESSMENT}

    again = answers("slip", PARTLY, "Hai", attempt="a2")
    folder = bridge.submit(fresh, "001", ASSESSMENT, again, NOON + timedelta(hours=1), 2)
    assert folder == fresh / "submitted" / "001" / SECOND
    assert bridge.submit(fresh, "001", ASSESSMENT, again, NOON + timedelta(hours=2), 2) == folder
    assert not (fresh / "attempts").exists(), "nothing was moved, nothing stands twice"
    told = grade.autograde(fresh)
    assert [(line.trainee, line.attempt, line.ok) for line in told] == [("001", SECOND, True)], "the first one stays"

    # The second attempt waits for its reader; the person's points for the first one are not taken for it.
    assert marks_of(fresh, library, 1)[WRITTEN] == ("graded", 4)
    assert marks_of(fresh, library, 2)[WRITTEN] == ("waiting", None)
    for policy in ("best", "last"):
        counts(fresh, policy)
        assert counted(fresh, library) == {(2, 2)}, "while one waits nobody knows which is the best"
    shown = results(fresh, "001")
    assert shown is not None
    assert {(row["attempt"], row["state"]) for row in shown} == {(1, "returned"), (2, "waiting")}

    mark_by_hand(fresh, "001", 1, assessment=SECOND, comment="Lần sau chậm hơn")
    first, second = (sum(points or 0 for _, points in marks_of(fresh, library, n).values()) for n in (1, 2))
    assert first > second
    assert [line.attempt for line in grade.give_back(fresh)] == [SECOND]
    for policy, number, sum_of in (("best", 1, first), ("last", 2, second)):
        counts(fresh, policy)
        assert counted(fresh, library) == {(number, 2)}
        assert counted(fresh, library, "002") == {(1, 1)}
        back = results(fresh, "001")
        assert back is not None
        assert {row["attempt"] for row in back if row["counts"]} == {number}
        assert sum(row["points"] for row in back if row["counts"]) == pytest.approx(sum_of)
        assert {row["comment"] for row in back if row["comment"]} == {"Rất tốt", "Lần sau chậm hơn"}
    ran = nbgrader(fresh, "export", "--to", "m.csv", "--student", "['001', '002']")
    assert ran.returncode == 0, ran.stderr
    rows = [row for row in table(fresh / "m.csv") if row["trainee"] == "001"]
    assert sum(float(row["points"]) for row in rows if row["counts"] == "yes") == pytest.approx(second)
    assert {(row["attempt"], row["counts"]) for row in rows} == {("1", "no"), ("2", "yes")}
    for name in (ASSESSMENT, SECOND):
        page = (fresh / "feedback" / "001" / name / f"{name}.html").read_text(encoding="utf-8")
        assert "Bà" in page and "points_for" not in page

    forget(fresh, "001", "removed-1", frozenset())
    gone = library_here(fresh)
    assert {each.number for each in every_standing(fresh, gone) if each.trainee.id == "removed-1"} == {1, 2}
    assert not any(each.trainee.id == "001" for each in every_standing(fresh, gone))
    assert counted(fresh, gone, "removed-1") == {(2, 2)}
    written = "".join(path.read_text("utf-8") for path in (fresh / "submitted" / "removed-1").rglob("*.ipynb"))
    assert "Hai" not in written


def test_the_absent_have_no_attempt(opened: Path, library: Library) -> None:
    absent = [each for each in every_standing(opened, library) if each.trainee.id == "004"]
    assert {(each.number, each.of, each.counts, each.state) for each in absent} == {(0, 0, True, "absent")}
