"""A data folder whose disk can be filled and emptied."""

from __future__ import annotations

import contextlib
import errno
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

KILOBYTES = 2048
STEP = 4096


class SmallDisk(Protocol):
    """`how` says what stands in for the disk."""

    folder: Path
    how: str

    def fill(self) -> None:
        """No byte more fits from now on."""

    def empty(self) -> None:
        """There is room again."""


class Mounted:
    """A disk in memory of its own, where the person who runs the tests may mount one."""

    how = "a tmpfs"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self) -> None:
        with self._ballast.open("ab", buffering=0) as out:
            for size in (STEP * 16, STEP, 1):
                try:
                    while out.write(b"\0" * size) == size:
                        pass
                except OSError as error:
                    if error.errno != errno.ENOSPC:
                        raise
        assert shutil.disk_usage(self.folder).free == 0

    def empty(self) -> None:
        self._ballast.unlink()


class Limited:
    """No file of this process may grow: what is left where nothing can be mounted."""

    how = "a limit on the size of files"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self) -> None:
        self._limit(1)

    def empty(self) -> None:
        self._limit(-1)

    @staticmethod
    def _limit(size: int) -> None:
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard if size < 0 else size, hard))


@contextmanager
def small_disk(folder: Path) -> Iterator[SmallDisk]:
    """A disk of two megabytes for a folder; a tmpfs as root on Linux, elsewhere a limit on files."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={KILOBYTES}k", "tmpfs", str(folder)]
    mounted = False
    with contextlib.suppress(OSError):
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    if not mounted:
        limited = Limited(folder)
        try:
            yield limited
        finally:
            limited.empty()
        return
    try:
        yield Mounted(folder)
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
