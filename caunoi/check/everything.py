"""The whole check that `caunoi check` prints."""

from __future__ import annotations

import datetime
from pathlib import Path

from caunoi.check.braces import brace_problems
from caunoi.check.catalogues import catalogue_problems
from caunoi.check.courses import course_problems
from caunoi.check.dates import date_problems
from caunoi.check.keys import key_problems
from caunoi.check.languages import language_problems
from caunoi.check.numbers import number_problems
from caunoi.check.pictures import picture_problems
from caunoi.check.screens import screen_problems
from caunoi.check.skills import skill_problems
from caunoi.check.traces import trace_problems
from caunoi.content import Library
from caunoi.errors import Problem
from caunoi.i18n import LOCALE


def check(library: Library, today: datetime.date, locale: Path | None = LOCALE) -> list[Problem]:
    """Return every problem of a library, errors before warnings; `locale` None leaves the catalogues out."""
    found = {
        *library.problems(),
        *course_problems(library),
        *key_problems(library),
        *brace_problems(library),
        *skill_problems(library),
        *screen_problems(library),
        *picture_problems(library),
        *trace_problems(library),
        *language_problems(library),
        *date_problems(library, today),
        *number_problems(library),
    }
    if locale is not None:
        found.update(catalogue_problems(locale))
    return sorted(found, key=lambda problem: (problem.severity != "error", problem))
