"""What is told to a class about its wrong turns, in one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from caunoi.content import Library
from caunoi.drawing import Words
from caunoi.i18n import translator
from caunoi.lowering import expand
from caunoi.model import Text


class Counted(Protocol):
    """A wrong turn of a scenario, with how many of how many people took it, and the screen most took it on."""

    @property
    def ref(self) -> str:
        """The scenario."""

    @property
    def turn(self) -> str:
        """Its id in the scenario's rubric."""

    @property
    def people(self) -> int:
        """How many took it."""

    @property
    def of(self) -> int:
        """How many attempted the case."""

    @property
    def screen(self) -> str | None:
        """The screen, None where nobody took it."""


@dataclass(frozen=True)
class TurnWords:
    """Puts counts of wrong turns into words, from the content of the class."""

    library: Library
    lang: str

    def sentence(self, turn: Counted) -> str:
        """Return what happened as a sentence about the class: 9 of 34 people did this."""
        counted = translator(self.lang).ngettext("{n} of {of} person {did}.", "{n} of {of} people {did}.", turn.of)
        return counted.format(n=turn.people, of=turn.of, did=self.deed(turn))

    def deed(self, turn: Counted) -> str:
        """Return what people did, as the middle of a sentence."""
        turns = self.library.rubrics[turn.ref].wrong_turns
        return self._line(turn, next(each.class_say for each in turns if each.id == turn.turn))

    def advice(self, turn: Counted) -> str:
        """Return what is said to somebody who took it: what is right, and why."""
        turns = self.library.rubrics[turn.ref].wrong_turns
        return self._line(turn, next(each.say for each in turns if each.id == turn.turn))

    def screen(self, turn: Counted) -> str:
        """Return the title of the screen most people took it on, empty where nobody took it."""
        if turn.screen is None:
            return ""
        portal = self.library.portal_of(self.library.scenario(turn.ref))
        return self._line(turn, expand(portal).screens[turn.screen].title)

    def kind(self, kind: str) -> str:
        """Return what sort of error it is."""
        _ = translator(self.lang).gettext
        return {
            "order": _("Wrong order"),
            "omission": _("Left out"),
            "wrong-choice": _("Wrong choice"),
            "wrong-value": _("Wrong entry"),
            "unsafe": _("Not safe"),
            "taking-over": _("Taking over"),
            "off-path": _("Detour"),
        }[kind]

    def _line(self, turn: Counted, text: Text) -> str:
        words = Words(self.lang, self.library.scenario(turn.ref).values)
        return " ".join(words.of(text).split())
