"""Which addresses may be asked: public ones alone, unless a host was allowed by name."""

from __future__ import annotations

import socket
from collections.abc import Sequence

import pytest

from ingest.errors import Unfetched
from ingest.fetching.hosts import Hosts, is_public


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1", "2a00:1450:400e::1", "64:ff9b::808:808"])
def test_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.9.9.9", "::1"),
        *("10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "fc00::1", "fd00:ec2::254", "fec0::1"),
        *("169.254.169.254", "fe80::1", "fe80::1%eth0", "168.63.129.16"),
        *("224.0.0.1", "ff02::1", "240.0.0.1", "255.255.255.255", "0.0.0.0", "0.1.2.3", "::"),
        *("192.0.2.1", "198.18.0.1", "2001:db8::1"),
        # A private address written inside one of the new network.
        *(
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "::127.0.0.1",
            "2002:7f00:1::",
            "64:ff9b::7f00:1",
            "64:ff9b::a9fe:a9fe",
            "2001:0:1::1",
        ),
        *("", "localhost", "2130706433", "127.1"),
    ],
)
def test_not_public(address: str) -> None:
    assert not is_public(address)


def test_a_host_with_one_private_address_is_refused() -> None:
    with pytest.raises(Unfetched, match="private"):
        Hosts(frozenset(), lambda _: ["8.8.8.8", "10.0.0.1"]).addresses("plan.example")


def test_a_host_is_looked_up_once_so_that_a_second_answer_does_not_matter() -> None:
    answers = iter((["8.8.8.8"], ["127.0.0.1"]))
    hosts = Hosts(frozenset(), lambda _: next(answers))
    assert [hosts.addresses("plan.example") for _ in range(3)] == [("8.8.8.8",)] * 3


def test_an_allowed_host_may_be_private_and_another_of_the_same_address_not() -> None:
    hosts = Hosts(frozenset({"intranet.example"}), lambda _: ["10.0.0.1"])
    assert hosts.addresses("intranet.example") == ("10.0.0.1",)
    with pytest.raises(Unfetched, match="private"):
        hosts.addresses("ander.example")


@pytest.mark.parametrize("error", [socket.gaierror(), UnicodeError()])
def test_a_host_that_is_not_found(error: Exception) -> None:
    def fail(_: str) -> Sequence[str]:
        raise error

    for resolve in (fail, lambda _: []):
        with pytest.raises(Unfetched, match="no_host"):
            Hosts(frozenset(), resolve).addresses("weg.example")
