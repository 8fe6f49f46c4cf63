"""What the phones were told, held against what the store has."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from pathlib import Path
from typing import Any


def notes(folder: Path, name: str) -> list[list[Any]]:
    """The lines a phone has noted."""
    file = folder / name
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def judge(database: Path, folders: list[Path]) -> tuple[int, list[str]]:
    """How many acknowledged steps there are, and every complaint: lost, changed, doubled, invented, out of order."""
    # The phones first: whatever they know by now must be in what is read after.
    taps: dict[tuple[str, int, int], str] = {}
    promised: dict[tuple[str, int], int] = defaultdict(int)
    complaints: list[str] = []
    for folder in folders:
        for attempt, writer, n in notes(folder, "acknowledged"):
            promised[attempt, writer] = max(promised[attempt, writer], n)
        taps |= {(attempt, writer, n): tap for attempt, writer, n, tap in notes(folder, "taps")}
        complaints += [f"{folder.name} was refused: {said}" for said in notes(folder, "refused")]
    stored = _stored(database)
    by_writer: dict[tuple[str, int], list[int]] = defaultdict(list)
    by_phone: dict[str, list[int]] = defaultdict(list)
    later = {(attempt, writer, n): tap for folder in folders for attempt, writer, n, tap in notes(folder, "taps")}
    for attempt, writer, n, tap in stored:
        by_writer[attempt, writer].append(n)
        name, _, number = tap.rpartition(".")
        by_phone[name].append(int(number))
        if later.get((attempt, writer, n), tap) != tap:
            complaints.append(f"{attempt} {writer}.{n} is {tap}, made as {later[attempt, writer, n]}")
    known = {(attempt, writer, n): tap for attempt, writer, n, tap in stored}
    for (attempt, writer), last in promised.items():
        for n in range(1, last + 1):
            if (attempt, writer, n) not in known:
                complaints.append(f"{attempt} {writer}.{n} was acknowledged and is lost")
    for (attempt, writer), numbers in by_writer.items():
        if numbers != list(range(1, len(numbers) + 1)):
            complaints.append(f"{attempt} writer {writer}: {numbers}")
    for name, numbers in by_phone.items():
        if numbers != sorted(set(numbers)):
            complaints.append(f"{name}: doubled or out of order: {numbers}")
    return sum(promised.values()), complaints


def _stored(database: Path) -> list[tuple[str, int, int, str]]:
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=20)
    try:
        rows = connection.execute("SELECT attempt, writer, n, event FROM events ORDER BY seq").fetchall()
    finally:
        connection.close()
    return [(attempt, writer, n, json.loads(event)["to"]) for attempt, writer, n, event in rows]
