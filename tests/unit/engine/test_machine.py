"""Does the machine walk a core as the vectors say, whatever it is given, and stop at its limits?"""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi import machine
from caunoi.content import Library
from caunoi.errors import MachineError
from caunoi.lowering import Core
from tests.unit.engine.cores import case, core, counter, screen

RING = {"do": "ring"}


@pytest.fixture
def fresh_context(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(machine._THREAD, "context", None, raising=False)
    yield
    machine._THREAD.context = None


def test_nothing_done_is_the_start() -> None:
    state = machine.start(counter())
    assert (state.screen, state.vars, state.done) == ("door", {"rings": 0, "name": "", "_said": ""}, 0)


def test_a_step_returns_a_new_state_and_leaves_the_old_one() -> None:
    before = machine.start(counter())
    result = machine.step(counter(), before, RING)
    assert (result.ok, result.did, result.case, result.said) == (True, "door.ring", 0, "door.ring.0")
    assert result.state.vars["rings"] == 1
    assert before.vars["rings"] == 0


def test_an_impossible_event_is_skipped_and_later_ones_still_apply() -> None:
    walked = machine.replay(counter(), [{"do": "enter"}, RING, RING, RING, {"do": "open"}, {"do": "enter"}])
    assert walked.skipped == (0, 4)
    assert [step.why for step in walked.steps] == ["no-case", None, None, None, "unknown-action", None]
    assert (walked.state.screen, walked.state.done) == ("hall", 4)


def test_restart_only_where_the_core_allows_it() -> None:
    events = [RING, {"restart": True}]
    assert machine.replay(counter(), events).skipped == (1,)
    walked = machine.replay(counter(restart=True), events)
    assert (walked.skipped, walked.state.vars["rings"]) == ((), 0)


def test_a_hint_changes_nothing_and_is_not_skipped() -> None:
    walked = machine.replay(counter(), [{"hint": "door.ring"}])
    assert (walked.skipped, walked.state) == ((), machine.start(counter()))


@pytest.mark.parametrize(
    ("guard", "expected"),
    [
        ({"eq": ["n", 2]}, True),
        ({"eq": ["n", "2"]}, False),
        ({"eq": ["n", {"var": "m"}]}, False),
        ({"eq": ["t", {"var": "t"}]}, True),
        ({"lt": ["n", 3]}, True),
        ({"lt": ["n", 2]}, False),
        ({"lt": ["t", 3]}, False),
        ({"in": ["t", ["a", "b"]]}, True),
        ({"in": ["n", []]}, False),
        ({"and": []}, True),
        ({"and": [{"eq": ["n", 2]}, {"eq": ["n", 3]}]}, False),
        ({"not": {"and": []}}, False),
    ],
)
def test_guards(guard: dict[str, Any], expected: bool) -> None:
    assert machine.holds(guard, {"n": 2, "m": 3, "t": "a"}) is expected


@pytest.mark.parametrize(
    ("guard", "words"),
    [
        ({"or": []}, "unknown guard kind 'or'"),
        ({}, "a guard has exactly one kind, not 0"),
        ({"and": [], "not": {"and": []}}, "a guard has exactly one kind, not 2"),
        ({"eq": ["nobody", 1]}, "unknown variable 'nobody'"),
        ({"lt": ["toString", 1]}, "unknown variable 'toString'"),
        ({"eq": ["n", {"var": "nobody"}]}, "unknown variable 'nobody'"),
    ],
)
def test_a_guard_that_is_none_is_refused(guard: dict[str, Any], words: str) -> None:
    with pytest.raises(MachineError, match=words):
        machine.holds(guard, {"n": 1})


def test_unknown_effects_and_input_types_are_refused() -> None:
    wrong = core(
        {"a": screen({"x": {"type": "colour", "var": "x"}}, {"go": {"cases": [case(None, ["double", "x", 2])]}})},
        {"x": 1},
    )
    with pytest.raises(MachineError, match="unknown effect 'double'"):
        machine.replay(wrong, [{"do": "go"}])
    with pytest.raises(MachineError, match="unknown input type 'colour'"):
        machine.replay(wrong, [{"set": "x", "to": "red"}])


@pytest.mark.parametrize(
    ("events", "words"),
    [
        (None, "NoneType, not a list"),
        ("do ring", "str, not a list"),
        ({"do": "ring"}, "dict, not a list"),
        ([RING] * (machine.MAX_EVENTS + 1), "has 5001 events; at most 5000"),
        ([{"set": "name", "to": float("nan")}], "not plain JSON"),
        ([{"set": "name", "to": b"x"}], "not plain JSON"),
        (["x" * machine.MAX_TRACE_CHARACTERS], "at most 2000000"),
    ],
)
def test_what_is_no_trace_is_an_error(events: Any, words: str) -> None:
    with pytest.raises(MachineError, match=words):
        machine.replay(counter(), events)


def test_the_longest_trace_is_walked() -> None:
    walked = machine.replay(counter(), [RING] * machine.MAX_EVENTS)
    assert walked.state.vars["rings"] == machine.MAX_EVENTS


@pytest.mark.parametrize(
    "runaway",
    [
        "doors.run = () => { for (;;) {} };",
        "doors.run = () => { const kept = []; for (;;) kept.push('x'.repeat(1000) + kept.length); };",
        "doors.run = () => { const deeper = () => [deeper()]; return deeper(); };",
    ],
    ids=["time", "memory", "stack"],
)
@pytest.mark.usefixtures("fresh_context")
def test_a_runaway_is_stopped_and_the_next_call_works(runaway: str, monkeypatch: pytest.MonkeyPatch) -> None:
    source = machine._source() + runaway
    monkeypatch.setattr(machine, "_source", lambda: source)
    monkeypatch.setattr(machine, "MAX_SECONDS", 0.3)
    monkeypatch.setattr(machine, "MAX_MEMORY_BYTES", 16 * 1024 * 1024)
    with pytest.raises(MachineError, match="stopped before the end"):
        machine.ask("run", None)
    assert machine.replay(counter(), [RING]).state.vars["rings"] == 1


@pytest.mark.usefixtures("fresh_context")
def test_more_cores_than_are_remembered() -> None:
    for number in range(machine.REMEMBERED_CORES + 3):
        numbered = core({"a": screen()}, {"x": number})
        assert machine.start(numbered).vars["x"] == number


@pytest.mark.usefixtures("fresh_context")
def test_many_large_cores_do_not_fill_the_memory() -> None:
    for number in range(60):
        effects = [["set", "x", number] for _ in range(20_000)]
        large = core({"a": screen({}, {"go": {"cases": [case(None, *effects)]}})}, {"x": 0})
        assert machine.replay(large, [{"do": "go"}]).state.vars["x"] == number


def test_each_thread_has_its_own_machine() -> None:
    found: list[object] = []

    def walk() -> None:
        found.append(machine.replay(counter(), [RING] * 50).state.vars["rings"])

    threads = [threading.Thread(target=walk) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [50] * 4


# A walk through the fixture portal: mostly events that exist somewhere, now and then anything at all.
IDS = [
    "owner",
    "owner-id",
    "born",
    "copies",
    "province",
    "papers.form",
    "papers.map",
    "photo",
    "pledge",
    "_said",
    "nobody",
]
SETTABLE = st.one_of(
    st.sampled_from(["clear", "blurred", "thanh-hoa", "", "Lê Thị Mẫu", "2026-11-23", True, False, 1, 9, 10, -1]),
    st.text(max_size=70),
    st.integers(),
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
EVENTS = st.one_of(
    st.builds(lambda name: {"do": name}, st.sampled_from(["submit", "rules", "back", "send", "leave"])),
    st.builds(lambda name, value: {"set": name, "to": value}, st.sampled_from(IDS), SETTABLE),
    st.sampled_from([{"restart": True}, {"hint": "home.submit"}]),
    ANYTHING,
)
TRACES = st.lists(EVENTS, max_size=25)


def in_range(state: machine.State, walked_core: Core) -> bool:
    """Whether a state is one that the core can be in: a known screen, all variables, each of its kind."""
    value = walked_core.value
    inputs = {field["var"]: field for each in value["screens"].values() for field in each["inputs"].values()}
    return (
        state.screen in value["screens"]
        and set(state.vars) == {*value["vars"], "_said"}
        and all(_fits(state.vars[name], inputs.get(name), value["vars"].get(name, "")) for name in state.vars)
    )


def _fits(found: Any, field: dict[str, Any] | None, initial: Any) -> bool:
    if field is None:
        return type(found) is type(initial)
    if field["type"] == "bool":
        return isinstance(found, bool)
    if field["type"] == "int":
        return found == "" or (type(found) is int and field["min"] <= found <= field["max"])
    if field["type"] == "choice":
        return found in field["options"]
    return isinstance(found, str) and len(found) <= field["max"] and unicodedata.is_normalized("NFC", found)


@given(TRACES)
def test_any_walk_stays_in_range(library: Library, events: list[Any]) -> None:
    village = library.core("help-grandmother")
    walked = machine.replay(village, events)
    assert in_range(walked.state, village)
    assert walked.state.done <= len(events)
    assert [index for index, step in enumerate(walked.steps) if not step.ok] == list(walked.skipped)


@given(TRACES)
def test_replay_is_the_fold_of_step(library: Library, events: list[Any]) -> None:
    village = library.core("help-grandmother")
    state = machine.start(village)
    skipped = []
    for index, event in enumerate(events):
        result = machine.step(village, state, event)
        if not result.ok:
            skipped.append(index)
            assert result.state == state
            assert result.why
        state = result.state
    walked = machine.replay(village, events)
    assert (walked.state, list(walked.skipped)) == (state, skipped)


@given(TRACES)
def test_what_changed_adds_up_to_the_last_state(library: Library, events: list[Any]) -> None:
    village = library.core("help-uncle")
    walked = machine.replay(village, events)
    variables = dict(machine.start(village).vars)
    screen_name = village.value["start"]
    for step in walked.steps:
        assert step.from_screen == screen_name
        screen_name = step.to_screen
        variables |= step.changed
    assert (screen_name, variables) == (walked.state.screen, walked.state.vars)


@given(st.lists(EVENTS, max_size=12))
def test_skipped_events_might_as_well_be_absent(library: Library, events: list[Any]) -> None:
    village = library.core("help-grandmother")
    walked = machine.replay(village, events)
    kept = [event for index, event in enumerate(events) if index not in walked.skipped]
    again = machine.replay(village, kept)
    assert again.state == walked.state
    assert again.skipped == ()


@given(st.text(max_size=30))
def test_composed_and_decomposed_letters_are_the_same_text(text: str) -> None:
    forms = [unicodedata.normalize(form, text) for form in ("NFC", "NFD")]
    first, second = (machine.replay(counter(), [{"set": "name", "to": form}]) for form in forms)
    assert first == second
