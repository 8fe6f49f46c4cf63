"""Background work of a class: progress, log, failure, one at a time."""

import asyncio
import json
import sys

import pytest

from caunoi.hall.pages.jobs import LINES_KEPT, JobRunning, Jobs


def python(code):
    return [sys.executable, "-c", code]


def run(*work):
    """The jobs after one class ran these commands one after the other."""

    async def all_of_them():
        jobs = Jobs()
        for name, command in work:
            jobs.start("c", name, command)
            await jobs.wait()
        return jobs.of("c")

    return asyncio.run(all_of_them())


def test_progress_lines_are_no_log_lines():
    step = json.dumps({"done": 1, "total": 3, "what": "Lê Thị Mẫu"})
    lines = (step, "read this", '{"a": 1}', "{")
    code = f"print({chr(10).join(lines)!r})"
    job = run(("grade", python(code)))["grade"]
    assert (job.done, job.total, job.what) == (1, 3, "Lê Thị Mẫu")
    assert job.lines == ("read this", '{"a": 1}', "{")
    assert job.good
    assert not job.running


def test_a_failed_child_is_told_with_what_it_said_last():
    job = run(("grade", python("import sys; print('first'); sys.exit('no gradebook')")))["grade"]
    assert (job.status, job.lines, job.good) == (1, ("first", "no gradebook"), False)


def test_a_command_that_does_not_exist_is_a_failed_job():
    job = run(("grade", ["/nowhere/caunoi"]))["grade"]
    assert job.status == -1
    assert "nowhere" in job.lines[0]
    assert job.ended_at is not None


def test_only_the_last_lines_are_kept():
    job = run(("grade", python("for n in range(1000): print(n)")))["grade"]
    assert job.lines == tuple(str(n) for n in range(1000 - LINES_KEPT, 1000))


def test_a_line_without_end_ends_the_child_and_not_the_hall():
    job = run(("grade", python("import sys; sys.stdout.write('x' * 3_000_000); sys.stdout.flush(); input()")))["grade"]
    assert not job.good
    assert job.ended_at is not None


def test_one_job_at_a_time_in_a_class_and_another_class_is_free():
    async def both():
        jobs = Jobs()
        jobs.start("c", "grade", python("print(1)"))
        with pytest.raises(JobRunning):
            jobs.start("c", "report", python("print(2)"))
        jobs.start("d", "report", python("print(3)"))
        await jobs.wait()
        jobs.start("c", "report", python("print(4)"))
        await jobs.wait()
        return jobs

    jobs = asyncio.run(both())
    assert {name: job.lines for name, job in jobs.of("c").items()} == {"grade": ("1",), "report": ("4",)}
    assert jobs.of("d")["report"].lines == ("3",)
    assert jobs.running("c") is None
