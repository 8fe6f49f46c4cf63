"""What the hall needs of other rooms, handed in by the command line: callables, no imports."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from caunoi.hall.records import AttemptRecord, ClassRecord, EventRecord, TraineeRecord
from caunoi.hall.store import Store

Tell = Callable[[int, int], None]
Submit = Callable[[ClassRecord, TraineeRecord, AttemptRecord, list[EventRecord]], None]


@dataclass(frozen=True)
class MockupDrawing:
    """How a mock-up is drawn: its joined module, its joined stylesheet, its words in a language."""

    module: str
    style: str
    words: Callable[[str], dict[str, str]]


def _nothing(*_: Any) -> None:
    return None


@dataclass(frozen=True)
class Services:
    """Doors to the course, the grader and the reports.

    `class_root` is the course folder of a class (its content stands in `content/`). `open_class(record, modules, tell)`
    builds it with some modules, all without the last two; `add_modules(class_id, modules, tell)` opens more of them and
    `add_forms(class_id, module, tell)` both forms of one in place of its assessment; all tell `(done, total)` as they
    go on. `submit` files one handed-in attempt; whatever it raises is retried later. `forget` replaces a person by a
    pseudonym, in the store too. `results` gives None while nothing was given back. Each entry of `jobs` makes the
    command line of a child process for a class id. `mockup` makes what draws a screen as trainees see it; it is asked
    for only then, since a start should not wait for the widgets. `analyses` are the notebooks that need live Python, by
    the name in their address; each finds a copy of the class in its working directory.
    """

    class_root: Callable[[str], Path]
    open_class: Callable[..., None] = _nothing
    add_modules: Callable[[str, Sequence[str], Tell], None] = _nothing
    add_forms: Callable[[str, str, Tell], None] = _nothing
    add_trainees: Callable[[str, list[TraineeRecord]], None] = _nothing
    remove_trainee: Callable[[str, str], None] = _nothing
    forget: Callable[[Store, str, str], str] | None = None
    submit: Submit = _nothing
    results: Callable[[str, str], list[dict[str, Any]] | None] = _nothing
    grading_guide: Callable[[str, str], str] | None = None
    open_assessor: Callable[[str], str] | None = None
    jobs: Mapping[str, Callable[[str], Sequence[str]]] = field(default_factory=dict)
    mockup: Callable[[], MockupDrawing] | None = None
    analyses: Mapping[str, Path] = field(default_factory=dict)
