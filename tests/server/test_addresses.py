"""Does the page of addresses say what is true: what answers, which one phones are told, and that a phone came?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from caunoi.hall.reach import Reach
from caunoi.hall.self_test import SelfTest, knock
from caunoi.network import Way
from tests.server.running import Browser, RunningHall, make_hall

HERE, NOWHERE = Way("127.0.0.1", "wlan0", "wifi", leads_out=True), Way("127.0.0.9", "docker0", "virtual")
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def running(tmp_path: Path, course: Path, static: Path) -> Iterator[RunningHall]:
    """A hall whose loopback address stands for one in a network; a named proxy says where phones come from."""
    given = {"trusted_proxies": ("127.0.0.1/32",)}
    hall = make_hall(tmp_path / "data", course, static, given=given)
    hall.reach = Reach(hall.settings.data, lan=True, look=lambda: (HERE, NOWHERE))
    hall.self_test = SelfTest(lambda address: knock(address, hall.reach.mark))
    running = RunningHall(hall)
    with running.serving():
        yield running


def part(running: RunningHall, browser: Browser) -> dict[str, str]:
    """The live part of the page, by address."""
    text = browser.get("/en/facilitator/addresses/now").text
    found = re.split(r'<li class="way[^"]*" id="way-([0-9-]+)">', text)
    return dict(zip(found[1::2], found[2::2], strict=True))


def test_the_hall_tells_its_own_answer_from_silence(running: RunningHall) -> None:
    ways = part(running, running.facilitator())
    assert "The hall answers here; no phone has come yet" in ways["127-0-0-1"]
    assert "a Wi-Fi that this computer is in" in ways["127-0-0-1"]
    assert "The hall does not answer here" in ways["127-0-0-9"]


def test_another_program_on_the_port_is_not_taken_for_the_hall(running: RunningHall) -> None:
    running.hall.self_test = SelfTest(lambda address: knock(address, "the mark of another hall"))
    assert "Another program answers here" in part(running, running.facilitator())["127-0-0-1"]


def test_a_phone_that_opens_the_small_page_is_seen_and_nothing_of_it_is_kept(running: RunningHall) -> None:
    phone, desk = running.browser(), running.facilitator()
    own = phone.get("/en/hello")
    assert "This page is for a phone" in own.text
    assert "Reached by a phone" not in part(running, desk)["127-0-0-1"]
    came = phone.get("/en/hello", **{"X-Forwarded-For": "10.42.0.50"})
    assert "This phone reaches the hall" in came.text
    ways = part(running, desk)
    assert re.search(r"Reached by a phone at \d\d:\d\d, over 127\.0\.0\.1", ways["127-0-0-1"])
    assert "Reached by a phone" not in ways["127-0-0-9"]
    assert "10.42.0.50" not in repr(vars(running.hall.reach))


def test_a_phone_at_the_class_s_own_door_counts_too(running: RunningHall) -> None:
    record = running.hall.store.classes.get(running.new_class("An"))
    running.browser().get(f"/en/join?code={record.code}", **{"X-Forwarded-For": "10.42.0.51"})
    assert "Reached by a phone" in part(running, running.facilitator())["127-0-0-1"]


def test_what_the_facilitator_chooses_is_on_the_wall_and_beside_the_board_at_once(running: RunningHall) -> None:
    desk = running.facilitator()
    class_id = running.new_class("An")
    desk.get("/en/facilitator/addresses")
    desk.xsrf = desk.cookies[f"caunoi-xsrf-{running.port}"]
    wall, door = (f"/en/facilitator/class/{class_id}/{part}" for part in ("wall/now", "door"))
    assert f"127.0.0.1:{running.port}" in desk.get(wall).text

    assert desk.ask("POST", "/en/facilitator/addresses", urlencode({"ip": "127.0.0.9"}).encode(), **FORM).status == 303
    assert f"127.0.0.9:{running.port}" in desk.get(wall).text
    # Beside the board, too, and under another name, so that the browser fetches the picture anew.
    beside = desk.get(door).text
    assert f">127.0.0.9:{running.port}<" in beside and f"qr.svg?of=http%3A//127.0.0.9%3A{running.port}" in beside
    assert "Phones are told this address" in part(running, desk)["127-0-0-9"]
    assert desk.ask("POST", "/en/facilitator/addresses", urlencode({"ip": "8.8.8.8"}).encode(), **FORM).status == 404

    # The network goes: the wall follows without a restart, the page says why.
    running.hall.reach = Reach(running.hall.settings.data, lan=True, look=lambda: (HERE,))
    assert f"127.0.0.1:{running.port}" in desk.get(wall).text
    assert "The address you chose, 127.0.0.9, is not there now" in desk.get("/en/facilitator/addresses/now").text


def test_a_picture_leads_to_one_of_our_addresses_only(running: RunningHall) -> None:
    desk = running.facilitator()
    assert desk.get("/en/facilitator/addresses/qr.svg?ip=127.0.0.9").text.startswith("<svg")
    assert desk.get("/en/facilitator/addresses/qr.svg?ip=203.0.113.9").status == 404


def test_a_hall_for_this_computer_only_says_how_to_open_it(running: RunningHall) -> None:
    running.hall.reach = Reach(running.hall.settings.data, lan=False, look=lambda: (HERE,))
    text = running.facilitator().get("/en/facilitator/addresses").text
    assert "<code>--lan</code>" in text
    assert "qr.svg" not in text
    assert "Scan a picture" not in text
