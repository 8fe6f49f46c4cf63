"""The list of people in a form: read, asked about, shown, and only then stored.

Nothing is remembered between the two steps. The list travels in the form, with a mark of the people that were shown; a
list that was changed after that is shown again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from caunoi.hall.pages.page import FacilitatorPage, Page
from caunoi.hall.pages.rosters import question, roster_sentences
from caunoi.hall.records import NewTrainee, TraineeRecord
from caunoi.roster import read_roster
from caunoi.roster_file import UnreadableRoster, text_of
from caunoi.roster_template import KINDS, template

LONGEST_FILE_NAME = 60


@dataclass(frozen=True, slots=True)
class RosterForm:
    """A list as it stands in a form: what is wrong with it, what is asked about it, and what was left out.

    `mark` names what is shown; `shown` says that the person has seen just this, `two` that equal names are two people.
    """

    text: str = ""
    people: tuple[NewTrainee, ...] = ()
    problems: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    file: str = ""
    mark: str = ""
    shown: bool = False
    two: bool = False

    @property
    def settled(self) -> bool:
        """Whether it may be stored: empty, or without a problem, seen, and every question answered."""
        return not self.problems and (not self.people or (self.shown and (self.two or not self.questions)))

    @property
    def preview(self) -> bool:
        """Whether there are people to show before they are stored."""
        return bool(self.people) and not self.problems


def taken_roster(page: Page, role: str, known: Sequence[TraineeRecord] = ()) -> RosterForm:
    """The list that a form brought; a chosen file takes the place of what was pasted."""
    text, file = page.get_body_argument("roster", "", strip=False), ""
    for upload in page.request.files.get("file", []):
        if not upload["body"]:
            continue
        file = _file_name(upload["filename"])
        try:
            text = text_of(upload["body"])
        except UnreadableRoster as unreadable:
            return RosterForm(text, problems=tuple(_named(file, roster_sentences(page._, unreadable))))
    roster = read_roster(text, role=role, known=known)
    # Of the people, not of the text: a browser changes the ends of lines.
    mark = hashlib.sha256(repr(roster.people).encode("utf-8", "replace")).hexdigest()[:16]
    return RosterForm(
        text=text,
        people=roster.people,
        problems=tuple(_named(file, roster_sentences(page._, roster))),
        questions=tuple(_named(file, [question(page._, each) for each in roster.doubles])),
        left_out=roster.left_out,
        file=file,
        mark=mark,
        shown=page.typed("shown") == mark,
        two=page.typed("two") == "1",
    )


class RosterTemplate(FacilitatorPage):
    """GET /facilitator/roster.csv and roster.xlsx: an empty list with its headings."""

    def get(self, kind: str) -> None:
        headings = (self._("Full name"), self._("Card number"), self._("Role"), self._("Village"))
        roles = (self._("Volunteer"), self._("Staff"))
        self.set_header("Content-Type", KINDS[kind])
        self.set_header("Content-Disposition", f'attachment; filename="cau-noi-{self.lang}.{kind}"')
        self.finish(template(kind, headings, roles))


def _file_name(sent: str) -> str:
    """The last part of a file's name, on one line."""
    last = "".join(c if c.isprintable() else " " for c in sent.replace("\\", "/").rpartition("/")[2]).strip()
    return last if len(last) <= LONGEST_FILE_NAME else last[: LONGEST_FILE_NAME - 1] + "…"


def _named(file: str, sentences: Sequence[str]) -> list[str]:
    return [f"{file}: {sentence}" if file else sentence for sentence in sentences]
