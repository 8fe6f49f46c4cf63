"""Golden vectors: a core, events, criteria, and what the machine and the judge must answer, frozen after reading.

A *.walk.json has its core in it. The walks of phone.walks.json are on the portal tests/fixtures/phone, lowered for a
scenario that begins where the walk says: they freeze what shorthand means, from the author's YAML to the last state.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from caunoi.content import Library
from caunoi.lowering import lower
from caunoi.model.scenario import Beginning

HERE = Path(__file__).resolve().parent
PHONE = HERE.parent / "fixtures" / "phone"


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
        expected = vector["expected"]
        rubric = {"criteria": vector["criteria"], "wrong_turns": vector["wrong_turns"], "vetoes": vector["wrong_turns"]}
        impossible = [{"at": at, "why": expected["replay"]["steps"][at]["why"]} for at in expected["replay"]["skipped"]]
        found = {"wrong_turns": expected["incidents"], "vetoes": expected["incidents"], "skipped": impossible}
        doors: dict[str, tuple[tuple[Any, ...], Any]] = {
            "start": ((), expected["start"]),
            "replay": ((vector["events"],), expected["replay"]),
            "judge": ((rubric, vector["events"]), {"verdicts": expected["judge"], **found}),
        }
        for door, (given, answer) in doors.items():
            name = f"{path.name.removesuffix('.walk.json')}-{door}"
            asked.append(Question(name, door, vector["core"], given, answer))
    asked += _on_the_phone()
    following = json.loads((HERE / "next-step.json").read_text(encoding="utf-8"))
    for number, (state, index) in enumerate(zip(following["states"], following["expected"], strict=True)):
        given = (state, following["steps"])
        asked.append(Question(f"next-step-{number}", "nextStep", following["core"], given, index))
    marks = json.loads((HERE / "marks.json").read_text(encoding="utf-8"))["marks"]
    for number, mark in enumerate(marks):
        given = (mark["item"], mark["key"], mark["response"])
        asked.append(Question(f"mark-{number}-{mark['item']['kind']}", "mark", None, given, mark["expected"]))
    return asked


def _on_the_phone() -> list[Question]:
    vector = json.loads((HERE / "phone.walks.json").read_text(encoding="utf-8"))
    library = Library.load([PHONE])
    scenario = library.scenario(vector["scenario"])
    portal = library.portal_of(scenario)
    asked = []
    for walk in vector["walks"]:
        begun = scenario.model_copy(update={"start": Beginning.model_validate(walk["start"])})
        core = lower(portal, begun).value
        asked.append(Question(f"phone-{walk['name']}", "replay", core, (walk["events"],), walk["expected"]))
    return asked
