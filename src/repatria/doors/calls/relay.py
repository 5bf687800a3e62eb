"""The relay as the door knows it: where it is, and credentials that end with the call."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import socket
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from ipaddress import ip_address

from repatria.core.vocabulary.errors import InputError

_ADDRESS = re.compile(r"(turns?):([A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\]):([0-9]{1,5})(?:\?transport=(udp|tcp))?")
_AFTER_THE_END = timedelta(minutes=1)


class NoRelayError(InputError):
    """No relay is named, or more than one: without exactly one there is no call."""

    code = "calls.E004"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay:
    """One relay, by its addresses as RFC 7065 writes them, and the secret that it shares with the door.

    Given:    addresses of one host, so that nobody is led elsewhere; TLS on 443 passes where little else does.
    Raises:   NoRelayError.
    """

    addresses: tuple[str, ...]
    secret: str = field(repr=False)

    def __post_init__(self) -> None:
        found = [_ADDRESS.fullmatch(one) for one in self.addresses]
        if not found or not all(found) or len({one.group(2) for one in found if one}) != 1:
            raise NoRelayError("a call goes through one relay: name its addresses, as turns:relay.example:443")
        if len(self.secret) < 32:
            raise NoRelayError("the secret that relay and door share has at least 32 characters")

    @property
    def ports(self) -> Sequence[tuple[str, str, int]]:
        """Scheme, host and port of each address."""
        found = (_ADDRESS.fullmatch(one) for one in self.addresses)
        return [(one.group(1), one.group(2), int(one.group(3))) for one in found if one]

    def whereabouts(self) -> frozenset[str]:
        """The addresses that the relay's name has now; none where it cannot be asked. May take seconds."""
        _, host, port = self.ports[0]
        try:
            found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_DGRAM)
        except OSError:
            return frozenset()
        return frozenset(str(ip_address(str(one[4][0]).partition("%")[0])) for one in found)

    def credentials(self, until: datetime, name: str) -> dict[str, object]:
        """What a browser shows to the relay, good till a minute after a call's end.

        Source:   draft-uberti-behave-turn-rest-00 (time and name signed with the shared secret, HMAC-SHA-1).
        Given:    `name` random; it names nobody.
        """
        username = f"{int((until + _AFTER_THE_END).timestamp())}:{name}"
        signed = hmac.new(self.secret.encode(), username.encode(), hashlib.sha1).digest()
        return {
            "urls": list(self.addresses), "username": username, "credential": base64.b64encode(signed).decode(),
        }  # fmt: skip
