"""What one browser says to the other about ways to reach it, with every way taken out that is not the relay's.

The browsers are told to use the relay alone and take other candidates out themselves; the door does it again, for a
browser may be old, altered or mistaken.
"""

from __future__ import annotations

import re
from ipaddress import ip_address

LONGEST_DESCRIPTION = 40_000
_CANDIDATE = re.compile(
    r"(?:a=)?candidate:([A-Za-z0-9+/]{1,32}) ([12]) (udp|tcp) (\d{1,10}) "
    r"([0-9A-Fa-f:.]{3,45}) (\d{1,5}) typ relay\b(.*)",
    re.IGNORECASE,
)
_FRAGMENT = re.compile(r"\bufrag ([A-Za-z0-9+/]{4,256})(?: |$)")
_ANY_ADDRESS = re.compile(r"(?<![0-9.])(?:\d{1,3}\.){3}\d{1,3}(?![0-9.])")


def candidate_of_relay(candidate: str) -> str:
    """Writes a candidate anew where it is the relay's.

    Source:   RFC 8839 5.1 (the line of a candidate).
    Returns:  "" for one of any other kind, for one by name (`.local`) and for what is no candidate. What a browser
              adds about its own side (related address, network, cost) is left out.
    """
    found = _CANDIDATE.fullmatch(candidate.strip())
    if not found:
        return ""
    foundation, component, transport, priority, address, port, rest = found.groups()
    try:
        far = ip_address(address)
    except ValueError:
        return ""
    nowhere = "0.0.0.0" if far.version == 4 else "::"
    fragment = _FRAGMENT.search(rest)
    line = f"candidate:{foundation} {component} {transport.lower()} {priority} {far} {port} typ relay"
    return f"{line} raddr {nowhere} rport 0" + (f" ufrag {fragment.group(1)}" if fragment else "")


def description_of_relay(description: str) -> str:
    """Writes a session description anew, without any address but those of relay candidates.

    Source:   RFC 8866 (the lines), RFC 8829 5.2.1 (what stands in place of an address).
    Returns:  "" where it is none or names an address where none belongs.
    """
    lines = description.splitlines()
    if not lines or lines[0] != "v=0" or len(description) > LONGEST_DESCRIPTION:
        return ""
    kept = [line for line in map(_line, lines) if line]
    for line in kept:
        others = {one for one in _ANY_ADDRESS.findall(line) if one != "0.0.0.0"}
        if others and not line.startswith("a=candidate:"):
            return ""
    return "\r\n".join(kept) + "\r\n"


def _line(line: str) -> str:
    if line.startswith("a=candidate:"):
        candidate = candidate_of_relay(line)
        return f"a={candidate}" if candidate else ""
    if line.startswith("c="):
        return "c=IN IP4 0.0.0.0"
    if line.startswith("a=rtcp:"):
        return "a=rtcp:9 IN IP4 0.0.0.0"
    if line.startswith("o="):
        parts = line[2:].split(" ")
        return f"o=- {parts[1]} {parts[2]} IN IP4 0.0.0.0" if len(parts) == 6 else ""
    if line.startswith("m="):
        kind, port, rest = (*line.split(" ", 2), "", "")[:3]
        return f"{kind} {'0' if port == '0' else '9'} {rest}"
    if line.startswith("s="):
        return "s=-"
    return "" if line[:2] in ("i=", "u=", "e=", "p=") or line.startswith("a=remote-candidates") else line
