"""The environment beside start.py: made once, known to be whole by a stamp, mended when it is not."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from caunoi.first_start.lock import alone
from caunoi.first_start.step import StepFailed, run_step
from caunoi.first_start.words import say

# Raised when the way of installing changes, so that older environments are brought up to date.
FORMAT = 1


@dataclass(frozen=True)
class Place:
    """The folder of start.py and what stands in its environment."""

    root: Path

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def programs(self) -> Path:
        """Where the environment keeps its programs."""
        return self.venv / ("Scripts" if os.name == "nt" else "bin")

    @property
    def python(self) -> Path:
        return self.programs / ("python.exe" if os.name == "nt" else "python")

    @property
    def stamp(self) -> Path:
        return self.venv / "caunoi-stamp.json"

    @property
    def unfinished(self) -> Path:
        """Stands while packages are being installed; found at a start, it tells of an interruption."""
        return self.venv / "caunoi-unfinished"

    @property
    def log(self) -> Path:
        return self.venv / "caunoi-install.log"


def digests(place: Place) -> dict[str, str]:
    """What the environment must have been made from to be up to date, part by part."""
    root = place.root
    return {
        "runtime": _digest(FORMAT, root, root / "requirements.lock", root / "requirements.in", root / "pyproject.toml"),
        "test": _digest(FORMAT, root / "requirements-test.lock"),
        "catalogues": _digest(*sorted((root / "caunoi" / "locale").glob("*/LC_MESSAGES/*.po"))),
        "root": str(root),
        # A newer Python of the system behind the same name cannot use the packages of the older one.
        "python": os.path.realpath(place.python),
    }


def ensure(place: Place, *, test: bool, lang: str) -> None:
    """Make the environment, or bring it up to date; returns at once when nothing has changed.

    Raises StepFailed with what the person should read.
    """
    wanted = digests(place)
    parts = ["runtime", "catalogues", "python", *(["test"] if test else [])]
    if _is_whole(place, wanted, parts):
        return
    if not os.access(place.root, os.W_OK):
        raise StepFailed(say("not-writable", lang, place=place.root))
    with alone(place.root / ".venv.lock", lambda: print(say("waiting", lang), flush=True)):
        # Somebody else may have done it while we waited.
        if not _is_whole(place, wanted, parts):
            try:
                _install(place, wanted, parts, lang)
            except OSError as error:
                if error.errno == 28:
                    raise StepFailed(say("no-space", lang, place=place.venv)) from error
                raise


def _is_whole(place: Place, wanted: dict[str, str], parts: list[str]) -> bool:
    have = _stamped(place)
    return all(have.get(part) == wanted[part] for part in parts) and place.python.exists()


def _install(place: Place, wanted: dict[str, str], parts: list[str], lang: str) -> None:
    have = _make(place, lang)
    if have.get("runtime") != wanted["runtime"] or ("test" in parts and have.get("test") != wanted["test"]):
        place.unfinished.touch()
    if have.get("runtime") != wanted["runtime"]:
        if have.get("root") not in (None, wanted["root"]):
            _move_programs(place, have["root"])
        lock = place.root / "requirements.lock"
        _pip(place, "packages", ["--require-hashes", "--requirement", lock], lang, expected=_packages(lock))
        _pip(place, "project", ["--no-deps", "--no-build-isolation", "--editable", place.root], lang)
        have |= {"runtime": wanted["runtime"], "root": wanted["root"], "python": os.path.realpath(place.python)}
    if "test" in parts and have.get("test") != wanted["test"]:
        lock = place.root / "requirements-test.lock"
        _pip(place, "test-packages", ["--require-hashes", "--requirement", lock], lang, expected=_packages(lock))
        have |= {"test": wanted["test"]}
    if have.get("catalogues") != wanted["catalogues"]:
        code = "from caunoi.i18n import compile_catalogues; compile_catalogues()"
        run_step(say("catalogues", lang), [place.python, "-c", code], log=place.log, lang=lang)
        have |= {"catalogues": wanted["catalogues"]}
    _write_stamp(place, have)
    place.unfinished.unlink(missing_ok=True)


def _make(place: Place, lang: str) -> dict[str, str]:
    """A usable environment, and what its stamp says it holds.

    One that somebody made without us has no stamp and is completed, never taken away.
    """
    interrupted = place.unfinished.exists()
    if interrupted or not _runs(place):
        if place.venv.exists():
            print(say("repairing", lang) if interrupted else say("updating", lang), flush=True)
            shutil.rmtree(place.venv)
        else:
            print(say("preparing", lang), flush=True)
        if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
            raise StepFailed(say("no-venv", lang))
        place.venv.mkdir()
        place.unfinished.touch()
        run_step(say("environment", lang), [sys.executable, "-m", "venv", place.venv], log=place.log, lang=lang)
        return {}
    print(say("updating", lang), flush=True)
    return _stamped(place)


def _runs(place: Place) -> bool:
    """Whether the environment still has the Python it was made with, which the system may have removed or replaced."""
    before = _stamped(place).get("python")
    same = before in (None, os.path.realpath(place.python))
    return (place.venv / "pyvenv.cfg").is_file() and place.python.exists() and same


def _move_programs(place: Place, before: str) -> None:
    """The folder was moved: let its programs point to the Python that moved with it, which needs no network.

    Not for Windows, where the environment's Python is a copy: another place counts as another Python there.
    """
    old = os.fsencode(Path(before) / ".venv") + b"/"
    new = os.fsencode(place.venv) + b"/"
    for program in place.programs.iterdir():
        if program.is_file() and not program.is_symlink():
            content = program.read_bytes()
            first, line, rest = content.partition(b"\n")
            if first.startswith(b"#!") and old in first:
                program.write_bytes(first.replace(old, new) + line + rest)


def _pip(place: Place, title: str, arguments: list[str | Path], lang: str, *, expected: int = 0) -> None:
    command: list[str | Path] = [place.python, "-m", "pip", "install", "--progress-bar", "off", *arguments]
    run_step(say(title, lang), command, log=place.log, lang=lang, expected=expected)


def _packages(lock: Path) -> int:
    """How many packages of the lock are for this system, roughly: lines without a marker."""
    return len(re.findall(r"^[A-Za-z0-9][^;\n]* \\$", lock.read_text(encoding="utf-8"), re.MULTILINE))


def _stamped(place: Place) -> dict[str, str]:
    try:
        stamp = json.loads(place.stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and not place.unfinished.exists() else {}


def _write_stamp(place: Place, have: dict[str, str]) -> None:
    new = place.stamp.with_suffix(".new")
    new.write_text(json.dumps(have, indent=1, sort_keys=True), encoding="utf-8")
    new.replace(place.stamp)


def _digest(*parts: object) -> str:
    digest = hashlib.sha256()
    for part in parts:
        body = part.read_bytes() if isinstance(part, Path) and part.is_file() else str(part).encode()
        digest.update(len(body).to_bytes(8, "big") + body)
    return digest.hexdigest()
