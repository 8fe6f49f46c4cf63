"""Is a recorded trace written into a file as its author would, and is everything else in the file left alone?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from caunoi.desk.recording import NewTrace, flow, new_file, with_trace, written
from caunoi.errors import ContentError
from caunoi.yaml_text import parse_yaml

FILE = Path("x.traces.yaml")
TRACE = NewTrace("my-slip", "slip", 7.5, 1, ("{do: submit}", '{set: owner, to: "no"}'))

BLOCK = """\
  - id: my-slip
    kind: slip
    points: 7.5
    skipped: 1
    events:
      - {do: submit}
      - {set: owner, to: "no"}
"""

FIRST = "  - id: expert\n    kind: expert\n    points: 10\n    events:\n      - {do: send}\n"


def added(text: str, trace: NewTrace = TRACE) -> str:
    return with_trace(text, trace, FILE)[0]


def test_the_trace_stands_behind_the_last_one_in_the_same_manner() -> None:
    text = "# Ways.\nscenario: x\ntraces:\n" + FIRST
    assert with_trace(text, TRACE, FILE) == (text + BLOCK, 9)


@pytest.mark.parametrize(
    ("before", "between", "after"),
    [
        ("# a\nscenario: x\ntraces: # all of them\n" + FIRST.rstrip("\n") + "  # sends\n", "", ""),
        ("scenario: x\ntraces:\n" + FIRST, "      # - {do: not-yet}\n", ""),
        ("scenario: x\ntraces:\n" + FIRST, "", "\n# The end.\n"),
        ("traces:\n" + FIRST, "", "\n# below\nscenario: x\n"),
        ("scenario: x\ntraces:\n" + FIRST.replace("{do: send}\n", "{do: send}"), "\n", ""),
    ],
)
def test_comments_and_what_stands_below_stay_where_they_are(before: str, between: str, after: str) -> None:
    assert added(before + between + after) == before + between + BLOCK + after


def test_a_list_with_other_indentation_is_continued_in_it() -> None:
    text = "scenario: x\ntraces:\n-   id: expert\n    kind: expert\n    points: 10\n    events:\n    - {do: send}\n"
    assert added(text) == text + (
        "-   id: my-slip\n    kind: slip\n    points: 7.5\n    skipped: 1\n    events:\n"
        '    - {do: submit}\n    - {set: owner, to: "no"}\n'
    )


def test_line_ends_of_windows_stay_so() -> None:
    text = ("scenario: x\ntraces:\n" + FIRST + "\n# end\n").replace("\n", "\r\n")
    assert added(text) == (("scenario: x\ntraces:\n" + FIRST + BLOCK + "\n# end\n").replace("\n", "\r\n"))


@pytest.mark.parametrize(
    "empty", ["traces: []\n", "traces: [ ]  # none yet\n", "traces:\n", "traces:", "traces: null\n"]
)
def test_an_empty_list_becomes_a_list_of_one(empty: str) -> None:
    found = parse_yaml(added(f"scenario: x\n{empty}"), FILE)
    assert [trace["id"] for trace in found["traces"]] == ["my-slip"]
    assert ("# none yet" in empty) == ("# none yet" in added(f"scenario: x\n{empty}"))


def test_a_list_on_one_line_is_continued_on_it() -> None:
    text = "scenario: x\ntraces: [{id: empty, kind: empty, points: 0, events: []}, ]  # short\n"
    found = added(text)
    assert found.endswith("]}, ]  # short\n")
    assert [trace["id"] for trace in parse_yaml(found, FILE)["traces"]] == ["empty", "my-slip"]


def test_events_of_many_lines_do_not_hide_the_end() -> None:
    last = "  - id: forged\n    kind: forged\n    points: 0\n    events:\n      - {set: owner, to: |\n"
    folded = last.replace("{set: owner, to: |", "set: owner\n        to: |\n          two\n          lines")
    text = "scenario: x\ntraces:\n" + folded
    assert added(text) == text + BLOCK


@pytest.mark.parametrize(
    "text", ["scenario: x\n", "- one\n", "scenario: x\ntraces: {}\n", "traces: [\n", "a: 1\na: 2\n"]
)
def test_what_is_no_list_of_traces_is_refused(text: str) -> None:
    with pytest.raises(ContentError, match=r"x\.traces\.yaml"):
        added(text)


def test_a_new_file_holds_the_one_trace() -> None:
    assert new_file("x", TRACE) == "scenario: x\ntraces:\n" + BLOCK


def test_no_step_and_nothing_skipped_is_written_so() -> None:
    text = new_file("x", NewTrace("empty", "empty", 0, 0, ()))
    assert text.endswith("    points: 0\n    events: []\n")
    assert "skipped" not in text


def test_points_keep_what_the_score_has_behind_the_comma() -> None:
    text = new_file("x", NewTrace("slip", "slip", 22 / 3, 0, ()))
    assert parse_yaml(text, FILE)["traces"][0]["points"] == pytest.approx(22 / 3, abs=1e-9)


def test_a_value_of_the_scenario_is_written_by_its_name() -> None:
    events = [{"set": "owner", "to": "Trần Văn Thử"}, {"set": "pledge", "to": True}, {"do": "send"}]
    assert written(events, {"owner_name": "Trần Văn Thử"}) == (
        "{set: owner, to: {value: owner_name}}",
        "{set: pledge, to: true}",
        "{do: send}",
    )


@pytest.mark.parametrize("text", ["no", "on", "null", "007", "2026-11-23", "", "a: b", "# x", "Đất", "1.5", "{x}", "-"])
def test_what_yaml_would_take_for_something_else_stands_in_quotes(text: str) -> None:
    assert flow(text) == json.dumps(text, ensure_ascii=False)


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]))
names = st.from_regex("[a-z]{1,5}", fullmatch=True)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | texts,
    lambda each: st.lists(each, max_size=3) | st.dictionaries(names, each, max_size=3),
    max_leaves=8,
)


@given(json_values)
def test_any_event_is_read_again_as_it_was(value: object) -> None:
    assert yaml.safe_load(flow(value)) == value
