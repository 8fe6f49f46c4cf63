"""What a person fills in on a screen: texts, codes, numbers, choices, files and ticks."""

from __future__ import annotations

from typing import Annotated
from typing import Literal as OneOf

from pydantic import Field, StrictBool, StrictInt

from caunoi.model.base import Id, Nfc, SafeInt, Text, Value, ValueRef
from caunoi.model.guards import Guard


class Refusal(Value):
    """What a form says at an input that holds something it does not take."""

    when: Guard
    say: Text


class _Input(Value):
    label: Text
    hint: Text | None = None
    when: Guard | None = None
    wants: Text | None = None  # what an action with `checks` says while this is empty
    refuses: tuple[Refusal, ...] = ()  # and what it says of what must not stand here, the first that holds


class TextInput(_Input):
    """A line of text; a password and a date (YYYY-MM-DD) are kept as text too."""

    kind: OneOf["text", "password", "date"]
    max: Annotated[StrictInt, Field(ge=1, le=4000)] = 200
    start: Nfc | ValueRef = ""


class PasscodeInput(_Input):
    """A short code of digits."""

    kind: OneOf["passcode"]
    digits: Annotated[StrictInt, Field(ge=1, le=12)] = 6
    start: Nfc | ValueRef = ""


class NumberInput(_Input):
    """A whole number; an empty field is kept as an empty text."""

    kind: OneOf["number"]
    min: SafeInt = 0
    max: SafeInt = 1_000_000_000
    start: SafeInt | OneOf[""] = ""


class ChoiceInput(_Input):
    """One of several options; without `start` nothing is chosen at first."""

    kind: OneOf["choice"]
    options: dict[Id, Text] = Field(min_length=1)
    start: Nfc | ValueRef = ""


class SeveralInput(_Input):
    """Any of several options; each is a tick with the variable input.option."""

    kind: OneOf["several"]
    options: dict[Id, Text] = Field(min_length=1)


class Picture(Value):
    """One drawn picture that can be picked as a file."""

    label: Text
    picture: Id


class FileInput(_Input):
    """A file to attach, a photograph to take, or a QR code to point at, picked among drawn pictures."""

    kind: OneOf["file", "photo", "scan"]
    options: dict[Id, Picture] = Field(min_length=1)
    start: Nfc | ValueRef = ""


class ToggleInput(_Input):
    """One tick."""

    kind: OneOf["toggle"]
    start: StrictBool = False


Input = Annotated[
    TextInput | PasscodeInput | NumberInput | ChoiceInput | SeveralInput | FileInput | ToggleInput,
    Field(discriminator="kind"),
]
