"""Do a person's name and words leave the folder of a class, and do its statistics stay?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assessments import bridge, returned
from assessments.forgetting import forget
from assessments.results import results
from caunoi.content import Library
from caunoi.coursework.literal import inert
from caunoi.coursework.marks import handed_in, marks, trainees
from caunoi.coursework.turns import turn_counts
from caunoi.coursework.vetoes import rule, rulings
from reports.class_report import write
from reports.frames import class_frame
from tests.grading.samples import ASSESSMENT, NOON, PARTLY, WRITTEN, Answers, mark_by_hand

WORDS = "Bà cứ từ từ, cháu ngồi cạnh bà."
NAME = "Nguyễn Thị Hoà"
COMMENT = "Cháu Hoà viết rất tốt"


def statistics(root: Path, library: Library) -> Any:
    """What a report counts: each mark and wrong turn, without whose it is."""
    frame = class_frame(root).drop(columns=["trainee", "name", "card"])
    rows = sorted(map(repr, frame.itertuples(index=False, name=None)))
    states = sorted((each.name, each.cell, each.state, str(each.points)) for each in marks(root))
    return rows, states, sorted(map(repr, turn_counts(root, library))), len(trainees(root))


def left_in(root: Path, *words: str) -> list[tuple[str, str]]:
    """Where any of the words still stands, in whatever way our files write them."""
    written = {form for word in words for form in (word, inert(word), word.encode("unicode-escape").decode())}
    written |= {form.replace("\\", "\\\\") for form in written}
    found = [(path, path.read_bytes()) for path in sorted(root.rglob("*")) if path.is_file()]
    return [(path.name, form) for path, held in found for form in written if form.encode() in held]


@pytest.fixture
def told(graded_copy: Path, answers: Answers) -> Path:
    """The class after a comment, a ruling, a return, a report and an earlier attempt of the person."""
    root = graded_copy
    mark_by_hand(root, "001", 1.0, WRITTEN, COMMENT)
    submission = handed_in(root)["001", ASSESSMENT]
    rule(root, submission, "mockup-help-uncle", "told-code", "dismissed", "Cô Lan")
    returned.mark_returned(root, [submission])
    earlier = root / bridge.ATTEMPTS / "001" / ASSESSMENT / "001"
    earlier.mkdir(parents=True)
    notebook = f"{ASSESSMENT}.ipynb"
    (earlier / notebook).write_bytes((root / "submitted" / "001" / ASSESSMENT / notebook).read_bytes())
    write(root, root / "reports", "vi")
    return root


def test_names_and_words_are_in_no_file_and_the_statistics_are_the_same(told: Path, library: Library) -> None:
    assert {name for name, _ in left_in(told, NAME, WORDS, COMMENT)} >= {f"{ASSESSMENT}.ipynb", "gradebook.db"}
    before = statistics(told, library)
    forget(told, "001", "removed-1", frozenset())
    assert left_in(told, NAME, WORDS, COMMENT) == []
    assert statistics(told, library) == before
    assert not list(told.glob("*/001"))
    assert {each.id for each in trainees(told)} == {"002", "003", "004", "005", "removed-1"}
    assert ("removed-1", ASSESSMENT) in returned.returned(told)
    assert [key[0] for key in rulings(told)] == ["removed-1"]
    assert results(told, "removed-1")


def test_doing_it_again_goes_on_where_it_broke_off(told: Path, library: Library) -> None:
    before = statistics(told, library)
    (told / "submitted" / "001").rename(told / "submitted" / "removed-1")
    forget(told, "001", "removed-1", frozenset())
    forget(told, "001", "removed-1", frozenset())
    assert left_in(told, NAME, WORDS, COMMENT) == []
    assert statistics(told, library) == before


def test_nobody_else_s_answers_change(told: Path) -> None:
    def others() -> dict[str, bytes]:
        folders = [told / base / "002" for base in ("submitted", "autograded")]
        return {str(path): path.read_bytes() for each in folders for path in each.rglob("*") if path.is_file()}

    before = others()
    forget(told, "001", "removed-1", frozenset())
    assert others() == before


def test_a_free_answer_in_a_quiz_goes_too_and_others_stay(fresh: Path, answers: Answers) -> None:
    payload = answers(None, {**PARTLY, "own": WORDS})
    bridge.submit(fresh, "002", ASSESSMENT, payload, NOON)
    forget(fresh, "002", "removed-1", frozenset({("quiz/basics", "own")}))
    assert left_in(fresh, WORDS) == []
    filed = (fresh / "submitted" / "removed-1" / ASSESSMENT / f"{ASSESSMENT}.ipynb").read_text(encoding="utf-8")
    assert PARTLY["portal-name"] in filed
