"""Writes the list of facts and sources into docs/sources.md: python -m caunoi.fact_list"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from caunoi.content import CHECKOUT, Library
from caunoi.model.facts import Source, StatedFact

PAGE = CHECKOUT / "docs" / "sources.md"
BEGIN, END = "<!-- facts: written by python -m caunoi.fact_list -->", "<!-- end of facts -->"

TOPICS = {
    "skills": "Frameworks of digital skills",
    "movement": "The movement, its targets and its people",
    "portal": "The National Public Service Portal",
    "procedures": "Procedures",
    "land": "Land",
    "eid": "The e-ID application",
    "data": "Personal data",
    "zalo": "Zalo and notices",
    "scams": "Scams",
    "teaching": "Teaching older people",
}


def with_facts(page: str, library: Library) -> str:
    """Return the page with the list between its two marks written anew."""
    before, rest = page.split(BEGIN)
    return f"{before}{BEGIN}\n{chr(10).join(_lines(library))}\n{END}{rest.split(END)[1]}"


def _lines(library: Library) -> Iterator[str]:
    facts = sorted(library.facts.values(), key=lambda fact: list(TOPICS).index(fact.topic))
    for topic, group in groupby(facts, key=attrgetter("topic")):
        yield from ("", f"### {TOPICS[topic]}", "| id | fact | evidence | as of | read in |", "|---|---|---|---|---|")
        for fact in group:
            yield _row(fact, library)


def _row(fact: StatedFact, library: Library) -> str:
    read = ", ".join(_shown(library.sources[name]) for name in fact.sources if name in library.sources)
    return f"| `{fact.id}` | {_cell(fact.statement.of('en'))} | {fact.evidence} | {fact.as_of} | {read} |"


def _shown(source: Source) -> str:
    name = _cell(", ".join(part for part in (source.publisher, source.published) if part))
    return f"[{name}]({source.address})" if source.address else name


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main(page: Path = PAGE) -> None:
    """Write the list into the page."""
    library = Library.load([CHECKOUT / "curriculum"])
    page.write_text(with_facts(page.read_text(encoding="utf-8"), library), encoding="utf-8")


if __name__ == "__main__":
    main()
