"""Kernels: which Python they are, what they know, how they are reached."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from traitlets import default

from caunoi.content import CHECKOUT

# What a render kernel may know of the hall's environment: how to run Python, and nothing that is anybody's.
ENVIRONMENT = frozenset(
    {"PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "CAUNOI_CONTENT"}
    | {"SYSTEMROOT", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TEMP", "TMP", "COMSPEC", "PATHEXT"}
)
ENVIRONMENT_PREFIXES = ("PYTHON", "JUPYTER")

# A name with one of these in it may be anybody's secret, whatever else it begins with (JUPYTER_TOKEN).
SECRET_WORDS = ("TOKEN", "SECRET", "PASSWORD", "KEY")

# The kernel of a live analysis; see caunoi/analysis_kernel.py.
ANALYSIS_KERNEL = "caunoi-analysis"

# A socket's path may have 104 bytes on macOS, and the name in its folder takes about 52 of them.
LONGEST_SOCKET_FOLDER = 50


class OwnKernels(KernelSpecManager):
    """Knows the environment's own Python only, and no kernel of the same name in the user's folders."""

    @default("kernel_dirs")
    def _no_folders(self) -> list[str]:
        return []

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """The spec of a name: an analysis shuts itself in before it runs anything."""
        if kernel_name == ANALYSIS_KERNEL:
            argv = [sys.executable, "-m", "caunoi.analysis_kernel", "-f", "{connection_file}"]
            return KernelSpec(argv=argv, display_name="Python 3", language="python")
        return super().get_kernel_spec(kernel_name)


def kernel_environment(environment: Mapping[str, str], lang: str) -> dict[str, str]:
    """The environment of a kernel, by an allow-list."""
    kept = {
        name: value
        for name, value in environment.items()
        if (name.upper() in ENVIRONMENT or name.upper().startswith(ENVIRONMENT_PREFIXES))
        and not any(word in name.upper() for word in SECRET_WORDS)
    }
    # This very code, whatever else is installed under the same name.
    path = os.pathsep.join(filter(None, (str(CHECKOUT), kept.get("PYTHONPATH", ""))))
    return {**kept, "PYTHONPATH": path, "CAUNOI_LANG": lang}


def analysis_environment(environment: Mapping[str, str], lang: str, folder: Path) -> dict[str, str]:
    """The environment of the kernel of an analysis, which has its folder for its home too."""
    at_home = dict.fromkeys(("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP", "IPYTHONDIR"), str(folder))
    return {**kernel_environment(environment, lang), **at_home}


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
        # One that dies is not brought back empty behind its page.
        "KernelManager": {"transport": "ipc" if sockets else "tcp", "autorestart": False},
    }
