"""Does content rest on facts that somebody read, and is whoever invents an official number told?"""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from caunoi.check import check
from caunoi.check.facts import official_numbers
from caunoi.content import Library
from caunoi.errors import Problem
from caunoi.fact_list import BEGIN, END, with_facts

TODAY = datetime.date(2026, 11, 30)
DESK = "portals/village-desk.portal.yaml"
PRACTICE = "curriculum/start/help-grandmother.scenario.yaml"
RUBRIC = "assessments/basics/help-uncle.rubric.yaml"
ITEMS = "assessments/basics/basics.items.yaml"
KEYS = "assessments/basics/basics.keys.yaml"
LESSON = "curriculum/start/first.ipynb"
FACTS = """\
sources:
  paper: {publisher: "Báo", published: "2025-11", address: "https://example.org/a"}
  talk: {publisher: "Someone"}
facts:
  - id: free-of-charge
    topic: portal
    evidence: read
    sources: [paper, talk]
    as_of: "2026-11-23"
    statement:
      vi: "Nghị quyết 12/2025/NQ-HĐND miễn phí."
      id: "Resolusi 12/2025/NQ-HĐND."
      en: "Resolution 12/2025/NQ-HĐND."
  - id: hotline
    topic: eid
    evidence: read
    sources: [talk]
    as_of: "2026-11-23"
    statement: {vi: "Gọi 1900 0368.", id: "Telepon 1900 0368.", en: "Call 1900 0368."}
  - id: support-line
    topic: portal
    evidence: background
    as_of: "2026-11-23"
    statement: {vi: "Chưa rõ 1800 1096.", id: "Belum pasti 1800 1096.", en: "1800 1096 is not confirmed."}
  - id: form-number
    topic: land
    evidence: gap
    as_of: "2026-11-23"
    statement: {vi: "Chưa biết số mẫu.", id: "Nomor formulir tidak diketahui.", en: "The form is not known."}
"""


@pytest.fixture
def copied(fixture_content: Path, tmp_path: Path) -> Path:
    root = tmp_path / "content"
    shutil.copytree(fixture_content, root)
    (root / "curriculum" / "facts.yaml").write_text(FACTS, encoding="utf-8")
    return root


def told(root: Path) -> list[Problem]:
    return check(Library.load([root]), TODAY, locale=None)


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_facts_in_order_are_no_problem(copied: Path) -> None:
    assert told(copied) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (
            PRACTICE,
            "facts: []",
            "facts: [free-of-chrage]",
            "cites unknown fact free-of-chrage; did you mean free-of-charge?",
        ),
        (PRACTICE, "facts: []", "facts: [form-number]", "cites form-number, which nobody knows"),
        (
            RUBRIC,
            "{id: no-blur,",
            "{id: no-blur, facts: [support-line],",
            "scores support-line, which nobody confirmed",
        ),
        (RUBRIC, "{id: no-blur,", "{id: no-blur, facts: [form-number],", "cites form-number, which nobody knows"),
        (
            ITEMS,
            "id: keep-secret\n",
            "id: keep-secret\n    facts: [support-line]\n",
            "scores support-line, which nobody",
        ),
        (KEYS, "state-5: {", "state-5: {facts: [support-line], ", "scores support-line, which nobody confirmed"),
        (
            DESK,
            "        tone: warning\n",
            "        tone: warning\n        facts: [form-number]\n",
            "cites form-number, which nobody",
        ),
        (DESK, "Ảnh phải rõ.", "Theo Quyết định 758/QĐ-BKHCN.", "names 758/QĐ-BKHCN, which stands in no fact"),
        (DESK, "Ảnh phải rõ.", "Theo Mẫu số 15.", "names Mẫu số 15, which stands in no fact"),
        (ITEMS, 'en: "', 'en: "Call 1800 1096. ', "names 1800 1096, which stands in no fact that is sure enough"),
        (
            LESSON,
            "You will help a resident.",
            "Decree 99/2025/NĐ-CP says so.",
            "names 99/2025/NĐ-CP, which stands in no fact",
        ),
        ("curriculum/facts.yaml", "[paper, talk]", "[papre]", "names unknown source papre; did you mean paper?"),
        ("curriculum/facts.yaml", "    sources: [talk]\n", "", "a fact with the evidence read names its sources"),
        (
            "curriculum/facts.yaml",
            'published: "2025-11"',
            'published: "11/2025"',
            "sources.paper.published has '11/2025'",
        ),
        ("curriculum/facts.yaml", ', en: "Call 1900 0368."', "", "fact hotline: statement lacks en"),
    ],
)
def test_what_does_not_rest_on_a_fact_is_told(copied: Path, file: str, old: str, new: str, words: str) -> None:
    edit(copied, file, old, new)
    found = [problem for problem in told(copied) if words in str(problem)]
    assert found, "\n".join(map(str, told(copied)))
    assert {problem.severity for problem in found} == {"error"}
    assert {Path(problem.file).name for problem in found} == {Path(file).name}
    assert all(problem.line is not None for problem in found)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (DESK, "        tone: warning\n", "        tone: warning\n        facts: [support-line, hotline]\n"),
        (RUBRIC, "{id: no-blur,", "{id: no-blur, facts: [hotline],"),
        (DESK, "Ảnh phải rõ.", "Gọi 1900.0368 hoặc 1800 1096, theo Nghị quyết 12/2025/NQ-HĐND."),
        (ITEMS, 'en: "', 'en: "Call 1900 0368. '),
        (LESSON, "You will help a resident.", "Call 1900 0368."),
    ],
)
def test_what_rests_on_a_fact_is_fine(copied: Path, file: str, old: str, new: str) -> None:
    edit(copied, file, old, new)
    assert [str(each) for each in told(copied) if "and cites no fact that has it" not in each.value] == []


