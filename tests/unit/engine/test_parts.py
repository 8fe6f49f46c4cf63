"""Do portals share screens without hiding where they differ?"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from caunoi.check.pictures import picture_problems, unused_pictures
from caunoi.content import Library
from caunoi.errors import ContentError

PART = """\
id: desk-help
source: https://example.org/help
checked_on: "2026-11-01"
vars: {helped: false}
screens:
  help:
    title: {vi: "Trợ giúp", id: "Bantuan", en: "Help"}
    actions:
      back:
        label: {vi: "Quay lại", id: "Kembali", en: "Back"}
        style: back
        cases: [{to: home, set: {helped: true}}]
  cellar:
    title: {vi: "Kho", id: "Gudang", en: "Cellar"}
    actions:
      up:
        label: {vi: "Lên", id: "Naik", en: "Up"}
        cases: [{to: help}]
"""
DOOR = """\
      help:
        label: {vi: "Trợ giúp", id: "Bantuan", en: "Help"}
        style: link
        cases: [{to: help}]
"""


@pytest.fixture
def shared(fixture_content: Path, tmp_path: Path) -> Path:
    root = tmp_path / "content"
    shutil.copytree(fixture_content, root)
    (root / "portals" / "desk-help.part.yaml").write_text(PART, encoding="utf-8")
    desk = root / "portals" / "village-desk.portal.yaml"
    text = desk.read_text(encoding="utf-8").replace("kind: web\n", "kind: web\nparts: [desk-help]\n", 1)
    desk.write_text(text.replace("    actions:\n", f"    actions:\n{DOOR}", 1), encoding="utf-8")
    return root


def test_a_part_brings_its_screens_and_variables(shared: Path) -> None:
    library = Library.load([shared])
    assert library.problems() == []
    whole = library.portal("village-desk")
    assert "help" in whole.screens
    assert whole.vars["helped"] is False
    assert "help" in library.core("help-grandmother").value["screens"]


def test_what_no_way_leads_to_is_left_out(shared: Path) -> None:
    assert "cellar" not in Library.load([shared]).portal("village-desk").screens


def test_what_the_portal_declares_itself_comes_first(shared: Path) -> None:
    desk = shared / "portals" / "village-desk.portal.yaml"
    own = PART[PART.index("  help:\n") : PART.index("  cellar:\n")].replace("Help", "Own help")
    desk.write_text(desk.read_text(encoding="utf-8").replace("screens:\n", f"screens:\n{own}", 1), encoding="utf-8")
    text = desk.read_text(encoding="utf-8")
    desk.write_text(text.replace("vars: {", "vars: {helped: true, ", 1), encoding="utf-8")
    whole = Library.load([shared]).portal("village-desk")
    assert whole.screens["help"].title.of("en") == "Own help"
    assert whole.vars["helped"] is True


def test_a_picture_of_a_part_is_looked_up_too_and_one_that_is_named_is_no_spare(shared: Path) -> None:
    part = shared / "portals" / "desk-help.part.yaml"
    block = '    blocks: [{{picture: {}, label: {{vi: "Nhà", id: "Rumah", en: "House"}}}}]\n'
    start = '  cellar:\n    title: {vi: "Kho", id: "Gudang", en: "Cellar"}\n'
    assert start in PART
    part.write_text(PART.replace(start, start + block.format("house-of-cards")), encoding="utf-8")
    (problem,) = picture_problems(Library.load([shared]))
    assert (Path(problem.file), problem.value) == (part, "names unknown picture house-of-cards")
    assert "house" in unused_pictures(Library.load([shared]))
    part.write_text(PART.replace(start, start + block.format("house")), encoding="utf-8")
    assert list(picture_problems(Library.load([shared]))) == []
    spare = unused_pictures(Library.load([shared]))
    assert "house" not in spare
    assert "clear" not in spare
    assert "house-flooded" in spare


def test_an_unknown_part_is_told_with_those_there_are(shared: Path) -> None:
    desk = shared / "portals" / "village-desk.portal.yaml"
    text = desk.read_text(encoding="utf-8").replace("parts: [desk-help]", "parts: [desk-hepl]")
    desk.write_text(text, encoding="utf-8")
    library = Library.load([shared])
    assert [str(problem).split(": ", 1)[1] for problem in library.problems() if "parts" in problem.place] == [
        "parts name unknown part desk-hepl; did you mean desk-help? there are: desk-help"
    ]
    with pytest.raises(ContentError, match="desk-hepl"):
        library.core("help-grandmother")


def test_two_parts_that_say_different_things_under_one_name_are_told(shared: Path) -> None:
    other = PART.replace("id: desk-help", "id: desk-more").replace('vi: "Trợ giúp"', 'vi: "Giúp đỡ"')
    (shared / "portals" / "desk-more.part.yaml").write_text(other, encoding="utf-8")
    desk = shared / "portals" / "village-desk.portal.yaml"
    text = desk.read_text(encoding="utf-8").replace("parts: [desk-help]", "parts: [desk-help, desk-more]")
    desk.write_text(text, encoding="utf-8")
    assert any("screens.help in two ways" in str(problem) for problem in Library.load([shared]).problems())
