"""The frame of a class: every mark, exactly as the gradebook has it."""

from pathlib import Path

import pandas as pd
import pytest
from nbgrader.api import Gradebook
from sqlalchemy import create_engine, text

from assessments.grade import LOG
from caunoi.coursework.submission import answers_of
from caunoi.errors import GradingError
from reports import frames
from reports.attendance import attendance
from reports.frames import BY_HAND, COLUMNS, class_frame, turns_frame
from tests.grading.samples import ASSESSMENT, PEOPLE, mark_by_hand

MOCKUP = "mockup/help-uncle/test"


@pytest.fixture(scope="module")
def frame(graded: Path) -> pd.DataFrame:
    return class_frame(graded)


def test_there_is_one_row_per_person_and_criterion(frame: pd.DataFrame) -> None:
    assert list(frame.columns) == list(COLUMNS)
    assert not frame.duplicated(["trainee", "assessment", "task", "criterion"]).any()
    per_person = frame.groupby("trainee").size()
    assert per_person.to_dict() == {each.id: 5 + 4 + 1 for each in PEOPLE}
    assert set(frame.groupby("trainee")["max_points"].sum()) == {20.0}


def test_the_sums_are_nbgraders_own_scores(graded: Path, frame: pd.DataFrame) -> None:
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}", "") as gradebook:
        for trainee in ("001", "002", "003"):
            own = frame[(frame["trainee"] == trainee) & (frame["state"] == "graded")]
            submission = gradebook.find_submission(ASSESSMENT, trainee)
            assert own["points"].sum() == pytest.approx(submission.score, abs=1e-12)


def test_criteria_of_a_partly_right_case(frame: pd.DataFrame) -> None:
    own = frame[(frame["trainee"] == "002") & (frame["task"] == MOCKUP)].set_index("criterion")["points"]
    assert own.to_dict() == {"arrives": 4.0, "right-values": 2.0, "no-blur": 0.0, "rules-first": 1.0, "one-send": 1.0}


@pytest.mark.parametrize(
    ("trainee", "states"),
    [("001", {"graded", "waiting"}), ("003", {"graded"}), ("004", {"absent"}), ("005", {"problem", "waiting"})],
)
def test_states(frame: pd.DataFrame, trainee: str, states: set[str]) -> None:
    assert set(frame[frame["trainee"] == trainee]["state"]) == states


def test_points_are_there_when_graded_and_only_then(frame: pd.DataFrame) -> None:
    assert (frame["points"].notna() == (frame["state"] == "graded")).all()
    assert (frame[frame["trainee"] == "003"]["points"] == 0).all(), "nothing answered is 0"
    assert frame[frame["trainee"] == "004"]["points"].isna().all(), "absent is not"


def test_points_by_hand_stand_for_the_whole_case(graded_copy: Path) -> None:
    mark_by_hand(graded_copy, "002", 7.25, cell="mockup-help-uncle")
    frame = class_frame(graded_copy)
    own = frame[(frame["trainee"] == "002") & (frame["task"] == MOCKUP)]
    assert own[["criterion", "points", "max_points"]].values.tolist() == [[BY_HAND, 7.25, 10.0]]


def test_a_mark_that_the_answers_do_not_explain_is_a_problem(graded_copy: Path) -> None:
    engine = create_engine(f"sqlite:///{graded_copy / 'gradebook.db'}")
    with engine.begin() as connection:
        cell = "SELECT id FROM base_cell WHERE name = 'mockup-help-uncle' AND type = 'GradeCell'"
        changed = connection.execute(
            text(f"UPDATE grade SET auto_score = 9 WHERE auto_score = 8 AND cell_id = ({cell})")
        )
        assert changed.rowcount == 1
    engine.dispose()
    frame = class_frame(graded_copy)
    assert set(frame[(frame["trainee"] == "002") & (frame["task"] == MOCKUP)]["state"]) == {"problem"}
    assert set(frame[(frame["trainee"] == "001") & (frame["task"] == MOCKUP)]["state"]) == {"graded"}


def test_wrong_turns_stand_with_those_who_attempted_the_case(graded: Path) -> None:
    found = turns_frame(graded).set_index(["trainee", "turn"])
    assert {trainee for trainee, _ in found.index} == {"001", "002"}
    assert found["taken"].to_dict() == {
        ("001", "empty-name"): False,
        ("001", "late-rules"): True,
        ("002", "empty-name"): True,
        ("002", "late-rules"): True,
    }
    assert found.loc[("002", "empty-name"), ["kind", "screen"]].tolist() == ["omission", "home"]


def test_each_submission_is_read_once(graded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[tuple[str, str]] = []

    def counted(root: Path, trainee: str, assessment: str) -> object:
        read.append((trainee, assessment))
        return answers_of(root, trainee, assessment)

    monkeypatch.setattr(frames, "answers_of", counted)
    class_frame(graded)
    assert len(read) == len(set(read)) == 3


def test_a_class_without_gradebook_says_so(graded_copy: Path) -> None:
    (graded_copy / "gradebook.db").unlink()
    with pytest.raises(GradingError, match=r"gradebook\.db does not exist"):
        class_frame(graded_copy)


def test_reading_changes_nothing_in_the_class(graded: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in graded.rglob("*") if path.name != LOG}
    class_frame(graded)
    assert {path: path.stat().st_mtime_ns for path in graded.rglob("*") if path.name != LOG} == before


def test_nobody_knows_who_came_to_a_folder_that_stands_alone(graded: Path) -> None:
    assert attendance(graded) is None
