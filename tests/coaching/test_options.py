"""Do the words of the options give anything away, and can everything that counts be seen?"""

from __future__ import annotations

import re
from functools import cache
from statistics import mean
from typing import Any

import pytest

from caunoi.content import Library
from caunoi.lowering.talk.menu import VETOES
from caunoi.lowering.talk.reckoning import MOODS, STRENGTHS
from caunoi.model import LANGS
from caunoi.views import mockup_view
from tests.coaching.conftest import VISITS
from tests.coaching.stage import Stage

COURTEOUS = re.compile(r"\b(ạ|nhé|không|chưa|xem)\b")
# Moves that are never good, by kind of menu, against the rest of the same menu.
NEVER_GOOD = {*VETOES, "blame", "understood", "several", "jargon", "take", "leave"}


@cache
def drawn(library: Library, name: str, lang: str = "vi") -> dict[str, Any]:
    """The talk of a visit as a page gets it; drawn once for all that look at it."""
    mode = "test" if library.scenario(name).use == "test" else "practice"
    talk: dict[str, Any] = mockup_view(library, name, mode, lang)["talk"]
    return talk


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", VISITS)
def test_options_of_a_menu_are_alike_in_length(shipped: Library, name: str, lang: str) -> None:
    talk = drawn(shipped, name, lang)
    for menu in talk["menu"]:
        lengths: dict[bool, list[int]] = {True: [], False: []}
        for move in menu["moves"]:
            ways = [text for texts in talk["moves"][move].values() for text in texts]
            lengths[move in NEVER_GOOD].append(round(mean(len(text) for text in ways)))
        if lengths[True] and lengths[False]:
            assert 0.65 < mean(lengths[True]) / mean(lengths[False]) < 1.5, (menu["kind"], lengths)


@pytest.mark.parametrize("name", VISITS)
def test_no_option_is_known_by_its_courtesy_or_its_brackets(shipped: Library, name: str) -> None:
    talk = drawn(shipped, name)
    for menu in talk["menu"]:
        ways = [text for move in menu["moves"] for texts in talk["moves"][move].values() for text in texts]
        spoken = [text for text in ways if not text.startswith("(")]
        for text in spoken:
            assert COURTEOUS.search(text), text
            assert talk["kin"] in text.lower(), text
        if NEVER_GOOD & set(menu["moves"]):
            assert spoken == ways, "what is done without a word would stand out among them"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", VISITS)
def test_a_helper_says_to_come_from_where_the_visit_is(shipped: Library, name: str, lang: str) -> None:
    meeting = shipped.meeting(shipped.scenario(name))
    greetings = " ".join(drawn(shipped, name, lang)["moves"]["greet"][""])
    hosts = {setting: host.of(lang) for setting, host in meeting.talk.hosts.items()}
    assert [setting for setting, host in hosts.items() if host in greetings] == [meeting.visit.setting]


@pytest.mark.parametrize("name", VISITS)
def test_every_move_can_be_put_in_more_than_one_way(shipped: Library, name: str) -> None:
    for move, ways in drawn(shipped, name)["moves"].items():
        for texts in ways.values():
            assert len(set(texts)) >= 2, move


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", VISITS)
def test_no_name_in_braces_is_left(shipped: Library, name: str, lang: str) -> None:
    assert "{kin}" not in str(drawn(shipped, name, lang))
    assert "{exact}" not in str(drawn(shipped, name, lang))


@pytest.mark.parametrize("name", VISITS)
def test_the_order_of_a_menu_is_neither_the_written_one_nor_the_same_everywhere(shipped: Library, name: str) -> None:
    written = [move for move, each in shipped.meeting(shipped.scenario(name)).talk.moves.items() if each.kind == "say"]
    shown = next(menu["moves"] for menu in drawn(shipped, name)["menu"] if menu["kind"] == "say")
    assert shown != [move for move in written if move in shown]
    assert len({tuple(drawn(shipped, each)["menu"][0]["moves"]) for each in VISITS}) == len(VISITS)


@pytest.mark.parametrize("name", VISITS)
def test_what_ends_a_visit_and_nothing_else_stands_under_ending_it(shipped: Library, name: str) -> None:
    stage = Stage(shipped, name)
    passed = [{"do": "greet"}] * 6  # by then an urgent paper lies there
    for menu in drawn(shipped, name)["menu"]:
        ending = [bool(stage.end([*passed, {"do": move}, {"do": "go-on"}]).vars["end"]) for move in menu["moves"]]
        assert ending == [menu["kind"] == "leave"] * len(ending), menu


@pytest.mark.parametrize("name", VISITS)
def test_each_mood_and_strength_looks_different(shipped: Library, name: str) -> None:
    talk = drawn(shipped, name)
    assert len({text for _, _, text in talk["moods"]}) == len(MOODS)
    assert len({text for _, _, text in talk["strengths"]}) == len(STRENGTHS)


@pytest.mark.parametrize("name", VISITS)
def test_a_test_is_given_no_meters(shipped: Library, name: str) -> None:
    assert drawn(shipped, name)["meters"] is (shipped.scenario(name).use == "practice")


@pytest.mark.parametrize("name", VISITS)
def test_practice_and_test_share_no_seed(shipped: Library, name: str) -> None:
    own = shipped.scenario(name)
    assert own.visit is not None
    for other in VISITS:
        scenario = shipped.scenario(other)
        assert scenario.visit is not None
        if scenario.use != own.use:
            assert not set(scenario.visit.tapes) & set(own.visit.tapes)
