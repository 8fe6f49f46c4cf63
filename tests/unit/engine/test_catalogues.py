"""Are the catalogues kept in step with code and notebooks, and is what is not translated told?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from caunoi.catalogues import differing_fields, messages, missing, read, unfinished, update
from caunoi.i18n import translator


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    root = tmp_path / "checkout"
    (root / "caunoi" / "templates").mkdir(parents=True)
    (root / "curriculum").mkdir()
    (root / "caunoi" / "words.py").write_text('def f(_): return _("Join"), _("{n} of {total}")\n', encoding="utf-8")
    (root / "caunoi" / "templates" / "a.html").write_text("<p>{{ _('Back') }}</p>{% trans %}Home{% endtrans %}\n")
    lesson = {"cells": [{"cell_type": "markdown", "source": ["# Hello\n", "\n", "World."]}]}
    (root / "curriculum" / "a.ipynb").write_text(json.dumps(lesson))
    (root / "curriculum" / ".ipynb_checkpoints").mkdir()
    (root / "curriculum" / ".ipynb_checkpoints" / "a.ipynb").write_text(json.dumps(lesson).replace("Hello", "Old"))
    return root


def test_texts_are_found_by_domain(checkout: Path) -> None:
    assert {message.id for message in messages("caunoi", checkout) if message.id} == {
        "Join",
        "{n} of {total}",
        "Back",
        "Home",
    }
    assert {message.id for message in messages("lessons", checkout) if message.id} == {"# Hello", "World."}


def test_update_keeps_translations_and_drops_what_is_gone(checkout: Path, tmp_path: Path) -> None:
    locale = tmp_path / "locale"
    update(checkout, locale)
    path = locale / "vi" / "LC_MESSAGES" / "caunoi.po"
    assert sorted(unfinished(read("vi", "caunoi", locale))) == ["Back", "Home", "Join", "{n} of {total}"]
    path.write_text(
        path.read_text().replace('msgid "Join"\nmsgstr ""', 'msgid "Join"\nmsgstr "Vào lớp"'), encoding="utf-8"
    )
    (checkout / "caunoi" / "words.py").write_text('def f(_): return _("Join"), _("Joined")\n', encoding="utf-8")
    assert missing(read("vi", "caunoi", locale), messages("caunoi", checkout)) == ["Joined"]
    update(checkout, locale)
    assert missing(read("vi", "caunoi", locale), messages("caunoi", checkout)) == []
    text = path.read_text(encoding="utf-8")
    assert "{n} of {total}" not in text
    assert "fuzzy" not in text
    assert translator("vi", locale=locale).gettext("Join") == "Vào lớp"
    assert sorted(unfinished(read("vi", "caunoi", locale))) == ["Back", "Home", "Joined"]
    again = path.read_bytes()
    update(checkout, locale)
    assert path.read_bytes() == again


def test_what_moves_in_the_code_stays_in_the_catalogue(checkout: Path, tmp_path: Path) -> None:
    locale = tmp_path / "locale"
    code, path = checkout / "caunoi" / "words.py", locale / "vi" / "LC_MESSAGES" / "caunoi.po"
    code.write_text('a = _("One")\nb = _("Two")\nc = _("Three")\n', encoding="utf-8")
    update(checkout, locale)
    once = path.read_bytes()
    code.write_text('c = _("Three")\n\na = _("One")\nb = _("Two")\n', encoding="utf-8")
    update(checkout, locale)
    assert path.read_bytes() == once
    code.write_text('c = _("Three")\n\na = _("One")\nn = _("New")\nb = _("Two")\n', encoding="utf-8")
    update(checkout, locale)
    texts = [message.id for message in read("vi", "caunoi", locale) if message.id]
    assert texts == ["Back", "Home", "One", "New", "Two", "Three"]
    code.write_text('a = _("One")\nn = _("New")\nb = _("Two")\nc = _("Three")\n', encoding="utf-8")
    once = path.read_bytes()
    update(checkout, locale)
    assert path.read_bytes() == once


def test_a_fuzzy_entry_is_unfinished(checkout: Path, tmp_path: Path) -> None:
    locale = tmp_path / "locale"
    update(checkout, locale)
    path = locale / "id" / "LC_MESSAGES" / "lessons.po"
    text = path.read_text().replace('msgid "World."\nmsgstr ""', '#, fuzzy\nmsgid "World."\nmsgstr "Dunia."')
    path.write_text(text.replace('msgid "# Hello"\nmsgstr ""', 'msgid "# Hello"\nmsgstr "# Halo"'), encoding="utf-8")
    assert unfinished(read("id", "lessons", locale)) == ["World."]


def test_one_form_is_enough_for_any_number(checkout: Path, tmp_path: Path) -> None:
    locale = tmp_path / "locale"
    words = 'def f(n, ngettext): return ngettext("{n} step saved", "{n} steps saved", n)\n'
    (checkout / "caunoi" / "words.py").write_text(words, encoding="utf-8")
    update(checkout, locale)
    for lang in ("vi", "id"):
        path = locale / lang / "LC_MESSAGES" / "caunoi.po"
        text = path.read_text(encoding="utf-8")
        assert "msgstr[1]" not in text
        path.write_text(text.replace('msgstr[0] ""', 'msgstr[0] "{n} x"'), encoding="utf-8")
        assert "{n} step saved" not in unfinished(read(lang, "caunoi", locale))
        # A form too many, as other tools write for Indonesian, goes without the translation becoming fuzzy.
        path.write_text(path.read_text(encoding="utf-8").replace('"{n} x"', '"{n} x"\nmsgstr[1] ""'), encoding="utf-8")
        update(checkout, locale)
        assert "{n} step saved" not in unfinished(read(lang, "caunoi", locale))
        assert "msgstr[1]" not in path.read_text(encoding="utf-8")
        catalogue = translator(lang, locale=locale)
        for number in (0, 1, 2, 21):
            assert catalogue.ngettext("{n} step saved", "{n} steps saved", number) == "{n} x"


def test_a_lost_field_is_told(checkout: Path, tmp_path: Path) -> None:
    locale = tmp_path / "locale"
    update(checkout, locale)
    path = locale / "vi" / "LC_MESSAGES" / "caunoi.po"
    entry = 'msgid "{n} of {total}"\nmsgstr ""'
    original = path.read_text(encoding="utf-8")
    for translation, found in (
        ("{n} trên {total}", []),
        ("{n} trên", ["{n} of {total}"]),
        ("{m}/{n}/{total}", ["{n} of {total}"]),
    ):
        path.write_text(original.replace(entry, entry[:-1] + translation + '"'), encoding="utf-8")
        assert differing_fields(read("vi", "caunoi", locale)) == found
