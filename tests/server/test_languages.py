"""Does a person read in the language they chose, wherever they sign in, out of those that the class offers?"""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest

from caunoi.hall.records import ClassRecord, NewTrainee
from tests.server.material import open_class
from tests.server.running import Answer, Browser, RunningHall

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def record(hall: RunningHall) -> ClassRecord:
    """A class in Vietnamese that may be read in Indonesian too."""
    record = hall.hall.store.classes.open("Lớp", "Xã", "2026-11-26", "vi", more_langs=("id",), prepare=open_class)
    hall.hall.store.people.add(record.id, [NewTrainee("An", card="01")])
    return record


def send(browser: Browser, page: Answer, path: str, **fields: str) -> Answer:
    """Send the form of a page with what stands hidden in it."""
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page.text))
    browser.xsrf = ""
    return browser.ask("POST", path, urlencode({**hidden, **fields}).encode(), **FORM)


def signs_in(hall: RunningHall, record: ClassRecord, browser: Browser, path: str) -> str:
    """Sign in by the page at `path`; gives where it leads."""
    pin = hall.hall.store.cards.new_pin(record.id, "01")
    page = browser.get(path)
    answer = send(browser, page, path.partition("?")[0], card="01", pin=pin)
    assert answer.status == 303, answer.text
    return str(answer.headers["Location"])


def links(page: Answer) -> list[str]:
    return re.findall(r'<a href="/(?:vi|id|en)/[^"]*" lang="(\w\w)"', page.text)


def test_a_phone_is_offered_the_languages_of_its_class(hall: RunningHall, record: ClassRecord) -> None:
    assert links(hall.browser().get("/vi/")) == ["vi", "id", "en"]
    assert links(hall.browser().get(f"/vi/join?code={record.code}")) == ["vi", "id"]
    trainee = hall.signed_in(record.id, "01").get("/vi/")
    assert re.findall(r'<button name="lang" value="(\w\w)"', trainee.text) == ["vi", "id"]
    hall.hall.store.classes.offer_langs(record.id, ())
    assert 'class="languages"' not in hall.signed_in(record.id, "01").get("/vi/").text
    assert links(hall.facilitator().get(f"/vi/facilitator/class/{record.id}/edit")) == ["vi", "id", "en"]


def test_a_language_chosen_at_the_door_is_kept_for_every_phone(hall: RunningHall, record: ClassRecord) -> None:
    assert signs_in(hall, record, hall.browser(), f"/vi/join?code={record.code}") == "/vi/"
    assert hall.hall.store.people.get(record.id, "01").lang is None
    # The language link of the page that the QR opens.
    door = hall.browser()
    other = re.search(r'<a href="(/id/join[^"]*)"', door.get(f"/vi/join?code={record.code}").text)
    assert other
    assert signs_in(hall, record, door, other[1].replace("&amp;", "&")) == "/id/"
    assert hall.hall.store.people.get(record.id, "01").lang == "id"
    # Another phone, by the QR in the language of the class, and on the way to a lesson.
    later = hall.browser()
    assert signs_in(hall, record, later, f"/vi/join?code={record.code}") == "/id/"
    assert later.get("/").headers["Location"] == "/id/"
    assert 'href="/id/"' in later.get(f"/vi/join?code={record.code}").text
    way = f"/vi/join?{urlencode({'code': record.code, 'next': '/vi/lesson/start/first'})}"
    assert signs_in(hall, record, hall.browser(), way) == "/id/lesson/start/first"


def test_at_home_the_language_is_changed_and_the_page_stays(hall: RunningHall, record: ClassRecord) -> None:
    browser = hall.signed_in(record.id, "01")
    page = browser.get("/vi/out")
    answer = send(browser, page, "/vi/language", lang="id")
    assert (answer.status, answer.headers["Location"]) == (303, "/id/out")
    assert hall.hall.store.people.get(record.id, "01").lang == "id"
    assert send(browser, page, "/vi/language", lang="en").status == 400
    assert hall.hall.store.people.get(record.id, "01").lang == "id"


@pytest.mark.parametrize("then", ["//evil.example/", "/vi//evil.example", "https://evil.example/", "\\evil", ""])
def test_changing_the_language_leads_to_no_other_host(hall: RunningHall, record: ClassRecord, then: str) -> None:
    browser = hall.signed_in(record.id, "01")
    answer = send(browser, browser.get("/vi/"), "/vi/language", lang="id", then=then)
    assert answer.headers["Location"] == "/id/"


def test_a_typed_code_leads_to_the_language_of_the_class(hall: RunningHall) -> None:
    record = hall.hall.store.classes.open("Kelas", "Desa", "2026-11-26", "id")
    stranger = hall.browser()
    assert 'name="typed"' in stranger.get("/vi/").text
    assert stranger.get(f"/vi/join?code={record.code}&typed=1").headers["Location"] == f"/id/join?code={record.code}"
    # Who has chosen a language first keeps it.
    assert 'name="chosen"' in stranger.get("/en/?chosen=1").text
    assert stranger.get(f"/en/join?code={record.code}&chosen=1").status == 200


def test_who_joins_without_a_card_keeps_the_language_too(hall: RunningHall, record: ClassRecord) -> None:
    hall.hall.store.walk_ins.set_door(record.id, 5, record.opened_at.replace(year=2999))
    browser = hall.browser()
    page = browser.get(f"/id/join/new?code={record.code}&chosen=1")
    assert send(browser, page, "/id/join/new", name="Binh").status == 200
    assert {person.name: person.lang for person in hall.hall.store.people.of_class(record.id)} == {
        "An": None,
        "Binh": "id",
    }
    assert "reads Indonesia" in hall.facilitator().get(f"/en/facilitator/class/{record.id}/people").text
