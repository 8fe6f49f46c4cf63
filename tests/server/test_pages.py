"""The pages for people, asked over HTTP: who may open what, what forms say, and that no name becomes markup."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest

from caunoi.content import Library
from caunoi.coursework.cells import grade_cells
from caunoi.coursework.folder import read_class
from caunoi.coursework.marks import Trainee
from caunoi.coursework.standings import Standing
from caunoi.coursework.turns import TurnCount
from caunoi.coursework.vetoes import rulings
from caunoi.errors import ContentError, Problem
from caunoi.hall.pages import ROUTES, board
from caunoi.hall.pages.jobs import JOBS
from caunoi.hall.pages.long_work import LONG_WORK, Work
from caunoi.hall.pages.pins import FRESH
from caunoi.hall.records import ClassRecord
from caunoi.hall.refusals import WrongPin
from caunoi.hall.services import Tell
from caunoi.i18n import LANGS, translator
from caunoi.roster import read_roster
from caunoi.roster_file import text_of
from tests.patience import PATIENCE_S, until
from tests.server.pages_stage import ASSESSMENT, FAIL, GRADE, LESSON, NAMES, RESULTS, Stage, staged, suspecting
from tests.server.running import Answer, Browser

# Parts of a page, and another room's page.
NO_PAGES = "/now", "/board", "/door", "/pace/now", "/pace/list", "/grading-guide"


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with staged(tmp_path_factory.mktemp("data"), {"001": "written", "003": "graded"}) as stage:
        yield stage


@pytest.fixture(scope="module")
def record(stage: Stage) -> ClassRecord:
    """A class in the middle of its work."""
    made = stage.busy_class()
    stage.results["001"] = RESULTS
    return made


@pytest.fixture
def facilitator(stage: Stage) -> Browser:
    return stage.running.facilitator()


@pytest.fixture
def stranger(stage: Stage) -> Browser:
    return stage.running.browser()


def send(browser: Browser, path: str, where: str | None = None, **fields: str | list[str]) -> Answer:
    """Open the page of a form, fill it in and send it as a browser does."""
    page = browser.get(path)
    field = re.search(r'name="_xsrf" value="([^"]+)"', page.text)
    assert field, page.text
    body = urlencode({"_xsrf": field[1], **fields}, doseq=True).encode()
    browser.xsrf = ""
    return browser.post(where or path, body, **{"Content-Type": "application/x-www-form-urlencoded"})


def upload(browser: Browser, path: str, file: bytes, **fields: str) -> Answer:
    """The same with a file."""
    token = re.search(r'name="_xsrf" value="([^"]+)"', browser.get(path).text)
    assert token
    edge = b"--edge"
    parts = [
        edge + f'\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in {"_xsrf": token[1], **fields}.items()
    ]
    parts.append(edge + b'\r\nContent-Disposition: form-data; name="file"; filename="list.csv"\r\n')
    parts.append(b"Content-Type: text/csv\r\n\r\n" + file + b"\r\n" + edge + b"--\r\n")
    return browser.post(path, b"".join(parts), **{"Content-Type": "multipart/form-data; boundary=edge"})


def agree(browser: Browser, path: str, shown: Answer, **fields: str) -> Answer:
    """Confirm the list that a form shows before it stores anybody."""
    mark = re.search(r'name="shown" value="(\w+)"', shown.text)
    listed = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", shown.text, re.DOTALL)
    assert mark, said(shown)
    assert listed
    return arrived(browser, send(browser, path, **fields, roster=html.unescape(listed[1]), shown=mark[1]))


def arrived(browser: Browser, answer: Answer) -> Answer:
    """Where a form leads in the end: on a busy machine a page in between says how far the work is."""
    waiting = answer.headers.get("Location", "")
    if "/working/" not in waiting:
        return answer
    return until(lambda: again if (again := browser.get(waiting)).status == 303 else None)


def said(answer: Answer) -> str:
    """The words of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def pages_of(record: ClassRecord, lang: str = "vi") -> dict[str, list[str]]:
    """Every address that GET answers, by who opens it."""
    desk = f"/{lang}/facilitator"
    group = f"{desk}/class/{record.id}"
    return {
        "stranger": [
            f"/{lang}/",
            f"/{lang}/join?code={record.code}",
            f"/{lang}/join?code=NONE22",
            f"/{lang}/out",
            f"/{lang}/hello",
            f"/{lang}/join/new?code={record.code}",
        ],
        "trainee": [f"/{lang}/", f"/{lang}/result/portal-basics", f"/{lang}/out"],
        "facilitator": [
            f"{desk}/",
            f"{desk}/now",
            f"{desk}/receipt",
            f"{desk}/addresses",
            f"{desk}/addresses/now",
            f"{desk}/new",
            group,
            *(
                f"{group}/{page}"
                for page in (
                    "board",
                    "door",
                    "debrief",
                    "projector",
                    "projector/now",
                    "pace",
                    "pace/now",
                    "pace/list",
                    "edit",
                    "modules",
                    "attempts",
                    "self-join",
                    "people",
                    "cards",
                    "pins",
                    "pins?card=002",
                    "forget",
                    "one-person",
                    "one-person?keep=001&other=002",
                    "wall",
                    "wall/now",
                    "wifi",
                    "grading-guide",
                )
            ),
        ],
    }


def test_every_route_is_asked_for_somewhere_in_these_tests(record: ClassRecord) -> None:
    asked = [path.partition("?")[0] for paths in pages_of(record).values() for path in paths]
    # Each of these has a test of its own: they are sent to, give a file, or lead away.
    asked += [
        f"/vi/facilitator/class/{record.id}/{page}"
        for page in ("run", "written", "report", "report.csv", "qr.svg", "wifi.svg", "cards.pdf", "vetoes")
    ]
    asked += ["/vi/facilitator/roster.csv", "/vi/facilitator/working/x"]
    asked += [
        "/",
        "/vi/again/portal-basics",
        "/vi/language",
        "/vi/facilitator/enter",
        "/hello/mark",
        "/vi/facilitator/addresses/qr.svg",
    ]
    seat = f"/vi/facilitator/seat/{'x' * 22}"
    analyses = "/vi/facilitator/analyses"
    asked += [analyses, f"{analyses}/one", f"{analyses}/one/turn", seat, f"{seat}/end"]  # test_analyses.py
    assert [pattern for pattern, _ in ROUTES if not any(re.fullmatch(pattern, path) for path in asked)] == []


