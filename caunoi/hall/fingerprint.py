"""One digest for folders of code and content, so that a change of either makes a new page."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable
from pathlib import Path

from caunoi.rested import REST_S
from caunoi.stamps import Stamp, stamps

# What a rendered page is made of; pictures and fonts go by their own hash.
SUFFIXES = (".css", ".ipynb", ".j2", ".js", ".json", ".po", ".py", ".svg", ".yaml")

SKIPPED = frozenset({"__pycache__", ".ipynb_checkpoints", "node_modules"})


class Fingerprint:
    """The digest of all files of some folders; only changed files are read again."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(folders)
        self._files: dict[str, tuple[Stamp, bytes]] = {}
        self._digest = ""
        self._looked_at = float("-inf")

    def digest(self, now: bool = False) -> str:
        """64 hexadecimal digits; at most REST_S old unless asked for `now`."""
        moment = time.monotonic()
        if now or moment - self._looked_at >= REST_S:
            self._digest = self._look()
            self._looked_at = time.monotonic()
        return self._digest

    def _look(self) -> str:
        whole = hashlib.sha256()
        seen: dict[str, tuple[Stamp, bytes]] = {}
        for number, folder in enumerate(self._folders):
            for stamp in stamps(folder, _made_of, _looked_into):
                known = self._files.get(stamp.path)
                try:
                    kept = known if known and known[0] == stamp else (stamp, _hash(stamp.path))
                except OSError:  # removed between listing and reading
                    continue
                seen[stamp.path] = kept
                place = f"{number}/{stamp.path[len(str(folder)) :]}"
                whole.update(place.encode("utf-8", "surrogateescape") + b"\0" + kept[1])
        self._files = seen
        return whole.hexdigest()


def _made_of(file: str) -> bool:
    return file.endswith(SUFFIXES)


def _looked_into(folder: str) -> bool:
    return folder not in SKIPPED


def _hash(path: str) -> bytes:
    return hashlib.sha256(Path(path).read_bytes()).digest()
