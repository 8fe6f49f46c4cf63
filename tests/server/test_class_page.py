"""The page of a class, asked over HTTP: the board, the computer's work, the report, possible vetoes, wrong turns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from caunoi.content import Library
from caunoi.coursework.cells import grade_cells
from caunoi.coursework.marks import Trainee
from caunoi.coursework.standings import Standing
from caunoi.coursework.turns import TurnCount
from caunoi.coursework.vetoes import rulings
from caunoi.hall.pages import board
from caunoi.hall.pages.jobs import JOBS
from caunoi.hall.records import ClassRecord
from tests.patience import until
from tests.server.browsing import said, send
from tests.server.pages_stage import FAIL, GRADE, NAMES, Stage, staged, suspecting
from tests.server.running import Browser


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A hall in which nbgrader has graded somebody's work, and somebody else's waits for a person."""
    with staged(tmp_path_factory.mktemp("data"), {"001": "written", "003": "graded"}) as stage:
        yield stage


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


# Vetoes, wrong turns, and visits too short to judge


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
