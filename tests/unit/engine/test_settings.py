"""Does a setting come from the command, then the environment, then its default, and is a bad one told?"""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from caunoi.errors import SettingError
from caunoi.settings import SETTINGS, Settings, settings, written_settings


def test_every_setting_stands_in_the_table() -> None:
    assert [row.name for row in SETTINGS] == [field.name for field in fields(Settings)]
    assert all(row.help.endswith(".") for row in SETTINGS)


def test_defaults() -> None:
    found = settings({})
    assert (found.port, found.lang, found.lan, found.browser, found.address) == (8866, "vi", False, True, "127.0.0.1")
    assert found.data.is_absolute()


def test_given_wins_over_environment() -> None:
    environment = {"CAUNOI_PORT": "9000", "CAUNOI_LANG": "id", "CAUNOI_LAN": "1", "CAUNOI_BROWSER": ""}
    found = settings(environment, port=9001, lang=None, data=Path("somewhere"))
    assert (found.port, found.lang, found.lan, found.browser) == (9001, "id", True, True)
    assert found.data == Path.cwd() / "somewhere"
    assert settings({}, browser=False, lan=True).browser is False


def test_settings_are_written_as_the_environment_that_gives_them_again() -> None:
    found = settings({}, lan=True, browser=False, port=9000, hosts="a.example,b.example", data=Path("somewhere"))
    written = written_settings(found)
    assert written == {
        "CAUNOI_PORT": "9000",
        "CAUNOI_LAN": "1",
        "CAUNOI_BROWSER": "0",
        "CAUNOI_HOSTS": "a.example,b.example",
    }
    assert settings(written, data=Path("somewhere")) == found
    assert written_settings(settings({})) == {}


@pytest.mark.parametrize(
    ("environment", "given", "words"),
    [
        ({}, {"port": 0}, "Setting port has the value 0: a port is 1 to 65535"),
        ({"CAUNOI_PORT": "many"}, {}, "Setting port has the value many"),
        ({"CAUNOI_LANG": "fr"}, {}, "Setting lang has the value fr: use one of vi, id, en"),
        ({"CAUNOI_LAN": "yes"}, {}, "Setting lan has the value yes: use 0 or 1"),
        ({}, {"pin_tries": 0}, "Setting pin_tries has the value 0"),
        ({}, {"colour": "red"}, "There is no setting colour"),
    ],
)
def test_a_bad_setting_is_told(environment: dict[str, str], given: dict[str, object], words: str) -> None:
    with pytest.raises(SettingError, match=words):
        settings(environment, **given)
