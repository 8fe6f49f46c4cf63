"""Every kind of item through the real nbgrader: right, partly, blank, malformed, in each variant, read by a person."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assessments import bridge, grade
from assessments.account import of as account_of
from assessments.course import add_students, open_course
from assessments.guide import grading_guide
from assessments.points import points_for
from assessments.skeleton import skeleton
from caunoi.content import Library
from caunoi.coursework.cells import grade_cells
from caunoi.coursework.standings import Standing, standings
from caunoi.items import option_order, variant_of
from tests.grading.samples import FIXTURES, HOSTILE, NOON, PEOPLE, Group, mark_by_hand
from tests.grading.test_pages import formgrader_page_of, parsed

KINDS = "kinds"
FREE = "item-kinds-words"
Hand = Callable[..., dict[str, Any]]

RIGHT: dict[str, Any] = {
    "who-acts": {"supply": "resident", "process": "office"},
    "app": "VNeID",
    "where": "submit",
    "sms": {"verdict": "scam", "tells": ["code", "hurry"]},
    "chat": "slow",
}
PARTLY = {
    "who-acts": {"supply": "resident", "process": "bank"},
    "sms": {"verdict": "suspicious", "tells": ["hurry"]},
    "chat": "relax",
}
MALFORMED: dict[str, Any] = {
    "who-acts": ["resident", "office"],
    "fee": {"to": 1500},
    "app": ["VNeID"],
    "where": {"submit": "submit"},
    "sms": "scam",
    "chat": ["slow"],
    "words": ["a", "b"],
}


@pytest.fixture(scope="session")
def kinds_root(kinds_content: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class whose one assessment has an item of each kind; nobody may write to it."""
    checkout = tmp_path_factory.mktemp("kinds")
    shutil.copytree(FIXTURES / "portals", checkout / "widgets" / "portals")
    shutil.copytree(FIXTURES / "curriculum", checkout / "curriculum")
    shutil.copytree(kinds_content, checkout / "assessments")
    source = checkout / "assessments" / KINDS / "source"
    source.mkdir()
    notebook = skeleton(Library.load([checkout]), KINDS)
    (source / f"{KINDS}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    root = tmp_path_factory.mktemp("classes") / "class-1"
    open_course(root, Group(), checkout)
    add_students(root, PEOPLE)
    return root


@pytest.fixture(scope="session")
def pinned(kinds_root: Path) -> Library:
    return Library.load([kinds_root / "content"])


@pytest.fixture(scope="session")
def seeds(pinned: Library) -> dict[str, int]:
    """A seed that gives each variant of the number item."""
    item = next(each for each in pinned.item_set(KINDS).items if each.id == "fee")
    return {str(variant_of(item, seed)): seed for seed in range(20)}


@pytest.fixture(scope="session")
def hand(pinned: Library) -> Hand:
    """Builds the payload of one attempt from its seed and responses."""

    def build(seed: int | None, responses: dict[str, Any]) -> dict[str, Any]:
        events = [
            {"task": "quiz/kinds", "event": {"answer": item, "to": to}, "at_ms": 1} for item, to in responses.items()
        ]
        payload = {"format": 1, "attempt": "a", "trainee": "t", "assessment": KINDS, "digest": pinned.digest}
        return payload | {"seed": seed, "events": events}

    return build


@pytest.fixture(scope="session")
def marked(kinds_root: Path, hand: Hand, seeds: dict[str, int], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The class after one grading run: right in each variant, partly right, blank, malformed."""
    root = Path(shutil.copytree(kinds_root, tmp_path_factory.mktemp("marked") / "class-1"))
    right = RIGHT | {"words": HOSTILE}
    bridge.submit(root, "001", KINDS, hand(seeds["large"], right | {"fee": "3.000"}), NOON)
    bridge.submit(root, "002", KINDS, hand(seeds["small"], PARTLY | {"fee": "1.500 đồng"}), NOON)
    bridge.submit(root, "003", KINDS, hand(seeds["small"], {}), NOON)
    bridge.submit(root, "004", KINDS, hand(seeds["large"], MALFORMED), NOON)
    told = grade.autograde(root)
    assert [line.ok for line in told] == [True] * 4, (root / grade.LOG).read_text()
    return root


def of(root: Path, trainee: str) -> dict[str, Standing]:
    library = Library.load([root / "content"])
    return {each.cell.item: each for each in standings(root, library) if each.trainee.id == trainee}


def test_right_answers_of_every_kind_get_every_point(marked: Path, pinned: Library) -> None:
    found = of(marked, "001")
    by_machine = [cell for cell in grade_cells(pinned, KINDS) if not cell.read_by_a_person]
    assert {cell.item: found[cell.item].points for cell in by_machine} == {
        cell.item: cell.points for cell in by_machine
    }


def test_partly_right_answers_get_their_part(marked: Path) -> None:
    found = {name: each.points for name, each in of(marked, "002").items()}
    assert found == {"who-acts": 1, "fee": 1, "app": 0, "where": 0, "sms": 1, "chat": 2 * 40 / 100, "words": 0}


@pytest.mark.parametrize("trainee", ["003", "004"])
def test_blank_and_malformed_answers_get_nothing_and_are_graded(marked: Path, trainee: str) -> None:
    found = of(marked, trainee)
    assert {each.state for each in found.values()} == {"graded"}
    assert {each.points for each in found.values()} == {0.0}


def test_a_free_answer_waits_for_a_person_and_is_marked_in_formgrader(marked: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(marked, tmp_path / "class-1"))
    assert of(root, "001")["words"].state == "waiting"
    mark_by_hand(root, "001", 2.5, FREE, assessment=KINDS)
    assert (of(root, "001")["words"].state, of(root, "001")["words"].points) == ("graded", 2.5)
    assert "001" in [line.trainee for line in grade.give_back(root)]
    page = (root / "feedback" / "001" / KINDS / f"{KINDS}.html").read_text(encoding="utf-8")
    seen = parsed(page)
    assert HOSTILE in "".join(seen.text)
    assert (seen.live, seen.addresses) == ([], [])
    assert "Một bản 1.500, hai bản là bao nhiêu?" in page
    assert "Viết câu mở đầu." in page
    for secret in ("Chào hỏi trước", "Bổ sung là việc của dân", "3000", "40 %"):
        assert secret not in page


def test_a_forged_variant_changes_nothing(
    kinds_root: Path, hand: Hand, seeds: dict[str, int], monkeypatch: Any
) -> None:
    monkeypatch.chdir(kinds_root)
    payload = hand(seeds["large"], {"fee": "1500"})
    assert points_for("item/kinds/fee", payload) == 0
    payload["events"][0]["event"]["variant"] = "small"
    assert points_for("item/kinds/fee", payload) == 0
    payload["events"].append({"task": "quiz/kinds", "event": {"answer": "fee", "to": {"id": "small"}}, "at_ms": 2})
    assert points_for("item/kinds/fee", payload) == 0
    assert points_for("item/kinds/fee", hand(seeds["large"], {"fee": "3000"})) == 1
    assert points_for("item/kinds/fee", hand(None, {"fee": "1500"})) == 1  # handed in before there were variants


def test_the_assessor_reads_what_the_trainee_saw(
    marked: Path, pinned: Library, hand: Hand, seeds: dict[str, int]
) -> None:
    seed = seeds["large"]
    cells = {cell.item: cell for cell in grade_cells(pinned, KINDS)}
    payload = hand(seed, RIGHT | {"fee": "3.000", "where": "rules"})
    texts = {name: account_of(pinned, KINDS, cell, payload, "vi") for name, cell in cells.items()}
    for name in ("who-acts", "chat"):
        item = next(each for each in pinned.item_set(KINDS).items if each.id == name)
        shown = [item.choices[option].of("vi") for option in option_order(item, seed)]
        assert [line.split(". ", 1)[1] for line in texts[name].splitlines() if line[:1].isdigit()] == shown
    assert "Một bản 1.500, hai bản là bao nhiêu?" in texts["fee"]
    assert "- Đáp án: 3000" in texts["fee"]
    assert "- Câu trả lời: Yêu cầu bổ sung → Người dân; Đang xử lý → Trung tâm" in texts["who-acts"]
    assert "- Câu trả lời: Đọc quy định" in texts["where"]
    assert "- Đáp án: Nộp hồ sơ" in texts["where"]
    assert "> Số lạ (SMS): Kính gửi bà. Hết hôm nay là khoá. Hãy đọc mã cho cán bộ." in texts["sms"]
    assert "- Đáp án: Lừa đảo; “Hết hôm nay là khoá.”; “Hãy đọc mã cho cán bộ.”" in texts["sms"]
    assert "- 40 %: Bà cứ bấm đi." in texts["chat"]
    assert "Chào hỏi trước." in texts["words"]
    page = parsed(formgrader_page_of(marked, "001", KINDS))
    assert HOSTILE in "".join(page.text)
    assert "Chào hỏi trước." in "".join(page.text)
    assert page.addresses == []


def test_an_answer_that_fits_nothing_is_shown_inert(pinned: Library, hand: Hand) -> None:
    cells = {cell.item: cell for cell in grade_cells(pinned, KINDS)}
    for name, response in {
        "who-acts": {"<img>": ["<b>"], "supply": "[x](javascript:1)"},
        "sms": {"verdict": "<img src=x onerror=1>", "tells": ["<b>"]},
        "fee": "<script>",
        "chat": [{"a": "<b>"}],
    }.items():
        text = account_of(pinned, KINDS, cells[name], hand(1, {name: response}), "vi")
        assert "<" not in text.replace("|---", "")
        assert "](" not in text


def test_the_grading_guide_holds_the_rubric_of_a_free_item(kinds_root: Path) -> None:
    guide = grading_guide(kinds_root, "vi")
    assert "Viết câu mở đầu." in guide
    assert "Chào hỏi trước." in guide


def test_grading_again_asks_the_same_variant_in_the_same_order(marked: Path, pinned: Library, tmp_path: Path) -> None:
    root = Path(shutil.copytree(marked, tmp_path / "class-1"))
    before = {name: each.points for name, each in of(root, "001").items()}
    notebook = root / "autograded" / "001" / KINDS / f"{KINDS}.ipynb"
    told = notebook.read_text(encoding="utf-8")
    grade.autograde(root)
    assert {name: each.points for name, each in of(root, "001").items()} == before
    assert _accounts(notebook.read_text(encoding="utf-8")) == _accounts(told)


def _accounts(text: str) -> list[str]:
    return ["".join(cell["source"]) for cell in json.loads(text)["cells"] if cell["metadata"].get("tags")]