@pytest.mark.parametrize("lang", LANGS)
def test_pages_carry_their_language_no_inline_code_and_a_way_to_the_other_languages(
    stage: Stage, record: ClassRecord, facilitator: Browser, stranger: Browser, lang: str
) -> None:
    who = {"stranger": stranger, "trainee": stage.running.signed_in(record.id, "001"), "facilitator": facilitator}
    for role, paths in pages_of(record, lang).items():
        for path in paths:
            answer = who[role].get(path)
            assert answer.status == 200, (path, answer.text)
            if path.endswith(NO_PAGES):
                continue
            assert f'<html lang="{lang}">' in answer.text, path
            assert "unsafe-inline" not in answer.headers["Content-Security-Policy"], path
            assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:", answer.text), path
            if not path.endswith(("/wall", "/projector")):  # read from afar, by people who press nothing
                # A trainee's choice is kept, so it is a button there.
                ways = ('name="lang" value="{0}"',) if role == "trainee" else ('href="/{0}/',)
                others = [other for other in LANGS if any(way.format(other) in answer.text for way in ways)]
                assert others == list(LANGS), path


def test_a_name_is_never_markup(stage: Stage, record: ClassRecord, facilitator: Browser, stranger: Browser) -> None:
    told = 0
    stage.joins(record, "007")
    who = {"stranger": stranger, "trainee": stage.running.signed_in(record.id, "007"), "facilitator": facilitator}
    for role, paths in pages_of(record).items():
        for path in [*paths, f"/vi/facilitator/class/{record.id}/pins?card=007"]:
            page = who[role].get(path).text
            assert "<b>Hà" not in page, path
            told += "&lt;b&gt;Hà&lt;/b&gt; &amp; &#39;Vy&#39;" in page
    assert told >= 6


# The door


def test_the_code_is_taken_as_people_type_it(stranger: Browser, record: ClassRecord) -> None:
    spaced = f"{record.code[:3]} {record.code[3:]}".lower()
    page = stranger.get("/vi/join?" + urlencode({"code": spaced}))
    assert record.name in said(page)
    assert "<select" in page.text


def test_a_wrong_code_is_told_and_kept_in_the_field(stranger: Browser) -> None:
    page = stranger.get("/en/join?" + urlencode({"code": '"><b>'}))
    assert 'No class has the code "><b>' in said(page)
    assert 'value="&#34;&gt;&lt;b&gt;"' in page.text


@pytest.mark.parametrize("way", ["name", "card"])
def test_joining_by_name_or_by_card(stage: Stage, record: ClassRecord, stranger: Browser, way: str) -> None:
    pin = stage.store.cards.new_pin(record.id, "004")
    fields = {"name": "004"} if way == "name" else {"card": " 4 "}
    answer = send(stranger, f"/vi/join?code={record.code}", "/vi/join", code=record.code, pin=pin, **fields)
    assert (answer.status, answer.headers["Location"]) == (303, "/vi/")
    (cookie,) = [line for line in answer.headers.get_all("Set-Cookie") or () if "session" in line]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Xin chào, Nguyễn Văn Tập" in said(stranger.get("/vi/"))


def test_what_is_missing_at_the_door_is_told_where_it_is_missing(stranger: Browser, record: ClassRecord) -> None:
    path = f"/en/join?code={record.code}"
    assert "Choose your name, or type" in said(send(stranger, path, "/en/join", code=record.code, pin="1"))
    assert "No card of this class has the number 99" in said(
        send(stranger, path, "/en/join", code=record.code, card="99", pin="1")
    )
    page = send(stranger, path, "/en/join", code=record.code, name="002", pin="")
    assert "Type the PIN that stands on your card" in said(page)
    assert '<option value="002" selected>' in page.text


def test_wrong_pins_count_down_and_then_block(stage: Stage, stranger: Browser) -> None:
    record = stage.new_class(("An", "Bình"))
    pin = stage.store.cards.new_pin(record.id, "001")
    wrong = "0000" if pin != "0000" else "1111"
    path = f"/en/join?code={record.code}"

    def attempt(pin: str) -> str:
        return said(send(stranger, path, "/en/join", code=record.code, name="001", pin=pin))

    words = [attempt(wrong) for _ in range(stage.running.hall.settings.pin_tries + 1)]
    left = [int(found[1]) for page in words if (found := re.search(r"You can try (\d+) more", page))]
    assert left == sorted(left, reverse=True)
    assert len(left) >= 3
    assert re.search(r"too many wrong PINs\. Wait until \d\d:\d\d", words[-1])
    # The right PIN does not help while the block lasts, and the board shows it.
    assert "too many wrong PINs" in attempt(pin)
    board = stage.running.facilitator().get(f"/en/facilitator/class/{record.id}/board")
    # Before midnight with its day, since the block ends on the next one.
    assert re.search(r"Blocked until (\d+ \w+ \d{4}, )?\d\d:\d\d", said(board))


@pytest.mark.parametrize(
    ("asked", "lands"),
    [
        ("/vi/lesson/01-portal/x", "/vi/lesson/01-portal/x"),
        ("//evil.example/vi/", "/vi/"),
        ("https://evil.example", "/vi/"),
        ("/vi//evil.example", "/vi/"),
        ("/vi/\\evil.example", "/vi/"),
        ("/vi/%0d%0aX: 1", "/vi/"),
        ("/en/facilitator/", "/vi/"),
        ("/vi/facilitator/", "/vi/"),
    ],
)
def test_after_joining_nobody_lands_elsewhere(
    stage: Stage, record: ClassRecord, stranger: Browser, asked: str, lands: str
) -> None:
    pin = stage.store.cards.new_pin(record.id, "008")
    fields = {"code": record.code, "name": "008", "pin": pin, "next": asked}
    assert send(stranger, f"/vi/join?code={record.code}", "/vi/join", **fields).headers["Location"] == lands


