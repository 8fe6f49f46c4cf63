"""Under which names the hall answers: a page elsewhere that gives the hall's address its own name gets nothing."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterable

# The part of a Host header before the port; an IPv6 address stands in brackets.
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^:\[\]]+)(?::\d{1,5})?", re.IGNORECASE)


class HostNames:
    """The names of this computer and those that a setting adds; addresses in numbers are always right.

    A browser that was led here by a foreign name (DNS rebinding) says that name, and cannot say numbers.
    """

    def __init__(self, more: Iterable[str] = (), own: str | None = None) -> None:
        own = (socket.gethostname() if own is None else own).lower()
        short = own.partition(".")[0]
        self._names = frozenset({"localhost", own, short, f"{short}.local", *(name.lower() for name in more)})

    def known(self, host: str) -> bool:
        """Whether a request's Host header names this hall."""
        found = _HOST.fullmatch(host)
        if found is None:
            return False
        name = found[1].strip("[]").lower().rstrip(".")
        return name in self._names or _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
