"""A port to answer on."""

from __future__ import annotations

import errno
import socket
import sys

from caunoi.errors import SettingError

# What a system says of a port that is taken or not for us; Windows has a number of its own.
BUSY = (errno.EADDRINUSE, errno.EACCES, getattr(errno, "WSAEACCES", errno.EACCES))

# Three hundred phones may knock at the same moment; whoever finds no place in this line knocks again a second later.
BACKLOG = 1024


def bound(address: str, port: int) -> socket.socket:
    """Return a listening socket. Raises SettingError for a port that is busy or not allowed."""
    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        # On Windows this option would let two servers share a port; elsewhere it lets a restart take it at once.
        if sys.platform != "win32":
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((address, port))
        taken.listen(BACKLOG)
        taken.setblocking(False)
    except OSError as error:
        taken.close()
        if error.errno not in BUSY:
            raise
        raise SettingError(
            f"port {port}: another program uses it or it is not allowed; stop that program or choose another with "
            "--port."
        ) from error
    return taken
