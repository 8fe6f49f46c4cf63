"""Which of two forms of an assessment everybody takes first."""

from __future__ import annotations

from collections.abc import Sequence

from caunoi.hall.pace import Pace
from caunoi.hall.store import forms
from caunoi.hall.store.doors.paces import Paces
from caunoi.hall.store.file import StoreFile
from caunoi.hall.store.remembered import Remembered


class Forms:
    """The forms of a module's test, given out in a class; who takes which is kept as changes of the class's pace."""

    def __init__(self, file: StoreFile, remembered: Remembered, paces: Paces) -> None:
        self._file = file
        self._remembered = remembered
        self._paces = paces

    def assign(self, class_id: str, who: str, module: str, pair: forms.Pair, trainees: Sequence[str]) -> Pace:
        """Give people without forms of a module theirs, in even halves; `pair` are the pages of form A and form B."""
        known = self._paces.of_class(class_id)
        pace = self._file.write(lambda c: forms.assign(c, class_id, who, module, pair, trainees, known))
        return self._remembered.keep_pace(class_id, pace)

    def choose(self, class_id: str, who: str, module: str, pair: forms.Pair, trainee: str, first: str) -> Pace:
        """Let a person take one of the two forms first; raises FormOpened once they have opened one."""
        known = self._paces.of_class(class_id)
        pace = self._file.write(lambda c: forms.choose(c, class_id, who, module, pair, trainee, first, known))
        return self._remembered.keep_pace(class_id, pace)

    def take_back(self, class_id: str, who: str, module: str, pair: forms.Pair) -> Pace:
        """Let a module be taken without forms again; raises FormOpened once anybody has opened one."""
        known = self._paces.of_class(class_id)
        pace = self._file.write(lambda c: forms.take_back(c, class_id, who, module, pair, known))
        return self._remembered.keep_pace(class_id, pace)
