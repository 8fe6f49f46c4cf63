"""Who of a class takes which of two forms before the lessons and which after, and how far that has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from caunoi.hall.forms import FormPair, assigned
from caunoi.hall.records import TraineeRecord
from caunoi.hall.store import Store


@dataclass(frozen=True, slots=True)
class FormsOf:
    """The forms of one person by letter; None for one that is not opened, else whether it is handed in."""

    person: TraineeRecord
    first: str
    then: str
    first_done: bool | None
    then_done: bool | None

    @property
    def settled(self) -> bool:
        """Whether one of them was opened, so that the order stays."""
        return self.first_done is not None or self.then_done is not None


@dataclass(frozen=True, slots=True)
class Halves:
    """A module whose forms are taken before and after its lessons, and by whom in which order."""

    pair: FormPair
    title: str
    people: tuple[FormsOf, ...]

    @property
    def settled(self) -> tuple[TraineeRecord, ...]:
        """Who has opened a form; as long as this is nobody, the forms can be taken back."""
        return tuple(each.person for each in self.people if each.settled)

    def count(self, letter: str) -> int:
        """How many have this form first."""
        return sum(each.first == letter for each in self.people)


def halves(
    store: Store, class_id: str, pairs: Sequence[FormPair], people: Sequence[TraineeRecord], lang: str
) -> list[Halves]:
    """Who takes which form first, for each module; whoever has none yet gets one now."""
    pace = assigned(store, class_id, pairs, [each.id for each in people])
    opened = {(row.trainee, row.page): row.submitted_at is not None for row in store.attempts.progress(class_id)}

    def forms_of(pair: FormPair, person: TraineeRecord) -> FormsOf:
        first, then = pace.forms[pair.module.id, person.id]
        done = opened.get((person.id, first)), opened.get((person.id, then))
        return FormsOf(person, pair.letter(first), pair.letter(then), *done)

    def here(pair: FormPair) -> tuple[FormsOf, ...]:
        """Everybody, a closed card only if a form was opened with it."""
        return tuple(
            each for person in people if (each := forms_of(pair, person)).settled or person.id not in pace.closed
        )

    return [Halves(pair, pair.module.title.of(lang), here(pair)) for pair in pairs]
