"""Bars of the projector: how many are at a step, against how many are there."""

from __future__ import annotations

import pytest

from caunoi.hall.pages.strips import TALLEST, Strip


@pytest.mark.parametrize(
    ("steps", "present", "heights"),
    [
        pytest.param((1, 0, 0), 30, (1, 0, 0), id="one of thirty is low"),
        pytest.param((1, 0, 15), 30, (1, 0, 4), id="half of them is half"),
        pytest.param((30, 0), 30, (TALLEST, 0), id="all of them is the tallest"),
        pytest.param((1,), 1, (TALLEST,), id="one who is there alone"),
        pytest.param((3,), 0, (TALLEST,), id="nobody counted as joined"),
    ],
)
def test_a_bar_is_measured_against_who_is_present(
    steps: tuple[int, ...], present: int, heights: tuple[int, ...]
) -> None:
    assert Strip("x", steps).heights(present) == heights
