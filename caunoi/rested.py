"""A value that is looked up again at most once in a while, for what lies in files that somebody may edit."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

# Asking the file system costs more than everything else in a request; an edit may take this long to be seen.
REST_S = 1.0


class Rested(Generic[K, V]):
    """Calls `make` for a key, and not again within REST_S; what `make` raises is not kept."""

    def __init__(self, make: Callable[[K], V], rest_s: float = REST_S) -> None:
        self._make = make
        self._rest_s = rest_s
        self._kept: dict[K, tuple[float, V]] = {}

    def __call__(self, key: K) -> V:
        moment = time.monotonic()
        known = self._kept.get(key)
        if known is not None and moment < known[0]:
            return known[1]
        value = self._make(key)
        self._kept[key] = (moment + self._rest_s, value)
        return value