def test_whoever_scans_the_code_again_need_not_sign_in_again(stage: Stage, record: ClassRecord) -> None:
    browser = stage.running.signed_in(record.id, "002")
    page = browser.get(f"/en/join?code={record.code}&next=/en/lesson/01-portal/x")
    assert "Go on as Phạm Văn Thử" in said(page)
    assert 'class="button main" href="/en/lesson/01-portal/x"' in page.text
    other = stage.new_class(("An",))
    assert "Go on as" not in said(browser.get(f"/en/join?code={other.code}"))


def test_signing_out_ends_the_session(stage: Stage, record: ClassRecord) -> None:
    browser = stage.running.signed_in(record.id, "002")
    token = browser.cookies[f"caunoi-session-{stage.running.port}"]
    assert send(browser, "/vi/out").status == 303
    assert stage.store.sessions.find(token) is None
    assert "Mã lớp" in said(browser.get("/vi/"))


# The facilitator's door


def test_the_link_works_once(stage: Stage, record: ClassRecord) -> None:
    key = stage.store.facilitator_key.renew()
    first, second = stage.running.browser(), stage.running.browser()
    answer = first.get(f"/vi/facilitator/enter?key={key}")
    assert (answer.status, answer.headers["Location"]) == (303, "/vi/facilitator/")
    assert first.get("/vi/facilitator/").status == 200
    again = second.get(f"/en/facilitator/enter?key={key}")
    assert again.status == 403
    assert "This link was used before" in said(again)
    assert "start it again: a new link appears" in said(again)
    assert not [line for line in again.headers.get_all("Set-Cookie") or () if "session" in line]


def test_without_a_class_the_link_leads_to_the_form(tmp_path_factory: pytest.TempPathFactory) -> None:
    with staged(tmp_path_factory.mktemp("empty")) as empty:
        key = empty.store.facilitator_key.renew()
        answer = empty.running.browser().get(f"/vi/facilitator/enter?key={key}")
        assert answer.headers["Location"] == "/vi/facilitator/new"


@pytest.mark.parametrize("role", ["stranger", "trainee"])
def test_the_desk_is_closed_to_everybody_else(stage: Stage, record: ClassRecord, stranger: Browser, role: str) -> None:
    browser = stranger if role == "stranger" else stage.running.signed_in(record.id, "001")
    group = f"/vi/facilitator/class/{record.id}"
    paths = [
        *pages_of(record)["facilitator"],
        *(f"{group}/{page}" for page in ("written", "report", "report.csv", "report.turns.csv", "qr.svg", "vetoes")),
    ]
    for path in paths:
        answer = browser.get(path)
        assert answer.status == 403, path
        assert record.code not in answer.text, path
    people = len(stage.store.people.of_class(record.id))
    browser.get("/vi/join?code=X")
    for path in (f"{group}/run", f"{group}/people", f"{group}/pins", f"{group}/vetoes", "/vi/facilitator/new"):
        answer = send(
            browser, "/vi/join?code=" + record.code, path, job="grade", roster="Kẻ Lạ", name="x", day="2026-01-01"
        )
        assert answer.status in (401, 403), path
    assert len(stage.store.people.of_class(record.id)) == people
    assert JOBS.of(record.id) == {}


def test_a_form_without_its_token_changes_nothing(record: ClassRecord, facilitator: Browser, stage: Stage) -> None:
    before = stage.store.classes.all()
    for path in ("/vi/facilitator/new", f"/vi/facilitator/class/{record.id}/pins", "/vi/out", "/vi/join"):
        answer = facilitator.post(
            path, b"name=x&day=2026-01-01", **{"Content-Type": "application/x-www-form-urlencoded"}
        )
        assert answer.status == 403, path
    assert stage.store.classes.all() == before


# Classes and people

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


def test_one_name_twice_is_asked_about_before_it_is_stored(stage: Stage, facilitator: Browser) -> None:
    path = f"/en/facilitator/class/{stage.new_class(('An',)).id}/people"
    shown = send(facilitator, path, roster="Lê Thị Mẫu\nLê Thị Mẫu\nAn")
    assert "Lines 1 and 2 both say “Lê Thị Mẫu”" in said(shown)
    assert "Line 3: somebody named “An” is in this class already" in said(shown)
    assert "Tick this if they are different people" not in said(shown)
    assert "Tick this if they are different people" in said(agree(facilitator, path, shown))
    assert agree(facilitator, path, shown, two="1").status == 303
    assert "different people" not in said(send(facilitator, path, roster="Hà,71,,Đồi Chè\nHà,72,,Đồi Chè"))
    assert "different people" not in said(send(facilitator, path, roster="Hà,,,Đồi Chè\nHà,,,Suối Mơ"))


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


def test_cards_are_a_pdf_with_a_page_for_eight_and_gone_with_the_pins(stage: Stage, facilitator: Browser) -> None:
    record = stage.new_class(("<b>#strong[x]", *(f"Nguyễn Thị {n}" for n in range(8))))
    path = f"/vi/facilitator/class/{record.id}/cards.pdf"
    assert facilitator.get(path).headers["Location"].endswith("/cards")
    FRESH.keep(record.id, [(each, "4821") for each in stage.store.people.of_class(record.id)])
    answer = facilitator.get(path)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.body.startswith(b"%PDF-")
    assert b"/Type/Pages/Count 2" in answer.body


