"""One step of the installation: a child process, its whole output in a log, one line of progress for the person."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from caunoi.first_start.words import say

# What pip and apt say when no index can be reached; "from versions: none" is pip's way of having seen nothing at all.
_NO_NETWORK = re.compile(
    r"NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|ProxyError|Failed to establish a new connection"
    r"|Temporary failure|Connection refused|Network is unreachable|Could not resolve|from versions: none"
)
_NO_SPACE = re.compile(r"No space left on device|Errno 28\b|not enough (?:disk )?space", re.IGNORECASE)

# Settings of the person's own Python would put packages elsewhere or refuse to install them.
_FOREIGN = ("PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV", "VIRTUAL_ENV")

SLOWEST_TICK = 15.0


class StepFailed(Exception):
    """A step did not work; the text is what the person should read."""


def environment() -> dict[str, str]:
    """The person's environment without what would lead an installation astray."""
    kept = {name: value for name, value in os.environ.items() if name.upper() not in _FOREIGN}
    ours = ("PIP_DISABLE_PIP_VERSION_CHECK", "PIP_NO_INPUT", "PYTHONUTF8", "PYTHONUNBUFFERED")
    return {**kept, **dict.fromkeys(ours, "1")}


def run_step(
    title: str,
    command: Sequence[str | Path],
    *,
    log: Path,
    lang: str,
    expected: int = 0,
    extra: dict[str, str] | None = None,
) -> None:
    """Run one command to its end; `expected` counts the lines that begin with "Collecting", for the progress.

    Raises StepFailed with a sentence in `lang` when it does not end well.
    """
    progress = _Progress(title, expected)
    with log.open("a", encoding="utf-8") as record:
        record.write(f"\n$ {' '.join(str(part) for part in command)}\n")
        record.flush()
        start = record.tell()
        with subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**environment(), **(extra or {})},
            encoding="utf-8",
            errors="replace",
        ) as process:
            try:
                assert process.stdout is not None
                with progress:
                    for line in process.stdout:
                        record.write(line)
                        progress.see(line)
                code = process.wait()
            except BaseException:
                process.terminate()
                raise
    if code:
        progress.end("")
        raise StepFailed(_sentence(title, log, start, lang))
    progress.end(say("done", lang))


def _sentence(title: str, log: Path, start: int, lang: str) -> str:
    with log.open(encoding="utf-8", errors="replace") as record:
        record.seek(start)
        said = record.read()
    if _NO_SPACE.search(said):
        return say("no-space", lang, place=log.parent)
    if _NO_NETWORK.search(said):
        return say("no-network", lang, log=log)
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return say("failed", lang, step=title, last=lines[-1] if lines else "", log=log)


class _Progress:
    """One line that is written over on a terminal; without a terminal a line now and then."""

    def __init__(self, title: str, expected: int) -> None:
        self.title = title
        self.expected = expected
        self.seen = 0
        self.began = time.monotonic()
        self.terminal = sys.stdout.isatty()
        self._written = 0.0
        self._stop = threading.Event()
        # pip says nothing while it unpacks, the longest part; the seconds must go on being counted.
        self._ticker = threading.Thread(target=self._tick, daemon=True)

    def __enter__(self) -> None:
        self._show()
        self._ticker.start()

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._ticker.join()

    def see(self, line: str) -> None:
        """Count one line of the child's output."""
        self.seen += line.startswith("Collecting ")

    def end(self, word: str) -> None:
        """The last state of the line."""
        self._show(word, last=True)

    def _tick(self) -> None:
        while not self._stop.wait(1.0):
            if self.terminal or time.monotonic() - self._written >= SLOWEST_TICK:
                self._show()

    def _show(self, word: str = "", *, last: bool = False) -> None:
        self._written = time.monotonic()
        seconds = int(self._written - self.began)
        count = f" {min(self.seen, self.expected)}/{self.expected}" if self.expected else ""
        text = f"  {self.title}{count}, {seconds} s {word}".rstrip()
        if self.terminal:
            # Padded, not erased: the old console of Windows knows no escape codes.
            sys.stdout.write(f"\r{text:<70}" + ("\n" if last else ""))
        elif last or not word:
            sys.stdout.write(text + "\n")
        sys.stdout.flush()
