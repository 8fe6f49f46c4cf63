"""What a screen says: headings, texts, notices, lists, facts, pictures, messages and rows."""

from __future__ import annotations

from typing import Annotated, Any
from typing import Literal as OneOf

from pydantic import Discriminator, Field, StrictBool, Tag

from caunoi.model.base import Id, Text, Value, VarName
from caunoi.model.facts import Cited
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
    facts: Cited = ()


class Notice(Value):
    """A boxed message with a tone."""

    notice: Text
    tone: Tone = "info"
    when: Guard | None = None
    facts: Cited = ()


class Listing(Value):
    """A list of short texts."""

    list: tuple[Text, ...] = Field(min_length=1)
    when: Guard | None = None
    facts: Cited = ()


class Fact(Value):
    """One labelled line; it shows a fixed text or the value of a variable."""

    label: Text
    text: Text | None = None
    show: VarName | None = None


class Facts(Value):
    """A table of labelled lines."""

    facts: tuple[Fact, ...] = Field(min_length=1)
    when: Guard | None = None


class Image(Value):
    """A drawn picture by its name in widgets/pictures; `label` is what it shows, for who cannot see it."""

    picture: Id
    label: Text
    when: Guard | None = None


class Message(Value):
    """One bubble of a chat, an SMS, or one sentence spoken in a call; `sender` is left out for one's own."""

    message: Text
    sender: Text | None = None
    picture: Id | None = None
    label: Text | None = None
    at: Text | None = None
    pinned: Guard | StrictBool = False
    when: Guard | None = None
    facts: Cited = ()


class Rows(Value):
    """A list filled from a table of `data`: per row a line of text with the columns in {braces}.

    Where `when` asks for {cell: column}, each row stands by itself and shows while the guard holds for it.
    """

    rows: Id
    text: Text
    when: Guard | None = None


_BLOCKS = {
    "heading": Heading,
    "text": Paragraph,
    "notice": Notice,
    "list": Listing,
    "facts": Facts,
    "picture": Image,
    "message": Message,
    "rows": Rows,
}


def _block_kind(raw: Any) -> str | None:
    if isinstance(raw, dict):
        # A message and a list of rows have a picture or a text of their own.
        return next((kind for kind in ("message", "rows", *_BLOCKS) if kind in raw), None)
    return next((kind for kind, model in _BLOCKS.items() if isinstance(raw, model)), None)


Block = Annotated[
    Annotated[Heading, Tag("heading")]
    | Annotated[Paragraph, Tag("text")]
    | Annotated[Notice, Tag("notice")]
    | Annotated[Listing, Tag("list")]
    | Annotated[Facts, Tag("facts")]
    | Annotated[Image, Tag("picture")]
    | Annotated[Message, Tag("message")]
    | Annotated[Rows, Tag("rows")],
    Discriminator(
        _block_kind,
        custom_error_type="block",
        custom_error_message=f"Write a block: {', '.join(_BLOCKS)}",
    ),
]
