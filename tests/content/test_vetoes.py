"""Is a veto outside a visit a deed too: weighed first, with the way back beside it?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from caunoi import machine
from caunoi.content import CHECKOUT_ROOTS, library_of
from caunoi.lowering import trace_events
from caunoi.scoring import score

SHIPPED = library_of(CHECKOUT_ROOTS)
WITH_VETOES = sorted(
    name for name, rubric in SHIPPED.rubrics.items() if rubric.vetoes and SHIPPED.scenario(name).visit is None
)


def fired(name: str, events: list[Any]) -> set[str]:
    rubric = SHIPPED.rubric_core(name)
    return {veto.id for veto in score(SHIPPED.core(name), rubric.criteria, events, rubric.vetoes).vetoes}


def deeds(name: str) -> Iterator[tuple[str, list[Any]]]:
    """Each veto with the events of a recorded trace up to the one at which it fires."""
    for trace in SHIPPED.traces[name]:
        events = trace_events(trace, SHIPPED.scenario(name).values)
        known: set[str] = set()
        for count in range(1, len(events) + 1):
            for veto in fired(name, events[:count]) - known:
                known.add(veto)
                yield veto, events[:count]


@pytest.mark.parametrize("name", WITH_VETOES)
def test_a_veto_fires_on_going_on_and_never_once_it_is_taken_back(name: str) -> None:
    found = dict(deeds(name))
    assert set(found) == {veto.id for veto in SHIPPED.rubrics[name].vetoes}
    for veto, events in found.items():
        assert events[-1] == {"do": "go-on"}, veto
        back = [*events[:-1], {"do": "take-back"}]
        assert veto not in fired(name, back)
        ends = [machine.replay(SHIPPED.core(name), way).state for way in (back, events[:-2])]
        assert len({end.screen for end in ends}) == 1
        assert dict(ends[0].vars) == dict(ends[1].vars)
