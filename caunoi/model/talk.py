"""A talk with a resident: who she is, what a helper can say and do, and the visit that brings the two together.

A talk is played on a portal that caunoi.lowering.talk writes from these values, so the one machine walks it.
"""

from __future__ import annotations

from typing import Annotated, Any, Self, get_args
from typing import Literal as OneOf

from pydantic import Field, StrictBool, StrictInt, model_validator

from caunoi.model.base import Id, Points, SkillId, Text, Value, Words
from caunoi.model.guards import Guard

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

Reaction = OneOf[
    "meets",
    "greets",
    "tells",
    "agrees",
    "does",
    "alone",
    "says-it",
    "hesitates",
    "slips",
    "hands-over",
    "finds-it",
    "reads-code",
    "redoes",
    "follows",
    "watches",
    "looks",
    "taken",
    "relieved",
    "hurt",
    "smiles",
    "nods",
    "unwatched",
    "promises",
    "stopped",
    "complies",
    "shows",
    "cannot",
    "echoes",
    "rested",
    "goes-on",
    "helped",
    "refuses",
    "on-call",
    "worried",
    "barred",
    "accepted",
    "served",
    "other-way",
    "writes",
    "dates",
    "thanks",
    "parts",
    "puts-off",
    "left",
    "stops",
    "late",
]
"""What she does next; the words for it are hers, or those of the talk where she has none of her own."""

Mood = OneOf["afraid", "uneasy", "calm", "glad"]
Strength = OneOf["fresh", "tiring", "tired", "worn"]
Trouble = OneOf["hesitates", "slips", "hands-over", "reads-code", "call", "no", "urgent", "level2"]
StepKind = OneOf["plain", "install", "code", "secret", "identity"]
# At these steps something is read or typed that is nobody's but hers.
SECRET_KINDS: tuple[StepKind, ...] = ("code", "secret")
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


class Traits(Value):
    """What stays as it is during a visit. Whether something cannot wait is no trait: it is an event of a visit."""

    hear: OneOf["well", "hard"] = "well"
    vision: OneOf["well", "small-print"] = "well"
    dry_finger: StrictBool = False
    otp_reflex: StrictBool = False
    hand_over_at: Annotated[StrictInt, Field(ge=1, le=3)] = 2
    literacy: OneOf["reads", "reads-little"] = "reads"
    has_level2: StrictBool = True

    @property
    def needs_aid(self) -> bool:
        """Whether larger letters, a stylus or the better ear make it easier for her."""
        return self.dry_finger or self.vision == "small-print" or self.hear == "hard"


class Portrait(Value):
    """How she is drawn: a few shapes, no photograph and no caricature."""

    hair: OneOf["bun", "short", "scarf", "cap"] = "bun"
    glasses: StrictBool = False
    coat: OneOf["plum", "teal", "brown", "blue"] = "plum"


class Resident(Value):
    """An invented resident. `kin` is how she is addressed; texts of a talk name it as {kin}."""

    id: Id
    name: Words
    age: Annotated[StrictInt, Field(ge=50, le=110)]
    kin: Text
    about: Text
    competences: tuple[Text, ...] = Field(min_length=1)
    portrait: Portrait = Portrait()
    traits: Traits = Traits()
    conf: Annotated[StrictInt, Field(ge=2, le=7)]
    fat: Annotated[StrictInt, Field(ge=0, le=4)]
    moods: dict[Mood, Text]
    strength: dict[Strength, Text]
    aid: Text | None = None  # what eases the phone for her; wanted where the talk says {aid}
    strain: Text | None = None  # what is seen on her while small print, a dry finger or a bad ear is not eased
    words: dict[Reaction, tuple[Text, ...]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _shows_every_state(self) -> Self:
        tables: tuple[tuple[Any, Any], ...] = ((self.moods, Mood), (self.strength, Strength))
        for table, wanted in tables:
            missing = [name for name in get_args(wanted) if name not in table]
            if missing:
                raise ValueError(f"what counts must be seen on her: write {', '.join(missing)} too")
        if self.traits.needs_aid and self.strain is None:
            raise ValueError("what counts must be seen on her: write strain too, for what is hard for her")
        return self


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


class TalkStep(Value):
    """One step of the task on her phone, and the words for it at each level of help.

    `screen` is what her phone shows meanwhile, `astray` what it shows after a mis-tap, `opens` what it shows right
    after she has pressed, where no other step comes next; `phone_holds` says what its variables hold then, beside those
    of the visit, because the steps before have been done. A step is a `target` when she shall be able to do it alone
    tomorrow. With `needs_level2` it is barred to a resident without such an account,
    and `astray` is what her phone shows there. `several` crams two instructions into one sentence, `jargon` says it in
    words she does not use.
    """

    id: Id
    screen: Id
    astray: Id | None = None
    opens: Id | None = None
    phone_holds: dict[str, StrictBool | StrictInt | str] = Field(default_factory=dict)
    kind: StepKind = "plain"
    target: StrictBool = False
    needs_level2: StrictBool = False
    name: Text
    where: Text
    exact: Text
    several: Text
    jargon: Text


class TalkEvent(Value):
    """Something that happens in the middle, once `turn` turns are over and nothing else is the matter."""

    kind: OneOf["call", "no", "urgent"]
    turn: Annotated[StrictInt, Field(ge=1, le=20)]
    say: Text


Luck = Annotated[StrictInt, Field(ge=0, le=3)]
Tape = dict[Id, tuple[Luck, Luck]]


class Visit(Value):
    """A visit: the resident, where it is, her wish, the steps on her phone, and the tape that stands for chance.

    `tapes` holds per seed and step two whole numbers, for her first and her second try; later tries meet 0. Every seed
    holds the same numbers for first tries and the same for second ones, only elsewhere. `seed` is the one in use.
    `phone_holds` says what variables of her phone hold when the visit begins.
    """

    resident: Id
    setting: Setting
    phone: Id
    phone_holds: dict[str, StrictBool | StrictInt | str] = Field(default_factory=dict)
    goal: Text
    steps: tuple[TalkStep, ...] = Field(min_length=2, max_length=6)
    events: tuple[TalkEvent, ...] = ()
    seed: StrictInt
    tapes: dict[StrictInt, Tape] = Field(min_length=1)

    @model_validator(mode="after")
    def _same_troubles_for_all(self) -> Self:
        ids = [step.id for step in self.steps]
        if len(set(ids)) < len(ids):
            raise ValueError("each step needs its own id")
        if not any(step.target for step in self.steps):
            raise ValueError("at least one step is a target: what shall she do alone tomorrow?")
        if not any(step.kind in SECRET_KINDS for step in self.steps):
            raise ValueError("at least one step is a code or a secret: whether it stays hers is what a visit is about")
        if self.seed not in self.tapes:
            raise ValueError(f"seed {self.seed} has no tape; there are {', '.join(map(str, self.tapes))}")
        sums = set()
        for seed, tape in self.tapes.items():
            if set(tape) != set(ids):
                raise ValueError(f"tape {seed} must name each step once: {', '.join(ids)}")
            sums.add(tuple(tuple(sorted(pair[part] for pair in tape.values())) for part in (0, 1)))
        if len(sums) > 1:
            raise ValueError("every tape must hold the same numbers, only at other steps")
        return self
