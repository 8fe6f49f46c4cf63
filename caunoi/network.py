"""Under which addresses phones in the room can reach this computer, and which ports are free."""

from __future__ import annotations

import errno
import ipaddress
import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import psutil

from caunoi.errors import SettingError

# Connecting a datagram socket sends nothing; it asks the system which of its addresses it would send from.
_ELSEWHERE = ("192.0.2.1", 9)

# What containers, virtual machines and tunnels put beside the real adapters, under the names of the three systems.
_VIRTUAL = re.compile(
    r"docker|br-|veth|virbr|vmnet|vboxnet|lxc|lxd|cni|flannel|podman|dummy|tun|tap|wg|ppp|utun|zt|tailscale|awdl|llw"
    r"|bridge|vEthernet|VirtualBox|VMware|Hyper-V|Bluetooth|Loopback|OpenVPN|WireGuard|TAP-Windows",
    re.IGNORECASE,
)
_WIRELESS = re.compile(r"wl|ath|wi-?fi|wireless", re.IGNORECASE)

# The addresses that NetworkManager, Windows and macOS give a computer which is a hotspot itself.
_HOTSPOT = tuple(map(ipaddress.ip_network, ("10.42.0.0/16", "192.168.137.0/24")))
_MAC_HOTSPOT = ("bridge100", "192.168.2.1")

# The addresses that older Androids and iPhones give to the guests of theirs.
_PHONE_HOTSPOT = tuple(map(ipaddress.ip_network, ("192.168.43.0/24", "172.20.10.0/28")))

PORTS_TRIED = 50

Kind = Literal["hotspot", "guest", "wifi", "network", "public", "unanswered", "virtual"]

# The likeliest first; the way out goes before other networks.
LIKELY: tuple[Kind, ...] = ("hotspot", "guest", "wifi", "network", "public", "unanswered", "virtual")


@dataclass(frozen=True, slots=True)
class Adapter:
    """One IPv4 address of this computer and the adapter that has it."""

    name: str
    ip: str


@dataclass(frozen=True, slots=True)
class Way:
    """An address under which phones may reach this computer, what kind it is, and whether the computer's own way out.

    `hotspot`: this computer gives the Wi-Fi; `guest`: a phone gives it; `wifi` and `network`: a router does, and not
    every name tells Wi-Fi from cable; `public`: an address of the whole Internet; `unanswered`: the computer gave it to
    itself since nobody else did; `virtual`: containers, virtual machines, tunnels.
    """

    ip: str
    adapter: str
    kind: Kind
    leads_out: bool = False


def adapters() -> list[Adapter]:
    """The addresses of all adapters that are switched on."""
    states = psutil.net_if_stats()
    return [
        Adapter(name, address.address)
        for name, addresses in psutil.net_if_addrs().items()
        if name in states and states[name].isup
        for address in addresses
        if address.family == socket.AF_INET
    ]


def outgoing() -> str | None:
    """The address this computer would send from to somewhere else, None without such a way."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(_ELSEWHERE)
            return str(asking.getsockname()[0])
        except OSError:
            return None


def ranked(found: Iterable[Adapter], way_out: str | None) -> tuple[Way, ...]:
    """The ways phones may reach this computer, the likeliest first; loopback is left out.

    A hotspot, this computer's own or a phone's, goes first, because then the phones are on it; next the way out, Wi-Fi,
    cable. Virtual adapters, also when they are the way out, and addresses that a computer gives itself go last.
    """
    usable = [adapter for adapter in found if not ipaddress.IPv4Address(adapter.ip).is_loopback]
    ways = {each.ip: Way(each.ip, each.name, _kind(each), each.ip == way_out) for each in sorted(usable, key=_by_name)}
    return tuple(sorted(ways.values(), key=_rank))


def own_ways() -> tuple[Way, ...]:
    """The ways to this computer as they are now, the likeliest first; empty without a network."""
    return ranked(adapters(), outgoing())


def _by_name(adapter: Adapter) -> str:
    return adapter.name


def _rank(way: Way) -> tuple[bool, bool, int, int]:
    sure = way.kind in ("hotspot", "guest")
    before = way.leads_out and way.kind in ("wifi", "network")
    return (not sure, not before, LIKELY.index(way.kind), int(ipaddress.IPv4Address(way.ip)))


def _kind(adapter: Adapter) -> Kind:
    ip = ipaddress.IPv4Address(adapter.ip)
    if (adapter.name, adapter.ip) == _MAC_HOTSPOT:
        return "hotspot"
    if _VIRTUAL.match(adapter.name) or _VIRTUAL.search(adapter.name.partition("(")[2]):
        return "virtual"
    if ip.is_link_local:
        return "unanswered"
    if any(ip in network for network in _HOTSPOT) and ip.packed[3] == 1:
        return "hotspot"
    if not ip.is_private:
        return "public"
    if any(ip in network for network in _PHONE_HOTSPOT):
        return "guest"
    return "wifi" if _WIRELESS.match(adapter.name) else "network"


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen there now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as trying:
        trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trying.bind((host, port))
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                return False
            raise
    return True


def free_port(host: str, first: int) -> int:
    """The first free port from `first` on; raises SettingError when the next fifty are all taken."""
    for port in range(first, min(first + PORTS_TRIED, 65536)):
        if is_free(host, port):
            return port
    raise SettingError(f"ports {first} to {first + PORTS_TRIED - 1}: other programs use them all; stop one of them.")
