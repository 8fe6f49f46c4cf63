"""A store in a folder of its own, with a class of two."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from caunoi.hall.records import ClassRecord, NewTrainee
from caunoi.hall.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path) as opened:
        yield opened


@pytest.fixture
def record(store: Store) -> ClassRecord:
    opened = store.new_class("Lớp một", "Xã Mẫu", "2026-11-23", "vi")
    store.add_trainees(opened.id, [NewTrainee("Nguyễn Văn A"), NewTrainee("Trần Thị B", card="B-7")])
    return opened
