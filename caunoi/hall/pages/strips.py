"""How many people are at each step of the page that most of a class have before them; nobody is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from caunoi.hall.following import Answers, Case, Task
from caunoi.hall.pages.places import Places
from caunoi.hall.watch import Followed, Seen

# Who did nothing for so long has gone on to something else, or home.
RECENT = timedelta(minutes=30)
TALLEST = 8


@dataclass(frozen=True, slots=True)
class Strip:
    """One task: its name and the number of people at each of its steps, the last being those who have finished it."""

    title: str
    steps: tuple[int, ...]

    @property
    def people(self) -> int:
        """How many are in this task."""
        return sum(self.steps)

    def heights(self, present: int) -> tuple[int, ...]:
        """A height from 0 to TALLEST for each step; the tallest is all who are present, so one person is a low bar."""
        return tuple(0 if not n else max(1, round(TALLEST * n / max(n, present))) for n in self.steps)


@dataclass(frozen=True, slots=True)
class Present:
    """The page that most people have before them, by name and title, with its tasks and who has handed it in."""

    page: str
    title: str
    strips: tuple[Strip, ...]
    people: int
    handed_in: int


def present(seen: Seen, places: Places, now: datetime) -> Present | None:
    """The present page of a class, None while nobody has opened one."""
    latest = {}
    for attempt in sorted(seen.attempts.values(), key=lambda each: each.touched_at):
        latest[attempt.record.trainee_id] = attempt
    recent = [each for each in latest.values() if now - each.touched_at <= RECENT] or list(latest.values())
    if not recent:
        return None
    pages = Counter(each.record.page for each in recent)
    page = max(pages, key=lambda name: (pages[name], name))
    here = [each for each in latest.values() if each.record.page == page]
    touched = [task for each in here for task in each.tasks]
    tasks = [task for task in places.tasks(page) or dict.fromkeys(touched) if not task.endswith("/show")]
    working = [each for each in here if each.record.submitted_at is None]
    return Present(
        page=page,
        title=places.page(page),
        strips=tuple(_strip(page, task, working, places) for task in tasks),
        people=len(here),
        handed_in=sum(
            each.record.page == page and each.record.submitted_at is not None for each in seen.attempts.values()
        ),
    )


def _strip(page: str, task: str, people: Iterable[Followed], places: Places) -> Strip:
    """A task with its steps; a test has one step only, so that a screen on the wall tells nobody the way."""
    parts = 0 if page.startswith("assessment/") else places.parts(page, task)
    steps = [0] * (parts + 1)
    for attempt in people:
        if attempt.task == task:
            followed = attempt.tasks.get(task)
            steps[parts if places.is_done(page, task, followed) else _at(followed, parts)] += 1
    return Strip(places.task(page, task), tuple(steps))


def _at(followed: Task | None, parts: int) -> int:
    """The part that somebody is at who is not done."""
    if isinstance(followed, Answers):
        return min(parts, len(followed.answered))
    if isinstance(followed, Case):
        reached = followed.furthest if followed.step is None else followed.step
        return max(0, min(parts - 1, reached)) if parts else 0
    return 0
