"""Ways written move by move from the brief, as a trainer would go and as a well-meaning bad helper would.

No strategy stands behind them, so they try the scorer with habits that the strategies do not have. The bad ways were
written before any of them was played; the good ones were mended once, after her reactions had been seen. Their author
had read how a visit is judged, so they are no independent evidence.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Hand(NamedTuple):
    """A good way and a well-meant bad one through one visit, each as moves between blanks."""

    good: str
    bad: str

    @staticmethod
    def events(moves: str) -> list[dict[str, str]]:
        """Return the moves as events."""
        return [{"do": move} for move in moves.split()]


BY_HAND: Mapping[str, Hand] = {
    "wallet-at-home": Hand(
        "greet consent goal show cue3 repair cue3 rule cue3 repair cue3 cue3 cue3 "
        "cue2 check about-app check card revisit close go-on",
        "greet goal cue3 take go-on praise cue3 take go-on take go-on cue3 understood revisit close go-on",
    ),
    "pension-at-session": Hand(
        "greet aid go-on goal consent rule cue3 cue3 cue3 repair cue3 praise cue3 cue3 rest "
        "cue2 check about-search cue2 check card revisit close go-on",
        "greet goal several several jargon repair several praise several understood take go-on take go-on close go-on",
    ),
    "storm-notice-at-home": Hand(
        "greet goal consent aid go-on rule cue3 cue3 accept show wait cue2 rest check card revisit close go-on",
        "greet goal consent cue3 repair cue3 cue3 cue3 cue3 cue3 understood praise close go-on",
    ),
    "weaver-at-session": Hand(
        "greet consent aid go-on goal cue3 repair rule cue3 cue3 repair cue3 cue3 cue3 cue3 cue2 check praise card "
        "revisit close go-on",
        "greet goal consent cue3 repair cue3 film-paper go-on cue3 repair cue3 ask-code go-on take go-on "
        "take go-on praise card close go-on",
    ),
    "teacher-at-home": Hand(
        "greet goal consent rule cue3 cue3 cue3 about-dossiers cue2 accept check praise about-pick cue3 repair cue3 "
        "card revisit postpone go-on",
        "greet goal show keep-secret go-on cue3 blame cue3 several cue3 cue3 cue3 understood praise close go-on",
    ),
    "account-at-counter": Hand(
        "greet consent goal rule cue3 repair cue3 cue3 stop about-account cue2 check about-number cue3 repair cue3 "
        "on-paper go-on card revisit close go-on",
        "greet goal consent cue3 repair keep-secret go-on cue3 cue3 repair cue3 cue3 repair cue3 cue3 take go-on "
        "understood close go-on",
    ),
}
