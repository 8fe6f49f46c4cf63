"""Child processes that end with us: each in a group of its own, its output in a file, stopped kindly, then firmly."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

# Long enough for JupyterLab to stop its kernels.
GRACE = 8.0

# A group of its own, so that Ctrl-C in the console reaches us alone and we end the children in order. Windows does not
# know sessions and has a flag for it, which other systems refuse.
if sys.platform == "win32":
    NEW_GROUP = subprocess.CREATE_NEW_PROCESS_GROUP
else:
    NEW_GROUP = 0


class Child:
    """One running child and everything it starts in its group."""

    def __init__(self, arguments: Sequence[str], *, cwd: Path, env: Mapping[str, str], log: Path) -> None:
        """Start `python -m` with these arguments; `log` is begun anew. Raises OSError."""
        self.log = log
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "caunoi.lifeline", *arguments],
                cwd=cwd,
                env=dict(env),
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                creationflags=NEW_GROUP,
            )

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def stop(self) -> None:
        """End the child and its group; returns when it is gone. Stopping twice is harmless."""
        if self.running:
            self._ask()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(GRACE)
        self._force()
        self._process.wait()
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()

    def last_lines(self, count: int = 1) -> str:
        """The end of its log, for a message."""
        try:
            lines = self.log.read_text(encoding="utf-8", errors="replace").split("\n")
        except OSError:
            return ""
        return "\n".join([line.strip() for line in lines if line.strip()][-count:])

    if sys.platform == "win32":  # not tried on Windows

        def _ask(self) -> None:
            with contextlib.suppress(OSError):
                self._process.send_signal(signal.CTRL_BREAK_EVENT)

        def _force(self) -> None:
            if self.running:
                # Its children are found by their parent's id, so the whole tree goes while that still lives.
                subprocess.run(["taskkill", "/T", "/F", "/PID", str(self.pid)], capture_output=True, check=False)
                self._process.kill()

    else:

        def _ask(self) -> None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGTERM)

        def _force(self) -> None:
            # The group may outlive its first process.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)