def test_the_wifi_stands_on_the_wall_and_in_a_file_that_only_its_owner_reads(
    stage: Stage, record: ClassRecord, facilitator: Browser
) -> None:
    group = f"/en/facilitator/class/{record.id}"
    assert facilitator.get(f"{group}/wifi.svg").status == 404
    wrong = send(facilitator, f"{group}/wifi", name="N" * 33, password="short", hidden="1")
    assert "at most 32 letters" in said(wrong)
    assert "8 to 63 letters" in said(wrong)
    assert 'value="short"' in wrong.text
    assert send(facilitator, f"{group}/wifi", name="Nhà <văn> hoá", password='a;b"c\\d,', hidden="1").status == 303
    wall = facilitator.get(f"{group}/wall").text
    assert "Nhà &lt;văn&gt; hoá" in wall
    assert "Join the Wi-Fi" in wall
    assert facilitator.get(f"{group}/wifi.svg").headers["Content-Type"] == "image/svg+xml"
    kept = stage.root / "secrets" / "wifi.json"
    assert kept.stat().st_mode & 0o077 == 0
    for page in (f"{group}", f"{group}/people", f"/en/join?code={record.code}"):
        assert "Nhà &lt;văn&gt;" not in facilitator.get(page).text
    assert send(facilitator, f"{group}/wifi", forget="1").status == 303
    assert not kept.exists()
    assert "Join the Wi-Fi" not in facilitator.get(f"{group}/wall").text


def test_more_people_are_checked_against_those_who_are_there(stage: Stage, facilitator: Browser) -> None:
    record = stage.new_class(("An", "Bình"))
    path = f"/en/facilitator/class/{record.id}/people"
    answer = send(facilitator, path, roster="Chi,3\nDung,002")
    assert "Line 2, card “002”: somebody of this class has this card already" in said(answer)
    assert "Chi,3\nDung,002</textarea>" in answer.text
    assert "Write at least one name" in said(send(facilitator, path, roster=" \n"))
    assert [person.name for person in stage.store.people.of_class(record.id)] == ["An", "Bình"]
    shown = send(facilitator, path, roster="Chi,3\nDung,4", role="staff")
    assert agree(facilitator, path, shown, role="staff").headers["Location"].endswith("/cards")
    assert {person.name: person.role for person in stage.store.people.of_class(record.id)}["Dung"] == "staff"


def test_a_new_pin_signs_the_phone_out(stage: Stage, facilitator: Browser) -> None:
    record = stage.new_class(("An", "Bình"))
    old = {card: stage.store.cards.new_pin(record.id, card) for card in ("001", "002")}
    phone = stage.running.signed_in(record.id, "001")
    path = f"/vi/facilitator/class/{record.id}/pins?card=001"
    assert "Mã PIN mới cho An" in said(facilitator.get(path))
    assert send(facilitator, path, path.partition("?")[0], card="001").status == 303
    cards = facilitator.get(f"/vi/facilitator/class/{record.id}/cards").text
    (pin,) = re.findall(r'class="pin">(\d+)<', cards)
    assert stage.store.cards.check_pin(record.id, "001", pin).name == "An"
    assert "Mã lớp" in said(phone.get("/vi/"))
    assert stage.store.cards.check_pin(record.id, "002", old["002"]).name == "Bình"
    assert facilitator.get(path.replace("001", "zzz")).status == 404


def test_one_person_with_two_cards_goes_on_with_one_and_no_step_is_lost(stage: Stage, facilitator: Browser) -> None:
    record = stage.new_class(("An", "An", "An"))
    path = f"/en/facilitator/class/{record.id}/one-person"
    old = stage.joins(record, "002")
    stage.works(record, "001", LESSON, 3)
    stage.works(record, "002", ASSESSMENT, 5, submit=True)
    steps = [(row.trainee, row.page, row.events) for row in stage.store.attempts.progress(record.id)]
    phone = stage.running.signed_in(record.id, "002")

    for wrong in ("keep=001&other=001", "keep=001", "keep=001&other=zzz"):
        assert "aria-invalid" in facilitator.get(f"{path}?{wrong}").text
    page = facilitator.get(f"{path}?keep=001&other=002")
    assert "5 steps, handed in" in said(page)
    assert "Stays with card 002: receipt, marks and comments name this card" in said(page)
    assert "you say which one counts for the person" in said(page)
    assert 'name="move"' not in page.text and 'name="hand_in"' not in page.text
    done = send(facilitator, f"{path}?keep=001&other=002", path, keep="001", other="002")
    assert "Card 002 is closed" in said(done)
    assert [(row.trainee, row.page, row.events) for row in stage.store.attempts.progress(record.id)] == steps
    assert phone.get("/api/room").status == 401
    with pytest.raises(WrongPin):
        stage.store.cards.check_pin(record.id, "002", old)
    # What is closed is not closed again, and its own new PIN opens it.
    assert "Open it again first" in said(facilitator.get(f"{path}?keep=001&other=002"))
    assert stage.store.cards.check_pin(record.id, "002", stage.store.cards.new_pin(record.id, "002")).id == "002"

    # One without work is taken off; one that has all the work is rather the one that goes on.
    assert "better let card 001 go on" in said(facilitator.get(f"{path}?keep=003&other=001"))
    assert "taken off the list, and nothing is lost" in said(facilitator.get(f"{path}?keep=001&other=003"))
    assert "off the list" in said(send(facilitator, f"{path}?keep=001&other=003", path, keep="001", other="003"))
    assert [person.id for person in stage.store.people.of_class(record.id)] == ["001", "002"]


def test_a_test_left_open_under_the_card_that_ends_is_handed_in_if_wanted(stage: Stage, facilitator: Browser) -> None:
    record = stage.new_class(("An", "An", "Bình", "Bình"))
    path = f"/en/facilitator/class/{record.id}/one-person"
    for card in ("001", "002", "003", "004"):
        stage.works(record, card, ASSESSMENT, 5)
    page = facilitator.get(f"{path}?keep=001&other=002")
    assert "a closed card hands nothing in" in said(page)
    assert "Stays with card 002: both cards have opened it" in said(page)

    def submitted(card: str) -> bool:
        return stage.store.attempts.find(record.id, card, ASSESSMENT).submitted_at is not None

    stage.removed.clear()
    send(facilitator, f"{path}?keep=001&other=002", path, keep="001", other="002", hand_in="1")
    assert submitted("002")
    send(facilitator, f"{path}?keep=003&other=004", path, keep="003", other="004")
    assert not submitted("004")
    assert stage.removed == ["004"], "who has handed in stays on the list of the report"


