"""Assessments, the syllabus, the skills and the glossary."""

from __future__ import annotations

from typing import Annotated, Self
from typing import Literal as OneOf

from pydantic import Field, StrictInt, StrictStr, StringConstraints, model_validator

from caunoi.model.base import Id, Minutes, SkillId, Text, Url, Value, Words
from caunoi.model.facts import Cited

MOST_ATTEMPTS = 9
MOST_HOURS = 720


class Task(Value):
    """One task of an assessment: a mock-up scenario, a quiz or a written question."""

    mockup: Id | None = None
    quiz: Id | None = None
    writing: Id | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if sum(name is not None for name in (self.mockup, self.quiz, self.writing)) != 1:
            raise ValueError("a task is exactly one of mockup, quiz and writing")
        return self

    @property
    def kind(self) -> OneOf["mockup", "quiz", "writing"]:
        """The kind of the task."""
        return "mockup" if self.mockup else "quiz" if self.quiz else "writing"

    @property
    def ref(self) -> str:
        """The id of the scenario, item set or written question."""
        return self.mockup or self.quiz or self.writing or ""

    @property
    def name(self) -> str:
        """The task id that events carry."""
        return f"mockup/{self.ref}/test" if self.mockup else f"{self.kind}/{self.ref}"


class Retakes(Value):
    """How many attempts there are at an assessment, how long to wait between them, and which one counts.

    A further attempt always needs the result of the one before to have been given back. `wait_hours` run from the
    moment that one was handed in, by the hall's clock.
    """

    attempts: Annotated[StrictInt, Field(ge=1, le=MOST_ATTEMPTS)] = 2
    wait_hours: Annotated[StrictInt, Field(ge=0, le=MOST_HOURS)] = 0
    counts: OneOf["best", "last"] = "best"


class Assessment(Value):
    """What is taken in one sitting."""

    id: Id
    title: Text
    tasks: tuple[Task, ...] = Field(min_length=1)
    minutes: Minutes
    language_note: Text | None = None
    retakes: Retakes = Retakes()


class Lesson(Value):
    """One lesson: a notebook."""

    id: Id
    title: Text
    notebook: Annotated[StrictStr, StringConstraints(pattern=r"^[\w.-]+\.ipynb$")]
    minutes: Minutes
    skills: tuple[SkillId, ...] = ()
    facts: Cited = ()


class Module(Value):
    """Lessons that belong together, closed by an assessment; `paths` take it unless a class says else.

    `forms` are two parallel assessments, A and B, which a class may take before and after the lessons in its place.
    """

    id: Id
    title: Text
    about: Text | None = None
    lessons: tuple[Lesson, ...]
    assessment: Id | None = None
    forms: tuple[Id, Id] | None = None
    paths: tuple[OneOf["staff", "volunteer"], ...] = ("staff", "volunteer")

    def closed_by(self, *, forms: bool) -> tuple[str, ...]:
        """Return the ids of what is assessed in it: its two forms, or its assessment."""
        if forms and self.forms is not None:
            return self.forms
        return (self.assessment,) if self.assessment is not None else ()


class Syllabus(Value):
    """All modules in the order they are taught."""

    modules: tuple[Module, ...]


class Skill(Value):
    """One skill that lessons teach and criteria measure; `status` says whose code it bears."""

    id: SkillId
    status: OneOf["confirmed-3139", "provisional", "official-757"]
    title: Text
    about: Text | None = None
    source: Url | None = None


class Skills(Value):
    """All skills."""

    note: Text | None = None
    skills: tuple[Skill, ...]


class Term(Value):
    """An official term and how it is put in each language."""

    term: Text
    note: Text | None = None
    source: Url | None = None


class Glossary(Value):
    """The official terms, by id."""

    terms: dict[Id, Term]


class ClassFile(Value):
    """class.yaml at the root of a class: who it is for, which content it pins and which modules of it the class takes.

    Without `modules` it takes all, as every class did before there was a choice. `retakes` holds, by assessment, what
    the class does otherwise than the assessment says; `forms` names the modules whose two forms it takes before and
    after the lessons.
    """

    format: OneOf[1]
    id: Id
    code: Words
    name: Words
    place: str = ""
    day: str = ""
    lang: OneOf["vi", "id", "en"] = "vi"
    simulated: bool = False
    digest: str = ""
    modules: tuple[Id, ...] | None = None
    retakes: dict[Id, Retakes] = Field(default_factory=dict)
    forms: tuple[Id, ...] = ()
