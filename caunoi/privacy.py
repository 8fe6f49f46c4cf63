"""Numbers like a real person's: whether a text holds one that the practice content does not name.

widgets/privacy.js is this file in the page, where such a number is refused before it leaves; a test holds the two
together. The hall looks again, because a page may be another than ours.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

SHORTEST = 9

_RUN = re.compile(r"\d(?:[ \t.\u00b7\u2010-\u2015()_-]*\d)*")
_DAY = r"[0-3]?[0-9][.-][01]?[0-9][.-](?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}[.-][01][0-9][.-][0-3][0-9]"
_DAYS = re.compile(rf"(?:{_DAY})(?:[\u2010-\u2015-](?:{_DAY}))?")
_AMOUNT = re.compile(r"[1-9][0-9]{0,2}(?:[. ][0-9]{3})+")
_CURRENCY = re.compile(r"[ \t]*(?:đồng|dong|đ|₫|vnđ|vnd)(?![^\W\d_])", re.IGNORECASE)
_PHONE = re.compile(r"0\d{9}")


def long_numbers(text: str) -> Iterator[str]:
    """Yield the runs of digits as long as an identity or phone number or longer, without what stands between them.

    Days and amounts of money are none.
    """
    plain = _folded(text)
    for found in _RUN.finditer(plain):
        if _AMOUNT.fullmatch(found[0]) and _CURRENCY.match(plain, found.end()):
            continue
        yield from (number for number in _without_days(found[0]) if len(number) >= SHORTEST)


def private_numbers(text: str, allowed: Iterable[str]) -> Iterator[str]:
    """Yield the numbers like a real person's that no `allowed` text names; a part of an allowed one may stand alone."""
    runs = list(long_numbers(text))
    if not runs:
        return
    named = [also for each in allowed for number in long_numbers(each) for also in _also_from_abroad(number)]
    known = sorted(named, key=len, reverse=True)
    for run in runs:
        if any(run in number for number in known):
            continue
        rest = [run]
        for number in known:
            rest = [piece for part in rest for piece in part.split(number)]
        if any(len(part) >= SHORTEST for part in rest):
            yield run


def _folded(text: str) -> str:
    """One spelling of a text: wide and small digits as plain ones, nothing in between that is not to be seen."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")


def _without_days(run: str) -> list[str]:
    """The digits of a run, cut where a day stands in it: 05.09.1954 06.10.1955 is no number."""
    parts = [""]
    for word in re.split(r"[ \t]+", run):
        if _DAYS.fullmatch(word):
            parts.append("")
        else:
            parts[-1] += re.sub(r"\D", "", word)
    return parts


def _also_from_abroad(number: str) -> tuple[str, ...]:
    """A phone number is the same with +84 for its 0."""
    return (number, f"84{number[1:]}") if _PHONE.fullmatch(number) else (number,)