def test_what_only_one_card_has_begun_goes_on_under_the_other_and_can_be_taken_back(
    stage: Stage, facilitator: Browser
) -> None:
    record = stage.new_class(("An", "An"))
    path = f"/en/facilitator/class/{record.id}/one-person"
    stage.works(record, "002", LESSON, 3)
    stage.works(record, "002", ASSESSMENT, 5)
    stage.removed.clear()
    moving = {row.page: row.attempt for row in stage.store.attempts.progress(record.id, "002")}
    page = facilitator.get(f"{path}?keep=001&other=002")
    assert re.findall(r'name="move" value="(\w+)" checked', page.text) == [moving[ASSESSMENT], moving[LESSON]]

    done = send(facilitator, f"{path}?keep=001&other=002", path, keep="001", other="002", move=moving[ASSESSMENT])
    assert "Goes on under card 001" in said(done) and "from card 002 to card 001" in said(done)
    assert stage.store.attempts.find(record.id, "001", ASSESSMENT).id == moving[ASSESSMENT]
    assert {row.page for row in stage.store.attempts.progress(record.id, "002")} == {LESSON}
    assert stage.removed == ["002"]

    back = send(facilitator, path, do="back", attempt=moving[ASSESSMENT])
    assert "Back with card 002, with every step" in said(back)
    assert stage.store.attempts.get(moving[ASSESSMENT]).trainee_id == "002"
    assert "cannot be taken back any more" in said(send(facilitator, path, do="back", attempt=moving[ASSESSMENT]))
    pins = f"/en/facilitator/class/{record.id}/pins?card=002"
    stage.added.clear()
    assert send(facilitator, pins, pins.partition("?")[0], card="002").status == 303
    assert stage.added == ["An"], "it stands in the report again"
    assert "What was changed" not in said(facilitator.get(path))


def test_a_closed_card_is_nobody_in_the_numbers_unless_something_was_handed_in_with_it(
    stage: Stage, facilitator: Browser, stranger: Browser
) -> None:
    record = stage.new_class(("An", "An", "Bình", "Bình"))
    for card in ("001", "002", "003", "004"):
        stage.joins(record, card)
    stage.works(record, "002", LESSON, 3)
    stage.works(record, "003", ASSESSMENT, 2)
    stage.works(record, "004", ASSESSMENT, 5, submit=True)
    here = f"/en/facilitator/class/{record.id}"

    def numbers() -> tuple[str, str, str]:
        board, wall = said(facilitator.get(f"{here}/board")), said(facilitator.get(f"{here}/projector"))
        listed = said(facilitator.get("/en/facilitator/"))
        return (
            re.search(r"Joined (\d / \d)", board)[1],
            re.search(r"of (\d) have joined (\d)", wall)[0],
            re.search(r"(\d) of \d", listed)[0],
        )

    assert numbers()[:2] == ("4 / 4", "of 4 have joined 4")
    for card, keep in (("002", "001"), ("004", "003")):
        stage.store.cards.close(record.id, card, keep)
    assert numbers()[:2] == ("3 / 3", "of 3 have joined 3")
    board = facilitator.get(f"{here}/board").text
    assert 'id="person-002"' not in board
    assert "Closed, goes on with card 003" in board[board.index('id="person-004"') :]

    people = facilitator.get(f"{here}/people").text
    assert people.count("Closed, goes on with card") == 2
    assert "all 2 people" in said(facilitator.get(f"{here}/pins"))
    pace = facilitator.get(f"{here}/pace").text
    assert re.findall(r'<option value="(00\d)"', pace) == ["001", "003"]

    # At the door the name is gone at once, and the card says with which one it goes on.
    door = f"/en/join?code={record.code}"
    assert re.findall(r'<option value="(00\d)"', stranger.get(door).text) == ["001", "003"]
    told = "Card 002 is closed. Use card 001"
    assert told in said(stranger.get(f"{door}&card=002"))
    assert told in said(send(stranger, door, "/en/join", code=record.code, card="2", pin="1234"))
    stage.store.cards.new_pin(record.id, "002")
    assert 'value="002"' in stranger.get(door).text
    assert numbers()[0] == "4 / 4"


def test_a_page_that_is_not_there_can_be_read_in_each_language(stranger: Browser) -> None:
    page = stranger.get("/en/nothing")
    assert page.status == 404
    assert [lang for lang in LANGS if f'href="/{lang}/"' in page.text] == list(LANGS)


def test_a_class_that_is_not_there(facilitator: Browser) -> None:
    answer = facilitator.get("/en/facilitator/class/2026-01-01-zzz")
    assert answer.status == 404
    assert "There is no class at this address" in said(answer)


def test_the_picture_for_phones_is_the_class_s_own(stage: Stage, record: ClassRecord, facilitator: Browser) -> None:
    other = stage.new_class(("An",))
    one, two = (facilitator.get(f"/vi/facilitator/class/{each.id}/qr.svg") for each in (record, other))
    assert one.headers["Content-Type"] == "image/svg+xml"
    assert b"<svg" in one.body
    assert b"style" not in one.body
    assert one.body != two.body


def test_the_picture_on_a_card_leaves_only_the_pin_to_type(
    record: ClassRecord, facilitator: Browser, stranger: Browser
) -> None:
    wall, card = (
        facilitator.get(f"/vi/facilitator/class/{record.id}/qr.svg{which}").body for which in ("", "?card=002")
    )
    assert wall != card
    page = stranger.get("/vi/join?" + urlencode({"code": record.code, "card": "002"})).text
    assert re.search(r'<option value="002" selected>', page)
    assert re.search(r'<input[^>]* id="pin"[^>]* data-focus>', page)
    unknown = stranger.get("/vi/join?" + urlencode({"code": record.code, "card": "<b>"})).text
    assert " selected>" not in unknown
    assert "<b>" not in unknown


