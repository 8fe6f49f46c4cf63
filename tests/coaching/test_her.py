"""Does she answer to what is done, as the model says?"""

from __future__ import annotations

from typing import Any

import pytest

from caunoi.content import Library
from caunoi.lowering.talk import Meeting, talk_core
from caunoi.lowering.talk.wording import told_in_between, words_of_hers
from caunoi.model.base import Text
from caunoi.model.resident import Traits
from caunoi.model.visit import TalkEvent
from tests.coaching import strategies
from tests.coaching.stage import Stage, everything

EASY = {"app": (0, 0), "code": (0, 0), "passcode": (0, 0), "wallet": (0, 0)}


def visit(library: Library, traits: Traits | None = None, **changed: Any) -> Stage:
    """The practice visit on an easy tape, with other traits or events."""
    return Stage(library, "wallet-at-home", 1, traits=traits, tapes={1: EASY}, **changed)


def after(stage: Stage, *moves: str) -> dict[str, Any]:
    return dict(stage.end([{"do": move} for move in moves]).vars)


def event(kind: str, turn: int) -> tuple[TalkEvent, ...]:
    return (TalkEvent.model_validate({"kind": kind, "turn": turn, "say": Text(vi="(Có việc.)")}),)


def test_a_greeting_warms_her_once(shipped: Library) -> None:
    stage = visit(shipped)
    assert after(stage, "greet")["conf"] == after(stage, "greet", "greet", "greet")["conf"] == 5


def test_praise_without_her_own_success_changes_nothing(shipped: Library) -> None:
    stage = visit(shipped)
    assert after(stage, "praise", "praise")["conf"] == 4


def test_asked_whether_she_understood_she_always_nods(shipped: Library) -> None:
    stage = visit(shipped)
    for way in ((), ("cue3",), ("blame",)):
        assert after(stage, *way, "understood")["react"] == "nods"


def test_who_looks_away_hears_that_it_was_seen(shipped: Library) -> None:
    assert after(visit(shipped), "away")["react"] == "unwatched"


def test_comfort_where_nothing_went_wrong_is_not_answered_as_an_offer_to_rest(shipped: Library) -> None:
    stage = visit(shipped)
    assert (after(stage, "repair")["react"], after(stage, "rest")["react"]) == ("nods", "goes-on")


def test_the_tape_is_read_by_step_and_try_not_in_the_order_of_calls(shipped: Library) -> None:
    tape = {**EASY, "app": (2, 0)}
    stage = Stage(shipped, "wallet-at-home", 1, tapes={1: tape})
    straight = after(stage, "greet", "cue3")
    detour = after(stage, "greet", "understood", "praise", "show", "check", "cue3")
    assert straight["react"] == "hesitates"
    assert after(stage, "greet", "understood", "praise", "cue3")["react"] == "hesitates"
    assert detour["react"] == "does", "what was shown first needs less luck"


def test_a_dry_finger_is_eased_by_a_stylus(shipped: Library) -> None:
    stage = visit(shipped, Traits(dry_finger=True))
    assert after(stage, "cue2")["react"] == "hesitates"
    assert after(stage, "aid", "go-on", "cue2")["react"] == "does"


def test_many_words_are_harder_for_who_hears_badly(shipped: Library) -> None:
    well, hard = visit(shipped), visit(shipped, Traits(hear="hard"))
    assert after(well, "jargon")["react"] == "does"
    assert after(hard, "jargon")["react"] == "hesitates"
    assert after(hard, "aid", "go-on", "jargon")["react"] == "does"


def test_who_trusts_little_hands_the_phone_over(shipped: Library) -> None:
    stage = visit(shipped, Traits(hand_over_at=3))
    assert after(stage, "cue1", "repair", "blame", "cue1")["holder"] == "trainee"


def test_asked_what_she_sees_she_says_it_and_no_harm_is_done(shipped: Library) -> None:
    stage = Stage(shipped, "wallet-at-home", 1, tapes={1: {**EASY, "app": (3, 0)}})
    asked, told = after(stage, "greet", "cue1"), after(stage, "greet", "cue2")
    assert (asked["react"], asked["trouble"], asked["conf"], asked["by_app"]) == ("says-it", "hesitates", 5, "")
    assert (told["react"], told["conf"]) == ("slips", 4)


