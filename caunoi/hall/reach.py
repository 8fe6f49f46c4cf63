"""Under which addresses phones find this hall, which of them they are told, and by which some have come already."""

from __future__ import annotations

import ipaddress
import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from caunoi.network import Way, own_ways
from caunoi.rested import Rested
from caunoi.told_address import Choice, read_choice, told, write_choice


class Reach:
    """The ways to one hall; `lan` says whether it listens to the network at all.

    The ways are looked up anew every second, so that a hotspot switched on during a class counts. Of a phone nothing is
    kept but that one came, when, and by which of our addresses. `mark` is what this hall says to know itself.
    """

    def __init__(self, data: Path, *, lan: bool, look: Callable[[], tuple[Way, ...]] = own_ways) -> None:
        self.lan = lan
        self.mark = secrets.token_hex(8)
        self._data = data
        self._ways: Rested[str, tuple[Way, ...]] = Rested(lambda _: look())
        self._came: dict[str, datetime] = {}

    def ways(self) -> tuple[Way, ...]:
        """The ways as they are now, the likeliest first."""
        return self._ways("")

    def choice(self) -> Choice | None:
        """What a facilitator chose, also when it is not there now."""
        return read_choice(self._data)

    def choose(self, ip: str) -> bool:
        """Tell phones this address from now on, the likeliest with an empty one; False when it is none of ours."""
        way = next((way for way in self.ways() if way.ip == ip), None)
        if ip and way is None:
            return False
        write_choice(self._data, Choice(way.ip, way.adapter) if way else None)
        return True

    def told(self) -> Way | None:
        """The way that phones are told, None without a network."""
        return told(self.ways(), self.choice())

    def address(self, protocol: str, host: str, port: int) -> str:
        """The address for phones, without a path; `host` is the one a facilitator uses, with its port.

        A name, or the address of a proxy, is right for phones as it stands; what belongs to this computer itself is
        taken only until something better is known or was chosen.
        """
        way = self.told()
        better = self.choice() is not None or is_loopback(host)
        if not self.lan or way is None or not better or not self._is_own(host, port):
            return f"{protocol}://{host}"
        return f"{protocol}://{way.ip}:{port}"

    def phone_came(self, reached: str, asker: str, moment: datetime) -> bool:
        """Note that somebody came from outside by one of our addresses; False for this computer itself."""
        own = {way.ip for way in self.ways()}
        if reached not in own or asker in own or is_loopback(asker):
            return False
        self._came[reached] = moment
        return True

    def came_at(self, ip: str) -> datetime | None:
        """When the last phone came by an address, since this hall was started."""
        return self._came.get(ip)

    def _is_own(self, host: str, port: int) -> bool:
        return is_loopback(host) or host in {f"{way.ip}:{port}" for way in self.ways()}


def is_loopback(host: str) -> bool:
    """Whether a host, with or without its port, is reached from this computer only."""
    name = host.rpartition(":")[0] if ":" in host and not host.endswith("]") else host
    name = name.strip("[]")
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
