"""Does the command that forgets a person ask first, and does it reach the store and the folder?"""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pytest
from typer.testing import CliRunner

from caunoi import cli, composition
from caunoi.errors import CauNoiError
from caunoi.hall.files import STATIC
from caunoi.hall.pages import classes
from caunoi.hall.records import ClassRecord, NewEvent, NewTrainee
from caunoi.hall.store import Store
from caunoi.keeping import commands
from caunoi.occupied import HallRuns, hall_works
from tests.server.material import open_class
from tests.server.running import RunningHall, make_hall

WORDS = "Cháu ở thôn Đoài"


@pytest.fixture
def record(tmp_path: Path) -> ClassRecord:
    """A class whose one person wrote something and has not handed it in."""
    with Store(tmp_path) as store:
        opened = store.classes.open("Lớp một", "Xã Mẫu", "2026-11-23", "vi", prepare=open_class)
        store.people.add(opened.id, [NewTrainee("Vũ Thị Riêng", village="Thôn Đoài")])
        attempt = store.attempts.open(opened.id, "001", "assessment/basics", "d").id
        event = NewEvent(1, "writing/coaching", {"write": "coaching", "to": WORDS}, 5)
        asyncio.run(store.events.append(attempt, store.attempts.open_writer(attempt), [event]))
    return opened


def names(data: Path, record: ClassRecord) -> list[str]:
    with Store(data) as store:
        return [person.name for person in store.people.of_class(record.id)]


def test_it_asks_and_does_nothing_without_a_yes(tmp_path: Path, record: ClassRecord) -> None:
    asked = CliRunner().invoke(cli.app, ["--lang", "en", "forget", "001", "--data", str(tmp_path)], input="n\n")
    assert asked.exit_code == 1
    assert "card 001: Vũ Thị Riêng" in asked.output
    assert "cannot come back" in asked.output
    assert names(tmp_path, record) == ["Vũ Thị Riêng"]


def test_after_a_yes_the_person_is_a_pseudonym(tmp_path: Path, record: ClassRecord) -> None:
    words = ["--lang", "en", "forget", "001", "--class", record.id, "--data", str(tmp_path)]
    done = CliRunner().invoke(cli.app, words, input="y\n")
    assert done.exit_code == 0, done.output
    assert "The scores stay as removed-1." in done.output
    assert "Backups and reports made before still hold the name" in done.output
    assert names(tmp_path, record) == ["removed-1"]
    left = [path for path in tmp_path.rglob("*") if path.is_file() and WORDS.encode() in path.read_bytes()]
    assert left == []


def test_a_card_that_nobody_has_is_one_sentence(tmp_path: Path, record: ClassRecord) -> None:
    ended = CliRunner().invoke(cli.app, ["forget", "999", "--data", str(tmp_path), "--yes"])
    assert isinstance(ended.exception, CauNoiError)
    assert str(ended.exception) == f"card 999: nobody of class {record.id} has it; look at the class's list."


@pytest.mark.parametrize("words", [("001",), ("--past",)])
def test_while_the_hall_runs_it_says_so_and_does_nothing(
    tmp_path: Path, record: ClassRecord, words: tuple[str, ...]
) -> None:
    command = ["--lang", "en", "forget", *words, "--data", str(tmp_path), "--yes"]
    with hall_works(tmp_path):
        ended = CliRunner().invoke(cli.app, command)
    assert isinstance(ended.exception, HallRuns), ended.output
    assert str(ended.exception) == (
        f"{tmp_path}: the hall of this folder is running; take people out on the page “People and PINs” of their class,"
        " or stop it with Ctrl-C and try again."
    )
    assert names(tmp_path, record) == ["Vũ Thị Riêng"]
    assert CliRunner().invoke(cli.app, command).exit_code == 0, "the lock goes with the hall"


