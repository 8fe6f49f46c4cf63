"""Does a veto fire on the deed, only on the deed, and not on what is near to it?"""

from __future__ import annotations

import pytest

from caunoi import machine
from caunoi.content import Library
from tests.coaching import deeds, strategies
from tests.coaching.conftest import VISITS
from tests.coaching.sight import Strategy
from tests.coaching.stage import Stage, everything
from tests.coaching.trainees import trainee

SAFE_BESIDE = {
    "ask-code": "code-come",
    "use-code": "stop",
    "own-number": "cue3",
    "keep-secret": "card",
    "film-paper": "scan",
    "install-link": "cue3",
    "remote-control": "cue3",
    "refuse": "paper",
    "take": "cue3",
}


@pytest.fixture(scope="module")
def whole(shipped: Library) -> Stage:
    """A visit that holds every kind of step and event, so that every deed can be done in it."""
    return everything(shipped)


def fired(stage: Stage, *moves: str) -> set[str]:
    return {veto.id for veto in stage.score([{"do": move} for move in moves]).vetoes}


def before(stage: Stage, deed: str) -> list[str]:
    """Moves after which a deed can be done."""
    return stage.until(lambda sight: deed in sight.open)


def test_every_veto_of_the_talk_can_happen_in_the_whole_visit(whole: Stage) -> None:
    assert {veto.id for veto in whole.meeting_rubric.vetoes} == set(whole.meeting.talk.vetoes)


@pytest.mark.parametrize("deed", [deed for deed in SAFE_BESIDE if deed != "take"])
def test_a_veto_fires_when_one_goes_on(whole: Stage, deed: str) -> None:
    assert fired(whole, *before(whole, deed), deed, "go-on") == {deed}


@pytest.mark.parametrize("kind", ["code", "secret"])
def test_typing_for_her_at_a_secret_step_is_a_veto(whole: Stage, kind: str) -> None:
    way = whole.until(lambda sight: sight.vars["kind"] == kind and not sight.vars["by"] and not sight.vars["trouble"])
    assert fired(whole, *way, "take", "go-on") == {"type-secret"}


def test_taking_the_phone_elsewhere_is_bad_and_no_veto(whole: Stage) -> None:
    way = whole.until(lambda sight: sight.vars["kind"] == "plain" and not sight.vars["by"])
    assert fired(whole, *way, "take", "go-on") == set()


@pytest.mark.parametrize("deed", sorted(SAFE_BESIDE))
def test_what_is_taken_back_leaves_no_trace(whole: Stage, deed: str) -> None:
    way = before(whole, deed)
    taken_back = [{"do": move} for move in (*way, deed, "take-back")]
    plain = [{"do": move} for move in way]
    assert whole.score(taken_back).points == whole.score(plain).points
    assert whole.score(taken_back).vetoes == ()
    ends = [dict(whole.end(events).vars) for events in (taken_back, plain)]
    assert ends[0] == ends[1]


@pytest.mark.parametrize("deed", sorted(SAFE_BESIDE))
def test_a_safe_move_lies_beside_every_forbidden_one(whole: Stage, deed: str) -> None:
    state = whole.end([{"do": move} for move in before(whole, deed)])
    actions = whole.core.value["screens"]["talk"]["actions"]
    assert machine.holds(actions[SAFE_BESIDE[deed]]["when"], state.vars)


def test_going_on_with_nothing_on_the_tongue_is_impossible(stage: Stage) -> None:
    assert stage.skipped([{"do": "go-on"}, {"do": "take-back"}]) == 2


@pytest.mark.parametrize(
    "strategy",
    [strategies.stops_the_reading, strategies.cue_first, strategies.over_helper, strategies.blames_once],
    ids=lambda strategy: strategy.__name__,
)
def test_what_is_near_to_a_veto_is_none(stage: Stage, strategy: Strategy) -> None:
    events = stage.play(strategy)
    assert stage.score(events).vetoes == ()


def test_to_send_away_who_has_no_level_two_account_is_a_veto_and_another_way_is_none(shipped: Library) -> None:
    stage = Stage(shipped, "account-at-counter")
    way = stage.until(lambda sight: sight.vars["trouble"] == "level2")
    assert fired(stage, *way, "refuse", "go-on") == {"refuse"}
    for lawful in ("desk", "on-paper", "revisit", "take-back"):
        before_it = ("refuse",) if lawful == "take-back" else ()
        assert fired(stage, *way, *before_it, lawful, "go-on") == set()


def test_a_scan_at_the_centre_with_notice_is_lawful(whole: Stage) -> None:
    way = before(whole, "scan")
    assert fired(whole, *way, "scan", "go-on") == set()
    state = whole.end([{"do": move} for move in (*way, "scan", "go-on")])
    assert "her" in {state.vars[f"by_{step.id}"] for step in whole.meeting.steps if step.kind == "identity"}


def test_who_breaks_every_rule_is_found_at_every_one(stage: Stage) -> None:
    found = stage.score(stage.play(strategies.rule_breaker)).vetoes
    known = {veto.id for veto in stage.meeting_rubric.vetoes}
    assert {veto.id for veto in found} == known - {"type-secret"}


def judged(stage: Stage, trainees: int) -> list[tuple[deeds.Known, set[str]]]:
    """Traces of so many trainees with what fired on each."""
    known = deeds.traces(stage, [trainee(number) for number in range(trainees)])
    return [(each, {veto.id for veto in stage.score(each.events).vetoes}) for each in known]


def test_the_deed_and_nothing_else_fires_whatever_was_done_around_it(stage: Stage) -> None:
    found = judged(stage, 1)
    assert {each.deed for each, _ in found} > {None}
    for each, fired_ids in found:
        assert fired_ids == ({each.deed} if each.deed else set()), each.made_for


@pytest.mark.full
def test_hundreds_of_traces_with_a_deed_and_without_are_told_apart(shipped: Library, whole: Stage) -> None:
    found = [pair for each in [whole, *(Stage(shipped, name) for name in VISITS)] for pair in judged(each, 6)]
    with_deed = [fired_ids for each, fired_ids in found if each.deed]
    without = [fired_ids for each, fired_ids in found if not each.deed]
    assert min(len(with_deed), len(without)) >= 200
    assert all(fired_ids == {each.deed} for each, fired_ids in found if each.deed)
    assert not any(without)
    assert {each.made_for for each, _ in found} == {*deeds.FORBIDDEN, deeds.TYPING, *deeds.NEAR}
