"""One digest for folders of code and content, so that a change of either makes a new page."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable
from pathlib import Path

from caunoi.hall.rested import REST_S

# What a rendered page is made of; pictures and fonts go by their own hash.
SUFFIXES = frozenset({".css", ".ipynb", ".j2", ".js", ".json", ".po", ".py", ".svg", ".yaml"})

SKIPPED = frozenset({"__pycache__", ".ipynb_checkpoints", "node_modules"})


class Fingerprint:
    """The digest of all files of some folders; only changed files are read again."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(folders)
        self._files: dict[Path, tuple[tuple[int, int], bytes]] = {}
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
        seen: dict[Path, tuple[tuple[int, int], bytes]] = {}
        for number, folder in enumerate(self._folders):
            for path in sorted(_files(folder)):
                try:
                    status = path.stat()
                    stamp = (status.st_mtime_ns, status.st_size)
                    known = self._files.get(path)
                    seen[path] = known if known and known[0] == stamp else (stamp, _hash(path))
                except OSError:  # removed between listing and reading
                    continue
                place = f"{number}/{path.relative_to(folder).as_posix()}"
                whole.update(place.encode("utf-8", "surrogateescape") + b"\0" + seen[path][1])
        self._files = seen
        return whole.hexdigest()


def _files(folder: Path) -> Iterable[Path]:
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_dir():
            if path.name not in SKIPPED:
                yield from _files(path)
        elif path.suffix in SUFFIXES:
            yield path


def _hash(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()
