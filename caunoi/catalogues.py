"""Keeps the translation catalogues in step with code and notebooks, and tells what is not translated."""

from __future__ import annotations

import io
import re
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from caunoi.content import CHECKOUT
from caunoi.i18n import DOMAINS, LANGS, LOCALE, SOURCE_LANG, extract_notebook, write_whole

ROOMS = ("caunoi", "widgets", "assessments", "reports")
LESSON_ROOMS = ("curriculum", "assessments", "reports")

# Neither Vietnamese nor Indonesian has a plural of nouns; Babel does not know that of Indonesian.
_PLURAL_FORMS = "nplurals=1; plural=0;"
_HEADER = """\
msgid ""
msgstr ""
"Language: {lang}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms}\\n"

"""
_MARKED = re.compile(r"(?:\b_|gettext|N_)\s*\(")
_Key = tuple[str, str | None]
_FIELD = re.compile(r"\{([a-z_]*)\}")


# A template that does not parse must not lose its texts, and with them their translations, in silence.
TEMPLATE_OPTIONS = {"silent": "false", "extensions": "jinja2.ext.do"}


def messages(domain: str, checkout: Path = CHECKOUT) -> Catalog:
    """Return all English texts of a domain: `caunoi` stands in code and templates, `lessons` in notebooks."""
    found = Catalog(domain=domain, project="caunoi", fuzzy=False)
    if domain == "lessons":
        for path in _files(checkout, LESSON_ROOMS, ("*.ipynb",)):
            with path.open("rb") as file:
                for number, _, paragraph, _ in extract_notebook(file, {}, (), {}):
                    found.add(paragraph, locations=[(path.relative_to(checkout).as_posix(), number)])
        return found
    for path in _files(checkout, ROOMS, ("*.py", "*.js", "*.html", "*.j2")):
        method = {".py": "python", ".js": "javascript"}.get(path.suffix, "jinja2.ext:babel_extract")
        # Reading every token of a file that marks no text is what took longest.
        if method in ("python", "javascript") and not _MARKED.search(path.read_text(encoding="utf-8")):
            continue
        place = path.relative_to(checkout).as_posix()
        for line, text, comments, context in extract_from_file(
            method, path, comment_tags=("Translators:",), options=TEMPLATE_OPTIONS
        ):
            found.add(text, locations=[(place, line)], auto_comments=comments, context=context)
    return found


def update(checkout: Path = CHECKOUT, locale: Path = LOCALE) -> None:
    """Bring every .po up to date; kept translations stay, gone texts go, new ones are empty, none becomes fuzzy."""
    for domain in DOMAINS:
        template = messages(domain, checkout)
        for lang in LANGS:
            if lang == SOURCE_LANG:
                continue
            path = locale / lang / "LC_MESSAGES" / f"{domain}.po"
            path.parent.mkdir(parents=True, exist_ok=True)
            catalogue = read(lang, domain, locale)
            before = [_key(message) for message in catalogue]
            catalogue.update(template, no_fuzzy_matching=True)
            written = io.BytesIO()
            # No line numbers and no dates: they change with every run and say nothing to a translator.
            write_po(written, _arranged(catalogue, before), width=110, include_lineno=False, omit_header=True)
            header = _HEADER.format(lang=lang, plural_forms=_PLURAL_FORMS)
            write_whole(path, header.encode() + written.getvalue().lstrip(b"\n"))


def read(lang: str, domain: str, locale: Path = LOCALE) -> Catalog:
    """Return the catalogue of a language; an empty one where there is no file yet."""
    path = locale / lang / "LC_MESSAGES" / f"{domain}.po"
    catalogue = Catalog(locale=lang, domain=domain, project="caunoi", fuzzy=False)
    if path.is_file():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=lang, domain=domain)
    catalogue.mime_headers = [("Plural-Forms", _PLURAL_FORMS)]
    for message in catalogue:
        if isinstance(message.string, (tuple, list)):
            message.string = tuple(message.string[: catalogue.num_plurals])
    return catalogue


def unfinished(catalogue: Catalog) -> list[str]:
    """Return the English texts whose translation is empty or fuzzy."""
    return [_text(message.id) for message in catalogue if message.id and (message.fuzzy or not _done(message.string))]


def differing_fields(catalogue: Catalog) -> list[str]:
    """Return the English texts whose translation names other {fields}: it would break when it is filled in."""
    differing = []
    for message in catalogue:
        originals = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
        translations = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        # A singular may leave its number out ("one day left"), so a plural's fields are those of any of its forms.
        fields = {field for original in originals for field in _FIELD.findall(original)}
        if any(text and set(_FIELD.findall(text)) != fields for text in translations):
            differing.append(_text(message.id))
    return differing


def missing(catalogue: Catalog, template: Catalog) -> list[str]:
    """Return the English texts in use (`template`, from `messages`) that the catalogue does not hold at all."""
    return [
        _text(message.id) for message in template if message.id and catalogue.get(message.id, message.context) is None
    ]


def _files(checkout: Path, rooms: tuple[str, ...], patterns: tuple[str, ...]) -> list[Path]:
    found = {path for room in rooms for pattern in patterns for path in (checkout / room).rglob(pattern)}
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(checkout).parts))


def _arranged(catalogue: Catalog, before: list[_Key]) -> Catalog:
    """The messages by the first file they are in, and there as they stood `before`, so that moving code moves nothing.

    A new one stands behind the one that comes before it in the code.
    """
    places = {key: place for place, key in enumerate(before)}
    ranks: dict[_Key, tuple[str, int, int]] = {}
    last = -1
    for number, message in enumerate(sorted(filter(lambda each: each.id, catalogue), key=lambda each: each.locations)):
        place = places.get(_key(message))
        last = last if place is None else place
        ranks[_key(message)] = (message.locations[0][0], last, 0 if place is not None else 1 + number)
    arranged = Catalog(locale=catalogue.locale, domain=catalogue.domain, project="caunoi", fuzzy=False)
    arranged.mime_headers = catalogue.mime_headers
    for message in sorted(filter(lambda each: each.id, catalogue), key=lambda each: ranks[_key(each)]):
        arranged[message.id] = message
    return arranged


def _key(message: Message) -> _Key:
    return _text(message.id), message.context


def _text(message_id: object) -> str:
    return str(message_id[0]) if isinstance(message_id, (tuple, list)) else str(message_id)


def _done(translation: object) -> bool:
    return all(translation) if isinstance(translation, (tuple, list)) else bool(translation)


if __name__ == "__main__":
    update()
