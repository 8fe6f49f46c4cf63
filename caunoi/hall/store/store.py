"""All that the hall remembers: one file, and a door to it for each subject."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Self

from caunoi.hall.store.doors.attempts import Attempts
from caunoi.hall.store.doors.cards import Cards
from caunoi.hall.store.doors.classes import Classes
from caunoi.hall.store.doors.events import Events
from caunoi.hall.store.doors.facilitator_key import FacilitatorKey
from caunoi.hall.store.doors.forms import Forms
from caunoi.hall.store.doors.paces import Paces
from caunoi.hall.store.doors.people import People
from caunoi.hall.store.doors.sessions import Sessions
from caunoi.hall.store.doors.walkins import WalkIns
from caunoi.hall.store.file import StoreFile
from caunoi.hall.store.limits import Limits
from caunoi.hall.store.moments import select_newest
from caunoi.hall.store.remembered import Remembered

FILE = "hall.db"


class Store:
    """All that the hall remembers, in `data`/hall.db, by subject; methods block unless they are `async`.

    Whatever is wrong with the file or the disk is a StoreError with one sentence; a request that cannot be granted is a
    `caunoi.hall.refusals.Refusal`.
    """

    def __init__(self, data: Path, limits: Limits | None = None) -> None:
        self.data = data.resolve()
        self.limits = limits or Limits()
        self._file = file = StoreFile(self.data / FILE)
        self._remembered = remembered = Remembered()
        self.classes = Classes(file, self.data)
        self.people = People(file, remembered)
        self.walk_ins = WalkIns(file, remembered)
        self.sessions = Sessions(file, remembered, self.limits)
        self.facilitator_key = FacilitatorKey(file, self.data)
        self.paces = Paces(file, remembered)
        self.forms = Forms(file, remembered, self.paces)
        self.cards = Cards(file, remembered, self.limits, self.paces)
        self.attempts = Attempts(file, remembered)
        self.events = Events(file, self.attempts, self.paces)

    def close(self) -> None:
        """Finish the waiting writes and let go of the file."""
        self._file.close()

    def newest_moment(self) -> datetime | None:
        """The latest moment that anything here was stamped with, None in an empty store."""
        return self._file.read(select_newest)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
