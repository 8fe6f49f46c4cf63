"""Does the facilitator's page follow two phones by itself, and redraw nothing that has not changed?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from caunoi.content import library_here
from caunoi.hall.change import Hand
from caunoi.hall.records import NewEvent, NewTrainee
from caunoi.lowering.rubrics import trace_events
from tests.e2e.journey import axe
from tests.e2e.journey.hand import perform
from tests.e2e.room.test_led_class import Room, windows
from tests.server.material import open_class
from tests.server.running import RunningHall

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LIBRARY = library_here()
SCENARIO, TASK = "land-first-for-grandmother", "mockup/land-first-for-grandmother/guided"
EXPERT = next(each for each in LIBRARY.traces[SCENARIO] if each.id == "expert")
EVENTS: list[Any] = trace_events(EXPERT, LIBRARY.scenario(SCENARIO).values)
LESSON, TITLE = next(
    (f"lesson/{module.id}/{each.id}", each.title.of("en"))
    for module in LIBRARY.syllabus.modules
    for each in module.lessons
    if each.notebook == "file-for-grandmother.ipynb"
)

# A browser whose network lets no stream through.
NO_STREAM = """
window.EventSource = class extends EventTarget {
  static OPEN = 1;
  readyState = 2;
  constructor() { super(); setTimeout(() => this.dispatchEvent(new Event("error"))); }
  close() {}
};
"""

# A proxy that says at first that the hall is away.
REFUSED_ONCE = """
const Real = window.EventSource;
let streams = 0;
class Refused extends EventTarget {
  readyState = 2;
  constructor() { super(); setTimeout(() => this.dispatchEvent(new Event("error"))); }
  close() {}
}
window.EventSource = function (address) {
  document.documentElement.dataset.streams = streams += 1;
  return streams === 1 ? new Refused() : new Real(address);
};
Object.assign(window.EventSource, { OPEN: 1, CLOSED: 2 });
"""


@pytest.fixture
def room(chromium: Browser, running: RunningHall) -> Iterator[Room]:
    store = running.hall.store
    record = store.classes.open("Lớp Suối Mơ", "Đồi Chè", "2026-01-15", "vi", prepare=open_class)
    store.people.add(record.id, [NewTrainee("Lê Thị An"), NewTrainee("Trần Văn Bình")])
    tokens = {
        "desk": store.sessions.open("facilitator"),
        "one": store.sessions.open("trainee", record.id, "001"),
        "two": store.sessions.open("trainee", record.id, "002"),
    }
    with windows(chromium, running, tokens) as pages:
        yield Room(running, record.id, pages["desk"], pages["one"], pages["two"])


def row(desk: Page, card: str) -> Any:
    return desk.locator(f"#person-{card}")


def test_the_board_follows_two_phones_without_loading_again(room: Room) -> None:
    desk, one, two = room.desk, room.one, room.two
    desk.goto(f"{room.url}/en/facilitator/class/{room.class_id}")
    expect(row(desk, "001")).to_contain_text("Not here yet")
    # What only this document has: it is gone when the page is loaded again or the row is drawn anew.
    desk.evaluate("document.querySelector('#person-002').mine = document.body.dataset.mine = 'kept'")
    desk.get_by_label("Name or card").fill("binh")
    expect(row(desk, "001")).to_be_hidden()
    desk.get_by_label("Name or card").fill("")
    summary = desk.locator("#legend > summary")
    summary.focus()

    room.open(one, LESSON)
    room.open(two, LESSON)
    expect(row(desk, "001").locator(".where-page")).to_have_text(TITLE)
    perform(one, LIBRARY, SCENARIO, "guided", "vi", EVENTS[:4])
    expect(row(desk, "001")).to_contain_text(re.compile(r"Case.* with the guide: "))
    expect(row(desk, "001")).to_contain_text(re.compile(r"step [2-9] of \d+, screen “"))

    room.store.paces.steer(room.class_id, "trainee/002", Hand(trainee="002", up=True))
    room.running.hall.news.tell(room.class_id, "pace", "002")
    expect(row(desk, "002")).to_contain_text("Hand up")
    expect(desk.locator("[data-people] tbody tr").first).to_have_id("person-002")
    two.context.close()
    room.store.paces.steer(room.class_id, "trainee/002", Hand(trainee="002", up=False))
    room.running.hall.news.tell(room.class_id, "pace", "002")
    expect(row(desk, "002")).to_contain_text("Not connected")
    assert desk.evaluate("[document.body.dataset.mine, document.querySelector('#person-002') !== null]") == [
        "kept",
        True,
    ]
    assert desk.evaluate("document.activeElement.parentElement.id") == "legend"


def test_without_a_stream_the_board_asks_by_itself(room: Room) -> None:
    desk = room.desk
    desk.add_init_script(NO_STREAM)
    desk.goto(f"{room.url}/en/facilitator/class/{room.class_id}")
    room.store.paces.steer(room.class_id, "trainee/001", Hand(trainee="001", up=True))
    expect(row(desk, "001")).to_contain_text("Hand up")


def test_a_board_whose_stream_was_refused_opens_it_again(room: Room) -> None:
    desk = room.desk
    desk.clock.install()
    desk.add_init_script(REFUSED_ONCE)
    desk.goto(f"{room.url}/en/facilitator/class/{room.class_id}")
    desk.clock.run_for(20_000)
    expect(desk.locator("html[data-streams='2']")).to_be_attached()
    room.store.paces.steer(room.class_id, "trainee/001", Hand(trainee="001", up=True))
    room.running.hall.news.tell(room.class_id, "pace", "001")
    expect(row(desk, "001")).to_contain_text("Hand up")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("page", ["", "/projector", "/debrief"])
def test_what_a_facilitator_watches_is_accessible(room: Room, page: str, width: int) -> None:
    attempt = room.store.attempts.open(room.class_id, "001", LESSON, "")
    walk(room, attempt.id)
    room.running.hall.watch.note_tasks(room.class_id, LESSON, (TASK,))
    room.desk.set_viewport_size({"width": width, "height": 800})
    room.desk.goto(f"{room.url}/vi/facilitator/class/{room.class_id}{page}")
    expect(room.desk.locator("h1")).to_be_visible()
    axe.check(room.desk)
    assert room.desk.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def walk(room: Room, attempt: str) -> None:
    """What somebody did who took two wrong turns."""
    shipped = next(each for each in LIBRARY.traces[SCENARIO] if each.id == "slips-and-recovers")
    writer = room.store.attempts.open_writer(attempt)
    bodies = trace_events(shipped, LIBRARY.scenario(SCENARIO).values)
    new = [NewEvent(n, TASK, body, n) for n, body in enumerate(bodies, start=1)]
    room.running.on_loop(room.store.events.append(attempt, writer, new))
