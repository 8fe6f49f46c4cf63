"""Browsers for the tests: found where browsers are, installed where root may, otherwise asked for; never skipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from caunoi.first_start import browsers, run, venv
from caunoi.first_start.browsers import BROWSERS, CHROMIUM, FIREFOX, Browser
from caunoi.first_start.step import StepFailed


def named(value: Browser | str) -> str:
    """What a case is called."""
    return value if isinstance(value, str) else value.package


each_browser = pytest.mark.parametrize("browser", BROWSERS, ids=named)


def program(folder: Path, name: str) -> Path:
    """An executable file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@each_browser
def test_the_one_that_was_chosen_goes_first(browser: Browser, tmp_path: Path) -> None:
    on_path = program(tmp_path / "bin", browser.programs[0])
    chosen = program(tmp_path / "opt", "my-browser")
    environ = {"PATH": str(on_path.parent), browser.variable: str(chosen)}
    assert browsers.find(browser, environ) == chosen


@each_browser
def test_a_wrong_choice_is_not_passed_over_for_another(browser: Browser, tmp_path: Path) -> None:
    on_path = program(tmp_path / "bin", browser.programs[0])
    assert browsers.find(browser, {"PATH": str(on_path.parent), browser.variable: str(tmp_path / "nothing")}) is None


@pytest.mark.parametrize(
    ("browser", "name"), [(browser, name) for browser in BROWSERS for name in browser.programs], ids=named
)
def test_it_is_found_on_the_path(browser: Browser, name: str, tmp_path: Path) -> None:
    assert browsers.find(browser, {"PATH": str(program(tmp_path, name).parent)}) == tmp_path / name


@pytest.mark.parametrize(
    ("browser", "place"),
    [
        (CHROMIUM, "Google/Chrome/Application/chrome.exe"),
        (CHROMIUM, "Microsoft/Edge/Application/msedge.exe"),
        (FIREFOX, "Mozilla Firefox/firefox.exe"),
    ],
    ids=named,
)
@pytest.mark.parametrize("root", ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"])
def test_it_is_found_where_windows_keeps_it(browser: Browser, tmp_path: Path, place: str, root: str) -> None:
    there = program((tmp_path / place).parent, Path(place).name)
    assert browsers.find(browser, {"PATH": "", root: str(tmp_path)}) == there


@pytest.mark.parametrize(
    ("browser", "sentence"),
    [
        (CHROMIUM, r"Chrome, Chromium, Edge.*apt install chromium.*CAUNOI_CHROMIUM"),
        (FIREFOX, r"Firefox.*apt install firefox-esr.*CAUNOI_FIREFOX"),
    ],
    ids=["chromium", "firefox"],
)
def test_none_is_an_error_that_says_how_to_get_one(
    browser: Browser, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browsers, "find", lambda _: None)
    monkeypatch.setattr(browsers, "_may_use_apt", lambda: False)
    with pytest.raises(StepFailed, match=sentence):
        browsers.ensure(browser, tmp_path / "log", "en")


def test_a_package_that_cannot_be_had_is_told_with_the_other_ways(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise StepFailed("E: Unable to locate package firefox-esr")

    monkeypatch.setattr(browsers, "find", lambda _: None)
    monkeypatch.setattr(browsers, "_may_use_apt", lambda: True)
    monkeypatch.setattr(browsers, "run_step", unknown)
    with pytest.raises(StepFailed, match=r"Unable to locate package firefox-esr\n.*CAUNOI_FIREFOX"):
        browsers.ensure(FIREFOX, tmp_path / "log", "en")


@each_browser
def test_root_on_debian_gets_one_installed(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[list[str]] = []
    found = iter([None, tmp_path / "there"])
    monkeypatch.setattr(browsers, "find", lambda _: next(found))
    monkeypatch.setattr(browsers, "_may_use_apt", lambda: True)
    monkeypatch.setattr(browsers, "run_step", lambda _title, command, **_: ran.append(command))
    assert browsers.ensure(browser, tmp_path / "log", "en") == tmp_path / "there"
    assert [command[:2] for command in ran] == [["apt-get", "update"], ["apt-get", "install"]]
    assert ran[1][-1] == browser.package


def test_the_tests_do_not_run_without_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def none(*_: object) -> Path:
        raise StepFailed("no browser, get one")

    monkeypatch.setattr(venv, "ensure", lambda *_, **__: None)
    monkeypatch.setattr(browsers, "ensure", none)
    assert run.main(str(tmp_path), ["test"]) == 1
    assert "get one" in capsys.readouterr().err


def test_tests_get_the_browsers_the_arguments_and_give_their_status(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, object] = {}

    def pytest_run(command: list[str], environ: dict[str, str], cwd: Path | None) -> int:
        found = [environ["CAUNOI_CHROMIUM"], environ["CAUNOI_FIREFOX"]]
        seen.update(command=command, browsers=found, cwd=cwd)
        return 5

    monkeypatch.setattr(venv, "ensure", lambda place, *, test, lang: seen.update(test=test))
    monkeypatch.setattr(browsers, "ensure", lambda browser, _log, _lang: tmp_path / browser.package)
    monkeypatch.setattr(run, "_run", pytest_run)
    assert run.main(str(tmp_path), ["test", "-k", "one thing"]) == 5
    python = str(venv.Place(tmp_path.resolve()).python)
    assert seen == {
        "test": True,
        "command": [python, "-m", "pytest", "-k", "one thing"],
        "browsers": [str(tmp_path / "chromium"), str(tmp_path / "firefox-esr")],
        "cwd": tmp_path.resolve(),
    }


@pytest.mark.parametrize("chosen", [[], ["--full"]])
def test_the_whole_suite_runs_on_all_cores(chosen: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(venv, "ensure", lambda *_, **__: None)
    monkeypatch.setattr(browsers, "ensure", lambda browser, _log, _lang: tmp_path / browser.package)
    monkeypatch.setattr(run, "_run", lambda command, _environ, _cwd: commands.append(command[3:]) or 0)
    assert run.main(str(tmp_path), ["test", *chosen]) == 0
    assert commands == [["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder", *chosen]]


def test_everything_else_becomes_caunoi_with_the_same_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    become: list[list[str]] = []
    monkeypatch.setattr(venv, "ensure", lambda *_, **__: None)
    monkeypatch.setattr(run, "_become", lambda command, _environ: become.append(command[1:]) or 0)
    assert run.main(str(tmp_path), ["demo", "--port", "9000", "--no-browser"]) == 0
    assert run.main(str(tmp_path), []) == 0
    assert become == [["-m", "caunoi.cli", "demo", "--port", "9000", "--no-browser"], ["-m", "caunoi.cli"]]
