"""In and out: the class code, a name with its PIN, the facilitator's one-time link."""

from __future__ import annotations

import json
import math
import re
from urllib.parse import unquote, urlencode

from caunoi.hall.allowances import asker
from caunoi.hall.forms import assigned, form_pairs
from caunoi.hall.pages.learning import Part, next_step, overview, with_offers, with_pace
from caunoi.hall.pages.name_list import MOST_FOUND, NAMES, NameList
from caunoi.hall.pages.page import Page
from caunoi.hall.pages.places import Places
from caunoi.hall.pages.retaking import offer_of, returned_attempts
from caunoi.hall.records import ClassRecord, ListedPerson, ProgressRow, utc_now
from caunoi.hall.refusals import Blocked, WrongPin
from caunoi.hall.strings import room_strings
from caunoi.roster import find_card
from caunoi.web.answer import Refused

# A page of this hall for a trainee; nothing that a browser could take for another host.
PLAIN_PATH = re.compile(r"/(?:vi|id|en)/[a-z0-9_-]*(?:/[a-z0-9_-]+)*")


class Home(Page):
    """GET /: the class code for a stranger, the lessons for a trainee, the classes for a facilitator."""

    async def get(self) -> None:
        if self.session and self.session.role == "facilitator":
            self.go("facilitator/")
            return
        record, trainee = self.class_record, self.trainee
        if record is None or trainee is None:
            self.render("home.html", code="", problem="")
            return
        rows = await self.off_loop(self.store.attempts.progress, record.id, trainee.id)
        begun = [row.page for row in rows if row.events and row.page.startswith("lesson/")]
        finished = await self._done_lessons(record.id, trainee.id, begun) if begun else frozenset()
        plan, incomplete = await self.off_loop(self._overview, record, trainee.id, rows, finished)
        self.render(
            "lessons.html",
            record=record,
            person=trainee,
            plan=plan,
            incomplete=incomplete,
            now_due=next_step(plan),
            room=json.dumps({"lang": self.lang, "words": room_strings(self.lang)}, ensure_ascii=False),
            room_script=self.hall.assets.module("list.js"),
        )

    async def _done_lessons(self, class_id: str, trainee: str, begun: list[str]) -> frozenset[str]:
        """The lessons of which this trainee has done every task, as the projector counts it."""
        watch = self.hall.watch
        for page in begun:
            _, module, lesson = page.split("/")
            source = self.hall.course.lesson(module, lesson, self.lang)
            made = self.hall.shelf.ready(source) if source is not None else None
            if made is not None:
                watch.note_tasks(class_id, page, made.tasks)
        places = Places.watched(watch, class_id, self.lang)

        def finished() -> frozenset[str]:
            mine = [each for each in watch.seen(class_id).of(trainee) if each.record.page in begun]
            return frozenset(each.record.page for each in mine if places.is_finished(each))

        return await self.hall.watching(finished)

    def _overview(
        self, record: ClassRecord, trainee: str, rows: list[ProgressRow], finished: frozenset[str]
    ) -> tuple[tuple[Part, ...], bool]:
        """The lessons and tests of a trainee, and whether some may be missing that cannot be read."""
        library, group = self.library(record), self.group(record)
        pairs = form_pairs(group, library)
        pace = assigned(self.store, record.id, pairs, [trainee])
        receipts = {row.attempt: self.store.attempts.get(row.attempt).receipt or "" for row in rows if row.submitted_at}
        returned = returned_attempts(self.services.results(record.id, trainee))
        forms = {pair.module.id: pace.forms[pair.module.id, trainee] for pair in pairs}
        plan = overview(library.syllabus, library.assessments, rows, receipts, returned, self.lang, forms, finished)
        now = utc_now()
        offers = {row.page: offer_of(group, library, pace, row, trainee, returned, now) for row in rows}
        known = {page: each for page, each in offers.items() if each is not None}
        return with_pace(with_offers(plan, known), pace, trainee, now), bool(library.unreadable)


