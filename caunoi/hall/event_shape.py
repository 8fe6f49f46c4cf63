"""The only shapes an event may have; anything else is refused with its place, before it is stored."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from typing import Any

from caunoi.hall.records import NewEvent

# Integers that JavaScript holds exactly.
LARGEST_INTEGER = 2**53 - 1

LARGEST_BATCH = 1000
LARGEST_N = 2**31 - 1
LONGEST_ID = 160

# A written answer has at most 4,000 characters; a paste that is cut later must still arrive.
LONGEST_TEXT = 20_000
MOST_CHOICES = 100


class BadRequest(Exception):
    """A body that cannot be read: where, and what was expected there."""

    def __init__(self, place: str, expectation: str) -> None:
        super().__init__(f"{place}: {expectation}")
        self.place = place
        self.expectation = expectation


def read_object(body: bytes, keys: Collection[str]) -> dict[str, Any]:
    """The JSON object of a body, with exactly these keys; raises BadRequest."""
    try:
        value = json.loads(body.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise BadRequest("body", "JSON in UTF-8") from error
    return as_object(value, "body", keys)


def as_object(value: Any, place: str, keys: Collection[str]) -> dict[str, Any]:
    """The value, if it is an object with exactly these keys."""
    if not isinstance(value, dict):
        raise BadRequest(place, "an object")
    for key in keys:
        if key not in value:
            raise BadRequest(f"{place}.{key}", "a value")
    for key in value:
        if key not in keys:
            raise BadRequest(f"{place}.{key[:LONGEST_ID]}", "no such key")
    return value


def as_integer(value: Any, place: str, least: int, most: int = LARGEST_INTEGER) -> int:
    """The value, if it is a whole number in a range."""
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise BadRequest(place, f"a whole number from {least} to {most}")
    return value


def as_text(value: Any, place: str, longest: int = LONGEST_TEXT) -> str:
    """The value, if it is text that UTF-8 can write."""
    if not isinstance(value, str) or len(value) > longest:
        raise BadRequest(place, f"text of at most {longest} characters")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise BadRequest(place, "text without half characters") from error
    return value


def as_id(value: Any, place: str) -> str:
    """The value, if it is a name of something."""
    text = as_text(value, place, LONGEST_ID)
    if not text or not text.isprintable():
        raise BadRequest(place, "an id")
    return text


def read_events(value: Any, tasks: Collection[str]) -> list[NewEvent]:
    """The events of a batch, if every one has a known shape and speaks of a task of the page."""
    if not isinstance(value, list) or len(value) > LARGEST_BATCH:
        raise BadRequest("body.events", f"a list of at most {LARGEST_BATCH} events")
    return [_read_event(each, f"body.events.{number}", tasks) for number, each in enumerate(value)]


def _read_event(value: Any, place: str, tasks: Collection[str]) -> NewEvent:
    each = as_object(value, place, ("n", "task", "event", "at_ms"))
    task = each["task"]
    if not isinstance(task, str) or task not in tasks:
        raise BadRequest(f"{place}.task", "a task of this page")
    return NewEvent(
        n=as_integer(each["n"], f"{place}.n", 1, LARGEST_N),
        task=task,
        event=_read_body(each["event"], f"{place}.event", task.split("/")[0]),
        at_ms=as_integer(each["at_ms"], f"{place}.at_ms", 0),
    )


def _read_body(event: Any, place: str, kind: str) -> dict[str, Any]:
    if not isinstance(event, dict):
        raise BadRequest(place, "an object")
    for verb, to in _SHAPES.get(kind, {}).items():
        if verb in event:
            as_object(event, place, (verb,) if to is None else (verb, "to"))
            _VERBS[verb](event[verb], f"{place}.{verb}")
            if to is not None:
                to(event["to"], f"{place}.to")
            return event
    raise BadRequest(place, f"an event of a {kind} task")


def _value(value: Any, place: str) -> None:
    if isinstance(value, bool):
        return
    if isinstance(value, int):
        as_integer(value, place, -LARGEST_INTEGER)
    else:
        as_text(value, place)


def _response(value: Any, place: str) -> None:
    """A text, a list of ids, or an object whose values are ids or lists of them."""
    if isinstance(value, dict):
        if len(value) > MOST_CHOICES:
            raise BadRequest(place, f"at most {MOST_CHOICES} choices")
        for name, each in value.items():
            as_id(name, place)
            _choice(each, f"{place}.{name}")
    elif isinstance(value, list):
        _choice(value, place)
    else:
        as_text(value, place)


def _choice(value: Any, place: str) -> None:
    if not isinstance(value, list):
        as_text(value, place, LONGEST_ID)
        return
    if len(value) > MOST_CHOICES:
        raise BadRequest(place, f"at most {MOST_CHOICES} choices")
    for number, each in enumerate(value):
        as_text(each, f"{place}.{number}", LONGEST_ID)


def _text(value: Any, place: str) -> None:
    as_text(value, place)


def _true(value: Any, place: str) -> None:
    if value is not True:
        raise BadRequest(place, "true")


Check = Callable[[Any, str], object]

_VERBS: Mapping[str, Check] = {
    "do": as_id,
    "set": as_id,
    "restart": _true,
    "answer": as_id,
    "write": as_id,
    "hint": as_id,
}

# By kind of task: the verb and what its `to` may be, None for a verb without one.
_SHAPES: Mapping[str, Mapping[str, Check | None]] = {
    "mockup": {"do": None, "set": _value, "restart": None, "hint": None},
    "quiz": {"answer": _response, "hint": None},
    "writing": {"write": _text, "hint": None},
}


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no JSON")
