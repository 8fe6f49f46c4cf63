"""How the questions of a test did: how many had them right, and whether those who know more had them right more."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

# With fewer people one of them turns a correlation round.
FEWEST_FOR_SEPARATION = 10


@dataclass(frozen=True)
class ItemStatistics:
    """One question: `share` is the mean share of its points, `right` how many had all of them.

    `separation` is the correlation of its points with those of all other questions of the same assessment, -1 to 1;
    None with fewer people than FEWEST_FOR_SEPARATION, or where everybody had the same.
    """

    assessment: str
    task: str
    item: str
    answered: int
    right: int
    share: float
    separation: float | None


def item_statistics(marks: pd.DataFrame) -> tuple[ItemStatistics, ...]:
    """Return the statistics of all graded questions, the hardest first; `marks` is a class_frame."""
    graded = marks[(marks["state"] == "graded") & marks["task"].str.startswith("quiz/")]
    found = []
    for assessment, own in graded.groupby("assessment", sort=False):
        shares = own.assign(share=own["points"] / own["max_points"])
        table = shares.pivot_table(index="trainee", columns=["task", "criterion"], values="share", sort=False)
        for name in table.columns:
            task, item = str(name[0]), str(name[1])
            column = table[name].dropna()
            rest = table.drop(columns=[name]).sum(axis=1)[column.index]
            found.append(
                ItemStatistics(
                    str(assessment), task, item, len(column), int((column >= 1).sum()), float(column.mean()),
                    _correlation(column, rest),
                )
            )  # fmt: skip
    return tuple(sorted(found, key=lambda each: each.share))


def _correlation(one: pd.Series, other: pd.Series) -> float | None:
    if len(one) < FEWEST_FOR_SEPARATION or one.nunique() < 2 or other.nunique() < 2:
        return None
    return float(one.corr(other))
