"""Under which address phones in the room find this hall."""

from __future__ import annotations

import ipaddress

from caunoi.network import lan_address


def join_address(protocol: str, host: str, port: int, *, lan: bool) -> str:
    """The address for phones: the one the facilitator uses, unless that is this computer's own name for itself."""
    own = lan_address() if lan and is_loopback(host) else None
    return f"{protocol}://{own}:{port}" if own else f"{protocol}://{host}"


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
