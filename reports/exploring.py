"""The live analysis of a class: choose a system, and see its steps, its wrong turns and the questions."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property
from pathlib import Path
from typing import Any

import ipywidgets
import pandas as pd

from caunoi.coursework.folder import class_root, read_class
from caunoi.coursework.pinned import pinned_library
from caunoi.coursework.turn_words import TurnWords
from caunoi.coursework.turns import TurnCount, turn_counts
from caunoi.i18n import translator
from caunoi.shown import Shown
from reports.bar_table import BarRow, BarTable
from reports.frames import class_frame
from reports.item_statistics import ItemStatistics, item_statistics
from reports.steps import choices_frame, steps_frame
from reports.wording import Wording, language_here


class Exploration:
    """What is known of the class that a folder lies in, and the table for each choice of the controls.

    A `system` is the ids of its portals, none for all of them; `least` is how many people a row needs at least.
    """

    def __init__(self, folder: str | Path = ".") -> None:
        self.root = class_root(Path(folder))
        self.lang = language_here(read_class(self.root).lang)
        self._library = pinned_library(self.root)
        self._wording = Wording(self._library, self.lang)
        self._shown = Shown(self.lang)

    @cached_property
    def systems(self) -> list[tuple[str, frozenset[str]]]:
        """The systems of the class's assessments: what each is called, and its portals; the first stands for all."""
        named: dict[str, set[str]] = {}
        for assessment in self._library.assessments.values():
            for scenario in (self._library.scenario(task.ref) for task in assessment.tasks if task.kind == "mockup"):
                # Two portals of one name are one system to whoever reads this: the same site at two stages.
                title = self._library.portal_of(scenario).title.of(self.lang)
                named.setdefault(title, set()).add(scenario.portal)
        return [(self._("All systems"), frozenset()), *sorted((title, frozenset(ids)) for title, ids in named.items())]

    def steps(self, system: Collection[str] = (), least: int = 1) -> BarTable:
        """How many steps people took in each case of a system."""
        frame = self._steps[self._steps["system"].isin(system)] if system else self._steps
        cases = {str(task): own for task, own in frame.groupby("task", sort=False) if len(own) >= least}
        medians = {task: float(own["steps"].median()) for task, own in cases.items()}
        rows = [
            BarRow(
                self._wording.task(task),
                medians[task] / max(medians.values()),
                (
                    str(len(own)),
                    self._shown.number(medians[task]),
                    self._("{least} to {most}").format(least=own["steps"].min(), most=own["steps"].max()),
                    self._shown.number(float(own["minutes"].median())),
                ),
            )
            for task, own in cases.items()
        ]
        people, middle, span, minutes = self._("People"), self._("Typical steps"), self._("Range"), self._("Minutes")
        columns = (self._("Case"), people, middle, span, minutes)
        empty = self._("No case of this system was handed in by so many people.")
        return BarTable(self._("Steps"), columns, (True, True, True, True), rows, empty)

    def wrong_turns(self, system: Collection[str] = (), least: int = 1) -> BarTable:
        """The wrong turns that were taken in the cases of a system, the most frequent first."""
        told = TurnWords(self._library, self.lang)
        rows = [
            BarRow(
                _begun(told.deed(each)),
                each.people / each.of,
                (
                    self._wording.task(each.cell.task),
                    told.screen(each),
                    self._("{n} of {total}").format(n=each.people, total=each.of),
                ),
            )
            for each in self._turns
            if each.people >= max(1, least) and self._is_of(each, system)
        ]
        columns = (self._("What people did"), self._("Case"), self._("Screen"), self._("People"))
        empty = self._("No wrong turn of this system was taken by so many people.")
        return BarTable(self._("Wrong turns"), columns, (False, False, True), rows, empty)

    def questions(self, least: int = 1) -> BarTable:
        """The questions of the assessments, the hardest first, with what was chosen."""
        rows = [
            BarRow(
                self._wording.criterion(each.task, each.item),
                each.share,
                (
                    self._chosen(each),
                    self._("{n} of {total}").format(n=each.right, total=each.answered),
                    "" if each.separation is None else self._shown.number(each.separation),
                ),
            )
            for each in self._items
            if each.answered >= least
        ]
        columns = (self._("Question"), self._("Chosen"), self._("All right"), self._("Separates"))
        empty = self._("No question is graded for so many people yet.")
        return BarTable(self._("Questions"), columns, (False, True, True), rows, empty)

    def _is_of(self, turn: TurnCount, system: Collection[str]) -> bool:
        return not system or self._library.scenario(turn.ref).portal in system

    @cached_property
    def _steps(self) -> pd.DataFrame:
        return steps_frame(self.root)

    @cached_property
    def _choices(self) -> pd.DataFrame:
        return choices_frame(self.root)

    @cached_property
    def _turns(self) -> tuple[TurnCount, ...]:
        return turn_counts(self.root, self._library)

    @cached_property
    def _items(self) -> tuple[ItemStatistics, ...]:
        return item_statistics(class_frame(self.root))

    def _chosen(self, of: ItemStatistics) -> str:
        """The options of a question with how many chose each, the most frequent first."""
        own = self._choices
        own = own[(own["assessment"] == of.assessment) & (own["task"] == of.task) & (own["item"] == of.item)]
        items = self._library.item_set(of.task.split("/")[1]).items
        choices = next(each for each in items if each.id == of.item).choices
        counts = own["option"].value_counts()
        return "; ".join(f"{' '.join(choices[str(name)].of(self.lang).split())}: {n}" for name, n in counts.items())

    def _(self, message: str) -> str:
        return translator(self.lang).gettext(message)


def explore(folder: str | Path = ".") -> ipywidgets.Widget:
    """Return the analysis with its controls: what to look at, which system, and how many people at least."""
    found = Exploration(folder)
    _ = translator(found.lang).gettext
    looks: dict[str, Callable[[], BarTable]] = {
        _("Steps"): lambda: found.steps(system.value, least.value),
        _("Wrong turns"): lambda: found.wrong_turns(system.value, least.value),
        _("Questions"): lambda: found.questions(least.value),
    }
    whole = {"description_width": "initial"}
    look = ipywidgets.ToggleButtons(options=list(looks), description=_("Look at"), style=whole)
    system = ipywidgets.Dropdown(options=found.systems, description=_("System"), style=whole)
    least = ipywidgets.BoundedIntText(value=1, min=1, max=10_000, description=_("People, at least"), style=whole)
    table = ipywidgets.HTML()

    def show(_change: Any = None) -> None:
        # The questions of a test belong to no system.
        system.disabled = look.value == _("Questions")
        table.value = looks[look.value]().html()

    for control in (look, system, least):
        control.observe(show, "value")
    show()
    box = ipywidgets.VBox([look, system, least, table])
    box.add_class("cn-exploration")
    return box


def _begun(sentence: str) -> str:
    """The middle of a sentence as its beginning."""
    return sentence[:1].upper() + sentence[1:]
