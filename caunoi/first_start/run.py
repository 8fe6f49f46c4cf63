"""The course of a start: environment, then `caunoi` with the same options, or the tests."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import subprocess
import sys
from pathlib import Path

from caunoi.first_start import browsers, venv
from caunoi.first_start.step import StepFailed
from caunoi.first_start.words import language

INTERRUPTED = 130


def main(root: str, argv: list[str]) -> int:
    """Prepare what is missing, then become `caunoi` (or pytest, for `test`); the exit status is theirs."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    place = venv.Place(Path(root).resolve())
    test = argv[:1] == ["test"]
    lang = language(argv)
    try:
        venv.ensure(place, test=test, lang=lang)
        if test:
            return run_tests(place.python, argv[1:], root=place.root, log=place.log, lang=lang)
    except StepFailed as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    return _become([str(place.python), "-m", "caunoi.cli", *argv], _with_programs(place.python))


def run_tests(python: Path, argv: list[str], *, root: Path, log: Path, lang: str) -> int:
    """Make sure of the browsers and run pytest with these arguments; gives its exit status; raises StepFailed."""
    found = {each.variable: str(browsers.ensure(each, log, lang)) for each in browsers.BROWSERS}
    environ = {**_with_programs(python), **found}
    return _run([str(python), "-m", "pytest", *_side_by_side(argv), *argv], environ, root)


def _side_by_side(argv: list[str]) -> list[str]:
    """All cores for the whole suite, a file always on one of them, in the order of tests/conftest.py.

    None of it for a chosen part.
    """
    return [] if argv and argv != ["--full"] else ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]


def _with_programs(python: Path) -> dict[str, str]:
    """The programs beside this Python come first: nbgrader starts some of them by name."""
    environ = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")}
    return {**environ, "PATH": os.pathsep.join([str(python.parent), environ.get("PATH", os.defpath)])}


def _become(command: list[str], environ: dict[str, str]) -> int:
    sys.stdout.flush()
    if os.name == "nt":
        return _run(command, environ, None)
    # The child takes our place, so that a signal sent to us reaches it and nothing stands between.
    return os.execve(command[0], command, environ)


def _run(command: list[str], environ: dict[str, str], cwd: Path | None) -> int:
    """Run a child in our console; Ctrl-C reaches it from the console, SIGTERM is handed on."""
    process = subprocess.Popen(command, env=environ, cwd=cwd)
    with contextlib.suppress(ValueError):  # only the main thread may
        signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue
