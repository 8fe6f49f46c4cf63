"""JupyterLab with formgrader on this computer only, in the folder of one class at a time."""

from __future__ import annotations

import os
import secrets
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path

from caunoi.errors import CauNoiError
from caunoi.network import free_port
from caunoi.supervisor import Child

HOST = "127.0.0.1"

# What a program needs of its surroundings on the three systems. Everything else stays out: graders read what strangers
# wrote, and a kernel shows its environment to whoever asks.
KEPT = (
    *("HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR"),
    *("USERPROFILE", "USERNAME", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "TEMP", "TMP"),
    *("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT"),
)

# Given on the command line, where they win over every configuration file of the computer.
OPTIONS = (
    f"--ServerApp.ip={HOST}",
    "--ServerApp.port_retries=0",
    "--ServerApp.open_browser=False",
    "--ServerApp.allow_remote_access=False",
    "--ServerApp.terminals_enabled=False",
    # Nothing is fetched from outside: no news, no update check, no list of extensions.
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
    # Language servers would be looked for with npm, which may ask its registry.
    "--LanguageServerManager.autodetect=False",
)

SLOWEST_START = 90.0
PORTS_TRIED = 3


class AssessorError(CauNoiError):
    """The assessor did not come up."""


class Assessor:
    """One JupyterLab; `open` moves it to another class. Safe to call from several threads."""

    def __init__(self, data: Path, first_port: int, class_root: Callable[[str], Path]) -> None:
        self._home = data / "assessor"
        self._first_port = first_port
        self._class_root = class_root
        self._token = secrets.token_urlsafe(24)
        self._lock = threading.Lock()
        self._child: Child | None = None
        self._class_id: str | None = None
        self._port = 0
        self.closed = False

    def open(self, class_id: str | None = None) -> str:
        """The address of formgrader in the folder of a class, started or moved there and answering.

        Without a class it starts in an empty folder. Raises AssessorError.
        """
        with self._lock:
            if self._child is None or not self._child.running or self._class_id != class_id:
                self._stop()
                self._start(self._folder(class_id))
                self._class_id = class_id
            page = "formgrader/gradebook" if class_id else "lab"
            return f"http://{HOST}:{self._port}/{page}?token={self._token}"

    def wait(self) -> None:
        """Until it ends by itself."""
        while self._child is not None and self._child.running:
            time.sleep(0.5)

    def close(self) -> None:
        """End it for good."""
        # Before the lock, so that a start under way gives up.
        self.closed = True
        with self._lock:
            self._stop()

    def _folder(self, class_id: str | None) -> Path:
        if class_id is None:
            folder = self._home / "welcome"
            folder.mkdir(parents=True, exist_ok=True)
            return folder
        folder = self._class_root(class_id)
        if not folder.is_dir():
            raise AssessorError(f"class {class_id}: its folder {folder} is missing; put it back from your copy.")
        return folder

    def _start(self, folder: Path) -> None:
        for _ in range(PORTS_TRIED):
            self._port = free_port(HOST, self._first_port)
            self._child = self._spawn(folder)
            if self._comes_up(self._child):
                return
            said = self._child.last_lines()
            self._stop()
            if self.closed or "in use" not in said:
                break
        raise AssessorError(f"JupyterLab did not start ({said}); look at {self._home / 'jupyterlab.log'}.")

    def _spawn(self, folder: Path) -> Child:
        arguments = ["jupyterlab", *OPTIONS, f"--ServerApp.port={self._port}", f"--ServerApp.root_dir={folder}"]
        if os.name == "posix" and os.geteuid() == 0:
            arguments.append("--ServerApp.allow_root=True")  # in a container there is often nobody else
        env = environment(os.environ, self._home, self._token)
        try:
            return Child(arguments, cwd=folder, env=env, log=self._home / "jupyterlab.log")
        except OSError as error:
            raise AssessorError(f"JupyterLab cannot be started: {error}.") from error

    def _comes_up(self, child: Child) -> bool:
        until = time.monotonic() + SLOWEST_START
        while child.running and not self.closed and time.monotonic() < until:
            if self._answers():
                return True
            time.sleep(0.1)
        return False

    def _answers(self) -> bool:
        asked = urllib.request.Request(
            f"http://{HOST}:{self._port}/api/status", headers={"Authorization": f"token {self._token}"}
        )
        # No proxy: a proxy of the environment has no way to this computer.
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with direct.open(asked, timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def _stop(self) -> None:
        if self._child is not None:
            self._child.stop()
        self._child = None
        self._class_id = None


def environment(ours: Mapping[str, str], home: Path, token: str) -> dict[str, str]:
    """What JupyterLab and the kernels it starts see of our environment."""
    kept = {name: value for name, value in ours.items() if name.upper() in KEPT}
    programs = str(Path(sys.executable).parent)
    return {
        **kept,
        # nbgrader calls alembic by its name.
        "PATH": os.pathsep.join([programs, ours.get("PATH", os.defpath)]),
        "JUPYTER_TOKEN": token,
        # The person's own Jupyter settings and extensions stay out of it.
        "JUPYTER_PREFER_ENV_PATH": "1",
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "IPYTHONDIR": str(home / "ipython"),
        "PYTHONUTF8": "1",
    }