def test_in_a_large_class_one_types_the_card_or_letters_of_the_name(stage: Stage, stranger: Browser) -> None:
    record = stage.new_class((*(f"Lê Văn Số {n}" for n in range(60)), "Đỗ Thị Ánh", "Đỗ Thị Anh"))
    pin = stage.store.cards.new_pin(record.id, "061")
    path = f"/en/join?code={record.code}"

    page = stranger.get(path).text
    assert "<option" not in page and "Số 7" not in page
    assert "Number of your card, or your name" in page

    def types(card: str, pin: str = "", name: str = "") -> Answer:
        return send(stranger, path, "/en/join", code=record.code, card=card, pin=pin, name=name)

    assert "60 people may be meant by “le so”" in said(types("le so", pin))
    assert "No card and no name of this class fits “zz”" in said(types("zz", pin))
    assert "Type the number of your card, or letters of your name." in said(types("", pin))
    several = types("anh", pin).text
    assert re.findall(r'<option value="(\d+)"', several) == ["062", "061"]
    assert "Choose your name, then type the PIN again" in several
    assert re.search(r'id="card" name="card" value=""', several)
    exact = types("đỗ thị ánh").text
    assert re.findall(r"<option.*", exact) == ['<option value="061" selected>Đỗ Thị Ánh</option>']
    chosen = types("61").text
    assert re.findall(r"<option.*", chosen) == ['<option value="061" selected>Đỗ Thị Ánh</option>']
    assert "Type the PIN that stands on your card" in chosen
    wrong = types("", "0000" if pin != "0000" else "1111", name="061").text
    assert "not the PIN of this card" in wrong and '<option value="061" selected>' in wrong
    by_card = stranger.get(f"{path}&card=061").text
    assert '<option value="061" selected>' in by_card and re.search(r'<input[^>]* id="pin"[^>]* data-focus>', by_card)
    assert types("", pin, name="061").status == 303


def test_a_name_typed_in_place_of_a_card_is_found_in_a_small_class_too(stage: Stage, stranger: Browser) -> None:
    record = stage.new_class(("Lò Thị Ế Ẩm", "An"))
    pin = stage.store.cards.new_pin(record.id, "001")
    path = f"/en/join?code={record.code}"
    assert send(stranger, path, "/en/join", code=record.code, card="lo thi", pin=pin).status == 303


