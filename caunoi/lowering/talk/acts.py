"""What a move does to her that is not about the step in hand. Each function returns the effects of one move."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from caunoi.lowering.talk.effects import Effects, Guard, among, below, both, eq, least, more, no, of, put
from caunoi.lowering.talk.meeting import Meeting, in_sight, turn_to
from caunoi.lowering.talk.reckoning import EARLY, EXCUSE, GLAD, KNOWS, SHOWS, TIRING, TRUSTING, WEARY
from caunoi.model.talk import MoveClass


def greet(_: Meeting) -> Effects:
    """She warms to the first greeting; a second one changes nothing."""
    return [put("react", "greets"), *_opening("greeted"), more("conf", 1, eq("greeted", False)), put("greeted", True)]


def goal(_: Meeting) -> Effects:
    """She is asked what she wants, and tells."""
    return [put("react", "tells"), *_opening("asked"), more("conf", 1, eq("asked", False)), put("asked", True)]


def consent(_: Meeting) -> Effects:
    """She is asked before anybody touches anything."""
    return [put("react", "agrees"), *_opening("consent"), put("consent", True)]


def repair(_: Meeting) -> Effects:
    """It was the screen, not her; the way back, and the phone again in her hand."""
    mends = among("trouble", "hesitates", "slips", "hands-over")
    return [
        put("react", "nods"),
        put("react", "relieved", mends),
        more("conf", 1, mends),
        put("holder", "her"),
        put("trouble", "", mends),
    ]


def blame(_: Meeting) -> Effects:
    """However politely: it was her."""
    return [put("react", "hurt"), more("conf", -2)]


def praise(_: Meeting) -> Effects:
    """Only right after her own success does she know what it is about."""
    success = least("fresh", 1)
    return [put("react", "nods"), put("react", "smiles", success), more("conf", 1, success), put("fresh", 0)]


def rule(_: Meeting) -> Effects:
    """Only she reads the code, only she types the passcode, and the helper looks away."""
    return [
        put("react", "promises"),
        put("react", "stopped", among("trouble", "reads-code", "call")),
        put("rule", True),
        put("away", True),
        put("trouble", "", among("trouble", "reads-code", "call")),
    ]


def away(_: Meeting) -> Effects:
    """The helper looks away while she types."""
    return [put("react", "unwatched"), put("away", True)]


def stop(_: Meeting) -> Effects:
    """She is stopped before she says more than she should."""
    return [put("react", "stopped"), put("trouble", "", among("trouble", "reads-code", "call"))]


def understood(_: Meeting) -> Effects:
    """Asked whether she understood, she nods. She always does."""
    return [put("react", "nods"), put("nodded", True)]


def rest(_: Meeting) -> Effects:
    """A rest, tea, a word about the garden."""
    weary = least("fat", WEARY)
    return [put("react", "goes-on"), put("react", "rested", weary), put("rested", True, weary), more("fat", -3, weary)]


def aid(_: Meeting) -> Effects:
    """Larger letters, a stylus, the phone held steady, the better ear."""
    return [put("react", "helped"), put("aid", True)]


def accept(_: Meeting) -> Effects:
    """Her no is a no."""
    refused = eq("trouble", "no")
    return [put("react", "accepted"), put("excused", True, refused), put("trouble", "", refused)]


def paper(_: Meeting) -> Effects:
    """What is urgent is done first, the ordinary way."""
    urgent = eq("trouble", "urgent")
    done = [put(name, True, urgent) for name in ("excused", "served")]
    return [put("react", "served"), *done, put("trouble", "", urgent)]


def past_the_bar(meeting: Meeting) -> Effects:
    """What her account does not open is done without it, and the next step comes into sight.

    Seen before she came up against it, it is a trouble met and answered all the same.
    """
    effects: Effects = [put("react", "other-way"), put("excused", True), put("trouble", "", eq("trouble", "level2"))]
    for step in reversed(meeting.barred):  # from the last on, so that one move leads past one of them
        here, unseen = eq("focus", step.id), eq(f"came_{meeting.came(step)}", False)
        effects += [more("troubles", 1, here, unseen), more("mended", 1, here, unseen)]
        effects += [put(f"came_{meeting.came(step)}", True, here), put(f"by_{step.id}", "elsewhere", here)]
        after = meeting.after(step)
        seen = in_sight(step) if after is None else turn_to(after)
        # The focus moves last, for all of these are about the step it stands on.
        effects += [put(name, value, here) for _, name, value in (*seen[1:], seen[0])]
    return effects


def code_come(_: Meeting) -> Effects:
    """Whether the code has come may be asked; what it is may not."""
    return [put("react", "finds-it")]


def card(meeting: Meeting) -> Effects:
    """She writes the step card herself; what she has just shown she can also write."""
    return [
        put("react", "writes"),
        more("kept", 1, eq("card", False)),
        put("card", True),
        more("kept", 1, least("taught", 1), eq("card_full", False)),
        put("card_full", True, least("taught", 1)),
        *tomorrow(meeting),
    ]


def revisit(_: Meeting) -> Effects:
    """A day for the next visit."""
    return [put("react", "dates"), more("kept", 2, eq("revisit", False)), put("revisit", True)]


def close(meeting: Meeting) -> Effects:
    """The visit ends with a good-bye."""
    ended: Effects = [put("react", "parts"), put("end", "closed"), *_unserved("urgent", "level2")]
    # She means to try it alone where she did something, holds her phone, and nothing weighs on her.
    glad = (least("conf", GLAD), least("hers", 1), eq("holder", "her"), eq("trouble", ""), eq("unserved", False))
    return [*ended, put("react", "thanks", *glad), *_planned(meeting), *_well_ended()]


def postpone(meeting: Meeting) -> Effects:
    """The visit stops for today."""
    ended: Effects = [put("react", "puts-off"), put("end", "postponed"), *_unserved("urgent")]
    ended.append(put("unserved", True, eq("trouble", "level2"), eq("revisit", False)))
    return [*ended, *_planned(meeting), *_well_ended(eq("planned", True))]


def _planned(meeting: Meeting) -> Effects:
    """Where there was a reason to stop and a day is booked, what was not done is not missed.

    What was done, or was helped along badly, stays due. Something must have been shown back first, so that nobody puts
    off the teaching itself; only after what could not wait it may be that she did no more than try.
    """
    planned = eq("planned", True)
    effects: Effects = [
        put("spent", True, least("fat", EXCUSE)),
        put("spent", True, eq("rested", True), least("fat", TIRING)),
        # Who never let her try, or leaves her afraid, has planned nothing with her.
        put(
            "planned",
            True,
            eq("revisit", True),
            eq("tried", True),
            least("conf", TRUSTING),
            no(both(eq("excused", False), eq("spent", False))),
            no(both(below("taught", 1), no(_after_the_paper()))),
        ),
        *(put(name, 0, planned) for name in ("steps_due", "targets_due", "safe_due", "fit_due")),
    ]
    for step in meeting.doable:
        undone = eq(f"by_{step.id}", "")
        badly = (eq(f"muddled_{step.id}", False), eq(f"misfit_{step.id}", False))
        effects.append(more("steps_due", 1, planned, no(both(undone, *badly))))
        if step.target:
            # Where she is tired, what she did again with less help can be shown another day.
            put_off = both(eq("spent", True), eq(f"u_{step.id}", KNOWS))
            effects.append(more("targets_due", 1, planned, no(undone), no(put_off)))
            effects.append(more("fit_due", 1, planned, no(undone)))
    effects += [
        more("safe_due", 1, planned, no(both(eq(f"by_{step.id}", ""), eq("code_read", False))))
        for step in meeting.secret_steps
    ]
    # A trouble that would have come at a step which is left does not come.
    effects.append(put("mends_due", of("troubles"), planned, below("steps_due", len(meeting.doable))))
    # A share of nothing is not observed.
    due = ("steps_due", "targets_due", "mends_due", "safe_due")
    effects += [put(name, 1, planned, no(_after_the_paper()), below(name, 1)) for name in due]
    # A card says what she has shown.
    effects.append(put("kept_due", 2, planned, below("targets_due", 1)))
    return [*effects, more("fit_due", of("steps_due"), planned)]


def leave(_: Meeting) -> Effects:
    """The helper goes, and what was open stays open."""
    return [put("react", "left"), put("end", "left"), *_unserved("urgent", "level2")]


def against_her(meeting: Meeting) -> Effects:
    """What a helper must not do: she goes along with it, trusts a little less, and is no longer alone with her keys."""
    read = eq("trouble", "reads-code")
    effects = [put("react", "complies"), more("conf", -1), put("exposed", True), put("trouble", "", read)]
    return [*effects, *tomorrow(meeting)]


def turn_away(_: Meeting) -> Effects:
    """She is sent home with what could not wait, or with what her account does not open."""
    return [put("react", "complies"), more("conf", -1), put("trouble", "", among("trouble", "urgent", "level2"))]


def tomorrow(meeting: Meeting) -> Effects:
    """What she can do alone tomorrow: what she showed, and with her card also what she did with little help.

    A card that she wrote before she had shown anything carries her through nothing. Whose code or passcode somebody
    else holds is neither safe nor alone.
    """
    effects: Effects = [put("alone", 0)]
    for step in meeting.targets:
        name = f"u_{step.id}"
        effects += [more("alone", 1, eq(name, SHOWS)), more("alone", 1, eq(name, SHOWS - 1), eq("card_full", True))]
    exposed = eq("exposed", True)
    return [*effects, put("alone", 0, exposed), put("safe", 0, exposed)]


def _opening(flag: str) -> Effects:
    """What a visit opens with counts once, and only before anything is done about the phone."""
    return [more("opens", 1, eq("phone", False), eq(flag, False))]


def _well_ended(*when: Guard) -> Effects:
    """A clean stop counts where she did something herself, a gentle one where she was never worn out."""
    early = both(eq("planned", True), _after_the_paper())  # then she need not have done a step to the end
    did = both(no(both(below("hers", 1), no(early))), eq("unserved", False))
    return [more("pace", 1, did, *when), more("pace", 1, did, eq("worn", False), *when)]


def _after_the_paper() -> Guard:
    """What could not wait was done first, and she goes soon and before she is tired: there was no time for more."""
    return both(eq("served", True), eq("spent", False), below("turn", EARLY))


def _unserved(*troubles: str) -> Effects:
    """Who goes while one of these is open leaves her with it."""
    return [put("unserved", True, among("trouble", *troubles))]


ACTS: Mapping[MoveClass, Callable[[Meeting], Effects]] = {
    "greet": greet,
    "goal": goal,
    "consent": consent,
    "repair": repair,
    "blame": blame,
    "praise": praise,
    "rule": rule,
    "away": away,
    "stop": stop,
    "understood": understood,
    "rest": rest,
    "aid": aid,
    "accept": accept,
    "paper": paper,
    "on-paper": past_the_bar,
    "desk": past_the_bar,
    "code-come": code_come,
    "card": card,
    "revisit": revisit,
    "close": close,
    "postpone": postpone,
    "leave": leave,
    "ask-code": against_her,
    "use-code": against_her,
    "own-number": against_her,
    "keep-secret": against_her,
    "film-paper": against_her,
    "install-link": against_her,
    "remote-control": against_her,
    "refuse": turn_away,
}
