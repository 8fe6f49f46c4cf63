"""Writes the traces of a visit by playing the strategies on it, with the points each gets.

python -m tests.coaching.record wallet-at-home > curriculum/06-coaching/wallet-at-home.traces.yaml
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from caunoi.content import library_here
from caunoi.scoring import wrong_turns
from tests.coaching import strategies
from tests.coaching.by_hand import BY_HAND
from tests.coaching.held_out import FIRST, MISSED, SECOND
from tests.coaching.sight import Strategy
from tests.coaching.stage import Stage

Events = list[dict[str, Any]]

PLAYED: Mapping[str, tuple[str, Strategy]] = {
    "says-each-step": ("expert", strategies.cue_first),
    "target-by-target": ("second-path", strategies.target_by_target),
    "shows-and-waits": ("second-path", strategies.show_first),
    "blames-once": ("slip", strategies.blames_once),
    "stops-the-reading": ("near-miss", strategies.stops_the_reading),
    "takes-over": ("foil", strategies.taking_over),
    "lectures": ("foil", strategies.lecturer),
    "ticks-boxes": ("foil", strategies.box_ticker),
    "helps-too-much": ("foil", strategies.over_helper),
    "helps-too-little": ("foil", strategies.under_helper),
    "keeps-a-secret": ("foil", strategies.secret_keeper),
    "uses-what-she-read": ("foil", strategies.code_user),
    "breaks-every-rule": ("foil", strategies.rule_breaker),
    "pushes-on": ("foil", strategies.pushes_on),
    "presses-anything": ("foil", strategies.by_chance(0)),
    "goes-away": ("foil", strategies.abandoning),
    "trails-off": ("gives-up", strategies.trailing_off),
}
SMALL = "help within one rung is as good as just enough; a wait before the cue costs a little"
# Moves that are not open there, and such as are no moves: nothing comes of them.
FORGED: Events = [
    *({"do": name} for name in ("close", "go-on", "go-on", "dossier-done", "about-nothing")),
    {"set": "u", "to": 3},
    {"do": "check"},
]


def lines(scenario_id: str) -> Iterator[str]:
    """Yield the lines of a traces file."""
    stage = Stage(library_here(), scenario_id)
    yield "# Played by the strategies of tests/coaching and written by tests.coaching.record: synthetic, not people."
    yield f"scenario: {scenario_id}"
    yield "traces:"
    for name, (kind, strategy) in PLAYED.items():
        yield from _trace(stage, name, kind, stage.play(strategy))
    if scenario_id in BY_HAND:
        hand = BY_HAND[scenario_id]
        yield from _trace(stage, "trainer-by-hand", "second-path", hand.events(hand.good))
        yield from _trace(stage, "bad-help-by-hand", "foil", hand.events(hand.bad))
    if scenario_id in FIRST:
        unaware = FIRST[scenario_id]
        yield from _trace(
            stage, "trainer-unaware", "second-path", unaware.events(unaware.good), MISSED.get(scenario_id)
        )
        yield from _trace(stage, "bad-help-unaware", "foil", unaware.events(unaware.bad))
    if scenario_id in SECOND:
        unaware = SECOND[scenario_id]
        yield from _trace(stage, "second-trainer-unaware", "second-path", unaware.events(unaware.good))
        yield from _trace(stage, "second-bad-help-unaware", "foil", unaware.events(unaware.bad))
    yield from _trace(stage, "forged", "forged", FORGED)
    yield from _trace(stage, "empty", "empty", [])


def _trace(stage: Stage, name: str, kind: str, events: Events, because: str | None = None) -> Iterator[str]:
    found = stage.score(events)
    turns = sorted(turn.id for turn in wrong_turns(stage.core, stage.rubric.wrong_turns, events))
    yield f"  - id: {name}"
    yield f"    kind: {kind}"
    yield f"    points: {round(found.points, 9):.11g}"
    if kind in ("expert", "second-path") and found.points < found.max_points:
        yield f"    because: {json.dumps(because or SMALL)}"
    yield f"    vetoes: {json.dumps(sorted(veto.id for veto in found.vetoes))}"
    yield f"    wrong_turns: {json.dumps(turns)}"
    if skipped := stage.skipped(events):
        yield f"    skipped: {skipped}"
    yield "    events:" if events else "    events: []"
    for event in events:
        yield "      - {" + ", ".join(f"{key}: {json.dumps(value)}" for key, value in event.items()) + "}"


if __name__ == "__main__":
    sys.stdout.write("\n".join(lines(sys.argv[1])) + "\n")
