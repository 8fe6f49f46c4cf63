"""The file that reminds whoever runs the hall of the facilitator's one-time key; the store holds only its hash."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from caunoi.errors import StoreError
from caunoi.hall.store.database import why_unusable

FILE = Path("secrets") / "facilitator-key"


def write_key(data: Path, key: str) -> None:
    """Write the key for its owner alone. Raises StoreError when the folder or the disk does not let it."""
    file = data / FILE
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as out:
            out.write(key + "\n")
    except OSError as error:
        raise StoreError(why_unusable(file, error)) from error


def remove_key(data: Path) -> None:
    """Take the file away; a key that is spent in the store opens nothing, so a file that stays does no harm."""
    with contextlib.suppress(OSError):
        (data / FILE).unlink(missing_ok=True)
