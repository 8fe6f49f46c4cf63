"""The words of a class: what its tasks, criteria, skills and states are called in one language."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from caunoi.content import Library
from caunoi.i18n import LANGS, translator
from caunoi.model import Module, Text
from reports.frames import BY_HAND
from reports.summary import Person

# Of all modules; those of the assessment's own module are all named.
FEW_LESSONS = 3


def language_here(of_class: str) -> str:
    """Return the language a kernel was started for (CAUNOI_LANG), that of the class where it was for none."""
    asked = os.environ.get("CAUNOI_LANG", "")
    return asked if asked in LANGS else of_class


@dataclass(frozen=True)
class Wording:
    """Looks up texts of the content that is pinned in a class."""

    library: Library
    lang: str

    def task(self, task: str) -> str:
        """Return the title of a task."""
        kind, ref = self._split(task)
        if kind == "mockup":
            return self._line(self.library.scenario(ref).title)
        if kind == "quiz":
            title = self.library.item_set(ref).title
            return self._line(title) if title else self._("Questions")
        writing = self.library.writings[ref]
        return self._line(writing.title) if writing.title else self._("Written answer")

    def kind(self, task: str) -> str:
        """Return what sort of task it is, short enough for a column."""
        kind, _ = self._split(task)
        return {
            "mockup": self._("Practice case"),
            "quiz": self._("Questions"),
            "writing": self._("Written answer"),
        }[kind]

    def criterion(self, task: str, criterion: str) -> str:
        """Return the sentence that says what a criterion asks for."""
        kind, ref = self._split(task)
        if criterion == BY_HAND:
            return self._("Points that a person gave for the whole case")
        if kind == "mockup":
            values = self.library.scenario(ref).values
            why = next(each.why for each in self.library.rubrics[ref].criteria if each.id == criterion)
            return _filled(self._line(why), values)
        if kind == "quiz":
            return self._line(next(each.asked() for each in self.library.item_set(ref).items if each.id == criterion))
        return self._line(self.library.writings[ref].prompt)

    def veto(self, task: str, veto: str) -> str:
        """Return the deed that a veto names."""
        ref = self._split(task)[1]
        said = next(each.say for each in self.library.rubrics[ref].vetoes if each.id == veto)
        return _filled(self._line(said), self.library.scenario(ref).values)

    def skill(self, skill: str) -> str:
        """Return the title of a skill; its code where it has none."""
        return self._line(self.library.skills[skill].title) if skill in self.library.skills else skill

    def lessons(self, skill: str, assessment: str) -> list[str]:
        """Return the titles of the lessons that train a skill in the module of an assessment.

        Where none of them does, the first ones of all modules: nobody chooses among twenty.
        """
        modules = self.library.syllabus.modules
        own = [module for module in modules if assessment in (module.assessment, *(module.forms or ()))]
        return self._training(skill, own) or self._training(skill, modules)[:FEW_LESSONS]

    def _training(self, skill: str, modules: Iterable[Module]) -> list[str]:
        lessons = [lesson for module in modules for lesson in module.lessons]
        return [self._line(lesson.title) for lesson in lessons if skill in lesson.skills]

    def state(self, state: str) -> str:
        """Return a state in words."""
        return {
            "absent": self._("not handed in"),
            "waiting": self._("waits to be graded"),
            "problem": self._("cannot be graded"),
            "graded": self._("graded"),
            "not-observed": self._("no occasion for it"),
            "little-seen": self._("too little seen to judge"),
        }[state]

    def names(self, people: Iterable[Person]) -> dict[str, str]:
        """Return what to call each person, by id; two of the same name are told apart by their cards."""
        listed = list(people)
        shared = Counter(each.name for each in listed)
        return {each.id: f"{each.name} ({each.card})" if shared[each.name] > 1 else each.name for each in listed}

    def _(self, message: str) -> str:
        return translator(self.lang).gettext(message)

    def _line(self, text: Text) -> str:
        return " ".join(text.of(self.lang).split())

    @staticmethod
    def _split(task: str) -> tuple[str, str]:
        kind, ref, *_ = task.split("/")
        return kind, ref


def _filled(text: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text