class Join(Page):
    """GET and POST /join: who of the class is it, and the PIN."""

    def get(self) -> None:
        code = self.get_query_argument("code", "")[:40]
        if not code:
            self.render("home.html", code="", problem="")
            return
        record = self._class_of(code)
        if record is None:
            self._no_class(code)
            return
        if self.get_query_argument("typed", "") and not self.lang_chosen and self.lang != record.lang:
            # Who types a code comes from the hall's page; a class has a language of its own.
            self.redirect(self.to(f"/{record.lang}/join?{urlencode({'code': code})}"))
            return
        asked = self.get_query_argument("card", "")
        card = find_card(asked, NAMES.of(self.store, record.id).cards) if asked else None
        self._form(record, card=card or "", who=self._closed(record, asked) if asked and not card else "")

    async def post(self) -> None:
        self.spend("join")
        code = self.typed("code")
        record = self._class_of(code)
        if record is None:
            self._no_class(code)
            return
        typed = self.typed("card") or self.typed("name")
        names = NAMES.of(self.store, record.id)
        found = names.find(typed)
        card = find_card(typed, names.cards) or (found[0].card if len(found) == 1 else None)
        pin = self.typed("pin")
        if card is None and (closed := self._closed(record, typed)):
            self._form(record, who=closed)
        elif card is None:
            self._ask_who(record, names, typed, found)
        elif not pin:
            self._form(record, pin=self._("Type the PIN that stands on your card."), card=card)
        else:
            await self._enter(record, card, pin)

    def _closed(self, record: ClassRecord, typed: str) -> str:
        """What is said to somebody who comes with a closed card; empty for every other."""
        closed = self.store.paces.of_class(record.id).closed
        card = find_card(typed, closed)
        if card is None:
            return ""
        sentence = self._("Card {card} is closed. Use card {keep}, or ask the person who leads the class.")
        return sentence.format(card=card, keep=closed[card].keep)

    def _ask_who(self, record: ClassRecord, names: NameList, typed: str, found: tuple[ListedPerson, ...]) -> None:
        """Nothing was typed, nobody is meant by it, or several may be."""
        if len(found) > MOST_FOUND:
            sentence = self._("{n} people may be meant by “{typed}”. Type more of your name.")
            self._form(record, who=sentence.format(n=len(found), typed=typed))
        elif found:
            sentence = self._("Several people may be meant by “{typed}”. Choose your name, then type the PIN again.")
            self._form(record, who=sentence.format(typed=typed), found=found)
        elif not typed and names.long:
            self._form(record, who=self._("Type the number of your card, or letters of your name."))
        elif not typed:
            self._form(record, who=self._("Choose your name, or type the number of your card."))
        elif names.long:
            sentence = self._("No card and no name of this class fits “{typed}”. Look at your card and type it again.")
            self._form(record, who=sentence.format(typed=typed))
        else:
            sentence = self._("No card of this class has the number {card}. Look at your card, or choose your name.")
            self._form(record, who=sentence.format(card=typed))

    async def _enter(self, record: ClassRecord, card: str, pin: str) -> None:
        try:
            person = await self.off_loop(self.store.cards.check_pin, record.id, card, pin, asker(self.asker))
        except WrongPin as wrong:
            sentence = self.ngettext(
                "This is not the PIN of this card. You can try {n} more time.",
                "This is not the PIN of this card. You can try {n} more times.",
                wrong.tries_left,
            )
            self._form(record, pin=sentence.format(n=wrong.tries_left), card=card)
            return
        except Blocked as blocked:
            sentence = self._(
                "There were too many wrong PINs. Wait until {time}, or ask the facilitator for a new PIN."
            )
            self.set_status(429)
            seconds = (blocked.until - utc_now()).total_seconds()
            self.set_header("Retry-After", str(max(1, math.ceil(seconds))))
            self._form(record, pin=sentence.format(time=f"{blocked.until.astimezone():%H:%M}"), card=card)
            return
        await self.sign_in(await self.off_loop(self.store.sessions.open, "trainee", record.id, card))
        self.hall.news.tell(record.id, "joined", card)
        lang = self.lang_of(record, await self.keep_choice(record, person))
        self.redirect(self.to(self._next(lang)), status=303)

    def _class_of(self, code: str) -> ClassRecord | None:
        """The class of a code; only wrong codes count against the address that tries them."""
        self.spend("code")
        record = self.store.classes.by_code(code)
        if record is not None:
            self.hall.allowances.give_back("code", self.asker)
        return record

    def _form(
        self, record: ClassRecord, who: str = "", pin: str = "", card: str = "", found: tuple[ListedPerson, ...] = ()
    ) -> None:
        """The page; with a `card` only the PIN is left to type, `found` are the people to choose from."""
        self.shown_class = record
        self.phone_came()
        names = NAMES.of(self.store, record.id)
        door = self.store.walk_ins.door(record.id)
        if card and names.long:
            found = tuple(person for person in names.people if person.card == card)
        self.render(
            "join.html",
            record=record,
            people=bool(names.people),
            options=names.options(card, found) if found else "" if names.long else names.options(card),
            all_listed=not names.long,
            several=len(found) != 1,
            only_pin=bool(card),
            card="" if card or found else self.typed("card", 40),
            who=who,
            pin=pin,
            next=self._next(self._lang_here(record)),
            self_join=door.open_at(utc_now()),
            self_join_full=door.full_at(utc_now()),
        )

    def _no_class(self, code: str) -> None:
        sentence = self._("No class has the code {code}. Look at the wall of the room and type the code again.")
        self.render("home.html", code=code, problem=sentence.format(code=code))

    def _lang_here(self, record: ClassRecord) -> str:
        """In which language who is signed in here goes on."""
        person = self.trainee
        known = person is not None and person.class_id == record.id
        return self.lang_of(record, person) if person is not None and known else self.lang

    def _next(self, lang: str) -> str:
        """Where the person was going, in this language: the path of a page of this hall, never another host."""
        asked = self.get_argument("next", "")
        plain = unquote(asked)
        inside = plain.startswith(f"/{self.lang}/") and "\\" not in plain and "//" not in plain and plain.isprintable()
        there = asked if inside and "/join" not in plain and "/facilitator" not in plain else f"/{self.lang}/"
        return f"/{lang}/{there.split('/', 2)[2]}"


