"""Does the live analysis tell what the class did, and do its controls change what it shows?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ipywidgets
import pandas as pd
import pytest

from reports.bar_table import BarRow, BarTable
from reports.exploring import Exploration, explore
from reports.frames import class_frame
from reports.item_statistics import FEWEST_FOR_SEPARATION, item_statistics
from reports.steps import choices_frame, steps_frame


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAUNOI_LANG", "en")


def test_steps_are_counted_for_who_began_a_case(graded: Path) -> None:
    frame = steps_frame(graded)
    # 003 answered nothing, 004 was absent, and the answers of 005 cannot be judged.
    assert list(frame["trainee"]) == ["001", "002"]
    assert set(frame["task"]) == {"mockup/help-uncle/test"}
    assert (frame["steps"] > 0).all()
    assert list(frame["minutes"]) == [0.0, 0.0]


def test_chosen_options_are_those_of_questions_with_options(graded: Path) -> None:
    frame = choices_frame(graded)
    chosen = frame[frame["item"] == "keep-secret"].groupby("trainee")["option"].apply(list)
    assert chosen.to_dict() == {"001": ["otp", "password"], "002": ["otp"]}
    # An order and a typed word are no choice among options.
    assert {"filing-order", "portal-name"}.isdisjoint(frame["item"])


def test_questions_stand_by_how_hard_they_were(graded: Path) -> None:
    found = item_statistics(class_frame(graded))
    shares = [each.share for each in found]
    assert shares == sorted(shares)
    by_item = {each.item: each for each in found}
    # One had it right, one partly, and a blank sheet is wrong.
    assert (by_item["keep-secret"].answered, by_item["keep-secret"].right) == (3, 1)
    assert all(each.separation is None for each in found)


def marks(points: dict[str, list[float]]) -> pd.DataFrame:
    rows = [
        (f"{person:03}", "t", "quiz/t", item, value, 1.0, "graded")
        for item, values in points.items()
        for person, value in enumerate(values)
    ]
    return pd.DataFrame(rows, columns=["trainee", "assessment", "task", "criterion", "points", "max_points", "state"])


def test_a_question_separates_who_knows_the_others_from_who_does_not() -> None:
    half = FEWEST_FOR_SEPARATION // 2
    knows = [1.0] * half + [0.0] * half
    found = item_statistics(marks({"one": knows, "two": knows, "turned": knows[::-1], "all": [1.0] * 2 * half}))
    separation = {each.item: each.separation for each in found}
    assert separation["turned"] is not None and separation["turned"] < -0.9
    # Against the other two, of which one is turned round, nothing is left of it.
    assert separation["one"] is None
    assert separation["all"] is None
    few = item_statistics(marks({"one": knows[1:], "two": knows[1:]}))
    assert [each.separation for each in few] == [None, None]


def test_the_tables_say_what_happened(graded: Path) -> None:
    found = Exploration(graded)
    assert [row.cells[0] for row in found.steps().rows] == ["2"]
    turns = [(row.about, row.cells[-1]) for row in found.wrong_turns().rows]
    assert turns == [("Read the rules before sending", "2 of 2"), ("Submitted before filling in the name", "1 of 2")]
    assert len(found.wrong_turns(least=2).rows) == 1
    assert len(found.questions().rows) == 4


def test_a_system_narrows_the_tables(graded: Path) -> None:
    found = Exploration(graded)
    (_, everything), (_, portal) = found.systems
    assert (everything, len(portal)) == (frozenset(), 1)
    assert found.steps(portal).rows == found.steps().rows
    assert found.steps(["another"]).rows == found.wrong_turns(["another"]).rows == []


def controls(box: Any) -> tuple[Any, Any, Any, Any]:
    look, system, least, table = box.children
    assert isinstance(table, ipywidgets.HTML)
    return look, system, least, table


def test_a_control_changes_the_table(graded: Path) -> None:
    look, system, least, table = controls(explore(graded))
    assert "<caption>Steps</caption>" in table.value
    look.value = "Wrong turns"
    assert "<caption>Wrong turns</caption>" in table.value
    least.value = 3
    assert "<caption>" not in table.value
    assert "No wrong turn of this system was taken by so many people." in table.value
    assert not system.disabled
    look.value = "Questions"
    assert "<caption>Questions</caption>" in table.value
    assert system.disabled


def test_words_of_people_and_content_are_text_and_nothing_else() -> None:
    row = BarRow("<img src=x onerror=alert(1)>", 0.5, ("<script>",))
    html = BarTable("<b>", ("a", "b"), (True,), [row], "none").html()
    assert "<img" not in html and "<script" not in html and "<b>" not in html
    assert "--share: 0.500" in html


def test_a_class_without_handed_in_work_says_so(opened: Path) -> None:
    found = Exploration(opened)
    for table in (found.steps(), found.wrong_turns(), found.questions()):
        assert table.rows == []
        assert table.empty in table.html()
