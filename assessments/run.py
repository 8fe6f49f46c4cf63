"""Runs nbgrader's own steps in a process of their own and tells how far it is, one JSON object per line.

    python -m assessments.run generate ROOT ASSESSMENT ...
    python -m assessments.run autograde|feedback ROOT ASSESSMENT/TRAINEE ...

nbgrader changes the working directory, replaces log handlers and starts kernels; none of that may happen in the hall.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from nbgrader.apps import NbGrader
from nbgrader.apps.api import NbGraderAPI
from traitlets.config import Config

Step = Callable[[NbGraderAPI, str, str], dict[str, Any]]

# A socket's path may have 104 bytes on macOS; it is that of this file with a few letters more.
LONGEST_CONNECTION_FILE = 96

_STEPS: dict[str, Step] = {
    "generate": lambda api, assessment, _: api.generate_assignment(assessment, force=True, create=True),
    "autograde": lambda api, assessment, trainee: api.autograde(assessment, trainee, force=True, create=False),
    "feedback": lambda api, assessment, trainee: api.generate_feedback(assessment, trainee, force=True),
}


def main(arguments: list[str]) -> int:
    """Run one step for each that is named; 1 when any of them failed.

    One process for all of them: importing nbgrader takes longer than most of its steps.
    """
    step, root, *named = arguments
    lines = _own_standard_output()
    os.chdir(root)
    api = _api(Path(root))
    failed = False
    for each in named:
        assessment, _, trainee = each.partition("/")
        result = _STEPS[step](api, assessment, trainee)
        ok = bool(result["success"])
        failed = failed or not ok
        why = "" if ok else _reason(result)
        told = {"step": step, "assessment": assessment, "trainee": trainee, "ok": ok, "why": why}
        lines.write(json.dumps(told) + "\n")
        lines.flush()
    return int(failed)


def kernel_config(folder: Path) -> Config:
    """How the kernels of this process are reached: by sockets in its own folder where the system has them.

    A port that was free when it was chosen may be somebody else's a second later, when the kernel comes to it.
    """
    file = folder / "kernel.json"
    if os.name != "posix" or len(os.fsencode(file)) > LONGEST_CONNECTION_FILE:
        return Config()
    return Config({"KernelManager": {"transport": "ipc", "connection_file": str(file)}})


def _api(root: Path) -> NbGraderAPI:
    app = NbGrader()
    app.initialize([], root=str(root))
    app.update_config(kernel_config(Path(os.environ["JUPYTER_RUNTIME_DIR"])))
    return NbGraderAPI(app.coursedir, parent=app)


def _reason(result: dict[str, Any]) -> str:
    """The last line of what went wrong; the whole of it goes to the log."""
    whole = result.get("log") or result.get("error") or ""
    sys.stderr.write(whole + "\n")
    raised = [line for line in whole.splitlines() if line and not line.startswith((" ", "["))]
    return raised[-1] if raised else "nbgrader gave no reason"


def _own_standard_output() -> IO[str]:
    """Take standard output for our lines alone; whatever else is printed goes to the log."""
    lines = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return lines


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
