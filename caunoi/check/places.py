"""The tables of a library that hold written content, and how a place in them is called."""

from __future__ import annotations

from collections.abc import Iterator

from caunoi.content import Library
from caunoi.model.base import Text

TABLES = (
    "portals",
    "parts",
    "talks",
    "residents",
    "scenarios",
    "rubrics",
    "item_sets",
    "keys",
    "writings",
    "writing_rubrics",
    "assessments",
    "syllabuses",
    "skills",
    "terms",
    "facts",
)

# Tables of which one file holds many values.
_SHARED = {"skills": "skill", "terms": "term", "facts": "fact"}


def whole_place(table: str, name: str, place: str) -> str:
    """Return a place with the value it is in, where a file holds many: term dossier: term."""
    return f"{_SHARED[table]} {name}: {place}" if table in _SHARED else place


def written_texts(library: Library) -> Iterator[tuple[str, str, str, Text]]:
    """Yield every text that somebody wrote: its table, the value it is in, the place in there, the text."""
    for table in TABLES:
        for name in getattr(library, table):
            for place, text in library.texts(table, name):
                yield table, name, place, text
