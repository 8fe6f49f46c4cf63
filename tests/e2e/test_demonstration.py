"""The demonstration: a whole simulated class through the real doors, with the points that its ways are worth."""

from __future__ import annotations

import csv
import json
import math
import os
import re
import signal
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from caunoi.content import library_here
from caunoi.coursework.cells import PAYLOAD_CELL
from caunoi.coursework.literal import from_source
from caunoi.items import mark, variant_of
from caunoi.scoring import score
from caunoi.simulated.doing import doings
from caunoi.simulated.roll import Person, roll
from tests.patience import PATIENCE_S
from tests.ports import free_port

PEOPLE, SEED = 12, 5
ASSESSMENT = "portal-basics"  # the one of the first module


def demonstrate(data: Path) -> str:
    """Run `caunoi demo` until it says that the class is ready, end it, and give what it said."""
    port = free_port()
    words = ["demo", "--people", str(PEOPLE), "--seed", str(SEED), "--lang", "en", "--no-browser"]
    command = [sys.executable, "-m", "caunoi.cli", *words, "--port", str(port), "--data", str(data)]
    log = data.parent / f"{port}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=dict(os.environ))
    try:
        until = time.monotonic() + 600
        # A letter may be there by half.
        while "The simulated class is ready" not in log.read_text(encoding="utf-8", errors="replace"):
            assert process.poll() is None, log.read_text(encoding="utf-8")
            assert time.monotonic() < until, log.read_text(encoding="utf-8")
            time.sleep(0.2)
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_S) == 0
    return log.read_text(encoding="utf-8")


def seeds(root: Path, assessment: str) -> dict[str, int]:
    """The seed of the attempt that each person handed in, by card."""
    found: dict[str, int] = {}
    for notebook in root.glob(f"submitted/*/{assessment}/{assessment}.ipynb"):
        for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
            if cell["metadata"].get("nbgrader", {}).get("grade_id") == PAYLOAD_CELL:
                payload = from_source("".join(cell["source"]))
                assert payload is not None
                found[notebook.parent.parent.name] = payload["seed"]
    return found


def worth(root: Path, person: Person, assessment: str, seed: int | None) -> dict[str, float]:
    """The points of each part that is scored by machine, straight from what the person does."""
    library = library_here(root)
    found: dict[str, float] = {}
    for task in library.assessments[assessment].tasks:
        items = library.item_set(task.ref).items if task.kind == "quiz" else ()
        given = {item.id: variant for item in items if (variant := variant_of(item, seed))}
        events = [event for event, _ in doings(person, library, task.name, "en", given)]
        if task.kind == "mockup":
            found[task.name] = score(library.core(task.ref), library.criteria(task.ref), events).points
        elif task.kind == "quiz":
            responses = {event["answer"]: event["to"] for event in events}
            keys = library.keys[task.ref].keys
            marks = [mark(item, keys[item.id], responses.get(item.id), given.get(item.id)) for item in items]
            found[task.name] = math.fsum(each.points for each in marks)
    return found


@pytest.mark.slow
def test_a_simulated_class_goes_through_the_same_doors_and_gets_what_it_is_worth(tmp_path: Path) -> None:
    said = demonstrate(tmp_path / "data")
    (root,) = (tmp_path / "data" / "classes").iterdir()
    about = yaml.safe_load((root / "class.yaml").read_text(encoding="utf-8"))
    assert about["simulated"] is True

    (table,) = (each for each in (root / "reports").glob("*.csv") if ".turns." not in each.name)
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    heading, rows = rows[0], rows[1:]
    words = ("Name", "Card", "Assessment", "Task", "Points")
    name, card, assessment, part, reached = (heading.index(word) for word in words)
    assert {row[assessment] for row in rows if row[reached]} == {ASSESSMENT}, "a workshop sits one assessment"
    by_part: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        by_part[row[name], row[part]].append(row[reached])

    people = roll(PEOPLE, SEED)
    assert {person.name for person in people} == {row[name] for row in rows}
    kinds = {person.kind for person in people}
    assert {"expert", "guesser", "gives-up", "absent"} <= kinds
    cards = {row[name]: row[card] for row in rows}
    handed_in = seeds(root, ASSESSMENT)
    for person in people:
        here = person.manner.comes and person.manner.hands_in
        for task, points in worth(root, person, ASSESSMENT, handed_in.get(cards[person.name])).items():
            cells = by_part[person.name, task]
            assert cells, f"{person.name} has no rows for {task}"
            if here:
                assert math.isclose(math.fsum(map(float, cells)), points, abs_tol=1e-6), (person, task, cells)
            else:
                assert set(cells) == {""}, "absent is empty and not zero"

    again = demonstrate(tmp_path / "data")
    assert [each.name for each in (tmp_path / "data" / "classes").iterdir()] == [root.name]
    page = re.compile(r"/facilitator/class/(\S+)")
    assert page.findall(said)[-1] == page.findall(again)[-1] == root.name
