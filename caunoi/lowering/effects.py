"""Lowers what a case and a rule change: effects set and add, each with a guard of its own where it has one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caunoi.lowering.scope import Scope
from caunoi.model.base import VarRef
from caunoi.model.portal import Case, Rule

HELD = "_held"
"""The variable that keeps whether a rule held before it changed what it asks for."""


def case_effects(case: Case, place: str, scope: Scope) -> list[list[Any]]:
    """Return the effects of a case: its own, then those of its further rules, in order."""
    effects = _changes(case, place, scope)
    for rule in case.also:
        effects += rule_effects(rule, place, scope)
    return effects


def rule_effects(rule: Rule, place: str, scope: Scope) -> list[list[Any]]:
    """Return the effects of a rule, all of them guarded by what held before the first."""
    changes = _changes(rule, place, scope)
    if rule.when is None:
        return changes
    guard = scope.guard(rule.when, place)
    if not _names(guard) & {effect[1] for effect in changes[:-1]}:
        return [[*effect, guard] for effect in changes]
    # One of the changes would answer the guard for those behind it: it is asked once, and the answer kept.
    kept = {"eq": [HELD, True]}
    return [["set", HELD, False], ["set", HELD, True, guard], *([*effect, kept] for effect in changes)]


def _changes(change: Case | Rule, place: str, scope: Scope) -> list[list[Any]]:
    effects: list[list[Any]] = [["set", var, scope.fitting(var, raw, place)] for var, raw in change.set.items()]
    for var, raw in change.add.items():
        for each in (var, *([raw.var] if isinstance(raw, VarRef) else [])):
            declared = scope.variable(each, place)
            if declared and declared.type != "int":
                scope.problem(
                    place, f"adds {'to ' if each == var else ''}{each}", "only a whole number can be added to"
                )
        amount = scope.operand(raw, place)
        if isinstance(amount, (str, bool)):
            scope.problem(place, f"adds {amount!r} to {var}", "only a whole number can be added")
        effects.append(["add", var, amount])
    return effects


def _names(guard: Mapping[str, Any]) -> set[str]:
    """The variables that a core guard asks for."""
    ((kind, operand),) = guard.items()
    if kind == "not":
        return _names(operand)
    if kind == "and":
        return {name for part in operand for name in _names(part)}
    other = {operand[1]["var"]} if isinstance(operand[1], dict) else set()
    return {operand[0], *other}
