"""The store's doors: reads on any thread, writes through one committer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Connection

from caunoi.hall.change import Change
from caunoi.hall.pace import Pace, Step, counted, fold
from caunoi.hall.records import (
    Acknowledgement,
    AttemptRecord,
    ClassRecord,
    EventRecord,
    ListedPerson,
    NewEvent,
    NewTrainee,
    ProgressRow,
    Role,
    SelfJoin,
    SessionRecord,
    TraineeRecord,
    utc_now,
)
from caunoi.hall.refusals import UnknownClass, UnknownTrainee
from caunoi.hall.room_state import FACILITATOR
from caunoi.hall.store import (
    attempts,
    cards,
    classes,
    events,
    forgetting,
    forms,
    key_file,
    pins,
    sessions,
    steering,
    walkins,
)
from caunoi.hall.store.file import StoreFile
from caunoi.hall.store.limits import Limits
from caunoi.hall.store.moments import select_newest
from caunoi.hall.store.remembered import Remembered
from caunoi.i18n import LANGS

FILE = "hall.db"


class Store:
    """All that the hall remembers, in `data`/hall.db; methods block unless they are `async`.

    Whatever is wrong with the file or the disk is a StoreError with one sentence; a request that cannot be granted is a
    `caunoi.hall.refusals.Refusal`.
    """

    def __init__(self, data: Path, limits: Limits | None = None) -> None:
        self.data = data.resolve()
        self.limits = limits or Limits()
        self._file = StoreFile(self.data / FILE)
        self._remembered = Remembered()

    def close(self) -> None:
        """Finish the waiting writes and let go of the file."""
        self._file.close()

    def newest_moment(self) -> datetime | None:
        """The latest moment that anything here was stamped with, None in an empty store."""
        return self._file.read(select_newest)

    # Classes and people

    def new_class(
        self,
        name: str,
        place: str,
        day: str,
        lang: str,
        *,
        more_langs: Sequence[str] | None = None,
        simulated: bool = False,
        prepare: Callable[[ClassRecord], None] | None = None,
    ) -> ClassRecord:
        """Open a class; `prepare` builds its folder first, so that a failure there leaves no half-open class.

        Phones may read it in `more_langs` too, in all languages unless some are named.
        """
        code = classes.new_code()
        while self.class_by_code(code) is not None:
            code = classes.new_code()
        class_id = f"{day}-{code.lower()}"
        path = str(self.data / "classes" / class_id)
        others = tuple(each for each in (LANGS if more_langs is None else more_langs) if each != lang)
        record = ClassRecord(class_id, code, name, place, day, path, lang, simulated, utc_now(), others)
        if prepare is not None:
            prepare(record)
        return self._file.write(lambda connection: classes.insert_class(connection, record, self.data))

    def rename_class(self, class_id: str, name: str, place: str, day: str) -> None:
        """Correct name, place and day of a class; its id and code stay. Raises UnknownClass."""
        self._file.write(lambda connection: classes.update_class(connection, class_id, name, place, day))

    def offer_langs(self, class_id: str, more_langs: Sequence[str]) -> None:
        """Let phones read a class in these languages beside its own; raises UnknownClass."""
        self._file.write(lambda connection: classes.update_more_langs(connection, class_id, more_langs))

    def choose_lang(self, class_id: str, trainee_id: str, lang: str) -> None:
        """Keep which language a person reads, on any phone; raises UnknownTrainee."""
        self._file.write(lambda connection: classes.update_lang(connection, class_id, trainee_id, lang))

    def classes(self) -> list[ClassRecord]:
        """All classes, the newest first."""
        return self._file.read(lambda connection: classes.select_classes(connection, self.data))

    def class_by_code(self, code: str) -> ClassRecord | None:
        """The class of a code as somebody typed it."""
        tidy = classes.tidy_code(code)
        return next(iter(self._file.read(lambda c: classes.select_classes(c, self.data, code=tidy))), None)

    def get_class(self, class_id: str) -> ClassRecord:
        """The class of an id; raises UnknownClass."""
        found = self._file.read(lambda c: classes.select_classes(c, self.data, id=class_id))
        if not found:
            raise UnknownClass(class_id)
        return found[0]

    def add_trainees(self, class_id: str, rows: Iterable[NewTrainee]) -> list[tuple[TraineeRecord, str]]:
        """Add people, all or none, each with a PIN that is told only now; raises BadRoster, UnknownClass."""
        people = list(rows)
        told = [pins.new_pin() for _ in people]
        hashes = [pins.hash_pin(pin) for pin in told]
        records = self._file.write(lambda c: classes.insert_trainees(c, class_id, people, hashes))
        self._remembered.drop_listed(class_id)
        return list(zip(records, told, strict=True))

    def self_join(self, class_id: str) -> SelfJoin:
        """How the class's door for people on no list stands."""
        return self._file.read(lambda connection: walkins.select_door(connection, class_id))

    def set_self_join(self, class_id: str, places: int, until: datetime | None) -> None:
        """Open that door, or close it with None."""
        self._file.write(lambda connection: walkins.set_door(connection, class_id, places, until))

    def walk_in(self, class_id: str, person: NewTrainee) -> tuple[TraineeRecord, str]:
        """Take somebody in by that door, with a PIN that is told only now; slow; raises JoinClosed."""
        pin = pins.new_pin()
        pin_hash = pins.hash_pin(pin)
        record = self._file.write(lambda connection: walkins.walk_in(connection, class_id, person, pin_hash))
        self._remembered.drop_listed(class_id)
        return record, pin

    def remove_trainee(self, class_id: str, trainee_id: str) -> None:
        """Take somebody off the list who has opened no page; raises HasSteps, UnknownTrainee."""
        self._file.write(lambda connection: walkins.remove(connection, class_id, trainee_id))
        self._remembered.drop_listed(class_id)
        self._remembered.drop_sessions()

    def trainees(self, class_id: str) -> list[TraineeRecord]:
        """The people of a class in the order of their cards."""
        return self._file.read(lambda connection: classes.select_trainees(connection, class_id))

    def listed(self, class_id: str) -> tuple[ListedPerson, ...]:
        """The people of a class as its door lists them; the same object until the list is another."""
        found = self._remembered.listed(class_id)
        if found is None:
            lists = self._remembered.lists
            found = self._file.read(lambda connection: classes.select_listed(connection, class_id))
            self._remembered.keep_listed(class_id, found, lists)
        return found

    def get_trainee(self, class_id: str, trainee_id: str) -> TraineeRecord:
        """One person of a class; raises UnknownTrainee."""
        found = self._file.read(lambda connection: classes.select_trainees(connection, class_id, trainee_id))
        if not found:
            raise UnknownTrainee(trainee_id)
        return found[0]

    def next_pseudonym(self, class_id: str) -> str:
        """What the next person of a class who is forgotten will be called."""
        return self._file.read(lambda connection: forgetting.next_pseudonym(connection, class_id))

    def pseudonyms(self, class_id: str) -> frozenset[str]:
        """Who of a class was forgotten."""
        return self._file.read(lambda connection: forgetting.select_pseudonyms(connection, class_id))

    def forget(self, class_id: str, trainee_id: str, pseudonym: str, redact: forgetting.Redact) -> None:
        """Replace a person by a pseudonym, sign them out, and take their own words; raises UnknownTrainee."""
        nobody = pins.hash_pin(sessions.new_token())
        self._file.write(lambda c: forgetting.forget(c, class_id, trainee_id, pseudonym, nobody, redact))
        self._remembered.drop_class(class_id)

    # PINs and sessions

    def new_pin(self, class_id: str, trainee_id: str) -> str:
        """Another PIN for a person, told only now; lifts a block, opens a closed card and signs out everywhere."""
        pin = pins.new_pin()
        pin_hash = pins.hash_pin(pin)
        known = self.pace(class_id)

        def work(connection: Connection) -> Pace:
            classes.update_pin(connection, class_id, trainee_id, pin_hash)
            sessions.delete_sessions_of(connection, class_id, trainee_id)
            return cards.reopen(connection, class_id, FACILITATOR, trainee_id, known)

        self._remembered.keep_pace(class_id, self._file.write(work))
        self._remembered.drop_sessions()
        return pin

    def close_card(self, class_id: str, card: str, keep: str) -> Pace:
        """Close a card whose person goes on with another; raises UnknownTrainee."""
        known, nobody = self.pace(class_id), pins.hash_pin(sessions.new_token())
        pace = self._file.write(lambda c: cards.close(c, class_id, FACILITATOR, card, keep, nobody, known))
        self._remembered.drop_sessions()
        return self._remembered.keep_pace(class_id, pace)

    def move_attempt(self, class_id: str, attempt: str, to: str) -> Pace:
        """Let an attempt go on under another card of its person; raises UnknownAttempt, UnknownTrainee, NotMoved."""
        known = self.pace(class_id)
        moved, pace = self._file.write(lambda c: cards.move(c, FACILITATOR, attempt, to, known))
        self._remembered.moved(moved)
        return self._remembered.keep_pace(class_id, pace)

    def check_pin(self, class_id: str, trainee_id: str, pin: str, address: str = "") -> TraineeRecord:
        """The person whose PIN this is, who has joined by it; raises WrongPin or Blocked.

        Slow, so not for the event loop.
        """
        pin_hash = self._file.write(lambda c: pins.count_try(c, self.limits, class_id, trainee_id, address))
        if not pins.same_pin(pin_hash, pin.strip()):
            raise self._file.read(lambda c: pins.wrong_pin(c, self.limits, class_id, trainee_id))
        return self._file.write(lambda c: pins.forget_tries(c, class_id, trainee_id, address))

    def open_session(self, role: Role, class_id: str | None = None, trainee_id: str | None = None) -> str:
        """A new token for a cookie."""
        token = sessions.new_token()
        record = SessionRecord(role, class_id, trainee_id)
        self._file.write(lambda connection: sessions.insert_session(connection, self.limits.session, token, record))
        return token

    def session(self, token: str) -> SessionRecord | None:
        """Who a token stands for."""
        key = sessions.token_hash(token)
        found = self._remembered.session(key)
        if found is None:
            ended = self._remembered.ended
            found = self._file.read(lambda connection: sessions.select_session(connection, self.limits.session, token))
            if found is not None:
                self._remembered.keep_session(key, found, ended)
        return found

    def close_session(self, token: str) -> None:
        """Sign out."""
        self._file.write(lambda connection: sessions.delete_session(connection, token))
        self._remembered.drop_session(sessions.token_hash(token))

    def facilitator_key(self) -> str:
        """A new one-time key, also in `data`/secrets/facilitator-key; an unused older one stops working."""
        key = sessions.new_token()
        key_file.write_key(self.data, key)
        self._file.write(lambda connection: sessions.replace_key(connection, key))
        return key

    def use_facilitator_key(self, key: str) -> bool:
        """Whether this is the one-time key; it works once."""
        good = self._file.write(lambda connection: sessions.spend_key(connection, key))
        if good:
            key_file.remove_key(self.data)
        return good

    # Attempts and events

    def attempt(self, class_id: str, trainee_id: str, page: str, digest: str) -> AttemptRecord:
        """The latest attempt of a trainee at a page, opened now if there is none."""
        found = self._file.read(lambda c: attempts.find_attempt(c, class_id, trainee_id, page))
        if found is None:
            found = self._file.write(lambda c: attempts.open_attempt(c, class_id, trainee_id, page, digest))
        self._remembered.keep_attempt(found)
        return found

    def find_attempt(self, class_id: str, trainee_id: str, page: str) -> AttemptRecord | None:
        """The latest attempt of a trainee at a page, None if it was never opened."""
        return self._file.read(lambda c: attempts.find_attempt(c, class_id, trainee_id, page))

    def open_again(self, before: AttemptRecord, digest: str) -> AttemptRecord:
        """The attempt after a handed-in one, opened now unless it was; raises NotHandedIn."""
        found = self._file.write(lambda c: attempts.open_again(c, before, digest))
        self._remembered.keep_attempt(found)
        return found

    def get_attempt(self, attempt: str) -> AttemptRecord:
        """The attempt of an id; raises UnknownAttempt."""
        known = self._remembered.attempt(attempt)
        if known is None:
            known = self._file.read(lambda connection: attempts.select_attempt(connection, attempt))
            self._remembered.keep_attempt(known)
        return known

    def open_writer(self, attempt: str) -> int:
        """The next writer of an attempt, counted from 1; raises AttemptFull."""
        return self._file.write(lambda connection: attempts.insert_writer(connection, attempt))

    async def append(self, attempt: str, writer: int, new: Sequence[NewEvent], since: int = 0) -> Acknowledgement:
        """Store a batch, all or nothing, and answer when it is on disk, with others' events after `since`.

        Raises UnknownAttempt, UnknownWriter, Conflict, Submitted, AttemptFull.
        """
        record = self.get_attempt(attempt)

        def work(connection: Connection) -> Acknowledgement:
            return events.append(connection, attempts.as_it_stands(connection, record), writer, new, since)

        return await asyncio.wrap_future(self._file.submit(work))

    def events(self, attempt: str, since: int = 0) -> list[EventRecord]:
        """The events of an attempt after `since`, in the order that counts."""
        return self._file.read(lambda connection: events.select_events(connection, attempt, since))

    def submit(self, attempt: str, last: Mapping[int, int]) -> AttemptRecord:
        """Hand an attempt in; `last` states the last n of each writer; raises Gaps, UnknownWriter."""
        done = self._file.write(lambda connection: attempts.submit(connection, attempt, last))
        self._remembered.keep_attempt(done)
        return done

    def undelivered(self) -> list[AttemptRecord]:
        """Handed-in attempts that have not reached their course folder."""
        return self._file.read(attempts.undelivered)

    def delivered(self, attempt: str) -> None:
        """Note that a handed-in attempt has reached its course folder."""
        self._file.write(lambda connection: attempts.insert_delivery(connection, attempt))

    def progress(self, class_id: str, trainee_id: str | None = None) -> list[ProgressRow]:
        """How far everybody of a class, or one person, is on each opened page, in the latest attempt at it."""
        return self._file.read(lambda connection: attempts.select_progress(connection, class_id, trainee_id))

    def class_events(self, class_id: str, since: int, most: int) -> list[EventRecord]:
        """The first events of everybody in a class after `since`, in the order that counts."""
        return self._file.read(lambda connection: events.select_class_events(connection, class_id, since, most))

    def class_attempts(self, class_id: str, trainee_id: str | None = None) -> list[AttemptRecord]:
        """All attempts of a class, or of one trainee, in the order of their opening."""
        return self._file.read(lambda connection: attempts.select_class_attempts(connection, class_id, trainee_id))

    def find_receipt(self, code: str) -> tuple[AttemptRecord, int, bool] | None:
        """The attempt of a receipt as somebody typed it, its number of steps, and whether it is filed in the course."""
        return self._file.read(lambda connection: attempts.find_receipt(connection, code))

    def counted_events(self, attempt: AttemptRecord) -> list[EventRecord]:
        """The events of a handed-in attempt that count, by the deadline that held when it was handed in."""
        steps = self._file.read(lambda connection: steering.select_steps(connection, attempt.class_id))
        handed_in = attempt.submitted_at
        held = fold(made for made in steps if handed_in is None or made.at <= handed_in)
        return counted(self.events(attempt.id), held.deadline(attempt.page, attempt.trainee_id))

    # Pace

    def pace(self, class_id: str) -> Pace:
        """How a class stands; quick once it was asked for."""
        known = self._remembered.pace(class_id)
        if known is None:
            steps = self._file.read(lambda connection: steering.select_steps(connection, class_id))
            known = self._remembered.keep_pace(class_id, fold(steps))
        return known

    def pace_steps(self, class_id: str) -> list[Step]:
        """All changes of a class's pace in their order."""
        return self._file.read(lambda connection: steering.select_steps(connection, class_id))

    def steer(self, class_id: str, who: str, *changes: Change) -> Pace:
        """Make changes, all or none, and give the state after them; raises UnknownClass."""
        known = self.pace(class_id)
        return self._remembered.keep_pace(
            class_id, self._file.write(lambda c: steering.append_changes(c, class_id, who, changes, known))
        )

    def assign_forms(
        self, class_id: str, who: str, module: str, pair: tuple[str, str], trainees: Sequence[str]
    ) -> Pace:
        """Give people without forms of a module theirs, in even halves; `pair` are the pages of form A and form B."""
        known = self.pace(class_id)
        pace = self._file.write(lambda c: forms.assign(c, class_id, who, module, pair, trainees, known))
        return self._remembered.keep_pace(class_id, pace)

    def choose_form(
        self, class_id: str, who: str, module: str, pair: tuple[str, str], trainee: str, first: str
    ) -> Pace:
        """Let a person take one of the two forms first; raises FormOpened once they have opened one."""
        known = self.pace(class_id)
        pace = self._file.write(lambda c: forms.choose(c, class_id, who, module, pair, trainee, first, known))
        return self._remembered.keep_pace(class_id, pace)

    def take_back_forms(self, class_id: str, who: str, module: str, pair: tuple[str, str]) -> Pace:
        """Let a module be taken without forms again; raises FormOpened once anybody has opened one."""
        known = self.pace(class_id)
        pace = self._file.write(lambda c: forms.take_back(c, class_id, who, module, pair, known))
        return self._remembered.keep_pace(class_id, pace)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
