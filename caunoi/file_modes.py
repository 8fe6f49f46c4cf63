"""Whether other users of this computer could read what the data folder holds: names, answers, hashes, keys."""

from __future__ import annotations

import os
from pathlib import Path

SECRETS = "secrets"

# Bits of a mode that are anybody's but the owner's.
OTHERS = 0o077


def open_to_others(data: Path) -> list[Path]:
    """The data folder, its folder of secrets and the files there, as far as others may read or enter them.

    Empty on Windows, where a folder of a person is closed by the system, and for what does not exist.
    """
    if os.name != "posix":
        return []
    secrets = data / SECRETS
    looked_at = [data, secrets, *(sorted(secrets.iterdir()) if secrets.is_dir() else ())]
    return [path for path in looked_at if path.exists() and path.stat().st_mode & OTHERS]