def test_her_good_bye_is_warm_only_where_she_has_something_to_try_alone(shipped: Library) -> None:
    stage = visit(shipped)
    assert after(stage, "greet", "cue3", "close", "go-on")["react"] == "thanks"
    for way in (("greet",), ("greet", "cue3", "take", "go-on"), ("cue3", "blame")):
        assert after(stage, *way, "close", "go-on")["react"] == "parts", way


def test_asked_whether_the_code_has_come_she_looks_for_the_message(shipped: Library) -> None:
    way = ("greet", "rule", "cue3", "code-come", "go-on")
    assert after(visit(shipped), *way)["react"] == "finds-it"


def test_no_is_no_until_it_is_accepted(shipped: Library) -> None:
    stage = visit(shipped, events=event("no", 1))
    assert after(stage, "greet")["trouble"] == "no"
    insisting = after(stage, "greet", "cue3", "cue3")
    assert (insisting["react"], insisting["u_app"]) == ("refuses", 0)
    heard = after(stage, "greet", "accept", "cue3")
    assert (heard["react"], heard["mended"]) == ("does", 1)


def test_a_caller_has_her_ear_until_she_is_stopped(shipped: Library) -> None:
    stage = visit(shipped, events=event("call", 1))
    assert after(stage, "greet", "cue3")["react"] == "on-call"
    assert after(stage, "greet", "stop", "cue3")["react"] == "does"


def test_what_is_urgent_is_served_first_and_learning_goes_on(shipped: Library) -> None:
    stage = visit(shipped, events=event("urgent", 2))
    events = stage.play(strategies.cue_first)
    assert "paper" in [each["do"] for each in events]
    assert stage.score(events).points >= 90


def test_what_is_urgent_and_left_open_is_no_clean_end(shipped: Library) -> None:
    stage = visit(shipped, events=event("urgent", 4))
    way = ("greet", "goal", "consent", "cue3")
    for end in ("close", "leave"):
        left = after(stage, *way, end, "go-on")
        assert (left["unserved"], left["pace"]) == (True, 0)
    served = after(stage, *way, "paper", "go-on", "close", "go-on")
    assert (served["unserved"], served["pace"]) == (False, 2)


def test_urgent_service_first_and_a_return_booked_can_pass(shipped: Library) -> None:
    stage = visit(shipped, events=event("urgent", 3))
    way = ("greet", "goal", "consent", "paper", "go-on", "cue3", "about-app", "cue2", "check", "card", "revisit")
    events = [{"do": move} for move in (*way, "postpone", "go-on")]
    assert stage.skipped(events) == 0
    assert stage.score(events).points >= 90
    assert stage.score(events).enough_seen
    pressed = [{"do": move} for move in ("greet", "goal", "consent", "cue3", "cue3", *way[3:], "postpone", "go-on")]
    assert stage.score(pressed).points < stage.score(events).points


def test_after_what_was_urgent_a_try_suffices_only_for_who_goes_soon(shipped: Library) -> None:
    stage = Stage(shipped, "wallet-at-home", 1, tapes={1: {**EASY, "app": (2, 0)}}, events=event("urgent", 3))
    way = ("greet", "goal", "consent", "paper", "go-on", "cue3", "repair")
    soon = [{"do": move} for move in (*way, "revisit", "postpone", "go-on")]
    lingering = [{"do": move} for move in (*way, *("repair",) * 9, "revisit", "postpone", "go-on")]
    untried = [{"do": move} for move in (*way[:5], "revisit", "postpone", "go-on")]
    assert stage.score(soon).points >= 90
    assert not stage.score(soon).enough_seen, "a good end, and neither passed nor failed"
    assert stage.score(lingering).points < 85
    assert stage.score(untried).points < 25


def level_one(library: Library, *, has_level2: bool = False) -> Stage:
    """The easy visit with its last step barred to who has no level-2 account."""
    visited = library.scenario("wallet-at-home").visit
    assert visited is not None
    last = visited.steps[-1].model_copy(update={"needs_level2": True})
    return visit(library, Traits(has_level2=has_level2), steps=(*visited.steps[:-1], last))


