"""Does the check find each mistake an author can make, and nothing in content that is in order?"""

from __future__ import annotations

import datetime
import os
import shutil
from pathlib import Path

import pytest

from caunoi.check import check
from caunoi.check.numbers import suspicious
from caunoi.content import Library, library_of
from caunoi.errors import Problem

TODAY = datetime.date(2026, 11, 30)
DESK = "portals/village-desk.portal.yaml"
PRACTICE = "curriculum/start/help-grandmother.scenario.yaml"
PRACTICE_TRACES = "curriculum/start/help-grandmother.traces.yaml"
TEST = "assessments/basics/help-uncle.scenario.yaml"
RUBRIC = "assessments/basics/help-uncle.rubric.yaml"
KEYS = "assessments/basics/basics.keys.yaml"
ITEMS = "assessments/basics/basics.items.yaml"
ASSESSMENT = "assessments/basics/assessment.yaml"
SYLLABUS = "curriculum/syllabus.yaml"
WRITING_RUBRIC = "assessments/basics/coaching.writing-rubric.yaml"


@pytest.fixture
def copied(fixture_content: Path, tmp_path: Path) -> Path:
    root = tmp_path / "content"
    shutil.copytree(fixture_content, root)
    return root


def told(root: Path, today: datetime.date = TODAY) -> list[Problem]:
    return check(Library.load([root]), today, locale=None)


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_content_that_is_in_order_has_no_problem(copied: Path) -> None:
    assert told(copied) == []


# One row for each mistake: the file, what is written, what is written instead, and what the author is told.
MISTAKES = [
    (DESK, "- to: rules", "- to: nowhere", "screen home: action rules goes to unknown screen nowhere"),
    (
        DESK,
        "          - to: confirm",
        "          - to: rules",
        "screen confirm cannot be reached; let an action go to it",
    ),
    (
        DESK,
        "picture: blurred",
        "picture: blury",
        "options.blurred names unknown picture blury; name one that is drawn, such as blurred",
    ),
    (DESK, 'id: "Beranda", ', "", "screens.home.title lacks id; write it in vi, id and en"),
    (
        DESK,
        'en: "You help {owner_name} file',
        'en: "You help her file',
        "has different names in braces (vi: owner_name",
    ),
    (PRACTICE, "portal: village-desk", "portal: city-desk", "portal is unknown: city-desk; there are: village-desk"),
    (PRACTICE, "skills: [P2.3]", "skills: [P9.9]", "skills names unknown skill P9.9; there are: P2.3"),
    (
        PRACTICE,
        "to: clear, say",
        "to: blurred, say",
        "steps go on for more than 300 events; they must lead to the goal",
    ),
    (PRACTICE, "{screen: confirm, do: send,", "{screen: receipt, do: send,", "step 4 does unknown action send"),
    (PRACTICE, "  - {id: arrives,", "  - {id: no-blur,", "criterion no-blur stands there twice; give each its own id"),
    (
        PRACTICE_TRACES,
        "points: 8",
        "points: 9",
        "trace slip scores 8 of 10; it states 9; not met: right-values 2/3, no-blur",
    ),
    (PRACTICE_TRACES, "skipped: 1\n", "skipped: 0\n", "trace slip skips 1 events: 5 (unknown-input); it states 0"),
    (PRACTICE_TRACES, "kind: gives-up", "kind: slip", "traces hold no gives-up"),
    (PRACTICE_TRACES, "kind: slip", "kind: expert", "trace slip does not get every point"),
    (
        PRACTICE_TRACES,
        "kind: empty, points: 0, events: []",
        "kind: empty, points: 0, events: [{do: rules}]",
        "has events",
    ),
    (RUBRIC, "scenario: help-uncle", "scenario: help-aunt", "file name is for another id than help-aunt"),
    (RUBRIC, "skill: P3.1", "skill: P3.2", "criterion no-blur names unknown skill P3.2"),
    (KEYS, "state-5: {key: supplement,", "state-5: {key: hope,", "key state-5 names unknown option hope"),
    (KEYS, "state-5: {key: supplement,", "state-6: {key: supplement,", "item state-5 has no key; write its key"),
    (KEYS, "state-5: {key: supplement,", "state-6: {key: supplement,", "key state-6 belongs to no item"),
    (KEYS, "{key: supplement,", "{key: [supplement],", "key state-5 is a list; a single item has one option id"),
    (KEYS, "{key: [otp, password]}", "{key: otp}", "key keep-secret is one id; the key of the kind several is a list"),
    (KEYS, "[otp, password]", "[otp, otp]", "key keep-secret names an option twice"),
    (KEYS, "[otp, password]", "[otp, password, hours]", "key keep-secret holds every option"),
    (KEYS, "[search, submit, track]", "[search, submit]", "key filing-order leaves options out"),
    (KEYS, "{key: [otp, password]}", "{key: [otp], accents: forgiven}", "has `accents`; only a short item has it"),
    (ITEMS, "id: keep-secret", "id: state-5", "item state-5 stands there twice"),
    (ASSESSMENT, "quiz: basics", "quiz: advanced", "tasks.1.quiz is unknown: advanced; there are: basics, warm-up"),
    (ASSESSMENT, "quiz: basics", "quiz: warm-up", "tasks.1.quiz is for practice: warm-up"),
    (
        SYLLABUS,
        "first.ipynb",
        "second.ipynb",
        "lesson first has no notebook second.ipynb; put it into the folder start",
    ),
    (SYLLABUS, "assessment: basics", "assessment: final", "module start ends with unknown assessment final"),
    (WRITING_RUBRIC, "    points: 4\n", "    points: 3\n", "criteria give 3 points together; the question is worth 4"),
    (WRITING_RUBRIC, "- {points: 4,", "- {points: 2,", "criterion calm has 2 as its best level"),
    (TEST, "000000000001", "038192000123", "has 038192000123, which looks like a real identity number"),
    (DESK, "Viết có dấu", "Gọi 0912 345 678", "has 0912 345 678, which looks like a real phone number"),
    (
        PRACTICE_TRACES,
        "{set: owner, to: {value: owner_name}}\n      - {set: photo, to: blurred}",
        '{set: owner, to: "038 154 000 999"}\n      - {set: photo, to: blurred}',
        "trace slip types 038154000999, which the page refuses; put the number into the scenario's `values`",
    ),
    (TEST, 'checked_on: "2026-11-23"', 'checked_on: "2026-12-24"', "checked_on is 2026-12-24, which is still to come"),
]


