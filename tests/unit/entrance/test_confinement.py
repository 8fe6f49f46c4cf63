"""What is left to a process that has shut itself in, as the kernel of an analysis does?"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from caunoi.settings import CHECKOUT

# Tries everything and says how it went; the first line is whether the system knows Landlock at all.
TRIES = """
import ctypes, json, os, socket, subprocess, sys
from pathlib import Path
from caunoi.analysis_kernel import limits
from caunoi.confinement import confine

data, connection = map(Path, sys.argv[1:])
known = sys.platform.startswith("linux") and ctypes.CDLL(None).syscall(444, None, ctypes.c_size_t(0), 1) >= 1
done = confine(limits(Path.cwd(), connection))

def goes(work):
    try:
        work()
    except OSError:
        return False
    return True

print(json.dumps({
    "known": known,
    "done": done,
    "own": goes(lambda: Path("note.txt").write_text("x")) and Path("note.txt").read_text() == "x",
    "code": goes(lambda: __import__("reports.exploring")),
    "store": goes(lambda: (data / "hall.db").read_bytes()),
    "course": goes(lambda: (data / "classes" / "one" / "class.yaml").write_text("y")),
    "more": goes(lambda: (data / "new.txt").write_text("y")),
    "gone": goes(lambda: (data / "hall.db").unlink()),
    "child": subprocess.run(["/bin/cat", str(data / "hall.db")], capture_output=True).returncode == 0,
    "checkout": goes(lambda: Path(sys.modules["caunoi"].__file__, "..", "..", "README.md").resolve().read_text()),
}))
"""


def test_it_reads_and_writes_its_own_folder_and_nothing_of_the_hall(tmp_path: Path) -> None:
    data, seat, sockets = (tmp_path / name for name in ("data", "seat", "sockets"))
    (data / "classes" / "one").mkdir(parents=True)
    (data / "hall.db").write_text("PINs", encoding="utf-8")
    (data / "classes" / "one" / "class.yaml").write_text("x", encoding="utf-8")
    seat.mkdir()
    sockets.mkdir()
    ran = subprocess.run(
        [sys.executable, "-c", TRIES, str(data), str(sockets / "kernel.json")],
        cwd=seat,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(ran.stdout)
    confined = found.pop("known")
    assert found.pop("done") is confined
    assert (found.pop("own"), found.pop("code")) == (True, True)
    # Elsewhere it is an ordinary process of the same user, as docs/security.md says.
    assert set(found.values()) == ({False} if confined else {True})
    assert (data / "hall.db").exists() is confined
