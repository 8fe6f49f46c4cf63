"""Long work of a class, grading or a report: a child process, one at a time for each class, its progress in memory.

The child prints lines; a line of JSON with `done`, `total` and `what` is progress, any other line is its log.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from caunoi.errors import CauNoiError
from caunoi.hall.records import utc_now

log = logging.getLogger("caunoi.hall")

LINES_KEPT = 40
LONGEST_LINE = 2000


class JobRunning(CauNoiError):
    """The class is busy with another job."""


@dataclass(frozen=True, slots=True)
class Job:
    """One run: while `ended_at` is None it goes on; `status` is the child's exit status, -1 if it never started."""

    name: str
    started_at: datetime
    done: int = 0
    total: int = 0
    what: str = ""
    lines: tuple[str, ...] = ()
    ended_at: datetime | None = None
    status: int | None = None

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self.ended_at is None

    @property
    def good(self) -> bool:
        """Whether it ended as it should."""
        return self.status == 0


@dataclass
class Jobs:
    """The last job of each kind in each class."""

    _last: dict[str, dict[str, Job]] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def of(self, class_id: str) -> dict[str, Job]:
        """The last run of each kind."""
        return dict(self._last.get(class_id, {}))

    def running(self, class_id: str) -> Job | None:
        """What the class is busy with."""
        return next((job for job in self.of(class_id).values() if job.running), None)

    def start(self, class_id: str, name: str, command: Sequence[str]) -> Job:
        """Start a job; raises JobRunning while another goes on. Needs the event loop."""
        if self.running(class_id) is not None:
            raise JobRunning(f"class {class_id}: wait until the present job is done")
        job = Job(name, utc_now())
        self._keep(class_id, job)
        task = asyncio.get_running_loop().create_task(self._run(class_id, job, list(command)))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return job

    async def wait(self) -> None:
        """Until nothing runs any more."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    def _keep(self, class_id: str, job: Job) -> None:
        self._last.setdefault(class_id, {})[job.name] = job

    async def _run(self, class_id: str, job: Job, command: list[str]) -> None:
        lines: deque[str] = deque(maxlen=LINES_KEPT)
        status = -1
        try:
            child = await asyncio.create_subprocess_exec(
                *command,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.STDOUT,
                env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"},
                limit=1024 * 1024,
            )
            try:
                assert child.stdout is not None
                async for raw in child.stdout:
                    job = _with_line(job, raw.decode("utf-8", "replace"), lines)
                    self._keep(class_id, job)
                status = await child.wait()
            finally:
                # The hall stops, or a line was longer than any log's: the child does not outlive its reader.
                if child.returncode is None:
                    with suppress(ProcessLookupError):
                        child.terminate()
                    await child.wait()
        except (OSError, ValueError) as error:
            log.error("job %s of class %s: %s", job.name, class_id, error)
            lines.append(str(error))
        finally:
            self._keep(class_id, replace(job, lines=tuple(lines), ended_at=utc_now(), status=status))


def _with_line(job: Job, line: str, lines: deque[str]) -> Job:
    text = line.strip()[:LONGEST_LINE]
    if not text:
        return job
    progress = _progress(text)
    if progress is not None:
        return replace(job, **progress)
    lines.append(text)
    return replace(job, lines=tuple(lines))


def _progress(text: str) -> dict[str, Any] | None:
    if not text.startswith("{"):
        return None
    try:
        said = json.loads(text)
    except ValueError:
        return None
    done, total = said.get("done"), said.get("total", said.get("of"))
    if not isinstance(done, int) or not isinstance(total, int):
        return None
    return {"done": done, "total": total, "what": str(said.get("what", said.get("trainee", "")))}


JOBS = Jobs()
