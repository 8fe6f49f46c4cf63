"""What a form says at its inputs before an action with `checks` is done."""

from __future__ import annotations

from collections.abc import Iterator

from caunoi.model.base import Text
from caunoi.model.guards import AllOf, Filled, Guard, Not
from caunoi.model.inputs import Input, SeveralInput
from caunoi.model.portal import Case, Screen


def check_cases(screen: Screen) -> tuple[Case, ...]:
    """Return the cases that speak at an input, in the order of the inputs: wanted and empty, then refused.

    An input that is hidden is not looked at; what it holds from before stays as it is.
    """
    return tuple(case for name, field in screen.inputs.items() for case in _of_input(name, field))


def _of_input(name: str, field: Input) -> Iterator[Case]:
    if field.wants is not None:
        yield _case(f"wants-{name}", name, _empty(name, field), field, field.wants)
    for number, refusal in enumerate(field.refuses):
        yield _case(f"refuses-{name}-{number}", name, refusal.when, field, refusal.say)


def _case(case_id: str, name: str, guard: Guard, field: Input, say: Text) -> Case:
    when = guard if field.when is None else AllOf(all=(field.when, guard))
    return Case(id=case_id, when=when, say=say, tone="error", at=name)


def _empty(name: str, field: Input) -> Guard:
    if isinstance(field, SeveralInput):
        return AllOf(all=tuple(Not(**{"not": Filled(filled=f"{name}.{option}")}) for option in field.options))
    return Not(**{"not": Filled(filled=name)})
