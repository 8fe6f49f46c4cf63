"""Are the answers of one task found in a payload, and is a broken payload an error and never an answer?"""

from __future__ import annotations

from typing import Any

import pytest

from caunoi.errors import GradingError
from caunoi.payload import events_of, read, responses_of, text_of


def payload(*events: Any, **more: Any) -> dict[str, Any]:
    listed = [{"task": task, "event": event, "at_ms": number} for number, (task, event) in enumerate(events)]
    whole = {"format": 1, "attempt": "a", "trainee": "07", "assessment": "basics", "digest": "d", "events": listed}
    return whole | more


def test_events_of_one_task_in_order() -> None:
    raw = payload(("mockup/a/test", {"do": "x"}), ("quiz/b", {"answer": "i", "to": "o"}), ("mockup/a/test", None))
    assert events_of(raw, "mockup/a/test") == [{"do": "x"}, None]
    assert events_of(read(raw), "quiz/b") == [{"answer": "i", "to": "o"}]
    assert events_of(raw, "quiz/c") == []


def test_the_last_answer_counts() -> None:
    answers = [{"answer": "i", "to": "x"}, {"answer": "j", "to": ["a"]}, {"answer": "i", "to": "y"}]
    forged = [{"answer": "k"}, {"answer": 3, "to": "x"}, {"answer": "k", "to": "x", "points": 9}, "answer", None]
    raw = payload(*(("quiz/b", event) for event in [*answers, *forged]))
    assert responses_of(raw, "quiz/b") == {"i": "y", "j": ["a"]}


def test_the_last_text_counts() -> None:
    raw = payload(("writing/w", {"write": "w", "to": "one"}), ("writing/w", {"write": "w", "to": "two"}))
    assert text_of(raw, "writing/w") == "two"
    assert text_of(raw, "writing/v") == ""
    assert text_of(payload(("writing/w", {"write": "w", "to": 3})), "writing/w") == ""


def test_what_the_hall_adds_is_known() -> None:
    event = {"task": "t", "event": {}, "at_ms": 1, "seq": 4, "writer": 1, "n": 2, "received_at": "2026-11-23T08:00:00Z"}
    assert read(payload(events=[event])).events[0].seq == 4


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (None, "holds no answers"),
        ("{}", "cannot be read: the payload"),
        ([], "cannot be read"),
        ({}, "format"),
        (payload(format=2), "format"),
        (payload(points=10), "points: Extra inputs"),
        (payload(events={}), "events"),
        (payload(events=[{"task": "t", "event": {}}]), "events.0.at_ms"),
        (payload(events=[{"task": 1, "event": {}, "at_ms": 0}]), "events.0.task"),
    ],
)
def test_a_broken_payload_is_an_error(raw: Any, words: str) -> None:
    with pytest.raises(GradingError, match=words):
        events_of(raw, "quiz/b")
