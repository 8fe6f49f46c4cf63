"""Do a walk in words, the coverage of traces, the picture of a portal and sample answers say what the content does?"""

from __future__ import annotations

from caunoi.content import Library
from caunoi.desk.coverage import coverage, covered
from caunoi.desk.labels import action_labels
from caunoi.desk.picture import picture, portal_view
from caunoi.desk.samples import samples
from caunoi.desk.walk import in_words, walk
from caunoi.lowering import trace_events


def as_written(text: str) -> str:
    return text


def events(library: Library, scenario: str, trace: str) -> list[object]:
    found = next(each for each in library.traces[scenario] if each.id == trace)
    return trace_events(found, library.scenarios[scenario].values)


def test_a_walk_says_what_was_done_in_the_words_of_the_screen(library: Library) -> None:
    told = walk(library, "help-uncle", events(library, "help-uncle", "slip"), "en", as_written)
    assert [stride.words for stride in told.strides] == [
        "Press “Back”",
        "Press “Read the rules”",
        "Press “Back”",
        "Press “Submit”",
        "Write “Trần Văn Thử” in “Dossier owner”",
        "Choose “Blurred photo” in “Photo of the paper”",
        "Write “x” in “nowhere”",
        "Press “Submit”",
        "Choose “Clear photo” in “Photo of the paper”",
        "Press “Submit”",
        "Press “Send”",
    ]
    assert told.strides[0].arrives == "Home"
    assert told.strides[3].arrives is None
    assert told.strides[6].why == "the screen has no such input"
    assert told.skipped == 1
    assert told.arrived
    assert told.screen == "Submitted"


def test_a_walk_has_its_score_with_reasons_and_the_step_that_decided(library: Library) -> None:
    told = walk(library, "help-uncle", events(library, "help-uncle", "slip"), "en", as_written)
    assert (told.points, told.max_points) == (8, 10)
    by_id = {each.reason.id: each for each in told.verdicts}
    assert (by_id["no-blur"].reason.met, by_id["no-blur"].reason.of) == (0, 1)
    assert by_id["no-blur"].sentence == "The photo was clear from the start."
    assert by_id["no-blur"].decided is told.strides[7]
    assert (by_id["right-values"].reason.met, by_id["right-values"].reason.of) == (2, 3)
    turn = next(each for each in told.turns if each.id == "empty-name")
    assert turn.sentence == "Look at the name again."
    assert turn.stride is told.strides[3]


def test_ticks_hints_and_what_is_no_step_have_words(library: Library) -> None:
    told = walk(
        library,
        "help-uncle",
        [
            {"do": "back"},
            {"set": "papers.map", "to": True},
            {"set": "papers.map", "to": False},
            {"set": "owner", "to": ""},
            {"hint": "home.owner"},
            {"restart": True},
            7,
        ],
        "en",
        as_written,
    )
    assert [stride.words for stride in told.strides[1:]] == [
        "Tick “Map”",
        "Take the tick off “Map”",
        "Empty “Dossier owner”",
        "Ask for a hint",
        "Start over",
        "No step: 7",
    ]
    assert not told.arrived


def test_coverage_tells_what_each_trace_states_and_finds(library: Library) -> None:
    proved = coverage(library, "help-uncle", "en")
    assert [proof.trace.id for proof in proved.proofs if proof.differs] == []
    slip = next(proof for proof in proved.proofs if proof.trace.id == "slip")
    assert slip.score is not None
    assert (slip.score.points, slip.skipped) == (8, 1)
    assert ("home", "submit", 1) in slip.arrows
    assert slip.screens == {"rules", "home", "confirm", "receipt"}


def test_a_trace_that_scores_otherwise_differs(library: Library) -> None:
    other = Library()
    other.__dict__.update(library.__dict__)
    first, *rest = library.traces["help-uncle"]
    other.traces = {"help-uncle": (first.model_copy(update={"points": 9.0}), *rest)}
    assert [proof.trace.id for proof in coverage(other, "help-uncle", "en").proofs if proof.differs] == ["expert"]


def test_criteria_that_no_trace_misses_or_meets_are_marked(library: Library) -> None:
    other = Library()
    other.__dict__.update(library.__dict__)
    known = {trace.id: trace for trace in library.traces["help-uncle"]}
    other.traces = {"help-uncle": (known["expert"], known["empty"])}
    assert all(each.never_missed and not each.never_met for each in coverage(other, "help-uncle", "en").criteria)
    other.traces = {"help-uncle": (known["forged"], known["empty"])}
    assert all(each.never_met and not each.never_missed for each in coverage(other, "help-uncle", "en").criteria)
    whole = {each.id: each for each in coverage(library, "help-uncle", "en").criteria}
    assert not whole["arrives"].never_met
    assert not whole["arrives"].never_missed


