"""The two forms of a module in a class that takes one before and the other after the lessons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from caunoi.content import Library
from caunoi.hall.pace import AFTER, BEFORE, Pace
from caunoi.hall.room_state import FACILITATOR
from caunoi.hall.store import Store
from caunoi.model import Module
from caunoi.model.course import ClassFile


@dataclass(frozen=True, slots=True)
class FormPair:
    """A module whose forms the class takes: the pages of form A and form B."""

    module: Module
    pages: tuple[str, str]

    @property
    def before(self) -> str:
        """The name under which the test before the lessons is steered."""
        return f"{BEFORE}{self.module.id}"

    @property
    def after(self) -> str:
        """The name under which the test after the lessons is steered."""
        return f"{AFTER}{self.module.id}"

    @property
    def names(self) -> tuple[str, str]:
        """Both, in their order."""
        return self.before, self.after

    def letter(self, page: str) -> str:
        """What people call a form."""
        return "AB"[self.pages.index(page)]


def form_pairs(group: ClassFile, library: Library) -> tuple[FormPair, ...]:
    """The modules whose forms a class takes, in the order of the syllabus."""
    return tuple(
        FormPair(module, (f"assessment/{module.forms[0]}", f"assessment/{module.forms[1]}"))
        for module in library.syllabus.modules
        if module.id in group.forms and module.forms is not None and library.assessments.keys() >= set(module.forms)
    )


def assigned(store: Store, class_id: str, pairs: Iterable[FormPair], trainees: Iterable[str]) -> Pace:
    """The state of the class in which each of these people has their forms; whoever has none gets them now."""
    pace, wanted = store.paces.of_class(class_id), list(trainees)
    for pair in pairs:
        without = [trainee for trainee in wanted if (pair.module.id, trainee) not in pace.forms]
        if without:
            pace = store.forms.assign(class_id, FACILITATOR, pair.module.id, pair.pages, without)
    return pace
