"""The environment beside start.py: made once, left alone when whole, mended when not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from caunoi.first_start import venv
from caunoi.first_start.lock import alone
from caunoi.first_start.step import StepFailed, environment, run_step
from caunoi.first_start.venv import Place
from caunoi.first_start.words import LANGS, WORDS, language
from caunoi.settings import CHECKOUT
from tests.patience import PATIENCE_S

Ran = list[list[str]]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A checkout of which only the files exist that settle the environment."""
    root = tmp_path / "checkout"
    root.mkdir()
    for name in ("requirements.lock", "requirements.in", "pyproject.toml", "requirements-test.lock"):
        (root / name).write_text("tool==1.0 \\\n", encoding="utf-8")
    return Place(root)


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch, place: Place) -> Ran:
    """What would have been run; making the environment makes a Python that is the present one."""
    commands: Ran = []

    def record(_title: str, command: list[object], **_: object) -> None:
        words = [str(part) for part in command]
        commands.append(words)
        if "venv" in words:
            place.programs.mkdir(parents=True)
            place.python.symlink_to(sys.executable)
            (place.venv / "pyvenv.cfg").write_text("", encoding="utf-8")

    monkeypatch.setattr(venv, "run_step", record)
    return commands


def kinds(ran: Ran) -> list[str]:
    """The steps in a word each."""
    marks = {"venv": "venv", "requirements.lock": "runtime", "requirements-test.lock": "test", "--editable": "project"}

    def kind(command: list[str]) -> str:
        last = [Path(word).name for word in command]
        return next((name for mark, name in marks.items() if mark in last), "catalogues")

    return [kind(command) for command in ran]


def test_the_first_start_makes_everything_and_the_second_nothing(place: Place, ran: Ran) -> None:
    venv.ensure(place, test=False, lang="en")
    assert kinds(ran) == ["venv", "runtime", "project", "catalogues"]
    runtime = ran[1]
    assert "--require-hashes" in runtime
    assert runtime[0] == str(place.python)
    ran.clear()
    venv.ensure(place, test=False, lang="en")
    assert ran == []


def test_tests_add_their_own_packages_once(place: Place, ran: Ran) -> None:
    venv.ensure(place, test=False, lang="en")
    ran.clear()
    venv.ensure(place, test=True, lang="en")
    assert kinds(ran) == ["test"]
    ran.clear()
    venv.ensure(place, test=True, lang="en")
    venv.ensure(place, test=False, lang="en")
    assert ran == []


@pytest.mark.parametrize("file", ["requirements.lock", "pyproject.toml", "requirements.in"])
def test_a_change_of_what_it_is_made_from_installs_again(place: Place, ran: Ran, file: str) -> None:
    venv.ensure(place, test=False, lang="en")
    ran.clear()
    (place.root / file).write_text("tool==2.0 \\\n", encoding="utf-8")
    venv.ensure(place, test=False, lang="en")
    assert kinds(ran) == ["runtime", "project"]


def test_a_changed_translation_is_compiled_and_nothing_installed(place: Place, ran: Ran) -> None:
    venv.ensure(place, test=False, lang="en")
    ran.clear()
    catalogue = place.root / "caunoi" / "locale" / "vi" / "LC_MESSAGES" / "caunoi.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text('msgid "a"', encoding="utf-8")
    venv.ensure(place, test=False, lang="en")
    assert kinds(ran) == ["catalogues"]


@pytest.mark.parametrize("broken_off_at", ["runtime", "project", "catalogues"])
def test_an_interrupted_installation_is_repaired(
    place: Place, ran: Ran, monkeypatch: pytest.MonkeyPatch, broken_off_at: str
) -> None:
    record = venv.run_step

    def break_off(title: str, command: list[object], **more: Any) -> None:
        record(title, command, **more)  # type: ignore[arg-type]
        if kinds(ran)[-1] == broken_off_at:
            (place.venv / "half-a-package").touch()
            raise KeyboardInterrupt

    monkeypatch.setattr(venv, "run_step", break_off)
    with pytest.raises(KeyboardInterrupt):
        venv.ensure(place, test=False, lang="en")
    monkeypatch.setattr(venv, "run_step", record)
    ran.clear()
    venv.ensure(place, test=False, lang="en")
    assert kinds(ran) == ["venv", "runtime", "project", "catalogues"]
    assert not (place.venv / "half-a-package").exists()
    ran.clear()
    venv.ensure(place, test=False, lang="en")
    assert ran == []


def test_an_environment_somebody_made_is_completed_and_not_taken_away(place: Place, ran: Ran) -> None:
    place.programs.mkdir(parents=True)
    place.python.symlink_to(sys.executable)
    (place.venv / "pyvenv.cfg").write_text("", encoding="utf-8")
    own = place.venv / "their-own"
    own.touch()
    venv.ensure(place, test=False, lang="en")
    assert kinds(ran) == ["runtime", "project", "catalogues"]
    assert own.exists()


def test_another_python_behind_the_same_name_makes_it_anew(place: Place, ran: Ran, tmp_path: Path) -> None:
    venv.ensure(place, test=False, lang="en")
    ran.clear()
    newer = tmp_path / "python-newer"
    newer.touch()
    place.python.unlink()
    place.python.symlink_to(newer)
    venv.ensure(place, test=False, lang="en")
    assert kinds(ran)[0] == "venv"


