"""The names of a class at its door: a list to choose from, in a large class those that fit what was typed."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property

from markupsafe import Markup, escape

from caunoi.hall.pace import ClosedCard
from caunoi.hall.records import ListedPerson
from caunoi.hall.store import Store
from caunoi.roster import folded

# Beyond it nobody finds a name by scrolling on a phone, and the list is most of what the page weighs.
MOST_LISTED = 60

# As many as are looked through at a glance.
MOST_FOUND = 12


class NameList:
    """The people of one class by name; drawn once, since each of three hundred phones asks for it."""

    def __init__(self, people: Iterable[ListedPerson]) -> None:
        self.people = tuple(sorted(people, key=lambda person: person.name.lower()))
        times = Counter(person.name for person in self.people)
        self._twins = frozenset(name for name, n in times.items() if n > 1)

    @property
    def long(self) -> bool:
        """Whether one types a card or a name instead of choosing from all."""
        return len(self.people) > MOST_LISTED

    @cached_property
    def cards(self) -> tuple[str, ...]:
        """The numbers of their cards."""
        return tuple(person.card for person in self.people)

    def options(self, chosen: str = "", of: Iterable[ListedPerson] | None = None) -> Markup:
        """The options of a list of all, or of some, with the card that is chosen."""
        drawn = self._all if of is None else self._drawn(of)
        where, there = Markup('value="{}">').format(chosen), Markup('value="{}" selected>').format(chosen)
        return drawn.replace(where, there, 1)

    @cached_property
    def _all(self) -> Markup:
        return self._drawn(self.people)

    def _drawn(self, people: Iterable[ListedPerson]) -> Markup:
        return Markup("\n").join(
            Markup('<option value="{}">{}</option>').format(person.card, self._words(person)) for person in people
        )

    def _words(self, person: ListedPerson) -> Markup:
        if person.name not in self._twins:
            return escape(person.name)
        return Markup("{} ({})").format(person.name, person.village or person.card)

    def person(self, card: str) -> ListedPerson | None:
        """Who has a card."""
        return next((person for person in self.people if person.card == card), None)

    def find(self, typed: str) -> tuple[ListedPerson, ...]:
        """Who may be meant by letters of a name: the first of some of its words, in their order, accents or not.

        A whole name is that name alone, however many begin like it; with its accents only the one that has them.
        """
        wanted = folded(typed).split()
        if not wanted:
            return ()
        alike = [(person, words) for person, words in self._folded if _begin(wanted, words)]
        whole = [person for person, words in alike if words == wanted]
        exact = [person for person in whole if _written(person.name) == _written(typed)]
        return tuple(exact or whole or [person for person, _ in alike])

    @cached_property
    def _folded(self) -> tuple[tuple[ListedPerson, list[str]], ...]:
        return tuple((person, folded(person.name).split()) for person in self.people)


def _begin(wanted: list[str], words: list[str]) -> bool:
    """Whether each wanted word begins one of the words, in their order."""
    rest = iter(words)
    return all(any(word.startswith(each) for word in rest) for each in wanted)


def _written(name: str) -> str:
    """A name as two people write it alike: the same accents, whatever makes them up, in whatever case."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


class NameLists:
    """The list of each class, made anew when its people or its closed cards are others."""

    def __init__(self) -> None:
        self._lists: dict[str, tuple[tuple[ListedPerson, ...], Mapping[str, ClosedCard], NameList]] = {}

    def of(self, store: Store, class_id: str) -> NameList:
        """The list of a class as it is now; a closed card opens nothing, so its name is not on it."""
        people, closed = store.people.listed(class_id), store.paces.of_class(class_id).closed
        known = self._lists.get(class_id)
        if known is None or known[0] is not people or known[1] != closed:
            names = NameList(person for person in people if person.card not in closed)
            known = self._lists[class_id] = people, closed, names
        return known[2]


NAMES = NameLists()
