"""Sessions: a browser's cookie stands for somebody, until it is signed out or too old."""

from __future__ import annotations

from caunoi.hall.records import Role, SessionRecord
from caunoi.hall.store import sessions
from caunoi.hall.store.file import StoreFile
from caunoi.hall.store.limits import Limits
from caunoi.hall.store.remembered import Remembered


class Sessions:
    """The open sessions of a store."""

    def __init__(self, file: StoreFile, remembered: Remembered, limits: Limits) -> None:
        self._file = file
        self._remembered = remembered
        self._limits = limits

    def open(self, role: Role, class_id: str | None = None, trainee_id: str | None = None) -> str:
        """A new token for a cookie."""
        token = sessions.new_token()
        record = SessionRecord(role, class_id, trainee_id)
        self._file.write(lambda connection: sessions.insert_session(connection, self._limits.session, token, record))
        return token

    def find(self, token: str) -> SessionRecord | None:
        """Who a token stands for."""
        key = sessions.token_hash(token)
        found = self._remembered.session(key)
        if found is None:
            ended = self._remembered.ended
            found = self._file.read(lambda connection: sessions.select_session(connection, self._limits.session, token))
            if found is not None:
                self._remembered.keep_session(key, found, ended)
        return found

    def close(self, token: str) -> None:
        """Sign out."""
        self._file.write(lambda connection: sessions.delete_session(connection, token))
        self._remembered.drop_session(sessions.token_hash(token))
