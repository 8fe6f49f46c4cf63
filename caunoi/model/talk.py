"""A talk: what a helper can say and do, the words of a resident who has none of her own, and how a visit is judged.

A talk is played on a portal that caunoi.lowering.talk writes from these values, so the one machine walks it.
"""

from __future__ import annotations

from typing import Any, Self, get_args
from typing import Literal as OneOf

from pydantic import Field, StrictBool, model_validator

from caunoi.model.base import Id, Points, SkillId, Text, Value
from caunoi.model.guards import Guard
from caunoi.model.resident import Reaction

MoveKind = OneOf["say", "show", "wait", "touch", "arrange", "leave"]
Setting = OneOf["counter", "home", "village-session"]
MoveClass = OneOf[
    "greet",
    "goal",
    "consent",
    "cue1",
    "cue2",
    "cue3",
    "several",
    "jargon",
    "show",
    "wait",
    "take",
    "repair",
    "blame",
    "praise",
    "rule",
    "away",
    "stop",
    "understood",
    "check",
    "rest",
    "aid",
    "accept",
    "paper",
    "on-paper",
    "desk",
    "scan",
    "code-come",
    "card",
    "revisit",
    "close",
    "postpone",
    "leave",
    "ask-code",
    "use-code",
    "own-number",
    "keep-secret",
    "film-paper",
    "install-link",
    "remote-control",
    "refuse",
]
"""What a helper can do. What each does to her is written in caunoi.lowering.talk, once for all residents."""
Evidence = OneOf[
    "opens",
    "her-finger",
    "plain-words",
    "fading",
    "repairs",
    "secrets",
    "teach-back",
    "pace",
    "card-revisit",
    "tomorrow",
]
VetoKind = OneOf[
    "ask-code",
    "use-code",
    "type-secret",
    "own-number",
    "keep-secret",
    "film-paper",
    "install-link",
    "remote-control",
    "refuse",
]
TurnName = OneOf["took-over", "blamed", "many-words", "code-left", "nod-for-knowing", "left-open", "unserved"]


class Move(Value):
    """One thing a helper can do: its place in the menu, and several ways to put it.

    With `pause` it lies on the tongue first and can be taken back; a veto move always does.
    """

    kind: MoveKind
    pause: StrictBool = False
    say: tuple[Text, ...] = Field(min_length=1)


class Marking(Value):
    """Points, skill and explanation of one criterion; what counts as evidence for it is the engine's."""

    points: Points
    skill: SkillId
    why: Text


class Warned(Value):
    """What is told about a veto: to the trainee, and to the person who confirms it."""

    say: Text
    facts: Text


class Told(Value):
    """What is told about a wrong turn: to the trainee, and to a class after "9 of 34 people"."""

    say: Text
    class_say: Text


class Guided(Value):
    """One line of the guided way: while `when` holds and no line above it does, `do` is the next step."""

    when: Guard | None = None
    do: Id
    say: Text
    hint: Text | None = None


class Talk(Value):
    """The moves of a helper, the words of a resident who has none of her own, and how a visit is judged.

    `hosts` is where a helper says to come from, by setting; wanted where a move names it as {host}.
    """

    id: Id
    title: Text
    hosts: dict[Setting, Text] = Field(default_factory=dict)
    moves: dict[MoveClass, Move]
    words: dict[Reaction, tuple[Text, ...]]
    go_on: Text
    take_back: Text
    criteria: dict[Evidence, Marking]
    vetoes: dict[VetoKind, Warned]
    turns: dict[TurnName, Told]
    way: tuple[Guided, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        tables: tuple[tuple[str, Any, Any], ...] = (
            *((("hosts", self.hosts, Setting),) if self.hosts else ()),
            ("moves", self.moves, MoveClass),
            ("words", self.words, Reaction),
            ("criteria", self.criteria, Evidence),
            ("vetoes", self.vetoes, VetoKind),
            ("turns", self.turns, TurnName),
        )
        for field, table, wanted in tables:
            missing = [name for name in get_args(wanted) if name not in table]
            if missing:
                raise ValueError(f"{field} must be whole; missing: {', '.join(missing)}")
        return self
