"""What one browser says to the other about ways to reach it, with every way taken out that is not the relay's.

The browsers are told to use the relay alone and take other candidates out themselves; the door does it again, for a
browser may be old, altered or mistaken.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from ipaddress import ip_address

LONGEST_DESCRIPTION = 40_000
_CANDIDATE = re.compile(
    r"(?:a=)?candidate:([A-Za-z0-9+/]{1,32}) ([12]) (udp|tcp) (\d{1,10}) "
    r"([0-9A-Fa-f:.]{3,45}) (\d{1,5}) typ relay\b(.*)",
    re.IGNORECASE | re.ASCII,
)
_FRAGMENT = re.compile(r"\bufrag ([A-Za-z0-9+/]{4,256})(?: |$)")
_UUID = r"\{?[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}?"
_STREAM = rf"(?:{_UUID}|[A-Za-z0-9+/]{{16,36}}|-)"
_SET = r"[a-zA-Z-]{1,40}=[0-9a-fA-F]{1,16}"
_KEPT = re.compile(
    "|".join((
        r"t=0 0", r"b=(?:AS|TIAS):\d{1,9}",
        r"a=group:BUNDLE(?: \w{1,16})*", rf"a=msid-semantic: ?WMS(?: \*| {_STREAM})*",
        r"a=ice-ufrag:[A-Za-z0-9+/]{4,256}", r"a=ice-pwd:[A-Za-z0-9+/]{22,256}",
        r"a=ice-options:(?:trickle|renomination|ice2)(?: (?:trickle|renomination|ice2))*",
        r"a=fingerprint:sha-\d{1,3} [0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){15,63}",
        r"a=setup:(?:actpass|active|passive)", r"a=mid:\w{1,16}", r"a=(?:sendrecv|sendonly|recvonly|inactive)",
        r"a=(?:rtcp-mux|rtcp-mux-only|rtcp-rsize|bundle-only|extmap-allow-mixed|end-of-candidates)",
        r"a=extmap:\d{1,3}(?:/(?:sendrecv|sendonly|recvonly|inactive))? "
        r"(?:urn:ietf:params:rtp-hdrext:[\w:-]+|urn:3gpp:video-orientation|http://www\.webrtc\.org/experiments/rtp-hdrext/[\w-]+"
        r"|http://www\.ietf\.org/id/[\w-]+|https://aomediacodec\.github\.io/av1-rtp-spec/#[\w-]+)",
        rf"a=msid:{_STREAM}(?: {_STREAM})?",
        r"a=rtpmap:\d{1,3} [\w-]{1,32}/\d{1,6}(?:/\d{1,2})?", r"a=rtcp-fb:(?:\d{1,3}|\*) [a-z -]{1,40}",
        rf"a=fmtp:\d{{1,3}} (?:{_SET}(?:; ?{_SET})*;?|\d{{1,3}}(?:[/,-]\d{{1,3}})*)",
        r"a=(?:ptime|maxptime):\d{1,4}", r"a=ssrc-group:(?:FID|FEC-FR|SIM)(?: \d{1,10})+",
        rf"a=ssrc:\d{{1,10}} (?:cname:(?:[A-Za-z0-9+/]{{16}}|{_UUID})|msid:{_STREAM}(?: {_STREAM})?"
        rf"|(?:mslabel|label):{_STREAM})",
    )),
    re.ASCII,
)  # fmt: skip
"""The lines that Chrome and Firefox write of sound and picture, with values that are numbers, words of the standard or
drawn at random. Whatever else a description holds is left out."""
_MEDIA = re.compile(r"m=(audio|video) (\d{1,5}) ([A-Z/]{3,24})((?: \d{1,3})+)", re.ASCII)
_ORIGIN = re.compile(r"o=\S+ (\d{1,20}) (\d{1,20}) IN IP[46] \S+", re.ASCII)


def candidate_of_relay(candidate: str, relay_at: Collection[str]) -> str:
    """Writes a candidate anew where it is the relay's.

    Source:   RFC 8839 5.1 (the line of a candidate).
    Given:    `relay_at` the addresses that the relay has, as `ip_address` writes them.
    Returns:  "" for one of any other kind or address, for one by name (`.local`) and for what is no candidate. What a
              browser adds about its own side (related address, network, cost) is left out.
    """
    found = _CANDIDATE.fullmatch(candidate.strip())
    if not found:
        return ""
    foundation, component, transport, priority, address, port, rest = found.groups()
    try:
        far = ip_address(address)
    except ValueError:
        return ""
    if str(far) not in relay_at:
        return ""
    nowhere = "0.0.0.0" if far.version == 4 else "::"
    fragment = _FRAGMENT.search(rest)
    line = f"candidate:{foundation} {component} {transport.lower()} {priority} {far} {port} typ relay"
    return f"{line} raddr {nowhere} rport 0" + (f" ufrag {fragment.group(1)}" if fragment else "")


def description_of_relay(description: str, relay_at: Collection[str], *, is_sound: bool = False) -> str:
    """Writes a session description anew from the lines that are known, without any address but the relay's.

    Source:   RFC 8866 (the lines), RFC 8829 5.2.1 (what stands in place of an address).
    Given:    `is_sound` of a call that goes without a picture.
    Returns:  "" where it is none, describes anything but sound and picture, or a picture where there is to be none.
    """
    lines = re.split("\r\n|\n", description)
    if lines[0] != "v=0" or len(description) > LONGEST_DESCRIPTION:
        return ""
    if any(line.startswith("m=") and not _MEDIA.fullmatch(line) for line in lines):
        return ""  # one that were left out would put the others in the wrong place
    if is_sound and any(line.startswith("m=video") for line in lines):
        return ""
    return "".join(f"{kept}\r\n" for line in lines if (kept := _line(line, relay_at)))


def _line(line: str, relay_at: Collection[str]) -> str:
    if line.startswith("a=candidate:"):
        candidate = candidate_of_relay(line, relay_at)
        return f"a={candidate}" if candidate else ""
    if line == "v=0":
        return line
    if line.startswith("c="):
        return "c=IN IP4 0.0.0.0"
    if line.startswith("a=rtcp:"):
        return "a=rtcp:9 IN IP4 0.0.0.0"
    if line.startswith("s="):
        return "s=-"
    if found := _ORIGIN.fullmatch(line):
        return f"o=- {found.group(1)} {found.group(2)} IN IP4 0.0.0.0"
    if found := _MEDIA.fullmatch(line):
        kind, port, protocol, formats = found.groups()
        return f"m={kind} {'0' if port == '0' else '9'} {protocol}{formats}"
    return line if _KEPT.fullmatch(line) else ""
