"""A passcode pad: an input, an action with a case for every number of tries that are left, and a lock."""

from __future__ import annotations

from collections.abc import Iterator

from caunoi.lowering.cells import with_words
from caunoi.lowering.expanded import Finding
from caunoi.model.base import Operand
from caunoi.model.guards import AllOf, Eq, Filled, Guard, Lt, Not
from caunoi.model.inputs import PasscodeInput
from caunoi.model.portal import Action, Case, Pad, Portal

ENTER = "enter"


def pad_problems(portal: Portal) -> Iterator[Finding]:
    """Yield pads whose input or action stands on the screen already, and pads that may do nothing."""
    for name, screen in portal.screens.items():
        pad = screen.pad
        if pad is None:
            continue
        if pad.input in screen.inputs:
            yield f"screen {name}: pad", f"makes the input {pad.input} again", "take out the input, or rename one"
        if pad.right[-1].when is not None:
            yield (
                f"screen {name}: pad",
                "does nothing when no case of `right` holds",
                "end it with a case without `when`",
            )
        if pad.locked.when is not None:
            yield f"screen {name}: pad", "has a `when` in `locked`", "leave it out: the last wrong try always locks"


def pad_input(pad: Pad) -> PasscodeInput:
    """Return the passcode input of a pad."""
    return PasscodeInput(kind="passcode", label=pad.label, digits=pad.digits)


def tries_of(pad: Pad) -> str:
    """Return the variable that counts the wrong tries since the last right one."""
    return f"{pad.input}_tries"


def pad_action(pad: Pad) -> Action:
    """Return the action of a pad: locked already, incomplete, right, wrong by the tries that are left, the last try."""
    tries = tries_of(pad)
    emptied: dict[str, Operand] = {pad.input: ""}
    locked = pad.locked.model_copy(update={"id": pad.locked.id or "locked", "when": None})
    again = locked.model_copy(
        update={
            "id": "still-locked",
            "when": Not(**{"not": Lt(lt=(tries, pad.tries))}),
            "set": emptied,
            "add": {},
            "also": (),
        }
    )
    incomplete = Case(
        id="incomplete", when=Not(**{"not": Filled(filled=pad.input)}), say=pad.incomplete, tone="error", at=pad.input
    )
    wrong = tuple(
        Case(
            id=f"wrong-{pad.tries - done}",
            when=Lt(lt=(tries, done)),
            set=emptied,
            add={tries: 1},
            say=with_words(pad.wrong, {"left": pad.tries - done}),
            tone="error",
            at=pad.input,
        )
        for done in range(1, pad.tries)
    )
    last = locked.model_copy(update={"set": {**emptied, tries: pad.tries, **locked.set}})
    return Action(
        label=pad.enter,
        main=True,
        cases=(again, incomplete, *(_right(pad, number) for number in range(len(pad.right))), *wrong, last),
    )


def _right(pad: Pad, number: int) -> Case:
    case = pad.right[number]
    code = Eq(eq=(pad.input, pad.code))
    when: Guard = code if case.when is None else AllOf(all=(code, case.when))
    named = case.id or ("right" if len(pad.right) == 1 else f"right-{number}")
    return case.model_copy(update={"id": named, "when": when, "set": {pad.input: "", tries_of(pad): 0, **case.set}})
