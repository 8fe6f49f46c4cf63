"""A portal written out in full: nothing in it is shorthand any more."""

from __future__ import annotations

from pydantic import Field

from caunoi.errors import Problem
from caunoi.model.portal import Portal

Finding = tuple[str, str, str]
"""What is not right in a portal: the place, the value, what was expected."""


class Expanded(Portal):
    """A portal of plain screens, inputs, actions and cases; what it was written out from stays for drawing.

    `checks_before` counts, by screen.action, the cases that were put before the author's own; `origins` is the place
    in the author's file that a written-out action comes from; `problems` is what was found on the way. With `too_large`
    nothing was written out.
    """

    checks_before: dict[str, int] = Field(default_factory=dict)
    origins: dict[str, str] = Field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    too_large: bool = False
