"""The payload: what one attempt hands to the grader, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field, JsonValue, StrictInt, StrictStr, ValidationError

from caunoi.errors import GradingError
from caunoi.model.base import Value


class PayloadEvent(Value):
    """One event as the hall received it; `at_ms` is the page's clock and only advice."""

    task: StrictStr
    event: JsonValue
    at_ms: StrictInt
    seq: StrictInt | None = None
    writer: StrictInt | None = None
    n: StrictInt | None = None
    received_at: JsonValue = None


class Payload(Value):
    """All events of one attempt in the order the hall received them.

    The hall's `seed` settles which variant of an item was asked and in which order its options stood.
    """

    format: Literal[1]
    attempt: StrictStr
    trainee: StrictStr
    assessment: StrictStr
    digest: StrictStr
    seed: StrictInt | None = None
    events: tuple[PayloadEvent, ...] = Field(max_length=100_000)


def read(raw: Any) -> Payload:
    """Return a payload from plain data. Raises GradingError that names the first place which does not fit."""
    if isinstance(raw, Payload):
        return raw
    if raw is None:
        raise GradingError("The submission holds no answers (_payload is None); submit it again from the hall.")
    try:
        return Payload.model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the payload"
        raise GradingError(
            f"The submission cannot be read: {place}: {first['msg']}; submit it again from the hall."
        ) from error


def events_of(payload: Payload | Mapping[str, Any], task: str) -> list[Any]:
    """Return the events of one task, in order. Raises GradingError when the payload cannot be read."""
    return [each.event for each in read(payload).events if each.task == task]


def responses_of(payload: Payload | Mapping[str, Any], task: str) -> dict[str, Any]:
    """Return the last answer to each item of a quiz task. Raises GradingError."""
    answers = (event for event in events_of(payload, task) if _has(event, "answer"))
    return {event["answer"]: event["to"] for event in answers}


def text_of(payload: Payload | Mapping[str, Any], task: str, item: str | None = None) -> str:
    """Return the last text of a written task or free item, empty when nothing was written. Raises GradingError."""
    if item is not None:
        last = responses_of(payload, task).get(item)
    else:
        texts = [event["to"] for event in events_of(payload, task) if _has(event, "write")]
        last = texts[-1] if texts else ""
    return last if isinstance(last, str) else ""


def _has(event: Any, kind: str) -> bool:
    """Whether the event has exactly the two keys of its kind; anything else was not sent by our pages."""
    return isinstance(event, dict) and set(event) == {kind, "to"} and isinstance(event[kind], str)
