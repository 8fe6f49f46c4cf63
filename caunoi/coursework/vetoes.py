"""Possible vetoes in handed-in cases, and what a person decided about each: a file that only grows."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from caunoi.content import Library
from caunoi.coursework.cells import GradeCell
from caunoi.coursework.incidents import incidents_of
from caunoi.coursework.marks import HandedIn
from caunoi.errors import GradingError
from caunoi.scoring import Incident

FILE = "vetoes.jsonl"
Decision = Literal["confirmed", "dismissed"]
_DECISIONS: tuple[Decision, ...] = ("confirmed", "dismissed")
_Key = tuple[str, str, str, str, str]


@dataclass(frozen=True)
class Ruling:
    """What somebody decided about one possible veto, and when."""

    decision: Decision
    by: str
    at: datetime


@dataclass(frozen=True)
class PossibleVeto:
    """A veto of the rubric that happened in a handed-in case; until somebody rules on it, `ruling` is None.

    `incident` says which it is and where it was done.
    """

    incident: Incident
    ruling: Ruling | None

    @property
    def id(self) -> str:
        """Its id in the rubric."""
        return self.incident.id

    @property
    def open(self) -> bool:
        """Whether a person has to decide."""
        return self.ruling is None

    @property
    def confirmed(self) -> bool:
        """Whether it rules out a pass."""
        return self.ruling is not None and self.ruling.decision == "confirmed"


Rulings = dict[_Key, Ruling]


def rulings(root: Path) -> Rulings:
    """Return the last ruling on each possible veto by (trainee, attempt, handed in, cell, veto).

    A line that cannot be read rules on nothing, so that its veto stays open.
    """
    return dict(_lines(root))


def possible_vetoes(
    root: Path, library: Library, submission: HandedIn, cell: GradeCell, ruled: Rulings
) -> tuple[PossibleVeto, ...]:
    """Return the possible vetoes of one handed-in case; none for other cells and for answers nobody can judge."""
    if cell.kind != "mockup" or not library.rubrics[cell.ref].vetoes:
        return ()
    found = incidents_of(root, library, submission, cell)
    return tuple(
        PossibleVeto(each, ruled.get(_key(submission, cell.id, each.id))) for each in (found.vetoes if found else ())
    )


def rule(root: Path, submission: HandedIn, cell: str, veto: str, decision: str, by: str) -> None:
    """Append what somebody decided; a later line on the same veto takes the place of an earlier one.

    Raises:
        GradingError: there is no such decision, or nobody's name stands under it.
    """
    if decision not in _DECISIONS:
        raise GradingError(f"{decision[:40]!r} decides nothing about a veto; confirmed or dismissed is expected.")
    if not by.strip():
        raise GradingError("A decision about a veto needs the name of the person who decides.")
    trainee, name, handed_in, _, _ = _key(submission, cell, veto)
    line = {
        "trainee": trainee,
        "assessment": name,
        "handed_in": handed_in,
        "cell": cell,
        "veto": veto,
        "decision": decision,
        "by": by.strip(),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    path = root / FILE
    # A line that a crash cut short must not swallow this one.
    cut = path.exists() and path.stat().st_size and not path.read_bytes().endswith(b"\n")
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(("\n" if cut else "") + json.dumps(line, ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())


def _lines(root: Path) -> Iterator[tuple[_Key, Ruling]]:
    try:
        text = (root / FILE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return
    for line in text.splitlines():
        try:
            read = json.loads(line)
            key = (read["trainee"], read["assessment"], read["handed_in"], read["cell"], read["veto"])
            ruling = Ruling(read["decision"], read["by"], datetime.fromisoformat(read["at"]))
        except (ValueError, KeyError, TypeError):
            continue
        if ruling.decision in _DECISIONS:
            yield key, ruling


def _key(submission: HandedIn, cell: str, veto: str) -> _Key:
    """A ruling is on one version of what was handed in; another attempt is looked at anew."""
    handed_in = submission.at.isoformat() if submission.at else ""
    return submission.trainee, submission.name, handed_in, cell, veto