def test_a_page_asks_the_store_once_who_reads_it(
    stage: Stage, record: ClassRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []
    for name, part in (("person", stage.store.people), ("class", stage.store.classes)):
        real = part.get
        monkeypatch.setattr(part, "get", lambda *of, name=name, real=real: asked.append((name, *of)) or real(*of))
    assert stage.running.signed_in(record.id, "001").get("/en/").status == 200
    assert sorted(asked) == [("class", record.id), ("person", record.id, "001")]


# The board


def test_the_board_says_who_is_where(record: ClassRecord, facilitator: Browser) -> None:
    page = facilitator.get(f"/vi/facilitator/class/{record.id}/board").text
    rows = {
        name: row
        for row in re.findall(r"<tr role=.row. class=.*?</tr>", page, re.DOTALL)
        for name in NAMES
        if name in row
    }
    assert "Bài viết chờ chấm" in rows["Lê Thị Mẫu"]
    assert "Bài đánh giá" in rows["Lê Thị Mẫu"]
    assert "Đã lưu 12 bước" in rows["Phạm Văn Thử"]
    assert "Mất kết nối" in rows["Phạm Văn Thử"]
    assert "Chưa vào lớp" in rows["Lò Thị Ế Ẩm"]


def test_the_board_is_the_same_bytes_while_nothing_happens(record: ClassRecord, facilitator: Browser) -> None:
    path = f"/vi/facilitator/class/{record.id}/board"

    def minute_free() -> str:
        return re.sub(r"\d\d:\d\d", "", facilitator.get(path).text)

    assert minute_free() == minute_free()
    assert "_xsrf" not in minute_free()


def test_a_board_without_its_gradebook_still_says_who_is_where(tmp_path_factory: pytest.TempPathFactory) -> None:
    with staged(tmp_path_factory.mktemp("broken")) as broken:
        from caunoi.hall.pages import board
        from caunoi.hall.pages.whereabouts import grading_of

        record = broken.new_class(("An",))
        board.grading_of = grading_of
        words = said(broken.running.facilitator().get(f"/en/facilitator/class/{record.id}"))
        assert "gradebook" in words
        assert "An card 001" in words


# Work


def settled(stage: Stage, record: ClassRecord) -> None:
    """Wait until the class is not busy any more."""
    until(lambda: not JOBS.running(record.id))


def test_work_is_told_from_its_start_to_its_end(stage: Stage, facilitator: Browser) -> None:
    record = stage.new_class(("An",))
    here = f"/en/facilitator/class/{record.id}"
    answer = send(facilitator, here, f"{here}/run", job="grade")
    assert (answer.status, answer.headers["Location"]) == (303, f"{here}#work")
    settled(stage, record)
    page = facilitator.get(f"{here}/board")
    assert re.search(r"Done, \d\d:\d\d", said(page))
    assert "finished &lt;b&gt;well&lt;/b&gt;" in page.text
    assert "card 003" not in said(page)


def test_work_that_fails_says_so_with_its_last_lines(stage: Stage, facilitator: Browser) -> None:
    record = stage.new_class(("An",))
    here = f"/en/facilitator/class/{record.id}"
    stage.commands["report"] = FAIL
    try:
        send(facilitator, here, f"{here}/run", job="report")
        settled(stage, record)
    finally:
        stage.commands["report"] = GRADE
    words = said(facilitator.get(f"{here}/board"))
    assert "This stopped before its end" in words
    assert "no gradebook here" in words


def test_one_work_at_a_time_and_none_that_is_unknown(stage: Stage, facilitator: Browser) -> None:
    record = stage.new_class(("An",))
    here = f"/en/facilitator/class/{record.id}"
    stage.commands["return"] = [GRADE[0], "-c", "import time; time.sleep(3)"]
    try:
        assert send(facilitator, here, f"{here}/run", job="return").status == 303
        busy = send(facilitator, here, f"{here}/run", job="grade")
        board = facilitator.get(f"{here}/board")
    finally:
        stage.commands["return"] = GRADE
    assert busy.status == 409
    assert "busy with other work" in said(busy)
    assert "The computer is at work" in said(board)
    assert "<progress" in board.text
    assert "disabled" in board.text
    settled(stage, record)
    assert send(facilitator, here, f"{here}/run", job="rm").status == 400


def test_written_answers_are_graded_on_this_computer_only(
    stage: Stage, record: ClassRecord, facilitator: Browser
) -> None:
    path = f"/en/facilitator/class/{record.id}/written"
    answer = facilitator.get(path)
    assert (answer.status, answer.headers["Location"]) == (303, f"http://127.0.0.1:1/formgrader?{record.id}")
    far = facilitator.get(path, Host="192.168.1.5:8866")
    assert far.status == 403
    assert "graded on the computer where the hall was started" in said(far)


def test_the_report_is_offered_once_it_is_there(stage: Stage, facilitator: Browser) -> None:
    record = stage.busy_class()
    here = f"/en/facilitator/class/{record.id}"
    assert facilitator.get(f"{here}/report").status == 404
    assert "report.csv" not in facilitator.get(here).text
    stage.report(record)
    assert "report.csv" in facilitator.get(here).text
    page = facilitator.get(f"{here}/report")
    assert "Báo cáo" in page.text
    assert "script-src" not in page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    table = facilitator.get(f"{here}/report.csv")
    assert table.headers["Content-Disposition"] == f'attachment; filename="{record.id}.csv"'
    assert table.body.startswith(b"\xef\xbb\xbf")
    turns = facilitator.get(f"{here}/report.turns.csv")
    assert turns.headers["Content-Disposition"] == f'attachment; filename="{record.id}.turns.csv"'
    assert "turn" in turns.text and "Mẫu" not in turns.text


# Vetoes and wrong turns


@pytest.fixture
def suspected(stage: Stage) -> Iterator[ClassRecord]:
    """A class in which one case holds a possible veto."""
    record = stage.busy_class()
    with suspecting(record):
        yield record


def test_a_possible_veto_is_confirmed_or_dismissed_by_somebody_with_a_name(
    suspected: ClassRecord, facilitator: Browser
) -> None:
    path = f"/en/facilitator/class/{suspected.id}/vetoes"
    assert "She was asked for her password." in said(facilitator.get(path))
    assert "At step 4, on the screen" in said(facilitator.get(path))
    assert "&lt;mật khẩu&gt;" in facilitator.get(path.replace("/en/", "/vi/")).text
    named = {"trainee": "001", "attempt": "1", "cell": "mockup-land-first-uncle-returns", "veto": "asked-secret"}
    nameless = send(facilitator, path, **named, decision="confirmed", by=" ")
    assert nameless.status == 400 and "Write your name first" in said(nameless)
    assert rulings(Path(suspected.path)) == {}
    assert send(facilitator, path, **named, decision="confirmed", by="Cô Hạnh").status == 303
    words = said(facilitator.get(path))
    assert "Confirmed" in words and "Decided by Cô Hạnh" in words
    assert "Confirm: not passed" not in words and "Dismiss: does not count" in words
    assert send(facilitator, path, **named, decision="dismissed", by="Cô Hạnh").status == 303
    assert [each.decision for each in rulings(Path(suspected.path)).values()] == ["dismissed"]


def test_a_veto_that_is_not_there_is_not_decided(suspected: ClassRecord, facilitator: Browser) -> None:
    path = f"/en/facilitator/class/{suspected.id}/vetoes"
    case = {"attempt": "1", "cell": "mockup-land-first-uncle-returns", "veto": "asked-secret"}
    named = {"trainee": "002", **case, "by": "x"}
    assert send(facilitator, path, **named, decision="confirmed").status == 404
    assert send(facilitator, path, **{**named, "trainee": "001", "attempt": "2"}, decision="confirmed").status == 404
    assert send(facilitator, path, **{**named, "trainee": "001"}, decision="perhaps").status == 400
    assert rulings(Path(suspected.path)) == {}


def test_without_a_gradebook_the_vetoes_say_what_is_missing(record: ClassRecord, facilitator: Browser) -> None:
    answer = facilitator.get(f"/en/facilitator/class/{record.id}/vetoes")
    assert answer.status == 503 and "gradebook" in answer.text


def test_the_class_page_tells_how_many_took_each_wrong_turn(
    record: ClassRecord, facilitator: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts: list[TurnCount] = []

    def told(_: Path, library: Library) -> tuple[TurnCount, ...]:
        cell = next(each for each in grade_cells(library, "portal-basics") if each.kind == "mockup")
        turn = TurnCount("portal-basics", cell, "wrong-value", "phone-as-number", 9, 34, "sign-in")
        counts.append(turn)
        return (turn, replace(turn, kind="unsafe", turn="paid-a-person", people=0, screen=None))

    monkeypatch.setattr(board, "turn_counts", told)
    here = f"/vi/facilitator/class/{record.id}"
    words = said(facilitator.get(here))
    assert "Nhập sai 9 trong 34 người đã nhập số điện thoại vào ô số định danh cá nhân. Màn hình: Đăng nhập" in words
    assert "chuyển tiền" not in words, "nobody did"
    asked = len(counts)
    facilitator.get(f"{here}/board")
    assert len(counts) == asked, "the part that renews itself does not judge cases"


# Results


def test_a_result_shows_points_words_and_the_way_on(stage: Stage, record: ClassRecord) -> None:
    page = stage.running.signed_in(record.id, "001").get("/vi/result/portal-basics")
    words = said(page)
    assert "15,5 trên 22 điểm" in words
    assert "6,5 trên 10 điểm" in words
    assert "&lt;script&gt;x&lt;/script&gt;" in page.text
    assert "Đã làm được 2 trên 2 điểm Thửa đất chưa có Giấy chứng nhận" in words
    assert "/vi/lesson/01-portal/file-for-grandmother" in page.text


def test_a_result_tells_for_each_criterion_what_was_met_and_why(stage: Stage, record: ClassRecord) -> None:
    stage.results["004"] = [{**RESULTS[0], "not_passed": [{"vi": "x", "en": "A password was asked for."}]}]
    words = said(stage.running.signed_in(record.id, "004").get("/en/result/portal-basics"))
    assert "Done 2 of 2 points Land without a certificate goes through First land registration." in words
    assert "Partly done 1 of 3 points Ông Thịnh owns the dossier" in words
    assert "Not yet 0 of 1 points The dossier was reviewed." in words
    assert "No occasion for it A clear photo was sent later." in words
    assert "Not passed: A password was asked for." in words and "6.5 of 10 points" in words


def test_before_it_was_given_back_a_result_says_to_wait(stage: Stage, record: ClassRecord) -> None:
    words = said(stage.running.signed_in(record.id, "003").get("/en/result/portal-basics"))
    assert "Your result is not ready yet" in words
    assert "of 22 points" not in words


def test_a_part_that_waits_has_no_points_yet(stage: Stage, record: ClassRecord) -> None:
    stage.results["005"] = [*RESULTS[:2], {**RESULTS[2], "state": "waiting", "points": None, "comment": None}]
    words = said(stage.running.signed_in(record.id, "005").get("/en/result/portal-basics"))
    assert "11.5 of 16 points so far; a part is not graded yet" in words
    assert "Waits for a person" in words


def test_a_case_of_which_too_little_was_seen_has_no_points_and_says_so(stage: Stage, record: ClassRecord) -> None:
    unjudged = {**RESULTS[0], "points": None, "little_seen": True}
    stage.results["005"] = [unjudged, *RESULTS[1:]]
    said_of_it = {
        "en": ("9 of 12 points", "Too little seen to judge You ended this visit early, and for a good reason."),
        "vi": ("9 trên 12 điểm", "Chưa thấy đủ để đánh giá Anh/chị dừng buổi này sớm, và dừng như vậy là đúng."),
        "id": ("9 dari 12 poin", "Terlalu sedikit yang terlihat untuk dinilai Anda mengakhiri kunjungan ini"),
    }
    for lang, (together, told) in said_of_it.items():
        words = said(stage.running.signed_in(record.id, "005").get(f"/{lang}/result/portal-basics"))
        assert together in words and told in words
    assert "of 22 points" not in words and "not graded yet" not in words
    stage.results["005"] = [unjudged]
    words = said(stage.running.signed_in(record.id, "005").get("/en/result/portal-basics"))
    assert "of 10 points" not in words and "Every part went well" not in words


def test_the_class_page_names_whose_visits_were_too_short_to_judge(
    stage: Stage, record: ClassRecord, facilitator: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def little_seen(root: Path, library: Library) -> tuple[Standing, ...]:
        cell = grade_cells(library, "portal-basics")[0]
        return tuple(
            Standing(Trainee(card, name, card), "portal-basics", cell, None, state, None, False, None)
            for card, name, state in (("001", "Lê Thị Mẫu", "little-seen"), ("002", "Phạm Văn Thử", "absent"))
        )

    monkeypatch.setattr(board, "turn_counts", lambda *_: ())
    monkeypatch.setattr(board, "standings", little_seen)
    page = facilitator.get(f"/en/facilitator/class/{record.id}").text
    told = page.partition('id="little-title"')[2].partition("</section>")[0]
    assert "Too little seen to judge" in told and "neither passed nor failed" in told
    assert "Lê Thị Mẫu" in told and "Phạm Văn Thử" not in told


def test_a_result_that_does_not_exist(stage: Stage, record: ClassRecord, stranger: Browser) -> None:
    assert stage.running.signed_in(record.id, "001").get("/en/result/other").status == 404
    answer = stranger.get("/vi/result/portal-basics")
    assert (answer.status, answer.headers["Location"]) == (302, "/vi/join?next=%2Fvi%2Fresult%2Fportal-basics")


def test_the_home_of_a_trainee_says_how_far_they_are(stage: Stage, record: ClassRecord) -> None:
    def home(card: str) -> str:
        return said(stage.running.signed_in(record.id, card).get("/en/"))

    assert "Begun, 12 steps saved" in home("002")
    attempt = stage.store.attempts.open(record.id, "003", ASSESSMENT, "")
    assert attempt.receipt
    assert attempt.receipt in home("003")
    assert "The result is ready" in home("001")
    assert "Not started" in home("004")


# A simulated class


def test_every_page_of_a_simulated_class_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    with staged(tmp_path_factory.mktemp("demo")) as demo:
        record = demo.new_class(simulated=True)
        who = {
            "stranger": demo.running.browser(),
            "trainee": demo.running.signed_in(record.id, "001"),
            "facilitator": demo.running.facilitator(),
        }
        sentence = translator("vi").gettext(
            "Simulated class. The people and their answers are made up to show how the hall works."
        )
        for role, paths in pages_of(record).items():
            for path in paths:
                if not path.endswith(NO_PAGES):
                    assert sentence in who[role].get(path).text, path
        for visitor in who.values():
            nowhere = visitor.get("/vi/nowhere")
            assert nowhere.status == 404
            assert sentence in nowhere.text


def test_a_real_class_does_not(record: ClassRecord, facilitator: Browser) -> None:
    for path in pages_of(record)["facilitator"]:
        assert 'class="simulated"' not in facilitator.get(path).text
