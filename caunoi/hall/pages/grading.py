"""How far grading is, looked up again only when something in the folder of the class has changed."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from caunoi.coursework.folder import AUTOGRADED, GRADEBOOK, SUBMITTED
from caunoi.coursework.vetoes import FILE as RULINGS
from caunoi.hall.pages.whereabouts import FEEDBACK, Grading

# A folder tells of a new entry in it and not of one deeper down; so now and then it is looked at in any case.
KEPT_S = 10.0

WATCHED = (GRADEBOOK, RULINGS, SUBMITTED, AUTOGRADED, FEEDBACK)


class GradingStates:
    """The states of the classes that somebody looks at: reading a gradebook takes longer than all else of a board."""

    def __init__(self) -> None:
        self._kept: dict[Path, tuple[tuple[int, ...], float, dict[str, Grading]]] = {}

    def of(self, root: Path, make: Callable[[], dict[str, Grading]]) -> dict[str, Grading]:
        """The states of a class; what `make` raises is not kept."""
        stamp = tuple(_changed(root / name) for name in WATCHED)
        known = self._kept.get(root)
        if known is not None and known[0] == stamp and time.monotonic() < known[1]:
            return known[2]
        states = make()
        self._kept[root] = (stamp, time.monotonic() + KEPT_S, states)
        return states


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
