"""How often one address may knock: at a class code, at joining, at the facilitator's link.

Each allowance is a bucket that fills again by and by, so whoever waits a little may go on, and a room of sixty phones
behind one router, which all have its address, fits into it. Nothing of it is kept on disk: what guards a PIN across
restarts is counted in the store (`store/pins.py`).
"""

from __future__ import annotations

import ipaddress
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

# Enough for every address of a large workshop; beyond it the one that was quiet for longest is forgotten.
MOST_KEPT = 4096

# What one person commands of the newer addresses is a whole network of this size.
IPV6_PREFIX = 64


@dataclass(frozen=True, slots=True)
class Allowance:
    """`most` at once, and `per_minute` more as time goes on."""

    most: int
    per_minute: int


# Sixty phones that each mistype the code twice are inside; an even chance to guess a code takes fourteen years.
ALLOWANCES: Mapping[str, Allowance] = {
    # Wrong class codes.
    "code": Allowance(120, 60),
    # Forms with a name and a PIN, right or wrong: each costs a hash of some milliseconds and 8 MB.
    "join": Allowance(240, 120),
    # Wrong keys of a facilitator.
    "key": Allowance(10, 2),
}


class Allowances:
    """What each address has left of each allowance; `clock` gives seconds that never go back."""

    def __init__(
        self,
        allowances: Mapping[str, Allowance] = ALLOWANCES,
        clock: Callable[[], float] = time.monotonic,
        most_kept: int = MOST_KEPT,
    ) -> None:
        self._allowances = allowances
        self._clock = clock
        self._most_kept = most_kept
        self._lock = threading.Lock()
        self._left: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()

    def spend(self, name: str, address: str) -> int:
        """Take one: 0 when there was one, otherwise the seconds after which there will be."""
        allowance, key = self._allowances[name], (name, asker(address))
        with self._lock:
            left = self._now_left(allowance, key)
            if left < 1:
                return math.ceil((1 - left) * 60 / allowance.per_minute)
            self._keep(key, left - 1)
            return 0

    def give_back(self, name: str, address: str) -> None:
        """Nothing was wrong: what was spent last is not counted."""
        allowance, key = self._allowances[name], (name, asker(address))
        with self._lock:
            self._keep(key, min(allowance.most, self._now_left(allowance, key) + 1))

    def __len__(self) -> int:
        return len(self._left)

    def _now_left(self, allowance: Allowance, key: tuple[str, str]) -> float:
        left, at = self._left.get(key, (float(allowance.most), self._clock()))
        return min(allowance.most, left + (self._clock() - at) * allowance.per_minute / 60)

    def _keep(self, key: tuple[str, str], left: float) -> None:
        self._left[key] = (left, self._clock())
        self._left.move_to_end(key)
        while len(self._left) > self._most_kept:
            self._left.popitem(last=False)


def asker(address: str) -> str:
    """Whom an address counts for: itself, or of the newer kind its network, of which one person has all."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if known.version == 6:
        if known.ipv4_mapped is not None:
            return str(known.ipv4_mapped)
        return str(ipaddress.ip_network((known, IPV6_PREFIX), strict=False))
    return str(known)
