"""Languages: gettext catalogues for the engine's texts and for the paragraphs of notebooks.

English is written in the code and in the notebooks; caunoi/locale holds vi and id. Compiled catalogues are made on
demand and never kept in version control.
"""

from __future__ import annotations

import contextlib
import copy
import gettext
import io
import json
import os
import re
import struct
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from caunoi.errors import CatalogueError
from caunoi.model.base import LANGS

SOURCE_LANG = "en"
DOMAINS = ("caunoi", "lessons")
LOCALE = Path(__file__).resolve().parent / "locale"

__all__ = [
    "DOMAINS",
    "LANGS",
    "LOCALE",
    "N_",
    "compile_catalogues",
    "extract_notebook",
    "translate_notebook",
    "translator",
]

_BLANK_LINES = re.compile(r"\n[ \t]*\n")
# Babel reads a line with a lost quotation mark as something else, without a word.
_PO_LINE = re.compile(r'\s*(?:#.*|(?:msg(?:id|id_plural|str|ctxt|str\[\d\])\s*)?"(?:[^"\\]|\\.)*"\s*)?')
_FENCE = re.compile(r"^ {0,3}(```|~~~)")
_READ: dict[tuple[Path, int], gettext.NullTranslations] = {}


def N_(text: str) -> str:  # noqa: N802, the name gettext tools look for
    """Return a text as it is: what stands in here is translated later, and the catalogues take it up."""
    return text


def translator(lang: str, domain: str = "caunoi", locale: Path = LOCALE) -> gettext.NullTranslations:
    """Return the translations of a language; a text that is not in the catalogue stays English.

    Raises CatalogueError for an unknown language or domain, or when the .po file is missing or broken.
    """
    source = _source(lang, domain, locale)
    if source is None:
        return gettext.NullTranslations()
    key = (source, source.stat().st_mtime_ns)
    if key not in _READ:
        _READ[key] = _compiled(source)
    return _READ[key]


def compile_catalogues(locale: Path = LOCALE) -> list[Path]:
    """Write the compiled .mo beside each .po and return their paths. Raises CatalogueError."""
    written = []
    for lang in LANGS:
        for domain in DOMAINS:
            source = _source(lang, domain, locale)
            if source is not None:
                target = source.with_suffix(".mo")
                write_whole(target, _binary(source))
                written.append(target)
    return written


def translate_notebook(notebook: Any, lang: str, locale: Path = LOCALE) -> Any:
    """Return a copy of a notebook (nbformat 4) whose Markdown paragraphs are in this language.

    Raises CatalogueError.
    """
    catalogue = translator(lang, "lessons", locale)
    translated = copy.deepcopy(notebook)
    for cell in translated["cells"]:
        if cell["cell_type"] == "markdown":
            parts = _paragraphs(_cell_text(cell))
            cell["source"] = "\n\n".join(catalogue.gettext(part) if _is_prose(part) else part for part in parts)
    return translated


def extract_notebook(
    file: IO[bytes], keywords: Any, comment_tags: Any, options: Any
) -> Iterator[tuple[int, None, str, list[str]]]:
    """Babel extractor: yield each paragraph of each Markdown cell of a notebook, by the number of its cell."""
    for number, cell in enumerate(json.load(file)["cells"], start=1):
        if cell["cell_type"] == "markdown":
            for part in _paragraphs(_cell_text(cell)):
                if _is_prose(part):
                    yield number, None, part, []


def _cell_text(cell: Any) -> str:
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def _paragraphs(text: str) -> list[str]:
    """Split at blank lines, but keep a fenced block whole."""
    parts: list[str] = []
    fenced: list[str] = []
    for part in _BLANK_LINES.split(text.replace("\r\n", "\n").strip("\n")):
        fenced.append(part)
        joined = "\n\n".join(fenced)
        if sum(1 for line in joined.split("\n") if _FENCE.match(line)) % 2 == 0:
            parts.append(joined)
            fenced = []
    return [*parts, "\n\n".join(fenced)] if fenced else parts


def _is_prose(part: str) -> bool:
    return bool(part.strip()) and not _FENCE.match(part)


def _source(lang: str, domain: str, locale: Path) -> Path | None:
    if lang not in LANGS:
        raise CatalogueError(f"Language {lang} is unknown; use one of {', '.join(LANGS)}.")
    if domain not in DOMAINS:
        raise CatalogueError(f"Catalogue {domain} is unknown; use one of {', '.join(DOMAINS)}.")
    if lang == SOURCE_LANG:
        return None
    source = locale / lang / "LC_MESSAGES" / f"{domain}.po"
    if not source.is_file():
        raise CatalogueError(f"Catalogue {source} is missing; put it back from the repository.")
    return source


def _compiled(source: Path) -> gettext.NullTranslations:
    target = source.with_suffix(".mo")
    # Not compiled yet, older than its source, or cut off: compile it again.
    with contextlib.suppress(OSError, ValueError, struct.error):
        if target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            with target.open("rb") as file:
                return gettext.GNUTranslations(file)
    binary = _binary(source)
    with contextlib.suppress(OSError):  # a read-only installation works from memory
        write_whole(target, binary)
    return gettext.GNUTranslations(io.BytesIO(binary))


def _binary(source: Path) -> bytes:
    from babel.messages.mofile import write_mo  # only where a catalogue is compiled
    from babel.messages.pofile import PoFileError, read_po

    try:
        text = source.read_text(encoding="utf-8")
        for number, line in enumerate(text.splitlines(), start=1):
            if not _PO_LINE.fullmatch(line):
                raise CatalogueError(f"Catalogue {source} is broken in line {number}: {line[:60]}; correct that line.")
        catalogue = read_po(io.StringIO(text), abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        raise CatalogueError(f"Catalogue {source} is broken ({error}); put it right.") from error
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    return compiled.getvalue()


def write_whole(target: Path, binary: bytes) -> None:
    """Write in one move, so that a second process never reads half a file."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=target.name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(binary)
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
