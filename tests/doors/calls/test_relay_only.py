"""What the door passes on: the relay's candidates, and no address of anybody else."""

from __future__ import annotations

import pytest

from repatria.doors.calls.relay_only import candidate_of_relay, description_of_relay

AT = ("192.0.2.9", "2001:db8::9")
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
        "candidate:1 1 udp 1686 203.0.113.9 40100 typ relay",
        "candidate:1 1 udp 1686 2001:db8::7 40100 typ relay",
        "", "no candidate",
    ],
)  # fmt: skip
def test_refuses_a_candidate_that_is_not_the_relays(candidate: str) -> None:
    assert "" == candidate_of_relay(candidate, AT)


def test_a_relayed_candidate_loses_what_it_says_of_its_own_side() -> None:
    wanted = "candidate:84 1 udp 503400 192.0.2.9 55979 typ relay raddr 0.0.0.0 rport 0 ufrag zpgO"

    assert wanted == candidate_of_relay(RELAYED, AT)
    six = "candidate:8 1 udp 5 2001:DB8::9 55979 typ relay raddr ::1 rport 4"
    assert "2001:db8::9 55979 typ relay raddr :: rport 0" in candidate_of_relay(six, AT)


DESCRIPTION = "\r\n".join((
    "v=0", "o=jane 4611 2 IN IP4 198.51.100.7", "s=her telephone", "t=0 0", "e=jane@example.invalid",
    "m=audio 40100 UDP/TLS/RTP/SAVPF 111", "c=IN IP4 198.51.100.7", "a=rtcp:40101 IN IP4 198.51.100.7",
    f"a={RELAYED}", "a=candidate:1 1 udp 2122 198.51.100.7 40100 typ host", "a=ice-ufrag:zpgO", "a=mid:0", "",
))  # fmt: skip


def test_a_description_keeps_the_relays_candidates_and_no_other_address() -> None:
    passed = description_of_relay(DESCRIPTION, AT)

    assert not [one for one in ("198.51", "her telephone", "jane", "40100", "typ host") if one in passed]
    assert "192.0.2.9 55979 typ relay" in passed and "a=ice-ufrag:zpgO" in passed and "m=audio 9 UDP" in passed


@pytest.mark.parametrize(
    "added",
    [
        "a=x-where:198.51.100.7", "a=note:2001:db8::7 home.example", "a=msid:198.51.100.7 x", "a=msid:anna-pc x",
        "a=ssrc:1 cname:anna@anna-pc", "a=ssrc:1 cname:home.example", "a=fingerprint:sha-256 2001:db8::7",
        "a=extmap:1 http://home.example/x", "a=rtpmap:111 home.example/1", "a=fmtp:111 home.example", "a=mid:a.b",
        "a=group:BUNDLE 198.51.100.7", "a=ice-options:home.example", "a=rtcp-fb:1 198.51.100.7", "i=anna", "k=clear:x",
        "o=- 1 2 IN IP4", "a=remote-candidates:1 198.51.100.7 4", "b=AS:198.51.100.7", "a=sendrecv\ra=x:198.51.100.7",
        "a=sendrecv\u2028a=x:198.51.100.7", "a=rtcp-fb:1 nack\x0b198.51.100.7",
    ],
)  # fmt: skip
def test_drops_every_line_that_is_not_on_the_list(added: str) -> None:
    assert description_of_relay(DESCRIPTION, AT) == description_of_relay(DESCRIPTION + added + "\r\n", AT)


@pytest.mark.parametrize(
    "added", ["m=application 9 UDP/DTLS/SCTP webrtc-datachannel", "m=audio home 1", "b=" + "x" * 40_000]
)
def test_refuses_a_description_of_anything_but_sound_and_picture_and_what_is_none(added: str) -> None:
    assert "" == description_of_relay(DESCRIPTION + added + "\r\n", AT)
    assert "" == description_of_relay("", AT) == description_of_relay("v=1\r\n", AT)
    assert "typ relay" not in description_of_relay(DESCRIPTION, ())


OF_BROWSERS = """\
a=group:BUNDLE 0 1
a=extmap-allow-mixed
a=msid-semantic: WMS 5f0b2a5e-0d5c-4c61-9d0e-2f8f1f6f0a11
a=msid-semantic:WMS *
a=ice-options:trickle renomination
a=ice-pwd:Yl0yVqO2y1Vb0jPq3ZlqQ9Zk
a=fingerprint:sha-256 D2:FA:0E:C3:22:59:5E:14:95:69:92:3D:13:B4:84:24:2C:C2:A2:C0:3E:FD:34:8E:5E:EA:6F:AF:52:CE:E6:0F
a=setup:actpass
a=extmap:14 urn:ietf:params:rtp-hdrext:toffset
a=extmap:2/recvonly urn:ietf:params:rtp-hdrext:csrc-audio-level
a=extmap:3 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
a=extmap:4 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01
a=extmap:11 https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension
a=sendrecv
a=msid:- 0b9a7b02-2d33-4d4c-8ea8-1d0e5f3d1a33
a=msid:{5f0b2a5e-0d5c-4c61-9d0e-2f8f1f6f0a11} {0b9a7b02-2d33-4d4c-8ea8-1d0e5f3d1a33}
a=rtcp-mux
a=rtcp-rsize
a=rtpmap:111 opus/48000/2
a=rtpmap:126 telephone-event/8000
a=rtpmap:96 VP8/90000
a=rtcp-fb:111 transport-cc
a=rtcp-fb:* nack pli
a=fmtp:111 minptime=10;useinbandfec=1
a=fmtp:109 maxplaybackrate=48000;stereo=1
a=fmtp:126 profile-level-id=42e01f;level-asymmetry-allowed=1;packetization-mode=1
a=fmtp:63 111/111
a=fmtp:101 0-15
a=fmtp:97 apt=96
a=ssrc-group:FID 2231627014 632943048
a=ssrc:2231627014 cname:nN9oGBTwyZnb3W0m
a=ssrc:2231627014 cname:{5f0b2a5e-0d5c-4c61-9d0e-2f8f1f6f0a11}
a=ssrc:2231627014 msid:- 0b9a7b02-2d33-4d4c-8ea8-1d0e5f3d1a33
a=end-of-candidates
b=AS:100"""


def test_what_chrome_and_firefox_write_passes_whole() -> None:
    written = DESCRIPTION + OF_BROWSERS.replace("\n", "\r\n") + "\r\n"

    assert description_of_relay(written, AT) == (
        description_of_relay(DESCRIPTION, AT) + OF_BROWSERS.replace("\n", "\r\n") + "\r\n"
    )