UP_TO_THE_BAR = ("greet", "goal", "consent", "rule", "cue3", "cue3", "cue3")


def test_a_step_that_needs_level_two_is_barred_only_to_who_has_none(shipped: Library) -> None:
    barred = after(level_one(shipped), *UP_TO_THE_BAR)
    assert (barred["trouble"], barred["focus"], barred["steps_due"]) == ("level2", "wallet", 3)
    open_ = after(level_one(shipped, has_level2=True), *UP_TO_THE_BAR)
    assert (open_["trouble"], open_["focus"], open_["steps_due"]) == ("", "wallet", 4)


@pytest.mark.parametrize("push", ["cue1", "cue2", "cue3", "several", "jargon", "show", "wait", "take", "check"])
def test_pushing_on_at_a_barred_step_opens_nothing(shipped: Library, push: str) -> None:
    pushed = after(level_one(shipped), *UP_TO_THE_BAR, push, "go-on")
    assert (pushed["react"], pushed["by_wallet"], pushed["u_wallet"], pushed["mended"]) == ("barred", "", 0, 0)


@pytest.mark.parametrize("way", [("on-paper", "go-on"), ("desk", "go-on"), ("revisit",)])
def test_a_lawful_way_past_a_barred_step_answers_it(shipped: Library, way: tuple[str, ...]) -> None:
    answered = after(level_one(shipped), *UP_TO_THE_BAR, *way)
    assert (answered["mended"], answered["excused"]) == (1, True)
    assert answered["by_wallet"] == ("" if way == ("revisit",) else "elsewhere")


def test_to_stop_at_a_barred_step_with_a_day_booked_can_pass(shipped: Library) -> None:
    stage = level_one(shipped)
    taught = ("revisit", "about-app", "cue2", "check", "card", "postpone", "go-on")
    events = [{"do": move} for move in (*UP_TO_THE_BAR, *taught)]
    assert stage.skipped(events) == 0
    assert stage.score(events).points >= 90
    unbooked = after(stage, *UP_TO_THE_BAR, "about-app", "cue2", "check", "card", "postpone", "go-on")
    assert (unbooked["unserved"], unbooked["mended"]) == (True, 0)


def test_who_ends_at_a_barred_step_without_a_way_leaves_her_unserved(shipped: Library) -> None:
    for end in ("close", "leave"):
        assert after(level_one(shipped), *UP_TO_THE_BAR, end, "go-on")["unserved"] is True


def test_the_bar_is_seen_before_it_counts(shipped: Library) -> None:
    stage = level_one(shipped)
    told = told_in_between(stage.meeting)
    assert told[int(after(stage, *UP_TO_THE_BAR)["event"])] == words_of_hers(stage.meeting)["barred"][0]


def test_a_planned_stop_with_a_day_booked_can_pass(shipped: Library) -> None:
    stage = visit(shipped, events=event("no", 6))
    way = ("greet", "goal", "consent", "cue3", "about-app", "cue2", "check", "accept", "card", "revisit")
    planned = [{"do": move} for move in (*way, "postpone", "go-on")]
    assert stage.skipped(planned) == 0
    assert stage.score(planned).points >= 90
    unplanned = [{"do": move} for move in (*way[:7], "accept", "postpone", "go-on")]
    assert stage.score(unplanned).points < 85


def test_stopping_early_without_a_reason_is_no_planned_stop(shipped: Library) -> None:
    stage = visit(shipped)
    way = ("greet", "goal", "consent", "cue3", "about-app", "cue2", "check", "card", "revisit", "postpone", "go-on")
    assert stage.score([{"do": move} for move in way]).points < 85


def test_who_is_worn_out_stops(shipped: Library) -> None:
    stage = visit(shipped)
    ended = after(stage, "blame", "blame")
    assert (ended["react"], ended["end"]) == ("stops", "stopped")


def test_a_visit_lasts_twenty_eight_turns(shipped: Library) -> None:
    stage = visit(shipped)
    moves = ["rest" if number % 8 == 7 else "understood" for number in range(32)]
    ended = after(stage, *moves)
    assert (ended["turn"], ended["end"]) == (28, "time")


