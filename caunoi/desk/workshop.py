"""The content on an author's desk: read again when a file changes, checked, with the last good state kept."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from caunoi.check import check
from caunoi.content import Library
from caunoi.content_files import Entry, content_files, read_entries
from caunoi.errors import ContentError, Problem

T = TypeVar("T")

Stamp = tuple[tuple[Path, int, int], ...]


class Shown(NamedTuple):
    """Something drawn from content; `stale` when the content of now cannot be drawn and this is an earlier state."""

    value: object
    stale: bool


class Workshop:
    """All content under some roots, as it stands on the disk now.

    `renew` and `look` may run in threads of their own; what they find is put in place at their end. `broken` holds
    the ids whose files cannot be read or do not fit together, so that nothing of them can be drawn as it stands.
    """

    def __init__(self, roots: Sequence[Path]) -> None:
        self.roots = tuple(Path(root).resolve() for root in roots)
        self.library = Library()
        self.files: tuple[Path, ...] = ()
        self.problems: tuple[Problem, ...] = ()
        self.broken: frozenset[str] = frozenset()
        self.revision = 0
        self.looked_at = 0
        self._stamp: Stamp | None = None
        self._entries: dict[Path, tuple[tuple[int, int], list[Entry] | ContentError]] = {}
        self._good: dict[object, object] = {}
        self._one_at_a_time = threading.Lock()

    @property
    def looking(self) -> bool:
        """Whether the check of what was read last is still to come."""
        return self.looked_at != self.revision

    def renew(self) -> bool:
        """Read what has changed on the disk since the last time; return whether anything has."""
        with self._one_at_a_time:
            return self._renew()

    def _renew(self) -> bool:
        stamp = _stamp(self.roots)
        if stamp == self._stamp:
            return False
        changed = {path for path, *_ in set(stamp) ^ set(self._stamp or ())}
        try:
            library = Library.load(self.roots, self._read)
        except OSError:
            return False  # an editor is just putting a new file in the place of an old one; the next look sees it
        at_once = library.problems()
        # What the last check said of other files still holds, as far as anybody knows until the next one has ended.
        kept = [each for each in self.problems if Path(each.file) not in changed and each not in at_once]
        self.broken = frozenset(id_of(each.file) for each in at_once)
        self.library, self.files = library, tuple(path for path, *_ in stamp)
        self.problems = tuple(sorted([*at_once, *kept], key=_errors_first))
        self._stamp = stamp
        self.revision += 1
        return True

    def look(self) -> None:
        """Check everything that was read last."""
        library, revision = self.library, self.revision
        found = check(library, today(), locale=None)
        if revision == self.revision:
            self.problems, self.looked_at = tuple(sorted(found, key=_errors_first)), revision

    def broke_off(self, problem: Problem) -> None:
        """Tell of a check that did not come to its end."""
        self.problems, self.looked_at = (problem, *self.problems), self.revision

    def shown(self, key: object, draw: Callable[[Library], T]) -> Shown:
        """Return what `draw` makes of the content, or the last that it made for this key while it cannot.

        Raises ContentError when it never could.
        """
        try:
            value = draw(self.library)
        except ContentError:
            if key not in self._good:
                raise
            return Shown(self._good[key], stale=True)
        self._good[key] = value
        return Shown(value, stale=False)

    def about(self, *ids: str) -> tuple[Problem, ...]:
        """Return the problems of the files of these ids."""
        return tuple(each for each in self.problems if id_of(each.file) in ids)

    def _read(self, path: Path) -> list[Entry]:
        status = path.stat()
        stamp = (status.st_mtime_ns, status.st_size)
        known = self._entries.get(path)
        if known is None or known[0] != stamp:
            known = self._entries[path] = (stamp, _entries(path))
        if isinstance(known[1], ContentError):
            raise ContentError(known[1].problems)
        return known[1]


def today() -> datetime.date:
    """The present day, by which the check tells what nobody has looked at lately."""
    return datetime.datetime.now(datetime.UTC).date()


def id_of(file: str | Path) -> str:
    """Return the id that a content file is about: what stands before the first dot of its name."""
    return Path(file).name.split(".", 1)[0]


def _entries(path: Path) -> list[Entry] | ContentError:
    try:
        return read_entries(path)
    except ContentError as error:
        return error


def _stamp(roots: Sequence[Path]) -> Stamp:
    found = []
    for path in content_files(roots):
        try:
            status = path.stat()
        except OSError:  # taken away between two looks
            continue
        found.append((path, status.st_mtime_ns, status.st_size))
    return tuple(found)


def _errors_first(problem: Problem) -> tuple[bool, Problem]:
    return problem.severity != "error", problem
