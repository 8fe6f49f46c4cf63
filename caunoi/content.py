"""The library: all content under some roots, read once, with every problem collected."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import yaml

from caunoi.content_files import Entry, content_files, content_stamps, known_entries
from caunoi.errors import ContentError, Problem
from caunoi.lowering import (
    Core,
    CriterionCore,
    RubricCore,
    lower,
    lower_goal,
    lower_rubric,
    lower_steps,
    portal_problems,
)
from caunoi.lowering.parts import joined
from caunoi.lowering.talk import Meeting, talk_core, talk_portal, talk_rubric, talk_steps
from caunoi.model.base import Text, texts_of
from caunoi.model.course import Assessment, Skill, Syllabus, Term
from caunoi.model.facts import Source, StatedFact
from caunoi.model.portal import Part, Portal
from caunoi.model.quiz import ItemSet, KeySet, Writing, WritingRubric
from caunoi.model.resident import Resident
from caunoi.model.rubric import Rubric
from caunoi.model.scenario import Scenario, Trace
from caunoi.model.talk import Talk
from caunoi.suggestion import there_are

CHECKOUT = Path(__file__).resolve().parent.parent
CHECKOUT_ROOTS = (CHECKOUT / "widgets" / "portals", CHECKOUT / "curriculum", CHECKOUT / "assessments")
CLASS_FILE = "class.yaml"

Some = TypeVar("Some")


class Library:
    """All content by id.

    A file that cannot be read is noted in `unreadable` and is missing in the tables; asking for it raises, so that
    nothing is ever graded or shown by guess.
    """

    def __init__(self) -> None:
        self.portals: dict[str, Portal] = {}  # as they are written; portal() joins their parts in
        self.parts: dict[str, Part] = {}
        self.talks: dict[str, Talk] = {}
        self.residents: dict[str, Resident] = {}
        self.scenarios: dict[str, Scenario] = {}
        self.rubrics: dict[str, Rubric] = {}
        self.traces: dict[str, tuple[Trace, ...]] = {}
        self.item_sets: dict[str, ItemSet] = {}
        self.keys: dict[str, KeySet] = {}
        self.writings: dict[str, Writing] = {}
        self.writing_rubrics: dict[str, WritingRubric] = {}
        self.assessments: dict[str, Assessment] = {}
        self.skills: dict[str, Skill] = {}
        self.terms: dict[str, Term] = {}
        self.syllabuses: dict[str, Syllabus] = {}
        self.sources: dict[str, Source] = {}
        self.facts: dict[str, StatedFact] = {}
        self.roots: tuple[Path, ...] = ()
        self.files: dict[tuple[str, str], Path] = {}
        self.unreadable: list[Problem] = []
        self.digest = ""
        self._joined: dict[str, Portal] = {}
        self._visited: dict[str, Portal] = {}
        self._cores: dict[str, Core] = {}
        self._rubric_cores: dict[str, RubricCore] = {}
        self._texts: dict[tuple[str, str], list[tuple[str, Text]]] = {}

    @classmethod
    def load(cls, roots: Sequence[str | Path], read: Callable[[Path], list[Entry]] = known_entries) -> Library:
        """Return everything under these folders, recursively; the digest depends on file names and bytes only.

        Who loads again and again may hand in a `read` that need not open files which have not changed.
        """
        library = cls()
        library.roots = tuple(Path(root) for root in roots)
        summed = hashlib.sha256()
        for path in content_files(roots):
            library._take(path, read)
            summed.update(f"{path.name}\0{_digest(path)}\n".encode())
        library.digest = summed.hexdigest()
        library._bring_together()
        return library

    @property
    def syllabus(self) -> Syllabus:
        """The syllabus; an empty one where none is written, as in the content of a class."""
        return self.syllabuses.get("syllabus") or Syllabus(modules=())

    def of_modules(self, modules: Collection[str] | None, forms: Collection[str] = ()) -> Library:
        """Return the same content for a class that takes these modules only; with None, all of them.

        Of the modules in `forms` it takes both forms in place of the assessment, of all others the assessment.
        """
        taken = copy.copy(self)
        own = tuple(module for module in self.syllabus.modules if modules is None or module.id in modules)
        closing = {name for module in self.syllabus.modules for name in (module.assessment, *(module.forms or ()))}
        wanted = {name for module in own for name in module.closed_by(forms=module.id in forms)}
        taken.syllabuses = {"syllabus": Syllabus(modules=own)} if self.syllabuses else {}
        taken.assessments = {
            name: each for name, each in self.assessments.items() if name not in closing or name in wanted
        }
        return taken

    def problems(self) -> list[Problem]:
        """Return what cannot be read and what does not lower; caunoi.check looks further."""
        found = set(self.unreadable)
        broken = {Path(problem.file).name for problem in self.unreadable}
        for name in self.portals:
            try:
                found.update(portal_problems(self.portal(name)))
            except ContentError as error:
                found.update(error.problems)
        for name, scenario in self.scenarios.items():
            if scenario.visit is None and scenario.portal not in self.portals:
                if f"{scenario.portal}.portal.yaml" not in broken:
                    known = there_are(scenario.portal, self.portals)
                    found.add(Problem(f"{name}.scenario.yaml", "portal", f"is unknown: {scenario.portal}", known))
                continue
            for lowering in (self.core, self.steps, self.rubric_core if name in self.rubrics else self.core):
                try:
                    lowering(name)
                except ContentError as error:
                    found.update(error.problems)
        paths = {path.name: str(path) for path in self.files.values()}
        return sorted(replace(problem, file=paths.get(problem.file, problem.file)) for problem in found)

    def require(self, table: Mapping[str, Some], name: str, kind: str) -> Some:
        """Return a piece of content by id. Raises ContentError that says why it is not there."""
        found = table.get(name)
        if found is None:
            broken = [problem for problem in self.unreadable if Path(problem.file).name.startswith(f"{name}.")]
            raise ContentError(broken or [Problem("content", kind, f"{name} is not there", there_are(name, table))])
        return found

    def scenario(self, scenario_id: str) -> Scenario:
        """Return a scenario. Raises ContentError."""
        return self.require(self.scenarios, scenario_id, "scenario")

    def portal(self, portal_id: str) -> Portal:
        """Return a portal with its parts joined in. Raises ContentError."""
        if portal_id not in self._joined:
            self._joined[portal_id] = joined(self.require(self.portals, portal_id, "portal"), self.parts)
        return self._joined[portal_id]

    def portal_of(self, scenario: Scenario) -> Portal:
        """Return the portal of a scenario, with its parts; of a visit the one its talk makes. Raises ContentError."""
        if scenario.visit is None:
            return self.portal(scenario.portal)
        if scenario.id not in self._visited:
            self._visited[scenario.id] = talk_portal(self.meeting(scenario))
        return self._visited[scenario.id]

    def meeting(self, scenario: Scenario) -> Meeting:
        """Return what comes together in the visit of a scenario. Raises ContentError."""
        assert scenario.visit is not None
        talk = self.require(self.talks, scenario.portal, "talk")
        return Meeting(talk, self.require(self.residents, scenario.visit.resident, "resident"), scenario)

    def item_set(self, set_id: str) -> ItemSet:
        """Return an item set. Raises ContentError."""
        return self.require(self.item_sets, set_id, "item set")

    def core(self, scenario_id: str) -> Core:
        """Return the lowered portal of a scenario. Raises ContentError."""
        if scenario_id not in self._cores:
            scenario = self.scenario(scenario_id)
            if scenario.visit is None:
                self._cores[scenario_id] = lower(self.portal_of(scenario), scenario)
            else:
                self._cores[scenario_id] = talk_core(self.meeting(scenario))
        return self._cores[scenario_id]

    def steps(self, scenario_id: str) -> list[dict[str, Any]]:
        """Return the lowered guided steps of a scenario, none for a test. Raises ContentError."""
        scenario = self.scenario(scenario_id)
        return lower_steps(self.portal_of(scenario), scenario)

    def goal(self, scenario_id: str) -> dict[str, Any]:
        """Return the lowered goal of a scenario. Raises ContentError."""
        scenario = self.scenario(scenario_id)
        return lower_goal(self.portal_of(scenario), scenario)

    def rubric_core(self, scenario_id: str) -> RubricCore:
        """Return the lowered criteria and wrong turns of a scenario. Raises ContentError."""
        if scenario_id not in self._rubric_cores:
            scenario = self.scenario(scenario_id)
            rubric = self.require(self.rubrics, scenario_id, "rubric")
            self._rubric_cores[scenario_id] = lower_rubric(self.portal_of(scenario), scenario, rubric)
        return self._rubric_cores[scenario_id]

    def criteria(self, scenario_id: str) -> tuple[CriterionCore, ...]:
        """Return the lowered criteria of a scenario, as caunoi.scoring.score takes them. Raises ContentError."""
        return self.rubric_core(scenario_id).criteria

    def texts(self, table: str, name: str) -> list[tuple[str, Text]]:
        """Return every text of a piece of content with its place; it is walked once, however many ask."""
        if (table, name) not in self._texts:
            self._texts[table, name] = texts_of(getattr(self, table)[name])
        return self._texts[table, name]

    def file_of(self, table: str, name: str) -> str:
        """Return the file that a piece of content was read from."""
        return str(self.files.get((table, name), f"{name}"))

    def _bring_together(self) -> None:
        """Give each visit the guided steps and the rubric of its talk; a test keeps its steps from everybody."""
        for name, scenario in self.scenarios.items():
            visit = scenario.visit
            if visit is None or scenario.portal not in self.talks or visit.resident not in self.residents:
                continue
            meeting = self.meeting(scenario)
            try:
                rubric = talk_rubric(meeting)
                steps = talk_steps(meeting) if scenario.use == "practice" else None
            except ContentError as error:
                self.unreadable += error.problems
                continue
            self.rubrics[name] = rubric
            self.files["rubrics", name] = self.files["talks", scenario.portal]
            if steps is not None:
                self.scenarios[name] = scenario.model_copy(update={"steps": steps})

    def _take(self, path: Path, read: Callable[[Path], list[Entry]]) -> None:
        try:
            entries = read(path)
        except ContentError as error:
            self.unreadable += error.problems
            return
        for table, name, value in entries:
            kept: dict[str, object] = getattr(self, table)
            if name in kept:
                first = self.file_of(table, name)
                self.unreadable.append(Problem(str(path), "id", f"{name} is taken", f"it is in {first}; rename one"))
            else:
                kept[name] = value
                self.files[table, name] = path


_LOADED: dict[tuple[Path, ...], tuple[object, Library]] = {}


def library_here(cwd: str | Path | None = None) -> Library:
    """Return the content that belongs to a folder.

    In a class (the folder or one above it has class.yaml) that is the content/ pinned there, as far as the class takes
    it; elsewhere this checkout's.
    """
    here = (Path(cwd) if cwd is not None else Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / CLASS_FILE).is_file():
            return _taken(library_of([folder / "content"]), folder / CLASS_FILE)
    return library_of(CHECKOUT_ROOTS)


def library_of(roots: Sequence[Path]) -> Library:
    """Return the library of these roots, from memory as long as no file under them has changed."""
    key = tuple(roots)
    stamp = content_stamps(roots)
    known = _LOADED.get(key)
    if known is None or known[0] != stamp:
        known = _LOADED[key] = (stamp, Library.load(roots))
    return known[1]


_TAKEN: dict[Path, tuple[object, Library, Library]] = {}


def _taken(library: Library, file: Path) -> Library:
    """What the class of this class.yaml takes, from memory as long as neither has changed."""
    stamp = _version(file)
    known = _TAKEN.get(file)
    if known is None or known[:2] != (stamp, library):
        known = _TAKEN[file] = (stamp, library, library.of_modules(*_taken_by(file)))
    return known[2]


def _taken_by(file: Path) -> tuple[list[str] | None, list[str]]:
    """The modules that class.yaml names, and those taken with forms; all, where it cannot be read: others complain."""
    try:
        said = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError):
        return None, []
    named = said if isinstance(said, dict) else {}
    modules, forms = named.get("modules"), named.get("forms")
    return modules if isinstance(modules, list) else None, forms if isinstance(forms, list) else []


def _digest(path: Path) -> str:
    """The sum of a file; empty for what cannot be read, which is noted as unreadable."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    except OSError:
        return ""


def _version(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
