"""What the store need not ask the file again: sessions for a while, lists, attempts and paces as they last stood."""

from __future__ import annotations

import threading
import time

from caunoi.hall.pace import Pace
from caunoi.hall.records import AttemptRecord, ListedPerson, SessionRecord

MOST_KEPT = 4096
SESSION_KEPT_S = 60.0


class Remembered:
    """Records by key, for all threads; what is remembered is never older than what was remembered before it."""

    def __init__(self) -> None:
        self._sessions: dict[str, tuple[float, SessionRecord]] = {}
        self._attempts: dict[str, AttemptRecord] = {}
        self._paces: dict[str, Pace] = {}
        self._ended = 0
        self._listed: dict[str, tuple[ListedPerson, ...]] = {}
        self._lists = 0
        self._lock = threading.Lock()

    def session(self, key: str) -> SessionRecord | None:
        """The session of a token's hash, for SESSION_KEPT_S at most."""
        with self._lock:
            known = self._sessions.get(key)
        return known[1] if known is not None and time.monotonic() < known[0] else None

    @property
    def ended(self) -> int:
        """How often sessions were forgotten, for `keep_session`."""
        return self._ended

    def keep_session(self, key: str, session: SessionRecord, ended: int) -> None:
        """Remember whom a token's hash stands for, unless a session has ended since `ended`: it may be this one."""
        with self._lock:
            if ended != self._ended:
                return
            if len(self._sessions) >= MOST_KEPT:
                self._sessions.clear()
            self._sessions[key] = (time.monotonic() + SESSION_KEPT_S, session)

    def drop_session(self, key: str) -> None:
        """Forget one token."""
        with self._lock:
            self._ended += 1
            self._sessions.pop(key, None)

    def drop_sessions(self) -> None:
        """Forget all tokens, since somebody's hold no longer."""
        with self._lock:
            self._ended += 1
            self._sessions.clear()

    def listed(self, class_id: str) -> tuple[ListedPerson, ...] | None:
        """The people of a class."""
        return self._listed.get(class_id)

    @property
    def lists(self) -> int:
        """How often a list became another, for `keep_listed`."""
        return self._lists

    def keep_listed(self, class_id: str, people: tuple[ListedPerson, ...], lists: int) -> None:
        """Remember the people of a class, unless a list has become another since `lists`: it may be this one."""
        with self._lock:
            if lists == self._lists:
                self._listed[class_id] = people

    def drop_listed(self, class_id: str) -> None:
        """Forget the people of a class, who are others now."""
        with self._lock:
            self._lists += 1
            self._listed.pop(class_id, None)

    def attempt(self, attempt: str) -> AttemptRecord | None:
        """The attempt of an id."""
        return self._attempts.get(attempt)

    def keep_attempt(self, attempt: AttemptRecord) -> None:
        """Remember an attempt, unless a newer record of it is known: one that was handed in, or `moved` since."""
        with self._lock:
            known = self._attempts.get(attempt.id)
            if known is None or (known.submitted_at is None and known.trainee_id == attempt.trainee_id):
                if len(self._attempts) >= MOST_KEPT:
                    self._attempts.clear()
                self._attempts[attempt.id] = attempt

    def moved(self, attempt: AttemptRecord) -> None:
        """Remember an attempt that goes on under another card."""
        with self._lock:
            self._attempts[attempt.id] = attempt

    def pace(self, class_id: str) -> Pace | None:
        """How a class stands."""
        return self._paces.get(class_id)

    def keep_pace(self, class_id: str, pace: Pace) -> Pace:
        """Remember a state, unless a newer one is known; gives the newest."""
        with self._lock:
            known = self._paces.get(class_id)
            if known is None or known.version < pace.version:
                self._paces[class_id] = known = pace
            return known

    def drop_class(self, class_id: str) -> None:
        """Forget whatever may name somebody of a class."""
        with self._lock:
            self._ended += 1
            self._sessions.clear()
            self._lists += 1
            self._listed.pop(class_id, None)
            self._attempts.clear()
            self._paces.pop(class_id, None)
