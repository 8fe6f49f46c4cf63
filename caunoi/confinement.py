"""Shuts a process in for good, by Linux's Landlock: what it may read and write is a list, and it reaches nobody else.

Where the system has no Landlock (Windows, macOS, Linux before 5.13) nothing happens; docs/security.md says what that
means.
"""

from __future__ import annotations

import ctypes
import os
import sys
from dataclasses import dataclass
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_RULE_PATH_BENEATH = 1
_ASK_VERSION = 1
_NO_NEW_PRIVILEGES = 38

# Rights on files, from linux/landlock.h.
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_MAKE_SOCKET = 1 << 9
_ALL_OF_VERSION_1 = (1 << 13) - 1
_REFER, _TRUNCATE = 1 << 13, 1 << 14
_OF_A_FILE = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE

_CONNECT = 0b10  # by TCP; what a process offers to others is no way out
_SCOPES = 0b11  # abstract sockets of others, signals to others


@dataclass(frozen=True)
class Limits:
    """Paths a process may still use, with all below them: read, list without reading, write, make sockets in."""

    read: frozenset[Path]
    list_only: frozenset[Path]
    write: frozenset[Path]
    sockets: frozenset[Path]


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def confine(limits: Limits) -> bool:
    """Give up every other right of this process and its children; whether the system did so.

    From Linux 6.7 on no TCP connection is made, from 6.12 on no signal leaves. Call it before a thread is started.
    """
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _ASK_VERSION)
    if version < 1:
        return False
    files = _ALL_OF_VERSION_1 | (_REFER if version >= 2 else 0) | (_TRUNCATE if version >= 3 else 0)
    ruleset = _Ruleset(files, _CONNECT if version >= 4 else 0, _SCOPES if version >= 6 else 0)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    rules = _checked(libc.syscall(_CREATE_RULESET, ctypes.byref(ruleset), ctypes.c_size_t(size), 0))
    try:
        readable = _READ_FILE | _READ_DIR | _EXECUTE
        for paths, rights in (
            (limits.read, readable),
            (limits.list_only, _READ_DIR),
            (limits.write, files & ~_EXECUTE),
            (limits.sockets, _MAKE_SOCKET),
        ):
            for path in paths:
                _allow(libc, rules, path, rights & files)
        _checked(libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0))
        _checked(libc.syscall(_RESTRICT_SELF, rules, 0))
    finally:
        os.close(rules)
    return True


def _allow(libc: ctypes.CDLL, rules: int, path: Path, rights: int) -> None:
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what is not there needs no rule
    try:
        rights &= -1 if path.is_dir() else _OF_A_FILE
        rule = _PathBeneath(rights, opened)
        _checked(libc.syscall(_ADD_RULE, rules, _RULE_PATH_BENEATH, ctypes.byref(rule), 0))
    finally:
        os.close(opened)


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
