"""Invented people: the same for the same seed, of every kind, and no better than they should be."""

from __future__ import annotations

import math
import random
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from caunoi.content import Library, library_here
from caunoi.items import mark
from caunoi.model.items import Free
from caunoi.scoring import score
from caunoi.simulated import doing
from caunoi.simulated.answers import right, wrong
from caunoi.simulated.doing import doings
from caunoi.simulated.roll import MANNERS, Person, roll, shares
from caunoi.simulated.sentences import SENTENCES

LIBRARY = library_here()
TASKS = [(name, task) for name, each in LIBRARY.assessments.items() for task in each.tasks]


def person(kind: str, seed: int = 7) -> Person:
    """Somebody of a kind."""
    return Person("Lò Thị Mẫu", "volunteer", "Bản Mẫu", kind, seed)


def points(who: Person, library: Library, scenario: str) -> tuple[float, float]:
    """What their way through a test scenario is worth, and what it could be."""
    events = [event for event, _ in doings(who, library, f"mockup/{scenario}/test", "vi")]
    found = score(library.core(scenario), library.criteria(scenario), events)
    return found.points, found.max_points


def test_the_kinds_of_forty_are_those_of_the_table() -> None:
    assert Counter(shares(40)) == {kind: manner.of_forty for kind, manner in MANNERS.items()}
    assert sum(manner.of_forty for manner in MANNERS.values()) == 40


@pytest.mark.parametrize("people", [1, 2, 9, 39, 41, 200])
def test_any_number_of_people_is_shared_out(people: int) -> None:
    counts = Counter(shares(people))
    assert sum(counts.values()) == people
    assert all(abs(counts[kind] - manner.of_forty * people / 40) < 1 for kind, manner in MANNERS.items())


def test_a_seed_settles_the_class_and_another_makes_another() -> None:
    assert roll(40, 1) == roll(40, 1)
    assert roll(40, 1) != roll(40, 2)
    people = roll(200, 3)
    assert len({each.name for each in people}) == 200
    assert len({each.seed for each in people}) == 200


def test_a_person_always_does_the_same() -> None:
    for name, task in TASKS:
        assert doings(person("hesitant"), LIBRARY, task.name, "vi") == doings(
            person("hesitant"), LIBRARY, task.name, "vi"
        )
        assert name


# What a simulated class sits is the assessment of the first module.
SAT = LIBRARY.syllabus.modules[0].assessment


@pytest.mark.parametrize("scenario", [task.ref for name, task in TASKS if name == SAT and task.kind == "mockup"])
def test_the_better_the_manner_the_more_points(scenario: str) -> None:
    best, most = points(person("expert"), LIBRARY, scenario)
    assert best == most
    assert points(person("second-path"), LIBRARY, scenario)[0] == most
    for kind in ("guesser", "gives-up", "unfinished"):
        several = [points(person(kind, seed), LIBRARY, scenario)[0] for seed in range(20)]
        assert max(several) < most
        assert sum(several) / len(several) < most * 0.75
    guessed = {points(person("guesser", seed), LIBRARY, scenario)[0] for seed in range(20)}
    assert len(guessed) > 3, "people of one kind differ"


@pytest.mark.parametrize("items", [task.ref for _, task in TASKS if task.kind == "quiz"])
@pytest.mark.parametrize(("knows", "least", "most"), [(1.0, 1.0, 1.0), (0.0, 0.0, 0.75)])
def test_people_know_as_much_as_they_should(
    items: str, knows: float, least: float, most: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(doing_manners(), "expert", replace(MANNERS["expert"], knows=knows))
    reached = possible = 0.0
    for seed in range(10):
        responses = {
            event["answer"]: event["to"] for event, _ in doings(person("expert", seed), LIBRARY, f"quiz/{items}", "vi")
        }
        assert list(responses) == [item.id for item in LIBRARY.item_set(items).items]
        for item in LIBRARY.item_set(items).items:
            if isinstance(item, Free):
                assert responses[item.id]
                continue
            found = mark(item, LIBRARY.keys[items].keys[item.id], responses[item.id])
            assert (found.points == found.max_points) == (knows == 1.0), item.id
            reached += found.points
            possible += found.max_points
    assert least <= reached / possible <= most


@pytest.mark.parametrize("variant", ["small", "large"])
def test_right_and_wrong_are_so_for_every_kind_of_item(kinds: Library, variant: str) -> None:
    chance = random.Random(5)
    for item in (*kinds.item_sets["kinds"].items, *kinds.item_sets["basics"].items):
        if isinstance(item, Free):
            continue
        key = kinds.keys["kinds" if item.id in kinds.keys["kinds"].keys else "basics"].keys[item.id]
        own = key.in_variant(variant)
        assert mark(item, key, right(item, own), variant).scaled == 1, item.id
        for _ in range(20):
            assert mark(item, key, wrong(chance, kinds, item, own), variant).scaled < 1, item.id


def test_people_answer_the_variant_they_were_given(kinds: Library) -> None:
    for variant, expected in (("small", "1500"), ("large", "3000"), (None, "1500")):
        given = {} if variant is None else {"fee": variant}
        sums = {
            event["to"]
            for seed in range(12)
            for event, _ in doings(person("expert", seed), kinds, "quiz/kinds", "vi", given)
            if event["answer"] == "fee"
        }
        assert expected in sums


def doing_manners() -> dict[str, object]:
    """The table the people look their manner up in."""
    return MANNERS  # type: ignore[return-value]


@pytest.mark.parametrize("lang", ["vi", "id", "en"])
def test_a_written_answer_grows_and_fits_its_manner(lang: str) -> None:
    drafts = [event["to"] for event, _ in doings(person("expert"), LIBRARY, "writing/any", lang)]
    assert drafts
    assert all(later.startswith(earlier) for earlier, later in pairwise(drafts))
    text = drafts[-1]
    for sentence in SENTENCES[lang]["good"]:
        text = text.replace(sentence, "")
    assert text.strip() == ""
    assert doings(person("gives-up"), LIBRARY, "writing/any", lang) == []
    assert "!" not in str(SENTENCES)


def test_nobody_taps_where_the_way_plays_itself_and_all_arrive_where_it_is_marked() -> None:
    practice = next(name for name, each in LIBRARY.scenarios.items() if each.use == "practice")
    expert = [event for event, _ in doings(person("expert"), LIBRARY, f"mockup/{practice}/guided", "vi")]
    assert doings(person("guesser"), LIBRARY, f"mockup/{practice}/show", "vi") == []
    assert [event for event, _ in doings(person("guesser"), LIBRARY, f"mockup/{practice}/guided", "vi")] == expert
    assert score(LIBRARY.core(practice), LIBRARY.criteria(practice), expert).scaled == 1.0


def test_pauses_are_those_of_the_manner() -> None:
    for kind in ("guesser", "hesitant"):
        least, most = MANNERS[kind].pace
        pauses = [pause for _, task in TASKS for _, pause in doings(person(kind), LIBRARY, task.name, "vi")]
        assert all(least <= pause <= most for pause in pauses)
        assert not math.isclose(min(pauses), max(pauses))


def test_this_side_has_no_clock_and_no_network() -> None:
    assert not {"time", "datetime", "urllib", "socket"} & set(vars(doing))
