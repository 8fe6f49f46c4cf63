"""What people gained between the two forms of a module, per person and per form: counts and means, nothing more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd


@dataclass(frozen=True)
class Gain:
    """One person who handed in both forms: which came first, and the points of each; None until it is graded."""

    trainee: str
    first: str
    before: float | None
    after: float | None
    max_points: float

    @property
    def points(self) -> float | None:
        """Points gained, negative for points lost."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True)
class Order:
    """Those who had this form first and of whom both marks are known; means are None for nobody."""

    first: str
    people: int
    before: float | None
    after: float | None

    @property
    def points(self) -> float | None:
        """Mean gain."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True)
class Form:
    """One form over both orders: the mean of those who had it before and of those who had it after the lessons.

    `mean` weighs both the same, so that it does not depend on how many had it when.
    """

    letter: str
    before: float | None
    after: float | None

    @property
    def mean(self) -> float | None:
        """How easy the form was for this class; compare it with the other form's."""
        return None if self.before is None or self.after is None else (self.before + self.after) / 2


@dataclass(frozen=True)
class Gains:
    """The two forms of a module in a class; `names` are the assessments that they are."""

    module: str
    names: tuple[str, str]
    people: tuple[Gain, ...]
    orders: tuple[Order, Order]
    forms: tuple[Form, Form]

    def taken(self) -> Iterator[tuple[Gain, str, Literal["before", "after"]]]:
        """Of each person both assessments with when each was taken."""
        for each in self.people:
            first = "AB".index(each.first)
            yield each, self.names[first], "before"
            yield each, self.names[1 - first], "after"


def gains(attempts: pd.DataFrame, module: str, forms: tuple[str, str]) -> Gains:
    """Return the gains of a module from an attempts_frame; what was handed in first came before the lessons.

    Of several attempts at a form the one that counts is compared.
    """
    people = tuple(
        gain
        for trainee, rows in attempts[attempts["assessment"].isin(forms)].groupby("trainee", sort=False)
        if (gain := _gain(str(trainee), rows, forms)) is not None
    )
    first, second = _order(people, "A"), _order(people, "B")
    # Form A came before for those who had it first, and after for the others.
    each_form = Form("A", first.before, second.after), Form("B", second.before, first.after)
    return Gains(module, forms, people, (first, second), each_form)


def _gain(trainee: str, rows: pd.DataFrame, forms: tuple[str, str]) -> Gain | None:
    handed_in = rows.groupby("assessment")["handed_in"].min()
    if len(handed_in) < len(forms) or handed_in.isna().any():
        return None
    first, then = handed_in.sort_values(kind="stable").index
    counting = rows[rows["counts"]].set_index("assessment")
    before, after = (_points(counting.loc[name, "points"]) for name in (first, then))
    return Gain(trainee, "AB"[forms.index(first)], before, after, float(counting.loc[first, "max_points"]))


def _points(value: object) -> float | None:
    return None if pd.isna(value) else float(value)  # type: ignore[arg-type, call-overload]


def _order(people: Sequence[Gain], first: str) -> Order:
    known = [each for each in people if each.first == first and each.points is not None]
    means = [
        sum(points for each in known if (points := getattr(each, name)) is not None) / len(known) if known else None
        for name in ("before", "after")
    ]
    return Order(first, len(known), *means)
