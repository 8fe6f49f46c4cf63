"""The errors people may read; every one of them descends from CauNoiError."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]


class CauNoiError(Exception):
    """Anything that went wrong and can be told to a person in one sentence."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to put right: the file, the place in it, what is found there, and what to do instead.

    `line` counts from 1 where it can be told; it says nothing about whether two problems are the same one.
    """

    file: str
    place: str
    value: str
    expectation: str
    severity: Severity = "error"
    line: int | None = field(default=None, compare=False)

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        place = "" if self.place == f"line {self.line}" else self.place
        found = " ".join(part for part in (place, self.value) if part)
        return f"{where}: {found}; {self.expectation}"


class ContentError(CauNoiError):
    """Content that cannot be used; it carries every problem found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class BundleError(CauNoiError):
    """A browser module that cannot be joined into one file."""


class MachineError(CauNoiError):
    """A trace or core the machine cannot walk: not a trace, too long, too slow or too large."""


class GradingError(CauNoiError):
    """A payload that cannot be graded; it is reported and never turned into points."""


class StoreError(CauNoiError):
    """The store of the hall refused or lost something."""


class CatalogueError(CauNoiError):
    """A language or its translation catalogue is missing or broken."""


class SettingError(CauNoiError):
    """A setting with a value it cannot have."""
