"""Does the desk see what is saved, keep what was good, and tell every problem with its line?"""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest

from caunoi.desk.place import line_of
from caunoi.desk.target import page_of
from caunoi.desk.workshop import Workshop
from caunoi.errors import ContentError, Problem, SettingError


@pytest.fixture
def workshop(content: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """One that looks on a day on which the content was looked at lately."""
    monkeypatch.setattr("caunoi.desk.workshop.today", lambda: datetime.date(2026, 11, 30))
    made = Workshop([content])
    assert made.renew()
    return made


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    later = path.stat().st_mtime_ns + 10_000_000
    os.utime(path, ns=(later, later))


PORTAL = "portals/village-desk.portal.yaml"


def test_nothing_is_read_again_while_nothing_changes(workshop: Workshop) -> None:
    library = workshop.library
    assert not workshop.renew()
    assert workshop.library is library


def test_an_edit_is_seen_and_other_files_are_not_read_again(workshop: Workshop, content: Path) -> None:
    scenario = workshop.library.scenarios["help-uncle"]
    edit(content / PORTAL, "Village desk", "Village counter")
    assert workshop.renew()
    assert workshop.library.portals["village-desk"].title.en == "Village counter"
    assert workshop.library.scenarios["help-uncle"] is scenario


def test_a_file_that_goes_and_one_that_comes_are_seen(workshop: Workshop, content: Path) -> None:
    path = content / "assessments" / "basics" / "help-uncle.traces.yaml"
    text = path.read_text(encoding="utf-8")
    path.unlink()
    assert workshop.renew()
    assert "help-uncle" not in workshop.library.traces
    path.write_text(text, encoding="utf-8")
    assert workshop.renew()
    assert "help-uncle" in workshop.library.traces


def test_the_last_good_state_is_shown_while_a_file_is_broken(workshop: Workshop, content: Path) -> None:
    def title(library: object) -> str:
        return workshop.library.require(workshop.library.portals, "village-desk", "portal").title.vi

    assert workshop.shown("title", title) == ("Bàn tiếp nhận của thôn", False)
    edit(content / PORTAL, "start: home", "start: [home")
    workshop.renew()
    assert workshop.shown("title", title) == ("Bàn tiếp nhận của thôn", True)
    with pytest.raises(ContentError):
        workshop.shown("never shown", title)
    edit(content / PORTAL, "start: [home", "start: home")
    workshop.renew()
    assert workshop.shown("title", title) == ("Bàn tiếp nhận của thôn", False)


def test_a_broken_file_is_told_at_once_with_its_line(workshop: Workshop, content: Path) -> None:
    workshop.look()
    edit(content / PORTAL, "start: home", "start: [home")
    workshop.renew()
    assert workshop.looking
    (problem,) = workshop.about("village-desk")
    assert problem.file == str(content / PORTAL)
    number = (content / PORTAL).read_text(encoding="utf-8").splitlines().index("start: [home") + 1
    assert line_of(problem) in (number, number + 1)


def test_the_check_finds_what_reading_does_not(workshop: Workshop, content: Path) -> None:
    workshop.look()
    traces = content / "assessments" / "basics" / "help-uncle.traces.yaml"
    assert not workshop.about("help-uncle")
    edit(traces, "points: 8", "points: 7")
    workshop.renew()
    workshop.look()
    assert not workshop.looking
    (problem,) = workshop.about("help-uncle")
    lines = traces.read_text(encoding="utf-8").splitlines()
    assert lines[(line_of(problem) or 0) - 1] == "  - id: slip"


@pytest.mark.parametrize(
    ("file", "place", "line"),
    [
        (PORTAL, "line 7", "vars: {submitted: false"),
        (PORTAL, "screens.home.title", '    title: {vi: "Trang chủ"'),
        (PORTAL, "screens.home.inputs.photo.kind", "        kind: file"),
        (PORTAL, "screen rules: action back", "      back:"),
        (PORTAL, "screen confirm: action send, case 1,", '          - say: {vi: "Họ tên chưa đúng."'),
        (PORTAL, "screen rules: block 0", '      - text: {vi: "Ảnh phải rõ."'),
        (PORTAL, "checked_on", 'checked_on: "2026-11-23"'),
        ("assessments/basics/help-uncle.rubric.yaml", "criterion right-values", "  - id: right-values"),
        ("assessments/basics/help-uncle.traces.yaml", "trace rules-last", "  - id: rules-last"),
        (PORTAL, "nowhere at all", None),
    ],
)
def test_a_place_is_found_as_a_line(content: Path, file: str, place: str, line: str | None) -> None:
    found = line_of(Problem(str(content / file), place, "", ""))
    if line is None:
        assert found is None
        return
    assert found is not None
    assert (content / file).read_text(encoding="utf-8").splitlines()[found - 1].startswith(line)


def test_a_place_in_no_file_has_no_line() -> None:
    assert line_of(Problem("content", "scenario", "", "")) is None


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        (None, ""),
        ("help-uncle", "scenario/help-uncle"),
        ("village-desk", "portal/village-desk"),
        ("basics", "items/basics"),
        ("somewhere/help-uncle.traces.yaml", "scenario/help-uncle"),
        ("portals/village-desk.portal.yaml", "portal/village-desk"),
        ("basics.keys.yaml", "items/basics"),
    ],
)
def test_a_file_or_an_id_leads_to_its_page(content: Path, asked: str | None, page: str) -> None:
    assert page_of([content], asked) == page


def test_an_unknown_id_is_told_with_those_that_are_there(content: Path) -> None:
    with pytest.raises(SettingError, match=r"help-unkle.*help-uncle"):
        page_of([content], "help-unkle")
