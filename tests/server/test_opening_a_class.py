"""A class is opened and corrected, asked over HTTP: its list of people, a file in its place, modules, and long work."""

from __future__ import annotations

import asyncio
import html
import re
from pathlib import Path

import pytest

from caunoi.coursework.folder import read_class
from caunoi.errors import ContentError, Problem
from caunoi.hall.pages.long_work import LONG_WORK, Work
from caunoi.hall.records import ClassRecord
from caunoi.hall.services import Tell
from caunoi.i18n import LANGS
from caunoi.roster import read_roster
from caunoi.roster_file import text_of
from tests.patience import PATIENCE_S
from tests.server.browsing import agree, arrived, said, send, upload
from tests.server.pages_stage import Stage
from tests.server.running import Browser

GOOD = {
    "name": "Lớp mới",
    "place": "Nhà văn hoá",
    "day": "2026-12-01",
    "role": "staff",
    "lang": "vi",
    "modules": "01-portal",
}


def test_a_class_with_its_people_and_their_pins(stage: Stage, facilitator: Browser) -> None:
    roster = "Lê Thị Mẫu; 7; tình nguyện viên\nPhạm Văn Thử"
    before = stage.store.classes.all()
    shown = send(facilitator, "/vi/facilitator/new", **GOOD, roster=roster)
    assert "Sẽ thêm 2 người" in said(shown)
    assert stage.store.classes.all() == before
    answer = agree(facilitator, "/vi/facilitator/new", shown, **GOOD)
    assert answer.status == 303
    record = stage.store.classes.all()[0]
    assert answer.headers["Location"] == f"/vi/facilitator/class/{record.id}/cards"
    assert (record.name, record.place, record.day, record.lang) == ("Lớp mới", "Nhà văn hoá", "2026-12-01", "vi")
    people = {person.id: (person.name, person.role) for person in stage.store.people.of_class(record.id)}
    assert people == {"7": ("Lê Thị Mẫu", "volunteer"), "001": ("Phạm Văn Thử", "staff")}
    assert stage.added[-2:] == ["Lê Thị Mẫu", "Phạm Văn Thử"]
    cards = facilitator.get(answer.headers["Location"]).text
    pins = re.findall(r'class="pin">(\d+)<', cards)
    assert len(pins) == 2
    assert stage.store.cards.check_pin(record.id, "7", pins[0]).name == "Lê Thị Mẫu"
    assert stage.store.cards.check_pin(record.id, "001", pins[1]).name == "Phạm Văn Thử"


def test_everything_wrong_with_a_new_class_is_told_at_once_and_nothing_is_lost(
    stage: Stage, facilitator: Browser
) -> None:
    before = stage.store.classes.all()
    roster = "An,../x\nBình,5\nChi,5\n<i>,6\n,7"
    answer = send(
        facilitator, "/en/facilitator/new", **{**GOOD, "name": "", "day": "soon", "place": "P" * 130}, roster=roster
    )
    words = said(answer)
    for sentence in (
        "Give the class a name",
        "Choose the day of the class",
        "This place is too long",
        "Line 1, card “../x”: use only",
        "Line 3, card “5”: line 2 has this card already",
        "Line 5: there is no name",
    ):
        assert sentence in words
    assert html.escape(roster, quote=False) in answer.text
    assert "P" * 130 in answer.text
    assert 'value="staff" checked' in answer.text
    assert stage.store.classes.all() == before


def test_a_class_whose_folder_cannot_be_made_is_not_opened(stage: Stage, facilitator: Browser) -> None:
    before, opened = stage.store.classes.all(), stage.opened

    def fails(record: ClassRecord) -> None:
        raise ContentError([Problem("x.yaml", "title", "", "write it")])

    stage.opened = fails
    try:
        shown = send(facilitator, "/en/facilitator/new", **GOOD, roster="Lê Thị Mẫu")
        answer = agree(facilitator, "/en/facilitator/new", shown, **GOOD)
    finally:
        stage.opened = opened
    assert "x.yaml: title; write it" in said(answer)
    assert "Lê Thị Mẫu</textarea>" in answer.text
    assert stage.store.classes.all() == before


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_file_takes_the_place_of_the_list(stage: Stage, facilitator: Browser, encoding: str) -> None:
    file = "Họ và tên\tSố thẻ\nLê Thị Mẫu\t31\n".encode(encoding)
    shown = upload(facilitator, "/vi/facilitator/new", file, **GOOD, roster="Somebody Else,1")
    assert "list.csv" in said(shown)
    assert agree(facilitator, "/vi/facilitator/new", shown, **GOOD).status == 303
    (person,) = stage.store.people.of_class(stage.store.classes.all()[0].id)
    assert (person.name, person.id) == ("Lê Thị Mẫu", "31")