class Root(Page):
    """GET / leads to the start in the language of who is signed in, else of their class, else of the hall."""

    def get(self) -> None:
        record, person = self.class_record, self.trainee
        lang = (person and person.lang) or (record and record.lang) or self.hall.settings.lang
        self.redirect(self.to(f"/{lang}/"))


class Language(Page):
    """POST /language {lang, then}: the signed-in trainee reads in this language from now on, on any phone."""

    async def post(self) -> None:
        self.require("trainee")
        record, person, lang = self.class_record, self.trainee, self.typed("lang")
        if record is None or person is None or lang not in record.langs:
            raise Refused(400, "no-language", self._("This class is not read in that language. Choose another one."))
        await self.off_loop(self.store.people.choose_lang, record.id, person.id, lang)
        then = self.typed("then")
        rest = then.split("/", 2)[2] if PLAIN_PATH.fullmatch(then) else ""
        self.redirect(self.to(f"/{lang}/{rest}"), status=303)


class Out(Page):
    """GET asks, POST /out signs out: what was answered stays."""

    def get(self) -> None:
        self.render("out.html")

    async def post(self) -> None:
        await self.sign_out()
        self.go("")


class Enter(Page):
    """GET /facilitator/enter?key=: the one-time link that the start of the hall prints."""

    # A program that only previews the link must not spend it.
    get_acts = True

    async def get(self) -> None:
        if self.session is None or self.session.role != "facilitator":
            self.spend("key")
            key = self.get_query_argument("key", "")
            if not await self.off_loop(self.store.facilitator_key.use, key):
                raise Refused(
                    403, "key-spent", self._("This link was used before, or a newer one has taken its place.")
                )
            self.hall.allowances.give_back("key", self.asker)
            await self.sign_in(await self.off_loop(self.store.sessions.open, "facilitator"))
        self.go("facilitator/" if self.store.classes.all() else "facilitator/new")