@pytest.mark.parametrize(("file", "old", "new", "words"), MISTAKES)
def test_each_mistake_is_told_in_its_file(copied: Path, file: str, old: str, new: str, words: str) -> None:
    edit(copied, file, old, new)
    found = told(copied)
    assert any(words in str(problem) for problem in found), "\n".join(map(str, found))
    assert any(Path(problem.file).name == Path(file).name for problem in found)


UNCLE_TRACES = "assessments/basics/help-uncle.traces.yaml"
VETO = 'vetoes: [{id: wrong-name, when: {did: confirm.send, case: 1}, say: {vi: "a", id: "b", en: "c"}}]\n'


def trace_told(copied: Path, old: str, new: str, file: str = UNCLE_TRACES) -> list[str]:
    """What is told after a change of the traces, each line without its file."""
    edit(copied, file, old, new)
    return [f"{each.severity}: {str(each).split(': ', 1)[1]}" for each in told(copied)]


def test_good_ways_are_worth_the_same_unless_somebody_says_why(copied: Path) -> None:
    slip = "id: slip\n    kind: slip\n"
    (line,) = trace_told(copied, slip, "id: slip\n    kind: second-path\n")
    assert line.startswith("error: trace slip gets 8, another good way 10; good ways are worth the same")
    why = slip.replace("slip\n", "slip\n    because: no clear photo at hand\n", 1)
    assert trace_told(copied, "id: slip\n    kind: second-path\n", why.replace("kind: slip", "kind: second-path")) == []


def test_a_foil_is_worth_less_than_every_good_way(copied: Path) -> None:
    assert trace_told(copied, "id: slip\n    kind: slip\n", "id: slip\n    kind: foil\n") == []
    edit(copied, UNCLE_TRACES, "id: rules-last\n    kind: second-path", "id: rules-last\n    kind: foil")
    assert any("trace rules-last gets 10, a good way 10; a foil gets less" in str(each) for each in told(copied))


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        ("at_most: 8", None),
        ("at_least: 8", None),
        ("at_least: 8.5", "scores 8 of 10; it states at least 8.5"),
        ("at_most: 7", "scores 8 of 10; it states at most 7"),
    ],
)
def test_a_range_of_points_is_held(copied: Path, stated: str, words: str | None) -> None:
    found = trace_told(copied, "points: 8", stated)
    assert any(words in line for line in found) if words else found == []


