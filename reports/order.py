"""The order in which a class meets its assessments, and which of them it has met."""

from __future__ import annotations

from collections.abc import Sequence

from caunoi.content import Library
from reports.summary import Summary


def in_order(library: Library) -> list[str]:
    """The names of all assessments as the syllabus has them, the forms of a module behind it; others by name."""
    taught = [
        name
        for module in library.syllabus.modules
        for name in (module.assessment, *(module.forms or ()))
        if name is not None and name in library.assessments
    ]
    return list(dict.fromkeys([*taught, *sorted(library.assessments)]))


def taken_up(found: Sequence[Summary]) -> list[Summary]:
    """The assessments that somebody has opened or handed in; where nobody has, the first one, for its list of people.

    A class opened with all modules meets one or two of them in a day; tables of dashes would hide what it did.
    """
    return [each for each in found if each.numbers.handed_in or each.begun] or list(found[:1])
