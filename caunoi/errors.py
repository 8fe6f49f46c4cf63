"""The errors people may read; every one of them descends from CauNoiError."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


class CauNoiError(Exception):
    """Anything that went wrong and can be told to a person in one sentence."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to put right: the file, the place in it, what is found there, and what to do instead."""

    file: str
    place: str
    value: str
    expectation: str
    severity: Severity = "error"

    def __str__(self) -> str:
        found = " ".join(part for part in (self.place, self.value) if part)
        return f"{self.file}: {found}; {self.expectation}"


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
