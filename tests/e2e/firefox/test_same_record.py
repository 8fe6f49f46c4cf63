"""Does a trainee's work leave the same record in Firefox as in Chromium?

The ways are those of the other browser tests; what differs between makers is how fields, lists, focus and keys behave.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from assessments.course import open_course
from caunoi.content import CHECKOUT, Library
from caunoi.hall.files import STATIC
from caunoi.hall.records import ClassRecord
from caunoi.lowering.rubrics import trace_events
from caunoi.simulated.answers import right
from tests.e2e.firefox.conftest import Both
from tests.e2e.journey.hand import answer, perform
from tests.e2e.journey.test_journey import (
    ASSESSMENT,
    LIBRARY,
    PHONE,
    TEST,
    WRITTEN,
    Case,
    answers_right,
    join,
    sit_assessment,
)
from tests.e2e.widgets.conftest import CONTENT, mockup_of, quiz_of, sent
from tests.e2e.widgets.stage import Hall, on_stage
from tests.e2e.widgets.test_inputs import ALL_INPUTS
from tests.e2e.widgets.test_kinds import KEYBOARD, item, last
from tests.server.running import RunningHall, make_hall

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SPECIMEN = Library.load([CONTENT])


def window(browser: Browser) -> Page:
    context = browser.new_context(viewport=PHONE, locale="vi-VN")  # type: ignore[arg-type]
    return context.new_page()


def opened(record: ClassRecord) -> None:
    open_course(Path(record.path), record, modules=["01-portal"])


def test_the_way_from_the_code_to_the_receipt(firefox: Browser, tmp_path: Path) -> None:
    expert = next(each for each in LIBRARY.traces[TEST] if each.id == "expert")
    events = trace_events(expert, LIBRARY.scenario(TEST).values)[:12]  # a whole case is walked in test_class.py
    with RunningHall(make_hall(tmp_path / "data", CHECKOUT, STATIC)).serving() as running:
        store = running.hall.store
        class_id = running.new_class("Trần Thị Ví Dụ", open_class=opened)
        url, code = f"http://127.0.0.1:{running.port}", store.classes.get(class_id).code
        phone = window(firefox)
        join(phone, url, "vi", code, "001", store.cards.new_pin(class_id, "001"))
        receipt = sit_assessment(phone, url, Case("vi", "expert", answers_right(), 5.0, 10.0), events)
        phone.context.close()
        attempt = store.attempts.find(class_id, "001", f"assessment/{ASSESSMENT}")
        left = [(each.task, each.event) for each in store.events.of_attempt(attempt.id)]
    assert attempt.receipt == receipt
    # What the same taps leave in Chromium: tests/e2e/journey/test_nothing_is_lost.py.
    assert [event for task, event in left if task == f"mockup/{TEST}/test"] == events
    answered = {event["answer"] for task, event in left if task == f"quiz/{ASSESSMENT}"}
    assert answered == {item.id for item in LIBRARY.item_set(ASSESSMENT).items}
    assert [event["write"] for task, event in left if task.startswith("writing/")] == [WRITTEN]


def in_each(both: Both, parts: list[Any], act: Any) -> list[list[dict[str, Any]]]:
    """What the hall has after the same deeds on the same light page, Chromium's first."""
    left = []
    for browser in (both.chromium, both.firefox):
        hall = Hall()
        with on_stage(parts, hall) as address:
            page = window(browser)
            troubles: list[str] = []
            page.on("pageerror", lambda error, said=troubles: said.append(str(error)))
            page.goto(address)
            expect(page.locator("html[data-caunoi=live]")).to_be_attached()
            act(page, hall)
            left.append(sent(page, hall))
            assert troubles == []
            page.context.close()
    return left


def test_every_kind_of_input_by_finger(both: Both) -> None:
    def fill(page: Page, _: Hall) -> None:
        perform(page, SPECIMEN, "try-everything", "practice", "vi", ALL_INPUTS)

    assert in_each(both, [mockup_of(SPECIMEN, "try-everything", "practice")], fill) == [ALL_INPUTS, ALL_INPUTS]


@pytest.mark.parametrize("items", ["every-kind", "try-questions"])
def test_every_kind_of_item_by_finger(both: Both, items: str) -> None:
    answers = {
        each.id: {name: right(each, key.in_variant(name)) for name in each.variants} or right(each, key)
        for each in SPECIMEN.item_set(items).items
        if (key := SPECIMEN.keys[items].keys.get(each.id)) is not None
    }
    answers |= {each.id: "Dạ, cháu chào bà." for each in SPECIMEN.item_set(items).items if each.kind == "free"}

    def choose(page: Page, _: Hall) -> None:
        answer(page, SPECIMEN, items, "vi", answers)
        for place in page.locator(".cn-item").all():
            place.get_by_role("button", name="Kiểm tra câu trả lời").click()
            expect(place.locator(".cn-verdict")).to_be_visible()

    chromium, firefox = in_each(both, [quiz_of(SPECIMEN, items)], choose)
    assert firefox == chromium
    assert {event["answer"] for event in firefox} == set(answers)


def test_every_kind_of_item_by_keyboard_alone(both: Both) -> None:
    def press(page: Page, hall: Hall) -> None:
        for number, (name, act, expected) in enumerate(KEYBOARD):
            act(page, item(page, number))
            assert last(page, hall, name) == expected

    chromium, firefox = in_each(both, [quiz_of(SPECIMEN, "every-kind")], press)
    assert firefox == chromium
