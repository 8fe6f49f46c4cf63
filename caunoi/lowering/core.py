"""What the machine gets: the core of a portal for one scenario, and the rules of its criteria."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from caunoi.model.base import Text


def canonical(value: Any) -> str:
    """Return the one JSON text of a value: sorted keys, no spaces, Unicode as it is."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


@dataclass(frozen=True)
class Core:
    """A portal lowered for one scenario, kept as its canonical JSON text."""

    text: str

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> Core:
        """Return the core of a JSON value."""
        return cls(canonical(value))

    def json(self) -> str:
        """Return the canonical JSON text."""
        return self.text

    @cached_property
    def value(self) -> dict[str, Any]:
        """The core as JSON values; read it, never change it."""
        loaded: dict[str, Any] = json.loads(self.text)
        return loaded

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical text, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True)
class CriterionCore:
    """One criterion ready to be judged: its points, its rule as widgets/judge.js reads it, and why it matters."""

    id: str
    points: float
    skill: str
    rule: Mapping[str, Any]
    why: Text | None = None


@dataclass(frozen=True)
class RubricCore:
    """The criteria, the wrong turns and the vetoes of a scenario, lowered."""

    criteria: tuple[CriterionCore, ...]
    wrong_turns: tuple[Mapping[str, Any], ...] = ()
    vetoes: tuple[Mapping[str, Any], ...] = ()
