"""Is a page told its own attempt's variants and orders, in its language, and of a test no key?"""

from __future__ import annotations

from pathlib import Path

import pytest

from caunoi.content import Library
from caunoi.hall.lots import option_orders, variants
from caunoi.items import variant_of

E2E_CONTENT = Path(__file__).resolve().parents[2] / "e2e" / "widgets" / "content"


@pytest.mark.parametrize("seed", range(4))
def test_a_test_page_is_told_values_and_no_key(kinds: Library, seed: int) -> None:
    item = next(each for each in kinds.item_sets["kinds"].items if each.id == "fee")
    told = variants(kinds, ["quiz/kinds", "quiz/basics", "mockup/help-uncle/test"], seed, "en")
    variant = variant_of(item, seed)
    assert variant is not None
    assert told == {
        "quiz/kinds": {"fee": {"id": variant, "values": {"fee": {"small": "750", "large": "1,500"}[variant]}}}
    }


def test_a_practice_page_is_told_the_key_of_its_variant() -> None:
    library = Library.load([E2E_CONTENT])
    told = [variants(library, ["quiz/every-kind"], seed, "vi")["quiz/every-kind"]["sum"] for seed in range(12)]
    assert {each["id"]: each["rule"]["key"] for each in told} == {"small": 1500, "large": 3000}
    assert {each["id"]: each["values"]["fee"] for each in told} == {"small": "750", "large": "1.500"}


def test_only_what_is_chosen_among_has_an_order(kinds: Library) -> None:
    orders = option_orders(kinds, ["quiz/kinds"], 5)["quiz/kinds"]
    assert {name: sorted(order) for name, order in orders.items()} == {
        "who-acts": ["bank", "nobody", "office", "resident"],
        "chat": ["mine", "relax", "slow"],
    }