def test_wrong_turns_and_vetoes_are_held_as_stated(copied: Path) -> None:
    edit(copied, RUBRIC, "wrong_turns:\n", f"{VETO}wrong_turns:\n")
    found = trace_told(copied, "wrong_turns: []", "wrong_turns: [empty-name]\n    vetoes: []")
    assert "error: trace wrong-name takes wrong turns: none; it states empty-name" in found
    assert "error: trace wrong-name takes vetoes: wrong-name; it states none" in found
    assert "warning: traces hold no near-miss; record one that comes close to a veto" in found


def test_a_near_miss_takes_no_veto(copied: Path) -> None:
    edit(copied, RUBRIC, "wrong_turns:\n", f"{VETO}wrong_turns:\n")
    found = trace_told(copied, "id: wrong-name\n    kind: slip", "id: wrong-name\n    kind: near-miss")
    assert found == ["error: trace wrong-name takes vetoes: wrong-name; a trace of kind near-miss takes none"]


def test_what_no_trace_shows_is_a_warning(copied: Path) -> None:
    text = (copied / UNCLE_TRACES).read_text(encoding="utf-8")
    start, end = text.index("  - id: wrong-name"), text.index("  - {id: gives-up")
    (copied / UNCLE_TRACES).write_text(text[:start] + text[end:], encoding="utf-8")
    edit(copied, RUBRIC, "wrong_turns:\n", f"{VETO}wrong_turns:\n")
    found = trace_told(copied, "scenario:", "scenario:")
    for name in ("arrives", "one-send", "rules-first"):
        assert any(line.startswith(f"warning: criterion {name} is missed by no trace that goes on") for line in found)
    assert "warning: veto wrong-name is taken by no trace; record a trace that takes it" in found
    edit(copied, RUBRIC, "{screen: rules}, before", "{screen: receipt}, before")
    assert any("wrong turn late-rules is taken by no trace" in str(each) for each in told(copied))
    edit(copied, RUBRIC, "never: {did: home.submit, case: 1}", "never: {did: home.submit}")
    assert any("criterion no-blur is met by no trace" in str(each) for each in told(copied))


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (DESK, "- to: rules", "- to: rulse", "did you mean rules? name one of the screens"),
        (DESK, "main: true", "mian: true", "this key is not known here; did you mean main?"),
        (DESK, "{value: owner_id}", "{value: owner_di}", "did you mean owner_id?"),
        (PRACTICE, "portal: village-desk", "portal: vilage-desk", "did you mean village-desk? there are"),
        (PRACTICE, "skills: [P2.3]", "skills: [P23]", "did you mean P2.3?"),
        (KEYS, "[otp, password]", "[opt, password]", "did you mean otp? the options are"),
        (KEYS, "state-5: {key: supplement,", "state-55: {key: supplement,", "did you mean state-5? the items are"),
        (ASSESSMENT, "quiz: basics", "quiz: basisc", "did you mean basics?"),
        (SYLLABUS, "assessment: basics", "assessment: basic", "did you mean basics?"),
    ],
)
def test_a_slip_of_the_pen_is_recognised(copied: Path, file: str, old: str, new: str, words: str) -> None:
    edit(copied, file, old, new)
    assert any(words in str(problem) for problem in told(copied))


@pytest.mark.parametrize(
    ("file", "old", "new", "words", "line"),
    [
        (DESK, "- to: rules", "- to: nowhere", "goes to unknown screen nowhere", "      rules:"),
        (DESK, 'id: "Beranda", ', "", "screens.home.title lacks id", "    title: {vi"),
        (PRACTICE_TRACES, "points: 8", "points: 9", "trace slip scores 8", "  - id: slip"),
        (TEST, "000000000001", "038192000123", "has 038192000123", "038192000123"),
        (KEYS, "state-5: {key: supplement,", "state-5: {key: hope,", "names unknown option hope", "  state-5:"),
        (WRITING_RUBRIC, "- {points: 4,", "- {points: 2,", "criterion calm has 2", "- id: calm"),
        (DESK, "main: true", "mian: true", "this key is not known here", "mian: true"),
    ],
)
def test_a_problem_carries_the_line_it_is_about(
    copied: Path, file: str, old: str, new: str, words: str, line: str
) -> None:
    edit(copied, file, old, new)
    problem = next(each for each in told(copied) if words in str(each))
    assert problem.line is not None
    assert line in (copied / file).read_text(encoding="utf-8").splitlines()[problem.line - 1]
    assert str(problem).startswith(f"{problem.file}:{problem.line}: ")


