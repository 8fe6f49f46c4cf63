"""Looks for digits that could be a real person's identity, phone or bank card number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from caunoi.check.lessons import notebooks
from caunoi.content import Library
from caunoi.errors import Problem
from caunoi.yaml_text import read_yaml

ALLOWED = Path(__file__).with_name("public_numbers.yaml")

_ADDRESS = re.compile(r"https?://[^\s\"'<>)]+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_RUN = re.compile(r"(?<![\w.-])\+?\d(?:[ .-]?\d)+(?!\w)")


def number_problems(library: Library) -> Iterator[Problem]:
    """Yield every line of a content file or lesson with a number that might belong to somebody."""
    for path in sorted({*library.files.values(), *notebooks(library)}):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            for found, kind in suspicious(line):
                yield Problem(
                    str(path),
                    f"line {number}",
                    f"has {found}, which looks like a real {kind}",
                    "invent identity numbers as 000 and nine digits, phone numbers as 0900 000 0 and two digits, "
                    "card numbers with 0000 in front",
                    line=number,
                )


def suspicious(text: str) -> Iterator[tuple[str, str]]:
    """Yield each number in a text that is no invented one and no listed public one, with what it looks like."""
    for found in _RUN.findall(_DATE.sub(" ", _ADDRESS.sub(" ", text))):
        digits = re.sub(r"\D", "", found)
        if digits in public_numbers():
            continue
        if len(digits) == 12 and not digits.startswith("000") and not found.startswith("+"):
            yield found, "identity number"
        elif _is_phone(found, digits):
            yield found, "phone number"
        elif _is_card(digits):
            yield found, "bank card number"


@cache
def public_numbers() -> frozenset[str]:
    """Return the digits of the hotlines and switchboards that content may name."""
    return frozenset(re.sub(r"\D", "", each["number"]) for each in read_yaml(ALLOWED)["numbers"])


def _is_card(digits: str) -> bool:
    """Whether the last digit fits the others as on a bank card (Luhn); one in ten invented numbers does."""
    if not 13 <= len(digits) <= 19 or digits.startswith("0000"):
        return False
    doubled = "".join(str(int(digit) * (1 + at % 2)) for at, digit in enumerate(reversed(digits)))
    return sum(map(int, doubled)) % 10 == 0


def _is_phone(found: str, digits: str) -> bool:
    if found.startswith("+"):
        return len(digits) >= 8
    if digits.startswith("0"):
        return len(digits) in (10, 11) and not re.fullmatch(r"09000000\d\d", digits)
    return len(digits) in (8, 10) and digits.startswith(("1800", "1900"))
