"""Opens a class: an ordinary nbgrader course whose content is pinned."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol

import sqlalchemy
from sqlalchemy.pool import NullPool

from assessments.agreement import check_notebook
from assessments.grade import generate
from caunoi.content import CHECKOUT, Library, library_of
from caunoi.coursework.folder import CLASS_FILE, CONTENT, GRADEBOOK, read_class, safe_id, write_class
from caunoi.errors import ContentError, Problem
from caunoi.model.course import ClassFile

TEMPLATE = Path(__file__).resolve().parent / "course_template"
# Notebooks of assessments that the class does not take yet, as they were when it was opened.
LATER = "later"
# What content lives in, inside a checkout and inside a class: (checkout, class)
_PINNED = (("widgets/portals", "portals"), ("curriculum", "curriculum"), ("assessments", "assessments"))
_NOT_CONTENT = shutil.ignore_patterns(".*", "_*", "*.py", "source", TEMPLATE.name)


class ClassLike(Protocol):
    """What a class is opened from; the hall's record of it fits."""

    @property
    def id(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def day(self) -> str: ...
    @property
    def lang(self) -> str: ...
    @property
    def simulated(self) -> bool: ...


class TraineeLike(Protocol):
    """What a student is made from; the hall's record of a trainee fits."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def card(self) -> str: ...


def untold(_done: int, _total: int) -> None:
    """Nobody wants to hear how far it is."""


def open_course(
    root: Path,
    record: ClassLike,
    checkout: Path = CHECKOUT,
    *,
    modules: Sequence[str] | None = None,
    tell: Callable[[int, int], None] = untold,
) -> str:
    """Build the folder of a class, complete or not at all, and return the digest of the content it pins.

    All content is pinned; only the assessments of `modules` are released, a second or two for each. A folder that
    is already there is left as it is.

    Raises:
        ContentError: a notebook and its content do not agree.
        GradingError: nbgrader could not make the release.
    """
    safe_id(record.id, "class id")
    if (root / CLASS_FILE).is_file():
        return library_of([root / CONTENT]).digest
    root.parent.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix=".opening-", dir=root.parent))
    try:
        digest = _build(building, record, checkout, modules, tell)
        building.chmod(0o755)  # mkdtemp makes folders private
        building.rename(root)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise
    return digest


def add_students(root: Path, trainees: Iterable[TraineeLike]) -> None:
    """Enter people into the gradebook, or correct their names.

    The whole name goes where nbgrader keeps the family name and the card where it keeps the given one: formgrader
    shows "Nguyễn Thị Hoa, 012", and a Vietnamese name is never taken apart.
    """
    people = [
        {"id": safe_id(each.id, "number of a trainee"), "name": each.name, "card": each.card} for each in trainees
    ]
    if not people:
        return
    # In plain SQL: importing nbgrader would cost the hall seconds and 60 MB. A test lets nbgrader read what is written.
    statement = sqlalchemy.text(
        "INSERT INTO student (id, last_name, first_name) VALUES (:id, :name, :card)"
        " ON CONFLICT (id) DO UPDATE SET last_name = excluded.last_name, first_name = excluded.first_name"
    )
    engine = sqlalchemy.create_engine(f"sqlite:///{root / GRADEBOOK}", poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(statement, people)
    engine.dispose()


def remove_student(root: Path, trainee_id: str) -> None:
    """Take somebody out of the gradebook who has handed nothing in."""
    engine = sqlalchemy.create_engine(f"sqlite:///{root / GRADEBOOK}", poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(
            sqlalchemy.text(
                "DELETE FROM student WHERE id = :id"
                " AND NOT EXISTS (SELECT 1 FROM submitted_assignment WHERE student_id = :id)"
            ),
            {"id": trainee_id},
        )
    engine.dispose()


def add_modules(root: Path, modules: Sequence[str], tell: Callable[[int, int], None] = untold) -> None:
    """Let a class take more modules, with the content it was opened with; what it takes already stays.

    Raises:
        GradingError: nbgrader could not make the release; the class is as it was and this may be called again.
    """
    known = read_class(root)
    if known.modules is None:
        return
    library = library_of([root / CONTENT])
    taken = tuple(each.id for each in library.syllabus.modules if each.id in {*known.modules, *modules})
    _release(root, library.of_modules(taken, known.forms).assessments, tell)
    # Read anew: what a facilitator has set while nbgrader worked stays.
    write_class(root, read_class(root).model_copy(update={"modules": taken}))


def add_forms(root: Path, module: str, tell: Callable[[int, int], None] = untold) -> None:
    """Let a class take the two forms of a module before and after its lessons, in place of the assessment.

    Raises:
        GradingError: nbgrader could not make the release; the class is as it was and this may be called again.
    """
    library = library_of([root / CONTENT])
    forms = next((each.forms for each in library.syllabus.modules if each.id == module), None)
    if forms is None:
        return
    _release(root, forms, tell)
    known = read_class(root)
    write_class(root, known.model_copy(update={"forms": tuple(dict.fromkeys((*known.forms, module)))}))


def _release(root: Path, names: Iterable[str], tell: Callable[[int, int], None]) -> None:
    """Release the assessments of these that are not released yet."""
    fresh = [name for name in sorted(names) if not (root / "release" / name / f"{name}.ipynb").is_file()]
    for name in fresh:
        if (root / LATER / name).is_dir() and not (root / "source" / name).is_dir():
            (root / LATER / name).rename(root / "source" / name)
    generate(root, fresh, tell)


def _build(
    building: Path,
    record: ClassLike,
    checkout: Path,
    modules: Sequence[str] | None,
    tell: Callable[[int, int], None],
) -> str:
    for here, there in _PINNED:
        if (checkout / here).is_dir():
            shutil.copytree(checkout / here, building / CONTENT / there, ignore=_NOT_CONTENT)
    library = Library.load([building / CONTENT])
    released = sorted(library.of_modules(modules).assessments)
    for name in sorted(library.assessments):
        safe_id(name, "assessment")
        notebook = checkout / "assessments" / name / "source" / f"{name}.ipynb"
        check_notebook(notebook, library, name)
        target = building / ("source" if name in released else LATER) / name
        target.mkdir(parents=True)
        shutil.copyfile(notebook, target / notebook.name)
    if not library.assessments:
        raise ContentError([Problem(str(checkout), "assessments", "none", "add a folder with assessment.yaml")])
    shutil.copyfile(TEMPLATE / "nbgrader_config.py", building / "nbgrader_config.py")
    write_class(
        building,
        ClassFile(
            format=1,
            id=record.id,
            code=record.code,
            name=record.name,
            place=record.place,
            day=record.day,
            lang=record.lang,  # type: ignore[arg-type]  # pydantic checks it
            simulated=record.simulated,
            digest=library.digest,
            modules=None if modules is None else tuple(modules),
        ),
    )
    (building / "source").mkdir(exist_ok=True)
    generate(building, released, tell)
    return library.digest
