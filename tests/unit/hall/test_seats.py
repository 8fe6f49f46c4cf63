"""Does the queue for analyses let people in by turn, hold its cap and pass over who has left?"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from caunoi.hall.analyses.seats import LEFT_AFTER_S, REMEMBERED, Seat, Seats, Wish


def wish(who: str, analysis: str = "steps") -> Wish:
    return Wish(who, analysis, "class-1", "vi")


def entered(seats: Seats, *people: str, at: float = 0.0) -> list[Seat]:
    asked = [seats.ask(wish(who), at) for who in people]
    seats.let_in(at)
    return asked


def test_people_wait_in_the_order_they_came() -> None:
    seats = Seats(2)
    first, second, third, fourth = entered(seats, "a", "b", "c", "d")
    assert [seat.stage for seat in (first, second, third, fourth)] == ["preparing", "preparing", "waiting", "waiting"]
    assert [seats.before(seat) for seat in (third, fourth)] == [0, 1]
    seats.end(second, "closed", 1.0)
    assert seats.let_in(1.0) == [third]
    assert seats.before(fourth) == 0


def test_asking_again_keeps_the_place() -> None:
    seats = Seats(1)
    _, second, third = entered(seats, "a", "b", "c")
    assert seats.ask(wish("c"), 5.0) is third
    assert seats.ask(wish("b"), 6.0) is second
    assert [seats.before(second), seats.before(third)] == [0, 1]


def test_who_leaves_the_queue_is_passed_over() -> None:
    seats = Seats(1)
    first, second, third = entered(seats, "a", "b", "c")
    later = LEFT_AFTER_S + 1
    seats.ask(wish("c"), later)
    seats.end(first, "closed", later)
    assert seats.let_in(later) == [third]
    assert seats.get(second.id) is None


def test_another_analysis_of_the_same_person_is_another_place() -> None:
    seats = Seats(1)
    one, other = seats.ask(wish("a", "steps"), 0.0), seats.ask(wish("a", "tables"), 0.0)
    assert one is not other
    assert seats.let_in(0.0) == [one]


def test_who_opens_a_page_anew_does_not_queue_again() -> None:
    seats = Seats(1)
    first, second = entered(seats, "a", "b")
    anew = seats.first(wish("a"), 1.0)
    seats.end(first, "anew", 1.0)
    assert seats.let_in(1.0) == [anew]
    assert second.stage == "waiting"


def test_the_first_reason_stays() -> None:
    seats = Seats(1)
    (seat,) = entered(seats, "a")
    seats.end(seat, "memory", 1.0)
    seats.end(seat, "closed", 2.0)
    assert (seat.why, seat.since) == ("memory", 1.0)
    assert seats.idle


def test_what_ended_is_forgotten_in_the_end() -> None:
    seats = Seats(1)
    for number in range(REMEMBERED + 10):
        seats.end(seats.ask(wish(str(number)), float(number)), "closed", float(number))
    assert len(list(seats)) <= REMEMBERED + 1


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from(["ask", "end", "anew"])), max_size=40))
def test_never_more_than_the_cap(deeds: list[tuple[str, str]]) -> None:
    """Whatever people do, the cap holds, nobody sits twice, and a free place never waits for somebody."""
    seats = Seats(2)
    for now, (who, deed) in enumerate(deeds):
        seat = seats.current(wish(who))
        if deed == "ask":
            seats.ask(wish(who), float(now))
        elif seat is not None:
            if deed == "anew" and seat.stage != "waiting":
                seats.first(wish(who), float(now))
            seats.end(seat, "closed", float(now))
        seats.let_in(float(now))
        alive = [each for each in seats if not each.ended]
        assert seats.taken <= 2
        assert len({each.wish.who for each in alive}) == len(alive)
        assert seats.taken == min(2, len(alive))
