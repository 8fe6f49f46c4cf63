"""Saving a recorded trace: never over somebody's edit, never outside the content, never what does not score."""

from __future__ import annotations

import contextlib
import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from caunoi.content import Library
from caunoi.content_files import read_entries
from caunoi.desk.recording import NewTrace, new_file, with_trace, written
from caunoi.errors import CauNoiError, ContentError
from caunoi.i18n import write_whole
from caunoi.lowering import trace_events
from caunoi.model.scenario import Trace
from caunoi.scoring import judge, score

Why = Literal["changed", "taken", "unfit", "outside", "unreadable", "undone"]


class NotSaved(CauNoiError):
    """A trace that was not written; `why` says which rule spoke against it, `detail` the facts."""

    def __init__(self, why: Why, detail: str) -> None:
        super().__init__(f"not saved, {why}: {detail}")
        self.why = why
        self.detail = detail


@dataclass(frozen=True)
class Saved:
    """Where a trace was written."""

    path: Path
    line: int
    points: float


def traces_file(library: Library, scenario_id: str) -> Path:
    """Return the traces file of a scenario, whether it is there or not: beside the scenario's own file."""
    known = library.files.get(("traces", scenario_id))
    return known or Path(library.file_of("scenarios", scenario_id)).with_name(f"{scenario_id}.traces.yaml")


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, empty when there is none."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""


def save_trace(
    library: Library, roots: Sequence[Path], scenario_id: str, asked: tuple[str, str], events: Sequence[Any], seen: str
) -> Saved:
    """Append a trace, its (id, kind) as asked, to the traces file of a scenario; its points are those it scores now.

    `seen` is the digest of the file as the author saw it. Raises NotSaved, and ContentError or MachineError for a
    scenario or events that cannot be scored; the file is then as it was.
    """
    name, kind = asked
    path = traces_file(library, scenario_id)
    # A link may lead out of the content; a trace is written where the content is and nowhere else.
    if not any(path.resolve().is_relative_to(root.resolve()) for root in roots):
        raise NotSaved("outside", str(path))
    found = judge(library.core(scenario_id), library.rubric_core(scenario_id), events)
    skipped = len(found.skipped)
    lines = written(events, library.scenario(scenario_id).values)
    trace = NewTrace(name, kind, found.score.points, skipped, lines)
    _fitting(trace, {each.id for each in library.traces.get(scenario_id, ())})

    before = path.read_bytes() if path.exists() else None
    if (hashlib.sha256(before).hexdigest() if before is not None else "") != seen:
        raise NotSaved("changed", path.name)
    try:
        if before is None:
            text, line = new_file(scenario_id, trace), 3
        else:
            text, line = with_trace(before.decode(), trace, path)
    except (ContentError, UnicodeDecodeError) as error:
        raise NotSaved("unreadable", str(error)) from error
    after = text.encode()
    write_whole(path, after)
    problem = _fault(library, scenario_id, path, trace)
    if problem is not None:
        _take_back(path, before, after)
        raise NotSaved("undone", problem)
    return Saved(path, line, found.score.points)


def _fitting(trace: NewTrace, taken: set[str]) -> None:
    if trace.id in taken:
        raise NotSaved("taken", trace.id)
    try:
        Trace.model_validate({"id": trace.id, "kind": trace.kind, "points": trace.points})
    except ValueError as error:
        raise NotSaved("unfit", trace.id) from error
    if trace.kind == "empty" and trace.events:
        raise NotSaved("unfit", trace.kind)


def _fault(library: Library, scenario_id: str, path: Path, trace: NewTrace) -> str | None:
    """What is wrong with the file now that the trace stands in it: it must be read and score as it says."""
    try:
        (entry,) = read_entries(path)
    except ContentError as error:
        return str(error)
    again = next((each for each in entry.value if each.id == trace.id), None)
    if again is None:
        return f"{trace.id} is not in {path.name}"
    events = trace_events(again, library.scenario(scenario_id).values)
    points = score(library.core(scenario_id), library.criteria(scenario_id), events).points
    if not math.isclose(points, again.points, rel_tol=0, abs_tol=1e-9):
        return f"{trace.id} scores {points:g} when it is read again, {again.points:g} when it was recorded"
    return None


def _take_back(path: Path, before: bytes | None, after: bytes) -> None:
    """Put the file back, unless somebody has written into it since."""
    if path.read_bytes() != after:
        return
    if before is None:
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
    else:
        write_whole(path, before)
