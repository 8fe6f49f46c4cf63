"""The report of a class: one page that needs nothing but itself, and two tables for spreadsheets."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from caunoi.content import CHECKOUT, Library
from caunoi.coursework.folder import read_class
from caunoi.coursework.pinned import pinned_library
from caunoi.coursework.table_file import write_table
from caunoi.coursework.turn_words import TurnWords
from caunoi.coursework.turns import TurnCount, turn_counts
from caunoi.i18n import translator
from caunoi.shown import Shown
from reports.attendance import attendance
from reports.frames import ClassFrames, class_frames
from reports.gains import Gains, gains
from reports.order import in_order, taken_up
from reports.summary import NEEDS_PRACTICE_BELOW, Summary, summary
from reports.wording import Wording

_TEMPLATES = Path(__file__).resolve().parent / "templates"
_STATIC = CHECKOUT / "caunoi" / "hall" / "static"
_TOKENS = CHECKOUT / "widgets" / "tokens.css"
_FONT = re.compile(r'url\("(fonts/[\w.-]+\.woff2)"\)')


def write(root: Path, out: Path, lang: str) -> tuple[Path, Path, Path]:
    """Write <class>-<lang>.html, .csv and .turns.csv into `out` and return the paths: page, marks, wrong turns.

    Raises:
        GradingError: the gradebook cannot be read.
        CatalogueError: the language is missing.
    """
    library = pinned_library(root)
    frames, turns = class_frames(root), turn_counts(root, library)
    out.mkdir(parents=True, exist_ok=True)
    name = f"{read_class(root).id}-{lang}"
    page, table, turn_list = (out / f"{name}.{kind}" for kind in ("html", "csv", "turns.csv"))
    page.write_text(class_page(root, frames, turns, lang), encoding="utf-8")
    gained = [found for _, found in _gains(root, library, frames, lang)]
    write_table(table, *class_table(library, frames, lang, gained))
    write_table(turn_list, *turns_table(library, turns, lang))
    return page, table, turn_list


def class_page(root: Path, frames: ClassFrames, turns: Sequence[TurnCount], lang: str) -> str:
    """Return the page as HTML, with its style and fonts in it; it asks no host for anything and runs no script."""
    library, came = pinned_library(root), attendance(root)
    catalogue = translator(lang)
    wording = Wording(library, lang)
    found = [summary(frames, turns, name, came) for name in in_order(library)]
    taken = taken_up(found)
    sections = [_section(number, each, library, wording) for number, each in enumerate(taken, start=1)]
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_callables(catalogue.gettext, catalogue.ngettext, newstyle=False)  # type: ignore[attr-defined]
    return environment.get_template("class-report.html").render(
        lang=lang,
        group=read_class(root),
        sections=sections,
        untouched=[library.assessments[each.assessment].title.of(lang) for each in found if each not in taken],
        gains=_gains(root, library, frames, lang),
        people={row["trainee"]: row["name"] for row in frames.marks.to_dict("records")},
        wording=wording,
        told=TurnWords(library, lang),
        shown=Shown(lang),
        written_at=datetime.now(UTC).astimezone(),
        weak_below=NEEDS_PRACTICE_BELOW,
        style=Markup(_style()),  # noqa: S704  (our own files)
        mark=Markup((_STATIC / "bridge.svg").read_text(encoding="utf-8")),  # noqa: S704
    )


def class_table(
    library: Library, frames: ClassFrames, lang: str, gained: Iterable[Gains] = ()
) -> tuple[list[str], Iterator[list[Any]]]:
    """Return the header and the rows of the table: one row per trainee and criterion, the absent with empty points.

    What the confirmed vetoes of a case say stands in each of its rows; of several attempts the one that counts, with
    what the others came to. Of who handed in both forms of a module the rows say which one was taken when, and what was
    gained from the one to the other, empty until both are graded.
    """
    _ = translator(lang).gettext
    wording = Wording(library, lang)
    header = [
        _("Number"), _("Name"), _("Card"), _("Assessment"), _("Task"), _("Criterion"), _("What it asks for"),
        _("Skill"), _("Points"), _("Of"), _("State"), _("Not passed"), _("Attempt"), _("Attempts"), _("Other attempts"),
        _("Before or after the lessons"), _("Gain"),
    ]  # fmt: skip
    not_passed: dict[tuple[str, str], list[str]] = {}
    vetoes, marks = frames.vetoes, frames.marks
    for each in vetoes[vetoes["decision"] == "confirmed"].to_dict("records"):
        not_passed.setdefault((each["trainee"], each["task"]), []).append(wording.veto(each["task"], each["veto"]))
    attempts = _attempts(frames, Shown(lang))
    when = {"before": _("before"), "after": _("after")}
    taken = {
        (gain.trainee, name): (when[moment], gain.points) for found in gained for gain, name, moment in found.taken()
    }
    nothing = (None, None, "")
    rows = (
        [
            row["trainee"], row["name"], row["card"], row["assessment"], row["task"], row["criterion"],
            wording.criterion(row["task"], row["criterion"]), row["skill"], row["points"], row["max_points"],
            wording.state(row["state"]), "; ".join(not_passed.get((row["trainee"], row["task"]), ())),
            *attempts.get((row["trainee"], row["assessment"]), nothing),
            *taken.get((row["trainee"], row["assessment"]), ("", None)),
        ]
        for row in marks.to_dict("records")
    )  # fmt: skip
    return header, rows


def _attempts(frames: ClassFrames, shown: Shown) -> dict[tuple[str, str], tuple[int, int, str]]:
    """The number of the attempt that counts, of how many, and what the others came to, by trainee and assessment."""
    found: dict[tuple[str, str], tuple[int, int, str]] = {}
    for (trainee, assessment), rows in frames.attempts.groupby(["trainee", "assessment"], sort=False):
        others = [
            f"{row['attempt']}: {'?' if pd.isna(row['points']) else shown.number(row['points'])}"
            f" / {shown.number(row['max_points'])}"
            for row in rows[~rows["counts"]].to_dict("records")
        ]
        number = int(rows.loc[rows["counts"], "attempt"].sum())
        found[str(trainee), str(assessment)] = number, len(rows), "; ".join(others)
    return found


def turns_table(library: Library, turns: Sequence[TurnCount], lang: str) -> tuple[list[str], Iterator[list[Any]]]:
    """Return the header and the rows of the wrong turns: one row each, also of those nobody took."""
    _ = translator(lang).gettext
    wording, told = Wording(library, lang), TurnWords(library, lang)
    header = [_("Assessment"), _("Task"), _("Kind"), _("What people did"), _("People"), _("Of"), _("Screen")]
    rows = (
        [
            each.assessment, wording.task(each.cell.task), told.kind(each.kind), told.deed(each), each.people, each.of,
            told.screen(each),
        ]
        for each in sorted(turns, key=lambda each: each.assessment)
    )  # fmt: skip
    return header, rows


def _section(number: int, found: Summary, library: Library, wording: Wording) -> dict[str, Any]:
    tasks = list(dict.fromkeys(part.task for person in found.people for part in person.parts))
    return {
        "number": number,
        "title": library.assessments[found.assessment].title.of(wording.lang),
        "found": found,
        "tasks": tasks,
        "heads": dict(zip(tasks, column_heads([wording.kind(task) for task in tasks]), strict=True)),
        "names": wording.names(found.people),
    }


def column_heads(kinds: Sequence[str]) -> list[str]:
    """Return what stands above the column of each task: its kind, with a number where there are several of it."""
    return [
        kind if kinds.count(kind) == 1 else f"{kind} {kinds[: place + 1].count(kind)}"
        for place, kind in enumerate(kinds)
    ]


def _gains(root: Path, library: Library, frames: ClassFrames, lang: str) -> list[tuple[str, Gains]]:
    """What was gained in each module whose two forms the class takes, with the title of the module."""
    taken = read_class(root).forms
    return [
        (module.title.of(lang), gains(frames.attempts, module.id, module.forms))
        for module in library.syllabus.modules
        if module.id in taken and module.forms is not None
    ]


def _style() -> str:
    """The tokens of the suite, its fonts as data, and the report's own rules."""

    def inlined(match: re.Match[str]) -> str:
        return f"url(data:font/woff2;base64,{base64.b64encode((_STATIC / match[1]).read_bytes()).decode()})"

    fonts = _FONT.sub(inlined, (_STATIC / "fonts.css").read_text(encoding="utf-8"))
    own = (_TEMPLATES / "class-report.css").read_text(encoding="utf-8")
    return "\n".join((_TOKENS.read_text(encoding="utf-8"), fonts, own))
