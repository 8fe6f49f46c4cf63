"""Do the engine and its lessons speak the language they were asked for, from catalogues that are in order?"""

from __future__ import annotations

import io
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from caunoi.errors import CatalogueError
from caunoi.i18n import (
    DOMAINS,
    LANGS,
    LOCALE,
    compile_catalogues,
    extract_notebook,
    translate_notebook,
    translator,
)

HEADER = 'msgid ""\nmsgstr ""\n"Language: vi\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.fixture
def locale(tmp_path: Path) -> Path:
    folder = tmp_path / "vi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    write(tmp_path, "caunoi", ("Join", "Vào lớp"), ("Saved", ""))
    write(
        tmp_path,
        "lessons",
        ("# Welcome", "# Chào mừng"),
        ("You will help\na resident.", "Bạn sẽ giúp\nngười dân."),
    )
    return tmp_path


def write(locale: Path, domain: str, *pairs: tuple[str, str]) -> Path:
    path = locale / "vi" / "LC_MESSAGES" / f"{domain}.po"
    lines = [
        f"msgid {json.dumps(a, ensure_ascii=False)}\nmsgstr {json.dumps(b, ensure_ascii=False)}\n" for a, b in pairs
    ]
    path.write_text(HEADER + "\n".join(lines), encoding="utf-8")
    return path


def notebook(*cells: tuple[str, str | list[str]]) -> dict[str, Any]:
    return {"nbformat": 4, "cells": [{"cell_type": kind, "source": source} for kind, source in cells]}


def test_translation(locale: Path) -> None:
    assert translator("vi", locale=locale).gettext("Join") == "Vào lớp"
    assert translator("vi", "caunoi", locale).gettext("Saved") == "Saved"
    assert translator("vi", "caunoi", locale).gettext("Not there") == "Not there"


def test_english_needs_no_catalogue(tmp_path: Path) -> None:
    assert translator("en", locale=tmp_path).gettext("Join") == "Join"


def test_a_changed_catalogue_is_compiled_again(locale: Path) -> None:
    assert translator("vi", locale=locale).gettext("Join") == "Vào lớp"
    path = write(locale, "caunoi", ("Join", "Tham gia"))
    later = path.stat().st_mtime_ns + 10**9
    os.utime(path, ns=(later, later))
    assert translator("vi", locale=locale).gettext("Join") == "Tham gia"


def test_a_compiled_catalogue_that_was_cut_off_is_made_again(locale: Path) -> None:
    translator("vi", locale=locale)
    compiled = locale / "vi" / "LC_MESSAGES" / "caunoi.mo"
    for broken in (b"", compiled.read_bytes()[:30], b"nonsense" * 20):
        compiled.write_bytes(broken)
        source = compiled.with_suffix(".po")
        earlier = source.stat().st_mtime_ns - 10**9  # another stamp, so that nothing is answered from memory
        os.utime(source, ns=(earlier, earlier))
        assert translator("vi", locale=locale).gettext("Join") == "Vào lớp"


def test_a_folder_that_cannot_be_written_does_not_matter(locale: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise PermissionError("read-only")

    monkeypatch.setattr("caunoi.i18n.write_whole", refuse)
    assert translator("vi", locale=locale).gettext("Join") == "Vào lớp"


def test_what_is_missing_or_broken_is_told(locale: Path) -> None:
    with pytest.raises(CatalogueError, match="Language fr is unknown; use one of vi, id, en"):
        translator("fr", locale=locale)
    with pytest.raises(CatalogueError, match="Catalogue games is unknown"):
        translator("vi", "games", locale)
    with pytest.raises(CatalogueError, match=r"caunoi\.po is missing"):
        translator("id", locale=locale)
    path = write(locale, "caunoi")
    path.write_text(HEADER + 'msgid "Join\nmsgstr broken\n', encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"caunoi\.po is broken in line 6: msgid \"Join; correct that line"):
        translator("vi", locale=locale)


def test_all_catalogues_are_compiled(tmp_path: Path) -> None:
    shutil.copytree(LOCALE, tmp_path / "locale", ignore=shutil.ignore_patterns("*.mo"))
    written = compile_catalogues(tmp_path / "locale")
    assert len(written) == (len(LANGS) - 1) * len(DOMAINS)
    assert all(path.stat().st_size > 0 for path in written)
    assert compile_catalogues(tmp_path / "locale") == written


def test_paragraphs_of_a_notebook_are_translated(locale: Path) -> None:
    original = notebook(
        ("markdown", ["# Welcome\n", "\n", "You will help\n", "a resident.\n", "  \n", "Unknown."]),
        ("code", "# Welcome"),
        ("markdown", "# Welcome"),
    )
    translated = translate_notebook(original, "vi", locale)
    assert [cell["source"] for cell in translated["cells"]] == [
        "# Chào mừng\n\nBạn sẽ giúp\nngười dân.\n\nUnknown.",
        "# Welcome",
        "# Chào mừng",
    ]
    assert original["cells"][2]["source"] == "# Welcome"
    assert translate_notebook(original, "en", locale)["cells"][2]["source"] == "# Welcome"


def test_code_in_prose_is_left_alone(locale: Path) -> None:
    source = "# Welcome\n\n```yaml\na: 1\n\n# Welcome\n```\n\n# Welcome"
    (cell,) = translate_notebook(notebook(("markdown", source)), "vi", locale)["cells"]
    assert cell["source"] == "# Chào mừng\n\n```yaml\na: 1\n\n# Welcome\n```\n\n# Chào mừng"


def test_what_is_extracted_is_what_is_looked_up(locale: Path) -> None:
    source = "# Welcome\r\n\r\nYou will help\r\na resident.\n\n\n\n```\ncode\n```\n"
    raw = notebook(("markdown", source), ("code", "x"), ("markdown", ""))
    found = list(extract_notebook(io.BytesIO(json.dumps(raw).encode()), {}, (), {}))
    assert found == [(1, None, "# Welcome", []), (1, None, "You will help\na resident.", [])]
    (cell, _, _) = translate_notebook(raw, "vi", locale)["cells"]
    assert cell["source"] == "# Chào mừng\n\nBạn sẽ giúp\nngười dân.\n\n\n\n```\ncode\n```"
