"""Where the rooms are joined: what the hall, the desk and the commands may ask of the others."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from caunoi.class_folders import class_root
from caunoi.hall.records import AttemptRecord, ClassRecord, EventRecord, TraineeRecord
from caunoi.hall.services import Services, Tell
from caunoi.settings import CHECKOUT, Settings

if TYPE_CHECKING:
    from caunoi.assessor import Assessor
    from caunoi.desk.services import Widgets
    from caunoi.hall.store import Store

# Rooms are imported by what needs them: nbgrader and Voila take seconds that `caunoi --help` should not.


def services(chosen: Settings, assessor: Assessor | None) -> Services:
    """What the hall may ask of the other rooms."""
    from assessments import bridge, course, guide, results
    from caunoi.coursework.folder import read_class
    from caunoi.hall.services import MockupDrawing
    from caunoi.handing_in import payload_of

    def root(class_id: str) -> Path:
        return class_root(chosen.data, class_id)

    def command(*words: str) -> Callable[[str], Sequence[str]]:
        fixed = [sys.executable, "-m", "caunoi.cli", "--data", str(chosen.data), *words, "--json-progress", "--class"]
        return lambda class_id: [*fixed, class_id]

    def open_class(record: ClassRecord, modules: Sequence[str] | None = None, tell: Tell = course.untold) -> None:
        course.open_course(root(record.id), record, modules=modules, tell=tell)

    def submit(record: ClassRecord, trainee: TraineeRecord, attempt: AttemptRecord, events: list[EventRecord]) -> None:
        name = attempt.page.removeprefix("assessment/")
        # The content of a class is pinned when it is opened; class.yaml says which it was.
        digest = attempt.digest or read_class(root(record.id)).digest
        payload = payload_of(attempt, name, digest, events)
        assert attempt.submitted_at is not None
        bridge.submit(root(record.id), trainee.id, name, payload, attempt.submitted_at, attempt.number)

    @cache
    def mockup_drawing() -> MockupDrawing:
        from widgets import Mockup
        from widgets.strings import MOCKUP, strings

        return MockupDrawing(Mockup._esm, Mockup._css, lambda lang: strings(MOCKUP, lang))

    return Services(
        class_root=root,
        open_class=open_class,
        add_modules=lambda class_id, modules, tell: course.add_modules(root(class_id), modules, tell),
        add_forms=lambda class_id, module, tell: course.add_forms(root(class_id), module, tell),
        add_trainees=lambda class_id, people: course.add_students(root(class_id), people),
        remove_trainee=lambda class_id, trainee_id: course.remove_student(root(class_id), trainee_id),
        forget=lambda store, class_id, trainee_id: forget(store, root(class_id), trainee_id),
        submit=submit,
        results=lambda class_id, trainee_id: results.results(root(class_id), trainee_id),
        grading_guide=lambda class_id, lang: guide.grading_guide(root(class_id), lang),
        open_assessor=assessor.open if assessor else None,
        jobs={
            "grade": command("--lang", chosen.lang, "grade"),
            "return": command("--lang", chosen.lang, "grade", "--return"),
            # In the class's own language, whatever the hall's is.
            "report": command("report"),
        },
        mockup=mockup_drawing,
        analyses={path.stem: path for path in sorted((CHECKOUT / "reports" / "analyses").glob("*.ipynb"))},
    )


def assessor_of(chosen: Settings) -> Assessor:
    """The assessor over the classes of a data folder, not started yet."""
    from caunoi.assessor import Assessor

    return Assessor(chosen.data, chosen.assessor_port, lambda class_id: class_root(chosen.data, class_id))


def desk_widgets() -> Widgets:
    """What the desk draws with: the widgets as trainees get them."""
    from caunoi.desk.services import Widget, Widgets
    from widgets import Mockup
    from widgets.quiz import QuizScreens
    from widgets.strings import MOCKUP, QUIZ_SCREENS, strings

    return Widgets(
        mockup=Widget(Mockup._esm, Mockup._css, lambda lang: strings(MOCKUP, lang)),
        quiz=Widget(QuizScreens._esm, QuizScreens._css, lambda lang: strings(QUIZ_SCREENS, lang)),
    )


def forget(store: Store, root: Path, trainee_id: str) -> str:
    """Replace a person by a pseudonym, in the class's folder first: a try that breaks off there can be made again."""
    from assessments import forgetting
    from caunoi.content import library_here
    from caunoi.keeping.words import free_items, without_words

    free = free_items((library_here(CHECKOUT), library_here(root)))
    pseudonym = store.people.next_pseudonym(root.name)
    forgetting.forget(root, trainee_id, pseudonym, free)
    store.people.forget(root.name, trainee_id, pseudonym, lambda task, event: without_words(task, event, free))
    return pseudonym


def write_report(root: Path, out: Path | None, lang: str | None) -> list[Path]:
    """Write a class's report, by default into its own folder and in its own language; returns the files."""
    from caunoi.coursework.folder import read_class
    from reports import class_report

    return list(class_report.write(root, out or root / "reports", lang or read_class(root).lang))
