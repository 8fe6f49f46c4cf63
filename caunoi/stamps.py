"""What tells whether the files of a folder have changed: each file's path, time of change and size."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import NamedTuple


class Stamp(NamedTuple):
    """A file as the file system describes it; the time in nanoseconds, the size in bytes."""

    path: str
    changed_ns: int
    size: int


def stamps(folder: str | os.PathLike[str], file: Callable[[str], bool], below: Callable[[str], bool]) -> list[Stamp]:
    """Return a stamp for each file in a folder whose name `file` wants, and in the subfolders that `below` wants.

    Ordered by path; a folder that is missing has none, a file that cannot be read has zeros. A hall asks this some
    times a second of hundreds of files, so it keeps to what one pass over each folder tells.
    """
    return sorted(_stamps(os.fspath(folder), file, below))


def _stamps(folder: str, file: Callable[[str], bool], below: Callable[[str], bool]) -> Iterator[Stamp]:
    try:
        entries = os.scandir(folder)
    except OSError:
        return
    with entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if below(entry.name):
                    yield from _stamps(entry.path, file, below)
            elif file(entry.name):
                try:
                    found = entry.stat()
                except OSError:  # a link that leads nowhere or to itself: there, and nothing to read
                    yield Stamp(entry.path, 0, 0)
                else:
                    yield Stamp(entry.path, found.st_mtime_ns, found.st_size)
