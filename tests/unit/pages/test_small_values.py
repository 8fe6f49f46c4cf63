"""PINs that fade, addresses for phones, days and numbers as people write them, sentences about rosters."""

from datetime import UTC, date, datetime, timedelta

import pytest

from caunoi.hall.pages.pins import SECONDS, FreshPins
from caunoi.hall.pages.rosters import roster_sentences, sentence
from caunoi.hall.records import TraineeRecord
from caunoi.i18n import LANGS, translator
from caunoi.roster import RosterProblem, read_roster
from caunoi.roster_file import UnreadableRoster
from caunoi.shown import Shown


def told(card, pin):
    return TraineeRecord("c", card, f"Name {card}", card, "", ""), pin


def test_pins_are_told_for_a_while_and_the_last_one_counts():
    now = [0.0]
    fresh = FreshPins(lambda: now[0])
    fresh.keep("c", [told("10", "1111"), told("9", "2222")])
    now[0] = SECONDS - 1
    fresh.keep("c", [told("9", "3333")])
    assert [(person.id, pin) for person, pin in fresh.of("c")] == [("9", "3333"), ("10", "1111")]
    assert fresh.of("d") == []
    now[0] = SECONDS + 1
    assert [pin for _, pin in fresh.of("c")] == ["3333"]
    fresh.forget("c")
    assert fresh.of("c") == []


@pytest.mark.parametrize(
    ("lang", "day", "number"), [("vi", "05/09/2026", "6,5"), ("id", "05/09/2026", "6,5"), ("en", "5 Sept 2026", "6.5")]
)
def test_days_and_numbers_of_each_language(lang, day, number):
    shown = Shown(lang)
    assert shown.day("2026-09-05").replace("Sep ", "Sept ") == day
    assert shown.day(date(2026, 9, 5)).replace("Sep ", "Sept ") == day
    assert shown.day("some day") == "some day"
    assert shown.number(6.50) == number
    assert shown.number(22.0) == "22"
    assert shown.number(-6.50) == f"−{number}"
    assert shown.number(-0.001) == "0"


def test_a_clock_says_the_day_when_it_was_another():
    shown = Shown("vi")
    now = datetime.now(UTC)
    assert shown.clock(None) == ""
    assert shown.clock(now) == f"{now.astimezone():%H:%M}"
    past = now - timedelta(days=40)
    assert shown.clock(past) == f"{past.astimezone():%d/%m/%Y, %H:%M}"
    assert shown.moment(now) == f"{now.astimezone():%d/%m/%Y, %H:%M}", "with the day, also when it is today"


REASONS = (
    ("name", "name-missing"),
    ("name", "name-not-a-name"),
    ("name", "too-long"),
    ("village", "formula"),
    ("card", "card-not-allowed"),
    ("card", "card-reserved"),
    ("card", "card-personal"),
    ("card", "card-taken"),
    ("line", "too-many-cells"),
    ("line", "too-many-people"),
    ("line", "unreadable"),
)


UNREADABLE = ("old-excel", "workbook", "sheet-size", "tcvn3", "vni", "size", "encoding")


@pytest.mark.parametrize("lang", LANGS)
def test_each_problem_of_a_roster_has_its_own_sentence_with_its_line(lang):
    _ = translator(lang).gettext
    problems = [RosterProblem(41, column, "7<b>", reason) for column, reason in REASONS]
    problems.append(RosterProblem(41, "card", "7<b>", "card-taken", 12))
    said = [sentence(_, problem) for problem in problems]
    assert len(set(said)) == len(said)
    assert all("41" in words and "{" not in words for words in said)
    assert "12" in said[-1]
    files = [roster_sentences(_, UnreadableRoster(reason)) for reason in UNREADABLE]
    assert len({words for (words,) in files}) == len(UNREADABLE)


def test_every_reason_a_roster_can_give_is_known_here():
    text = "\n".join(
        [",1", "12,2", "A" * 200, "An,x y", "Bo,con", "Chi,123456789", "Du,7", "Em,7", "Gi,9,=1", "Ha,8,a,b,c"]
    )
    reasons = {(problem.column, problem.reason) for problem in read_roster(text).problems}
    reasons |= {(problem.column, problem.reason) for problem in read_roster('"An').problems}
    reasons |= {(problem.column, problem.reason) for problem in read_roster("An\n" * 501).problems}
    assert {reason for _, reason in reasons} == {reason for _, reason in REASONS}
