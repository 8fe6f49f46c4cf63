"""A visit: what brings resident and talk together, step by step on her phone, and the tape that stands for chance."""

from __future__ import annotations

from typing import Annotated, Self
from typing import Literal as OneOf

from pydantic import Field, StrictBool, StrictInt, model_validator

from caunoi.model.base import Id, Text, Value
from caunoi.model.talk import Setting

Trouble = OneOf["hesitates", "slips", "hands-over", "reads-code", "call", "no", "urgent", "level2"]
StepKind = OneOf["plain", "install", "code", "secret", "identity"]
# At these steps something is read or typed that is nobody's but hers.
SECRET_KINDS: tuple[StepKind, ...] = ("code", "secret")


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
