"""The class on the projector: how many are where, without anything that tells who somebody is."""

from __future__ import annotations

from typing import Any

from caunoi.hall.pages.live import LivePart
from caunoi.hall.pages.page import ClassPage
from caunoi.hall.pages.places import Places
from caunoi.hall.pages.strips import present
from caunoi.hall.records import to_ms, utc_now


class ProjectorView(ClassPage):
    """What the page and its live part both show."""

    def _view(self, connected: int) -> dict[str, Any]:
        """All values of projector_now.html; runs where the hall watches its classes. No name is asked for."""
        class_id = self.record.id
        pace = self.store.paces.of_class(class_id)
        seen = self.hall.watch.seen(class_id).counted(pace)
        people = [each for each in self.store.people.of_class(class_id) if pace.counts(each.id, seen.handed_in)]
        places = Places.watched(self.hall.watch, class_id, self.lang)
        now = utc_now()
        shown = present(seen, places, now)
        clocks = [
            {"title": places.page(page), "ends_at": to_ms(test.deadline()), "over": test.deadline() <= now}
            for page, test in sorted(pace.tests.items())
            if (pace.last_deadline(page) or now) > now
        ]
        begun = {each.record.trainee_id for each in seen.attempts.values()}
        return {
            "joined": sum(person.joined_at is not None or person.id in begun for person in people),
            "people": len(people),
            "connected": connected,
            "present": shown,
            "pace": pace,
            "clocks": clocks,
            "at": now,
        }

    def _connected(self) -> int:
        return len(self.hall.presence.here(self.record.id))


class Projector(ProjectorView):
    """GET /facilitator/class/<id>/projector: one full screen, live, nothing to press."""

    async def get(self, class_id: str) -> None:
        view = await self.hall.watching(self._view, self._connected())
        self.render("projector.html", record=self.record, now_ms=to_ms(utc_now()), **view)


class ProjectorPart(ProjectorView, LivePart):
    """GET .../projector/now: the part that changes, once or as a stream."""

    topics = ("pace", "joined", "opened", "events", "submitted", "presence")

    async def part(self) -> str:
        connected = self._connected()
        return await self.hall.watching(lambda: self.page("projector_now.html", **self._view(connected)))
