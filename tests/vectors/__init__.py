"""Golden vectors: a core, events, criteria, and what the machine and the judge must answer, frozen after reading."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Question:
    """One call of one function (see the doors of caunoi.machine) and the answer it must get."""

    name: str
    door: str
    core: dict[str, Any] | None
    arguments: tuple[Any, ...]
    expected: Any

    @staticmethod
    def parsed(answer: str) -> Any:
        """Return the JSON value of an answer."""
        return json.loads(answer)


def questions() -> list[Question]:
    """Return all questions of all vectors, by file."""
    asked: list[Question] = []
    for path in sorted(HERE.glob("*.walk.json")):
        vector = json.loads(path.read_text(encoding="utf-8"))
        arguments: dict[str, tuple[Any, ...]] = {
            "start": (),
            "replay": (vector["events"],),
            "judge": (vector["criteria"], vector["events"]),
            "incidents": (vector["wrong_turns"], vector["events"]),
        }
        for door, given in arguments.items():
            name = f"{path.name.removesuffix('.walk.json')}-{door}"
            asked.append(Question(name, door, vector["core"], given, vector["expected"][door]))
    following = json.loads((HERE / "next-step.json").read_text(encoding="utf-8"))
    for number, (state, index) in enumerate(zip(following["states"], following["expected"], strict=True)):
        given = (state, following["steps"])
        asked.append(Question(f"next-step-{number}", "nextStep", following["core"], given, index))
    marks = json.loads((HERE / "marks.json").read_text(encoding="utf-8"))["marks"]
    for number, mark in enumerate(marks):
        given = (mark["item"], mark["key"], mark["response"])
        asked.append(Question(f"mark-{number}-{mark['item']['kind']}", "mark", None, given, mark["expected"]))
    return asked
