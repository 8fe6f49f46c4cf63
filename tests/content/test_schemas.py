"""Are the published JSON Schemas current, do all shipped files fit them, and does a slip of an author not?"""

from __future__ import annotations

import json
from collections.abc import Callable
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from typer.testing import CliRunner

from caunoi import cli
from caunoi.content import CHECKOUT, CHECKOUT_ROOTS, library_of
from caunoi.content_files import content_files
from caunoi.schema import FOLDER, KINDS, NAMES, schemas
from caunoi.yaml_text import read_yaml

SHIPPED = library_of(CHECKOUT_ROOTS)
FILES = content_files(CHECKOUT_ROOTS)
PUBLISHED = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))}
REGISTRY: Registry[Any] = Registry().with_resources(
    [(name, Resource.from_contents(schema)) for name, schema in PUBLISHED.items()]
)


def kind_of(path: Path) -> str:
    """The kind of a file, by its name."""
    (found,) = [kind for kind, (glob, _) in KINDS.items() if fnmatch(path.name, glob)]
    return found


def mistakes(kind: str, raw: Any) -> list[str]:
    """Where the schema says no."""
    validator = Draft202012Validator(PUBLISHED[f"{kind}.schema.json"], registry=REGISTRY)
    return [f"{'.'.join(map(str, each.absolute_path))}: {each.message}" for each in validator.iter_errors(raw)]


def test_the_published_schemas_are_current() -> None:
    assert schemas(SHIPPED) == PUBLISHED, "run caunoi schema"


@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_a_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(PUBLISHED[name])
    assert PUBLISHED[name]["$schema"].endswith("2020-12/schema")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_shipped_file_fits_its_schema(path: Path) -> None:
    assert mistakes(kind_of(path), read_yaml(path)) == []


def shipped(kind: str) -> Any:
    """The raw content of a shipped file of this kind, free to spoil: practice, and no visit, which has no steps."""
    paths = (each for each in FILES if kind_of(each) == kind and "assessments" not in each.parts[-3:-1])
    return next(raw for raw in map(read_yaml, paths) if "visit" not in raw)


def first(table: dict[str, Any]) -> Any:
    return next(iter(table.values()))


# One row for each slip: the kind of file, what is done to it, and what the schema speaks of.
SLIPS: list[tuple[str, Callable[[Any], object], str]] = [
    ("portal", lambda raw: raw.update(scren={}), "scren"),
    ("portal", lambda raw: raw.pop("start"), "start"),
    ("portal", lambda raw: raw.update(kind="tablet"), "kind"),
    ("portal", lambda raw: raw["screens"].update({"Big Name": {"title": {"vi": "a"}}}), "Big Name"),
    ("portal", lambda raw: first(raw["screens"]).update(layout="poster"), "layout"),
    ("portal", lambda raw: first(raw["screens"]).update(blocks=[{"notcie": {"vi": "a"}}]), "blocks"),
    ("portal", lambda raw: first(raw["screens"]).update(actions={"go": {"label": {"vi": "a"}}}), "cases"),
    ("portal", lambda raw: first(raw["screens"]).update(title={"vn": "a"}), "title"),
    ("portal", lambda raw: raw.update(vars={"a": 1.5}), "vars.a"),
    ("portal", lambda raw: raw.update(facts=["no-such-fact"]), "facts.0"),
    ("scenario", lambda raw: raw.update(skills=["P99.9"]), "skills.0"),
    ("scenario", lambda raw: raw.update(portal="nowhere"), "portal"),
    ("scenario", lambda raw: raw["steps"][0].update(hnit={"vi": "a"}), "hnit"),
    ("scenario", lambda raw: raw["criteria"][0].update(kind="reachd"), "criteria.0"),
    ("scenario", lambda raw: raw["criteria"][0].update(points="2"), "criteria.0"),
    ("scenario", lambda raw: raw.update(minutes=0), "minutes"),
    ("traces", lambda raw: raw["traces"][0].pop("kind"), "kind"),
    ("items", lambda raw: raw["items"][0].update(kind="singel"), "items.0"),
    ("items", lambda raw: raw["items"][0].pop("feedback"), "items.0"),
    ("skills", lambda raw: raw["skills"][0].update(status="official"), "status"),
    ("facts", lambda raw: raw["facts"][0].update(evidence="sure"), "evidence"),
    ("syllabus", lambda raw: raw["modules"][0]["lessons"][0].update(notebook="x.html"), "notebook"),
]


@pytest.mark.parametrize(("kind", "spoil", "words"), SLIPS)
def test_a_slip_does_not_fit(kind: str, spoil: Callable[[Any], object], words: str) -> None:
    raw = shipped(kind)
    assert mistakes(kind, raw) == []
    spoil(raw)
    found = mistakes(kind, raw)
    assert any(words in each for each in found), found


def test_a_test_item_has_no_key_beside_it() -> None:
    raw = shipped("items")
    assert mistakes("items", raw | {"use": "test"}) != []


def test_keys_are_explained() -> None:
    action = PUBLISHED["portal.schema.json"]["$defs"]["Action"]
    assert action["description"].startswith("Something to press")
    for schema in PUBLISHED.values():
        for name, definition in schema["$defs"].items():
            for key, each in definition.get("properties", {}).items():
                assert "description" in each or "$ref" in each, f"say in schema_help.yaml what {key} of {name} means"
    assert PUBLISHED["portal.schema.json"]["$defs"]["Text"]["properties"]["id"]["description"] == "Bahasa Indonesia."


def test_names_stand_in_one_file() -> None:
    names = PUBLISHED[NAMES]["$defs"]
    assert names["skill"]["enum"] == sorted(SHIPPED.skills)
    assert names["fact"]["enum"] == sorted(SHIPPED.facts)
    for name, schema in PUBLISHED.items():
        assert name == NAMES or set(SHIPPED.facts).isdisjoint(json.dumps(schema).split('"')), name


def test_editors_are_told_which_schema_is_for_which_file() -> None:
    settings = json.loads((CHECKOUT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"] == {f"./docs/schemas/{kind}.schema.json": glob for kind, (glob, _) in KINDS.items()}
    page = (CHECKOUT / "docs" / "editors.md").read_text(encoding="utf-8")
    for kind, (glob, _) in KINDS.items():
        assert f"| `{glob}` | `{kind}.schema.json` |" in page


def test_the_command_writes_them(tmp_path: Path) -> None:
    ended = CliRunner().invoke(cli.app, ["schema", "--out", str(tmp_path / "new")])
    assert ended.exit_code == 0
    assert {path.name for path in (tmp_path / "new").iterdir()} == set(PUBLISHED)
    for path in (tmp_path / "new").iterdir():
        assert path.read_bytes() == (FOLDER / path.name).read_bytes()