def test_a_trouble_is_answered_by_the_next_move_or_not_at_all(shipped: Library) -> None:
    tape = {**EASY, "app": (2, 0)}
    stage = Stage(shipped, "wallet-at-home", 1, tapes={1: tape})
    for answer in ("repair", "cue3", "show"):
        assert after(stage, "greet", "cue3", answer)["mended"] == 1
    for late in ("understood", "blame", "praise", "take", "cue2"):
        assert after(stage, "greet", "cue3", late, *(["go-on"] if late == "take" else []), "repair")["mended"] == 0


def test_a_card_written_before_she_has_shown_anything_carries_her_through_nothing(shipped: Library) -> None:
    stage = visit(shipped)
    early = after(stage, "greet", "card", "show", "cue2")
    assert (early["u_app"], early["alone"]) == (2, 0)
    taught = ("greet", "show", "cue2", "about-app", "check", "about-code", "rule", "cue3", "cue3", "show", "cue2")
    assert after(stage, *taught)["alone"] == 1
    written = after(stage, *taught, "card")
    assert (written["u_wallet"], written["alone"]) == (2, 2)


# Afraid, she learns also where the exact words follow what she has watched.
TOLD_IN_FEAR = ("blame", "show", "cue3", "about-app")


def test_who_has_just_been_told_all_of_it_shows_nothing(shipped: Library) -> None:
    stage = visit(shipped)
    straight_after = after(stage, *TOLD_IN_FEAR, "check")
    assert (straight_after["react"], straight_after["u_app"], straight_after["taught"]) == ("echoes", 2, 0)
    for more_than_needed in ("cue3", "cue2", "show"):
        again = after(stage, "greet", "show", "cue2", "about-app", more_than_needed, "check")
        assert (again["react"], again["taught"]) == ("echoes", 0), more_than_needed


@pytest.mark.parametrize("between", [("wait",), ("cue1",), ("about-code", "rule", "cue3", "about-app")])
def test_with_less_help_or_something_in_between_she_shows_what_she_knows(
    shipped: Library, between: tuple[str, ...]
) -> None:
    shown = after(visit(shipped), *TOLD_IN_FEAR, *between, "check")
    assert (shown["react"], shown["taught"]) == ("shows", 1)


def test_exact_words_are_too_much_only_for_what_she_has_watched(shipped: Library) -> None:
    stage = visit(shipped)
    assert after(stage, "greet", "cue3")["misfit_app"] is False
    assert after(stage, "greet", "show", "cue2")["misfit_app"] is False
    watched = after(stage, "greet", "show", "cue3")
    assert (watched["misfit_app"], watched["u_app"]) == (True, 1)


def test_after_a_try_that_failed_less_help_is_too_little_and_exact_words_are_not_too_much(shipped: Library) -> None:
    stage = Stage(shipped, "wallet-at-home", 1, tapes={1: {**EASY, "app": (3, 0)}})
    assert after(stage, "greet", "cue2", "cue1")["misfit_app"] is True
    assert after(stage, "greet", "cue2", "show", "cue3")["misfit_app"] is False


@pytest.mark.parametrize("deed", ["ask-code", "own-number", "keep-secret", "install-link", "remote-control"])
def test_whose_keys_somebody_else_holds_is_not_alone_tomorrow(shipped: Library, deed: str) -> None:
    stage = everything(shipped)
    way = stage.until(lambda sight: deed in sight.open)
    assert after(stage, *way, deed, "go-on")["exposed"] is True


def test_every_effect_names_a_variable_that_is_there(stage: Stage) -> None:
    core = stage.core.value
    for name, action in core["screens"]["talk"]["actions"].items():
        for case in action["cases"]:
            for kind, variable, *_ in case["effects"]:
                assert kind in ("set", "add"), name
                assert variable in core["vars"], (name, variable)


def test_a_resident_is_the_same_however_she_is_met(shipped: Library) -> None:
    scenario = shipped.scenario("wallet-at-home")
    meeting: Meeting = shipped.meeting(scenario)
    assert talk_core(meeting).digest == shipped.core("wallet-at-home").digest
