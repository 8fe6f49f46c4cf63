"""What is told to a class about its wrong turns, in one language."""

from __future__ import annotations

from dataclasses import dataclass

from caunoi.content import Library
from caunoi.coursework.turns import TurnCount
from caunoi.drawing import Words
from caunoi.i18n import translator
from caunoi.lowering import expand
from caunoi.model import Text


@dataclass(frozen=True)
class TurnWords:
    """Puts counts of wrong turns into words, from the content of the class."""

    library: Library
    lang: str

    def sentence(self, turn: TurnCount) -> str:
        """Return what happened as a sentence about the class: 9 of 34 people did this."""
        counted = translator(self.lang).ngettext("{n} of {of} person {did}.", "{n} of {of} people {did}.", turn.of)
        return counted.format(n=turn.people, of=turn.of, did=self.deed(turn))

    def deed(self, turn: TurnCount) -> str:
        """Return what people did, as the middle of a sentence."""
        turns = self.library.rubrics[turn.cell.ref].wrong_turns
        return self._line(turn, next(each.class_say for each in turns if each.id == turn.turn))

    def screen(self, turn: TurnCount) -> str:
        """Return the title of the screen most people took it on, empty where nobody took it."""
        if turn.screen is None:
            return ""
        portal = self.library.portal_of(self.library.scenario(turn.cell.ref))
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

    def _line(self, turn: TurnCount, text: Text) -> str:
        words = Words(self.lang, self.library.scenario(turn.cell.ref).values)
        return " ".join(words.of(text).split())
