"""Does a facilitator see where a class is, while nobody else does, and does the projector tell of nobody?"""

from __future__ import annotations

import re
from typing import Any

import pytest

from caunoi.hall import watch
from caunoi.hall.change import Hand, Lock, LookUp, Message, Start
from caunoi.hall.pages import live
from caunoi.hall.pages.places import Places
from caunoi.hall.pages.strips import present
from caunoi.hall.records import ClassRecord, NewEvent, utc_now
from caunoi.hall.watch import ClassWatch
from caunoi.lowering import trace_events
from tests.server.listening import Listening
from tests.server.pages_stage import ASSESSMENT, NAMES, Stage
from tests.server.running import Browser

GUIDED, PRACTICE = "mockup/activate-for-herself/guided", "mockup/activate-for-herself/practice"
TASKS = ("mockup/activate-for-herself/show", GUIDED, PRACTICE)
TEST_CASE = "mockup/land-first-uncle-returns/test"


@pytest.fixture
def record(stage: Stage) -> ClassRecord:
    """A class of its own for each test, of which nobody has joined."""
    record = stage.new_class()
    stage.running.hall.watch.note_tasks(record.id, lesson(stage), TASKS)
    return record


def lesson(stage: Stage) -> str:
    """The page on which VNeID is activated."""
    syllabus = stage.running.hall.course.library().syllabus
    return next(
        f"lesson/{module.id}/{each.id}"
        for module in syllabus.modules
        for each in module.lessons
        if each.notebook == "activate.ipynb"
    )


def way(stage: Stage, trace: str, scenario: str = "activate-for-herself") -> list[dict[str, Any]]:
    library = stage.running.hall.course.library()
    shipped = next(each for each in library.traces[scenario] if each.id == trace)
    return list(trace_events(shipped, library.scenario(scenario).values))


def walks(
    stage: Stage, record: ClassRecord, trainee: str, task: str, bodies: list[dict[str, Any]], page: str = ""
) -> str:
    """Let somebody take steps; gives the attempt."""
    attempt = stage.store.attempts.open(record.id, trainee, page or lesson(stage), "")
    writer = stage.store.attempts.open_writer(attempt.id)
    new = [NewEvent(n, task, body, n) for n, body in enumerate(bodies, start=1)]
    stage.running.on_loop(stage.store.events.append(attempt.id, writer, new))
    stage.running.hall.news.tell(record.id, "events", trainee)
    return str(attempt.id)


def hands_in(stage: Stage, record: ClassRecord, trainee: str, page: str = ASSESSMENT) -> str:
    attempt = stage.store.attempts.open(record.id, trainee, page, "")
    return str(stage.store.attempts.submit(attempt.id, {}).receipt)


def comes(stage: Stage, record: ClassRecord, *trainees: str) -> None:
    async def come() -> None:
        for trainee in trainees:
            stage.running.hall.presence.opened(record.id, trainee)

    stage.running.on_loop(come())


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", re.sub(r"(?s)<script.*?</script>", " ", html)).split())


def without_numbers(html: str) -> str:
    """A page without the names of files and the moments in milliseconds, in which three digits stand by chance."""
    return re.sub(r'/assets/\S+|data-(?:now|ends-at)="\d+"', "", html)


def row(html: str, card: str) -> str:
    return words(re.findall(rf'(?s)<tr role="row" [^>]*id="person-{card}".*?</tr>', html)[0])


def board(stage: Stage, record: ClassRecord, lang: str = "en") -> str:
    return stage.running.facilitator().get(f"/{lang}/facilitator/class/{record.id}/board").text


def test_the_board_tells_the_task_the_step_and_the_screen(stage: Stage, record: ClassRecord) -> None:
    comes(stage, record, "001", "002")
    walks(stage, record, "001", PRACTICE, way(stage, "stops-at-the-code"))
    walks(stage, record, "002", GUIDED, way(stage, "expert"))
    html = board(stage, record)
    assert "Practice case 2 of 2: Bà Mẫu activates VNeID step 11 of 25, screen “Enter the one-time code”" in row(
        html, "001"
    )
    assert "Case 1 of 2 with the guide: Bà Mẫu activates VNeID finished" in row(html, "002")
    walks(stage, record, "001", PRACTICE, [{"restart": True}])
    assert "step 1 of 25" in row(board(stage, record), "001")


