"""One person who stands on the list twice: which card goes on, and what becomes of the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from caunoi.hall.pages.page import ClassPage
from caunoi.hall.pages.pins import FRESH
from caunoi.hall.pages.places import Places
from caunoi.hall.records import TraineeRecord
from caunoi.hall.refusals import HasSteps, NotMoved, Refusal
from caunoi.hall.two_cards import Obstacle, obstacle


@dataclass(frozen=True, slots=True)
class WorkedOn:
    """A page that was opened, by its latest attempt; `left_open` is a test that was begun and not handed in.

    `moves` is whether it can go on under the other card; where it cannot, `why` says the reason.
    """

    title: str
    attempt: str
    steps: int
    handed_in: bool
    left_open: bool
    why: Obstacle | None = None

    @property
    def moves(self) -> bool:
        """Whether it can go on under the other card; what has no step is not worth it."""
        return self.why is None and self.steps > 0


@dataclass(frozen=True, slots=True)
class Work:
    """What stands under one card: the person and the pages."""

    person: TraineeRecord
    pages: tuple[WorkedOn, ...]

    @property
    def left_open(self) -> tuple[WorkedOn, ...]:
        """The tests that nobody could grade if this card were closed as it is."""
        return tuple(page for page in self.pages if page.left_open)

    @property
    def moves(self) -> tuple[WorkedOn, ...]:
        """What can go on under the other card."""
        return tuple(page for page in self.pages if page.moves)

    @property
    def handed_in(self) -> bool:
        """Whether something was handed in with this card."""
        return any(page.handed_in for page in self.pages)


@dataclass(frozen=True, slots=True)
class MovedPage:
    """A line of what was moved: the page, from which card to which and when; what is handed in since then stays."""

    attempt: str
    title: str
    card: str
    to: str
    at: datetime
    steps: int
    handed_in: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done: removed, closed or back; the titles that went over, and those that did not."""

    done: str = ""
    moved: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


class OnePerson(ClassPage):
    """GET and POST /facilitator/class/<id>/one-person: two cards side by side; the second is taken off or closed.

    What only the second has begun goes on under the first where it is ticked, and can be taken back until it is handed
    in. What was handed in stays under its card: receipt, marks and comments name it. A test that was left open and
    stays is handed in if that is ticked, since nobody else could do so any more.
    """

    def get(self, class_id: str) -> None:
        self._ask(self.get_query_argument("keep", ""), self.get_query_argument("other", ""))

    async def post(self, class_id: str) -> None:
        if self.typed("do") == "back":
            await self._take_back(self.typed("attempt"))
            return
        keep, other = self.typed("keep"), self.typed("other")
        if self._trouble(keep, other):
            self._ask(keep, other)
            return
        try:
            await self.off_loop(self.store.people.remove, self.record.id, other)
            await self.off_loop(self.services.remove_trainee, self.record.id, other)
            outcome = Outcome("removed")
        except HasSteps:
            outcome = await self._close(keep, other)
        self.hall.streams.end_all_of(self.record.id, other)
        FRESH.forget(self.record.id)
        self.hall.news.tell(self.record.id, "joined", other)
        self._ask(keep, other, outcome)

    async def _close(self, keep: str, other: str) -> Outcome:
        """Close a card; then nothing comes in between while its work is moved or handed in."""
        await self.off_loop(self.store.cards.close, self.record.id, other, keep)
        self.hall.news.tell(self.record.id, "pace")
        ticked = self.get_body_arguments("move")
        moved, kept = [], []
        for page in self._work(other, keep).moves:
            if page.attempt not in ticked:
                continue
            try:
                await self.off_loop(self.store.cards.move_attempt, self.record.id, page.attempt, keep)
                moved.append(page.title)
            except NotMoved:
                kept.append(page.title)
        left = self._work(other, keep)
        if self.typed("hand_in") and left.left_open:
            for page in left.left_open:
                await self.off_loop(self.store.attempts.submit, page.attempt, {})
            self.hall.delivery.wake()
            self.hall.news.tell(self.record.id, "submitted", other)
        elif not left.handed_in:
            # Who has handed nothing in is absent in the report; this person is there with the other card.
            await self.off_loop(self.services.remove_trainee, self.record.id, other)
        self.hall.news.tell(self.record.id, "opened", keep)
        return Outcome("closed", tuple(moved), tuple(kept))

    async def _take_back(self, attempt: str) -> None:
        """Let a moved attempt go back to the card that began it, unless it was handed in since."""
        moved = self.store.paces.of_class(self.record.id).moved.get(attempt)
        try:
            if moved is None:
                raise NotMoved("back")
            await self.off_loop(self.store.cards.move_attempt, self.record.id, attempt, moved.card)
        except Refusal:
            self._ask("", "", trouble=self._("This cannot be taken back any more. Look below at where it stands now."))
            return
        self.hall.news.tell(self.record.id, "opened", moved.card)
        self._ask(moved.to, moved.card, Outcome("back", (self._places().page(moved.page),)))

    def _trouble(self, keep: str, other: str) -> str:
        cards = {person.id for person in self.store.people.of_class(self.record.id)}
        if keep not in cards or other not in cards:
            return self._("Choose both cards of the person.")
        if keep == other:
            return self._("Choose two different cards.")
        closed = self.store.paces.of_class(self.record.id).closed
        for card in (keep, other):
            if card in closed:
                return self._("Card {card} is closed. Open it again first, with a new PIN.").format(card=card)
        return ""

    def _ask(self, keep: str, other: str, outcome: Outcome | None = None, trouble: str = "") -> None:
        asked = bool(keep or other) and outcome is None
        trouble = trouble or (self._trouble(keep, other) if asked else "")
        works = [] if not asked or trouble else [self._work(keep, other), self._work(other, keep)]
        pace = self.store.paces.of_class(self.record.id)
        people = self.store.people.of_class(self.record.id)
        self.render(
            "one_person.html",
            record=self.record,
            people=[person for person in people if person.id not in pace.closed],
            closed=[(person, pace.closed[person.id]) for person in people if person.id in pace.closed],
            moved=self._moved(),
            keep=keep,
            other=other,
            works=works,
            problem=trouble,
            outcome=outcome or Outcome(),
        )

    def _work(self, card: str, other: str) -> Work:
        places, pace = self._places(), self.store.paces.of_class(self.record.id)
        opened = {row.page for row in self.store.attempts.progress(self.record.id, other)}
        return Work(
            self.store.people.get(self.record.id, card),
            tuple(
                WorkedOn(
                    places.page(row.page),
                    row.attempt,
                    row.events,
                    handed_in=row.submitted_at is not None,
                    left_open=row.page.startswith("assessment/") and row.submitted_at is None and row.events > 0,
                    why=obstacle(self.store.attempts.get(row.attempt), other, opened=row.page in opened, pace=pace),
                )
                for row in self.store.attempts.progress(self.record.id, card)
            ),
        )

    def _moved(self) -> list[MovedPage]:
        """What was moved in this class and stands where it went, the newest first."""
        places = self._places()
        steps = {row.attempt: row.events for row in self.store.attempts.progress(self.record.id)}
        found = [
            MovedPage(
                attempt,
                places.page(each.page),
                each.card,
                each.to,
                each.at,
                steps.get(attempt, 0),
                self.store.attempts.get(attempt).submitted_at is not None,
            )
            for attempt, each in self.store.paces.of_class(self.record.id).moved.items()
        ]
        return sorted(found, key=lambda each: each.at, reverse=True)

    def _places(self) -> Places:
        library = self.library(self.record)
        return Places(lambda _: library, lambda _: (), self.lang)
