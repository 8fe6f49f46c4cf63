"""JSON Schemas of all kinds of content files, so that editors complete keys, explain them and mark mistakes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from caunoi.content import CHECKOUT, Library
from caunoi.drawn_names import icon_names, picture_names
from caunoi.model.course import Assessment, Glossary, Skills, Syllabus
from caunoi.model.facts import FactSheet
from caunoi.model.portal import Part, Portal
from caunoi.model.practice import PracticeItemSet
from caunoi.model.quiz import ItemSet, KeySet, Writing, WritingRubric
from caunoi.model.resident import Resident
from caunoi.model.rubric import Rubric
from caunoi.model.scenario import Scenario, TraceSet
from caunoi.model.talk import Talk
from caunoi.yaml_text import read_yaml

FOLDER = CHECKOUT / "docs" / "schemas"
DRAFT = "https://json-schema.org/draft/2020-12/schema"
NAMES = "names.schema.json"
HELP = Path(__file__).with_name("schema_help.yaml")

# The kinds of files: how their names match, and their model. Practice items and test items share a kind of file.
KINDS: dict[str, tuple[str, type[BaseModel]]] = {
    "portal": ("*.portal.yaml", Portal),
    "part": ("*.part.yaml", Part),
    "talk": ("*.talk.yaml", Talk),
    "resident": ("*.resident.yaml", Resident),
    "scenario": ("*.scenario.yaml", Scenario),
    "rubric": ("*.rubric.yaml", Rubric),
    "traces": ("*.traces.yaml", TraceSet),
    "items": ("*.items.yaml", ItemSet),
    "keys": ("*.keys.yaml", KeySet),
    "writing": ("*.writing.yaml", Writing),
    "writing-rubric": ("*.writing-rubric.yaml", WritingRubric),
    "assessment": ("assessment.yaml", Assessment),
    "syllabus": ("syllabus.yaml", Syllabus),
    "skills": ("skills.yaml", Skills),
    "glossary": ("glossary.yaml", Glossary),
    "facts": ("facts.yaml", FactSheet),
}

# Keys whose values are names of something there is, with the list in names.schema.json.
_NAMED = {"icon": "icon", "picture": "picture", "skill": "skill", "portal": "portal"}
_NAMED_LISTS = {"skills": "skill", "facts": "fact"}


def schemas(library: Library) -> dict[str, dict[str, Any]]:
    """Return every schema by the name of its file; the names that change with the content stand in one of them."""
    found = {f"{kind}.schema.json": _schema(kind, glob, model) for kind, (glob, model) in KINDS.items()}
    return {NAMES: _names(library)} | found


def write_schemas(folder: Path, library: Library) -> list[Path]:
    """Write the schemas into a folder and return their files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, schema in schemas(library).items():
        path = folder / name
        path.write_text(json.dumps(schema, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        written.append(path)
    return written


def _schema(kind: str, glob: str, model: type[BaseModel]) -> dict[str, Any]:
    models = (model, PracticeItemSet) if kind == "items" else (model,)
    refs, together = models_json_schema([(each, "validation") for each in models])
    definitions = {name: _tidy(name, each) for name, each in together["$defs"].items()}
    about = {"$schema": DRAFT, "$id": f"{kind}.schema.json", "title": f"Cầu Nối: {glob}"}
    if kind == "items":
        practice, test = (refs[each, "validation"] for each in (PracticeItemSet, model))
        choose = {
            "if": {"properties": {"use": {"const": "practice"}}, "required": ["use"]},
            "then": practice,
            "else": test,
        }
        return about | choose | {"$defs": definitions}
    return about | refs[model, "validation"] | {"$defs": definitions}


def _tidy(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """Make a definition easier on editors: help beside keys, no null that nobody writes, closed tables."""
    tidied: dict[str, Any] = _walked(schema)
    tidied["title"] = name
    for key, inner in tidied.get("properties", {}).items():
        tidied["properties"][key] = _property(name, key, inner)
    return tidied


def _walked(value: Any) -> Any:
    if isinstance(value, list):
        return [_walked(each) for each in value]
    if not isinstance(value, dict):
        return value
    found = {key: _walked(each) for key, each in value.items() if key not in ("discriminator", "default")}
    if isinstance(found.get("title"), str) and "properties" not in found:
        del found["title"]
    if "oneOf" in found:  # of several kinds; anyOf tells a mistake by the nearest kind, oneOf by all of them
        found["anyOf"] = found.pop("oneOf")
    if "anyOf" in found:
        kinds = [each for each in found.pop("anyOf") if each != {"type": "null"}]
        found |= kinds[0] if len(kinds) == 1 else {"anyOf": kinds}
    if "patternProperties" in found:
        found["additionalProperties"] = False
    return found


def _property(model: str, key: str, schema: dict[str, Any]) -> dict[str, Any]:
    if key in _NAMED and schema.get("type") == "string":
        schema = {"$ref": f"{NAMES}#/$defs/{_NAMED[key]}"}
    if key in _NAMED_LISTS and schema.get("items", {}).get("type") == "string":
        schema = schema | {"items": {"$ref": f"{NAMES}#/$defs/{_NAMED_LISTS[key]}"}}
    said = _help().get(key)
    if model == "Text" and key == "id":
        said = "Bahasa Indonesia."
    return schema | ({"description": said} if said else {})


@cache
def _help() -> Mapping[str, str]:
    said: Mapping[str, str] = read_yaml(HELP)
    return said


def _names(library: Library) -> dict[str, Any]:
    """The names there are, apart from the rest, so that new content changes this one file."""
    listed: dict[str, Iterable[str]] = {
        "icon": icon_names(),
        "picture": picture_names(),
        "skill": library.skills,
        "portal": [*library.portals, *library.talks],
        "fact": library.facts,
    }
    definitions = {name: {"type": "string", "enum": sorted(names)} for name, names in listed.items()}
    return {"$schema": DRAFT, "$id": NAMES, "title": "Cầu Nối: names", "$defs": definitions}
