"""Does the worked example work: written step by step into an empty folder, it is checked and scored as it says."""

from __future__ import annotations

import ast
import datetime
import json
import shutil
from pathlib import Path

import nbformat
import pytest

from assessments.agreement import check_notebook
from assessments.skeleton import skeleton
from caunoi.check import check
from caunoi.content import CHECKOUT, CHECKOUT_ROOTS, Library
from caunoi.desk.walk import Walk, walk
from caunoi.i18n import LANGS, translator
from caunoi.lowering import trace_events
from caunoi.shown import Shown
from tests.docs.guide import beginning, blocks_of, follow, page, traces_in

TODAY = datetime.date(2026, 11, 30)

EXAMPLE = list(blocks_of(page("vi", "example")))
STEPS = [block for block in EXAMPLE if block.role != "desk"]


def said(root: Path) -> str:
    """What `caunoi check` prints of the files that the guide has written."""
    own = {block.target for block in STEPS}
    problems = check(Library.load([root]), TODAY, locale=None)
    told = [each for each in problems if Path(each.file).relative_to(root.resolve()).as_posix() in own]
    lines = [f"{each.severity}: {each}".replace(f"{root.resolve()}/", "") for each in told]
    errors = sum(each.severity == "error" for each in told)
    return "".join(f"{line}\n" for line in [*lines, f"{errors} errors, {len(told) - errors} warnings."])


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of somebody who has done every step."""
    root = tmp_path_factory.mktemp("class") / "content"
    beginning(root)
    for _ in follow(root, STEPS):
        pass
    return root


def test_the_check_says_at_each_step_what_the_guide_prints(tmp_path: Path) -> None:
    root = tmp_path / "content"
    beginning(root)
    asked = 0
    for number, block in enumerate(follow(root, STEPS), start=1):
        asked = number
        assert said(root) == block.text, f"check number {number} of the worked example"
    assert asked == sum(block.role == "check" for block in STEPS)
    assert said(root) == "0 errors, 0 warnings.\n"


def test_every_recorded_way_gets_the_points_that_stand_in_the_guide(finished: Path) -> None:
    library = Library.load([finished])
    stated = {
        (block.target, trace["id"]): trace["points"]
        for block in STEPS
        if block.role == "recorded"
        for trace in traces_in(block)
    }
    found = {}
    for name, traces in library.traces.items():
        for trace in traces:
            events = trace_events(trace, library.scenario(name).values)
            walked = walk(library, name, events, "en", translator("en").gettext)
            path = Path(library.file_of("traces", name)).relative_to(finished.resolve()).as_posix()
            found[path, trace.id] = walked.points
    assert found == stated
    assert len(found) == 15


def told(walked: Walk, lang: str) -> str:
    """A walk as the desk tells it beside the mock-up: the steps, the points with their reasons, the wrong turns."""
    words, shown = translator(lang), Shown(lang)
    lines = [f"{each.number}. {each.words}" + (f" → {each.arrives}" if each.arrives else "") for each in walked.strides]
    total = words.gettext("{points} of {total} points")
    lines.append(total.format(points=shown.number(walked.points), total=shown.number(walked.max_points)))
    for each in walked.verdicts:
        points = total.format(points=shown.number(each.reason.points), total=shown.number(each.reason.max_points))
        sign = "✓" if each.reason.met == each.reason.of else "○"
        lines.append(f"{sign} {each.reason.id} · {points}: {each.sentence}")
    if walked.turns:
        lines.append(words.gettext("Wrong turns"))
        lines += [f"{each.id}: {each.sentence}" for each in walked.turns]
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize("lang", LANGS)
def test_the_desk_tells_a_way_as_the_guide_prints_it(finished: Path, lang: str) -> None:
    library = Library.load([finished])
    shown = [block for block in blocks_of(page(lang, "example")) if block.role == "desk"]
    assert len(shown) == 2
    for block in shown:
        scenario, _, name = block.target.partition(":")
        (trace,) = [each for each in library.traces[scenario] if each.id == name]
        events = trace_events(trace, library.scenario(scenario).values)
        assert told(walk(library, scenario, events, lang, translator(lang).gettext), lang) == block.text


def test_the_cells_of_the_lesson_draw_the_first_screen(finished: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (finished.parent / "class.yaml").touch()
    monkeypatch.chdir(finished.parent)
    (block,) = [each for each in STEPS if each.role == "cells"]
    names: dict[str, object] = {}
    modes = []
    for cell in nbformat.read(finished / block.target, as_version=4).cells:
        tree = ast.parse(cell.source)
        if isinstance(tree.body[0], ast.ImportFrom):
            exec(compile(tree, "cell", "exec"), names)
            continue
        view = eval(cell.source, names).view
        modes.append(view["mode"])
        assert view["screens"]["home"]["actions"][0]["label"] == "Mượn sách"
        assert "Phạm Văn Lành" in view["brief"]
        assert "TB-0071" in view["brief"]
        assert len(view["steps"]) == 5
        assert [each["id"] for each in view["criteria"]] == ["sent", "right-book", "number-at-once"]
    assert modes == ["guided", "practice"]


def test_the_assessment_gets_a_notebook_that_grading_accepts(finished: Path, tmp_path: Path) -> None:
    library = Library.load([finished])
    path = tmp_path / "reading-room.ipynb"
    path.write_text(json.dumps(skeleton(library, "reading-room")), encoding="utf-8")
    check_notebook(path, library, "reading-room")
    assert 'mockup("slip-for-hoa", "test")' in [cell.source for cell in nbformat.read(path, as_version=4).cells]


def test_the_finished_example_has_no_error_beside_all_that_is_shipped(finished: Path, tmp_path: Path) -> None:
    roots = []
    for shipped in CHECKOUT_ROOTS:
        name = shipped.relative_to(CHECKOUT)
        roots.append(shutil.copytree(shipped, tmp_path / name))
        shutil.copytree(finished / name, tmp_path / name, dirs_exist_ok=True)
    syllabus = (CHECKOUT / "curriculum/syllabus.yaml").read_text(encoding="utf-8")
    more = "".join(each.text for each in STEPS if each.role == "append" and each.target == "curriculum/syllabus.yaml")
    (tmp_path / "curriculum/syllabus.yaml").write_text(syllabus + more, encoding="utf-8")
    problems = check(Library.load(roots), TODAY, locale=None)
    # Warnings are left aside: how other content puts a word may change, and that is no fault of the guide.
    assert [str(each) for each in problems if each.severity == "error"] == []


@pytest.mark.parametrize("lang", LANGS)
def test_the_steps_are_the_same_in_every_language(lang: str) -> None:
    assert [block for block in blocks_of(page(lang, "example")) if block.role != "desk"] == STEPS
