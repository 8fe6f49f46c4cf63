"""Guards and effects of the core, written briefly.

A guard sees what the effects before it did, so a sequence of guarded effects can clip, compare and look up.
"""

from __future__ import annotations

from typing import Any

Guard = dict[str, Any]
Effect = list[Any]
Effects = list[Effect]
Plain = str | int | bool


def eq(name: str, value: Plain) -> Guard:
    """Whether a variable has this value."""
    return {"eq": [name, value]}


def below(name: str, limit: int) -> Guard:
    """Whether a number is smaller."""
    return {"lt": [name, limit]}


def least(name: str, limit: int) -> Guard:
    """Whether a number is at least this."""
    return {"not": {"lt": [name, limit]}}


def among(name: str, *values: Plain) -> Guard:
    """Whether a variable has one of these values."""
    return {"in": [name, list(values)]}


def no(guard: Guard) -> Guard:
    """The opposite."""
    return {"not": guard}


def both(*guards: Guard) -> Guard:
    """All of them; one alone stays as it is."""
    return guards[0] if len(guards) == 1 else {"and": list(guards)}


def of(name: str) -> dict[str, str]:
    """The present value of a variable."""
    return {"var": name}


def put(name: str, value: Any, *when: Guard) -> Effect:
    """Set a variable, where all the guards hold."""
    return ["set", name, value, *([both(*when)] if when else [])]


def more(name: str, amount: Any, *when: Guard) -> Effect:
    """Add to a variable, where all the guards hold."""
    return ["add", name, amount, *([both(*when)] if when else [])]


def clip(name: str, low: int, high: int) -> Effects:
    """Keep a number between two others."""
    return [put(name, low, below(name, low)), put(name, high, least(name, high + 1))]
