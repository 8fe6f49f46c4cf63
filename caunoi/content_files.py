"""Which files are content, and what one of them holds."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from caunoi.errors import ContentError, Problem
from caunoi.model.base import Value
from caunoi.model.course import Assessment, Glossary, Skills, Syllabus
from caunoi.model.facts import FactSheet
from caunoi.model.fields import keys_at
from caunoi.model.portal import Part, Portal
from caunoi.model.practice import PracticeItemSet, key_of, question_of
from caunoi.model.quiz import ItemSet, KeySet, Writing, WritingRubric
from caunoi.model.resident import Resident
from caunoi.model.rubric import Rubric
from caunoi.model.scenario import Scenario, TraceSet
from caunoi.model.talk import Talk
from caunoi.stamps import Stamp, stamps
from caunoi.suggestion import meant
from caunoi.yaml_text import parse_yaml, read_yaml, yaml_source

# Some versions of all content; each class pins a copy of its own, mostly of the same.
MOST_KNOWN = 2000


class Entry(NamedTuple):
    """One value for one table of the library."""

    table: str
    id: str
    value: Any


AnyValue = TypeVar("AnyValue", bound=Value)
Read = Callable[[Path, Any], Iterable[Entry]]


def content_files(roots: Sequence[str | Path]) -> list[Path]:
    """Return the content files under these folders, ordered by file name and then by path."""
    # The folder alone is resolved: a file keeps its name, and a link that leads to itself is told when it is read.
    found = {Path(os.path.realpath(path.parent)) / path.name for path in _files(roots) if _reader(path.name)}
    return sorted(found, key=lambda path: (path.name, path.as_posix()))


def strays(roots: Sequence[str | Path]) -> list[Path]:
    """Return the YAML files under these folders that are no kind of content."""
    return sorted(path for path in _files(roots) if path.suffix in (".yaml", ".yml") and not _reader(path.name))


def content_stamps(roots: Sequence[str | Path]) -> list[Stamp]:
    """Return what tells whether a content file under these folders has come, gone or changed."""
    return [stamp for root in roots for stamp in stamps(root, lambda name: _reader(name) is not None, _looked_into)]


def _files(roots: Sequence[str | Path]) -> Iterator[Path]:
    for root in roots:
        for folder, subfolders, names in os.walk(root):
            subfolders[:] = [name for name in subfolders if _looked_into(name)]
            yield from (Path(folder) / name for name in names)


def _looked_into(folder: str) -> bool:
    return not folder.startswith((".", "_"))


def read_entries(path: Path) -> list[Entry]:
    """Return what one content file holds. Raises ContentError with every problem of the file."""
    read = _reader(path.name)
    return list(read(path, read_yaml(path))) if read else []


_known: dict[tuple[str, bytes], list[Entry]] = {}


def known_entries(path: Path) -> list[Entry]:
    """As `read_entries`; a file of the same name and text as one read before gives the same values, wherever it is."""
    read = _reader(path.name)
    if read is None:
        return []
    text = yaml_source(path)
    key = path.name, hashlib.sha256(text.encode()).digest()
    found = _known.get(key)
    if found is None:
        while len(_known) >= MOST_KNOWN:
            _known.pop(next(iter(_known)), None)
        found = _known[key] = list(read(path, parse_yaml(text, path)))
    return found


def _reader(name: str) -> Read | None:
    return _NAMES.get(name) or next((read for suffix, read in _SUFFIXES.items() if name.endswith(suffix)), None)


def _valid(model: type[AnyValue], path: Path, raw: Any) -> AnyValue:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        problems = []
        errors = error.errors(include_url=False)
        for each in errors:
            # A list whose only entry is wrong counts as too short as well; the author needs to hear of the entry only.
            if each["type"] == "too_short" and any(
                other["loc"][:-1][: len(each["loc"])] == each["loc"] for other in errors
            ):
                continue
            place = ".".join(str(part) for part in each["loc"]) or "file"
            value = "" if each["type"] == "missing" else f"has {_short(each['input'])}"
            problems.append(
                Problem(str(path), place, value, _expectation(model, each["type"], each["msg"], each["loc"]))
            )
        raise ContentError(problems) from error


def _expectation(model: type[Value], kind: str, message: str, where: tuple[int | str, ...]) -> str:
    if kind == "missing":
        return "this key is missing; write it"
    if kind == "extra_forbidden":
        guess = meant(str(where[-1]), keys_at(model, where[:-1]))
        return f"this key is not known here; {guess}correct its spelling or take it out"
    message = message.removeprefix("Value error, ")
    return message[:1].lower() + message[1:]


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:57] + "..."


def _simple(model: type[Value], table: str, name: str) -> Read:
    """A file with one value, kept under the id in its field `name`; its file name must begin with that id."""

    def read(path: Path, raw: Any) -> Iterator[Entry]:
        value = _valid(model, path, raw)
        key = str(getattr(value, name))
        _named(path, key)
        yield Entry(table, key, value)

    return read


def _named(path: Path, key: str) -> None:
    if path.name.split(".", 1)[0] != key:
        suffix = path.name.split(".", 1)[1]
        raise ContentError(
            [Problem(str(path), "file name", f"is for another id than {key}", f"name it {key}.{suffix}")]
        )


def _scenario(path: Path, raw: Any) -> Iterator[Entry]:
    scenario = _valid(Scenario, path, raw)
    _named(path, scenario.id)
    yield Entry("scenarios", scenario.id, scenario)
    if scenario.use == "practice" and scenario.visit is None:
        yield Entry("rubrics", scenario.id, scenario.rubric())


def _traces(path: Path, raw: Any) -> Iterator[Entry]:
    traces = _valid(TraceSet, path, raw)
    _named(path, traces.scenario)
    yield Entry("traces", traces.scenario, traces.traces)


def _items(path: Path, raw: Any) -> Iterator[Entry]:
    """An item set; the keys written in a practice set are taken out of it at once."""
    if not (isinstance(raw, dict) and raw.get("use") == "practice"):
        bare = _valid(ItemSet, path, raw)
        _named(path, bare.id)
        yield Entry("item_sets", bare.id, bare)
        return
    written = _valid(PracticeItemSet, path, raw)
    _named(path, written.id)
    items = tuple(question_of(each) for each in written.items)
    yield Entry("item_sets", written.id, ItemSet(id=written.id, use="practice", title=written.title, items=items))
    yield Entry("keys", written.id, KeySet(items=written.id, keys={each.id: key_of(each) for each in written.items}))


def _assessment(path: Path, raw: Any) -> Iterator[Entry]:
    assessment = _valid(Assessment, path, raw)
    yield Entry("assessments", assessment.id, assessment)


def _syllabus(path: Path, raw: Any) -> Iterator[Entry]:
    yield Entry("syllabuses", "syllabus", _valid(Syllabus, path, raw))


def _skills(path: Path, raw: Any) -> Iterator[Entry]:
    for skill in _valid(Skills, path, raw).skills:
        yield Entry("skills", skill.id, skill)


def _glossary(path: Path, raw: Any) -> Iterator[Entry]:
    for name, term in _valid(Glossary, path, raw).terms.items():
        yield Entry("terms", name, term)


def _facts(path: Path, raw: Any) -> Iterator[Entry]:
    sheet = _valid(FactSheet, path, raw)
    for name, source in sheet.sources.items():
        yield Entry("sources", name, source)
    for fact in sheet.facts:
        yield Entry("facts", fact.id, fact)


_SUFFIXES: dict[str, Read] = {
    ".portal.yaml": _simple(Portal, "portals", "id"),
    ".part.yaml": _simple(Part, "parts", "id"),
    ".talk.yaml": _simple(Talk, "talks", "id"),
    ".resident.yaml": _simple(Resident, "residents", "id"),
    ".scenario.yaml": _scenario,
    ".rubric.yaml": _simple(Rubric, "rubrics", "scenario"),
    ".traces.yaml": _traces,
    ".items.yaml": _items,
    ".keys.yaml": _simple(KeySet, "keys", "items"),
    ".writing.yaml": _simple(Writing, "writings", "id"),
    ".writing-rubric.yaml": _simple(WritingRubric, "writing_rubrics", "writing"),
}
_NAMES: dict[str, Read] = {
    "assessment.yaml": _assessment,
    "syllabus.yaml": _syllabus,
    "skills.yaml": _skills,
    "glossary.yaml": _glossary,
    "facts.yaml": _facts,
}
