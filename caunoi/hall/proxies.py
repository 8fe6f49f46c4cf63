"""Who really asks, where a reverse proxy stands in front of the hall and a setting says which one it is."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class Proxies:
    """The proxies whose X-Forwarded-* headers are believed; from anybody else they are a stranger's words."""

    networks: tuple[Network, ...] = ()

    @classmethod
    def of(cls, written: Iterable[str]) -> Proxies:
        """The proxies of these addresses or networks; raises ValueError."""
        return cls(tuple(ipaddress.ip_network(each) for each in written))

    def trusted(self, address: str) -> bool:
        """Whether this address is one of the proxies."""
        try:
            asked = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(asked.version == network.version and asked in network for network in self.networks)

    def client(self, peer: str, forwarded: str) -> str:
        """The address of who asks: `peer` sent the request, `forwarded` is its X-Forwarded-For.

        Read from the right: each proxy adds whom it heard, so the first one that is no proxy of ours is the client.
        What stands left of it the client may have written there.
        """
        client = peer
        for address in reversed([each.strip() for each in forwarded.split(",")]):
            if not self.trusted(client) or not _is_address(address):
                return client
            client = address
        return client

    def scheme(self, peer: str, scheme: str, forwarded: str) -> str:
        """Whether the browser asked by http or https; `forwarded` is the X-Forwarded-Proto."""
        said = forwarded.rpartition(",")[2].strip().lower()
        return said if self.trusted(peer) and said in ("http", "https") else scheme


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
