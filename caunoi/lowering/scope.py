"""The names a portal declares, and the guards, moments and literals that are checked against them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from caunoi.errors import Problem
from caunoi.model.base import CellRef, ValueRef, VarRef
from caunoi.model.guards import AllOf, AnyOf, Done, Entered, Eq, Filled, Guard, Hinted, Holds, In, Lt, Moment, Not
from caunoi.model.portal import Action
from caunoi.suggestion import meant

Plain = str | int | bool


@dataclass(frozen=True)
class Variable:
    """A variable of the core: its type, its first value, and what a choice may hold."""

    type: str
    initial: Plain
    options: tuple[str, ...] | None = None

    def admits(self, value: Plain) -> bool:
        """Whether the variable can ever hold this value."""
        if self.type == "bool":
            return isinstance(value, bool)
        if self.type == "int":
            return value == "" or (isinstance(value, int) and not isinstance(value, bool))
        if not isinstance(value, str):
            return False
        return self.options is None or value == "" or value in self.options

    def expected(self) -> str:
        """What the variable can hold, in words."""
        if self.options is not None:
            return f"one of {', '.join(option for option in self.options if option)}"
        return {"bool": "true or false", "int": "a whole number", "text": "a text in quotes"}[self.type]


@dataclass
class Scope:
    """All names of one portal; what does not fit them is collected in `problems`, never raised."""

    file: str
    values: Mapping[str, str] | None
    known_values: frozenset[str]
    screens: frozenset[str]
    actions: Mapping[str, Action] = field(default_factory=dict)
    checks_before: Mapping[str, int] = field(default_factory=dict)
    variables: dict[str, Variable] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _told: set[Problem] = field(default_factory=set)

    def problem(self, place: str, value: str, expectation: str) -> None:
        """Note one problem, once: what is written out on many screens would be told on each."""
        found = Problem(self.file, place, value, expectation)
        if found not in self._told:
            self._told.add(found)
            self.problems.append(found)

    def literal(self, raw: Any, place: str) -> Plain:
        """Return a plain value; a scenario's value is looked up by name."""
        if isinstance(raw, CellRef):
            wanted = "name a column of the table that `each` or `rows` names, without a text in three languages"
            self.problem(place, f"uses cell {raw.cell}", wanted)
            return ""
        if not isinstance(raw, ValueRef):
            plain: Plain = raw
            return plain
        if raw.value not in self.known_values:
            self.problem(
                place, f"uses unknown value {raw.value}", self._one_of(raw.value, self.known_values, "`values`")
            )
            return ""
        return "" if self.values is None else self.values.get(raw.value, "")

    def operand(self, raw: Any, place: str) -> Any:
        """Return a plain value, or {"var": name} for the present value of a variable."""
        if isinstance(raw, VarRef):
            self.variable(raw.var, place)
            return {"var": raw.var}
        return self.literal(raw, place)

    def variable(self, name: str, place: str) -> Variable | None:
        """Return a declared variable, or note that there is none of this name."""
        found = self.variables.get(name)
        if found is None:
            self.problem(
                place, f"uses unknown variable {name}", self._one_of(name, self.variables, "`vars` and inputs")
            )
        return found

    def fitting(self, name: str, raw: Any, place: str) -> Any:
        """Return an operand after checking that the variable of this name can hold it."""
        lowered = self.operand(raw, place)
        declared = self.variable(name, place)
        if declared is None:
            return lowered
        if isinstance(raw, VarRef):
            other = self.variables.get(raw.var)
            if other and other.type != declared.type:
                self.problem(place, f"puts {raw.var} into {name}", f"{name} holds {declared.expected()}")
        elif self._resolved(raw) and not declared.admits(lowered):
            self.problem(place, f"gives {name} the value {lowered!r}", f"{name} holds {declared.expected()}")
        return lowered

    def guard(self, guard: Guard, place: str) -> dict[str, Any]:
        """Return the core form of a guard: eq, lt, in, and, not only."""
        match guard:
            case Eq(eq=(name, operand)):
                return {"eq": [name, self.fitting(name, operand, place)]}
            case Lt(lt=(name, limit)):
                for each in (name, *([limit.var] if isinstance(limit, VarRef) else [])):
                    declared = self.variable(each, place)
                    if declared and declared.type != "int":
                        self.problem(place, f"compares {each} by lt", "lt works on whole numbers only; use eq or in")
                return {"lt": [name, self.operand(limit, place)]}
            case In(in_=(name, literals)):
                return {"in": [name, [self.fitting(name, literal, place) for literal in literals]]}
            case Filled(filled=name):
                declared = self.variable(name, place)
                if declared and declared.type == "bool":
                    return {"eq": [name, True]}
                return {"not": {"eq": [name, ""]}}
            case AllOf(all=parts):
                return {"and": [self.guard(part, place) for part in parts]}
            case AnyOf(any=parts):
                return {"not": {"and": [{"not": self.guard(part, place)} for part in parts]}}
            case Not(not_=part):
                return {"not": self.guard(part, place)}
        raise AssertionError(guard)

    def counter(self, raw: Any, place: str) -> Any:
        """Return a whole number, or {"var": name} after checking that the variable counts."""
        if isinstance(raw, VarRef):
            declared = self.variable(raw.var, place)
            if declared and declared.type != "int":
                self.problem(place, f"counts {raw.var}", f"{raw.var} holds {declared.expected()}; name a counter")
        return self.operand(raw, place)

    def moment(self, moment: Moment, place: str) -> dict[str, Any]:
        """Return the core form of a moment."""
        match moment:
            case Entered(screen=screen):
                self.screen(screen, place)
                return {"screen": screen}
            case Done(did=did, case=name):
                return {"did": did} | self._case(did, name, place)
            case Hinted(hint=where):
                return {"hint": where}
            case Holds(holds=guard):
                return {"holds": self.guard(guard, place)}
        raise AssertionError(moment)

    def _case(self, did: str, name: str | int | None, place: str) -> dict[str, int]:
        """The number of a case as the machine counts, so that what is put above it does not change what is meant."""
        action = self.actions.get(did)
        if action is None:
            self.problem(place, f"names unknown action {did}", self._one_of(did, self.actions, "the actions"))
            return {}
        if name is None:
            return {}
        before = self.checks_before.get(did, 0)
        if isinstance(name, int):
            own = len(action.cases) - before
            if not 0 <= name < own:
                self.problem(place, f"names case {name} of {did}", f"its cases are 0 to {own - 1}")
            return {"case": name + before}
        numbers = {case.id: number for number, case in enumerate(action.cases) if case.id is not None}
        if name not in numbers:
            self.problem(place, f"names case {name} of {did}", self._one_of(name, numbers, "the case ids"))
        return {"case": numbers.get(name, 0)}

    def screen(self, name: str, place: str, verb: str = "names") -> None:
        """Note a problem when there is no such screen."""
        if name not in self.screens:
            self.problem(place, f"{verb} unknown screen {name}", self._one_of(name, self.screens, "the screens"))

    def placeholders(self, names: frozenset[str], place: str) -> None:
        """Note every name in braces that no scenario supplies."""
        for name in sorted(names - self.known_values):
            self.problem(place, f"uses unknown value {{{name}}}", self._one_of(name, self.known_values, "`values`"))

    def _resolved(self, raw: Any) -> bool:
        if isinstance(raw, CellRef):
            return False
        return not isinstance(raw, ValueRef) or (self.values is not None and raw.value in self.values)

    @staticmethod
    def _one_of(wanted: str | int, names: Any, where: str) -> str:
        listed = ", ".join(sorted(names))
        if not listed:
            return f"there are none in {where} yet"
        return f"{meant(str(wanted), names)}name one of {where}: {listed}"