def test_a_class_looked_at_late_is_read_in_portions_and_seen_as_if_at_once(
    stage: Stage, record: ClassRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    walks(stage, record, "001", PRACTICE, way(stage, "stops-at-the-code"))
    walks(stage, record, "002", GUIDED, way(stage, "expert"))
    walks(stage, record, "001", GUIDED, way(stage, "expert")[:3])
    library = stage.running.hall.course.library()
    at_once = ClassWatch(stage.store, record.id, lambda *_: library).seen()
    monkeypatch.setattr(watch, "MOST_AT_ONCE", 2)
    in_portions = ClassWatch(stage.store, record.id, lambda *_: library).seen()
    assert at_once.attempts == in_portions.attempts
    assert sum(each.events for each in at_once.attempts.values()) > 20


def test_of_a_test_the_board_tells_the_screen_and_nothing_of_its_key(stage: Stage, record: ClassRecord) -> None:
    comes(stage, record, "001")
    library = stage.running.hall.course.class_library(stage.running.hall.services.class_root(record.id))
    shipped = next(each for each in library.traces["land-first-uncle-returns"] if each.kind == "slip")
    bodies = list(trace_events(shipped, library.scenario("land-first-uncle-returns").values))
    walks(stage, record, "001", TEST_CASE, [*bodies, *bodies], ASSESSMENT)
    told = row(board(stage, record), "001")
    assert "screen “" in told
    assert " step " not in told and "times the same" not in told


def test_the_board_marks_who_may_need_help_and_says_why(stage: Stage, record: ClassRecord) -> None:
    comes(stage, record, "001", "002", "003")
    walks(stage, record, "001", PRACTICE, [*way(stage, "stops-at-the-code"), {"hint": "a"}, {"hint": "a"}])
    bodies = way(stage, "birthday-and-short-password")
    wrong = next(n for n, body in enumerate(bodies) if body == {"do": "send"})
    walks(stage, record, "002", PRACTICE, [*bodies[: wrong + 1], {"do": "send"}])
    walks(stage, record, "003", PRACTICE, way(stage, "before-the-code"))
    html = board(stage, record)
    assert "May need help 2 hints asked for at this step" in row(html, "001")
    assert "May need help 2 times the same: typed the phone number as the personal number" in row(html, "002")
    assert "May need help" not in row(html, "003")
    order = re.findall(r'id="person-(\d+)"', html)
    assert set(order[:2]) == {"001", "002"} and order[2] == "003"


def test_hands_and_connections_show(stage: Stage, record: ClassRecord) -> None:
    comes(stage, record, "001", "002")
    walks(stage, record, "001", PRACTICE, way(stage, "before-the-code"))
    stage.store.paces.steer(record.id, "trainee/002", Hand(trainee="002", up=True))

    async def go() -> None:
        stage.running.hall.presence.closed(record.id, "001")

    stage.running.on_loop(go())
    html = board(stage, record)
    assert "Hand up," in row(html, "002")
    assert "Not connected, last seen" in row(html, "001")
    assert "1 hand is up." in words(html)


def test_events_that_the_machine_cannot_follow_spoil_nobody_s_board(stage: Stage, record: ClassRecord) -> None:
    comes(stage, record, "001", "002")
    walks(stage, record, "001", "mockup/nowhere/practice", [{"do": "x"}])
    walks(stage, record, "001", PRACTICE, [{"set": "a" * 100, "to": 2**52}, {"do": "constructor"}])
    walks(stage, record, "002", PRACTICE, way(stage, "before-the-code"))
    assert "step 9 of 25" in row(board(stage, record), "002")


def test_names_are_escaped_and_another_class_is_not_told(stage: Stage, record: ClassRecord) -> None:
    other = stage.new_class(("Lò Thị Khác",))
    comes(stage, other, "001")
    walks(stage, other, "001", PRACTICE, way(stage, "stops-at-the-code"))
    html = board(stage, record)
    assert "&lt;b&gt;Hà&lt;/b&gt;" in html and "<b>Hà</b>" not in html
    assert "Lò Thị Khác" not in html and "activates" not in html
    assert "activates" in board(stage, other)


def test_a_stream_tells_a_step_and_ends_when_the_facilitator_signs_out(
    stage: Stage, record: ClassRecord, facilitator: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "QUIET_S", 0.5)
    comes(stage, record, "001")
    path = f"/en/facilitator/class/{record.id}/board"
    with Listening(facilitator, path) as stream:
        assert stream.answer.headers["Content-Type"].startswith("text/event-stream")
        name, first = stream.next()
        assert name == "part" and "step" not in row(first["html"], "001")
        walks(stage, record, "001", PRACTICE, way(stage, "stops-at-the-code"))
        name, then = stream.next()
        while name == "still":
            name, then = stream.next()
        assert "step 11 of 25" in row(then["html"], "001")
        stage.store.sessions.close(facilitator.cookies[f"caunoi-session-{stage.running.port}"])
        while name in ("still", "part"):
            name, last = stream.next()
        assert (name, last) == ("end", {"why": "signed-out"})


@pytest.mark.parametrize("page", ["", "/board", "/projector", "/projector/now", "/debrief"])
def test_trainees_and_strangers_see_nothing_of_it(stage: Stage, record: ClassRecord, page: str) -> None:
    path = f"/vi/facilitator/class/{record.id}{page}"
    for accept in ("text/html", "text/event-stream"):
        for visitor in (stage.running.signed_in(record.id, "001"), stage.running.browser()):
            answer = visitor.get(path, Accept=accept)
            assert answer.status == 403
            assert not any(name in answer.text for name in NAMES)
    assert stage.running.facilitator().get(f"/vi/facilitator/class/none{page}").status == 404


def test_the_projector_tells_how_many_and_nobody(stage: Stage, record: ClassRecord, facilitator: Browser) -> None:
    comes(stage, record, "001", "002", "003")
    for card in ("001", "002"):
        walks(stage, record, card, PRACTICE, way(stage, "stops-at-the-code"))
    walks(stage, record, "003", GUIDED, way(stage, "before-the-code"))
    stage.store.paces.steer(
        record.id, "facilitator", Message(text="Còn <mười> phút"), LookUp(on=True), Start(page=ASSESSMENT, minutes=9),
        Hand(trainee="003", up=True),
    )  # fmt: skip
    for path in ("projector", "projector/now"):
        html = facilitator.get(f"/en/facilitator/class/{record.id}/{path}").text
        told = words(html)
        assert "3 of 8 have joined" in " ".join(told.split()) or "of 8 have joined 3" in told
        assert "Practice case 2 of 2: Bà Mẫu activates VNeID people here: 2" in told
        assert "Còn &lt;mười&gt; phút" in told and "Please look up from the phone" in told
        assert "data-ends-at=" in html
        for person in stage.store.people.of_class(record.id):
            assert person.name not in html and person.card not in without_numbers(html)


def test_the_list_of_a_trainee_and_the_projector_agree_on_what_is_finished(stage: Stage, record: ClassRecord) -> None:
    phone, page = stage.running.signed_in(record.id, "001"), lesson(stage)

    def due() -> str:
        return words(re.findall(r'(?s)<p class="now-due">.*?</p>', phone.get("/en/").text)[0])

    def finished_on_the_wall() -> list[int]:
        """The last bar of each task."""
        hall = stage.running.hall

        def view() -> list[int]:
            shown = present(hall.watch.seen(record.id), Places.watched(hall.watch, record.id, "en"), utc_now())
            assert shown is not None and shown.page == page
            return [strip.steps[-1] for strip in shown.strips]

        return stage.running.on_loop(hall.watching(view))

    walks(stage, record, "001", GUIDED, way(stage, "expert"))
    assert due().startswith("Go on with:") and finished_on_the_wall() == [1, 0]
    walks(stage, record, "001", PRACTICE, way(stage, "stops-at-the-code"))
    assert due().startswith("Go on with:") and finished_on_the_wall() == [0, 0]
    walks(stage, record, "001", PRACTICE, [{"restart": True}, *way(stage, "expert")])
    assert due().startswith("Next:") and finished_on_the_wall() == [0, 1]
    # Once more from the start, as one does who wants to be sure: it stays finished in both.
    walks(stage, record, "001", PRACTICE, [{"restart": True}])
    assert due().startswith("Next:") and finished_on_the_wall() == [0, 1]
    assert "Finished, " in words(phone.get("/en/").text)


def test_a_test_on_the_projector_shows_tasks_and_who_has_handed_in_by_number(
    stage: Stage, record: ClassRecord, facilitator: Browser
) -> None:
    walks(stage, record, "001", TEST_CASE, [{"do": "next"}], ASSESSMENT)
    walks(stage, record, "002", TEST_CASE, [{"do": "next"}], ASSESSMENT)
    stage.store.attempts.submit(stage.store.attempts.open(record.id, "002", ASSESSMENT, "").id, {1: 1})
    html = facilitator.get(f"/en/facilitator/class/{record.id}/projector/now").text
    assert "have handed in 1" in words(html)
    strip = re.search(r'(?s)<span class="bars"[^>]*>(.*?)</span>\s*<span class="strip-count">', html)
    assert strip is not None and strip[1].count('class="bar') == 1


def test_the_debrief_tells_the_class_s_wrong_turns_without_a_word_that_somebody_typed(
    stage: Stage, record: ClassRecord, facilitator: Browser
) -> None:
    path = f"/en/facilitator/class/{record.id}/debrief"
    assert "Nobody has begun a case yet" in words(facilitator.get(path).text)
    typed = {"set": "full_name", "to": "Nguyễn Thị Ngọc Quỳnh Hương"}
    for card in ("001", "002"):
        bodies = way(stage, "birthday-and-short-password")
        walks(stage, record, card, PRACTICE, [bodies[0], typed, *bodies[1:], {"restart": True}])
    walks(stage, record, "003", PRACTICE, way(stage, "expert"))
    html = facilitator.get(path).text
    assert "2 of 3 people typed the phone number as the personal number." in words(html)
    assert "The first field takes the 12-digit personal number, not the phone number." in words(html)
    assert '"events":[{' in html and '"mode":"test"' in html
    # The first of the names is also that of the resident in this case.
    assert not any(name in html for name in NAMES[1:])
    assert all(secret not in html for secret in ('"criteria"', '"wrong_turns"', '"steps"'))


def test_a_test_is_told_in_the_debrief_only_when_it_is_closed(
    stage: Stage, record: ClassRecord, facilitator: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    from caunoi.coursework.cells import grade_cells
    from caunoi.coursework.turns import TurnCount
    from caunoi.hall.pages import debrief

    def counts(_: Any, library: Any) -> tuple[TurnCount, ...]:
        cell = next(each for each in grade_cells(library, "portal-basics") if each.kind == "mockup")
        return (TurnCount("portal-basics", cell, "wrong-value", "phone-as-number", 2, 2, "sign-in"),)

    monkeypatch.setattr(debrief, "turn_counts", counts)
    path = f"/en/facilitator/class/{record.id}/debrief"
    for card in ("001", "002"):
        walks(stage, record, card, TEST_CASE, [{"do": "next"}], ASSESSMENT)
    stage.store.attempts.submit(stage.store.attempts.open(record.id, "001", ASSESSMENT, "").id, {1: 1})
    before = words(facilitator.get(path).text)
    assert "2 of 2 people" not in before and "are told when everybody has handed it in" in before
    stage.store.paces.steer(record.id, "facilitator", Lock(pages=(ASSESSMENT,), on=True))
    assert "2 of 2 people" in words(facilitator.get(path).text)
    stage.store.paces.steer(record.id, "facilitator", Lock(pages=(ASSESSMENT,), on=False))
    assert "2 of 2 people" not in words(facilitator.get(path).text)
    stage.store.attempts.submit(stage.store.attempts.open(record.id, "002", ASSESSMENT, "").id, {1: 1})
    assert "2 of 2 people" in words(facilitator.get(path).text)


def test_a_receipt_is_found_however_it_is_typed(stage: Stage, record: ClassRecord, facilitator: Browser) -> None:
    receipt = hands_in(stage, record, "001")
    for typed in (receipt, receipt.lower(), receipt.replace("-", ""), f"%20{receipt.lower().replace('-', '%20')}%20"):
        told = words(facilitator.get(f"/en/facilitator/receipt?code={typed}").text)
        assert NAMES[0] in told and record.name in told and receipt in told
        assert "Not yet. It is safe in the hall" in told or "Yes, it can be graded." in told


@pytest.mark.parametrize("typed", ["ABCD-2345", "x", "%3Cb%3E", "a" * 90])
def test_an_unknown_receipt_gets_a_plain_answer(facilitator: Browser, typed: str) -> None:
    answer = facilitator.get(f"/en/facilitator/receipt?code={typed}")
    assert answer.status == 404
    assert "No receipt of this hall has the code" in words(answer.text) and "<b>" not in answer.text


def test_a_receipt_is_looked_up_by_facilitators_only(stage: Stage, record: ClassRecord) -> None:
    receipt = hands_in(stage, record, "002")
    for visitor in (stage.running.signed_in(record.id, "002"), stage.running.browser()):
        answer = visitor.get(f"/en/facilitator/receipt?code={receipt}")
        assert answer.status == 403 and NAMES[1] not in answer.text


def test_the_list_of_classes_shows_what_runs_today_with_its_numbers(stage: Stage, facilitator: Browser) -> None:
    from datetime import datetime

    stage.store.classes.open("Lớp hôm khác", "", "2020-01-05", "vi", prepare=stage.opened)
    day = datetime.now().astimezone().date().isoformat()
    record = stage.store.classes.open("Lớp hôm nay", "", day, "vi", prepare=stage.opened)
    stage.store.people.add(record.id, [])
    comes(stage, record, "001")
    stage.store.paces.steer(record.id, "trainee/001", Hand(trainee="001", up=True))
    told = words(facilitator.get("/en/facilitator/now").text)
    today, others = told.split("Other days")
    assert "Lớp hôm nay" in today and "1 hand up" in today and "1 connected" in today
    assert "Lớp hôm nay" not in others
    assert "<html" not in facilitator.get("/en/facilitator/now").text
