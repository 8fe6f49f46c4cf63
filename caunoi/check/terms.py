"""Whether official terms and short labels are put the same way everywhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from caunoi.check.places import whole_place, written_texts
from caunoi.content import Library
from caunoi.errors import Problem
from caunoi.model.base import Text

# A label or a heading; in a sentence a term bends as the language wants.
LONGEST_LABEL = 5

_BRACKETS = re.compile(r"\([^)]*\)")
_ARTICLE = re.compile(r"\b(?:the|a|an)\b")
_PUNCTUATION = re.compile(r"[\s\"'“”‘’.,:;?…*]+")


class _Label(NamedTuple):
    file: str
    place: str
    text: Text


def term_problems(library: Library) -> Iterator[Problem]:
    """Yield warnings: a label that is an official term and is put otherwise, and labels translated in two ways."""
    terms = {form: each.term for each in library.terms.values() for form in _forms(each.term.vi, "vi")}
    same: dict[str, list[_Label]] = {}
    for label in _labels(library):
        key = _plain(label.text.vi)
        same.setdefault(key, []).append(label)
        if key in terms:
            yield from _otherwise(label, terms[key])
    for key, labels in same.items():
        if key not in terms:
            yield from _in_two_ways(labels)


def _labels(library: Library) -> Iterator[_Label]:
    for table, name, place, text in written_texts(library):
        short = len(text.vi.split()) <= LONGEST_LABEL and not text.vi.endswith(".")
        if short and table not in ("terms", "facts") and not text.missing():
            yield _Label(library.file_of(table, name), whole_place(table, name, place), text)


def _otherwise(label: _Label, term: Text) -> Iterator[Problem]:
    for lang in ("id", "en"):
        said, wanted = label.text.of(lang), term.of(lang)
        if not _forms(said, lang) & _forms(wanted, lang):
            yield Problem(
                label.file,
                label.place,
                f"says “{said}” in {lang} for “{label.text.vi}”",
                f"the glossary has “{wanted}”",
                "warning",
            )


def _in_two_ways(labels: list[_Label]) -> Iterator[Problem]:
    for lang in ("id", "en"):
        ways = Counter(_wording(label.text.of(lang), lang) for label in labels)
        (usual, times), *others = ways.most_common()
        if not others or times < 2:
            continue  # once each: nobody can say which is the usual way
        for label in labels:
            if _wording(label.text.of(lang), lang) != usual:
                said = next(each.text.of(lang) for each in labels if _wording(each.text.of(lang), lang) == usual)
                yield Problem(
                    label.file,
                    label.place,
                    f"says “{label.text.of(lang)}” in {lang} for “{label.text.vi}”",
                    f"elsewhere it is “{said}”",
                    "warning",
                )


def _forms(text: str, lang: str) -> frozenset[str]:
    """The ways to write a term: with and without what stands in brackets, and each side of a slash or comma."""
    sides = re.split(r"[/,]", _BRACKETS.sub("", text))
    # Of "birth / death registration" the first side is "birth registration".
    ending = sides[-1].split()[1:]
    parts = (text, *re.split(r"[/,(]", text.replace(")", "")), *sides, *(" ".join([side, *ending]) for side in sides))
    parts = (*parts, text.replace("(", "").replace(")", ""))
    return frozenset(filter(None, (_wording(part, lang) for part in parts)))


def _wording(text: str, lang: str) -> str:
    """What is compared: a plain text, in English without the sign of many, which Vietnamese does not have."""
    plain = _plain(text)
    return " ".join(word.removesuffix("s") for word in plain.split()) if lang == "en" else plain


def _plain(text: str) -> str:
    """A text without brackets, articles, punctuation and capitals."""
    return _PUNCTUATION.sub(" ", _ARTICLE.sub("", _BRACKETS.sub("", text).casefold())).strip()
