"""How the C library of Linux keeps memory that a program does not use any more."""

from __future__ import annotations

import contextlib
import ctypes
import sys

# As malloc.h has it.
M_MMAP_THRESHOLD = -3

LARGE = 2**20


def give_back_large_pieces() -> bool:
    """Give every piece of a megabyte or more back to the system once it is free; False where that cannot be asked for.

    The hash of a PIN takes 8 MB. From the first of them glibc learns that such pieces come again, and keeps one for
    each thread that ever checked a PIN: measured, 8.8 MB for each of eight threads, for as long as the hall ran.
    """
    if not sys.platform.startswith("linux"):
        return False
    with contextlib.suppress(OSError, AttributeError):
        return bool(ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, LARGE))
    return False
