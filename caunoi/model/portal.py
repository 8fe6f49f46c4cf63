"""A portal: screens with blocks, inputs and actions, declared as data."""

from __future__ import annotations

from typing import Annotated, Any
from typing import Literal as OneOf

from pydantic import Discriminator, Field, StrictBool, StrictInt, Tag

from caunoi.model.base import Id, IsoDate, Nfc, Operand, Plain, SafeInt, Text, Url, Value, ValueRef, VarName, Words
from caunoi.model.guards import Guard

Tone = OneOf["info", "success", "warning", "error"]


class Heading(Value):
    """A heading between the blocks of a screen."""

    heading: Text
    when: Guard | None = None


class Paragraph(Value):
    """Running text."""

    text: Text
    when: Guard | None = None


class Notice(Value):
    """A boxed message with a tone."""

    notice: Text
    tone: Tone = "info"
    when: Guard | None = None


class Listing(Value):
    """A list of short texts."""

    list: tuple[Text, ...] = Field(min_length=1)
    when: Guard | None = None


class Fact(Value):
    """One labelled line; it shows a fixed text or the value of a variable."""

    label: Text
    text: Text | None = None
    show: VarName | None = None


class Facts(Value):
    """A table of labelled lines."""

    facts: tuple[Fact, ...] = Field(min_length=1)
    when: Guard | None = None


_BLOCKS = {"heading": Heading, "text": Paragraph, "notice": Notice, "list": Listing, "facts": Facts}


def _block_kind(raw: Any) -> str | None:
    if isinstance(raw, dict):
        return next((kind for kind in _BLOCKS if kind in raw), None)
    return next((kind for kind, model in _BLOCKS.items() if isinstance(raw, model)), None)


Block = Annotated[
    Annotated[Heading, Tag("heading")]
    | Annotated[Paragraph, Tag("text")]
    | Annotated[Notice, Tag("notice")]
    | Annotated[Listing, Tag("list")]
    | Annotated[Facts, Tag("facts")],
    Discriminator(
        _block_kind,
        custom_error_type="block",
        custom_error_message="Write a block: heading, text, notice, list or facts",
    ),
]


class _Input(Value):
    label: Text
    hint: Text | None = None
    when: Guard | None = None


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
    """A file to attach, picked among drawn pictures."""

    kind: OneOf["file"]
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


class Case(Value):
    """What an action does when its guard holds: go to a screen, change variables, say something."""

    when: Guard | None = None
    to: Id | None = None
    set: dict[VarName, Operand] = Field(default_factory=dict)
    add: dict[VarName, SafeInt] = Field(default_factory=dict)
    say: Text | None = None
    tone: Tone = "info"
    at: Id | None = None


class Action(Value):
    """Something to press; the first case that holds is taken."""

    label: Text
    main: StrictBool = False
    style: OneOf["button", "link", "row", "back"] = "button"
    when: Guard | None = None
    cases: tuple[Case, ...] = Field(min_length=1)


class Screen(Value):
    """One screen of a portal, drawn from top to bottom: blocks, inputs, actions."""

    title: Text
    address: Words | None = None
    blocks: tuple[Block, ...] = ()
    inputs: dict[Id, Input] = Field(default_factory=dict)
    actions: dict[Id, Action] = Field(default_factory=dict)


class Portal(Value):
    """A mock-up of a public service: its screens, and the variables they share."""

    id: Id
    kind: OneOf["web", "app"]
    title: Text
    source: Url
    checked_on: IsoDate
    values: tuple[Id, ...] = ()
    vars: dict[Id, Plain] = Field(default_factory=dict)
    start: Id
    screens: dict[Id, Screen] = Field(min_length=1)
