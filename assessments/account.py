"""What an assessor reads beside an answer: the task, the criteria and what was met, as Markdown."""

from __future__ import annotations

from typing import Any

from caunoi.content import Library
from caunoi.coursework.cells import GradeCell
from caunoi.coursework.judging import checked_payload, judged
from caunoi.coursework.literal import inert
from caunoi.errors import CauNoiError
from caunoi.i18n import translator
from caunoi.model import Item, Text
from caunoi.payload import responses_of
from caunoi.scoring import Score


def task_text(library: Library, kind: str, ref: str, lang: str) -> str:
    """Return a task as its trainee read it: title and brief, or the written question."""
    if kind == "mockup":
        scenario = library.scenario(ref)
        return f"### {_line(scenario.title, lang)}\n\n{filled(scenario.brief.of(lang), scenario.values)}"
    if kind == "quiz":
        title = library.item_set(ref).title
        return f"### {_line(title, lang) if title else translator(lang).gettext('Questions')}"
    writing = library.require(library.writings, ref, "written question")
    heading = f"### {_line(writing.title, lang)}\n\n" if writing.title else ""
    return heading + writing.prompt.of(lang)


def of(library: Library, assessment: str, cell: GradeCell, payload: dict[str, Any] | None, lang: str) -> str:
    """Return what one cell is judged by; where the answers can be judged, with what was met."""
    if cell.kind == "writing":
        return rubric_text(library, cell.ref, lang)
    try:
        checked = checked_payload(library, payload)
        score = judged(library, cell, checked)
        response = responses_of(checked, cell.task).get(cell.item)
    except CauNoiError:
        score, response = None, None  # the cell itself says why
    if cell.kind == "mockup":
        return _criteria(library, cell, score, lang)
    return _item(library, cell, response, lang)


def rubric_text(library: Library, writing: str, lang: str) -> str:
    """Return how a written answer is read: a table of criteria, levels and points."""
    _ = translator(lang).gettext
    rubric = library.require(library.writing_rubrics, writing, "rubric of the written question")
    lines = [f"**{_('How to read this answer')}**", "", _row(_("Criterion"), _("Level"), _("Points")), "|---|---|---|"]
    for criterion in rubric.criteria:
        for number, level in enumerate(criterion.levels):
            title = _line(criterion.title, lang) if number == 0 else ""
            lines.append(_row(title, _line(level.text, lang), f"{level.points:g}"))
    return "\n".join(lines)


def filled(text: str, values: dict[str, str]) -> str:
    """Return a content text with the scenario's values in place of {names}."""
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


def _criteria(library: Library, cell: GradeCell, score: Score | None, lang: str) -> str:
    _ = translator(lang).gettext
    values = library.scenario(cell.ref).values
    criteria = library.require(library.rubrics, cell.ref, "rubric").criteria
    met = {reason.id: f"{reason.points:.4g}" for reason in score.reasons} if score else {}
    lines = [_row(_("Criterion"), _("Points"), _("Of")), "|---|---|---|"]
    for criterion in criteria:
        why = filled(_line(criterion.why, lang), values)
        lines.append(_row(why, met.get(criterion.id, "?"), f"{criterion.points:g}"))
    return "\n".join(lines)


def _item(library: Library, cell: GradeCell, response: Any, lang: str) -> str:
    _ = translator(lang).gettext
    item = next(each for each in library.item_set(cell.ref).items if each.id == cell.item)
    key = library.require(library.keys, cell.ref, "keys").keys.get(cell.item)
    lines = [_line(item.stem, lang), ""]
    lines.append(f"- {_('Answer')}: {_shown(item, response, lang) or _('none')}")
    if key:
        lines.append(f"- {_('Key')}: {_shown(item, key.key, lang)}")
        if key.because:
            lines.append(f"- {_line(key.because, lang)}")
    return "\n".join(lines)


def _shown(item: Item, value: Any, lang: str) -> str:
    parts = value if isinstance(value, (list, tuple)) else [] if value is None else [value]
    labels = [_line(item.options[part], lang) if part in item.options else inert(str(part)) for part in map(str, parts)]
    return (" → " if item.kind == "order" else "; ").join(labels)


def _line(text: Text, lang: str) -> str:
    return " ".join(text.of(lang).split())


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
