"""Is the line found that a place of a content file is about?"""

from __future__ import annotations

from pathlib import Path

import pytest

from caunoi.yaml_lines import line_of, places_of
from caunoi.yaml_text import compose_yaml

TEXT = """\
id: x
screens:
  home:
    title: {vi: "a"}
    inputs:
      owner:
        kind: text
        label: {vi: "b"}
    actions:
      go:
        cases:
          - to: home
          - to: away
criteria:
  - {id: arrives, points: 1}
  - id: no-blur
    why: {vi: "c"}
wrong_turns:
  - id: back
    say: {vi: "d"}
start: {set: {papers.map: true}}
skills:
  - id: "0.1"
    title: {vi: "e"}
keys:
  first: {key: a}
"""


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("screens.home.title", 4),
        ("screen home: title", 4),
        ("screens.home.inputs.owner.text.label", 8),
        ("screen home: input owner", 6),
        ("screen home: action go", 10),
        ("screen home: action go: case 1", 13),
        ("screens.home.actions.go.cases.1.to", 13),
        ("criterion no-blur", 16),
        ("criteria.1.why", 17),
        ("wrong turn back", 19),
        ("start sets papers.map:", 21),
        ("skill 0.1: title", 24),
        ("skill 0.1", 23),
        ("key first", 26),
        ("screen nowhere: action go", 2),
        ("file name", None),
        ("", None),
    ],
)
def test_the_deepest_part_that_is_written_is_the_line(place: str, line: int | None) -> None:
    assert line_of(compose_yaml(TEXT, Path("x.yaml")), place) == line


def test_a_file_that_cannot_be_read_has_no_places(tmp_path: Path) -> None:
    assert places_of(tmp_path / "nowhere.yaml") is None
