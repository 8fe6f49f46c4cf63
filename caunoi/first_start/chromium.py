"""A Chromium for the tests: one that is there, or on Debian and Ubuntu one that root can have installed."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from caunoi.first_start.step import StepFailed, run_step
from caunoi.first_start.words import say

VARIABLE = "CAUNOI_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")


def find(environ: Mapping[str, str] = os.environ) -> Path | None:
    """An installed Chromium, Chrome or Edge; the variable CAUNOI_CHROMIUM goes before everything else."""
    return next((place for place in _places(environ) if place.is_file()), None)


def ensure(log: Path, lang: str) -> Path:
    """Find a browser or install Debian's; raises StepFailed with how to get one."""
    found = find()
    if found is None and _may_use_apt():
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (
            ["apt-get", "update"],
            ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"],
        ):
            run_step(f"{say('browser', lang)} ({command[1]})", command, log=log, lang=lang, extra=quiet)
        found = find()
    if found is None:
        raise StepFailed(say("no-browser", lang))
    return found


def _may_use_apt() -> bool:
    return sys.platform == "linux" and shutil.which("apt-get") is not None and os.geteuid() == 0


def _places(environ: Mapping[str, str]) -> Iterator[Path]:
    if environ.get(VARIABLE):
        # A wrong path is not passed over for another browser: the person has chosen.
        yield Path(environ[VARIABLE])
        return
    for name in NAMES:
        path = shutil.which(name, path=environ.get("PATH"))
        if path:
            yield Path(path)
    # Not tried: Windows and macOS.
    for root in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if environ.get(root):
            yield Path(environ[root], "Google", "Chrome", "Application", "chrome.exe")
            yield Path(environ[root], "Microsoft", "Edge", "Application", "msedge.exe")
            yield Path(environ[root], "Chromium", "Application", "chrome.exe")
    for name in ("Google Chrome", "Chromium", "Microsoft Edge"):
        yield Path("/Applications", f"{name}.app", "Contents", "MacOS", name)
