"""A small class, opened and graded once by the real nbgrader; tests that change it work on a copy."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assessments import bridge, grade
from assessments.course import add_students, open_course
from assessments.skeleton import skeleton
from caunoi.content import Library
from caunoi.lowering.rubrics import trace_events
from tests.grading.samples import (
    ASSESSMENT,
    FIXTURES,
    HOSTILE,
    NOON,
    PARTLY,
    PEOPLE,
    RIGHT,
    SCENARIO,
    Answers,
    GradedBy,
    Group,
)


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout with the fixture content and the notebook that its content asks for."""
    checkout = tmp_path_factory.mktemp("checkout")
    shutil.copytree(FIXTURES / "portals", checkout / "widgets" / "portals")
    for room in ("curriculum", "assessments"):
        shutil.copytree(FIXTURES / room, checkout / room)
    items = checkout / "assessments" / ASSESSMENT / "basics.items.yaml"
    written = items.read_text(encoding="utf-8")
    assert "    points: 3\n" in written
    # Thirds of 2 have no decimal that ends.
    items.write_text(written.replace("    points: 3\n", "    points: 2\n"), encoding="utf-8")
    source = checkout / "assessments" / ASSESSMENT / "source"
    source.mkdir()
    notebook = skeleton(Library.load([checkout]), ASSESSMENT)
    (source / f"{ASSESSMENT}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return checkout


@pytest.fixture(scope="session")
def opened(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class with five people and nothing handed in; nobody may write to it."""
    root = tmp_path_factory.mktemp("classes") / "class-1"
    open_course(root, Group(), checkout)
    add_students(root, PEOPLE)
    return root


@pytest.fixture(scope="session")
def library(opened: Path) -> Library:
    """The content pinned in the class."""
    return Library.load([opened / "content"])


@pytest.fixture(scope="session")
def answers(library: Library) -> Answers:
    """Builds the payload of one attempt from a shipped trace, quiz responses and a text."""

    def build(trace: str | None, responses: dict[str, Any], text: str = "", **changed: Any) -> dict[str, Any]:
        traces = {each.id: each for each in library.traces[SCENARIO]}
        walked = trace_events(traces[trace], library.scenario(SCENARIO).values) if trace else []
        events = [{"task": f"mockup/{SCENARIO}/test", "event": event, "at_ms": 1} for event in walked]
        for item, to in responses.items():
            events.append({"task": "quiz/basics", "event": {"answer": item, "to": to}, "at_ms": 2})
        if text:
            events.append({"task": "writing/coaching", "event": {"write": "coaching", "to": text}, "at_ms": 3})
        payload = {"format": 1, "attempt": "a1", "trainee": "t", "assessment": ASSESSMENT, "events": events}
        return payload | {"digest": library.digest} | changed

    return build


@pytest.fixture
def fresh(opened: Path, tmp_path: Path) -> Path:
    """A copy of the opened class that a test may change."""
    return Path(shutil.copytree(opened, tmp_path / "class-1"))


@pytest.fixture(scope="session")
def graded(opened: Path, answers: Answers, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The class after one grading run: full, partial with hostile text, nothing answered, absent, damaged."""
    root = Path(shutil.copytree(opened, tmp_path_factory.mktemp("graded") / "class-1"))
    bridge.submit(root, "001", ASSESSMENT, answers("expert", RIGHT, "Bà cứ từ từ, cháu ngồi cạnh bà."), NOON)
    bridge.submit(root, "002", ASSESSMENT, answers("slip", PARTLY, HOSTILE), NOON)
    bridge.submit(root, "003", ASSESSMENT, answers(None, {}), NOON)
    bridge.submit(root, "005", ASSESSMENT, answers("expert", RIGHT, digest="0" * 64), NOON)
    told = grade.autograde(root)
    assert [line.ok for line in told] == [True] * 4, (root / grade.LOG).read_text()
    return root


@pytest.fixture
def graded_copy(graded: Path, tmp_path: Path) -> Path:
    """A copy of the graded class that a test may change."""
    return Path(shutil.copytree(graded, tmp_path / "class-1"))


@pytest.fixture(scope="session")
def graded_by(checkout: Path, answers: Answers, tmp_path_factory: pytest.TempPathFactory) -> GradedBy:
    """Builds a graded class whose case has the rubric that the function makes of its text.

    001 took the expert's way and 002 the one with the wrong name; both answered all questions rightly.
    """

    def build(changed: Callable[[str], str]) -> Path:
        own = Path(shutil.copytree(checkout, tmp_path_factory.mktemp("changed") / "checkout"))
        rubric = own / "assessments" / ASSESSMENT / f"{SCENARIO}.rubric.yaml"
        rubric.write_text(changed(rubric.read_text(encoding="utf-8")), encoding="utf-8")
        root = tmp_path_factory.mktemp("classes") / "class-1"
        digest = open_course(root, Group(), own)
        add_students(root, PEOPLE)
        bridge.submit(root, "001", ASSESSMENT, answers("expert", RIGHT, digest=digest), NOON)
        bridge.submit(root, "002", ASSESSMENT, answers("wrong-name", RIGHT, digest=digest), NOON)
        assert [line.ok for line in grade.autograde(root)] == [True, True], (root / grade.LOG).read_text()
        return root

    return build
