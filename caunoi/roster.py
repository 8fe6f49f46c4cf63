"""A roster as people have it: lines of a list; everything that is wrong with it is listed at once.

Pure: text in, people and problems out. The rules for a card number are the store's, because it becomes a folder's name.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from caunoi.hall.records import NewTrainee, TraineeRecord
from caunoi.hall.store.classes import CARD, LONGEST_NAME, RESERVED

MOST_PEOPLE = 500
LONGEST_WORDS = 80

Column = Literal["name", "card", "role", "village"]
ORDER: tuple[Column, ...] = ("name", "card", "role", "village")

VILLAGES = (
    *("village", "hamlet", "thon", "ban", "thon ban", "thon, ban", "khu pho", "thon khu pho", "thon, khu pho"),
    *("to dan pho", "thon to dan pho", "lang", "khoi", "dusun", "kampung"),
)

# What the first line of a list may say, folded; "stt" is the running number that every Vietnamese list begins with.
HEADINGS: dict[str, Column] = {
    **dict.fromkeys(("name", "full name", "ho ten", "ho va ten", "ten", "nama", "nama lengkap"), "name"),
    **dict.fromkeys(("card", "card number", "id", "so the", "the", "ma so", "ma the", "kartu", "nomor kartu"), "card"),
    **dict.fromkeys(("role", "vai tro", "chuc vu", "doi tuong", "nhom", "peran", "jabatan"), "role"),
    **dict.fromkeys(VILLAGES, "village"),
}
RUNNING_NUMBER = frozenset({"stt", "tt", "so tt", "so", "no", "number", "nomor"})

STAFF, VOLUNTEER = "staff", "volunteer"
ROLES = {
    **dict.fromkeys(("staff", "can bo", "cong chuc", "can bo xa", "petugas", "aparat"), STAFF),
    **dict.fromkeys(("volunteer", "tinh nguyen vien", "tinh nguyen", "doan vien", "thanh nien", "relawan"), VOLUNTEER),
}

# Identity numbers of 9, 12 and 16 digits and telephone numbers have no place in this system.
PERSONAL = re.compile(r"\d{9}|\d{12}|\d{16}|0\d{9}")


@dataclass(frozen=True, slots=True)
class RosterProblem:
    """One thing to mend: the line as the person counts it, the column, the value and a reason code.

    `other` is the earlier line with the same card, 0 when somebody of the class already has it.
    """

    line: int
    column: Column | Literal["line"]
    value: str
    reason: str
    other: int = 0


@dataclass(frozen=True, slots=True)
class Double:
    """Two lines that may be one person: the same name, and nothing that tells the two apart.

    `other` is the earlier line, 0 when somebody of the class already has this name.
    """

    line: int
    name: str
    other: int = 0


@dataclass(frozen=True, slots=True)
class Roster:
    """What a list says: people in its order, all problems, lines to ask about, headings of columns left out."""

    people: tuple[NewTrainee, ...]
    problems: tuple[RosterProblem, ...]
    left_out: tuple[str, ...] = ()
    doubles: tuple[Double, ...] = ()


def read_roster(text: str, *, role: str = "", known: Sequence[TraineeRecord] = ()) -> Roster:
    """People of a list with name, card, role and village, in that order or as its heading says.

    Commas, semicolons and tabs part the columns. An empty role becomes `role`; an empty card stays empty, the store
    then gives the next number. `known` are the people who are already in the class.
    """
    try:
        rows = list(_rows(text))
    except csv.Error as error:
        return Roster((), (RosterProblem(_line_of(error), "line", "", "unreadable"),))
    columns, left_out, rows = _columns(rows)
    people: list[NewTrainee] = []
    problems: list[RosterProblem] = []
    seen: dict[str, int] = {each.card.lower(): 0 for each in known}
    doubles: list[Double] = []
    before = [(0, each.name, each.card, each.village) for each in known]
    for line, cells in rows:
        found: dict[str, str] = {column: cell for column, cell in zip(columns, cells, strict=False) if column and cell}
        if len(cells) > len(columns) and any(cells[len(columns) :]):
            problems.append(RosterProblem(line, "line", _shown(", ".join(cells)), "too-many-cells"))
        name, card = found.get("name", ""), found.get("card", "")
        problems += _problems_of_name(line, name)
        problems += _problems_of_words(line, found)
        problems += _problems_of_card(line, card, seen)
        if card:
            seen.setdefault(card.lower(), line)
        doubles += _doubles(line, found, before)
        before.append((line, name, card, found.get("village", "")))
        people.append(NewTrainee(name, card, role_of(found.get("role", "")) or role, found.get("village", "")))
        if len(people) > MOST_PEOPLE:
            problems.append(RosterProblem(line, "line", "", "too-many-people"))
            break
    return Roster(tuple(people), tuple(problems), left_out, tuple(doubles))


def role_of(words: str) -> str:
    """`staff` or `volunteer` for the usual words of the three languages, otherwise the words themselves."""
    return ROLES.get(folded(words), words)


def find_card(typed: str, cards: Iterable[str]) -> str | None:
    """The card that was meant: the same without regard to case, else the only one that differs in leading zeros."""
    wanted = unicodedata.normalize("NFKC", typed).strip().lower()
    known = {card.lower(): card for card in cards}
    if wanted in known:
        return known[wanted]
    alike = [card for folded, card in known.items() if wanted and folded.lstrip("0") == wanted.lstrip("0")]
    return alike[0] if len(alike) == 1 else None


class _Line(csv.Error):
    """A csv error with the line it happened in."""


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    lines = unicodedata.normalize("NFC", text.lstrip("\ufeff")).splitlines()
    first = next((line for line in lines if line.strip()), "")
    # The first line tells; where it is a name alone, all lines do.
    comma = max("\t;,", key=first.count if any(c in first for c in "\t;,") else text.count)
    reader = csv.reader(lines, delimiter=comma, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = [_one_line(cell) for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            raise _Line(line) from error
        if any(cells):
            yield line, cells


def _line_of(error: csv.Error) -> int:
    return int(error.args[0])


def _columns(
    rows: list[tuple[int, list[str]]],
) -> tuple[list[Column | None], tuple[str, ...], list[tuple[int, list[str]]]]:
    if not rows:
        return list(ORDER), (), rows
    first = rows[0][1]
    named: list[Column | None] = [HEADINGS.get(folded(cell)) for cell in first]
    if "name" in named:
        if "card" not in named:
            named = [
                "card" if folded(cell) in RUNNING_NUMBER else column for cell, column in zip(first, named, strict=True)
            ]
        left_out = tuple(cell for cell, column in zip(first, named, strict=True) if cell and column is None)
        return named, left_out, rows[1:]
    if all(len(cells) > 1 and cells[0].isdigit() and cells[1] and not cells[1].isdigit() for _, cells in rows):
        return ["card", "name", "role", "village"], (), rows
    return list(ORDER), (), rows


def _problems_of_name(line: int, name: str) -> Iterator[RosterProblem]:
    if not name:
        yield RosterProblem(line, "name", "", "name-missing")
    elif len(name) > LONGEST_NAME:
        yield RosterProblem(line, "name", _shown(name), "too-long")
    elif name[0] in "=+-@" or not any(c.isalpha() for c in name):
        # A spreadsheet would run the former as a formula when the report is opened.
        yield RosterProblem(line, "name", _shown(name), "name-not-a-name")


def _problems_of_words(line: int, found: dict[str, str]) -> Iterator[RosterProblem]:
    columns: tuple[Column, ...] = ("role", "village")
    for column in columns:
        words = found.get(column, "")
        if len(words) > LONGEST_WORDS:
            yield RosterProblem(line, column, _shown(words), "too-long")
        elif words[:1] in tuple("=+-@"):
            yield RosterProblem(line, column, _shown(words), "formula")


def _doubles(line: int, found: dict[str, str], before: Iterable[tuple[int, str, str, str]]) -> Iterator[Double]:
    """Yield a question for a name that stood before, unless two cards or two villages tell the people apart."""
    name, card, village = (_alike(found.get(column, "")) for column in ("name", "card", "village"))
    for earlier, its_name, its_card, its_village in before:
        if not name or _alike(its_name) != name:
            continue
        two_cards = card and its_card and _alike(its_card) != card
        two_villages = village and its_village and _alike(its_village) != village
        if not two_cards and not two_villages:
            yield Double(line, found["name"], earlier)
            return


def _problems_of_card(line: int, card: str, seen: dict[str, int]) -> Iterator[RosterProblem]:
    if not card:
        return
    if PERSONAL.fullmatch(card):
        yield RosterProblem(line, "card", _masked(card), "card-personal")
    elif not CARD.fullmatch(card):
        yield RosterProblem(line, "card", _shown(card), "card-not-allowed")
    elif card.lower() in RESERVED:
        yield RosterProblem(line, "card", card, "card-reserved")
    elif card.lower() in seen:
        yield RosterProblem(line, "card", card, "card-taken", seen[card.lower()])


def _one_line(cell: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in cell).split())


def _alike(words: str) -> str:
    return unicodedata.normalize("NFC", words).casefold()


def folded(words: str) -> str:
    """Give words in lower case without accents, so that "Họ và Tên" and "ho va ten" are the same heading."""
    plain = unicodedata.normalize("NFD", words.strip().strip(".:").lower().replace("đ", "d"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).replace("/", " ").split())


def _shown(value: str) -> str:
    return value if len(value) <= 60 else value[:59] + "…"


def _masked(number: str) -> str:
    """An identity number is not repeated on the screen."""
    return "•" * (len(number) - 3) + number[-3:]
