"""Who takes which of two forms first: even halves, whenever people come, and settled once a form was opened."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from caunoi.hall.change import Forms, Lock, Start
from caunoi.hall.pace import Pace, Step, fold
from caunoi.hall.records import ClassRecord, NewTrainee, utc_now
from caunoi.hall.refusals import FormOpened
from caunoi.hall.store import Store

A, B = PAIR = ("assessment/visits-a", "assessment/visits-b")


def firsts(pace: Pace) -> dict[str, str]:
    return {trainee: "A" if first == A else "B" for (_, trainee), (first, _) in pace.forms.items()}


@pytest.fixture
def people(store: Store, record: ClassRecord) -> list[str]:
    return [person.id for person, _ in store.people.add(record.id, [NewTrainee(f"Người {n}") for n in range(7)])]


def assign(store: Store, record: ClassRecord, trainees: list[str]) -> Pace:
    return store.forms.assign(record.id, "facilitator", "visits", PAIR, trainees)


def test_the_same_list_gives_the_same_even_halves(store: Store, record: ClassRecord, people: list[str]) -> None:
    assert list(firsts(assign(store, record, people)).values()) == list("ABABABA")


def test_who_comes_later_gets_the_form_that_fewer_have(store: Store, record: ClassRecord, people: list[str]) -> None:
    assign(store, record, people[:1])
    store.forms.choose(record.id, "facilitator", "visits", PAIR, people[0], B)
    assert list(firsts(assign(store, record, people)).values()) == list("BAABABA"), "nobody's order changes"
    before = store.paces.of_class(record.id).version
    assert assign(store, record, people).version == before, "what is settled is not written again"


def test_people_who_come_at_one_moment_still_make_even_halves(
    store: Store, record: ClassRecord, people: list[str]
) -> None:
    with ThreadPoolExecutor(7) as pool:
        list(pool.map(lambda person: assign(store, record, [person]), people))
    found = firsts(store.paces.of_class(record.id))
    assert sorted(found) == sorted(people) and sorted(found.values()) == list("AAAABBB")


def test_an_opened_form_stays_the_first_one(store: Store, record: ClassRecord, people: list[str]) -> None:
    store.attempts.open(record.id, people[0], B, "")
    assert firsts(assign(store, record, people[:2])) == {people[0]: "B", people[1]: "A"}
    with pytest.raises(FormOpened):
        store.forms.choose(record.id, "facilitator", "visits", PAIR, people[0], A)
    store.forms.choose(record.id, "facilitator", "visits", PAIR, people[1], B)
    assert firsts(store.paces.of_class(record.id)) == {people[0]: "B", people[1]: "B"}


def test_forms_are_taken_back_with_their_locks_and_clocks(store: Store, record: ClassRecord, people: list[str]) -> None:
    store.forms.assign(record.id, "facilitator", "talks", ("assessment/talks-a", "assessment/talks-b"), people[:1])
    assign(store, record, people)
    lock, start = Lock(pages=("after/visits", "after/talks"), on=True), Start(page="before/visits", minutes=20)
    store.paces.steer(record.id, "facilitator", lock, start)
    pace = store.forms.take_back(record.id, "facilitator", "visits", PAIR)
    assert [module for module, _ in pace.forms] == ["talks"]
    assert pace.locked == {"after/talks"} and not pace.tests
    assert fold(store.paces.steps(record.id)) == store.paces.of_class(record.id) == pace
    assert list(firsts(assign(store, record, people)).values()) == list("ABABABA"), "they can be dealt out anew"


def test_an_opened_form_is_not_taken_back(store: Store, record: ClassRecord, people: list[str]) -> None:
    before = assign(store, record, people)
    store.attempts.open(record.id, people[3], A, "")
    with pytest.raises(FormOpened):
        store.forms.take_back(record.id, "facilitator", "visits", PAIR)
    assert store.paces.of_class(record.id) == before


def test_a_test_is_steered_by_when_it_is_taken_whichever_form_somebody_has() -> None:
    moment = utc_now()
    changes = [
        Forms(module="visits", trainee="001", first=A, then=B),
        Forms(module="visits", trainee="002", first=B, then=A),
        Lock(pages=("after/visits",), on=True),
        Start(page="before/visits", minutes=10),
    ]
    pace = fold(Step(n, moment, "facilitator", change) for n, change in enumerate(changes, start=1))
    assert [pace.is_locked(page, "001") for page in PAIR] == [False, True]
    assert [pace.is_locked(page, "002") for page in PAIR] == [True, False]
    assert [pace.deadline(page, "001") is not None for page in PAIR] == [True, False]
    assert [pace.deadline(page, "002") is not None for page in PAIR] == [False, True]
    assert [pace.page_of(f"{when}/visits", "002") for when in ("before", "after")] == [B, A]
    assert pace.steered_as("assessment/other", "001") == "assessment/other" == pace.page_of("assessment/other", "001")
    assert pace.page_of("before/visits", "003") == "before/visits", "who has no forms yet has no such page"
