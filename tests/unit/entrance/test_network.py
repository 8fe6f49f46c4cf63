"""Which address the phones are told, and which port is taken."""

from __future__ import annotations

import socket

import pytest

from caunoi.errors import SettingError
from caunoi.network import Adapter, adapters, free_port, is_free, own_ways, ranked

LOOPBACK = Adapter("lo", "127.0.0.1")


@pytest.mark.parametrize(
    ("found", "way_out", "best"),
    [
        pytest.param([Adapter("wlan0", "192.168.1.20")], None, "192.168.1.20", id="a router without the Internet"),
        pytest.param(
            [Adapter("docker0", "172.17.0.1"), Adapter("wlp3s0", "192.168.1.20")], None, "192.168.1.20", id="containers"
        ),
        pytest.param(
            [Adapter("eth0", "10.0.0.7"), Adapter("wlp3s0", "192.168.1.20")], "10.0.0.7", "10.0.0.7", id="the way out"
        ),
        pytest.param(
            [Adapter("eth0", "10.0.0.7"), Adapter("wlp3s0", "10.42.0.1")], "10.0.0.7", "10.42.0.1", id="Linux hotspot"
        ),
        pytest.param(
            [Adapter("Wi-Fi", "192.168.1.20"), Adapter("Local Area Connection* 2", "192.168.137.1")],
            "192.168.1.20",
            "192.168.137.1",
            id="Windows hotspot",
        ),
        pytest.param(
            [Adapter("tun0", "10.8.0.2"), Adapter("wlan0", "192.168.1.20")], "10.8.0.2", "192.168.1.20", id="a tunnel"
        ),
        pytest.param(
            [Adapter("vEthernet (WSL)", "172.29.0.1"), Adapter("Ethernet", "192.168.1.20")],
            None,
            "192.168.1.20",
            id="Windows with Linux inside",
        ),
        pytest.param(
            [Adapter("eth0", "192.168.1.9"), Adapter("wlan0", "192.168.1.20")],
            None,
            "192.168.1.20",
            id="Wi-Fi and cable",
        ),
        pytest.param(
            [Adapter("wlan0", "169.254.3.4"), Adapter("eth0", "192.168.1.9")],
            None,
            "192.168.1.9",
            id="no answer on Wi-Fi",
        ),
        pytest.param(
            [Adapter("eth0", "10.0.0.7"), Adapter("wlan0", "192.168.43.7")], "10.0.0.7", "192.168.43.7", id="a phone's"
        ),
        pytest.param(
            [Adapter("en0", "192.168.1.4"), Adapter("bridge100", "192.168.2.1")],
            "192.168.1.4",
            "192.168.2.1",
            id="macOS hotspot",
        ),
        pytest.param([Adapter("Wi-Fi", "192.168.137.44")], None, "192.168.137.44", id="guest of a Windows hotspot"),
    ],
)
def test_the_likeliest_address_goes_first(found: list[Adapter], way_out: str | None, best: str) -> None:
    everything = ranked([LOOPBACK, *found], way_out)
    assert everything[0].ip == best
    assert sorted(way.ip for way in everything) == sorted(adapter.ip for adapter in found)
    assert ranked([*reversed(found), LOOPBACK], way_out) == everything


def test_no_network_is_no_address() -> None:
    assert ranked([LOOPBACK], "127.0.0.1") == ()


def test_this_computers_own_addresses_are_read() -> None:
    assert "127.0.0.1" in {adapter.ip for adapter in adapters()}
    assert "127.0.0.1" not in {way.ip for way in own_ways()}


def test_each_address_says_what_it_is() -> None:
    found = [
        Adapter("wlan0", "10.42.0.1"),
        Adapter("wlan1", "192.168.43.7"),
        Adapter("wlan2", "192.168.1.20"),
        Adapter("enp3s0", "10.0.0.7"),
        Adapter("enp4s0", "8.8.4.4"),
        Adapter("enp5s0", "169.254.3.4"),
        Adapter("docker0", "172.17.0.1"),
        Adapter("dummy0", "10.99.0.1"),
    ]
    ways = ranked(found, "172.17.0.1")
    assert [way.kind for way in ways] == [
        *("hotspot", "guest", "wifi", "network", "public", "unanswered", "virtual", "virtual")
    ]
    assert [way.ip for way in ways if way.leads_out] == ["172.17.0.1"]


def test_the_way_out_goes_before_other_networks_but_not_before_a_hotspot() -> None:
    cable, wifi, phones = Adapter("eth0", "10.0.0.7"), Adapter("wlan0", "192.168.1.20"), Adapter("wlan1", "172.20.10.4")
    assert [way.ip for way in ranked([cable, wifi, phones], "10.0.0.7")] == ["172.20.10.4", "10.0.0.7", "192.168.1.20"]


def test_a_taken_port_is_passed_over() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert not is_free("127.0.0.1", port)
        assert free_port("127.0.0.1", port) > port
    assert is_free("127.0.0.1", port)


def test_no_free_port_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("caunoi.network.is_free", lambda _host, _port: False)
    with pytest.raises(SettingError, match="ports 9000 to 9049: other programs use them all"):
        free_port("127.0.0.1", 9000)
