"""The pace of a class: how it stands, the changes that led there, and the next ones."""

from __future__ import annotations

from caunoi.hall.change import Change
from caunoi.hall.pace import Pace, Step, fold
from caunoi.hall.store import steering
from caunoi.hall.store.file import StoreFile
from caunoi.hall.store.remembered import Remembered


class Paces:
    """The paces of all classes, which are remembered as they last stood."""

    def __init__(self, file: StoreFile, remembered: Remembered) -> None:
        self._file = file
        self._remembered = remembered

    def of_class(self, class_id: str) -> Pace:
        """How a class stands; quick once it was asked for."""
        known = self._remembered.pace(class_id)
        if known is None:
            known = self._remembered.keep_pace(class_id, fold(self.steps(class_id)))
        return known

    def steps(self, class_id: str) -> list[Step]:
        """All changes of a class's pace in their order."""
        return self._file.read(lambda connection: steering.select_steps(connection, class_id))

    def steer(self, class_id: str, who: str, *changes: Change) -> Pace:
        """Make changes, all or none, and give the state after them; raises UnknownClass."""
        known = self.of_class(class_id)
        return self._remembered.keep_pace(
            class_id, self._file.write(lambda c: steering.append_changes(c, class_id, who, changes, known))
        )