def test_a_file_that_cannot_be_read_is_named_in_words_and_the_list_stays(stage: Stage, facilitator: Browser) -> None:
    before = stage.store.classes.all()
    answer = upload(facilitator, "/en/facilitator/new", b"PK\x03\x04 a workbook", **GOOD, roster="Lê Thị Mẫu")
    assert "list.csv: This workbook cannot be opened" in said(answer)
    assert "Lê Thị Mẫu</textarea>" in answer.text
    assert stage.store.classes.all() == before


def test_a_list_that_changed_after_it_was_shown_is_shown_again(stage: Stage, facilitator: Browser) -> None:
    before = stage.store.classes.all()
    shown = send(facilitator, "/en/facilitator/new", **GOOD, roster="Lê Thị Mẫu")
    mark = re.search(r'name="shown" value="(\w+)"', shown.text)
    assert mark
    again = send(facilitator, "/en/facilitator/new", **GOOD, roster="Lê Thị Mẫu\nPhạm Văn Thử", shown=mark[1])
    assert "2 people will be added" in said(again)
    assert stage.store.classes.all() == before


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_empty_list_is_read_back_under_its_own_headings(facilitator: Browser, lang: str, kind: str) -> None:
    body = facilitator.get(f"/{lang}/facilitator/roster.{kind}").body
    headings = text_of(body).strip()
    comma = "," if kind == "csv" else "\t"
    role = {"vi": "Cán bộ", "id": "Petugas", "en": "Staff"}[lang]
    (person,) = read_roster(headings + "\n" + comma.join(["Lê Thị Mẫu", "007", role, "Đồi Chè"])).people
    assert (person.name, person.card, person.role, person.village) == ("Lê Thị Mẫu", "007", "staff", "Đồi Chè")
    assert read_roster(headings).left_out == ()


def test_a_class_takes_the_modules_that_were_ticked_and_more_later(stage: Stage, facilitator: Browser) -> None:
    page = facilitator.get("/en/facilitator/new").text
    ticked = re.findall(r'name="modules" value="([\w-]+)"[^>]* checked', page)
    everything = re.findall(r'name="modules" value="([\w-]+)"', page)
    assert set(everything) - set(ticked) == {"08-counter"}, "a volunteer's class does not begin with the counter"
    none = send(facilitator, "/en/facilitator/new", **{**GOOD, "modules": "nothing"}, roster="")
    assert "Choose at least one module" in said(none)
    opened = arrived(facilitator, send(facilitator, "/en/facilitator/new", **GOOD, roster=""))
    assert opened.headers["Location"].startswith("/en/facilitator/class/")
    assert stage.chosen == ("01-portal",)
    path = f"/en/facilitator/class/{stage.store.classes.all()[0].id}/modules"
    assert "Choose at least one module" in said(send(facilitator, path, modules="../x"))
    assert arrived(facilitator, send(facilitator, path, modules="02-vneid")).headers["Location"] == path
    assert stage.chosen == ["02-vneid"]


def test_name_place_day_and_languages_are_corrected_and_taken_back(stage: Stage, facilitator: Browser) -> None:
    record = stage.new_class(("An",))
    path = f"/en/facilitator/class/{record.id}/edit"
    wrong = send(facilitator, path, name="", place="<i>", day="never")
    assert "Give the class a name" in said(wrong)
    assert "&lt;i&gt;" in wrong.text
    assert stage.store.classes.get(record.id) == record
    changed = send(facilitator, path, name="Lớp khác", place="Xã khác", day="2026-12-24")
    kept = stage.store.classes.get(record.id)
    assert (kept.name, kept.place, kept.day, kept.code) == ("Lớp khác", "Xã khác", "2026-12-24", record.code)
    assert read_class(Path(record.path)).name == "Lớp khác"
    assert kept.more_langs == ()  # a tick that is not there is taken away
    back = re.findall(r'type="hidden" name="(name|place|day|more_langs)" value="([^"]*)"', changed.text)
    send(facilitator, path, **{name: [html.unescape(v) for n, v in back if n == name] for name, _ in back})
    assert stage.store.classes.get(record.id) == record


def test_long_work_says_how_far_it_is_and_leads_on(stage: Stage, facilitator: Browser) -> None:
    async def begin() -> Work:
        async def does(tell: Tell) -> str:
            tell(3, 9)
            await go_on.wait()
            return "facilitator/"

        return LONG_WORK.start(does)

    async def end(work: Work) -> None:
        go_on.set()
        await work.wait(PATIENCE_S)

    go_on = asyncio.Event()
    work = stage.running.on_loop(begin())
    page = facilitator.get(f"/en/facilitator/working/{work.id}")
    assert "3 of 9 done" in said(page)
    assert page.headers["Refresh"] == "2"
    stage.running.on_loop(end(work))
    assert facilitator.get(f"/en/facilitator/working/{work.id}").headers["Location"] == "/en/facilitator/"
    assert facilitator.get("/en/facilitator/working/nothing").status == 404