def test_a_picture_has_every_screen_and_says_which_are_walked(library: Library) -> None:
    drawn = picture(library, "village-desk", "en", as_written)
    boxes = {box.id: box for box in drawn.boxes}
    assert set(boxes) == set(library.portals["village-desk"].screens)
    assert boxes["home"].start
    assert boxes["receipt"].goal
    assert not boxes["receipt"].dead_end
    assert all(box.reachable and box.covered for box in drawn.boxes)
    blurred = next(case for case in boxes["home"].cases if case.action == "submit" and case.case == 1)
    assert blurred.covered
    assert blurred.to == "home"
    arrows = {(each["from"], each["to"]): each["labels"] for each in drawn.drawn()["arrows"]}
    assert arrows["home", "rules"] == {"Read the rules": True}
    assert ("confirm", "confirm") not in arrows


def test_a_screen_nobody_comes_to_and_a_dead_end_are_told(library: Library) -> None:
    other = Library()
    other.__dict__.update(library.__dict__)
    portal = library.portals["village-desk"]
    screens = {**portal.screens, "lost": portal.screens["receipt"]}
    other.portals = {"village-desk": portal.model_copy(update={"screens": screens})}
    other._cores, other._joined = {}, {}
    lost = next(box for box in picture(other, "village-desk", "en", as_written).boxes if box.id == "lost")
    assert (lost.reachable, lost.dead_end, lost.covered) == (False, True, False)


def test_a_portal_without_a_scenario_is_drawn_with_the_names_of_its_values(library: Library) -> None:
    alone = Library()
    alone.portals = dict(library.portals)
    view = portal_view(alone, "village-desk", "en", "confirm")
    assert view["core"]["start"] == "confirm"
    assert "{owner_name}" in str(view["screens"])
    assert not picture(alone, "village-desk", "en", as_written).traced


def test_what_is_covered_is_the_sum_over_all_scenarios(library: Library) -> None:
    screens, arrows = covered(library, "village-desk", "en")
    assert coverage(library, "help-uncle", "en").arrows <= arrows
    assert coverage(library, "help-grandmother", "en").screens <= screens


def test_sample_answers_hold_the_key_and_a_blank_one(library: Library) -> None:
    kinds = set()
    for set_id, items in library.item_sets.items():
        found = samples(library, set_id)
        for item in items.items:
            if item.kind == "free":
                assert found[item.id] == ()
                continue
            kinds.add(item.kind)
            by_sort = {sample.sort: sample for sample in found[item.id]}
            assert by_sort["blank"].points == 0, item.id
            assert by_sort["key"].points == by_sort["key"].max_points, item.id
            assert all(0 <= sample.points <= sample.max_points for sample in found[item.id])
    assert {"single", "several", "order", "short"} <= kinds


def test_a_range_of_points_and_stated_turns_are_held_against_what_is_found(library: Library) -> None:
    other = Library()
    other.__dict__.update(library.__dict__)
    slip = next(each for each in library.traces["help-uncle"] if each.id == "slip")
    for changed, differs in (
        ({"points": None, "at_least": 7.0, "at_most": 8.0}, False),
        ({"points": None, "at_least": 8.5}, True),
        ({"points": None, "at_most": 7.5}, True),
        ({"wrong_turns": ()}, True),
        ({"skipped": 0}, True),
    ):
        other.traces = {"help-uncle": (slip.model_copy(update=changed),)}
        (proof,) = coverage(other, "help-uncle", "en").proofs
        assert proof.differs == differs, changed


def test_the_parts_of_a_phone_have_their_words() -> None:
    screen = {
        "actions": [{"id": "send", "label": "Send"}],
        "tabs": [{"id": "all", "action": "tab-all", "label": "All"}],
        "banners": [{"action": "otp-open", "dismiss": "otp-dismiss", "sender": "OTP"}],
        "home": "home",
        "pad": {"input": "code", "label": "Passcode", "enter": "enter", "enter_label": "Go on"},
        "inputs": [],
    }
    assert action_labels(screen, as_written) == {
        "send": "Send",
        "tab-all": "All",
        "otp-open": "Open the message of OTP",
        "otp-dismiss": "Put the message of OTP away",
        "enter": "Go on",
        "home": "Home button",
    }
    assert in_words({"set": "code", "to": "123"}, screen, as_written) == "Write “123” in “Passcode”"
