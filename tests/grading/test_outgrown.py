"""Do the commands stop with one sentence where the content of a class cannot be read any more?"""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assessments.guide import grading_guide
from caunoi import cli
from caunoi.content import library_here
from caunoi.coursework.pinned import OutgrownContent, pinned_library
from tests.grading.samples import SCENARIO


@pytest.fixture
def data(fresh: Path, tmp_path: Path) -> Path:
    """A data folder with two classes; a scenario of the first lacks a key that every scenario must have today."""
    folder = tmp_path / "data"
    for name in ("class-1", "class-2"):
        shutil.copytree(fresh, folder / "classes" / name)
    (file,) = (folder / "classes" / "class-1" / "content").rglob(f"{SCENARIO}.scenario.yaml")
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if not line.startswith("portal:")), encoding="utf-8")
    return folder


@pytest.mark.parametrize("words", [("grade",), ("grade", "--return"), ("report",)])
def test_a_command_names_place_and_way_out(data: Path, words: tuple[str, ...]) -> None:
    ended = CliRunner().invoke(cli.app, ["--lang", "en", *words, "--class", "class-1", "--data", str(data)])
    assert isinstance(ended.exception, OutgrownContent), ended.output
    sentence = str(ended.exception)
    assert sentence.startswith("class class-1: this version of Cầu Nối cannot read all of the content")
    assert f"{SCENARIO}.scenario.yaml: portal" in sentence
    assert "`caunoi check --class class-1`" in sentence
    assert "\n" not in sentence
    assert not list((data / "classes" / "class-1").glob("reports/*"))


def test_another_class_goes_on(data: Path) -> None:
    assert SCENARIO in pinned_library(data / "classes" / "class-2").scenarios
    done = CliRunner().invoke(cli.app, ["--lang", "en", "report", "--class", "class-2", "--data", str(data)])
    assert done.exit_code == 0, done.output


def test_the_grading_guide_stops_too(data: Path) -> None:
    with pytest.raises(OutgrownContent):
        grading_guide(data / "classes" / "class-1", "vi")


def test_only_the_first_places_are_named(data: Path) -> None:
    root = data / "classes" / "class-1"
    for file in (root / "content").rglob("*.yaml"):
        file.write_text("[", encoding="utf-8")
    sentence = str(OutgrownContent(root, library_here(root)))
    assert sentence.count("content/") == 3
    assert "; + " in sentence
