"""What one renewal of the live board costs while sixty people work: processor time, without a browser.

    python -m benchmarks.board [--people 60] [--renewals 40]

Between two renewals every third person does one step, as in a full room within a second or two.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from caunoi.content import CHECKOUT_ROOTS, library_of
from caunoi.hall.pace import Pace
from caunoi.hall.pages.places import Places
from caunoi.hall.pages.whereabouts import count, whereabouts
from caunoi.hall.presence import Present
from caunoi.hall.records import NewEvent, NewTrainee, utc_now
from caunoi.hall.store import Store
from caunoi.hall.watch import Watch
from caunoi.lowering import trace_events

SCENARIO = "land-first-for-grandmother"
PAGE, TASK = "lesson/01-portal/file-for-grandmother", f"mockup/{SCENARIO}/practice"
GOAL_MS = 100


def measured(people: int, renewals: int, data: Path) -> tuple[float, list[float]]:
    """Milliseconds of processor time: of the first look at a class half-way, and of each renewal after it."""
    library = library_of(CHECKOUT_ROOTS)
    trace = next(each for each in library.traces[SCENARIO] if each.kind == "expert")
    way = list(trace_events(trace, library.scenario(SCENARIO).values))
    with Store(data) as store:
        record = store.classes.open(
            "Benchmark", "", "2026-11-01", "vi", prepare=lambda one: Path(one.path).mkdir(parents=True)
        )
        trainees = [each for each, _ in store.people.add(record.id, [NewTrainee(f"N {n}") for n in range(people)])]
        attempts = [store.attempts.open(record.id, each.id, PAGE, "").id for each in trainees]
        writers = [store.attempts.open_writer(attempt) for attempt in attempts]
        done = [0] * people

        def act(person: int, steps: int) -> None:
            first = done[person] + 1
            new = [NewEvent(n, TASK, way[(n - 1) % len(way)], n) for n in range(first, first + steps)]
            done[person] += steps
            asyncio.run(store.events.append(attempts[person], writers[person], new))

        for person in range(people):
            act(person, len(way) // 2)
        watch = Watch(store, lambda class_id, page: library)
        present = {each.id: Present(1, utc_now()) for each in trainees}
        places = Places.watched(watch, record.id, "vi")

        def renew() -> float:
            begin = time.process_time()
            rows = whereabouts(trainees, watch.seen(record.id), Pace(), present, {}, places, utc_now())
            assert count(rows).connected == people
            return (time.process_time() - begin) * 1000

        first = renew()
        costs = []
        for turn in range(renewals):
            for person in range(turn % 3, people, 3):
                act(person, 1)
            costs.append(renew())
        return first, costs


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--renewals", type=int, default=40)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        first, costs = measured(chosen.people, chosen.renewals, Path(folder))
    print(f"{chosen.people} people, processor time in milliseconds")
    print(f"  first look at the class  {first:7.1f}")
    print(f"  one renewal, median      {statistics.median(costs):7.1f}   goal: under {GOAL_MS}")
    print(f"  one renewal, the worst   {max(costs):7.1f}")


if __name__ == "__main__":
    main()
