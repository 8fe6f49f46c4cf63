"""Is what widgets have in common sent once, and can each view be put together again?"""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from caunoi.hall.sharing import WORTH_CHARACTERS, share

LONG = {"screens": "x" * WORTH_CHARACTERS}

parts = st.sampled_from([LONG, "y" * WORTH_CHARACTERS, "short", 1, True, [1, True], ["z" * WORTH_CHARACTERS]])
views = st.lists(st.dictionaries(st.sampled_from(["core", "screens", "mode", "said"]), parts), max_size=4)


def whole(view: dict[str, Any], table: list[Any]) -> dict[str, Any]:
    taken = view.get("shared", {})
    own = {name: part for name, part in view.items() if name != "shared"}
    return own | {name: table[place] for name, place in taken.items()}


def test_a_part_of_two_views_is_sent_once() -> None:
    slim, table = share([{"mode": "show", "core": LONG}, {"mode": "test", "core": LONG}])
    assert table == [LONG]
    assert slim == [{"mode": "show", "shared": {"core": 0}}, {"mode": "test", "shared": {"core": 0}}]


def test_what_stands_once_or_is_short_stays_where_it_is() -> None:
    given_views = [{"mode": "show", "core": LONG}, {"mode": "show"}]
    assert share(given_views) == (given_views, [])


@given(views)
def test_every_view_can_be_put_together_again(given_views: list[dict[str, Any]]) -> None:
    slim, table = share(given_views)
    assert [whole(view, table) for view in slim] == given_views
    again = [json.dumps(whole(view, table), sort_keys=True) for view in slim]
    assert again == [json.dumps(view, sort_keys=True) for view in given_views], "1 and true are two things"
