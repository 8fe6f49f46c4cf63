"""A store in a folder of its own, with a class of two."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from caunoi.hall.records import ClassRecord, NewTrainee
from caunoi.hall.store import Store
from caunoi.hall.store.store import FILE


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a store in which nothing is kept: bringing a new one to its schema is half of most tests here."""
    with Store(tmp_path_factory.mktemp("empty")) as made:
        return made.data / FILE


@pytest.fixture
def store(empty_store: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copyfile(empty_store, tmp_path / FILE)
    with Store(tmp_path) as opened:
        yield opened


@pytest.fixture
def record(store: Store) -> ClassRecord:
    opened = store.classes.open("Lớp một", "Xã Mẫu", "2026-11-23", "vi")
    store.people.add(opened.id, [NewTrainee("Nguyễn Văn A"), NewTrainee("Trần Thị B", card="B-7")])
    return opened
