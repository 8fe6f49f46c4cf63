"""The command line: help, exit statuses, one sentence for a mistake."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from caunoi import cli, composition
from caunoi.class_folders import NoClass, class_folder, class_folders
from caunoi.errors import CauNoiError
from caunoi.first_start import StepFailed
from caunoi.settings import CHECKOUT, settings

COMMANDS = ("hall", "assess", "grade", "report", "demo", "check", "backup", "restore", "forget", "status")


def caunoi(*words: str) -> subprocess.CompletedProcess[str]:
    """The command as a person runs it."""
    return subprocess.run([sys.executable, "-m", "caunoi.cli", *words], capture_output=True, check=False, text=True)


def test_every_command_of_the_readme_is_there_and_helps() -> None:
    runner = CliRunner()
    everything = runner.invoke(cli.app, ["--help"])
    assert everything.exit_code == 0
    for name in COMMANDS:
        assert f" {name} " in everything.output
        helped = runner.invoke(cli.app, [name, "--help"])
        assert helped.exit_code == 0
        assert "--help" in helped.output


def test_the_command_that_conda_users_get_is_the_same() -> None:
    from importlib.metadata import entry_points

    (command,) = entry_points(group="console_scripts", name="caunoi")
    assert command.load() is cli.main


@pytest.mark.parametrize(
    "words",
    [["hall", "--bogus"], ["nonsense"], ["--lang", "fr"], ["hall", "--port", "99999"], ["demo", "--people", "0"]],
)
def test_a_mistyped_command_is_status_2(words: list[str]) -> None:
    assert CliRunner().invoke(cli.app, words).exit_code == 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["grade"], "there is no class in this folder yet; open one in the hall, or give --data."),
        (["report", "--class", "x"], "there is no class in this folder yet"),
        (["assess"], "there is no class in this folder yet"),
    ],
)
def test_a_mistake_is_one_sentence_and_status_1(tmp_path: Path, words: list[str], sentence: str) -> None:
    ended = caunoi(*words, "--data", str(tmp_path / "none"))
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"{tmp_path / 'none'}: {sentence}")
    assert ended.stderr.strip().count("\n") == 0
    assert not (tmp_path / "none").exists()


def a_class(data: Path, class_id: str, made: int) -> Path:
    """A folder that counts as a class, made at that moment: clocks of files may stand still between two of them."""
    folder = data / "classes" / class_id
    folder.mkdir(parents=True)
    (folder / "class.yaml").write_text("format: 1\n", encoding="utf-8")
    os.utime(folder / "class.yaml", ns=(made, made))
    return folder


def test_the_newest_class_is_meant_unless_one_is_named(tmp_path: Path) -> None:
    older, newer = a_class(tmp_path, "b-older", 1), a_class(tmp_path, "a-newer", 2)
    (tmp_path / "classes" / ".opening-x").mkdir()
    (tmp_path / "classes" / ".opening-x" / "class.yaml").touch()
    assert class_folders(tmp_path) == [newer, older]
    assert class_folder(tmp_path, None) == newer
    assert class_folder(tmp_path, "b-older") == older
    with pytest.raises(NoClass, match=r"class \.\./\.\./etc: there is no such class; there are: a-newer, b-older"):
        class_folder(tmp_path, "../../etc")


def test_options_before_a_command_hold_for_it_and_its_own_win(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    served: list[object] = []
    monkeypatch.setattr(cli, "_serve", lambda chosen, **_: served.append(chosen))
    before = ["--data", str(tmp_path), "--port", "9001", "--lan", "--no-browser"]
    assert CliRunner().invoke(cli.app, [*before, "hall", "--port", "9002", "--lang", "id"]).exit_code == 0
    assert served == [settings({}, data=tmp_path, port=9002, lan=True, browser=False, lang="id")]


def test_bare_caunoi_serves_with_the_assessor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    served: list[tuple[object, object]] = []
    monkeypatch.setattr(cli, "_serve", lambda chosen, **more: served.append((chosen.lan, more)))
    assert CliRunner().invoke(cli.app, ["--data", str(tmp_path)]).exit_code == 0
    assert CliRunner().invoke(cli.app, ["hall", "--data", str(tmp_path)]).exit_code == 0
    assert served == [(False, {"with_assessor": True}), (False, {"with_assessor": False})]


def test_the_demonstration_keeps_to_a_folder_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    served: list[Path] = []
    monkeypatch.setattr(cli, "_serve", lambda chosen, **_: served.append(chosen.data))
    monkeypatch.setenv("CAUNOI_DATA", str(tmp_path / "ours"))
    assert CliRunner().invoke(cli.app, ["demo"]).exit_code == 0
    assert CliRunner().invoke(cli.app, ["demo", "--data", str(tmp_path / "there")]).exit_code == 0
    assert served == [tmp_path / "ours-demo", tmp_path / "there"]


def test_the_work_a_page_starts_is_a_command_we_know(tmp_path: Path) -> None:
    """A page starts `grade`, `grade --return` and `report` as children: their words must be ones we take."""
    doors = composition.services(settings({}, data=tmp_path), None)
    assert set(doors.jobs) == {"grade", "return", "report"}
    for name, command in doors.jobs.items():
        words = list(command("class-1"))
        assert words[:3] == [sys.executable, "-m", "caunoi.cli"]
        ended = subprocess.run(words, capture_output=True, check=False, text=True)
        assert ended.returncode == 1, name
        assert "there is no class in this folder yet" in ended.stderr


@pytest.mark.parametrize("severities", [[], ["warning"], ["error", "warning"]])
def test_check_tells_problems_and_fails_on_errors(monkeypatch: pytest.MonkeyPatch, severities: list[str]) -> None:
    from caunoi.errors import Problem

    found = [Problem("a.yaml", "screens.home", "is [odd]", "mend it", severity) for severity in severities]  # type: ignore[arg-type]
    monkeypatch.setattr("caunoi.check.check", lambda *_, **__: found)
    ended = CliRunner().invoke(cli.app, ["check", "--json"])
    report = json.loads(ended.stdout)
    assert list(report) == ["format", "errors", "warnings", "problems"]
    assert report["format"] == 1
    assert [report["errors"], report["warnings"]] == [severities.count("error"), severities.count("warning")]
    assert [problem["severity"] for problem in report["problems"]] == severities
    for problem in report["problems"]:
        assert list(problem) == ["file", "place", "value", "expectation", "severity", "line"]
    assert ended.exit_code == int("error" in severities)
    told = CliRunner().invoke(cli.app, ["check"])
    assert told.exit_code == ended.exit_code
    assert told.stdout.count("a.yaml: screens.home is [odd]; mend it") == len(severities)


def test_check_says_how_long_each_part_took() -> None:
    told = CliRunner().invoke(cli.app, ["check", "--timings"])
    listed = [line.split() for line in told.stdout.splitlines() if line.endswith(("reading", "traces", "numbers"))]
    assert [(line[1], line[2]) for line in listed] == [("s", "reading"), ("s", "traces"), ("s", "numbers")]
    asked = json.loads(CliRunner().invoke(cli.app, ["check", "--timings", "--json"]).stdout)
    assert {"reading", "traces", "numbers"} < set(asked["seconds"])


def test_check_lists_the_pictures_that_no_content_names_and_counts_them_as_no_problem() -> None:
    told = CliRunner().invoke(cli.app, ["check", "--unused-pictures"])
    (line,) = [line for line in told.stdout.splitlines() if line.startswith("Drawn and not used: ")]
    spare = line.removeprefix("Drawn and not used: ").split(", ")
    assert "wrong-side" not in spare
    asked = json.loads(CliRunner().invoke(cli.app, ["check", "--unused-pictures", "--json"]).stdout)
    assert asked["unused_pictures"] == spare
    assert not any("picture" in problem["value"] for problem in asked["problems"])


def test_the_tests_can_be_run_from_here_too(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[object] = []

    def run(python: Path, argv: list[str], **more: object) -> int:
        ran.append((python, argv, more["root"]))
        return 5

    monkeypatch.setattr("caunoi.first_start.run_tests", run)
    assert CliRunner().invoke(cli.app, ["test", "-k", "one thing", "--full"]).exit_code == 5
    assert ran == [(Path(sys.executable), ["-k", "one thing", "--full"], CHECKOUT)]


def test_without_the_packages_of_the_tests_it_says_how_to_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "hypothesis" else name)
    ended = CliRunner().invoke(cli.app, ["test"])
    assert isinstance(ended.exception, CauNoiError)
    assert f"pip install --editable '{CHECKOUT}[test]'" in str(ended.exception)


def test_no_browser_is_one_sentence_there_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> int:
        raise StepFailed("get a browser")

    monkeypatch.setattr("caunoi.first_start.run_tests", none)
    ended = CliRunner().invoke(cli.app, ["test"])
    assert isinstance(ended.exception, CauNoiError)
    assert str(ended.exception) == "get a browser"