def test_what_is_no_readable_file_is_told_and_does_not_stop_the_rest(copied: Path) -> None:
    loop = copied / "portals" / "loop.portal.yaml"
    loop.symlink_to(loop)
    os.mkfifo(copied / "portals" / "pipe.portal.yaml")
    (copied / "portals" / "gone.portal.yaml").symlink_to(copied / "nowhere")
    (copied / "around").symlink_to(copied, target_is_directory=True)
    edit(copied, DESK, "- to: rules", "- to: nowhere")
    found = [str(problem) for problem in told(copied)]
    assert any("loop.portal.yaml: file cannot be read" in line for line in found)
    assert any("pipe.portal.yaml: file is no file; put a text file there" in line for line in found)
    assert any("gone.portal.yaml: file cannot be read" in line for line in found)
    assert any("goes to unknown screen nowhere" in line for line in found)
    assert library_of([copied]) is library_of([copied])


def test_a_screen_without_action_is_fine_only_as_a_goal(copied: Path) -> None:
    for file in (PRACTICE, TEST):
        edit(copied, file, "goal: {screen: receipt}", "goal: {eq: [submitted, true]}")
    assert [str(problem).split(": ", 1)[1] for problem in told(copied)] == [
        "screen receipt has no action; a dead end is only for the goal of a scenario"
    ]


def test_an_action_that_may_do_nothing_is_a_warning(copied: Path) -> None:
    edit(copied, DESK, "          - to: confirm\n", "          - when: {filled: photo}\n            to: confirm\n")
    (problem,) = told(copied)
    assert "screen home: action submit does nothing when none of its cases holds" in str(problem)
    assert problem.severity == "warning"


def test_numbers_in_lessons_are_read_too(copied: Path) -> None:
    edit(copied, "curriculum/start/first.ipynb", "You will help a resident.", "Call 0912 345 678.")
    (problem,) = told(copied)
    assert "has 0912 345 678, which looks like a real phone number" in str(problem)


def test_an_action_needs_a_label(copied: Path) -> None:
    edit(copied, DESK, 'label: {vi: "Gửi", id: "Kirim", en: "Send"}', "style: button")
    assert "screens.confirm.actions.send.label; this key is missing; write it" in str(told(copied)[0])


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (RUBRIC, "file has no help-uncle.rubric.yaml"),
        ("assessments/basics/help-uncle.traces.yaml", "file has no help-uncle.traces.yaml"),
        (KEYS, "file has no basics.keys.yaml"),
        (WRITING_RUBRIC, "file has no coaching.writing-rubric.yaml"),
        (ITEMS, "items is unknown: basics"),
        (TEST, "scenario is unknown: help-uncle"),
        ("assessments/basics/coaching.writing.yaml", "writing is unknown: coaching"),
    ],
)
def test_a_file_that_is_missing_is_told(copied: Path, file: str, words: str) -> None:
    (copied / file).unlink()
    assert any(words in str(problem) for problem in told(copied))


def test_old_checks_are_warnings_and_come_last(copied: Path) -> None:
    edit(copied, DESK, 'checked_on: "2026-11-23"', 'checked_on: "2026-01-01"')
    edit(copied, SYLLABUS, "first.ipynb", "second.ipynb")
    found = told(copied)
    assert [problem.severity for problem in found] == ["error", "warning", "warning"]
    assert "checked_on is 2026-01-01, 333 days ago; look at its source again" in str(found[-1])
    later = datetime.date(2027, 5, 22)
    assert {problem.severity for problem in told(copied, later)} == {"error", "warning"}
    assert sum("180 days" in str(problem) for problem in told(copied, later)) == 1
    assert sum("180 days" in str(problem) for problem in told(copied, later + datetime.timedelta(days=1))) == 3


def test_catalogues_are_checked(copied: Path, tmp_path: Path) -> None:
    library = Library.load([copied])
    found = [str(problem) for problem in check(library, TODAY, tmp_path)]
    assert sum("catalogue cannot be used" in line for line in found) == 4


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("000123456789", []),
        ("038192000123", ["identity number"]),
        ("038 192 000 123", ["identity number"]),
        ("0900 000 012", []),
        ("0900.000.112", ["phone number"]),
        ("0373 123 456", ["phone number"]),
        ("+84 912 345 678", ["phone number"]),
        ("024 3555 1234", ["phone number"]),
        ("1900 0368", []),
        ("1800 1096", []),
        ("1900 1234", ["phone number"]),
        ("113 và 156", []),
        ("MAU-H56.99-20260115-0000123", []),
        ("1954-03-12", []),
        ("1.014027", []),
        ("https://x.vn/bai-0912345678.html", []),
        ("2345678901234", []),
        ("abc0912345678", []),
    ],
)
def test_numbers_that_might_be_somebody(text: str, kinds: list[str]) -> None:
    assert [kind for _, kind in suspicious(text)] == kinds