def test_classes_past_their_time_are_told_and_go_only_after_a_yes(
    tmp_path: Path, record: ClassRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(tmp_path) as store:
        newer = store.classes.open("Lớp hai", "Xã Mẫu", "2026-12-20", "vi", prepare=open_class)
        store.people.add(newer.id, [NewTrainee("Phạm Thị Ví Dụ")])
    monkeypatch.setattr(commands, "today", lambda: date(2026, 12, 24))

    def run(*words: str, days: str, answer: str = "") -> str:
        environment = {"CAUNOI_KEEP_DAYS": days, "CAUNOI_LANG": "en"}
        ran = CliRunner().invoke(cli.app, [*words, "--data", str(tmp_path)], input=answer, env=environment)
        assert ran.exception is None or isinstance(ran.exception, SystemExit), ran.exception
        return ran.output

    assert "Lớp một, 1 person, names past 30 days: 1" in run("status", days="30")
    for days in ("0", "31"):
        assert "names past" not in run("status", days=days)
        assert "No class is past its time" in run("forget", "--past", days=days)
    assert "card 001: Vũ Thị Riêng" in run("forget", "--past", days="30", answer="n\n")
    assert names(tmp_path, record) == ["Vũ Thị Riêng"]
    assert "Forgotten." in run("forget", "--past", days="30", answer="y\n")
    assert (names(tmp_path, record), names(tmp_path, newer)) == (["removed-1"], ["Phạm Thị Ví Dụ"])
    assert "names past" not in run("status", days="30")


def test_the_page_takes_nobody_out_before_the_tick(
    tmp_path: Path, record: ClassRecord, course: Path, static: Path
) -> None:
    def forget(store: Store, class_id: str, trainee_id: str) -> str:
        return composition.forget(store, tmp_path / "classes" / class_id, trainee_id)

    path = f"/en/facilitator/class/{record.id}/forget"
    with RunningHall(make_hall(tmp_path, course, static, forget=forget)).serving() as hall:
        phone, browser = hall.signed_in(record.id, "001"), hall.facilitator()
        assert phone.get("/api/attempt?page=assessment/basics").status == 200

        def send(**fields: str) -> tuple[int, str]:
            (token,) = re.findall(r'name="_xsrf" value="([^"]+)"', browser.get(path).text)[:1]
            form = urlencode({"_xsrf": token, **fields}).encode()
            answer = browser.post(path, form, **{"Content-Type": "application/x-www-form-urlencoded"})
            return answer.status, answer.text

        assert "Vũ Thị Riêng, card 001" in browser.get(path).text
        for fields, sentence in (
            ({"card": "001"}, "Nothing was taken away yet: tick that this is meant."),
            ({"card": "999", "sure": "1"}, "<strong>Choose the person.</strong>"),
        ):
            status, page = send(**fields)
            assert (status, sentence in page) == (200, True)
        assert [person.name for person in hall.hall.store.people.of_class(record.id)] == ["Vũ Thị Riêng"]
        assert send(card="001", sure="1")[0] == 303
        assert [person.name for person in hall.hall.store.people.of_class(record.id)] == ["removed-1"]
        assert phone.get("/api/attempt?page=assessment/basics").status == 401
        people = browser.get(f"/en/facilitator/class/{record.id}/people").text
        assert "removed-1" in people
        assert "Vũ Thị Riêng" not in people


def test_the_list_of_classes_says_which_are_past_their_time(
    tmp_path: Path, record: ClassRecord, course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(classes, "today", lambda: "2026-12-24")
    with RunningHall(make_hall(tmp_path, course, STATIC)).serving() as hall:
        browser = hall.facilitator()
        assert "names are still there" not in browser.get("/en/facilitator/").text
        hall.hall.settings = replace(hall.hall.settings, keep_days=365)
        assert "names are still there" not in browser.get("/en/facilitator/").text
        with Store(tmp_path) as store:
            store.classes.open("Lớp cũ", "", "2020-01-05", "vi", prepare=open_class)
            old = store.classes.open("Lớp <cũ> có người", "", "2020-01-06", "vi", prepare=open_class)
            store.people.add(old.id, [NewTrainee("Phạm Thị Ví Dụ")])
        page = browser.get("/en/facilitator/").text
        assert "Held more than 365 days ago, and names are still there: Lớp &lt;cũ&gt; có người." in page
