"""What the hall does not take: a number like a real person's that the task does not name.

Our pages refuse such a number themselves; this is for a page that was tampered with, or is older than the hall.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from caunoi.content import Library
from caunoi.hall.event_shape import BadRequest
from caunoi.hall.records import NewEvent
from caunoi.model.base import texts_of
from caunoi.privacy import long_numbers, private_numbers


def refuse_private(events: Sequence[NewEvent], library: Callable[[], Library]) -> None:
    """Raise BadRequest at the first event with such a number; neither it nor the message is written anywhere.

    The library is asked for only where a long number stands at all.
    """
    for number, each in enumerate(events):
        texts = [text for text in words_in(each.event) if any(long_numbers(text))]
        if texts:
            allowed = tuple(shown_in(library(), each.task))
            if any(any(private_numbers(text, allowed)) for text in texts):
                raise BadRequest(f"body.events.{number}.event", "no number like a real person's")


def words_in(value: Any) -> Iterator[str]:
    """Yield every text of an event, names and whole numbers among them."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from words_in(name)
            yield from words_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from words_in(each)
    else:
        yield str(value)


def shown_in(library: Library, task: str) -> Iterable[str]:
    """Yield the texts of a task whose numbers may be typed: a scenario's values, what questions say."""
    kind, _, name = task.partition("/")
    if kind == "mockup":
        scenario = library.scenarios.get(name.rpartition("/")[0])
        yield from scenario.values.values() if scenario else ()
    elif kind == "writing" and name in library.writings:
        yield from _spoken(library.writings[name])
    elif kind == "quiz" and name in library.item_sets:
        for item in library.item_sets[name].items:
            yield from _spoken(item)
            for row in item.variants.values():
                yield from (each for each in row.values() if isinstance(each, str))


def _spoken(value: Any) -> Iterator[str]:
    for _, text in texts_of(value):
        yield from (each for each in (text.vi, text.id, text.en) if each is not None)
