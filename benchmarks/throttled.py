"""One visitor with a cheap phone or a slow network: the hall against stock Voila on the same notebook, in one run.

    python -m benchmarks.throttled [--visits 3]

Chromium, from the address to the first handled tap, median of the visits: as the machine is, with the processor 4x
slower, over slow 3G (400 kbit/s, 400 ms), and both; each with nothing kept in the browser, and once more with what the
first visit left there. Chromium does not slow WebSockets, over which Voila's widgets arrive, so its part is flattered.
Of a visit to the hall that took more than twice the median of its kind, what it waited for is printed below the table.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, BrowserContext
from rich.console import Console
from rich.table import Table

from benchmarks.arrivals import SETTLING_S, Side, sides
from benchmarks.browser import FirstTap, chromium, first_tap

# Name of the condition: how many times slower the processor is, and whether the network is slow.
CONDITIONS = {
    "as it is": (1, False),
    "processor 4x slower": (4, False),
    "slow 3G": (1, True),
    "both": (4, True),
}

OUTLIER = 2

Visits = dict[tuple[str, str], list[FirstTap]]
Times = dict[tuple[str, str], float]


def measured(browser: Browser, side: Side, visits: int) -> Visits:
    """The visits by (condition, "first" or "again")."""
    people = iter(side.cookies)
    url = side.server.url

    def visit(context: BrowserContext, condition: tuple[int, bool]) -> FirstTap:
        if side.cookies:  # each visit is another person, since a page opens where its reader left it
            name, _, value = next(people).partition("=")
            context.clear_cookies()
            context.add_cookies([{"name": name, "value": value, "url": url}])
        return first_tap(context, url + side.path, side.button, side.changed, *condition)

    warming = browser.new_context()
    visit(warming, CONDITIONS["as it is"])
    warming.close()
    time.sleep(SETTLING_S)
    found: Visits = {}
    for name, condition in CONDITIONS.items():
        for _ in range(visits):
            context = browser.new_context()
            found.setdefault((name, "first"), []).append(visit(context, condition))
            found.setdefault((name, "again"), []).append(visit(context, condition))
            context.close()
    return found


def medians(visits: Visits) -> Times:
    """Median milliseconds of each kind of visit."""
    return {kind: median(visit.ms for visit in made) for kind, made in visits.items()}


def outliers(visits: Visits) -> Iterator[tuple[str, FirstTap]]:
    """The visits that took far longer than others of their kind."""
    usual = medians(visits)
    for kind, made in visits.items():
        yield from ((", ".join(kind), visit) for visit in made if visit.ms > OUTLIER * usual[kind])


def rows(ours: Times, theirs: Times) -> Iterator[tuple[str, str, str, str]]:
    """One line for each condition and visit."""
    for (name, which), milliseconds in ours.items():
        other = theirs[name, which]
        yield (
            f"{name}, {which}",
            f"{milliseconds / 1000:.1f} s",
            f"{other / 1000:.1f} s",
            f"1/{other / milliseconds:.1f}",
        )


def main() -> None:
    """Measure both sides, one after the other, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--visits", type=int, default=3)
    options = parser.parse_args()
    people = 1 + 2 * options.visits * len(CONDITIONS)
    found: dict[str, Visits] = {}
    with tempfile.TemporaryDirectory(prefix="caunoi-throttled-") as folder, chromium() as browser:
        for name, start in sides(Path(folder), None, people):
            side = start()
            try:
                side.server.wait_ready(side.path)
                found[name] = measured(browser, side, options.visits)
            finally:
                side.server.stop()
    table = Table(title="one visitor, to the first handled tap")
    for heading in ("condition, visit", "hall", "stock Voila", "ratio"):
        table.add_column(heading)
    for row in rows(medians(found["hall"]), medians(found["stock Voila"])):
        table.add_row(*row)
    Console(width=100).print(table)
    for name, visit in outliers(found["hall"]):
        print(f"\n{name}, a visit far slower than the others:\n{visit}")


if __name__ == "__main__":
    main()
