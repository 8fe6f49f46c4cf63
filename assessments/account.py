"""What an assessor reads beside an answer: the task, the criteria and what was met, as Markdown."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import Any

from assessments.item_account import Sitting, item_text
from caunoi.content import Library
from caunoi.coursework.cells import GradeCell
from caunoi.coursework.judging import checked_payload, judged
from caunoi.errors import CauNoiError
from caunoi.i18n import translator
from caunoi.items import variant_of
from caunoi.model import Text
from caunoi.model.base import filled
from caunoi.model.keys import WritingCriterion
from caunoi.payload import Payload
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
        rubric = library.require(library.writing_rubrics, cell.ref, "rubric of the written question")
        return rubric_text(rubric.criteria, lang)
    try:
        checked = checked_payload(library, payload)
    except CauNoiError:
        checked = None  # the cell itself says why
    if cell.kind == "item":
        return _item(library, cell, checked, lang)
    return _criteria(library, cell, checked, lang)


def asked(library: Library, cell: GradeCell, payload: dict[str, Any] | None, lang: str) -> str:
    """Return the question of one cell as the trainee was asked it, in the variant of the attempt."""
    if cell.kind != "item":
        return cell.title.of(lang)
    item = next(each for each in library.item_set(cell.ref).items if each.id == cell.item)
    try:
        seed = checked_payload(library, payload).seed
    except CauNoiError:
        seed = None
    return item.asked(variant_of(item, seed)).of(lang)


def rubric_text(criteria: Sequence[WritingCriterion], lang: str) -> str:
    """Return how a written answer is read: a table of criteria, levels and points."""
    _ = translator(lang).gettext
    heading = _("How to read this answer")
    lines = [f"**{heading}**", "", _row(_("Criterion"), _("Level"), _("Points")), "|---|---|---|"]
    for criterion in criteria:
        for number, level in enumerate(criterion.levels):
            title = _line(criterion.title, lang) if number == 0 else ""
            lines.append(_row(title, _line(level.text, lang), f"{level.points:g}"))
    return "\n".join(lines)


def _item(library: Library, cell: GradeCell, payload: Payload | None, lang: str) -> str:
    item = next(each for each in library.item_set(cell.ref).items if each.id == cell.item)
    key = library.require(library.keys, cell.ref, "keys").keys.get(cell.item)
    sitting = None if payload is None else Sitting.of(payload, cell)
    told = item_text(library, item, key, sitting, lang)
    return told if key is None or not key.criteria else f"{told}\n\n{rubric_text(key.criteria, lang)}"


def _criteria(library: Library, cell: GradeCell, payload: Payload | None, lang: str) -> str:
    _ = translator(lang).gettext
    values = library.scenario(cell.ref).values
    criteria = library.require(library.rubrics, cell.ref, "rubric").criteria
    score = None
    if payload is not None:
        with contextlib.suppress(CauNoiError):  # the cell itself says why
            score = judged(library, cell, payload)
    met = {each.id: f"{each.points:.4g}" if each.counted else "–" for each in score.reasons} if score else {}
    lines = [_row(_("Criterion"), _("Points"), _("Of")), "|---|---|---|"]
    for criterion in criteria:
        why = filled(_line(criterion.why, lang), values)
        lines.append(_row(why, met.get(criterion.id, "?"), f"{criterion.points:g}"))
    if score:
        if not all(each.counted for each in score.reasons):
            lines += ["", _("– means: no occasion for it. Its points are spread over the others.")]
        if not score.enough_seen:
            said = _(
                "Too little was seen in this case to judge it: what is looked for had its occasion for {seen} of {max}"
                " points. It counts as neither passed nor failed, unless you type points of your own."
            )
            occasions = said.format(seen=round(score.seen * score.max_points), max=f"{score.max_points:g}")
            lines += ["", f"**{occasions}**"]
        lines += _vetoes(library, cell, score, lang)
    return "\n".join(lines)


def _vetoes(library: Library, cell: GradeCell, score: Score, lang: str) -> list[str]:
    _ = translator(lang).gettext
    vetoes = {veto.id: veto for veto in library.rubrics[cell.ref].vetoes}
    lines = []
    for found in score.vetoes:
        said = _("Possible veto: {what} At step {n}. Confirm or dismiss it on the page of the class.")
        what = filled(_line(vetoes[found.id].say, lang), library.scenario(cell.ref).values)
        lines += ["", f"**{said.format(what=what, n=found.at + 1)}**"]
    return lines


def _line(text: Text, lang: str) -> str:
    return " ".join(text.of(lang).split())


def _row(*cells: str) -> str:
    # Formgrader draws tables without any room between their columns.
    return "| " + " | ".join(cell.replace("|", "\\|") + "&emsp;" for cell in cells) + " |"
