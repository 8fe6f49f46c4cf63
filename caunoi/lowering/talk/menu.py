"""Which moves there are in a visit, when each is open, and which lie on the tongue first."""

from __future__ import annotations

from caunoi.lowering.talk.effects import Guard, among, both, eq
from caunoi.lowering.talk.meeting import Meeting
from caunoi.model.talk import MoveClass, VetoKind

SCREEN = "talk"
GO_ON = "go-on"
TAKE_BACK = "take-back"
TYPING: VetoKind = "type-secret"

# A veto always is a move of its own name, but for typing: that is taking the phone at the wrong step.
VETOES: tuple[VetoKind, ...] = (
    "ask-code",
    "use-code",
    "own-number",
    "keep-secret",
    "film-paper",
    "install-link",
    "remote-control",
    "refuse",
)
# What leads past a step that her account does not open.
AT_A_BAR: tuple[MoveClass, ...] = ("on-paper", "desk")


def open_(*when: Guard) -> Guard:
    """A move is open while the visit goes on and nothing lies on the tongue."""
    return both(eq("end", ""), eq("tongue", ""), *when)


def present(meeting: Meeting) -> dict[MoveClass, Guard]:
    """Return the moves that can ever be made in this visit, with what must hold for each."""
    kinds = {step.kind for step in meeting.steps}
    events = {event.kind for event in meeting.visit.events}
    undone = eq("by", "")
    of_a_kind: dict[MoveClass, tuple[str, ...]] = {
        "code-come": ("code",),
        "ask-code": ("code",),
        "own-number": ("code",),
        "keep-secret": ("secret",),
        "film-paper": ("identity",),
        "scan": ("identity",) if meeting.visit.setting == "counter" else (),
        "install-link": ("install",),
        "remote-control": ("install",),
    }
    at_a_trouble: dict[MoveClass, tuple[str, ...]] = {
        "use-code": ("reads-code",),
        "stop": ("reads-code", "call"),
        "accept": ("no",),
        "paper": ("urgent",),
        "refuse": ("urgent", "level2"),
    }
    can_be: set[str] = {*events, *(["reads-code"] if meeting.code_can_slip_out else [])}
    barred = [step.id for step in meeting.barred]
    if barred:
        can_be.add("level2")
    moves: dict[MoveClass, Guard] = {}
    for name in meeting.talk.moves:
        if name in of_a_kind:
            if kinds & set(of_a_kind[name]):
                moves[name] = open_(among("kind", *of_a_kind[name]), undone)
        elif name in AT_A_BAR:
            if barred:
                moves[name] = open_(among("focus", *barred), undone)
        elif name in at_a_trouble:
            if can_be & set(at_a_trouble[name]):
                moves[name] = open_(among("trouble", *at_a_trouble[name]))
        else:
            moves[name] = open_()
    return moves


def weighed(meeting: Meeting) -> tuple[MoveClass, ...]:
    """Return the moves that lie on the tongue first: those the talk says, and every veto."""
    return tuple(name for name in present(meeting) if meeting.talk.moves[name].pause or name in VETOES)


def step_choices(meeting: Meeting) -> dict[str, Guard]:
    """Return per step when one can turn to it: it was done, or it is the next."""
    choices = {}
    for number, step in enumerate(meeting.steps):
        before = meeting.steps[number - 1]
        reached = [{"not": eq(f"by_{before.id}", "")}] if number else []
        choices[f"about-{step.id}"] = open_(*reached, {"not": eq("focus", step.id)})
    return choices


def veto_deeds(meeting: Meeting) -> tuple[VetoKind, ...]:
    """Return the deeds that can rule out a pass in this visit, as the variable `deed` names them."""
    typed: tuple[VetoKind, ...] = (TYPING,) if meeting.secret_steps else ()
    can_be = present(meeting)
    return (*typed, *(name for name in VETOES if name in can_be))
