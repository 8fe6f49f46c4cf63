"""What all pages share: who may open them, what every template knows, and where a form may lead."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from caunoi.content import Library, library_here
from caunoi.coursework.folder import CONTENT, read_class
from caunoi.coursework.pinned import named_problems
from caunoi.hall.handler import BaseHandler
from caunoi.hall.records import ClassRecord, TraineeRecord, utc_now
from caunoi.hall.refusals import UnknownClass
from caunoi.model.course import ClassFile
from caunoi.roster_file import LARGEST_FILE
from caunoi.shown import Shown
from caunoi.web.answer import Refused

LANGUAGES = {"vi": "Tiếng Việt", "id": "Indonesia", "en": "English"}


class Page(BaseHandler):
    """A page for a person."""

    def _context(self) -> dict[str, Any]:
        return {
            **super()._context(),
            "languages": self._languages(),
            "lang_chosen": self.lang_chosen,
            "role": self.session.role if self.session else None,
            "simulated": self.simulated,
            "shown": Shown(self.lang),
            "letters": self._letters(),
            "largest_file": LARGEST_FILE,
        }

    def _letters(self) -> int:
        """The size of letters of who reads this, in percent."""
        session = self.session
        if session is None or session.class_id is None or session.trainee_id is None:
            return 100
        return self.store.paces.of_class(session.class_id).large_print.get(session.trainee_id, 100)

    def _languages(self) -> list[tuple[str, str, str]]:
        """The languages of this page with their names and its addresses in them: for phones those of the class."""
        about = self.shown_class or self.class_record
        if about is None or (self.session is not None and self.session.role == "facilitator"):
            return [(lang, name, self._in_language(lang)) for lang, name in LANGUAGES.items()]
        return [(lang, LANGUAGES[lang], self._in_language(lang)) for lang in about.langs]

    def _in_language(self, lang: str) -> str:
        """This page's address in another language; a typed form is not carried over, a key never."""
        path = self.request.path.split("/", 2)[2] if self.request.path.count("/") > 1 else ""
        asked = {name: self.get_query_argument(name, "") for name in ("code", "card", "next")}
        kept = {name: value for name, value in asked.items() if value}
        if self.session is None:
            kept["chosen"] = "1"
        return self.to(f"/{lang}/{path}" + (f"?{urlencode(kept)}" if kept else ""))

    @property
    def lang_chosen(self) -> bool:
        """Whether who reads this has chosen its language in this visit, not only followed a link in it."""
        return self.get_argument("chosen", "") == "1"

    def lang_of(self, record: ClassRecord, person: TraineeRecord) -> str:
        """In which language a person goes on: the chosen one, else this page's, as far as the class offers them."""
        return next(lang for lang in (person.lang, self.lang, record.lang) if lang in record.langs)

    async def keep_choice(self, record: ClassRecord, person: TraineeRecord) -> TraineeRecord:
        """The person with the language that was chosen in this visit, which is kept."""
        if not self.lang_chosen or self.lang not in record.langs:
            return person
        await self.off_loop(self.store.people.choose_lang, record.id, person.id, self.lang)
        return replace(person, lang=self.lang)

    def go(self, path: str, **query: str) -> None:
        """Send the browser on to a page of this language, so that a reload repeats nothing."""
        self.redirect(self.to(path + (f"?{urlencode(query)}" if query else "")), status=303)

    def typed(self, name: str, most: int = 400) -> str:
        """One line somebody typed, cut at a length no honest answer has."""
        return self.get_body_argument(name, "")[:most].strip()

    def hall_address(self) -> str:
        """The address that phones in the room type, without a slash at its end."""
        told = self.hall.reach.address(self.request.protocol, self.request.host, self.hall.port)
        return told + self.hall.addresses.base

    def phone_came(self) -> bool:
        """Note that this request reached the hall from outside; False when this computer itself asks."""
        stream = getattr(self.request.connection, "stream", None)
        reached = stream.socket.getsockname()[0] if stream is not None and stream.socket is not None else ""
        return self.hall.reach.phone_came(reached, self.asker, utc_now())

    def library(self, record: ClassRecord) -> Library:
        """The content that the class was opened with."""
        return library_here(self.services.class_root(record.id))

    def outgrown(self, record: ClassRecord, library: Library) -> str:
        """What this program cannot read of that content, in a sentence for the facilitator; empty for nothing."""
        root = self.services.class_root(record.id)
        found = named_problems(root, library)
        sentence = self._(
            "This version cannot read all of the content that the class was opened with ({what}). What was answered is "
            "kept. Use the version that opened the class, or put right what is named here in the folder {folder}."
        )
        return sentence.format(what=found, folder=root / CONTENT) if found else ""

    def group(self, record: ClassRecord) -> ClassFile:
        """What class.yaml says of the class."""
        return read_class(self.services.class_root(record.id))


class FacilitatorPage(Page):
    """A page that only a facilitator's session opens."""

    def prepare(self) -> None:
        super().prepare()
        self.require("facilitator")


class ClassPage(FacilitatorPage):
    """A facilitator's page about one class, named by the `class_id` in its address."""

    @cached_property
    def record(self) -> ClassRecord:
        """The class of the address; answers 404 when there is none."""
        try:
            return self.store.classes.get(self.path_kwargs["class_id"])
        except UnknownClass as error:
            raise Refused(404, "no-class", self._("There is no class at this address.")) from error

    def join_link(self, card: str = "") -> str:
        """Where the QR of the class leads, and that of a card, which leaves only the PIN to type."""
        query = {"code": self.record.code, **({"card": card} if card else {})}
        return f"{self.hall_address()}/{self.record.lang}/join?{urlencode(query)}"

    async def new_pin(self, card: str) -> str:
        """Another PIN for a person of the class, whose phones are signed out and hear so at once."""
        pin = await self.off_loop(self.store.cards.new_pin, self.record.id, card)
        self.hall.streams.end_all_of(self.record.id, card)
        return pin

    def prepare(self) -> None:
        super().prepare()
        self.shown_class = self.record

    def _context(self) -> dict[str, Any]:
        return {**super()._context(), "here": self.to(f"facilitator/class/{self.record.id}")}
