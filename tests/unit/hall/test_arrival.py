"""Does the hall know below which path, under which name and by whom it is asked?"""

from __future__ import annotations

import pytest

from caunoi.hall.addresses import Addresses
from caunoi.hall.hosts import HostNames
from caunoi.hall.proxies import Proxies


def test_addresses_without_a_base_are_paths() -> None:
    plain = Addresses()
    assert plain.to("facilitator/new", "vi") == "/vi/facilitator/new"
    assert plain.to("/api/room") == "/api/room"
    assert plain.to("", "id") == "/id/"
    assert [plain.within(path) for path in ("/", "/vi/", "/api/room")] == ["/", "/vi/", "/api/room"]
    assert plain.cookie_path == "/"


def test_a_base_is_put_on_and_taken_off() -> None:
    below = Addresses("/caunoi")
    assert below.to("join?code=A", "vi") == "/caunoi/vi/join?code=A"
    assert below.to("/assets/x.js") == "/caunoi/assets/x.js"
    assert below.cookie_path == "/caunoi/"
    for path in ("/vi/", "/api/room", "/"):
        assert below.within(below.to(path)) == path
        # A proxy that takes the path off itself asks like this.
        assert below.within(path) == path
    assert below.within("/caunoi") == "/"
    assert below.within("/caunoise/vi/") == "/caunoise/vi/"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.0.0.1:8866",
        "192.168.1.7:8866",
        "[::1]:8866",
        "[fe80::1]",
        "localhost:8866",
        "LOCALHOST",
        "desk",
        "desk.example.vn:8866",
        "desk.local",
        "hall.example",
        "Hall.Example.:443",
    ],
)
def test_own_names_and_numbers_are_known(host: str) -> None:
    assert HostNames(["hall.example"], own="desk.example.vn").known(host)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "evil.example:8866",
        "127.0.0.1.evil.example",
        "hall.example.evil",
        "a b",
        "desk:x",
        "::1",
        "localhost@evil.example",
        "evil.example/localhost",
        "[localhost",
        "0x7f.1",
        "2130706433",
    ],
)
def test_other_names_are_not(host: str) -> None:
    assert not HostNames(["hall.example"], own="desk.example.vn").known(host)


@pytest.mark.parametrize(
    ("trusted", "peer", "forwarded", "client"),
    [
        ((), "127.0.0.1", "203.0.113.9", "127.0.0.1"),
        (("127.0.0.1",), "192.168.1.5", "203.0.113.9", "192.168.1.5"),
        (("127.0.0.1",), "127.0.0.1", "", "127.0.0.1"),
        (("127.0.0.1",), "127.0.0.1", "203.0.113.9", "203.0.113.9"),
        # What the client wrote itself stands to the left of what the proxy heard.
        (("127.0.0.1",), "127.0.0.1", "10.0.0.1, 203.0.113.9", "203.0.113.9"),
        (("127.0.0.1", "10.0.0.0/8"), "127.0.0.1", "198.51.100.1, 203.0.113.9, 10.2.3.4", "203.0.113.9"),
        (("127.0.0.1",), "127.0.0.1", "203.0.113.9, nonsense", "127.0.0.1"),
        (("::1",), "::1", "2001:db8::7", "2001:db8::7"),
    ],
)
def test_only_a_named_proxy_says_who_asks(trusted: tuple[str, ...], peer: str, forwarded: str, client: str) -> None:
    assert Proxies.of(trusted).client(peer, forwarded) == client


def test_only_a_named_proxy_says_that_there_is_tls() -> None:
    assert Proxies().scheme("127.0.0.1", "http", "https") == "http"
    proxies = Proxies.of(["127.0.0.1"])
    assert proxies.scheme("127.0.0.1", "http", "https") == "https"
    assert proxies.scheme("127.0.0.1", "http", "https, http") == "http"
    assert proxies.scheme("127.0.0.1", "http", "gopher") == "http"
