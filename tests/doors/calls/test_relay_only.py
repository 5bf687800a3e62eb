"""What the door passes on: the relay's candidates, and no address of anybody else."""

from __future__ import annotations

import pytest

from repatria.doors.calls.relay_only import candidate_of_relay, description_of_relay

RELAYED = (
    "candidate:84 1 udp 503400 192.0.2.9 55979 typ relay raddr 198.51.100.7 rport 40100 "
    "generation 0 ufrag zpgO network-cost 999"
)


@pytest.mark.parametrize(
    "candidate",
    [
        "candidate:1 1 udp 2122 198.51.100.7 40100 typ host generation 0",
        "candidate:1 1 udp 2122 4f5c1a2e-8d6b-4c7e.local 40100 typ host",
        "candidate:1 1 udp 1686 203.0.113.4 40100 typ srflx raddr 198.51.100.7 rport 40100",
        "candidate:1 1 udp 1686 203.0.113.4 40100 typ prflx raddr 198.51.100.7 rport 40100",
        "candidate:1 1 udp 1686 4f5c.local 40100 typ relay raddr 0.0.0.0 rport 0",
        "candidate:1 1 udp 1686 999.1.1.1 40100 typ relay",
        "candidate:1 1 udp 1686 203.0.113.4 40100 typ host x typ relay",
        "candidate:1 1 udp 1686 192.0.2.9 40100 typ relay\r\na=candidate:1 1 udp 1 203.0.113.4 4 typ host",
        "", "no candidate",
    ],
)  # fmt: skip
def test_refuses_a_candidate_that_is_not_the_relays(candidate: str) -> None:
    assert "" == candidate_of_relay(candidate)


def test_a_relayed_candidate_loses_what_it_says_of_its_own_side() -> None:
    wanted = "candidate:84 1 udp 503400 192.0.2.9 55979 typ relay raddr 0.0.0.0 rport 0 ufrag zpgO"

    assert wanted == candidate_of_relay(RELAYED)
    assert "raddr :: rport 0" in candidate_of_relay("candidate:8 1 udp 5 2001:db8::9 55979 typ relay raddr ::1 rport 4")


DESCRIPTION = "\r\n".join((
    "v=0", "o=jane 4611 2 IN IP4 198.51.100.7", "s=her telephone", "t=0 0", "e=jane@example.invalid",
    "m=audio 40100 UDP/TLS/RTP/SAVPF 111", "c=IN IP4 198.51.100.7", "a=rtcp:40101 IN IP4 198.51.100.7",
    f"a={RELAYED}", "a=candidate:1 1 udp 2122 198.51.100.7 40100 typ host", "a=ice-ufrag:zpgO", "a=mid:0", "",
))  # fmt: skip


def test_a_description_keeps_the_relays_candidates_and_no_other_address() -> None:
    passed = description_of_relay(DESCRIPTION)

    assert not [one for one in ("198.51", "her telephone", "jane", "40100", "typ host") if one in passed]
    assert "192.0.2.9 55979 typ relay" in passed and "a=ice-ufrag:zpgO" in passed and "m=audio 9 UDP" in passed


@pytest.mark.parametrize("added", ["a=x-where:198.51.100.7", "a=msid:198.51.100.7 x", "b=" + "x" * 40_000])
def test_refuses_a_description_that_names_an_address_elsewhere_or_is_none(added: str) -> None:
    assert "" == description_of_relay(DESCRIPTION + added + "\r\n")
    assert "" == description_of_relay("") == description_of_relay("v=1\r\n")
