"""Cards: the PIN that stands on one, and two cards of one person put together."""

from __future__ import annotations

from sqlalchemy import Connection

from caunoi.hall.pace import Pace
from caunoi.hall.records import TraineeRecord
from caunoi.hall.room_state import FACILITATOR
from caunoi.hall.store import cards, classes, pins, sessions
from caunoi.hall.store.doors.paces import Paces
from caunoi.hall.store.file import StoreFile
from caunoi.hall.store.limits import Limits
from caunoi.hall.store.remembered import Remembered


class Cards:
    """The cards of all classes; that one is closed or open again is a change of its class's pace."""

    def __init__(self, file: StoreFile, remembered: Remembered, limits: Limits, paces: Paces) -> None:
        self._file = file
        self._remembered = remembered
        self._limits = limits
        self._paces = paces

    def new_pin(self, class_id: str, trainee_id: str) -> str:
        """Another PIN for a person, told only now; lifts a block, opens a closed card and signs out everywhere."""
        pin = pins.new_pin()
        pin_hash = pins.hash_pin(pin)
        known = self._paces.of_class(class_id)

        def work(connection: Connection) -> Pace:
            classes.update_pin(connection, class_id, trainee_id, pin_hash)
            sessions.delete_sessions_of(connection, class_id, trainee_id)
            return cards.reopen(connection, class_id, FACILITATOR, trainee_id, known)

        self._remembered.keep_pace(class_id, self._file.write(work))
        self._remembered.drop_sessions()
        return pin

    def check_pin(self, class_id: str, trainee_id: str, pin: str, address: str = "") -> TraineeRecord:
        """The person whose PIN this is, who has joined by it; raises WrongPin or Blocked.

        Slow, so not for the event loop.
        """
        pin_hash = self._file.write(lambda c: pins.count_try(c, self._limits, class_id, trainee_id, address))
        if not pins.same_pin(pin_hash, pin.strip()):
            raise self._file.read(lambda c: pins.wrong_pin(c, self._limits, class_id, trainee_id))
        return self._file.write(lambda c: pins.forget_tries(c, class_id, trainee_id, address))

    def close(self, class_id: str, card: str, keep: str) -> Pace:
        """Close a card whose person goes on with another; raises UnknownTrainee."""
        known, nobody = self._paces.of_class(class_id), pins.hash_pin(sessions.new_token())
        pace = self._file.write(lambda c: cards.close(c, class_id, FACILITATOR, card, keep, nobody, known))
        self._remembered.drop_sessions()
        return self._remembered.keep_pace(class_id, pace)

    def move_attempt(self, class_id: str, attempt: str, to: str) -> Pace:
        """Let an attempt go on under another card of its person; raises UnknownAttempt, UnknownTrainee, NotMoved."""
        known = self._paces.of_class(class_id)
        moved, pace = self._file.write(lambda c: cards.move(c, FACILITATOR, attempt, to, known))
        self._remembered.moved(moved)
        return self._remembered.keep_pace(class_id, pace)
