"""What a class talks about afterwards: the commonest wrong turns of its own walks, and the screens they happened on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from caunoi.content import Library
from caunoi.coursework.turns import TurnCount
from caunoi.hall.following import Case
from caunoi.hall.pace import AFTER, GRACE, Pace
from caunoi.hall.watch import Seen
from caunoi.lowering import Core, trace_events
from caunoi.machine import replay
from caunoi.scoring import wrong_turns

MOST_TOLD = 3

Where = Literal["practice", "test"]


@dataclass(frozen=True, slots=True)
class ClassTurn:
    """A wrong turn of a scenario: `people` took it of the `of` who attempted the case, most of them on `screen`.

    `walks` are some who took it there, as attempt and task.
    """

    where: Where
    ref: str
    kind: str
    turn: str
    people: int
    of: int
    screen: str | None
    walks: tuple[tuple[str, str], ...] = ()


def practice_turns(seen: Seen, library: Library, pace: Pace) -> list[ClassTurn]:
    """The wrong turns of practice cases, whatever try they were taken in; each person counts once for each case.

    Who had two cards is one person.
    """
    attempted: defaultdict[str, set[str]] = defaultdict(set)
    taken: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    walks: defaultdict[tuple[str, str, str], list[tuple[str, str]]] = defaultdict(list)
    for attempt in seen.attempts.values():
        person = pace.person_of(attempt.record.trainee_id)
        for task, case in attempt.tasks.items():
            scenario = task.partition("/")[2].rpartition("/")[0]
            if not isinstance(case, Case) or scenario not in library.rubrics:
                continue
            if library.scenario(scenario).use != "practice":
                continue
            attempted[scenario].add(person)
            for turn, screen in case.taken.items():
                taken[scenario, turn].setdefault(person, screen)
                walks[scenario, turn, screen].append((attempt.record.id, task))
    kinds = {(ref, turn.id): turn.kind for ref, rubric in library.rubrics.items() for turn in rubric.wrong_turns}
    found = []
    for (ref, turn), people in taken.items():
        screen = Counter(people.values()).most_common(1)[0][0]
        there = tuple(walks[ref, turn, screen])
        found.append(
            ClassTurn("practice", ref, kinds[ref, turn], turn, len(people), len(attempted[ref]), screen, there)
        )
    return found


def tested_turns(counts: Iterable[TurnCount], closed: Mapping[str, bool], seen: Seen) -> list[ClassTurn]:
    """The wrong turns of handed-in tests that are closed, so that nobody is told what they are still asked."""
    return [
        ClassTurn(
            "test",
            each.ref,
            each.kind,
            each.turn,
            each.people,
            each.of,
            each.screen,
            tuple(
                (attempt.record.id, each.cell.task)
                for attempt in seen.attempts.values()
                if attempt.record.page == f"assessment/{each.assessment}"
            ),
        )
        for each in counts
        if each.people and closed.get(each.assessment, False)
    ]


def commonest(turns: Iterable[ClassTurn]) -> list[ClassTurn]:
    """The wrong turns to talk about: those that most people took, of equals the one that a larger share took."""
    ranked = sorted(turns, key=lambda each: (-each.people, each.of, each.ref, each.turn))
    return ranked[:MOST_TOLD]


def is_closed(page: str, seen: Seen, joined: Iterable[str], pace: Pace, now: datetime) -> bool:
    """Whether a test lies behind the class: its time is over, it is locked, or all who joined have handed it in.

    Who takes it once more has not handed it in. A form that some take before the lessons and others after lies behind
    the class when the test after them is over for all.
    """
    people = set(joined)
    here = [each.record for each in seen.attempts.values() if each.record.page == page]
    latest = {each.trainee_id: each for each in sorted(here, key=lambda each: each.number)}
    handed_in = {trainee for trainee, each in latest.items() if each.submitted_at is not None}
    if not handed_in:
        return False
    names = {pace.steered_as(page, trainee) for trainee in people} or {page}
    asked = [name for name in names if name.startswith(AFTER)] or sorted(names)
    ends = [pace.last_deadline(name) for name in asked]
    over = all(end is not None and end + GRACE < now for end in ends)
    return over or page in pace.locked or people <= handed_in


def way_there(
    library: Library, turn: ClassTurn, walks: Iterable[Sequence[Mapping[str, Any]]]
) -> list[dict[str, Any]] | None:
    """The events that lead to the screen of a wrong turn as somebody walked, without a word that a person wrote.

    What was typed stays only where the scenario itself or its recorded ways have the same text. None where no walk
    arrives there without the rest.
    """
    core = library.core(turn.ref)
    known = known_texts(library, turn.ref)
    watched = [each for each in library.rubric_core(turn.ref).wrong_turns if each["id"] == turn.turn]
    for events in walks:
        for one_try in tries(events):
            taken = wrong_turns(core, watched, one_try)
            if not taken or taken[0].screen != turn.screen:
                continue
            cleaned = [dict(event) for event in one_try[: taken[0].at] if is_impersonal(event, core, known)]
            if replay(core, cleaned).state.screen == turn.screen:
                return cleaned
    return None


def tries(events: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """The events of each try, parted where it was started over."""
    parted: list[list[Mapping[str, Any]]] = [[]]
    for event in events:
        if event.get("restart") is True:
            parted.append([])
        else:
            parted[-1].append(event)
    return parted


def known_texts(library: Library, scenario: str) -> frozenset[str]:
    """The texts that the scenario itself puts into fields."""
    values = library.scenario(scenario).values
    recorded = (
        event.get("to")
        for trace in library.traces.get(scenario, ())
        if trace.kind != "forged"
        for event in trace_events(trace, values)
    )
    return frozenset([*values.values(), *(text for text in recorded if isinstance(text, str))])


def is_impersonal(event: Mapping[str, Any], core: Core, known: frozenset[str]) -> bool:
    """Whether an event tells nothing of who did it: a press, a tick, a choice, or a text that the scenario has."""
    text = event.get("to")
    if not isinstance(text, str):
        return "hint" not in event
    named = (screen["inputs"].get(event.get("set")) for screen in core.value["screens"].values())
    return text in known or any(field is not None and text in field.get("options", ()) for field in named)
