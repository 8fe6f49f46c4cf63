"""One thing that a facilitator, or a trainee's raised hand, changes while a class runs, as it is kept for good."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import (
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StrictStr,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)

from caunoi.errors import CauNoiError
from caunoi.model.base import Nfc, Value

LONGEST_MESSAGE = 240
MOST_MINUTES = 600
MOST_EXTRA_PERCENT = 300
MOST_PAGES = 500


class UnreadableChange(CauNoiError):
    """A change that has none of the known shapes; the sentence names the place and what was expected there."""


# A form is taken before or after the lessons of a module, and steered as that.
PageName = Annotated[
    StrictStr, StringConstraints(pattern=r"^(?:lesson/[\w-]+|assessment|before|after)/[\w-]+$", max_length=128)
]
TestName = Annotated[StrictStr, StringConstraints(pattern=r"^(?:assessment|before|after)/[\w-]+$", max_length=128)]
FormName = Annotated[StrictStr, StringConstraints(pattern=r"^assessment/[\w-]+$", max_length=128)]
ModuleName = Annotated[StrictStr, StringConstraints(pattern=r"^[\w-]+$", max_length=64)]
Card = Annotated[StrictStr, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$")]
AttemptId = Annotated[StrictStr, StringConstraints(pattern=r"^[0-9a-f]{1,32}$")]
OneLine = Annotated[
    Nfc, StringConstraints(max_length=LONGEST_MESSAGE, pattern=r"^(?:[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*)?$")
]


class _Change(Value):
    # Strict also where pydantic would turn "1" or 1.0 into a number: what is kept for good is kept exactly.
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class LookUp(_Change):
    """Everybody looks up from the phone, or goes on."""

    kind: Literal["look-up"] = "look-up"
    on: StrictBool


class Message(_Change):
    """One line for everybody; an empty one takes the earlier away."""

    kind: Literal["message"] = "message"
    text: OneLine


class Lock(_Change):
    """Pages are locked, or opened again."""

    kind: Literal["lock"] = "lock"
    pages: Annotated[tuple[PageName, ...], Field(min_length=1, max_length=MOST_PAGES, strict=False)]
    on: StrictBool


class Start(_Change):
    """An assessment is taken against the clock from now on."""

    kind: Literal["start"] = "start"
    page: TestName
    minutes: Annotated[StrictInt, Field(ge=1, le=MOST_MINUTES)]


class Stop(_Change):
    """The clock of an assessment ends now."""

    kind: Literal["stop"] = "stop"
    page: TestName


class Untime(_Change):
    """An assessment is taken without a clock again."""

    kind: Literal["untime"] = "untime"
    page: TestName


class ExtraTime(_Change):
    """One person has more time in every test, in percent of its minutes; 0 is as everybody."""

    kind: Literal["extra-time"] = "extra-time"
    trainee: Card
    percent: Annotated[StrictInt, Field(ge=0, le=MOST_EXTRA_PERCENT)]


class LargePrint(_Change):
    """One person reads larger letters, in percent of the usual size."""

    kind: Literal["large-print"] = "large-print"
    trainee: Card
    percent: Literal[100, 125, 150]


class Hand(_Change):
    """One person's hand goes up or down."""

    kind: Literal["hand"] = "hand"
    trainee: Card
    up: StrictBool


class Grant(_Change):
    """One person may take an assessment once more, whatever the class says of retakes."""

    kind: Literal["grant"] = "grant"
    page: TestName
    trainee: Card


class CloseCard(_Change):
    """Somebody has two cards: one is closed and they go on with `keep`; or it is opened again."""

    kind: Literal["close-card"] = "close-card"
    trainee: Card
    keep: Card
    on: StrictBool


class MoveAttempt(_Change):
    """What one card of a person had begun of a page goes on under another card of theirs, `to`; or goes back."""

    kind: Literal["move-attempt"] = "move-attempt"
    attempt: AttemptId
    page: PageName
    trainee: Card
    to: Card


class Forms(_Change):
    """Which of a module's two forms one person takes before the lessons, and which after."""

    kind: Literal["forms"] = "forms"
    module: ModuleName
    trainee: Card
    first: FormName
    then: FormName


class NoForms(_Change):
    """A module is taken without forms again; nobody had opened one."""

    kind: Literal["no-forms"] = "no-forms"
    module: ModuleName


Change = Annotated[
    LookUp
    | Message
    | Lock
    | Start
    | Stop
    | Untime
    | ExtraTime
    | LargePrint
    | Hand
    | Grant
    | Forms
    | NoForms
    | CloseCard
    | MoveAttempt,
    Field(discriminator="kind"),
]

_CHANGE: TypeAdapter[Change] = TypeAdapter(Change)


def read_change(value: Mapping[str, Any]) -> Change:
    """The change that plain data spell; raises UnreadableChange."""
    try:
        return _CHANGE.validate_python(dict(value))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "change"
        raise UnreadableChange(f"{place}: {first['msg']}; the change was not made.") from error
