"""How long `caunoi check` takes in another checkout and in this one, part by part.

    python -m benchmarks.before_after ../before [--times 5]

Each checkout checks its own content with its own engine, turn by turn, so that other work on the machine falls on both;
the least of all turns counts. A ratio tells about the engine only where both checkouts hold the same content.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

HERE = Path(__file__).resolve().parent.parent

# The folder that is worked in comes first on the path, so each turn runs the engine of its own checkout.
CHECK = [sys.executable, "-m", "caunoi.cli", "check", "--json", "--timings"]


def main() -> None:
    """Check both in turn and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before", type=Path, help="the folder of the other checkout")
    parser.add_argument("--times", type=int, default=5)
    chosen = parser.parse_args()
    turns = [(seconds(chosen.before), seconds(HERE)) for _ in range(chosen.times)]
    Console().print(compared([before for before, _ in turns], [after for _, after in turns]))


def seconds(checkout: Path) -> dict[str, float]:
    """Return the seconds of each part of one check, and of all of them."""
    done = subprocess.run(CHECK, cwd=checkout, capture_output=True, text=True, encoding="utf-8", check=False)
    parts: dict[str, float] = json.loads(done.stdout)["seconds"]
    return parts | {"all": sum(parts.values())}


def compared(before: list[dict[str, float]], after: list[dict[str, float]]) -> Table:
    """Return the least seconds of each part in both checkouts, with their ratio."""
    table = Table(title=f"caunoi check, least of {len(after)} turns, seconds")
    for column in ("part", "before", "after", "after / before"):
        table.add_column(column, justify="left" if column == "part" else "right")
    for part in after[0]:
        now = min(turn[part] for turn in after)
        if part not in before[0]:
            table.add_row(part, "", f"{now:.3f}", "")
            continue
        then = min(turn[part] for turn in before)
        table.add_row(part, f"{then:.3f}", f"{now:.3f}", f"{now / then:.2f}" if then > 0.01 else "")
    return table


if __name__ == "__main__":
    main()
