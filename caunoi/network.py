"""Which address phones in the room can reach, and which ports are free."""

from __future__ import annotations

import errno
import ipaddress
import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass

import psutil

from caunoi.errors import SettingError

# Connecting a datagram socket sends nothing; it asks the system which of its addresses it would send from.
_ELSEWHERE = ("192.0.2.1", 9)

# What containers, virtual machines and tunnels put beside the real adapters, under the names of the three systems.
_VIRTUAL = re.compile(
    r"docker|br-|veth|virbr|vmnet|vboxnet|lxc|lxd|cni|flannel|podman|tun|tap|wg|utun|zt|tailscale|awdl|llw|bridge"
    r"|vEthernet|VirtualBox|VMware|Hyper-V|Bluetooth|Loopback",
    re.IGNORECASE,
)
_WIRELESS = re.compile(r"wl|ath|wi-?fi|wireless", re.IGNORECASE)

# The addresses that NetworkManager and Windows give a computer which is a hotspot itself.
_HOTSPOT = (ipaddress.ip_network("10.42.0.0/16"), ipaddress.ip_network("192.168.137.0/24"))

PORTS_TRIED = 50


@dataclass(frozen=True, slots=True)
class Adapter:
    """One IPv4 address of this computer and the adapter that has it."""

    name: str
    ip: str


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


def ranked(found: Iterable[Adapter], way_out: str | None) -> list[str]:
    """The addresses phones may reach, the likeliest first.

    A hotspot of this computer goes first, because then the phones are on it; next the way out, Wi-Fi, cable. Virtual
    adapters and addresses that a computer gives itself when nobody else did go last; loopback is left out.
    """

    def rank(adapter: Adapter) -> tuple[int, int]:
        ip = ipaddress.IPv4Address(adapter.ip)
        if _VIRTUAL.match(adapter.name) or _VIRTUAL.search(adapter.name.partition("(")[2]):
            return (6, int(ip))
        if ip.is_link_local:
            return (5, int(ip))
        if any(ip in network for network in _HOTSPOT) and ip.packed[3] == 1:
            return (0, int(ip))
        if adapter.ip == way_out:
            return (1, int(ip))
        if not ip.is_private:
            return (4, int(ip))
        return (2 if _WIRELESS.match(adapter.name) else 3, int(ip))

    usable = [adapter for adapter in found if not ipaddress.IPv4Address(adapter.ip).is_loopback]
    return list(dict.fromkeys(adapter.ip for adapter in sorted(usable, key=rank)))


def lan_addresses() -> list[str]:
    """This computer's addresses in the local network, the likeliest first; empty without a network."""
    return ranked(adapters(), outgoing())


def lan_address() -> str | None:
    """The likeliest of this computer's addresses in the local network, None without a network."""
    return next(iter(lan_addresses()), None)


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
