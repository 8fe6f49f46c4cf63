"""Is every English text of the engine and of the lessons translated, with the same fields?"""

from __future__ import annotations

import pytest

from caunoi.catalogues import differing_fields, messages, missing, unfinished
from caunoi.i18n import DOMAINS, LANGS, SOURCE_LANG

TRANSLATED = [lang for lang in LANGS if lang != SOURCE_LANG]


@pytest.mark.parametrize("domain", DOMAINS)
def test_there_is_something_to_translate(domain: str) -> None:
    assert len(messages(domain)) > 5


@pytest.mark.parametrize("lang", TRANSLATED)
@pytest.mark.parametrize("domain", DOMAINS)
def test_every_text_is_in_the_catalogue(lang: str, domain: str) -> None:
    assert missing(lang, domain) == []


@pytest.mark.parametrize("lang", TRANSLATED)
@pytest.mark.parametrize("domain", DOMAINS)
def test_none_is_empty_or_fuzzy(lang: str, domain: str) -> None:
    assert unfinished(lang, domain) == []


@pytest.mark.parametrize("lang", TRANSLATED)
@pytest.mark.parametrize("domain", DOMAINS)
def test_none_loses_a_field(lang: str, domain: str) -> None:
    assert differing_fields(lang, domain) == []
