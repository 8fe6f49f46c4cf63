"""How a handed-in attempt becomes a submission."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from nbgrader.coursedir import CourseDirectory

from assessments import bridge, grade
from caunoi.content import Library
from caunoi.coursework.literal import as_source, as_written_cell, from_source, from_written_cell, inert
from caunoi.coursework.standings import standings
from caunoi.errors import GradingError
from tests.grading.samples import ASSESSMENT, HOSTILE, NOON, PARTLY, RIGHT, WRITTEN, Answers, mark_by_hand

LATER = NOON + timedelta(hours=1)


def handed(root: Path, trainee: str = "001") -> dict[str, str]:
    path = root / "submitted" / trainee / ASSESSMENT / f"{ASSESSMENT}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cells = [cell for cell in notebook["cells"] if "nbgrader" in cell["metadata"]]
    return {cell["metadata"]["nbgrader"]["grade_id"]: "".join(cell["source"]) for cell in cells}


def state(root: Path, library: Library, cell: str, trainee: str = "001") -> tuple[str, float | None]:
    found = {(each.trainee.id, each.cell.id): each for each in standings(root, library)}
    return found[trainee, cell].state, found[trainee, cell].points


def test_only_the_literal_and_the_text_differ_from_the_release(fresh: Path, answers: Answers) -> None:
    bridge.submit(fresh, "001", ASSESSMENT, answers("expert", RIGHT, HOSTILE), NOON)
    released = json.loads((fresh / "release" / ASSESSMENT / f"{ASSESSMENT}.ipynb").read_text(encoding="utf-8"))
    filed = json.loads((fresh / "submitted" / "001" / ASSESSMENT / f"{ASSESSMENT}.ipynb").read_text(encoding="utf-8"))
    changed = [
        before["metadata"]["nbgrader"]["grade_id"]
        for before, after in zip(released["cells"], filed["cells"], strict=True)
        if before != after
    ]
    assert changed == ["payload", WRITTEN]
    assert {**released, "cells": 0} == {**filed, "cells": 0}


@pytest.mark.parametrize(
    "text",
    ["", "'", '"', "\\", "'''\n\\'", "{x}", "%s", "?", "\u2028\x00\x1b", "\ud800", "Nguyễn", "')\nimport os #", "👵"],
)
def test_the_literal_gives_back_any_text_and_nothing_runs(text: str) -> None:
    source = as_source({"text": text})
    assert source.isascii() and source.count("\n") == 1
    assert from_source(source) == {"text": text}
    space: dict[str, object] = {}
    exec(source, space)
    assert space["_payload"] == {"text": text}


@pytest.mark.parametrize("value", [{"x": float("nan")}, {"x": object()}, {"x": {1, 2}}])
def test_what_is_no_json_is_refused(value: dict[str, object]) -> None:
    with pytest.raises(GradingError, match="cannot be filed"):
        as_source(value)


@pytest.mark.parametrize("source", ["", "_payload = 1", "x = json.loads('{}')", "_payload = json.loads('{}'); boom()"])
def test_only_our_own_literal_is_read_back(source: str) -> None:
    with pytest.raises(GradingError):
        from_source(source)


def test_a_written_text_is_kept_and_nothing_of_it_is_markup() -> None:
    cell = as_written_cell(HOSTILE)
    assert from_written_cell(cell) == HOSTILE
    assert all(char.isalnum() or char in "&#;" for char in inert(HOSTILE))


def test_blank_text_leaves_the_cell_as_it_was_released(fresh: Path, answers: Answers) -> None:
    bridge.submit(fresh, "001", ASSESSMENT, answers(None, {}, " \n\t"), NOON)
    assert handed(fresh)[WRITTEN] == "(no answer)"


def test_filing_the_same_answers_again_changes_nothing(fresh: Path, answers: Answers) -> None:
    first = bridge.submit(fresh, "001", ASSESSMENT, answers("slip", {}), NOON)
    before = {path: path.stat().st_mtime_ns for path in first.iterdir()}
    bridge.submit(fresh, "001", ASSESSMENT, answers("slip", {}), LATER)
    assert {path: path.stat().st_mtime_ns for path in first.iterdir()} == before
    assert not (fresh / "attempts").exists()


def test_each_earlier_attempt_is_kept(fresh: Path, answers: Answers) -> None:
    for number, trace in enumerate(["expert", "slip", "gives-up", "empty"]):
        bridge.submit(fresh, "001", ASSESSMENT, answers(trace, {}), NOON + timedelta(minutes=number))
    kept = sorted(path.name for path in (fresh / "attempts" / "001" / ASSESSMENT).iterdir())
    assert kept == ["001", "002", "003"]
    first = json.loads((fresh / "attempts/001" / ASSESSMENT / "001" / f"{ASSESSMENT}.ipynb").read_text("utf-8"))
    assert as_source(answers("expert", {})) in [cell["source"] for cell in first["cells"]]
    assert not list((fresh / ".incoming").iterdir())


def test_many_at_once_leave_one_submission_each(fresh: Path, answers: Answers) -> None:
    def hand_in(number: int) -> None:
        payload = answers("slip", {}, attempt=f"a{number}")
        bridge.submit(fresh, f"00{number % 2 + 1}", ASSESSMENT, payload, NOON + timedelta(seconds=number))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(hand_in, range(24)))
    for trainee in ("001", "002"):
        kept = sorted(path.name for path in (fresh / "attempts" / trainee / ASSESSMENT).iterdir())
        assert kept == [f"{number:03}" for number in range(1, 12)]


def test_nbgrader_reads_the_moment_by_the_halls_clock(fresh: Path, answers: Answers) -> None:
    folder = bridge.submit(
        fresh, "001", ASSESSMENT, answers(None, {}), datetime.fromisoformat("2026-11-23T19:00+07:00")
    )
    assert CourseDirectory().get_existing_timestamp(str(folder)) == NOON.replace(tzinfo=None)


@pytest.mark.slow
def test_a_new_attempt_is_graded_again_and_its_written_part_waits(
    fresh: Path, library: Library, answers: Answers
) -> None:
    clocks = {"001": LATER, "002": NOON - timedelta(days=3)}  # the second one's laptop has lost its battery
    for trainee in clocks:
        bridge.submit(fresh, trainee, ASSESSMENT, answers("slip", PARTLY, "Một"), NOON)
    grade.autograde(fresh)
    for trainee, clock in clocks.items():
        mark_by_hand(fresh, trainee, 4)
        assert state(fresh, library, WRITTEN, trainee) == ("graded", 4)
        bridge.submit(fresh, trainee, ASSESSMENT, answers("expert", RIGHT, "Hai"), clock)
        assert state(fresh, library, WRITTEN, trainee) == ("waiting", None), "this mark was for the first attempt"
    assert len(grade.autograde(fresh)) == 2
    for trainee in clocks:
        assert state(fresh, library, "mockup-help-uncle", trainee) == ("graded", 10)
        assert state(fresh, library, WRITTEN, trainee) == ("waiting", None)
    assert grade.autograde(fresh) == [], "what is graded is not graded again"


@pytest.mark.parametrize("bad", ["", ".", "..", "a/b", "../x", "-x", "x" * 33, "Hoà", "a b", "a\n", "*"])
def test_hostile_ids_never_become_folders(fresh: Path, answers: Answers, bad: str) -> None:
    before = sorted(fresh.rglob("*"))
    for who, what in ((bad, ASSESSMENT), ("001", bad)):
        with pytest.raises(GradingError, match="cannot be filed"):
            bridge.submit(fresh, who, what, answers(None, {}), NOON)
    assert sorted(fresh.rglob("*")) == before


def test_an_assessment_that_was_not_released_is_refused(fresh: Path, answers: Answers) -> None:
    with pytest.raises(GradingError, match="no released notebook"):
        bridge.submit(fresh, "001", "other", answers(None, {}), NOON)


def test_answers_that_cannot_be_read_are_filed_and_reported(fresh: Path, library: Library, answers: Answers) -> None:
    bridge.submit(fresh, "001", ASSESSMENT, answers(None, {}, "Văn bản", events="gone"), NOON)
    grade.autograde(fresh)
    assert state(fresh, library, "mockup-help-uncle") == ("problem", None)
    assert state(fresh, library, WRITTEN) == ("waiting", None)
