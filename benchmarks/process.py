"""A server started for a measurement, and how it is watched and ended."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path


def free_port() -> int:
    """A port of the loopback interface that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Server:
    """One running server: its process (leader of its own group), its address, its log."""

    process: subprocess.Popen[bytes]
    url: str
    log: Path

    def wait_ready(self, path: str = "/", seconds: float = 90.0) -> None:
        """Return when the address answers anything at all; raise TimeoutError with the end of the log otherwise."""
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            if self.process.poll() is not None:
                break
            try:
                urllib.request.urlopen(self.url + path, timeout=30).close()
                return
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.1)
        raise TimeoutError(f"{self.url} did not answer:\n{self.log.read_text(errors='replace')[-2000:]}")

    def wait_settled(self, quiet_s: float = 3.0, seconds: float = 300.0) -> None:
        """Return when no child of the server has run for a while: what it makes in advance is made by kernels."""
        limit, quiet_since = time.monotonic() + seconds, time.monotonic()
        while time.monotonic() < min(limit, quiet_since + quiet_s):
            if len(_family(self.process.pid)) > 1:
                quiet_since = time.monotonic()
            time.sleep(0.2)

    def memory_mb(self) -> float:
        """Proportional memory (PSS) of the server and of all its descendants, in MB. Linux only."""
        return sum(_pss(pid) for pid in _family(self.process.pid)) / 1024

    def cpu_seconds(self) -> float:
        """Processor time of the server and of its children that have ended, in seconds. Linux only."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        """End the whole group that was started here, politely first."""
        for sign, patience in ((signal.SIGTERM, 8.0), (signal.SIGKILL, 5.0)):
            try:
                os.killpg(self.process.pid, sign)
            except ProcessLookupError:
                break
            try:
                self.process.wait(patience)
            except subprocess.TimeoutExpired:
                continue


def _family(root: int) -> list[int]:
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(entry.name)] = int(fields[1])
    family = {root}
    while more := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= more
    return sorted(family)


def _pss(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:
        return 0
    return 0
