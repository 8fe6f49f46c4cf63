"""Is everything under the roots found, kept by id, and never guessed when it cannot be read?"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from caunoi.content import Library, library_here, library_of
from caunoi.content_files import content_files
from caunoi.errors import ContentError

DESK = "portals/village-desk.portal.yaml"
PRACTICE = "curriculum/start/help-grandmother.scenario.yaml"


@pytest.fixture
def copied(fixture_content: Path, tmp_path: Path) -> Path:
    root = tmp_path / "content"
    shutil.copytree(fixture_content, root)
    return root


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def told(root: Path) -> list[str]:
    return [str(problem).replace(f"{root.resolve()}/", "") for problem in Library.load([root]).problems()]


def test_the_fixture_is_read_whole(library: Library) -> None:
    assert list(library.portals) == ["village-desk"]
    assert sorted(library.scenarios) == sorted(library.rubrics) == sorted(library.traces)
    assert sorted(library.item_sets) == sorted(library.keys) == ["basics", "warm-up"]
    assert list(library.writings) == list(library.writing_rubrics) == ["coaching"]
    assert [task.name for task in library.assessments["basics"].tasks] == [
        "mockup/help-uncle/test",
        "quiz/basics",
        "writing/coaching",
    ]
    assert [module.id for module in library.syllabus.modules] == ["start"]
    assert (len(library.skills), len(library.terms)) == (4, 1)
    assert library.problems() == []


def test_practice_keys_are_parted_from_their_items(library: Library) -> None:
    assert not hasattr(library.item_sets["warm-up"].items[0], "key")
    assert library.keys["warm-up"].keys["who-types"].key == "resident"


def test_the_digest_does_not_depend_on_the_place(library: Library, copied: Path) -> None:
    assert Library.load([copied]).digest == library.digest
    shutil.move(copied / "portals", copied / "curriculum" / "deeper")
    assert Library.load([copied / "curriculum", copied / "assessments", copied]).digest == library.digest


def test_the_digest_changes_with_one_letter(library: Library, copied: Path) -> None:
    edit(copied, DESK, "Xin chào", "Kính chào")
    assert Library.load([copied]).digest != library.digest


def test_hidden_and_private_folders_are_left_out(copied: Path) -> None:
    shutil.copytree(copied / "portals", copied / ".ipynb_checkpoints")
    shutil.copytree(copied / "portals", copied / "__pycache__")
    assert Library.load([copied]).problems() == []


def test_a_root_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert content_files([tmp_path / "nowhere"]) == []
    assert Library.load([tmp_path / "nowhere"]).portals == {}


def test_every_problem_of_a_file_is_told_with_path_and_value(copied: Path) -> None:
    edit(copied, DESK, "kind: web", "kind: desktop")
    edit(copied, DESK, "style: link", "style: link\n        colour: red")
    edit(copied, DESK, "main: true", "main: perhaps")
    assert told(copied)[:3] == [
        f"{DESK}: kind has 'desktop'; input should be 'web', 'app' or 'phone'",
        (
            f"{DESK}: screens.home.actions.rules.colour has 'red'; "
            "this key is not known here; correct its spelling or take it out"
        ),
        f"{DESK}: screens.home.actions.submit.main has 'perhaps'; input should be a valid boolean",
    ]


def test_a_missing_key_is_told(copied: Path) -> None:
    edit(copied, DESK, "start: home\n", "")
    assert f"{DESK}: start; this key is missing; write it" in told(copied)


def test_one_wrong_entry_is_one_problem(copied: Path) -> None:
    name = "assessments/basics/coaching.writing-rubric.yaml"
    edit(copied, name, "id: calm", "id: Calm down")
    assert len([line for line in told(copied) if line.startswith(name)]) == 1


def test_a_lowering_problem_names_the_real_file(copied: Path) -> None:
    edit(copied, DESK, "- to: rules", "- to: nowhere")
    found = told(copied)
    assert found == [
        (
            f"{DESK}: screen home: action rules goes to unknown screen nowhere; "
            "name one of the screens: confirm, home, receipt, rules"
        )
    ]
    with pytest.raises(ContentError, match="unknown screen nowhere"):
        Library.load([copied]).core("help-uncle")


def test_a_file_is_named_for_its_id(copied: Path) -> None:
    (copied / DESK).rename(copied / "portals" / "desk.portal.yaml")
    assert "file name is for another id than village-desk; name it village-desk.portal.yaml" in told(copied)[-1]


def test_an_id_is_used_once(copied: Path) -> None:
    shutil.copytree(copied / "portals", copied / "zz")
    (problem,) = told(copied)
    assert "id village-desk is taken; it is in" in problem


def test_what_is_not_there_is_an_error_that_says_why(copied: Path) -> None:
    library = Library.load([copied])
    with pytest.raises(ContentError, match="scenario nobody is not there; there are: help-grandmother, help-uncle"):
        library.core("nobody")
    (copied / PRACTICE).write_text('id: "open', encoding="utf-8")
    with pytest.raises(ContentError, match=r"help-grandmother\.scenario\.yaml:1: is not YAML"):
        Library.load([copied]).core("help-grandmother")
    (copied / DESK).unlink()
    with pytest.raises(ContentError, match="portal village-desk is not there; there are: none"):
        Library.load([copied]).core("help-uncle")
    assert any("portal is unknown: village-desk; there are: none" in line for line in told(copied))


def test_a_class_reads_its_pinned_content(copied: Path, tmp_path: Path) -> None:
    (tmp_path / "class.yaml").write_text("format: 1\n", encoding="utf-8")
    deep = tmp_path / "autograded" / "07" / "basics"
    deep.mkdir(parents=True)
    assert "help-uncle" in library_here(deep).scenarios
    assert "help-uncle" in library_here(tmp_path).scenarios


def test_elsewhere_the_checkout_is_read(tmp_path: Path) -> None:
    assert "help-uncle" not in library_here(tmp_path).scenarios
    assert "village-desk" not in library_here(tmp_path).portals


def test_a_library_is_read_again_only_when_a_file_changed(copied: Path) -> None:
    first = library_of([copied])
    assert library_of([copied]) is first
    edit(copied, DESK, "Xin chào", "Kính chào")
    second = library_of([copied])
    assert second is not first
    os.utime(copied / DESK, ns=(1, 1))
    assert library_of([copied]) is not second
    (copied / PRACTICE).unlink()
    assert "help-grandmother" not in library_of([copied]).scenarios


def test_what_a_copy_has_in_common_is_read_once_and_keeps_its_own_place(copied: Path, tmp_path: Path) -> None:
    other = tmp_path / "another class"
    shutil.copytree(copied, other)
    edit(other, DESK, "Xin chào", "Kính chào")
    first, second = library_of([copied]), library_of([other])
    assert second.scenarios["help-grandmother"] is first.scenarios["help-grandmother"]
    assert second.portals["village-desk"] != first.portals["village-desk"]
    assert Path(second.file_of("scenarios", "help-grandmother")) == other.resolve() / PRACTICE


def test_a_mistake_in_a_copy_names_the_file_of_that_copy(copied: Path, tmp_path: Path) -> None:
    other = tmp_path / "another class"
    edit(copied, PRACTICE, "portal:", "portals:")
    shutil.copytree(copied, other)
    for root in (copied, other):
        (problem, *_) = library_of([root]).unreadable
        assert Path(problem.file) == root.resolve() / PRACTICE
