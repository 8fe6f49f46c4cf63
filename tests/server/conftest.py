"""A running hall for each test, or one for a module whose tests only read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from caunoi.hall.records import ClassRecord
from tests.server.material import copy_content, open_class, static_folder
from tests.server.pages_stage import RESULTS, Stage, staged
from tests.server.running import Browser, RunningHall, make_hall


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a curriculum of one lesson."""
    return copy_content(tmp_path_factory.mktemp("course") / "material")


@pytest.fixture(scope="session")
def static(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hall's own files, as small as can be."""
    return static_folder(tmp_path_factory.mktemp("static"))


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory, course: Path, static: Path) -> Iterator[RunningHall]:
    """One hall for a module: rendering takes seconds."""
    running = RunningHall(make_hall(tmp_path_factory.mktemp("data"), course, static))
    with running.serving():
        yield running


@pytest.fixture(scope="module")
def class_id(hall: RunningHall) -> str:
    """A class with three people and a released assessment."""
    return hall.new_class("Vũ Thị Riêng", "Trần Văn Thử", "Phạm Thị Ví Dụ", open_class=open_class)


@pytest.fixture
def trainee(hall: RunningHall, class_id: str) -> Browser:
    """The browser of card 001."""
    return hall.signed_in(class_id, "001")


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A hall for a module, with the doors to the other rooms noted down; nothing is graded in it."""
    with staged(tmp_path_factory.mktemp("data")) as stage:
        yield stage


@pytest.fixture(scope="module")
def record(stage: Stage) -> ClassRecord:
    """A class in the middle of its work; card 001 has a result."""
    made = stage.busy_class()
    stage.results["001"] = RESULTS
    return made


@pytest.fixture
def facilitator(stage: Stage) -> Browser:
    """The browser of a facilitator."""
    return stage.running.facilitator()


@pytest.fixture
def stranger(stage: Stage) -> Browser:
    """Somebody with no cookie."""
    return stage.running.browser()
