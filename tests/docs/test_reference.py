"""Does the reference name everything that can be written, in each language, and can its examples be read?"""

from __future__ import annotations

import datetime
import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

from caunoi.check import check
from caunoi.content import Library
from caunoi.i18n import LANGS
from caunoi.model.keys import Key
from caunoi.model.practice import PracticeItemSet
from caunoi.model.resident import Resident
from caunoi.model.talk import Talk
from caunoi.schema import KINDS
from tests.docs.guide import AUTHORS, PAGES, Block, beginning, blocks_of, follow, page, write

TODAY = datetime.date(2026, 11, 30)

MODELS = [*(model for _, model in KINDS.values()), PracticeItemSet, Key]
# The words of a talk, its moves and reactions, are told by docs/resident.md.
WITHOUT_WORDS = (Talk, Resident)
REFERENCE = ("portals", "scoring", "items", "talk")

_SPAN = re.compile(r"`([^`\n]+)`")
_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_LINK = re.compile(r"\[[^]]*\]\(([^)]+)\)")


def keys_and_words(schema: Any) -> tuple[set[str], set[str]]:
    """The keys that a schema knows at any depth, and the words that it takes as values."""
    keys: set[str] = set()
    words: set[str] = set()
    waiting = [schema]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting += part
        elif isinstance(part, dict):
            properties = part.get("properties")
            keys |= set(properties) if isinstance(properties, dict) else set()
            words |= {each for each in (*part.get("enum", ()), part.get("const")) if isinstance(each, str) and each}
            waiting += part.values()
    return keys, words


def named(lang: str) -> set[str]:
    """All that the reference names in code spans of its prose; what stands in examples only does not count."""
    prose = "".join(re.sub(r"^```.*?^```$", "", page(lang, name), flags=re.M | re.S) for name in REFERENCE)
    return {name for span in _SPAN.findall(prose) for name in _NAME.findall(span)}


def examples(name: str) -> Iterator[Block]:
    return (block for block in blocks_of(page("vi", name)) if block.role)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_everything_that_can_be_written_is_named(model: type[Any], lang: str) -> None:
    keys, words = keys_and_words(model.model_json_schema(by_alias=True))
    wanted = keys if model in WITHOUT_WORDS else keys | words
    assert sorted(wanted - named(lang)) == []


LIKE = [block for name in REFERENCE for block in examples(name) if block.role == "like"]


@pytest.mark.parametrize("block", LIKE, ids=lambda block: block.target)
def test_an_example_of_the_reference_is_read(block: Block) -> None:
    module, _, name = block.target.partition(".")
    wanted = getattr(importlib.import_module(f"caunoi.model.{module}"), name)
    TypeAdapter(wanted).validate_python(yaml.safe_load(block.text))


def test_the_ten_kinds_of_question_are_in_order_beside_the_worked_example(tmp_path: Path) -> None:
    beginning(tmp_path)
    for _ in follow(tmp_path, [block for block in blocks_of(page("vi", "example")) if block.role != "desk"]):
        pass
    (questions,) = [block for block in examples("items") if block.role == "file"]
    write(tmp_path, questions)
    library = Library.load([tmp_path])
    told = [str(each) for each in check(library, TODAY, locale=None) if "ten-kinds" in each.file]
    assert [each for each in told if "is asked in no lesson" not in each] == []
    kinds = keys_and_words(PracticeItemSet.model_json_schema())[1] - {"practice", "exact", "forgiven"}
    assert {item.kind for item in library.item_set("ten-kinds").items} == kinds


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", [name for name in PAGES if name != "example"])
def test_the_examples_are_the_same_in_every_language(name: str, lang: str) -> None:
    assert [block for block in blocks_of(page(lang, name)) if block.role] == list(examples(name))


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_is_there_and_every_link_leads_to_a_file(lang: str) -> None:
    assert {path.stem for path in (AUTHORS / lang).glob("*.md")} == set(PAGES)
    for name in PAGES:
        for target in _LINK.findall(page(lang, name)):
            if "://" not in target:
                assert (AUTHORS / lang / target.partition("#")[0]).exists(), f"{lang}/{name}.md: {target}"
