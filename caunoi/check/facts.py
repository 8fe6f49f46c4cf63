"""Whether content rests on facts that somebody read, and names no official number that nobody did."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from pydantic import BaseModel

from caunoi.check.lessons import lesson_texts
from caunoi.check.places import TABLES, whole_place, written_texts
from caunoi.content import Library
from caunoi.errors import Problem
from caunoi.model.base import LANGS, parts_of
from caunoi.suggestion import there_are

# What decides about points, beside the items themselves.
SCORED = ("rubrics", "item_sets", "keys", "writings", "writing_rubrics")

_WORDS = "A-ZĂÂĐÊÔƠƯ"
OFFICIAL = re.compile(
    rf"""
    \b\d+(?:[-/]\d{{4}})?[-/][{_WORDS}]{{2,}}[{_WORDS}\d]*(?:[-/&][{_WORDS}\d]{{2,}})*   # 757/QĐ-BKHCN, 01-KH/BCĐTW
    | \b\d+/\d{{4}}/[{_WORDS}]{{2,}}[{_WORDS}\d]*(?:[-/&][{_WORDS}\d]{{2,}})*            # 12/2025/NQ-HĐND
    | \b\d{{1,3}}/ĐK\b                                                                   # 04/ĐK
    | (?:\bMẫu[ ]số|\bForm(?:ulir)?)[ ]\d{{1,3}}[a-z]?\b                            # Mẫu số 15, Form 15
    | \b[12]\.\d{{6}}\b                                                                  # 1.014027, a procedure
    | \b1[89]00[ .]?\d{{2,4}}(?:[ .]?\d{{2}})?\b                                         # 1900 0368
    | (?:(?<=\bgọi[ ])|(?<=\bcall[ ])|(?<=\btelepon[ ]))\d{{3,5}}\b(?![ .]?\d)          # gọi 113
    """,
    re.VERBOSE,
)
_DIGIT = re.compile(r"\d")


def fact_problems(library: Library) -> Iterator[Problem]:
    """Yield citations that do not hold and official numbers in no fact; a class pins no facts and is told nothing."""
    if not library.facts:
        return
    for name, fact in library.facts.items():
        for source in fact.sources:
            if source not in library.sources:
                wanted = there_are(source, library.sources)
                yield Problem(library.file_of("facts", name), f"fact {name}", f"names unknown source {source}", wanted)
    for table, name, value in _values(library):
        for place, each in citations_of(value):
            yield from _citation(library, library.file_of(table, name), table, place, each)
    yield from _numbers(library)


def citations_of(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield each fact that a piece of content cites, with the place."""
    for name, part in parts_of(value):
        within = f"{place}.{name}" if place else str(name)
        if (
            isinstance(value, BaseModel)
            and name == "facts"
            and isinstance(part, tuple)
            and all(isinstance(each, str) for each in part)
        ):
            yield from ((within, each) for each in part)
        else:
            yield from citations_of(part, within)


def _values(library: Library) -> Iterator[tuple[str, str, Any]]:
    for table in TABLES:
        if table != "facts":
            yield from ((table, name, value) for name, value in getattr(library, table).items())


def _citation(library: Library, file: str, table: str, place: str, name: str) -> Iterator[Problem]:
    fact = library.facts.get(name)
    if fact is None:
        yield Problem(file, place, f"cites unknown fact {name}", there_are(name, library.facts))
    elif fact.evidence == "gap":
        yield Problem(file, place, f"cites {name}, which nobody knows", "take out what rests on it")
    elif fact.evidence == "background" and table in SCORED:
        yield Problem(file, place, f"scores {name}, which nobody confirmed", "it may be drawn, not scored; take it out")


def official_numbers(text: str) -> Iterator[str]:
    """Yield the numbers of decisions, forms, procedures and hotlines in a text, as they are written there."""
    # Few texts have a digit, and the pattern is slow where there is none.
    if _DIGIT.search(text):
        yield from (found[0] for found in OFFICIAL.finditer(text))


def _numbers(library: Library) -> Iterator[Problem]:
    """Official numbers that somebody invented; what a background or a gap alone names may be drawn, not scored."""
    sure, named = set(), set()
    for fact in library.facts.values():
        for lang in LANGS:
            found = set(map(plain_number, official_numbers(fact.statement.of(lang))))
            named |= found
            sure |= found if fact.evidence not in ("background", "gap") else set()
    for table, name, place, text in written_texts(library):
        if table == "facts":
            continue
        known = sure if table in SCORED else named
        found = {each for lang in LANGS for each in official_numbers(text.of(lang)) if plain_number(each) not in known}
        yield from map(partial(_unknown, library.file_of(table, name), whole_place(table, name, place)), sorted(found))
    for path, line, words in lesson_texts(library):
        for each in sorted({each for each in official_numbers(words) if plain_number(each) not in named}):
            yield _unknown(str(path), f"line {line}", each, line)


def _unknown(file: str, place: str, number: str, line: int | None = None) -> Problem:
    wanted = "write down in facts.yaml where it was read, or take it out"
    return Problem(file, place, f"names {number}, which stands in no fact that is sure enough", wanted, line=line)


def plain_number(number: str) -> str:
    """Return one spelling of an official number: hotlines without gaps, forms by their number alone."""
    form = re.fullmatch(r"(?:Mẫu số|Form(?:ulir)?) (\d+[a-z]?)", number)
    if form:
        return f"form {form[1].lstrip('0')}"
    return re.sub(r"[ .]", "", number) if re.match(r"1[89]00", number) else number