def test_a_class_that_pins_no_facts_is_told_nothing_of_them(copied: Path) -> None:
    edit(copied, RUBRIC, "{id: no-blur,", "{id: no-blur, facts: [nothing],")
    (copied / "curriculum" / "facts.yaml").unlink()
    assert told(copied) == []


def test_a_fact_is_looked_at_again_after_half_a_year(copied: Path) -> None:
    edit(copied, "curriculum/facts.yaml", 'as_of: "2026-11-23"', 'as_of: "2026-01-01"')
    (problem,) = told(copied)
    assert "fact free-of-charge: as_of is 2026-01-01, 333 days ago" in str(problem)
    assert problem.severity == "warning"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Quyết định 757/QĐ-BKHCN ngày 29/4/2025", ["757/QĐ-BKHCN"]),
        ("Kế hoạch 01-KH/BCĐTW và 392-KH/TWĐTN-CTTTN", ["01-KH/BCĐTW", "392-KH/TWĐTN-CTTTN"]),
        ("Nghị định 118/2025/NĐ-CP, Luật 91/2025/QH15", ["118/2025/NĐ-CP", "91/2025/QH15"]),
        ("letter 3139/BTTTT-KTS&XHS", ["3139/BTTTT-KTS&XHS"]),
        ("Mẫu số 15, Form 18, Formulir 01, 04/ĐK", ["Mẫu số 15", "Form 18", "Formulir 01", "04/ĐK"]),
        ("thủ tục 1.014027", ["1.014027"]),
        ("1900 0368, 18001096", ["1900 0368", "18001096"]),
        ("gọi 113, call 5656", ["113", "5656"]),
        ("telepon 0900 000 022", []),
        ("MAU-H56.99-20260115-0000123", []),
        ("30-40 hồ sơ, 24/7, 08/01/1954, 17 + 3 ngày", []),
        ("bà Lê Thị Mẫu 72 tuổi", []),
        ("năm 1900, VNeID, QR, 1.5 điểm", []),
    ],
)
def test_official_numbers_are_seen(text: str, numbers: list[str]) -> None:
    assert list(official_numbers(text)) == numbers


def test_the_list_of_facts_is_written_between_its_marks(copied: Path) -> None:
    page = with_facts(f"before\n{BEGIN}\nold\n{END}\nafter\n", Library.load([copied]))
    assert page.startswith(f"before\n{BEGIN}\n")
    assert page.endswith(f"{END}\nafter\n")
    assert "old" not in page
    assert "| `hotline` | Call 1900 0368. | read | 2026-11-23 | Someone |" in page
    assert "[Báo, 2025-11](https://example.org/a), Someone |" in page
    assert with_facts(page, Library.load([copied])) == page


def test_what_is_scored_or_taught_says_what_it_rests_on(copied: Path) -> None:
    edit(copied, PRACTICE, "facts: []\n", "")
    edit(copied, "curriculum/syllabus.yaml", ", facts: []", "")
    scenario, lesson = sorted(map(str, told(copied)))
    assert "scenario help-grandmother is scored by" in scenario
    assert "cites no fact; name under `facts` what it rests on; where that is no fact, write `facts: []`" in scenario
    assert "lesson first cites no fact" in lesson
    assert {each.severity for each in told(copied)} == {"warning"}
    edit(copied, PRACTICE, "steps:\n", "facts: [hotline]\nsteps:\n")
    assert [str(each).split(": ")[1] for each in told(copied)] == [
        "lesson first cites no fact; name under `facts` what it rests on; where that is no fact, write `facts"
    ]


def test_a_test_may_cite_in_its_rubric(copied: Path) -> None:
    edit(copied, "assessments/basics/help-uncle.scenario.yaml", "facts: []\n", "")
    assert len(told(copied)) == 1
    edit(copied, RUBRIC, "{id: arrives,", "{id: arrives, facts: [hotline],")
    assert told(copied) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        (PRACTICE, 'vi: "Hỏi bà."', 'vi: "Gọi 1900 0368."', "scenario help-grandmother"),
        (DESK, 'vi: "Viết có dấu', 'vi: "Gọi 1900 0368. Viết có dấu', "portal village-desk"),
        (LESSON, "You will help a resident.", "Call 1900 0368.", "lesson first"),
    ],
)
def test_an_official_number_goes_with_its_fact(copied: Path, file: str, old: str, new: str, place: str) -> None:
    edit(copied, file, old, new)
    wanted = f"{place} names 19000368 and cites no fact that has it; cite hotline under `facts`"
    assert any(wanted in str(each) and each.severity == "warning" for each in told(copied))
    edit(copied, PRACTICE, "facts: []", "facts: [hotline]")
    edit(copied, "curriculum/syllabus.yaml", "facts: []", "facts: [hotline]")
    edit(copied, DESK, "checked_on:", "facts: [hotline]\nchecked_on:")
    assert told(copied) == []


def test_where_there_are_no_facts_nobody_is_asked_for_them(fixture_content: Path, tmp_path: Path) -> None:
    root = tmp_path / "content"
    shutil.copytree(fixture_content, root)
    edit(root, PRACTICE, "facts: []\n", "")
    assert told(root) == []
