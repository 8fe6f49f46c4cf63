"""The browsers of the tests: those that are there, or on Debian those that root can have installed."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from caunoi.first_start.step import StepFailed, run_step
from caunoi.first_start.words import say


@dataclass(frozen=True)
class Browser:
    """A kind of browser: what people call it, its Debian package, the programs that are one, and where else they stand.

    `variable` names one by its path, and goes before everything else. `windows` are paths in the folders for programs,
    `macos` paths in the folder of applications.
    """

    title: str
    package: str
    variable: str
    programs: tuple[str, ...]
    windows: tuple[str, ...]
    macos: tuple[str, ...]


CHROMIUM = Browser(
    title="Chrome, Chromium, Edge",
    package="chromium",
    variable="CAUNOI_CHROMIUM",
    programs=(
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chrome",
        "microsoft-edge",
        "msedge",
    ),
    windows=(
        "Google/Chrome/Application/chrome.exe",
        "Microsoft/Edge/Application/msedge.exe",
        "Chromium/Application/chrome.exe",
    ),
    macos=(
        "Google Chrome.app/Contents/MacOS/Google Chrome",
        "Chromium.app/Contents/MacOS/Chromium",
        "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ),
)

FIREFOX = Browser(
    title="Firefox",
    package="firefox-esr",
    variable="CAUNOI_FIREFOX",
    programs=("firefox-esr", "firefox"),
    windows=("Mozilla Firefox/firefox.exe",),
    macos=("Firefox.app/Contents/MacOS/firefox",),
)

# Most tests are driven in the first, the ways that everybody goes in the second too.
BROWSERS = (CHROMIUM, FIREFOX)


def find(browser: Browser, environ: Mapping[str, str] = os.environ) -> Path | None:
    """An installed browser of this kind; the one its variable names goes before everything else."""
    return next((place for place in _places(browser, environ) if place.is_file()), None)


def ensure(browser: Browser, log: Path, lang: str) -> Path:
    """Find a browser or install Debian's; raises StepFailed with how to get one."""
    words = {"title": browser.title, "package": browser.package, "variable": browser.variable}
    advice = say("no-browser", lang, **words)
    found = find(browser)
    if found is None and _may_use_apt():
        try:
            _install(browser, log, lang)
        except StepFailed as error:
            # Ubuntu, for one, has no package of this name.
            raise StepFailed(f"{error}\n{advice}") from error
        found = find(browser)
    if found is None:
        raise StepFailed(advice)
    return found


def _install(browser: Browser, log: Path, lang: str) -> None:
    title = say("browser", lang, package=browser.package)
    for command in (
        ["apt-get", "update"],
        ["apt-get", "install", "--yes", "--no-install-recommends", browser.package],
    ):
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        run_step(f"{title} ({command[1]})", command, log=log, lang=lang, extra=quiet)


def _may_use_apt() -> bool:
    return sys.platform == "linux" and shutil.which("apt-get") is not None and os.geteuid() == 0


def _places(browser: Browser, environ: Mapping[str, str]) -> Iterator[Path]:
    if environ.get(browser.variable):
        # A wrong path is not passed over for another browser: the person has chosen.
        yield Path(environ[browser.variable])
        return
    for name in browser.programs:
        path = shutil.which(name, path=environ.get("PATH"))
        if path:
            yield Path(path)
    # Not tried: Windows and macOS.
    for root in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if environ.get(root):
            yield from (Path(environ[root], place) for place in browser.windows)
    yield from (Path("/Applications", place) for place in browser.macos)
