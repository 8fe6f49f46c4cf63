"""Who may need help: the one rule by which the board says so, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Literal

from caunoi.hall.change import LookUp
from caunoi.hall.following import Stay
from caunoi.hall.pace import Step

# Shorter than this nobody is called stuck: reading takes time, and so does asking a resident.
LEAST_MINUTES = 2
# As many times as long as half of the class took.
TIMES_MEDIAN = 2
# So many must have passed a place before there is a half of the class to compare with; until then, so long.
FEWEST_PASSED = 3
ALONE_MINUTES = 5
# Longer than this, somebody has put the phone away or is at lunch; the board shows when they were last heard of.
MOST_MINUTES = 45
MANY_HINTS = 2
SAME_TURNS = 2

Kind = Literal["turn", "hints", "time"]


@dataclass(frozen=True, slots=True)
class Stuck:
    """Why somebody may need help; `minutes` without a new step, `usual` what half of the class took, None unknown."""

    kind: Kind
    minutes: int = 0
    usual: int | None = None
    times: int = 0
    turn: str = ""


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which the class looked up; `until` is None while it still does."""

    since: datetime
    until: datetime | None = None


def stuck(stay: Stay, now: datetime, passed: Sequence[float], pauses: Iterable[Pause] = ()) -> Stuck | None:
    """Why somebody may need help, None while there is no reason; the strongest reason counts.

    turn: the same wrong turn was taken SAME_TURNS times without a new step in between. hints: MANY_HINTS hints were
    asked for without a new step. time: no new step for LEAST_MINUTES and TIMES_MEDIAN times as long as half of those
    took who passed this place (`passed`, in seconds); while fewer than FEWEST_PASSED have, ALONE_MINUTES. The time in
    which the class looked up counts for nobody, and past MOST_MINUTES somebody is away, not stuck.
    """
    repeated = [turn for turn, times in stay.turns.items() if times >= SAME_TURNS]
    if repeated:
        return Stuck("turn", times=stay.turns[repeated[-1]], turn=repeated[-1])
    if stay.hints >= MANY_HINTS:
        return Stuck("hints", times=stay.hints)
    if stay.since is None:
        return None
    minutes = waited(stay.since, now, pauses) / 60
    usual = median(passed) / 60 if len(passed) >= FEWEST_PASSED else None
    limit = ALONE_MINUTES if usual is None else max(LEAST_MINUTES, TIMES_MEDIAN * usual)
    if not limit <= minutes <= MOST_MINUTES:
        return None
    return Stuck("time", int(minutes), None if usual is None else max(1, round(usual)))


def waited(since: datetime, now: datetime, pauses: Iterable[Pause]) -> float:
    """The seconds from one moment to another in which the class did not look up."""
    whole = (now - since).total_seconds()
    for pause in pauses:
        begin, end = max(since, pause.since), min(now, pause.until or now)
        whole -= max(0.0, (end - begin).total_seconds())
    return max(0.0, whole)


def pauses_of(steps: Iterable[Step]) -> tuple[Pause, ...]:
    """The pauses in the record of a class's pace."""
    found: list[Pause] = []
    since: datetime | None = None
    for step in steps:
        if isinstance(step.change, LookUp):
            if step.change.on:
                since = since or step.at
            elif since is not None:
                found.append(Pause(since, step.at))
                since = None
    return (*found, Pause(since)) if since is not None else tuple(found)
