"""Is who tries too often slowed down, and nobody else, with a memory that stays small?"""

from __future__ import annotations

from caunoi.hall.allowances import ALLOWANCES, Allowance, Allowances, asker


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def some(clock: Clock, most_kept: int = 100) -> Allowances:
    return Allowances({"code": Allowance(3, 6), "key": Allowance(1, 1)}, clock, most_kept)


def test_after_the_last_one_waits_and_then_goes_on() -> None:
    clock = Clock()
    allowances = some(clock)
    assert [allowances.spend("code", "10.0.0.1") for _ in range(5)] == [0, 0, 0, 10, 10]
    clock.now += 4
    assert allowances.spend("code", "10.0.0.1") == 6
    clock.now += 6
    assert [allowances.spend("code", "10.0.0.1") for _ in range(2)] == [0, 10]


def test_being_refused_does_not_make_one_wait_longer() -> None:
    clock = Clock()
    allowances = some(clock)
    for _ in range(3):
        allowances.spend("code", "10.0.0.1")
    for _ in range(100):
        allowances.spend("code", "10.0.0.1")
        clock.now += 0.1
    assert allowances.spend("code", "10.0.0.1") == 0


def test_another_address_and_another_door_are_counted_apart() -> None:
    allowances = some(Clock())
    for _ in range(4):
        allowances.spend("code", "10.0.0.1")
    assert allowances.spend("code", "10.0.0.2") == 0
    assert allowances.spend("key", "10.0.0.1") == 0


def test_what_was_right_is_given_back_and_no_more_than_that() -> None:
    allowances = some(Clock())
    for _ in range(50):
        assert allowances.spend("code", "10.0.0.1") == 0
        allowances.give_back("code", "10.0.0.1")
    for _ in range(9):
        allowances.give_back("code", "10.0.0.1")
    assert [allowances.spend("code", "10.0.0.1") for _ in range(4)] == [0, 0, 0, 10]


def test_a_clock_that_stands_still_or_a_long_night_fills_no_more_than_the_allowance() -> None:
    clock = Clock()
    allowances = some(clock)
    allowances.spend("code", "10.0.0.1")
    clock.now += 1e9
    assert [allowances.spend("code", "10.0.0.1") for _ in range(4)] == [0, 0, 0, 10]


def test_memory_is_bounded_and_the_quietest_is_forgotten() -> None:
    allowances = some(Clock(), most_kept=10)
    for _ in range(4):
        allowances.spend("code", "10.0.0.1")
    for number in range(1000):
        allowances.spend("code", f"10.1.{number // 250}.{number % 250}")
        assert len(allowances) <= 10
        assert allowances.spend("code", "10.0.0.1") == 10 or number > 8


def test_one_home_has_one_count_whatever_address_it_takes() -> None:
    assert asker("2001:db8:1:2:aaaa::1") == asker("2001:db8:1:2:bbbb::2") == "2001:db8:1:2::/64"
    assert asker("2001:db8:1:3::1") != asker("2001:db8:1:2::1")
    assert asker("::ffff:192.168.1.5") == asker("192.168.1.5") == "192.168.1.5"
    assert asker("") == ""


def test_sixty_phones_behind_one_router_join_though_each_mistypes_twice() -> None:
    clock = Clock()
    allowances = Allowances(ALLOWANCES, clock)
    for name in ("code", "join"):
        assert {allowances.spend(name, "203.0.113.9") for _ in range(60) for _ in range(2)} == {0}
        clock.now += 60


def test_guessing_a_code_takes_longer_than_anybody_lives() -> None:
    from caunoi.hall.store.classes import CODE_LENGTH, CODE_LETTERS

    minutes = len(CODE_LETTERS) ** CODE_LENGTH / 2 / ALLOWANCES["code"].per_minute
    assert minutes / (60 * 24 * 365) > 10
