"""How long the author's and the grader's work takes: scoring many traces, and checking ten times today's content.

    python -m benchmarks.content score [--traces 10000] [--events 100]
    python -m benchmarks.content check [--times 10]

`score` replays and scores traces of the given length on one core, as grading does; every shipped scenario takes its
share, and its recorded ways are walked over and over to fill a trace. `check` copies the content under new ids into a
temporary folder and checks it, against the content as it is. Each prints one table with ratios and the goals the
project has set itself.
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import re
import tempfile
import time
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from caunoi.check import check
from caunoi.content import CHECKOUT_ROOTS, Library
from caunoi.lowering import trace_events
from caunoi.scoring import score

GOAL_SCORE_S = 60.0
GOAL_CHECK_S = 5.0
TODAY = datetime.date(2026, 11, 30)

# Files that hold one table for all content; a copy shares them.
SHARED = ("skills.yaml", "glossary.yaml", "facts.yaml", "syllabus.yaml")


def main() -> None:
    """Run the measure that was asked for and print its table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="measure", required=True)
    scoring = commands.add_parser("score")
    scoring.add_argument("--traces", type=int, default=10_000)
    scoring.add_argument("--events", type=int, default=100)
    checking = commands.add_parser("check")
    checking.add_argument("--times", type=int, default=10)
    chosen = parser.parse_args()
    if chosen.measure == "score":
        Console().print(scored(chosen.traces, chosen.events))
    else:
        Console().print(checked(chosen.times))


def scored(traces: int, events: int) -> Table:
    """Score so many traces of so many events and return the table."""
    library = Library.load(CHECKOUT_ROOTS)
    names = [name for name in sorted(library.scenarios) if name in library.traces and name in library.rubrics]
    shares = [traces // len(names) + (number < traces % len(names)) for number in range(len(names))]
    table = Table(title=f"{traces} traces of {events} events, replayed and scored on one core", show_footer=True)
    seconds = {}
    for name, share in zip(names, shares, strict=True):
        trace = long_trace(library, name, events)
        core, criteria = library.core(name), library.criteria(name)
        score(core, criteria, trace)  # the machine is warm, as it is from the second submission on
        begun = time.process_time()
        for _ in range(share):
            score(core, criteria, trace)
        seconds[name] = time.process_time() - begun
    whole = sum(seconds.values())
    table.add_column("scenario", "all")
    table.add_column("traces", str(traces), justify="right")
    table.add_column("seconds", f"{whole:.1f}", justify="right")
    table.add_column("ms per trace", f"{1000 * whole / traces:.2f}", justify="right")
    table.add_column(f"of the goal ({GOAL_SCORE_S:g} s)", f"{100 * whole / GOAL_SCORE_S:.0f} %", justify="right")
    for (name, taken), share in zip(seconds.items(), shares, strict=True):
        table.add_row(name, str(share), f"{taken:.1f}", f"{1000 * taken / max(1, share):.2f}", "")
    return table


def long_trace(library: Library, name: str, events: int) -> list[Any]:
    """Return the recorded ways of a scenario one after another, again and again, until there are enough events."""
    values = library.scenarios[name].values
    ways = [trace_events(trace, values) for trace in library.traces[name] if trace.events]
    return list(itertools.islice(itertools.cycle(itertools.chain.from_iterable(ways)), events))


def checked(times: int) -> Table:
    """Check the content as it is and so many times over, and return the table."""
    table = Table(title="Checking content, seconds")
    for column in ("part", "as it is", f"{times} times", "ratio"):
        table.add_column(column, justify="left" if column == "part" else "right")
    with tempfile.TemporaryDirectory(prefix="caunoi-content-") as folder:
        copies = multiplied(Path(folder), times)
        once, many = _timed(CHECKOUT_ROOTS), _timed((copies,))
    for part in once:
        ratio = f"{many[part] / once[part]:.1f}" if once[part] > 0.002 else ""
        table.add_row(part, f"{once[part]:.3f}", f"{many[part]:.3f}", ratio)
    whole, all_of = sum(once.values()), sum(many.values())
    table.add_section()
    table.add_row("all", f"{whole:.2f}", f"{all_of:.2f}", f"{all_of / whole:.1f}")
    table.add_row(f"of the goal ({GOAL_CHECK_S:g} s)", f"{100 * whole / GOAL_CHECK_S:.0f} %", "", "")
    return table


def _timed(roots: Any) -> dict[str, float]:
    seconds: dict[str, float] = {}
    begun = time.perf_counter()
    library = Library.load(roots)
    seconds["reading"] = time.perf_counter() - begun
    problems = check(library, TODAY, seconds=seconds)
    errors = [str(problem) for problem in problems if problem.severity == "error"]
    assert errors == [], errors[:3]
    return seconds


def multiplied(folder: Path, times: int) -> Path:
    """Write the content so many times under new ids, sharing skills, glossary, facts and syllabus."""
    library = Library.load(CHECKOUT_ROOTS)
    ids = [
        name
        for table in (library.portals, library.parts, library.scenarios, library.item_sets, library.writings)
        for name in table
    ] + list(library.assessments)
    # The longest first, so that an id inside another is not taken for it.
    known = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, ids), key=len, reverse=True))})(?![\w-])")
    for path in dict.fromkeys(library.files.values()):
        text = path.read_text(encoding="utf-8")
        copies = range(1 if path.name in SHARED else times)
        for number in copies:
            suffix = f"-copy-{number}" if number else ""
            target = folder / f"set-{number}" / path.parent.name / known.sub(rf"\g<0>{suffix}", path.name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(known.sub(rf"\g<0>{suffix}", text), encoding="utf-8")
    for notebook in (each for root in CHECKOUT_ROOTS for each in Path(root).rglob("*.ipynb")):
        target = folder / "set-0" / notebook.parent.name / notebook.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(notebook.read_bytes())
    # The syllabus looks for its modules beside itself.
    syllabus = folder / "set-0" / library.files["syllabuses", "syllabus"].parent.name / "syllabus.yaml"
    syllabus.rename(folder / "set-0" / "syllabus.yaml")
    return folder


if __name__ == "__main__":
    main()
