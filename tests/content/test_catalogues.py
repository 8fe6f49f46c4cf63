"""Is every English text of the engine and of the lessons translated, with the same fields?"""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from caunoi.catalogues import LESSON_ROOMS, ROOMS, differing_fields, messages, missing, read, unfinished
from caunoi.content import CHECKOUT
from caunoi.i18n import DOMAINS, LANGS, SOURCE_LANG

TRANSLATED = [lang for lang in LANGS if lang != SOURCE_LANG]


@pytest.mark.parametrize("domain", DOMAINS)
def test_there_is_something_to_translate(domain: str) -> None:
    assert len(messages(domain)) > 5


@pytest.mark.parametrize("lang", TRANSLATED)
@pytest.mark.parametrize("domain", DOMAINS)
def test_every_text_is_in_the_catalogue(lang: str, domain: str) -> None:
    assert missing(read(lang, domain), messages(domain)) == []


@pytest.mark.parametrize("lang", TRANSLATED)
@pytest.mark.parametrize("domain", DOMAINS)
def test_none_is_empty_or_fuzzy(lang: str, domain: str) -> None:
    assert unfinished(read(lang, domain)) == []


@pytest.mark.parametrize("lang", TRANSLATED)
@pytest.mark.parametrize("domain", DOMAINS)
def test_none_loses_a_field(lang: str, domain: str) -> None:
    assert differing_fields(read(lang, domain)) == []


def test_pybabel_finds_the_same_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CHECKOUT)
    template = tmp_path / "all.pot"
    rooms = [room for room in sorted({*ROOMS, *LESSON_ROOMS}) if Path(room).is_dir()]
    CommandLineInterface().run(["pybabel", "-q", "extract", "-F", "babel.cfg", "-o", str(template), *rooms])
    with template.open("rb") as file:
        found = {message.id for message in read_po(file)}
    assert found == {message.id for domain in DOMAINS for message in messages(domain)}
