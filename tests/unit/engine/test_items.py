"""Are quiz answers marked fairly, and options shown in a settled order?"""

from __future__ import annotations

import unicodedata
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.content import Library
from caunoi.errors import MachineError
from caunoi.items import mark, option_order
from caunoi.model import Key
from caunoi.model.items import Short
from caunoi.scoring import Score


def marked(library: Library, item_id: str, response: Any) -> Score:
    item = next(each for each in library.item_sets["basics"].items if each.id == item_id)
    return mark(item, library.keys["basics"].keys[item_id], response)


@pytest.mark.parametrize(
    ("item", "response", "points"),
    [
        ("state-5", "supplement", 1),
        ("state-5", "wait", 0),
        ("state-5", None, 0),
        ("keep-secret", ["otp", "password"], 2),
        ("keep-secret", ["password"], 1),
        ("keep-secret", ["otp", "hours"], 0),
        ("keep-secret", "otp", 0),
        ("filing-order", ["search", "submit", "track"], 3),
        ("filing-order", ["search", "track", "submit"], 1),
        ("portal-name", "Chu ho so", 1),
        ("portal-name", {"to": "chủ hồ sơ"}, 0),
    ],
)
def test_marks(library: Library, item: str, response: Any, points: float) -> None:
    assert marked(library, item, response).points == points


def test_a_mark_tells_its_reason(library: Library) -> None:
    reason = marked(library, "keep-secret", ["password"]).reasons[0]
    assert (reason.id, reason.met, reason.of, reason.max_points, reason.observed) == ("keep-secret", 1, 2, 2, True)
    assert not marked(library, "keep-secret", None).reasons[0].observed


def test_one_accepted_text_need_not_be_a_list() -> None:
    text = {"vi": "?", "id": "?", "en": "?"}
    item = Short.model_validate({"id": "a", "kind": "short", "stem": text, "skill": "1"})
    assert mark(item, Key(key="chủ"), "CHỦ").points == 1


def test_a_response_that_is_no_json_is_an_error(library: Library) -> None:
    with pytest.raises(MachineError, match="not plain JSON"):
        marked(library, "state-5", object())


@given(st.text(max_size=20), st.sampled_from(["exact", "forgiven"]))
def test_composed_and_decomposed_answers_are_the_same(text: str, accents: Literal["exact", "forgiven"]) -> None:
    stem = {"vi": "?", "id": "?", "en": "?"}
    item = Short.model_validate({"id": "a", "kind": "short", "stem": stem, "skill": "1"})
    key = Key(key=("Nguyễn Thị Đào", "ho so"), accents=accents)
    for typed in (text, f" nguyễn  thị ĐÀO{text}"):
        forms = [mark(item, key, unicodedata.normalize(form, typed)).points for form in ("NFC", "NFD")]
        assert forms[0] == forms[1]
    assert mark(item, key, unicodedata.normalize("NFD", " nguyễn  thị ĐÀO ")).points == 1


def test_option_order_is_a_function_of_the_seed(library: Library) -> None:
    item = library.item_sets["basics"].items[2]
    orders = {seed: option_order(item, seed) for seed in range(40)}
    assert orders == {seed: option_order(item, seed) for seed in range(40)}
    assert all(sorted(order) == sorted(item.choices) for order in orders.values())
    assert len({tuple(order) for order in orders.values()}) == 6
    # Frozen: a class that is graded next year shows the options as they were shown.
    assert orders[1] == ["search", "submit", "track"]
