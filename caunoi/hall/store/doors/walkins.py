"""Who joins a class by themselves: the class's door for people on no list, and taking somebody in by it."""

from __future__ import annotations

from datetime import datetime

from caunoi.hall.records import NewTrainee, SelfJoin, TraineeRecord
from caunoi.hall.store import pins, walkins
from caunoi.hall.store.file import StoreFile
from caunoi.hall.store.remembered import Remembered


class WalkIns:
    """The doors by which people join classes without being on a list."""

    def __init__(self, file: StoreFile, remembered: Remembered) -> None:
        self._file = file
        self._remembered = remembered

    def door(self, class_id: str) -> SelfJoin:
        """How the class's door for people on no list stands."""
        return self._file.read(lambda connection: walkins.select_door(connection, class_id))

    def set_door(self, class_id: str, places: int, until: datetime | None) -> None:
        """Open that door, or close it with None."""
        self._file.write(lambda connection: walkins.set_door(connection, class_id, places, until))

    def take_in(self, class_id: str, person: NewTrainee) -> tuple[TraineeRecord, str]:
        """Take somebody in by that door, with a PIN that is told only now; slow; raises JoinClosed."""
        pin = pins.new_pin()
        pin_hash = pins.hash_pin(pin)
        record = self._file.write(lambda connection: walkins.walk_in(connection, class_id, person, pin_hash))
        self._remembered.drop_listed(class_id)
        return record, pin
