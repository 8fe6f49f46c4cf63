"""The one-time key by which the facilitator gets in."""

from __future__ import annotations

from pathlib import Path

from caunoi.hall.store import key_file, sessions
from caunoi.hall.store.file import StoreFile


class FacilitatorKey:
    """The one key of a store, which reminds of itself in `data`/secrets/facilitator-key."""

    def __init__(self, file: StoreFile, data: Path) -> None:
        self._file = file
        self._data = data

    def renew(self) -> str:
        """A new one-time key, also in `data`/secrets/facilitator-key; an unused older one stops working."""
        key = sessions.new_token()
        key_file.write_key(self._data, key)
        self._file.write(lambda connection: sessions.replace_key(connection, key))
        return key

    def use(self, key: str) -> bool:
        """Whether this is the one-time key; it works once."""
        good = self._file.write(lambda connection: sessions.spend_key(connection, key))
        if good:
            key_file.remove_key(self._data)
        return good
