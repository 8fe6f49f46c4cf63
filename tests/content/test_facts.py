"""Are the facts that content rests on written down, with what is not known beside what is?"""

from __future__ import annotations

import re

from caunoi.check.facts import official_numbers
from caunoi.check.numbers import public_numbers
from caunoi.content import CHECKOUT_ROOTS, library_of
from caunoi.fact_list import PAGE, TOPICS, with_facts

SHIPPED = library_of(CHECKOUT_ROOTS)


def test_there_are_facts_for_every_topic_and_what_is_not_known_is_there_too() -> None:
    assert len(SHIPPED.facts) >= 120
    assert {fact.topic for fact in SHIPPED.facts.values()} == set(TOPICS)
    assert {fact.evidence for fact in SHIPPED.facts.values()} == {"read", "partly", "inferred", "background", "gap"}


def test_the_page_of_sources_is_current() -> None:
    written = PAGE.read_text(encoding="utf-8")
    assert written == with_facts(written, SHIPPED), "run python -m caunoi.fact_list"


def test_every_source_is_used_and_every_address_is_there_once() -> None:
    used = {source for fact in SHIPPED.facts.values() for source in fact.sources}
    assert used == set(SHIPPED.sources)
    addresses = [source.address for source in SHIPPED.sources.values() if source.address]
    assert len(addresses) == len(set(addresses))


def test_every_item_names_the_facts_it_rests_on() -> None:
    sets = SHIPPED.item_sets
    assert sets
    assert [f"{name}: {item.id}" for name, items in sets.items() for item in items.items if not item.facts] == []


def test_every_hotline_that_may_be_printed_stands_in_a_fact() -> None:
    written = {
        re.sub(r"\D", "", number)
        for fact in SHIPPED.facts.values()
        for number in official_numbers(fact.statement.of("vi"))
    }
    assert public_numbers() <= written


def test_languages_agree_on_official_numbers() -> None:
    for fact in SHIPPED.facts.values():
        found = {
            lang: {
                re.sub(r"^(Mẫu số|Form(?:ulir)?) ", "", number) for number in official_numbers(fact.statement.of(lang))
            }
            for lang in ("vi", "id", "en")
        }
        assert found["vi"] == found["id"] == found["en"], fact.id
