"""One busy hall; a page that asks another host or breaks the content policy fails its test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from caunoi.hall.pages.pins import FRESH
from tests.server.pages_stage import ASSESSMENT, RESULTS, Stage, staged, suspecting

# Who has taken the assessment a second time.
TWICE = "006"

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """A class in the middle of its work.

    It has a report, a result, somebody with two attempts, a module with two forms, a possible veto and PINs to print.
    """
    with staged(tmp_path_factory.mktemp("data"), {"001": "written", "003": "graded"}) as stage:
        record = stage.busy_class()
        stage.report(record)
        stage.results["001"] = RESULTS
        stage.works(record, TWICE, ASSESSMENT, 5, submit=True)
        stage.store.attempts.open_again(stage.store.attempts.find(record.id, TWICE, ASSESSMENT), "")
        stage.works(record, TWICE, ASSESSMENT, 7, submit=True)
        stage.results[TWICE] = [
            {**row, "attempt": number, "attempts": 2, "counts": number == 2} for number in (1, 2) for row in RESULTS
        ]
        stage.takes_forms(record)
        stage.works(record, "002", "assessment/coaching-b", 3)
        FRESH.keep(
            record.id,
            [(each, stage.store.cards.new_pin(record.id, each.id)) for each in stage.store.people.of_class(record.id)],
        )
        with suspecting(record):
            yield stage


@pytest.fixture
def open_page(chromium: Browser, stage: Stage) -> Iterator[Open]:
    """Open a page as somebody: `open_page(path, "facilitator")` or `open_page(path, card)`; None is a stranger."""
    contexts = []
    trouble: list[str] = []

    def watched(request: Any) -> None:
        if not request.url.startswith(stage.address):
            trouble.append(f"asked {request.url}")

    def opened(path: str, who: str | None = None, width: int = 360, height: int = 740, **options: Any) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        if who is not None:
            token = (
                stage.store.sessions.open("facilitator")
                if who == "facilitator"
                else stage.store.sessions.open("trainee", stage.store.classes.all()[-1].id, who)
            )
            name = f"caunoi-session-{stage.running.port}"
            context.add_cookies([{"name": name, "value": token, "url": stage.address}])
        page = context.new_page()
        page.on("request", watched)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        # A page that is meant to be missing is no trouble; a refused style or script is.
        page.on("console", lambda line: trouble.append(line.text) if "Content Security Policy" in line.text else None)
        page.goto(stage.address + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert trouble == []
