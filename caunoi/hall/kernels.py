"""Render kernels: which Python they are, what they know, how they are reached."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from jupyter_client.kernelspec import KernelSpecManager
from traitlets import default

from caunoi.content import CHECKOUT

# What a render kernel may know of the hall's environment: how to run Python, and nothing that is anybody's.
ENVIRONMENT = frozenset(
    {"PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "CAUNOI_CONTENT"}
    | {"SYSTEMROOT", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TEMP", "TMP", "COMSPEC", "PATHEXT"}
)
ENVIRONMENT_PREFIXES = ("PYTHON", "JUPYTER")

# A socket's path may have 104 bytes on macOS, and the name in its folder takes about 52 of them.
LONGEST_SOCKET_FOLDER = 50


class OwnKernels(KernelSpecManager):
    """Knows the environment's own Python only, and no kernel of the same name in the user's folders."""

    @default("kernel_dirs")
    def _no_folders(self) -> list[str]:
        return []


def kernel_environment(environment: Mapping[str, str], lang: str) -> dict[str, str]:
    """The environment of a render kernel, by an allow-list."""
    kept = {
        name: value
        for name, value in environment.items()
        if name.upper() in ENVIRONMENT or name.upper().startswith(ENVIRONMENT_PREFIXES)
    }
    # This very code, whatever else is installed under the same name.
    path = os.pathsep.join(filter(None, (str(CHECKOUT), kept.get("PYTHONPATH", ""))))
    return {**kept, "PYTHONPATH": path, "CAUNOI_LANG": lang}


def kernel_config(folder: str) -> dict[str, Any]:
    """What traitlets is told about Voila, its kernels and their manager; `folder` is where kernels are reached.

    Sockets in the hall's own folder where the system has them: no port, and no other user who listens.
    """
    sockets = os.name == "posix" and len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER
    return {
        "VoilaConfiguration": {
            "preheat_kernel": False,
            "show_tracebacks": True,
            "kernel_spec_manager_class": OwnKernels,
        },
        "KernelManager": {"transport": "ipc" if sockets else "tcp"},
    }
