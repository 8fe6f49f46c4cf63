"""Is each kind of item marked from its content, are variants settled by the seed, and is nothing of a key drawn?"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.content import Library, library_here
from caunoi.errors import MachineError
from caunoi.items import mark, option_order, variant_of
from caunoi.model import LANGS, Item, Key
from caunoi.model.items import Free, Match, Message, Number, Reply
from caunoi.views import quiz_view


def asked(kinds: Library, name: str) -> tuple[Item, Key]:
    for items in ("kinds", "basics"):
        for item in kinds.item_sets[items].items:
            if item.id == name:
                return item, kinds.keys[items].keys[name]
    raise AssertionError(name)


NAMES = ("who-acts", "fee", "app", "where", "sms", "chat", "state-5", "keep-secret", "filing-order", "portal-name")

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=6) | st.sampled_from(["otp", "scam", "resident"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["verdict", "tells", "supply", "to", "__proto__"]), inner, max_size=4)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("name", "response", "points"),
    [
        ("who-acts", {"supply": "resident", "process": "office"}, 2),
        ("who-acts", {"supply": "resident", "process": "bank"}, 1),
        ("who-acts", {"supply": "resident"}, 1),
        ("fee", "1.500 đồng", 1),
        ("fee", "1,500", 1),
        ("fee", "3000", 0),
        ("app", "VNeID", 1),
        ("app", "vneid", 0),
        ("where", "submit", 1),
        ("where", "rules", 0),
        ("sms", {"verdict": "scam", "tells": ["hurry", "code"]}, 4),
        ("sms", {"verdict": "suspicious", "tells": ["hurry", "code"]}, 2),
        ("sms", {"verdict": "scam", "tells": ["hello"]}, 2),
        ("chat", "slow", 2),
        ("chat", "relax", 0.8),
        ("chat", "mine", 0),
    ],
)
def test_marks(kinds: Library, name: str, response: Any, points: float) -> None:
    item, key = asked(kinds, name)
    assert mark(item, key, response).points == pytest.approx(points, abs=1e-12)


@pytest.mark.parametrize("blank", [None, "", [], {}, {"tells": []}])
@pytest.mark.parametrize("name", NAMES)
def test_blank_earns_nothing(kinds: Library, name: str, blank: Any) -> None:
    item, key = asked(kinds, name)
    assert mark(item, key, blank).points == 0


def test_ticking_everything_earns_nothing(kinds: Library) -> None:
    item, key = asked(kinds, "keep-secret")
    assert mark(item, key, list(item.choices)).points == 0
    item, key = asked(kinds, "sms")
    assert isinstance(item, Message)
    assert mark(item, key, {"tells": list(item.segments)}).points == 0


@given(st.sampled_from(NAMES), JSON)
def test_no_response_raises_or_leaves_the_range(kinds: Library, name: str, response: Any) -> None:
    item, key = asked(kinds, name)
    assert 0 <= mark(item, key, response).points <= item.points


def test_only_a_person_marks_a_free_answer(kinds: Library) -> None:
    item, key = asked(kinds, "words")
    assert isinstance(item, Free)
    with pytest.raises(MachineError, match="item kind 'free' is not marked here"):
        mark(item, key, "Dạ, cháu chào bà.")


def test_a_variant_has_its_own_key_and_texts(kinds: Library) -> None:
    item, key = asked(kinds, "fee")
    assert mark(item, key, "3.000", "large").points == 1
    assert mark(item, key, "1.500", "large").points == 0
    assert mark(item, key, "1.500").points == mark(item, key, "1.500", "small").points == 1
    assert item.asked("large").of("vi") == "Một bản 1.500, hai bản là bao nhiêu?"
    assert item.asked("large").of("en") == "One is 1,500; how much are two?"
    assert item.asked().of("en") == "One is 750; how much are two?"


def test_the_seed_settles_the_variant(kinds: Library) -> None:
    item, _ = asked(kinds, "fee")
    given_to = [variant_of(item, seed) for seed in range(400)]
    assert given_to == [variant_of(item, seed) for seed in range(400)]
    assert all(count > 150 for count in Counter(given_to).values())
    # Frozen: who is graded again next year is graded in the variant that was asked.
    assert given_to[:6] == FROZEN
    assert variant_of(item, None) == "small"
    assert variant_of(asked(kinds, "app")[0], 7) is None


FROZEN = ["large", "small", "large", "small", "small", "large"]


def test_what_is_matched_or_replied_is_shown_in_the_order_of_the_seed(kinds: Library) -> None:
    for name, kind in (("who-acts", Match), ("chat", Reply)):
        item, _ = asked(kinds, name)
        assert isinstance(item, kind)
        assert len({tuple(option_order(item, seed)) for seed in range(60)}) > 5
    number, _ = asked(kinds, "fee")
    assert isinstance(number, Number)
    assert option_order(number, 1) == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_test_view_holds_no_key_and_no_other_variant(kinds: Library, lang: str) -> None:
    view = quiz_view(kinds, "kinds", lang)
    text = json.dumps(view, ensure_ascii=False)
    items = {item["id"]: item for item in view["items"]}
    assert all("rule" not in item and "feedback" not in item for item in items.values())
    assert items["fee"]["values"] == {"fee": "750"}
    for secret in ("1.500", "1,500", "3000", "VNeID", "Greets first", "Chào hỏi trước", "large"):
        assert secret not in text
    assert "{fee}" in items["fee"]["stem"]


def test_a_drawn_screen_says_what_it_shows_and_not_what_it_does(kinds: Library) -> None:
    items = {item["id"]: item for item in quiz_view(kinds, "kinds", "vi")["items"]}
    screen = items["where"]["screen"]
    assert list(screen["screens"]) == [screen["name"]] == ["home"]
    assert "Bạn giúp Bà Mẫu nộp hồ sơ." in json.dumps(screen, ensure_ascii=False)
    assert [action["id"] for action in screen["screens"]["home"]["actions"]] == ["submit", "rules"]
    assert set(screen["core"]) == {"vars", "screens"}
    assert set(screen["core"]["screens"]["home"]) == {"inputs"}
    assert "Ảnh chưa rõ" not in json.dumps(screen, ensure_ascii=False)


def test_a_screen_can_be_drawn_whatever_values_its_item_leaves_out() -> None:
    library = library_here()
    for name in library.item_sets:
        for item in quiz_view(library, name, "vi")["items"]:
            if item["kind"] == "hotspot":
                screen = item["screen"]["screens"][item["screen"]["name"]]
                assert screen["actions"]
                assert "{" not in json.dumps([screen["blocks"], screen["actions"]]).replace('{"', "")