@pytest.mark.skipif(os.name == "nt", reason="programs of an environment are executables there, and it is made anew")
def test_a_moved_folder_finds_its_programs_again(place: Place, ran: Ran) -> None:
    venv.ensure(place, test=False, lang="en")
    program = place.programs / "nbgrader"
    program.write_text(f"#!{place.python}\nprint()\n", encoding="utf-8")
    data = place.programs / "data"
    data.write_bytes(b"\x7fELF" + os.fsencode(place.venv))
    moved = Place(place.root.rename(place.root.with_name("elsewhere")))
    ran.clear()
    venv.ensure(moved, test=False, lang="en")
    assert kinds(ran) == ["runtime", "project"]
    assert (moved.programs / "nbgrader").read_text(encoding="utf-8") == f"#!{moved.python}\nprint()\n"
    assert (moved.programs / "data").read_bytes().endswith(os.fsencode(place.venv))


def test_a_stamp_that_is_no_json_counts_as_none(place: Place, ran: Ran) -> None:
    venv.ensure(place, test=False, lang="en")
    place.stamp.write_text('{"runtime": ', encoding="utf-8")
    ran.clear()
    venv.ensure(place, test=False, lang="en")
    assert kinds(ran) == ["runtime", "project", "catalogues"]
    assert json.loads(place.stamp.read_text(encoding="utf-8")).keys() >= {"runtime", "catalogues", "python"}


def test_a_step_that_fails_says_its_last_line_and_where_the_rest_is(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with pytest.raises(StepFailed, match=r"«Trying» failed; its last line is «it is broken».*log"):
        run_step("Trying", _says("it is broken", 1), log=log, lang="en")
    assert "it is broken" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("Failed to establish a new connection: [Errno 111] Connection refused", "connect this computer"),
        ("ERROR: Could not find a version that satisfies x (from versions: none)", "connect this computer"),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "make room"),
    ],
)
def test_known_troubles_become_advice(tmp_path: Path, said: str, sentence: str) -> None:
    with pytest.raises(StepFailed, match=sentence):
        run_step("Trying", _says(said, 1), log=tmp_path / "log", lang="en")


def test_settings_of_the_persons_own_python_do_not_lead_pip_astray(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PIP_TARGET", "PIP_USER", "PYTHONPATH", "PYTHONHOME"):
        monkeypatch.setenv(name, "elsewhere")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/")
    kept = environment()
    assert {"PIP_TARGET", "PIP_USER", "PYTHONPATH", "PYTHONHOME"}.isdisjoint(kept)
    assert kept["PIP_INDEX_URL"] == "http://127.0.0.1:9/"


def test_one_installation_at_a_time(tmp_path: Path) -> None:
    order: list[str] = []
    waits = threading.Event()

    def second() -> None:
        with alone(tmp_path / "lock", waits.set):
            order.append("second")

    other = threading.Thread(target=second)
    with alone(tmp_path / "lock", lambda: order.append("the first never waits")):
        other.start()
        assert waits.wait(PATIENCE_S)
        order.append("first")
    other.join(PATIENCE_S)
    assert order == ["first", "second"]


def test_without_a_network_the_first_start_says_what_to_do(tmp_path: Path) -> None:
    """The real start.py on a real copy; its index is a port of this computer where nobody listens."""
    copy = _copy(tmp_path / "checkout")
    environ = {name: value for name, value in os.environ.items() if not name.upper().startswith("PIP_")}
    environ |= {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "0", "PIP_NO_CACHE_DIR": "1"}
    environ |= {"PIP_CONFIG_FILE": os.devnull, "HOME": str(tmp_path), "USERPROFILE": str(tmp_path)}
    start = [sys.executable, str(copy / "start.py"), "--lang", "en"]
    ended = subprocess.run(start, env=environ, capture_output=True, check=False, text=True)
    assert ended.returncode == 1
    assert ended.stderr.strip().count("\n") == 0
    assert "connect this computer and run the same command again" in ended.stderr
    assert "Traceback" not in ended.stdout + ended.stderr
    assert (copy / ".venv" / "caunoi-unfinished").exists()


def test_everything_start_says_is_there_in_three_languages() -> None:
    assert {name for name, said in WORDS.items() if set(said) != set(LANGS) or not all(said.values())} == set()
    fields: Callable[[str], list[str]] = lambda text: sorted(part.split("}")[0] for part in text.split("{")[1:])  # noqa: E731
    assert {name for name, said in WORDS.items() if len({tuple(fields(text)) for text in said.values()}) > 1} == set()


@pytest.mark.parametrize(
    ("argv", "lang"),
    [
        ([], "vi"),
        (["--lang", "id"], "id"),
        (["--port", "1", "--lang=en"], "en"),
        (["--lang"], "vi"),
        (["--lang", "x"], "vi"),
    ],
)
def test_the_language_is_known_before_the_command_line_is_read(argv: list[str], lang: str) -> None:
    assert language(argv) == lang


def _says(text: str, status: int) -> list[str]:
    return [sys.executable, "-c", f"import sys; print({text!r}); sys.exit({status})"]


def _copy(target: Path) -> Path:
    (target / "caunoi").mkdir(parents=True)
    names = ("start.py", "requirements.lock", "requirements.in", "requirements-test.lock", "pyproject.toml")
    for name in (*names, "caunoi/__init__.py"):
        (target / name).write_bytes((CHECKOUT / name).read_bytes())
    first_start = target / "caunoi" / "first_start"
    first_start.mkdir()
    for path in (CHECKOUT / "caunoi" / "first_start").glob("*.py"):
        (first_start / path.name).write_bytes(path.read_bytes())
    return target
