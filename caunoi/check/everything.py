"""The whole check that `caunoi check` prints."""

from __future__ import annotations

import dataclasses
import datetime
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from caunoi.check.braces import brace_problems
from caunoi.check.catalogues import catalogue_problems
from caunoi.check.citations import citation_problems
from caunoi.check.courses import course_problems
from caunoi.check.dates import date_problems
from caunoi.check.facts import fact_problems
from caunoi.check.forms import form_problems
from caunoi.check.keys import key_problems
from caunoi.check.labels import label_problems
from caunoi.check.languages import language_problems
from caunoi.check.lines import with_lines
from caunoi.check.numbers import number_problems
from caunoi.check.pictures import picture_problems
from caunoi.check.repeats import repeat_problems
from caunoi.check.screens import screen_problems
from caunoi.check.skills import skill_problems
from caunoi.check.sources import source_problems
from caunoi.check.terms import term_problems
from caunoi.check.traces import trace_problems
from caunoi.check.typed import typed_problems
from caunoi.check.unused import unused_problems
from caunoi.check.visits import visit_problems
from caunoi.check.wording import wording_problems
from caunoi.content import Library
from caunoi.errors import Problem
from caunoi.i18n import LOCALE

REPORT_FORMAT = 1

# What looks at the library alone.
PARTS: dict[str, Callable[[Library], Iterable[Problem]]] = {
    "lowering": Library.problems,
    "courses": course_problems,
    "forms": form_problems,
    "keys": key_problems,
    "braces": brace_problems,
    "skills": skill_problems,
    "sources": source_problems,
    "screens": screen_problems,
    "pictures": picture_problems,
    "traces": trace_problems,
    "visits": visit_problems,
    "languages": language_problems,
    "labels": label_problems,
    "numbers": number_problems,
    "typed": typed_problems,
    "facts": fact_problems,
    "citations": citation_problems,
    "terms": term_problems,
    "wording": wording_problems,
    "repeats": repeat_problems,
    "unused": unused_problems,
}


def check(
    library: Library,
    today: datetime.date,
    locale: Path | None = LOCALE,
    seconds: dict[str, float] | None = None,
) -> list[Problem]:
    """Return every problem of a library, errors before warnings; `locale` None leaves the catalogues out.

    `seconds`, where given, is filled with the time each part took.
    """
    parts: dict[str, Callable[[], Iterable[Problem]]] = {
        name: partial(problems_of, library) for name, problems_of in PARTS.items()
    }
    parts["dates"] = partial(date_problems, library, today)
    if locale is not None:
        parts["catalogues"] = partial(catalogue_problems, locale)
    found: set[Problem] = set()
    for name, problems_of in parts.items():
        begun = time.perf_counter()
        found.update(problems_of())
        if seconds is not None:
            seconds[name] = time.perf_counter() - begun
    return sorted(with_lines(found), key=lambda each: (each.severity != "error", each.file, each.line or 0, each))


def report_of(problems: Iterable[Problem]) -> dict[str, Any]:
    """Return what `caunoi check --json` prints: format, errors, warnings (counts) and problems, as they are sorted."""
    listed = [dataclasses.asdict(problem) for problem in problems]
    errors = sum(each["severity"] == "error" for each in listed)
    return {"format": REPORT_FORMAT, "errors": errors, "warnings": len(listed) - errors, "problems": listed}
