"""Whether every text stands in all three languages, with the same names in braces."""

from __future__ import annotations

from collections.abc import Iterator

from caunoi.check.places import whole_place, written_texts
from caunoi.content import Library
from caunoi.errors import Problem
from caunoi.model.base import LANGS, PLACEHOLDER, Text


def language_problems(library: Library) -> Iterator[Problem]:
    """Yield texts that lack a language, and texts whose languages hold different {names}."""
    for table, name, place, text in written_texts(library):
        yield from _text(library.file_of(table, name), whole_place(table, name, place), text)


def _text(file: str, place: str, text: Text) -> Iterator[Problem]:
    missing = text.missing()
    if missing:
        yield Problem(file, place, f"lacks {', '.join(missing)}", "write it in vi, id and en")
    written = [lang for lang in LANGS if lang not in missing]
    names = {lang: sorted(set(PLACEHOLDER.findall(text.of(lang)))) for lang in written}
    if any(names[lang] != names["vi"] for lang in written):
        listed = "; ".join(f"{lang}: {', '.join(names[lang]) or 'none'}" for lang in written)
        yield Problem(file, place, f"has different names in braces ({listed})", "use the same in every language")
