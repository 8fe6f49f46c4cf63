"""Whether the translation catalogues are complete."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from caunoi.catalogues import differing_fields, messages, missing, read, unfinished
from caunoi.errors import CatalogueError, Problem
from caunoi.i18n import DOMAINS, LANGS, SOURCE_LANG, translator


def catalogue_problems(locale: Path) -> Iterator[Problem]:
    """Yield each English text without a translation, each fuzzy one, and each catalogue that cannot be read."""
    for domain in DOMAINS:
        template = messages(domain)
        for lang in LANGS:
            if lang == SOURCE_LANG:
                continue
            file = str(locale / lang / "LC_MESSAGES" / f"{domain}.po")
            try:
                translator(lang, domain, locale)
            except CatalogueError as error:
                yield Problem(file, "catalogue", f"cannot be used ({error})", "put it right first")
                continue
            catalogue = read(lang, domain, locale)
            for text in unfinished(catalogue):
                yield Problem(file, f"message {_short(text)}", "is empty or fuzzy", "translate it")
            for text in differing_fields(catalogue):
                yield Problem(
                    file, f"message {_short(text)}", "has other {fields} than the English", "keep every {field}"
                )
            for text in missing(catalogue, template):
                yield Problem(
                    file, f"message {_short(text)}", "is not in the catalogue", "run python -m caunoi.catalogues"
                )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return repr(line if len(line) <= 60 else line[:57] + "...")
