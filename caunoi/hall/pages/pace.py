"""The facilitator's page for steering a class while it runs: pause, message, locks, tests against the clock, hands."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

from caunoi.errors import CauNoiError
from caunoi.hall.change import (
    LONGEST_MESSAGE,
    MOST_MINUTES,
    Change,
    ExtraTime,
    Hand,
    LargePrint,
    Lock,
    LookUp,
    Message,
    Start,
    Stop,
    Untime,
)
from caunoi.hall.forms import form_pairs
from caunoi.hall.pages.live import LivePart
from caunoi.hall.pages.paced import UnitGroup, at_work, helped, runs, unit_groups
from caunoi.hall.pages.page import ClassPage
from caunoi.hall.records import utc_now
from caunoi.hall.refusals import Refusal
from caunoi.hall.room_state import FACILITATOR
from caunoi.web.answer import Refused

EXTRA_TIMES = (0, 25, 50, 100)
LETTERS = (100, 125, 150)


class NotSteered(CauNoiError):
    """What was typed cannot be done: the form it belongs to, and the sentence for the facilitator."""

    def __init__(self, form: str, sentence: str) -> None:
        super().__init__(sentence)
        self.form = form
        self.sentence = sentence


class PaceView(ClassPage):
    """A page that shows how the class stands."""

    template = ""

    async def get(self, class_id: str) -> None:
        await self.show()

    async def show(self, problems: dict[str, str] | None = None) -> None:
        """Finish with the page; what was typed stays where it was wrong."""
        self.render(self.template, **{**await self.view(), "problems": problems or {}})

    async def view(self) -> dict[str, Any]:
        """All values of its templates."""
        return {
            "record": self.record,
            "problems": {},
            "typed": {name: self.typed(name) for name in ("text", "page", "minutes", "trainee")},
            "longest": LONGEST_MESSAGE,
            "most_minutes": MOST_MINUTES,
            "extra_times": EXTRA_TIMES,
            "sizes": LETTERS,
            **await self.off_loop(self._state, self.hall.presence.here(self.record.id)),
        }

    def _state(self, here: frozenset[str]) -> dict[str, Any]:
        pace = self.store.paces.of_class(self.record.id)
        # A closed card works no more and hands nothing in; what it has handed in counts.
        rows = [
            row
            for row in self.store.attempts.progress(self.record.id)
            if row.submitted_at or row.trainee not in pace.closed
        ]
        people = self.store.people.of_class(self.record.id)
        open_cards = [person for person in people if person.id not in pace.closed]
        library = self.library(self.record)
        pairs = form_pairs(self.group(self.record), library)
        groups = unit_groups(library, pairs, pace, at_work(pace, rows, here), self.lang)
        titles = {unit.page: unit.name for group in groups for unit in group.units}
        now = utc_now()
        return {
            "pace": pace,
            "people": open_cards,
            "names": {person.id: person for person in people},
            "groups": groups,
            "tests": [unit for group in groups for unit in group.units if unit.kind == "assessment"],
            "runs": runs(pace, titles, people, rows, now),
            "helped": helped(pace, open_cards),
            "at": now,
        }


class PaceNow(LivePart, PaceView):
    """GET .../pace/now: hands, message and running tests, once or as a stream."""

    template = "pace_now.html"
    topics = ("pace", "joined", "submitted")

    async def part(self) -> str:
        return self.page(self.template, **await self.view())


class PaceList(PaceView):
    """GET .../pace/list: the pages with their locks and the people with extra time, asked for again and again."""

    template = "pace_list.html"


class PacePage(PaceView):
    """GET and POST /facilitator/class/<id>/pace; `do` of the form is a verb and, after a blank, what it is about."""

    template = "pace.html"

    async def post(self, class_id: str) -> None:
        verb, _, about = self.typed("do").partition(" ")
        change = self._verbs().get(verb)
        if change is None:
            raise Refused(400, "no-change", self._("The hall does not know this button. Load the page again."))
        try:
            if verb == "collect":
                await self.off_loop(self._collect, about)
                self.hall.delivery.wake()
            else:
                changes = await self.off_loop(change, about)
                await self.off_loop(self.store.paces.steer, self.record.id, FACILITATOR, *changes)
            self.hall.news.tell(self.record.id, "pace")
        except NotSteered as refusal:
            self.set_status(400)
            await self.show(problems={refusal.form: refusal.sentence})
            return
        self.go(f"facilitator/class/{self.record.id}/pace#{PLACES[verb]}")

    def _verbs(self) -> dict[str, Callable[[str], list[Change]]]:
        return {
            "pause": lambda _: [LookUp(on=True)],
            "go-on": lambda _: [LookUp(on=False)],
            "say": lambda _: [self._message()],
            "unsay": lambda _: [Message(text="")],
            "lock": lambda page: [Lock(pages=(self._page(page),), on=True)],
            "open": lambda page: [Lock(pages=(self._page(page),), on=False)],
            "only": lambda _: self._only(),
            "open-all": lambda _: [Lock(pages=self._pages(), on=False)],
            "start": lambda _: self._start(),
            "stop": lambda page: [Stop(page=self._page(page))],
            "untime": lambda page: [Untime(page=self._page(page))],
            "help": lambda _: self._help(self.typed("trainee")),
            "usual": lambda card: self._usual(card),
            "lower": lambda card: [Hand(trainee=self._card(card), up=False)],
            "collect": lambda _: [],
        }

    def _groups(self) -> tuple[UnitGroup, ...]:
        library = self.library(self.record)
        pairs = form_pairs(self.group(self.record), library)
        return unit_groups(library, pairs, self.store.paces.of_class(self.record.id), {}, self.lang)

    def _pages(self) -> tuple[str, ...]:
        return tuple(unit.page for group in self._groups() for unit in group.units)

    def _page(self, page: str) -> str:
        if page not in self._pages() and page not in self.store.paces.of_class(self.record.id).tests:
            raise Refused(404, "no-page", self._("This class has no such page. Load this page again."))
        return page

    def _card(self, card: str) -> str:
        if card not in {person.id for person in self.store.people.of_class(self.record.id)}:
            raise NotSteered("help", self._("Choose a person of this class."))
        return card

    def _message(self) -> Message:
        text = " ".join(self.typed("text", LONGEST_MESSAGE).split())
        if not text:
            raise NotSteered("say", self._("Write the message first, for example “Please look at the board”."))
        return Message(text=text)

    def _only(self) -> list[Change]:
        """One page stays open, all others are locked."""
        page = self._page(self.typed("page"))
        others = tuple(each for each in self._pages() if each != page)
        return [*([Lock(pages=others, on=True)] if others else []), Lock(pages=(page,), on=False)]

    def _start(self) -> list[Change]:
        page = self.typed("page")
        minutes = self.typed("minutes")
        if page not in {unit.page for group in self._groups() for unit in group.units if unit.kind == "assessment"}:
            raise NotSteered("start", self._("Choose the assessment that is taken against the clock."))
        if not minutes.isdecimal() or not 1 <= int(minutes) <= MOST_MINUTES:
            sentence = self._("“{minutes}” is no time for a test. Write whole minutes from 1 to {most}.")
            raise NotSteered("start", sentence.format(minutes=minutes, most=MOST_MINUTES))
        pace = self.store.paces.of_class(self.record.id)
        end = pace.last_deadline(page)
        if end is not None and utc_now() < end:
            # A second press on the button must not give the time anew.
            raise NotSteered("start", self._("This test runs already. Stop it first if it is to begin anew."))
        return [Lock(pages=(page,), on=False), Start(page=page, minutes=int(minutes))]

    def _help(self, card: str) -> list[Change]:
        extra, letters = self.typed("extra"), self.typed("letters")
        if extra not in map(str, EXTRA_TIMES) or letters not in map(str, LETTERS):
            raise NotSteered("help", self._("Choose the extra time and the size of the letters from the lists."))
        trainee = self._card(card)
        sizes = {"100": 100, "125": 125, "150": 150}
        return [
            ExtraTime(trainee=trainee, percent=int(extra)),
            LargePrint.model_validate({"trainee": trainee, "percent": sizes[letters]}),
        ]

    def _usual(self, card: str) -> list[Change]:
        trainee = self._card(card)
        return [ExtraTime(trainee=trainee, percent=0), LargePrint(trainee=trainee, percent=100)]

    def _collect(self, page: str) -> None:
        """Hand in what is there for all whose time and grace are over; a phone that did so meanwhile keeps its own."""
        state = self._state(frozenset())
        for run in state["runs"]:
            for missing in run.missing if run.page == page else ():
                if missing.collectable:
                    with contextlib.suppress(Refusal):
                        self.store.attempts.submit(missing.attempt, {})
                    self.hall.news.tell(self.record.id, "submitted", missing.person.id)


# Where the page stands again after a button, so that nobody has to look for it.
PLACES = {
    "pause": "pause",
    "go-on": "pause",
    "say": "message",
    "unsay": "message",
    "lock": "pages",
    "open": "pages",
    "only": "pages",
    "open-all": "pages",
    "start": "tests",
    "stop": "tests",
    "untime": "tests",
    "collect": "tests",
    "help": "people",
    "usual": "people",
    "lower": "hands",
}
