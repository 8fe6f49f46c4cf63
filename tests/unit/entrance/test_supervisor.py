"""Children end with us: asked kindly, with what they started, and also when we are killed without a word."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from caunoi.supervisor import Child
from tests.patience import PATIENCE_S, until

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX; the Windows side is not tried")

# A program that starts another in its group, notes both, and says how it was ended.
PROGRAM = """
import pathlib, signal, subprocess, sys, time
here = pathlib.Path(sys.argv[1])
def ended(*_):
    (here / "ended").touch()
    raise SystemExit
if sys.argv[2] == "kind":
    signal.signal(signal.SIGTERM, ended)
else:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print("reads", repr(sys.stdin.read()), flush=True)
(here / "other").write_text(str(other.pid))
(here / "self").write_text(str(__import__("os").getpid()))
(here / "ready").touch()
time.sleep(600)
"""


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A module `noisy` that can be run with -m."""
    (tmp_path / "noisy.py").write_text(PROGRAM, encoding="utf-8")
    return tmp_path


def start(program: Path, manner: str) -> Child:
    """The program, as soon as it is ready."""
    child = Child(["noisy", str(program), manner], cwd=program, env=dict(os.environ), log=program / "log")
    until(lambda: (program / "ready").exists())
    return child


def gone(program: Path) -> bool:
    """Whether neither the program nor what it started runs."""
    return not any(_runs(int((program / name).read_text(encoding="utf-8"))) for name in ("self", "other"))


def _runs(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_a_child_is_ended_kindly_with_all_it_started(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("caunoi.supervisor.GRACE", PATIENCE_S)
    child = start(program, "kind")
    assert child.running
    child.stop()
    until(lambda: gone(program))
    assert (program / "ended").exists()
    assert not child.running
    child.stop()


def test_one_that_does_not_listen_is_ended_firmly(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("caunoi.supervisor.GRACE", 0.2)
    child = start(program, "deaf")
    child.stop()
    until(lambda: gone(program))
    assert not (program / "ended").exists()


def test_its_words_are_in_its_log_and_its_input_is_empty(program: Path) -> None:
    child = start(program, "kind")
    child.stop()
    assert child.last_lines() == "reads ''"


def test_a_child_does_not_outlive_a_parent_that_was_killed(program: Path) -> None:
    parent_code = (
        "import os, sys, time; from pathlib import Path; from caunoi.supervisor import Child; "
        f"here = Path({str(program)!r}); "
        "Child(['noisy', str(here), 'kind'], cwd=here, env=dict(os.environ), log=here / 'log'); time.sleep(600)"
    )
    parent = subprocess.Popen([sys.executable, "-c", parent_code])
    until(lambda: (program / "ready").exists())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    until(lambda: (program / "ended").exists())
    os.kill(int((program / "other").read_text(encoding="utf-8")), signal.SIGKILL)


def test_ctrl_c_in_the_console_does_not_reach_it_past_us(program: Path) -> None:
    child = start(program, "kind")
    assert os.getpgid(child.pid) == child.pid != os.getpgid(0)
    child.stop()
