"""Whether texts are worded as this project words them, and whether the languages are languages of their own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import combinations

from caunoi.check.places import whole_place, written_texts
from caunoi.content import Library
from caunoi.errors import Problem
from caunoi.model.base import LANGS, PLACEHOLDER, Text


class _Slip:
    """Something wrong inside a word, and the word around it.

    A pattern that begins with any letters is tried at every letter, so what matters is looked for alone first.
    """

    def __init__(self, wrong: str, around: str) -> None:
        self._wrong = re.compile(wrong)
        self._word = re.compile(around.format(wrong))

    def first(self, text: str) -> re.Match[str] | None:
        """Return the first word with it."""
        return self._word.search(text) if self._wrong.search(text) else None


# What other people say: a message that arrives, a chat, a row of a table, a quoted text may shout.
_SAID_BY_OTHERS = re.compile(r"(?:^|\.)(?:message|banners|data|replies)(?:\.|$)")
_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|\"[^\"]*\"|«[^»]*»")
# After a word; a password that is told may well hold one.
_SHOUT = re.compile(r"[^\W\d_]\s*[!！](?!\w)")
# A word that a translator would have translated: it begins with a small letter and is no address, name or number.
_WORD = re.compile(r"(?<![\w.@/-])[^\W\d_]{2,}(?![\w@/-]|\.\w)")
# Words that are left as they are in every language: money, and how an older person is called.
_SAME_EVERYWHERE = {"đồng", "bà", "ông"}
# What may be a sign that is no letter, figure or plain punctuation.
_SIGN = re.compile(r"[^\w\s!-~]")
_OLD_TONES = _Slip(r"(?i:[óòỏõọ][ae]|(?<![qQ])[úùủũụ]y)\b", r"\b\w*{}")
_ALPHABET = _Slip(r"[Ѐ-ӿͰ-Ͽ]", r"[^\W\d_]*{}[^\W\d_]*")
_GAP = _Slip(r"(?: [,.;:?!](?=\s|$)|[^\S\n]{2,})", r"\S*{}\S*")


def wording_problems(library: Library) -> Iterator[Problem]:
    """Yield warnings for texts that shout, smile, are badly spaced, or are the same in two languages."""
    for table, name, place, text in written_texts(library):
        for found, expectation in (*_style(text, place), *_same(text)):
            yield Problem(library.file_of(table, name), whole_place(table, name, place), found, expectation, "warning")


def _style(text: Text, place: str) -> Iterator[tuple[str, str]]:
    for lang in LANGS:
        said = text.of(lang) if lang not in text.missing() else ""
        own = "" if _SAID_BY_OTHERS.search(place) else _QUOTED.sub("", said)
        if _SHOUT.search(own):
            yield f"has an exclamation mark in {lang}", "end it with a full stop; nobody is shouted at"
        signs = set(_SIGN.findall(said)) if own else ()
        if faces := sorted(each for each in signs if unicodedata.category(each) == "So"):
            yield f"has {' '.join(faces)} in {lang}", "say it in words; a screen reader spells signs out"
        if odd := _ALPHABET.first(said):
            yield f"has letters of another alphabet in {lang}: {odd[0]}", "type the word anew"
        if gap := _GAP.first(said):
            yield f"has a space too many in {lang}: “{gap[0].strip()}”", "take it out"
    if old := _OLD_TONES.first(text.vi):
        yield f"has {old[0]} in vi", f"the tone stands on the main vowel: {_new_tones(old[0])}"


def _new_tones(word: str) -> str:
    """Move a tone from the first vowel of oa, oe, uy to the second: hóa becomes hoá."""
    plain = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", re.sub(r"([ou])([\u0300-\u0323])([aey])", r"\1\3\2", plain, flags=re.I))


def _same(text: Text) -> Iterator[tuple[str, str]]:
    written = [lang for lang in LANGS if lang not in text.missing()]
    for first, second in combinations(written, 2):
        said = text.of(first)
        if said != text.of(second):
            continue
        words = [
            word
            for word in _WORD.findall(PLACEHOLDER.sub(" ", said))
            if word[0].islower() and word not in _SAME_EVERYWHERE
        ]
        # One word may well be the same in Indonesian and English; one Vietnamese word may be a name.
        if len(words) > ("vi" not in (first, second)):
            yield f"is the same in {first} and {second}: “{_short(said)}”", f"translate it into {second}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:37]}..."
