"""What comes together in a visit, and the variables that are her state."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from caunoi.lowering.talk.effects import Effects, Plain, of, put
from caunoi.model.resident import Resident
from caunoi.model.scenario import Scenario
from caunoi.model.talk import Talk
from caunoi.model.visit import SECRET_KINDS, TalkStep, Visit

# What is kept of every step, each under its name, an underscore and the id of the step.
OF_A_STEP: dict[str, Plain] = {
    "u": 0,  # 0 new, 1 done with full words or seen, 2 done with a cue, 3 shown alone
    "by": "",  # whose finger did it first: her, trainee; or elsewhere, where it is done without her phone
    "tries": 0,  # how often she tried it, of which the tape knows the first two
    "failed": False,  # whether her last try failed
    "muddled": False,  # whether it was ever put in too many or too hard words
    "misfit": False,  # whether help was ever more than one rung from what she needed
    "won": 0,  # the level of help she last did it with
    "faded": False,  # whether she did it again with less help
    "shown": False,  # whether she showed it when asked
    "told": False,  # whether all of it was said last, and nothing else came between, so that showing it proves nothing
}
# Of the step in focus these also stand under their bare names, for menus and for the guided way.
IN_SIGHT = ("u", "by", "failed", "shown", "told")
TRIES_ON_TAPE = 2
HARD = 2  # what the tape must take from a try so that no help of one rung more saves it


@dataclass(frozen=True)
class Meeting:
    """A talk, a resident and the scenario that holds the visit."""

    talk: Talk
    resident: Resident
    scenario: Scenario

    @property
    def visit(self) -> Visit:
        """The visit of the scenario."""
        assert self.scenario.visit is not None
        return self.scenario.visit

    @property
    def steps(self) -> tuple[TalkStep, ...]:
        """The steps on her phone, in order."""
        return self.visit.steps

    @cached_property
    def barred(self) -> tuple[TalkStep, ...]:
        """The steps that her account does not open to her."""
        return () if self.resident.traits.has_level2 else tuple(step for step in self.steps if step.needs_level2)

    @cached_property
    def doable(self) -> tuple[TalkStep, ...]:
        """The steps she can do on her phone; the others are done elsewhere or another day."""
        return tuple(step for step in self.steps if step not in self.barred)

    @cached_property
    def targets(self) -> tuple[TalkStep, ...]:
        """The steps she shall do alone tomorrow."""
        return tuple(step for step in self.doable if step.target)

    @cached_property
    def secret_steps(self) -> tuple[TalkStep, ...]:
        """The steps at which something secret is read or typed."""
        return tuple(step for step in self.doable if step.kind in SECRET_KINDS)

    @property
    def sure_troubles(self) -> int:
        """The troubles that come whatever is done: hard first tries, what happens from outside, a barred step."""
        first = [pair[0] for pair in self.visit.tapes[self.visit.seed].values()]
        return sum(taken >= HARD for taken in first) + len(self.visit.events) + len(self.barred)

    def came(self, step: TalkStep) -> str:
        """The number under which a barred step tells of itself: it follows those of the events."""
        return str(len(self.visit.events) + self.barred.index(step))

    @property
    def code_can_slip_out(self) -> bool:
        """Whether she may read a code aloud in this visit."""
        return self.resident.traits.otp_reflex and any(step.kind == "code" for step in self.steps)

    def after(self, step: TalkStep) -> TalkStep | None:
        """The next step, or None after the last."""
        place = self.steps.index(step)
        return self.steps[place + 1] if place + 1 < len(self.steps) else None

    def luck(self, step: str, attempt: int) -> int:
        """What the tape takes from a try, 0 or less, counted from 0."""
        return -self.visit.tapes[self.visit.seed][step][attempt] if attempt < TRIES_ON_TAPE else 0


def first_values(meeting: Meeting) -> dict[str, Plain]:
    """Return every variable of a talk with its value before the first word."""
    first = meeting.steps[0]
    values: dict[str, Plain] = {
        "turn": 0,
        "beat": 0,
        "conf": meeting.resident.conf,
        "fat": meeting.resident.fat,
        "holder": "her",
        "trouble": "",
        "due": False,  # whether the next move is the answer to a trouble
        "react": "meets",
        "event": "",  # the number of what came from outside at the end of this turn
        "end": "",
        "tongue": "",  # a move that was chosen and not yet done
        "fresh": 0,  # turns since her own success in which praise is about it
        "greeted": False,
        "asked": False,
        "consent": False,
        "phone": False,
        "rule": False,
        "away": False,
        "code_read": False,
        "code_left": False,  # whether nobody stopped her at once
        "overloaded": False,  # whether anything was said in too many or too hard words
        "nodded": False,  # whether she was asked if she understood
        "aid": False,
        "exposed": False,  # whether somebody else holds what only she should
        "card": False,
        "card_full": False,  # whether the card was written after she had shown something
        "revisit": False,
        "excused": False,  # whether something gave a reason to stop early
        "served": False,  # whether what could not wait was done first
        "rested": False,  # whether a rest was needed, and helped
        "tried": False,  # whether she tried any step on her phone
        "spent": False,  # whether she was tired enough for stopping to be for her sake, when the visit ended
        "planned": False,  # whether the visit ended as a planned stop
        "worn": False,
        "unserved": False,  # whether the visit ended with no way shown for what cannot wait, or for a barred step
        "needs_aid": meeting.resident.traits.needs_aid,
    }
    # The evidence: what the rubric reads, and of how many.
    values |= dict.fromkeys(("opens", "hers", "plain", "fit", "taught", "troubles", "mended", "safe"), 0)
    values |= dict.fromkeys(("pace", "kept", "alone"), 0)
    values |= {
        "steps_due": len(meeting.doable),
        "targets_due": len(meeting.targets),
        "fit_due": len(meeting.doable) + len(meeting.targets),
        "safe_due": max(1, len(meeting.secret_steps)),
        "mends_due": max(1, meeting.sure_troubles),
        "kept_due": 4,
    }
    # Places to reckon in during one move.
    values |= {"lv": 0, "over": 0, "burden": 0, "margin": 0, "out": "", "deed": "", "passed": False}
    values |= {"focus": first.id, "kind": first.kind, "aim": first.target}
    values |= {name: OF_A_STEP[name] for name in IN_SIGHT}
    for step in meeting.steps:
        values |= {f"{name}_{step.id}": value for name, value in OF_A_STEP.items()}
    for number in range(len(meeting.visit.events) + len(meeting.barred)):
        values[f"came_{number}"] = False
    return values


def turn_to(step: TalkStep) -> Effects:
    """Bring a step into focus."""
    return [put("focus", step.id), put("kind", step.kind), put("aim", step.target), *in_sight(step)]


def in_sight(step: TalkStep) -> Effects:
    """Let what is kept of the step in focus stand under the bare names."""
    return [put(name, of(f"{name}_{step.id}")) for name in IN_SIGHT]
