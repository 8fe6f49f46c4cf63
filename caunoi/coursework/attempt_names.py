"""What nbgrader calls an attempt: it keeps one submission of a student at an assignment, so each attempt is one.

The first attempt at `zalo` is handed in at the assignment `zalo`, the second at `zalo--2`. No content has an id with
two dashes. So every attempt keeps its own marks, a person's points and comments too, in the one gradebook.
"""

from __future__ import annotations

_BETWEEN = "--"


def attempt_name(assessment: str, number: int) -> str:
    """Return nbgrader's name of the assignment for an attempt, counted from 1."""
    return assessment if number == 1 else f"{assessment}{_BETWEEN}{number}"


def named_attempt(name: str) -> tuple[str, int]:
    """Return the assessment and the number of the attempt that nbgrader's name stands for."""
    assessment, between, number = name.rpartition(_BETWEEN)
    return (assessment, int(number)) if between and number.isdecimal() else (name, 1)
