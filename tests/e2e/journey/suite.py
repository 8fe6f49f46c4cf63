"""The whole suite as a person starts it: the command, its printed addresses, and the browser windows of two people."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.patience import PATIENCE_S, until
from tests.ports import free_port

LINK = re.compile(r"http://127\.0\.0\.1:\d+/\S*/facilitator/enter\?key=\S+")


@dataclass(frozen=True)
class Suite:
    """A running `caunoi`: its process, its data folder, the facilitator's one-time link and the hall's address."""

    process: subprocess.Popen[str]
    data: Path
    link: str
    url: str


@contextmanager
def started(data: Path, lang: str, *words: str, port: int | None = None) -> Iterator[Suite]:
    """Start `caunoi WORDS` and end it with Ctrl-C afterwards; what it printed is in data/../printed.txt."""
    chosen = port or free_port()
    log = data.parent / "printed.txt"
    command = [sys.executable, "-m", "caunoi.cli", *words, "--port", str(chosen), "--data", str(data)]
    command += ["--lang", lang, "--no-browser"]
    with log.open("w", encoding="utf-8") as out:
        environment = os.environ | {"PYTHONUNBUFFERED": "1"}
        process = subprocess.Popen(
            command, stdout=out, stderr=subprocess.STDOUT, text=True, env=environment, start_new_session=True
        )
    try:
        yield Suite(process, data, _printed_link(process, log), f"http://127.0.0.1:{chosen}")
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise


def _printed_link(process: subprocess.Popen[str], log: Path) -> str:
    def printed() -> str:
        return log.read_text(encoding="utf-8", errors="replace")  # a letter may be there by half

    def link() -> str:
        assert process.poll() is None, printed()
        found = LINK.search(printed())
        return found[0] if found else ""

    return until(link, "no facilitator's link was printed")
