"""Where everybody of a class is, kept up to date by what is new in the store; in one thread of its own."""

from __future__ import annotations

import logging
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from caunoi.content import Library
from caunoi.errors import CauNoiError
from caunoi.hall.following import Answers, Case, Task, Way
from caunoi.hall.pace import Pace
from caunoi.hall.records import AttemptRecord, EventRecord
from caunoi.hall.store import Store
from caunoi.hall.stuck import Pause, pauses_of

log = logging.getLogger("caunoi.hall")

# A hall has a few classes in one day; what was followed of others is followed again when somebody looks.
MOST_CLASSES = 8

# Somebody may look for the first time at the end of a long day; no more events than these are in memory at a time.
MOST_AT_ONCE = 2000

# The content that an attempt at a page was made of, by class and page.
ContentOf = Callable[[str, str], Library]


@dataclass(slots=True)
class Followed:
    """One attempt: its record, how many events it has, the last of them, and how far each task is.

    `lost` are the tasks whose events the machine gave up on; they are stored, and the grader says what is wrong.
    """

    record: AttemptRecord
    events: int = 0
    seq: int = 0
    last_at: datetime | None = None
    task: str = ""
    tasks: dict[str, Task] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)

    @property
    def touched_at(self) -> datetime:
        """When something was done here, or it was opened."""
        return self.last_at or self.record.opened_at


@dataclass(frozen=True, slots=True)
class Seen:
    """A class at one moment: the attempts by id, the seconds that each place took by (task, key), the pauses."""

    attempts: Mapping[str, Followed]
    passed: Mapping[tuple[str, str], list[float]]
    pauses: tuple[Pause, ...]

    @property
    def handed_in(self) -> frozenset[str]:
        """Who has handed in an assessment."""
        return frozenset(
            each.record.trainee_id
            for each in self.attempts.values()
            if each.record.submitted_at is not None and each.record.page.startswith("assessment/")
        )

    def counted(self, pace: Pace) -> Seen:
        """The class without closed cards with which nothing was handed in: their people are here with another."""
        handed_in = self.handed_in
        here = {key: each for key, each in self.attempts.items() if pace.counts(each.record.trainee_id, handed_in)}
        return replace(self, attempts=here)

    def of(self, trainee: str) -> list[Followed]:
        """The attempts of one person, the one touched last at the end."""
        mine = [each for each in self.attempts.values() if each.record.trainee_id == trainee]
        return sorted(mine, key=lambda each: each.touched_at)


class ClassWatch:
    """Follows one class; each event is looked at once, as long as the content does not change."""

    def __init__(self, store: Store, class_id: str, content_of: ContentOf) -> None:
        self._store = store
        self._class_id = class_id
        self._content_of = content_of
        self._begin("")

    def _begin(self, digest: str) -> None:
        self._digest = digest
        self._seq = 0
        self._followed: dict[str, Followed] = {}
        self._ways: dict[tuple[str, str], Way | None] = {}
        self._pauses: tuple[int, tuple[Pause, ...]] = (-1, ())

    def seen(self) -> Seen:
        """The class as it is now."""
        digest = "".join(self._content_of(self._class_id, page).digest for page in ("lesson/", "assessment/"))
        if digest != self._digest:
            self._begin(digest)
        while True:
            fresh = self._store.events.of_class(self._class_id, self._seq, MOST_AT_ONCE)
            self._take_attempts()
            self._take_events(fresh)
            if len(fresh) < MOST_AT_ONCE:
                return Seen(self._followed, self._passed(), self._pauses_now())

    def _take_events(self, fresh: list[EventRecord]) -> None:
        by_task: defaultdict[tuple[str, str], list[EventRecord]] = defaultdict(list)
        for event in fresh:
            by_task[event.attempt, event.task].append(event)
            self._seq = event.seq
        for (attempt, task), events in by_task.items():
            self._follow(self._followed[attempt], task, events)

    def _take_attempts(self) -> None:
        for record in self._store.attempts.of_class(self._class_id):
            known = self._followed.get(record.id)
            if known is None:
                self._followed[record.id] = Followed(record)
            else:
                known.record = record

    def _follow(self, attempt: Followed, task: str, events: list[EventRecord]) -> None:
        attempt.events += len(events)
        last = events[-1]
        if last.seq > attempt.seq:
            attempt.seq, attempt.last_at, attempt.task = last.seq, last.received_at, task
        if task in attempt.lost:
            return
        try:
            attempt.tasks[task] = self._after(attempt.record.page, task, attempt.tasks.get(task), events)
        except CauNoiError as error:
            attempt.tasks.pop(task, None)
            attempt.lost.add(task)
            # Not its words: they may repeat what somebody typed.
            log.warning("class %s, %s: steps that cannot be followed, %s", self._class_id, task, type(error).__name__)

    def _after(self, page: str, task: str, before: Task | None, events: list[EventRecord]) -> Task:
        kind, _, name = task.partition("/")
        if kind != "mockup":
            answers = before if isinstance(before, Answers) else Answers()
            return answers.after(events)
        case = before if isinstance(before, Case) else Case()
        way = self._way(page, name.rpartition("/")[0])
        return case if way is None else case.after(way, events)

    def _way(self, page: str, scenario: str) -> Way | None:
        key = (page.partition("/")[0], scenario)
        if key not in self._ways:
            library = self._content_of(self._class_id, page)
            self._ways[key] = Way.of(library, scenario) if scenario in library.scenarios else None
        return self._ways[key]

    def _passed(self) -> dict[tuple[str, str], list[float]]:
        passed: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
        for attempt in self._followed.values():
            for task, followed in attempt.tasks.items():
                for key, seconds in followed.stay.spent.items():
                    passed[task, key].append(seconds)
        return passed

    def _pauses_now(self) -> tuple[Pause, ...]:
        version = self._store.paces.of_class(self._class_id).version
        if version != self._pauses[0]:
            self._pauses = version, pauses_of(self._store.paces.steps(self._class_id))
        return self._pauses[1]


class Watch:
    """The classes that somebody looks at."""

    def __init__(self, store: Store, content_of: ContentOf) -> None:
        self._store = store
        self._content_of = content_of
        self._classes: OrderedDict[str, ClassWatch] = OrderedDict()
        self._tasks: dict[tuple[str, str], tuple[str, ...]] = {}

    def note_tasks(self, class_id: str, page: str, tasks: tuple[str, ...]) -> None:
        """The tasks of a page, from who has just opened it."""
        self._tasks[class_id, page] = tasks

    def tasks(self, class_id: str, page: str) -> tuple[str, ...]:
        """The tasks of a page in their order, none while nobody has opened it since the hall was started."""
        return self._tasks.get((class_id, page), ())

    def library(self, class_id: str, page: str) -> Library:
        """The content that an attempt at this kind of page was made of, as a moment ago."""
        return self._content_of(class_id, page)

    def seen(self, class_id: str) -> Seen:
        """A class as it is now."""
        watch = self._classes.get(class_id)
        if watch is None:
            watch = self._classes[class_id] = ClassWatch(self._store, class_id, self._content_of)
            while len(self._classes) > MOST_CLASSES:
                self._classes.popitem(last=False)
        self._classes.move_to_end(class_id)
        return watch.seen()
