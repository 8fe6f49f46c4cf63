"""Which address phones are told, which choice is kept, and who counts as a phone that came."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from caunoi.hall.reach import Reach, is_loopback
from caunoi.hall.self_test import RESTS_S, SelfTest, Verdict
from caunoi.network import Kind, Way
from caunoi.told_address import FILE, Choice, read_choice, told, what_it_is, write_choice

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
HOTSPOT, ROUTER = Way("10.42.0.1", "wlan0", "hotspot"), Way("192.168.1.20", "eth0", "network", leads_out=True)


class Room:
    """A computer whose networks come and go; every look is a fresh one."""

    def __init__(self, data: Path, *ways: Way, lan: bool = True) -> None:
        self.data, self.ways, self.lan = data, ways, lan

    @property
    def reach(self) -> Reach:
        return Reach(self.data, lan=self.lan, look=lambda: self.ways)


def test_phones_are_told_the_likeliest_address_instead_of_this_computers_own_name(tmp_path: Path) -> None:
    room = Room(tmp_path, HOTSPOT, ROUTER)
    assert room.reach.address("http", "127.0.0.1:8866", 8866) == "http://10.42.0.1:8866"
    # What the facilitator uses from elsewhere has proved itself.
    assert room.reach.address("http", "192.168.1.20:8866", 8866) == "http://192.168.1.20:8866"
    assert room.reach.address("https", "hall.example", 8866) == "https://hall.example"
    # A proxy on this computer has a port of its own.
    assert room.reach.address("https", "192.168.1.20", 8866) == "https://192.168.1.20"


def test_without_lan_or_without_a_network_nothing_is_promised(tmp_path: Path) -> None:
    shut = Room(tmp_path, HOTSPOT, lan=False)
    assert shut.reach.address("http", "127.0.0.1:8866", 8866) == "http://127.0.0.1:8866"
    assert Room(tmp_path).reach.address("http", "127.0.0.1:8866", 8866) == "http://127.0.0.1:8866"
    assert Room(tmp_path).reach.told() is None


def test_a_choice_holds_for_the_next_start_and_gives_way_only_while_it_is_gone(tmp_path: Path) -> None:
    room = Room(tmp_path, HOTSPOT, ROUTER)
    assert room.reach.choose("192.168.1.20")
    for host in ("127.0.0.1:8866", "10.42.0.1:8866"):
        assert room.reach.address("http", host, 8866) == "http://192.168.1.20:8866"
    assert not room.reach.choose("203.0.113.9")
    assert room.reach.told() == ROUTER

    room.ways = (HOTSPOT,)
    assert room.reach.told() == HOTSPOT
    # The router gave the same adapter another address.
    moved = Way("192.168.1.77", "eth0", "network")
    room.ways = (HOTSPOT, moved)
    assert room.reach.told() == moved
    # Two addresses on it: which is meant nobody knows.
    room.ways = (HOTSPOT, moved, Way("192.168.5.5", "eth0", "network"))
    assert room.reach.told() == HOTSPOT

    room.ways = (HOTSPOT, ROUTER)
    assert room.reach.choose("")
    assert room.reach.choice() is None
    assert room.reach.told() == HOTSPOT


@pytest.mark.parametrize("text", ["", "{", "[]", '{"ip": "1.2.3.4"}', "\udce9"])
def test_a_broken_file_is_no_choice(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_bytes(text.encode(errors="surrogateescape"))
    assert read_choice(tmp_path) is None


def test_a_choice_is_written_whole(tmp_path: Path) -> None:
    write_choice(tmp_path / "new", Choice("10.0.0.7", "Wi-Fi"))
    assert read_choice(tmp_path / "new") == Choice("10.0.0.7", "Wi-Fi")
    assert [each.name for each in (tmp_path / "new").iterdir()] == [FILE]
    write_choice(tmp_path / "new", None)
    write_choice(tmp_path / "new", None)
    assert read_choice(tmp_path / "new") is None
    assert told((), Choice("10.0.0.7", "Wi-Fi")) is None


def test_only_who_comes_from_outside_by_one_of_our_addresses_is_a_phone(tmp_path: Path) -> None:
    reach = Room(tmp_path, HOTSPOT, ROUTER).reach
    assert not reach.phone_came("10.42.0.1", "127.0.0.1", NOON)
    assert not reach.phone_came("10.42.0.1", "192.168.1.20", NOON)  # this computer, by its other address
    assert not reach.phone_came("127.0.0.1", "10.42.0.50", NOON)  # through a proxy: by which address is not known
    assert reach.came_at("10.42.0.1") is None
    assert reach.phone_came("10.42.0.1", "10.42.0.50", NOON)
    assert reach.came_at("10.42.0.1") == NOON
    assert reach.came_at("192.168.1.20") is None


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1:8866", True),
        ("127.0.0.1", True),
        ("localhost:8866", True),
        ("[::1]:8866", True),
        ("192.168.1.5:8866", False),
        ("hall.example", False),
    ],
)
def test_what_only_this_computer_reaches(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback


def test_a_verdict_rests_before_it_is_asked_for_again() -> None:
    now, asked = [0.0], []

    async def knock(address: str) -> Verdict:
        asked.append(address)
        return "closed" if address == "b" else "answers"

    test = SelfTest(knock, lambda: now[0])
    assert asyncio.run(test.verdicts(["a", "b"])) == {"a": "answers", "b": "closed"}
    now[0] = RESTS_S - 1
    assert asyncio.run(test.verdicts(["b", "c"])) == {"b": "closed", "c": "answers"}
    assert asked == ["a", "b", "c"]
    now[0] = RESTS_S
    asyncio.run(test.verdicts(["a"]))
    assert asked == ["a", "b", "c", "a"]


def test_every_kind_of_address_has_words_of_its_own() -> None:
    kinds: tuple[Kind, ...] = ("hotspot", "guest", "wifi", "network", "public", "unanswered", "virtual")
    assert len({what_it_is(str, Way("10.0.0.1", "x", kind)) for kind in kinds}) == len(kinds)
