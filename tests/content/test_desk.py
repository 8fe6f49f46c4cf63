"""Can the desk show everything that is shipped, every portal, scenario and question set, in every language?"""

from __future__ import annotations

import pytest

from caunoi.content import CHECKOUT_ROOTS, Library, library_of
from caunoi.desk.coverage import coverage
from caunoi.desk.picture import picture
from caunoi.desk.samples import samples
from caunoi.desk.walk import walk
from caunoi.i18n import LANGS, translator
from caunoi.lowering import trace_events


@pytest.fixture(scope="module")
def shipped() -> Library:
    return library_of(CHECKOUT_ROOTS)


@pytest.mark.parametrize("lang", LANGS)
def test_every_portal_is_a_picture_without_a_lost_screen(shipped: Library, lang: str) -> None:
    assert shipped.portals
    for name in shipped.portals:
        drawn = picture(shipped, name, lang, translator(lang).gettext)
        assert [box.id for box in drawn.boxes if not box.reachable] == [], name
        assert any(box.start for box in drawn.boxes), name


def test_every_trace_does_what_it_states_and_can_be_told_in_words(shipped: Library) -> None:
    for name, scenario in shipped.scenarios.items():
        proved = coverage(shipped, name, "vi")
        assert proved.proofs, name
        assert [proof.trace.id for proof in proved.proofs if proof.differs] == [], name
        for trace in shipped.traces[name][:2]:
            events = trace_events(trace, scenario.values)
            told = walk(shipped, name, events, "vi", translator("vi").gettext)
            assert len(told.strides) == len(events)


def test_every_key_gets_all_its_points(shipped: Library) -> None:
    for set_id in shipped.item_sets:
        for item_id, found in samples(shipped, set_id).items():
            assert all(each.points == each.max_points for each in found if each.sort == "key"), item_id
