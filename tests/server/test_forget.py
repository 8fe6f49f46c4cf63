"""Does the command that forgets a person ask first, and does it reach the store and the folder?"""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from typer.testing import CliRunner

from caunoi import cli
from caunoi.errors import CauNoiError
from caunoi.hall.records import ClassRecord, NewEvent, NewTrainee
from caunoi.hall.store import Store
from tests.server.material import open_class

WORDS = "Cháu ở thôn Đoài"


@pytest.fixture
def record(tmp_path: Path) -> ClassRecord:
    """A class whose one person wrote something and has not handed it in."""
    with Store(tmp_path) as store:
        opened = store.new_class("Lớp một", "Xã Mẫu", "2026-11-23", "vi", prepare=open_class)
        store.add_trainees(opened.id, [NewTrainee("Vũ Thị Riêng", village="Thôn Đoài")])
        attempt = store.attempt(opened.id, "001", "assessment/basics", "d").id
        event = NewEvent(1, "writing/coaching", {"write": "coaching", "to": WORDS}, 5)
        asyncio.run(store.append(attempt, store.open_writer(attempt), [event]))
    return opened


def names(data: Path, record: ClassRecord) -> list[str]:
    with Store(data) as store:
        return [person.name for person in store.trainees(record.id)]


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
