"""Tables of a class for a notebook: one call per cell, in the reader's language."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import pandas as pd
from great_tables import GT

from caunoi.content import Library
from caunoi.coursework.folder import class_root, read_class
from caunoi.coursework.pinned import pinned_library
from caunoi.coursework.turn_words import TurnWords
from caunoi.coursework.turns import turn_counts
from caunoi.i18n import translator
from caunoi.shown import Shown
from reports.attendance import attendance
from reports.frames import ClassFrames, class_frames, turns_frame
from reports.order import in_order
from reports.summary import Summary, summary
from reports.wording import Wording, language_here


class ClassTables:
    """All tables of the class that a folder lies in, the working directory if none is named."""

    def __init__(self, folder: str | Path = ".") -> None:
        self.root = class_root(Path(folder))
        self.lang = language_here(read_class(self.root).lang)
        self._wording = Wording(self._library, self.lang)

    @property
    def marks(self) -> pd.DataFrame:
        """One row per trainee and criterion, see reports.frames.class_frame."""
        return self._frames.marks

    @property
    def attempts(self) -> pd.DataFrame:
        """One row per handed-in attempt, see reports.frames.attempts_frame."""
        return self._frames.attempts

    @cached_property
    def _frames(self) -> ClassFrames:
        return class_frames(self.root)

    @cached_property
    def turns(self) -> pd.DataFrame:
        """One row per wrong turn and trainee who attempted its case, see reports.frames.turns_frame."""
        return turns_frame(self.root)

    def people(self) -> GT:
        """Everybody, with points by task; empty where there are none, without the tasks that nobody has points for."""
        summaries = self._summaries()
        rows: dict[str, dict[str, object]] = {}
        for found in summaries:
            for person in found.people:
                row = rows.setdefault(person.id, {self._("Name"): person.name, self._("Card"): person.card})
                row.update({self._wording.task(part.task): part.points for part in person.parts})
        frame = pd.DataFrame(list(rows.values())).dropna(axis="columns", how="all")
        points = [str(name) for name in frame.select_dtypes("number").columns]
        number = Shown(self.lang).number
        table = self._table(frame, self._("Everybody"))
        return table.fmt(lambda value: "" if pd.isna(value) else number(value), columns=points) if points else table

    def criteria(self) -> GT:
        """How the class did at each criterion."""
        rows = [
            (self._wording.criterion(each.task, each.criterion), each.share, each.full, each.graded)
            for found in self._summaries()
            for each in found.criteria
        ]
        columns = [self._("Criterion"), self._("Share of the points"), self._("All points"), self._("Graded")]
        table = self._table(pd.DataFrame(rows, columns=columns), self._("What the class can do"))
        return table.fmt_percent(columns=columns[1], decimals=0)

    def wrong_turns(self) -> GT:
        """The wrong turns that were taken, by kind and the most frequent first."""
        told = TurnWords(self._library, self.lang)
        rows = [
            (told.kind(group.kind), told.sentence(each), told.screen(each))
            for found in self._summaries()
            for group in found.turns
            for each in group.turns
        ]
        columns = [self._("Kind"), self._("Wrong turn"), self._("Screen")]
        return self._table(pd.DataFrame(rows, columns=columns), self._("Where people lost their way"))

    def practice(self) -> GT:
        """Who should practise which skill again."""
        rows = []
        for found in self._summaries():
            names = self._wording.names(found.people)
            rows += [
                (self._wording.skill(each.skill), ", ".join(names[person] for person in each.people))
                for each in found.practice
            ]
        columns = [self._("Skill"), self._("Names")]
        return self._table(pd.DataFrame(rows, columns=columns), self._("Who needs what next"))

    @property
    def _library(self) -> Library:
        return pinned_library(self.root)

    def _summaries(self) -> list[Summary]:
        came = attendance(self.root)
        turns = turn_counts(self.root, self._library)
        return [summary(self._frames, turns, name, came) for name in in_order(self._library)]

    def _table(self, frame: pd.DataFrame, title: str) -> GT:
        return GT(frame).tab_header(title=title).sub_missing(missing_text="").opt_align_table_header(align="left")

    def _(self, message: str) -> str:
        return translator(self.lang).gettext(message)
