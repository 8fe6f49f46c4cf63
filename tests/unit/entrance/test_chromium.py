"""A browser for the tests: found where browsers are, installed where root may, otherwise asked for; never skipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from caunoi.first_start import chromium, run, venv
from caunoi.first_start.step import StepFailed


def program(folder: Path, name: str) -> Path:
    """An executable file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_the_one_that_was_chosen_goes_first(tmp_path: Path) -> None:
    on_path = program(tmp_path / "bin", "chromium")
    chosen = program(tmp_path / "opt", "my-browser")
    environ = {"PATH": str(on_path.parent), "CAUNOI_CHROMIUM": str(chosen)}
    assert chromium.find(environ) == chosen


def test_a_wrong_choice_is_not_passed_over_for_another(tmp_path: Path) -> None:
    on_path = program(tmp_path / "bin", "chromium")
    assert chromium.find({"PATH": str(on_path.parent), "CAUNOI_CHROMIUM": str(tmp_path / "nothing")}) is None


@pytest.mark.parametrize("name", chromium.NAMES)
def test_it_is_found_on_the_path(tmp_path: Path, name: str) -> None:
    assert chromium.find({"PATH": str(program(tmp_path, name).parent)}) == tmp_path / name


@pytest.mark.parametrize("place", ["Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"])
@pytest.mark.parametrize("root", ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"])
def test_it_is_found_where_windows_keeps_it(tmp_path: Path, place: str, root: str) -> None:
    browser = program((tmp_path / place).parent, Path(place).name)
    assert chromium.find({"PATH": "", root: str(tmp_path)}) == browser


def test_none_is_an_error_that_says_how_to_get_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chromium, "find", lambda: None)
    monkeypatch.setattr(chromium, "_may_use_apt", lambda: False)
    with pytest.raises(StepFailed, match=r"Chrome, Chromium or Edge.*apt install chromium.*CAUNOI_CHROMIUM"):
        chromium.ensure(tmp_path / "log", "en")


def test_root_on_debian_gets_one_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[list[str]] = []
    found = iter([None, tmp_path / "chromium"])
    monkeypatch.setattr(chromium, "find", lambda: next(found))
    monkeypatch.setattr(chromium, "_may_use_apt", lambda: True)
    monkeypatch.setattr(chromium, "run_step", lambda _title, command, **_: ran.append(command))
    assert chromium.ensure(tmp_path / "log", "en") == tmp_path / "chromium"
    assert [command[:2] for command in ran] == [["apt-get", "update"], ["apt-get", "install"]]


def test_the_tests_do_not_run_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def none(_log: Path, _lang: str) -> Path:
        raise StepFailed("no browser, get one")

    monkeypatch.setattr(venv, "ensure", lambda *_, **__: None)
    monkeypatch.setattr(chromium, "ensure", none)
    assert run.main(str(tmp_path), ["test"]) == 1
    assert "get one" in capsys.readouterr().err


def test_tests_get_the_browser_the_arguments_and_give_their_status(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, object] = {}

    def pytest_run(command: list[str], environ: dict[str, str], cwd: Path | None) -> int:
        seen.update(command=command, browser=environ["CAUNOI_CHROMIUM"], cwd=cwd)
        return 5

    monkeypatch.setattr(venv, "ensure", lambda place, *, test, lang: seen.update(test=test))
    monkeypatch.setattr(chromium, "ensure", lambda _log, _lang: tmp_path / "chromium")
    monkeypatch.setattr(run, "_run", pytest_run)
    assert run.main(str(tmp_path), ["test", "-k", "one thing"]) == 5
    python = str(venv.Place(tmp_path.resolve()).python)
    assert seen == {
        "test": True,
        "command": [python, "-m", "pytest", "-k", "one thing"],
        "browser": str(tmp_path / "chromium"),
        "cwd": tmp_path.resolve(),
    }


@pytest.mark.parametrize("chosen", [[], ["--full"]])
def test_the_whole_suite_runs_on_all_cores(chosen: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(venv, "ensure", lambda *_, **__: None)
    monkeypatch.setattr(chromium, "ensure", lambda _log, _lang: tmp_path / "chromium")
    monkeypatch.setattr(run, "_run", lambda command, _environ, _cwd: commands.append(command[3:]) or 0)
    assert run.main(str(tmp_path), ["test", *chosen]) == 0
    assert commands == [["-n", "auto", "--dist", "loadfile", *chosen]]


def test_everything_else_becomes_caunoi_with_the_same_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    become: list[list[str]] = []
    monkeypatch.setattr(venv, "ensure", lambda *_, **__: None)
    monkeypatch.setattr(run, "_become", lambda command, _environ: become.append(command[1:]) or 0)
    assert run.main(str(tmp_path), ["demo", "--port", "9000", "--no-browser"]) == 0
    assert run.main(str(tmp_path), []) == 0
    assert become == [["-m", "caunoi.cli", "demo", "--port", "9000", "--no-browser"], ["-m", "caunoi.cli"]]
