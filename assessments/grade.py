"""Drives nbgrader from outside: releases, grades and gives back, with progress and in a clean environment."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assessments.returned import mark_returned, returned
from caunoi.content import CHECKOUT
from caunoi.coursework.folder import read_class
from caunoi.coursework.marks import HandedIn, handed_in
from caunoi.coursework.pinned import pinned_library
from caunoi.coursework.standings import every_standing
from caunoi.errors import GradingError

LOG = "grading.log"
# The kernel gets these and nothing else: the hall's environment may hold what no notebook should see.
_ALLOWED = (
    "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "TEMP", "TMP",
    "USERPROFILE", "APPDATA", "LOCALAPPDATA", "SYSTEMROOT", "COMSPEC", "PATHEXT",
)  # fmt: skip


@dataclass(frozen=True)
class Progress:
    """One attempt done, named as nbgrader does: how many of how many, whose, and why it failed if it did."""

    done: int
    of: int
    trainee: str
    attempt: str
    ok: bool
    why: str


Tell = Callable[[Progress], None]


def generate(root: Path, assessments: Sequence[str], tell: Callable[[int, int], None] = lambda *_: None) -> None:
    """Make the released notebooks, telling how many of how many. Raises GradingError when nbgrader could not."""
    tell(0, len(assessments))
    for done, told in enumerate(_steps(root, "generate", assessments), start=1):
        tell(done, len(assessments))
        if not told["ok"]:
            name, why = told["assessment"], told["why"]
            raise GradingError(f"The release of {name} could not be made: {why} (see {root / LOG}).")


def autograde(root: Path, tell: Tell = lambda _: None, again: bool = False) -> list[Progress]:
    """Grade what was handed in and not graded yet, or everything `again`; return one line per submission.

    One that fails does not stop the others; it keeps blocking exports until it is graded. Raises OutgrownContent.
    """
    pinned_library(root)
    waiting = [each for each in handed_in(root).values() if again or not each.graded]
    _release_further(root, waiting)
    return _run(root, "autograde", waiting, tell)


def give_back(root: Path, tell: Tell = lambda _: None) -> list[Progress]:
    """Write feedback for every submission that is wholly graded, and note it as returned.

    What waits for a ruling on a possible veto is not.
    """
    cells = every_standing(root, pinned_library(root))
    unfinished = {(each.trainee.id, each.submission.name) for each in cells if each.submission and not each.settled}
    present = handed_in(root)
    before = returned(root)
    ready = [
        each for key, each in present.items() if each.graded and key not in unfinished and before.get(key) != each.at
    ]
    done = _run(root, "feedback", ready, tell)
    mark_returned(root, [present[each.trainee, each.attempt] for each in done if each.ok])
    return done


def waiting_for_a_ruling(root: Path) -> int:
    """Return how many people's cases hold a possible veto that nobody has ruled on."""
    cells = every_standing(root, pinned_library(root))
    return len({each.trainee.id for each in cells if any(veto.open for veto in each.vetoes)})


def environment(root: Path, kernel_home: Path) -> dict[str, str]:
    """Return the allow-listed environment of a grading process: this Python's tools, no one's settings."""
    kept = {name: os.environ[name] for name in _ALLOWED if name in os.environ}
    tools = str(Path(sys.executable).parent)
    return kept | {
        "PATH": os.pathsep.join([tools, os.environ.get("PATH", os.defpath)]),
        "PYTHONPATH": str(CHECKOUT),
        "PYTHONUTF8": "1",
        "PYTHONWARNINGS": "ignore",
        "JUPYTER_PREFER_ENV_PATH": "1",
        "JUPYTER_NO_CONFIG": "1",
        "IPYTHONDIR": str(kernel_home),
        "JUPYTER_RUNTIME_DIR": str(kernel_home),
        "CAUNOI_LANG": read_class(root).lang,
    }


def _release_further(root: Path, submissions: Iterable[HandedIn]) -> None:
    """Make nbgrader know the assignment of every further attempt: the notebook of the first under its own name."""
    fresh = []
    for name, assessment in sorted({(each.name, each.assessment) for each in submissions if each.number > 1}):
        if (root / "release" / name / f"{name}.ipynb").is_file():
            continue
        source = root / "source" / name / f"{name}.ipynb"
        source.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / "source" / assessment / f"{assessment}.ipynb", source)
        fresh.append(name)
    generate(root, fresh)


def _run(root: Path, step: str, submissions: Iterable[HandedIn], tell: Tell) -> list[Progress]:
    named = sorted((each.name, each.trainee) for each in submissions)
    done: list[Progress] = []
    for told in _steps(root, step, [f"{name}/{trainee}" for name, trainee in named]):
        told_of = told["trainee"], told["assessment"]
        done.append(Progress(len(done) + 1, len(named), *told_of, told["ok"], told["why"]))
        tell(done[-1])
    return done


def _steps(root: Path, step: str, named: Sequence[str]) -> Iterable[Mapping[str, Any]]:
    if not named:
        return
    command = [sys.executable, "-m", "assessments.run", step, str(root.resolve()), *named]
    told = 0
    with (
        tempfile.TemporaryDirectory(prefix="caunoi-kernel-") as home,
        (root / LOG).open("a", encoding="utf-8") as log,
        subprocess.Popen(
            command, cwd=root, env=environment(root, Path(home)), stdout=subprocess.PIPE, stderr=log, encoding="utf-8"
        ) as process,
    ):
        assert process.stdout is not None
        for line in process.stdout:
            told += 1
            yield json.loads(line)
    if told < len(named):
        raise GradingError(f"nbgrader stopped in the middle of {step} (see {root / LOG}); run it again.")
