"""Does who waits hear of their class once, and is it known who is connected?"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from caunoi.hall.news import Item, News
from caunoi.hall.presence import Presence
from caunoi.hall.records import SessionRecord
from caunoi.hall.streams import Streams
from tests.patience import PATIENCE_S


def test_what_is_told_several_times_is_heard_once() -> None:
    async def work() -> list[frozenset[Item]]:
        news = News()
        news.start()
        with news.listening("a", "pace", "events") as listener:
            for trainee in ("001", "002", "001"):
                news.tell("a", "events", trainee)
            news.tell("a", "joined", "003")
            news.tell("b", "pace")
            first = await listener.next(PATIENCE_S)
            news.tell("a", "pace")
            return [first, await listener.next(PATIENCE_S), await listener.next(0.01)]

    first, second, nothing = asyncio.run(work())
    assert first == {Item("events", "001"), Item("events", "002")}
    assert second == {Item("pace")}
    assert nothing == frozenset()


def test_what_came_before_somebody_waits_is_not_missed() -> None:
    async def work() -> frozenset[Item]:
        news = News()
        news.start()
        with news.listening("a", "pace") as listener:
            news.tell("a", "pace")
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            return await listener.next(PATIENCE_S)

    assert asyncio.run(work()) == {Item("pace")}


def test_news_may_be_told_from_any_thread() -> None:
    async def work() -> frozenset[Item]:
        news = News()
        news.start()
        with news.listening("a", "submitted") as listener:
            await asyncio.to_thread(news.tell, "a", "submitted", "001")
            return await listener.next(PATIENCE_S)

    assert asyncio.run(work()) == {Item("submitted", "001")}


def test_who_waits_is_woken_when_the_hall_closes() -> None:
    async def work() -> tuple[bool, frozenset[Item], frozenset[Item]]:
        news = News()
        news.start()
        with news.listening("a", "pace") as listener:
            waiting = asyncio.ensure_future(listener.next(PATIENCE_S))
            await asyncio.sleep(0)
            news.close()
            return listener.closed, await waiting, await listener.next(PATIENCE_S)

    assert asyncio.run(work()) == (True, frozenset(), frozenset())


def test_who_has_stopped_listening_is_forgotten() -> None:
    async def work() -> dict[str, object]:
        news = News()
        news.start()
        with news.listening("a", "pace"), news.listening("a", "events"):
            pass
        news.tell("a", "pace")
        await asyncio.sleep(0.01)
        return dict(news._listeners)

    assert asyncio.run(work()) == {}


def test_presence_tells_when_the_first_stream_comes_and_the_last_one_goes() -> None:
    told: list[tuple[str, str]] = []
    moments = iter(datetime(2026, 11, 23, 9, tzinfo=UTC) + timedelta(seconds=n) for n in range(10))
    presence = Presence(lambda class_id, trainee: told.append((class_id, trainee)), lambda: next(moments))
    presence.heard("a", "001")
    assert not presence.of("a")["001"].connected
    assert told == []
    presence.opened("a", "001")
    presence.opened("a", "001")
    presence.closed("a", "001")
    assert presence.of("a")["001"].connected
    assert told == [("a", "001")]
    presence.closed("a", "001")
    assert told == [("a", "001")] * 2
    gone = presence.of("a")["001"]
    assert not gone.connected
    assert gone.heard_at == datetime(2026, 11, 23, 9, 0, 4, tzinfo=UTC)
    assert presence.of("b") == {}


class Ended:
    """A stream that remembers its end."""

    def __init__(self) -> None:
        self.why = ""

    def end(self, why: str) -> None:
        self.why = why


def test_the_oldest_stream_of_a_session_gives_way() -> None:
    streams = Streams(most=2)
    mine, other = [Ended() for _ in range(3)], Ended()
    streams.add("other", SessionRecord("trainee", "a", "002"), other)
    for each in mine:
        streams.add("mine", SessionRecord("trainee", "a", "001"), each)
    assert [each.why for each in mine] == ["replaced", "", ""]
    streams.remove("mine", mine[0])
    assert streams.count() == 3
    streams.end("mine")
    assert [each.why for each in mine] == ["replaced", "signed-out", "signed-out"]
    assert other.why == ""
    streams.close()
    assert other.why == "closing"
    assert streams.count() == 0


def test_who_is_signed_out_everywhere_has_no_stream_on_any_phone() -> None:
    streams = Streams()
    theirs, others = [Ended(), Ended()], [Ended(), Ended(), Ended()]
    for token, stream in zip(("phone", "tablet"), theirs, strict=True):
        streams.add(token, SessionRecord("trainee", "a", "001"), stream)
    streams.add("next to them", SessionRecord("trainee", "a", "002"), others[0])
    streams.add("another class", SessionRecord("trainee", "b", "001"), others[1])
    streams.add("facilitator", SessionRecord("facilitator"), others[2])
    streams.end_all_of("a", "001")
    assert [each.why for each in theirs] == ["signed-out", "signed-out"]
    assert [each.why for each in others] == ["", "", ""]
    assert streams.count() == 3
