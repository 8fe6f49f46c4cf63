"""Are the keys of a place told that an author may write there?"""

from __future__ import annotations

import pytest

from caunoi.model import Portal, Scenario
from caunoi.model.fields import keys_at


@pytest.mark.parametrize(
    ("model", "place", "some", "not_there"),
    [
        (Portal, (), {"screens", "vars"}, "label"),
        (Portal, ("screens", "home"), {"title", "blocks"}, "vars"),
        (Portal, ("screens", "home", "actions", "go"), {"label", "main", "cases"}, "min"),
        (Portal, ("screens", "home", "inputs", "copies", "number"), {"min", "label"}, "cases"),
        (Portal, ("screens", "home", "actions", "go", "cases", 0, "when", "not"), {"eq", "not", "in"}, "to"),
        (Portal, ("data", "rows", 0, "name"), {"vi", "id", "en"}, "label"),
        (Scenario, ("criteria", 1, "reached", "moment"), {"screen", "did"}, "points"),
    ],
)
def test_keys_of_a_place(
    model: type[Portal | Scenario], place: tuple[int | str, ...], some: set[str], not_there: str
) -> None:
    found = keys_at(model, place)
    assert found >= some
    assert not_there not in found
