"""Forty people open the same lesson within five seconds: the hall against stock Voila on the same notebook, in one run.

    python -m benchmarks.arrivals [--people 40] [--seconds 5] [--runs 5] [--panel PYTHON]

A: from the request to the page with all its modules (hall) or to live widgets (Voila), 95th percentile.
B: the same, to the first acknowledged event (hall) or the first answered tap (Voila).
One visitor: Chromium, from the address to the first handled tap, median; also with the processor throttled 4x.
Printed are the figures, their ratios, and the goals the project has set itself. The load goes to loopback only.
`--panel` names a Python that has Panel installed, for the third column of the one-visitor measure.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import os
import subprocess
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table
from tornado.httpclient import AsyncHTTPClient
from tornado.simple_httpclient import HTTPTimeoutError

from benchmarks import hall, stock
from benchmarks.browser import chromium, first_tap
from benchmarks.process import Server, free_port

CHECKOUT = Path(__file__).resolve().parent.parent
NOTEBOOK = CHECKOUT / "curriculum" / "01-portal" / "file-for-grandmother.ipynb"
VISITS = 5
THROTTLES = (1, 4)
SETTLING_S = 12  # after its start the hall makes pages in advance
GUIDED = ".cn-mode-guided"
TAPPED = f"{GUIDED} .cn-screen .cn-button", f"{GUIDED} .cn-screen-title"

Visit = Callable[[int], Awaitable[tuple[float, float]]]


@dataclass
class Figures:
    """What one side showed: seconds to complete and to the first answer, per run; memory in MB before and after."""

    complete: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    memory: tuple[float, float] = (math.nan, math.nan)


def p95(values: Sequence[float]) -> float:
    """The 95th percentile by nearest rank."""
    ordered = sorted(values)
    return ordered[math.ceil(0.95 * len(ordered)) - 1]


async def arrive(visit: Visit, people: int, seconds: float) -> tuple[float, float]:
    """Let `people` arrive evenly over `seconds`; return the p95 of both measures. Any failed visit fails the run."""

    async def one(number: int) -> tuple[float, float]:
        await asyncio.sleep(number * seconds / people)
        return await visit(number)

    results = await asyncio.gather(*(one(number) for number in range(people)))
    return p95([result[0] for result in results]), p95([result[1] for result in results])


def measure_hall(folder: Path, people: int, seconds: float, runs: int) -> tuple[Figures, Figures]:
    """The hall with an empty cache (one run, a fresh server) and with a warm one (`runs` runs on the same server)."""
    cold, warm = Figures(), Figures()
    opened = hall.start(folder / "data", folder / "hall.log", people)
    try:
        opened.server.wait_ready("/vi/")

        def visit(number: int) -> Awaitable[tuple[float, float]]:
            return hall.visit(opened.server.url, opened.cookies[number])

        for figures, count in ((cold, 1), (warm, runs)):
            before = opened.server.memory_mb()
            for _ in range(count):
                complete, answered = asyncio.run(arrive(visit, people, seconds))
                figures.complete.append(complete)
                figures.answered.append(answered)
            figures.memory = (before, opened.server.memory_mb())
    finally:
        opened.server.stop()
    return cold, warm


def measure_stock(folder: Path, people: int, seconds: float) -> Figures:
    """Stock Voila, one run: its kernels stay, so a second run would only be slower."""
    figures = Figures()
    server = stock.start(NOTEBOOK, folder / "voila.log")

    async def visit(_: int) -> tuple[float, float]:
        try:
            return await stock.visit(server.url)
        except HTTPTimeoutError:  # seen now and then: somebody never gets the page; counted as this long a wait
            return stock.PATIENCE, stock.PATIENCE

    try:
        server.wait_ready()
        before = server.memory_mb()
        complete, answered = asyncio.run(arrive(visit, people, seconds))
        figures.complete.append(complete)
        figures.answered.append(answered)
        figures.memory = (before, server.memory_mb())
    finally:
        server.stop()
    return figures


@dataclass(frozen=True)
class Side:
    """One side of the one-visitor measure: what to tap, what then changes, and whose cookies to bring."""

    server: Server
    path: str
    button: str
    changed: str
    cookies: tuple[str, ...] = ()


def one_visitor(folder: Path, panel: str | None) -> dict[str, dict[int, float]]:
    """Median milliseconds to the first handled tap in Chromium, by side and by throttle of the processor.

    The browser caches. In the hall each visit is another person, since a page opens where its reader left it.
    """
    found: dict[str, dict[int, float]] = {}
    with chromium() as browser:
        for name, start in sides(folder, panel):
            side = start()
            try:
                side.server.wait_ready(side.path)
                context = browser.new_context()
                people = iter(side.cookies)

                def visit(throttle: int, side: Side = side, context: Any = context, people: Any = people) -> float:
                    if side.cookies:
                        key, _, value = next(people).partition("=")
                        context.clear_cookies()
                        context.add_cookies([{"name": key, "value": value, "url": side.server.url}])
                    return first_tap(context, side.server.url + side.path, side.button, side.changed, throttle).ms

                visit(1)  # fills the caches of the server and of the browser
                time.sleep(SETTLING_S)
                found[name] = {throttle: median(visit(throttle) for _ in range(VISITS)) for throttle in THROTTLES}
                context.close()
            finally:
                side.server.stop()
    return found


def sides(
    folder: Path, panel: str | None, people: int = 1 + VISITS * len(THROTTLES)
) -> list[tuple[str, Callable[[], Side]]]:
    """How each side is started, one after the other: none is measured while another works; `people` may visit ours."""

    def ours() -> Side:
        opened = hall.start(folder / "one", folder / "one.log", people)
        return Side(opened.server, f"/vi/{hall.LESSON}", *TAPPED, opened.cookies)

    def voila() -> Side:
        return Side(stock.start(NOTEBOOK, folder / "one-voila.log"), "/", *TAPPED)

    def with_panel() -> Side:
        return Side(_start_panel(str(panel), folder / "panel.log"), "/panel_form", ".bk-btn-primary", "h1")

    both: list[tuple[str, Callable[[], Side]]] = [("hall", ours), ("stock Voila", voila)]
    return [*both, ("Panel", with_panel)] if panel else both


def _start_panel(python: str, log: Path) -> Server:
    port = free_port()
    form = str(CHECKOUT / "benchmarks" / "panel_form.py")
    command = [python, "-m", "panel", "serve", form, "--port", str(port), "--address", "127.0.0.1"]
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, start_new_session=True, env=dict(os.environ))
    return Server(process, f"http://127.0.0.1:{port}", log)


def main() -> None:
    """Measure everything in one run and print one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--panel", help="a Python that has Panel installed")
    options = parser.parse_args()
    AsyncHTTPClient.configure(None, max_clients=1000)
    with tempfile.TemporaryDirectory(prefix="caunoi-arrivals-") as name:
        folder = Path(name)
        cold, warm = measure_hall(folder, options.people, options.seconds, options.runs)
        voila = measure_stock(folder, options.people, options.seconds)
        alone = one_visitor(folder, options.panel)

    table = Table(title=f"{options.people} arrivals in {options.seconds:g} s, and one visitor")
    for heading in ("measure", "hall", "the other", "ratio", "goal", "met"):
        table.add_column(heading)

    def row(measure: str, ours: float, theirs: float, goal: float, unit: str, other: str = "stock Voila") -> None:
        ratio = theirs / ours
        met = "yes" if ratio >= goal else "NO"
        table.add_row(
            measure, f"{ours:.3f} {unit}", f"{other} {theirs:.3f} {unit}", f"1/{ratio:.0f}", f"1/{goal:g}", met
        )

    row("A, warm, slowest run's p95", max(warm.complete), voila.complete[0], 500, "s")
    row("A, nothing cached yet, p95", cold.complete[0], voila.complete[0], 15, "s")
    row("B, slowest run's p95", max(warm.answered), voila.answered[0], 100, "s")
    for throttle, word in ((1, ""), (4, ", processor 4x slower")):
        ours = alone["hall"][throttle] / 1000
        row(f"one visitor{word}", ours, alone["stock Voila"][throttle] / 1000, 10, "s")
        if "Panel" in alone and throttle == 1:
            row("one visitor", ours, alone["Panel"][throttle] / 1000, 3, "s", "Panel")
    grown = (warm.memory[1] - warm.memory[0]) / options.people
    voila_grown = (voila.memory[1] - voila.memory[0]) / options.people
    met = "yes" if grown < 0.1 else "NO"
    table.add_row("memory per trainee", f"{grown:.3f} MB", f"stock Voila {voila_grown:.1f} MB", "", "< 0.1 MB", met)
    Console(width=120).print(table)
    print("A of each warm run:", " ".join(f"{value:.3f}" for value in warm.complete), "s")
    print("B of each warm run:", " ".join(f"{value:.3f}" for value in warm.answered), "s")


if __name__ == "__main__":
    main()
