"""What the command line prints."""

from __future__ import annotations

import json

import pytest
import segno

from caunoi import console

ADDRESS = "http://192.168.100.123:8866/"


def test_the_qr_is_the_one_of_the_address_in_black_on_white() -> None:
    lines = console.qr(ADDRESS).splitlines()
    assert all(line.startswith("\x1b[30;107m") and line.endswith("\x1b[0m") for line in lines)
    squares = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}
    halves = [
        [squares[letter] for letter in line.removeprefix("\x1b[30;107m").removesuffix("\x1b[0m")] for line in lines
    ]
    rows = [[pair[half] for pair in line] for line in halves for half in (0, 1)]
    expected = [list(row) for row in segno.make(ADDRESS, error="m", micro=False).matrix_iter(border=3)]
    assert rows[: len(expected)] == expected
    assert all(row == [0] * len(row) for row in rows[len(expected) :])


def test_progress_for_the_hall_is_a_json_object_in_each_line(capsys: pytest.CaptureFixture[str]) -> None:
    with console.progress("Grading", lines=True) as advance:
        advance(1, 2, "Nguyễn Thị [b]Hoa[/b]")
        advance(2, 2, "")
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert printed == [{"done": 1, "total": 2, "what": "Nguyễn Thị [b]Hoa[/b]"}, {"done": 2, "total": 2, "what": ""}]


def test_brackets_in_what_people_wrote_are_letters(capsys: pytest.CaptureFixture[str]) -> None:
    console.say("[red]Lò Văn An[/red]")
    console.complain("[nobody]")
    assert capsys.readouterr() == ("[red]Lò Văn An[/red]\n", "[nobody]\n")


def test_progress_goes_beside_what_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    with console.progress("Grading") as advance, console.waiting("Reading"):
        advance(1, 2, "[red]")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("display", "opened"), [("", []), (":0", [ADDRESS])])
def test_no_browser_is_opened_where_there_is_no_screen(
    monkeypatch: pytest.MonkeyPatch, display: str, opened: list[str]
) -> None:
    seen: list[str] = []
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setattr("webbrowser.open", seen.append)
    thread = console.open_browser(ADDRESS)
    if thread is not None:
        thread.join(10)
    assert seen == opened
