"""Which submissions were given back to their trainees: a file at the root of the class."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from caunoi.coursework.marks import HandedIn

FILE = "returned.json"


def returned(root: Path) -> dict[tuple[str, str], datetime]:
    """Return when the version that was given back had been handed in, by (trainee, nbgrader's name)."""
    try:
        noted = json.loads((root / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return {(each["trainee"], each["assessment"]): datetime.fromisoformat(each["handed_in"]) for each in noted}


def mark_returned(root: Path, submissions: Iterable[HandedIn]) -> None:
    """Note these submissions as given back; another version of the same attempt is not covered."""
    noted = returned(root) | {(each.trainee, each.name): each.at for each in submissions if each.at is not None}
    rows = [
        {"trainee": trainee, "assessment": name, "handed_in": at.isoformat()}
        for (trainee, name), at in sorted(noted.items())
    ]
    beside = root / f".{FILE}.new"
    beside.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    beside.replace(root / FILE)
