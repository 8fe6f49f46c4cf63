"""The people of a class: who is on its list, which language they read, who was taken off and who was forgotten."""

from __future__ import annotations

from collections.abc import Iterable

from caunoi.hall.records import ListedPerson, NewTrainee, TraineeRecord
from caunoi.hall.refusals import UnknownTrainee
from caunoi.hall.store import classes, forgetting, pins, sessions, walkins
from caunoi.hall.store.file import StoreFile
from caunoi.hall.store.remembered import Remembered


class People:
    """The people of all classes; a list as the class's door shows it is remembered."""

    def __init__(self, file: StoreFile, remembered: Remembered) -> None:
        self._file = file
        self._remembered = remembered

    def add(self, class_id: str, rows: Iterable[NewTrainee]) -> list[tuple[TraineeRecord, str]]:
        """Add people, all or none, each with a PIN that is told only now; raises BadRoster, UnknownClass."""
        people = list(rows)
        told = [pins.new_pin() for _ in people]
        hashes = [pins.hash_pin(pin) for pin in told]
        records = self._file.write(lambda c: classes.insert_trainees(c, class_id, people, hashes))
        self._remembered.drop_listed(class_id)
        return list(zip(records, told, strict=True))

    def remove(self, class_id: str, trainee_id: str) -> None:
        """Take somebody off the list who has opened no page; raises HasSteps, UnknownTrainee."""
        self._file.write(lambda connection: walkins.remove(connection, class_id, trainee_id))
        self._remembered.drop_listed(class_id)
        self._remembered.drop_sessions()

    def of_class(self, class_id: str) -> list[TraineeRecord]:
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

    def get(self, class_id: str, trainee_id: str) -> TraineeRecord:
        """One person of a class; raises UnknownTrainee."""
        found = self._file.read(lambda connection: classes.select_trainees(connection, class_id, trainee_id))
        if not found:
            raise UnknownTrainee(trainee_id)
        return found[0]

    def choose_lang(self, class_id: str, trainee_id: str, lang: str) -> None:
        """Keep which language a person reads, on any phone; raises UnknownTrainee."""
        self._file.write(lambda connection: classes.update_lang(connection, class_id, trainee_id, lang))

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
