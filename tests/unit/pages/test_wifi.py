"""The Wi-Fi as a QR says it, and the file that keeps it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.errors import StoreError
from caunoi.wifi import FILE, Wifi, name_fits, password_fits, read_wifi, write_wifi


@pytest.mark.parametrize(
    ("wifi", "text"),
    [
        (Wifi("Nha van hoa", "matkhau123"), "WIFI:T:WPA;S:Nha van hoa;P:matkhau123;;"),
        (Wifi("Nhà văn hoá"), "WIFI:T:nopass;S:Nhà văn hoá;;"),
        (Wifi("An", "12345678", hidden=True), "WIFI:T:WPA;S:An;P:12345678;H:true;;"),
        (Wifi('a;b,c:d"e\\f', "p;w:d\\,12"), r"WIFI:T:WPA;S:a\;b\,c\:d\"e\\f;P:p\;w\:d\\\,12;;"),
    ],
)
def test_what_a_phone_reads(wifi: Wifi, text: str) -> None:
    assert wifi.text == text


@given(st.text(min_size=1, max_size=32), st.text(max_size=63), st.booleans())
def test_every_name_and_password_is_read_back_whole(name: str, password: str, hidden: bool) -> None:
    fields = re.findall(r"(?s)([TSPH]):((?:\\.|[^\\;])*);", Wifi(name, password, hidden).text.removeprefix("WIFI:"))
    plain = {key: re.sub(r"(?s)\\(.)", r"\1", value) for key, value in fields}
    assert plain["S"] == name
    assert plain.get("P", "") == password
    assert (plain.get("H") == "true") is hidden


def test_what_a_network_can_be_called_and_have_for_a_password() -> None:
    assert [name_fits(name) for name in ("", "a" * 32, "a" * 33, "ễ" * 10, "ễ" * 11, "a\nb")] == [
        False,
        True,
        False,
        True,
        False,
        False,
    ]
    passwords = ("", "1234567", "12345678", "a" * 63, "a" * 64, "f" * 65, "mật khẩu", "tab\tinside")
    assert [password_fits(each) for each in passwords] == [True, False, True, True, True, False, False, False]
    assert not password_fits("g" * 64)


def test_it_is_kept_for_the_owner_only_and_forgotten(tmp_path: Path) -> None:
    assert read_wifi(tmp_path) is None
    wifi = Wifi("Nhà", "a b c d e", hidden=True)
    write_wifi(tmp_path, wifi)
    assert read_wifi(tmp_path) == wifi
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0
    write_wifi(tmp_path, Wifi("Khác"))
    assert read_wifi(tmp_path) == Wifi("Khác")
    write_wifi(tmp_path, None)
    assert read_wifi(tmp_path) is None


def test_a_broken_file_is_no_network(tmp_path: Path) -> None:
    write_wifi(tmp_path, Wifi("Nhà"))
    for text in ("", "[]", '{"name": "a"}', "\x00"):
        (tmp_path / FILE).write_text(text)
        assert read_wifi(tmp_path) is None


def test_a_folder_that_takes_no_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "secrets").write_text("a file where a folder should be")
    with pytest.raises(StoreError, match=r"wifi\.json"):
        write_wifi(tmp_path, Wifi("Nhà"))
