"""The example by which the model was worked out by hand: bà Mẫu at home, one hard first try at the first step.

Four steps: the app (a target), number and code, passcode, the wallet (a target). Each line is a move and what stands
after it: confidence, tiredness, what she understands of the four steps, and what she did.
"""

from __future__ import annotations

import pytest

from caunoi import machine
from caunoi.content import Library
from tests.coaching.stage import Stage

EXPERT = """
greet         5 1 0000 greets
goal          6 1 0000 tells
consent       6 2 0000 agrees
cue3          6 2 0000 hesitates
repair        7 2 0000 relieved
cue3          8 3 1000 does
rule          8 3 1000 promises
cue3          9 3 1100 does
cue3         10 4 1110 does
cue3         10 4 1111 does
praise       10 4 1111 smiles
check        10 5 1111 cannot
cue2         10 5 1112 redoes
check        10 5 1113 shows
about-app    10 5 1113 shows
cue2         10 6 2113 redoes
check        10 6 3113 shows
card         10 6 3113 writes
revisit      10 7 3113 dates
close        10 7 3113 thanks
"""
TAKING_OVER = """
greet         5 1 0000 greets
goal          6 1 0000 tells
cue3          6 2 0000 hesitates
take          5 2 0000 taken
ask-code      4 2 0000 complies
take          3 3 0000 taken
take          2 3 0000 taken
take          1 3 0000 taken
understood    1 4 0000 nods
praise        1 4 0000 nods
close         1 4 0000 parts
"""
ABANDONING = """
greet         5 1 0000 greets
goal          6 1 0000 tells
several       5 2 0000 slips
repair        6 2 0000 relieved
cue3          7 2 1000 does
cue3          7 3 1000 reads-code
understood    7 3 1000 nods
leave         7 3 1000 left
"""


@pytest.fixture(scope="module")
def home(shipped: Library) -> Stage:
    """The visit of the example: the tape takes 2 from the first try at the first step and nothing else."""
    tape = {"app": (2, 0), "code": (0, 0), "passcode": (0, 0), "wallet": (0, 0)}
    return Stage(shipped, "wallet-at-home", 1, tapes={1: tape})


def walked(stage: Stage, written: str) -> tuple[str, list[dict[str, str]]]:
    """The same lines from the machine, and the events."""
    state = machine.start(stage.core)
    lines, events = [], []
    for line in written.strip().splitlines():
        move = line.split()[0]
        for name in (move, "go-on"):
            if name == move or state.vars["tongue"]:
                result = machine.step(stage.core, state, {"do": name})
                assert result.ok, (name, result.why)
                events.append({"do": name})
                state = result.state
        known = "".join(str(state.vars[f"u_{step.id}"]) for step in stage.meeting.steps)
        lines.append(f"{move:12} {state.vars['conf']:2} {state.vars['fat']} {known} {state.vars['react']}")
    return "\n".join(["", *lines, ""]), events


@pytest.mark.parametrize("written", [EXPERT, TAKING_OVER, ABANDONING], ids=["expert", "taking-over", "abandoning"])
def test_her_state_after_each_move_is_as_worked_out_by_hand(home: Stage, written: str) -> None:
    assert walked(home, written)[0] == written


def test_the_expert_gets_everything_and_she_can_do_both_targets_tomorrow(home: Stage) -> None:
    _, events = walked(home, EXPERT)
    found = home.score(events)
    assert (found.points, found.vetoes) == (100, ())
    assert home.end(events).vars["alone"] == 2
    assert home.end(events).vars["turn"] == 19


def test_taking_over_finishes_the_task_and_teaches_nothing(home: Stage) -> None:
    _, events = walked(home, TAKING_OVER)
    found, after = home.score(events), home.end(events).vars
    assert [after[f"by_{step.id}"] for step in home.meeting.steps] == ["trainee"] * 4
    assert after["alone"] == 0
    assert 3 < found.points < 10
    assert {veto.id for veto in found.vetoes} == {"ask-code", "type-secret"}


def test_abandoning_gets_little_and_is_no_veto(home: Stage) -> None:
    _, events = walked(home, ABANDONING)
    found = home.score(events)
    assert 10 < found.points < 25
    assert found.vetoes == ()
    assert home.end(events).vars["code_left"] is True
