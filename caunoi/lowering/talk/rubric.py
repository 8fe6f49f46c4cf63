"""How a visit is judged: one rubric for all talks, from the evidence that the core counts.

No criterion asks whether something was said. Each reads a counter that moves with her state, the move, her reaction
and the move after it.
"""

from __future__ import annotations

from caunoi.lowering.talk.meeting import Meeting
from caunoi.lowering.talk.menu import GO_ON, SCREEN, TYPING, present, veto_deeds
from caunoi.lowering.talk.wording import filled
from caunoi.model.base import VarRef
from caunoi.model.guards import AllOf, AnyOf, Eq, Filled, Guard, Holds, In, Lt, Not
from caunoi.model.rubric import Rubric, Share, TurnKind, Veto, WrongTurn
from caunoi.model.scenario import Step
from caunoi.model.talk import Evidence, TurnName

ABOUT = "about"  # a line of the guided way that turns to a target

# Per criterion the counter, and of how many: a number, or a counter that a planned stop can lower.
_EVIDENCE: dict[Evidence, tuple[str, str | int]] = {
    "opens": ("opens", 3),
    "her-finger": ("hers", "steps_due"),
    "plain-words": ("plain", "steps_due"),
    "fading": ("fit", "fit_due"),
    "repairs": ("mended", "mends_due"),
    "secrets": ("safe", "safe_due"),
    "teach-back": ("taught", "targets_due"),
    "pace": ("pace", 2),
    "card-revisit": ("kept", "kept_due"),
    "tomorrow": ("alone", "targets_due"),
}


def _at_least(name: str, limit: int) -> Holds:
    return Holds(holds=Not(**{"not": Lt(lt=(name, limit))}))


def _true(name: str) -> Holds:
    return Holds(holds=Eq(eq=(name, True)))


# Per wrong turn its kind of error, when it happened, and what makes it none.
_TURNS: dict[TurnName, tuple[TurnKind, Holds, Holds | None]] = {
    "took-over": ("taking-over", Holds(holds=In(**{"in": ("deed", ("take", TYPING))})), None),
    "blamed": ("wrong-choice", Holds(holds=Eq(eq=("react", "hurt"))), None),
    "many-words": ("wrong-choice", _true("overloaded"), None),
    "code-left": ("unsafe", _true("code_left"), None),
    "nod-for-knowing": ("omission", _true("nodded"), _at_least("taught", 1)),
    "left-open": ("omission", Holds(holds=Eq(eq=("end", "left"))), None),
    "unserved": ("omission", _true("unserved"), None),
}


def talk_rubric(meeting: Meeting) -> Rubric:
    """Return the criteria and vetoes of a visit."""
    criteria = []
    for name, marking in meeting.talk.criteria.items():
        if name == "secrets" and not meeting.secret_steps:
            continue
        part, whole = _EVIDENCE[name]
        criteria.append(
            Share(
                kind="share",
                id=f"talk-{name}",
                points=marking.points,
                skill=marking.skill,
                why=filled(marking.why, meeting),
                part=VarRef(var=part),
                whole=VarRef(var=whole) if isinstance(whole, str) else whole,
                opportunity=_at_least("troubles", 1) if name == "repairs" else None,
            )
        )
    vetoes = [
        Veto(
            id=name,
            when=Holds(holds=Eq(eq=("deed", name))),
            say=filled(meeting.talk.vetoes[name].say, meeting),
            facts=filled(meeting.talk.vetoes[name].facts, meeting),
        )
        for name in veto_deeds(meeting)
    ]
    return Rubric(
        scenario=meeting.scenario.id,
        criteria=tuple(criteria),
        wrong_turns=tuple(_wrong_turn(name, meeting) for name in _TURNS if _can_be(name, meeting)),
        vetoes=tuple(vetoes),
    )


def talk_steps(meeting: Meeting) -> tuple[Step, ...]:
    """Return the guided way of a practice visit, for those of its moves that can be made here.

    The line `about` becomes one line per target that she has not shown yet.
    """
    known = {*present(meeting), GO_ON}
    steps: list[Step] = []
    for line in meeting.talk.way:
        say = filled(line.say, meeting)
        hint = filled(line.hint, meeting) if line.hint else None
        if line.do == ABOUT:
            steps += [
                Step(screen=SCREEN, when=_not_shown(step.id), do=f"about-{step.id}", say=say, hint=hint)
                for step in meeting.targets
            ]
        elif line.do in known:
            steps.append(Step(screen=SCREEN, when=line.when, do=line.do, say=say, hint=hint))
    return tuple(steps)


def _not_shown(step: str) -> Guard:
    """The step in hand is none to be shown any more, and this one was done but not shown."""
    settled = AnyOf(any=(Eq(eq=("aim", False)), Eq(eq=("shown", True))))
    here = Not(**{"not": Eq(eq=("focus", step))})
    return AllOf(all=(settled, here, Eq(eq=(f"shown_{step}", False)), Filled(filled=f"by_{step}")))


def _can_be(name: TurnName, meeting: Meeting) -> bool:
    if name == "unserved":
        return bool(meeting.barred) or any(event.kind == "urgent" for event in meeting.visit.events)
    return name != "code-left" or meeting.code_can_slip_out


def _wrong_turn(name: TurnName, meeting: Meeting) -> WrongTurn:
    kind, when, unless = _TURNS[name]
    told = meeting.talk.turns[name]
    say, class_say = filled(told.say, meeting), told.class_say
    return WrongTurn(id=name, kind=kind, when=when, unless=unless, say=say, class_say=class_say)
