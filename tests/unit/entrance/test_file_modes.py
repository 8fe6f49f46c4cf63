"""Is the data folder made for its owner only, and is one told where it is not?"""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from caunoi.file_modes import open_to_others
from caunoi.hall.store import Store
from caunoi.serving import warn_of_others
from caunoi.settings import settings


def test_what_the_hall_makes_is_its_owner_s(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with Store(data) as store:
        store.facilitator_key.renew()
        written = [data / f"hall.db{ending}" for ending in ("", "-wal", "-shm")]
        assert [stat.S_IMODE(path.stat().st_mode) for path in written] == [0o600] * 3
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert stat.S_IMODE((data / "secrets").stat().st_mode) == 0o700
    assert stat.S_IMODE((data / "secrets" / "facilitator-key").stat().st_mode) == 0o600
    assert open_to_others(data) == []


def test_names_and_answers_are_their_owner_s_in_a_folder_that_others_enter(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    data.chmod(0o755)  # whatever the mask of this process
    (data / "hall.db").touch(mode=0o644)
    with Store(data):
        assert stat.S_IMODE((data / "hall.db").stat().st_mode) == 0o600
        assert stat.S_IMODE((data / "hall.db-wal").stat().st_mode) == 0o600
    assert open_to_others(data) == [data]


def test_each_opened_place_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "data"
    with Store(data) as store:
        store.facilitator_key.renew()
    key = data / "secrets" / "facilitator-key"
    key.chmod(0o644)
    assert open_to_others(data) == [key]
    data.chmod(0o750)
    assert open_to_others(data) == [data, key]
    warn_of_others(settings({}, data=data, lang="en"))
    said = " ".join(capsys.readouterr().err.split())
    assert f"Other users of this computer can read {data}" in said
    assert f"chmod -R go-rwx '{data}'" in said


def test_a_closed_folder_is_not_spoken_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tmp_path.chmod(0o700)
    warn_of_others(settings({}, data=tmp_path))
    warn_of_others(settings({}, data=tmp_path / "not there yet"))
    assert capsys.readouterr().err == ""
