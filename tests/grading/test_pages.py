"""What people see: the assessor in formgrader, the trainee in feedback and results, and what neither file may hold."""

import json
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
from nbconvert.exporters import HTMLExporter
from nbgrader.server_extensions.formgrader.formgrader import FormgradeExtension

from assessments import grade
from assessments.guide import grading_guide
from assessments.results import results
from caunoi.coursework.marks import stamp_of
from tests.grading.samples import ASSESSMENT, HOSTILE, WRITTEN, mark_by_hand

# Of the fixture's rubric, keys and reasons; none of it stands in a stem, an option or a prompt.
SECRETS = ("Bấm thay bà", "Trấn an", "Người dân phải bổ sung", "Ảnh rõ ngay từ đầu", "chủ hồ sơ", "no-blur")


class Tags(HTMLParser):
    """Collects what a browser would act on."""

    def __init__(self) -> None:
        super().__init__()
        self.live: list[str] = []
        self.text: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name.startswith("on") or (value or "").strip().lower().startswith("javascript:"):
                self.live.append(f"{tag} {name}={value}")
            if name in ("src", "href") and (value or "").startswith(("http:", "https:", "//")):
                self.addresses.append(value or "")
        if tag in ("img", "iframe", "object", "embed"):
            self.live.append(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def parsed(html: str) -> Tags:
    tags = Tags()
    tags.feed(html)
    return tags


def formgrader_page(root: Path, trainee: str) -> str:
    return formgrader_page_of(root, trainee, ASSESSMENT)


def formgrader_page_of(root: Path, trainee: str, assessment: str) -> str:
    """The page as formgrader's own exporter makes it."""
    formgrader = FormgradeExtension()
    formgrader.load_cwd_config = False
    formgrader.initialize([], root=str(root))
    resources = {"base_url": "", "submission_id": "1", "notebook_id": "n", "assignment_id": "a", "index": 0, "total": 1}
    path = root / "autograded" / trainee / assessment / f"{assessment}.ipynb"
    page, _ = HTMLExporter(config=formgrader.config).from_filename(str(path), resources=resources)
    return str(page)


@pytest.fixture(scope="session")
def returned(graded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graded class, read by a person and given back."""
    root = Path(shutil.copytree(graded, tmp_path_factory.mktemp("returned") / "class-1"))
    mark_by_hand(root, "002", 2.5, comment="Câu đầu rất tốt. Lần sau hỏi bà muốn tự bấm không.")
    assert [line.trainee for line in grade.give_back(root)] == ["002", "003"]
    return root


def test_formgrader_shows_the_answer_as_typed_and_runs_nothing(graded: Path) -> None:
    page = parsed(formgrader_page(graded, "002"))
    assert HOSTILE in "".join(page.text)
    own_switches = {"span onclick=toggle_name(true);", "span onclick=toggle_name(false);"}
    assert set(page.live) == own_switches
    assert page.addresses == []


def test_formgrader_shows_the_assessor_the_rubric_in_the_language_of_the_class(graded: Path) -> None:
    page = "".join(parsed(formgrader_page(graded, "002")).text)
    assert "Bấm thay bà." in page
    assert "Ảnh rõ ngay từ đầu." in page
    assert "Presses for her" not in page


def test_formgrader_shows_tasks_and_not_code_or_raw_answers(graded: Path) -> None:
    page = formgrader_page(graded, "002")
    assert "Giúp bác nộp hồ sơ" in page
    assert "Bác Trần Văn Thử quên chọn ảnh rõ" in page
    for unwanted in ("json.loads", "from widgets", "assessments.points", "mockup(&quot;", "at_ms"):
        assert unwanted not in page


def test_feedback_shows_the_answer_as_typed_and_runs_nothing(returned: Path) -> None:
    page = (returned / "feedback" / "002" / ASSESSMENT / f"{ASSESSMENT}.html").read_text(encoding="utf-8")
    seen = parsed(page)
    assert HOSTILE in "".join(seen.text)
    assert "Câu đầu rất tốt" in page
    assert "Sắp xếp các bước." in page, "a trainee sees which question the points are for"
    assert "points_for" not in page and "Test cell" in page
    assert (seen.live, seen.addresses) == ([], [])
    assert "<script" not in page.lower()
    assert "default-src 'none'" in page.split("</head>")[0]


@pytest.mark.parametrize("step", ["release", "submitted", "feedback", "source"])
def test_no_key_and_no_rubric_in_what_a_trainee_may_get(returned: Path, step: str) -> None:
    files = [path for path in (returned / step).rglob("*") if path.is_file()]
    assert files
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert [secret for secret in SECRETS if secret in text] == [], path


def test_only_what_is_wholly_graded_is_given_back(returned: Path) -> None:
    assert sorted(path.name for path in (returned / "feedback").iterdir()) == ["002", "003"]
    assert grade.give_back(returned) == [], "nothing is given back twice"


def test_results_name_the_tasks_and_the_points(returned: Path) -> None:
    rows = results(returned, "002")
    assert rows is not None
    assert [(row["task"], row["state"], row["max_points"]) for row in rows] == [
        ("mockup/help-uncle/test", "returned", 10),
        ("quiz/basics", "returned", 6),
        ("writing/coaching", "returned", 4),
    ]
    assert [row["points"] for row in rows] == [8.0, 0 + 1 + 2 / 3 + 1, 2.5]
    assert rows[2]["comment"] == "Câu đầu rất tốt. Lần sau hỏi bà muốn tự bấm không."
    assert rows[0]["title"] == {"vi": "Giúp bác nộp hồ sơ", "id": "Membantu paman", "en": "Help uncle file"}


@pytest.mark.parametrize("trainee", ["001", "004", "005", "nobody"])
def test_no_results_before_something_was_given_back(returned: Path, trainee: str) -> None:
    assert results(returned, trainee) is None


def test_a_mark_taken_up_again_is_not_shown_as_returned(returned: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(returned, tmp_path / "class-1"))
    at = stamp_of(root / "submitted" / "002" / ASSESSMENT)
    assert at is not None
    (root / "submitted" / "002" / ASSESSMENT / "timestamp.txt").write_text("2026-11-24 08:00:00.000000 UTC")
    assert results(root, "002") is None


@pytest.mark.parametrize(
    ("lang", "words"), [("vi", "Bấm thay bà."), ("id", "Menekan untuk nenek."), ("en", "Presses for her.")]
)
def test_the_grading_guide_speaks_each_language(opened: Path, lang: str, words: str) -> None:
    page = grading_guide(opened, lang)
    assert words in page and f'<html lang="{lang}">' in page
    assert parsed(page).addresses == []


def test_written_cells_are_queued_for_a_person_and_blank_ones_are_not(graded: Path) -> None:
    notebook = json.loads((graded / "autograded/003" / ASSESSMENT / f"{ASSESSMENT}.ipynb").read_text(encoding="utf-8"))
    written = next(c for c in notebook["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == WRITTEN)
    assert "".join(written["source"]) == "(no answer)"
