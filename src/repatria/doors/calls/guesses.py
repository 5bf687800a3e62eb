"""How often an address may be wrong at the door: ten times at once, and once more every six seconds.

Addresses are kept in memory, as hashes under a key of this process; whoever comes from another is not held up.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from ipaddress import IPv6Address, ip_address

AT_ONCE, SECONDS = 10, 6.0
_MOST_ADDRESSES = 20_000


class Guesses:
    """Wrong secrets by address. Eight digits are 10^8: an address tries a few hundred while a call may be entered."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._free_at: dict[bytes, float] = {}  # when all ten are there again

    def may(self, address: str, now: datetime) -> bool:
        """Whether a secret from there is looked at."""
        left = self._free_at.get(self._name(address), 0.0) - now.timestamp()
        return left <= (AT_ONCE - 1) * SECONDS or left > AT_ONCE * SECONDS  # more than all: the clock was put back

    def was_wrong(self, address: str, now: datetime) -> None:
        at, name = now.timestamp(), self._name(address)
        self._free_at[name] = (
            min(max(self._free_at.pop(name, 0.0), at), at + (AT_ONCE - 1) * SECONDS) + SECONDS
        )  # put to the end: the oldest stand first
        while len(self._free_at) > _MOST_ADDRESSES:
            del self._free_at[next(iter(self._free_at))]

    def _name(self, address: str) -> bytes:
        try:
            found = ip_address(address.partition("%")[0])
        except ValueError:
            return b""
        if isinstance(found, IPv6Address):
            told = found.ipv4_mapped.packed if found.ipv4_mapped else found.packed[:8]  # a household has 2^64 of them
        else:
            told = found.packed
        return hashlib.blake2s(told, key=self._key, digest_size=16).digest()


def address_of(nearest: str, forwarded: str, proxies: int) -> str:
    """From where somebody asks: the address that the outermost of our own proxies saw.

    Given:    every proxy adds the address it saw at the end of X-Forwarded-For; what a visitor wrote there stands
              before these.
    """
    told = [one.strip() for one in forwarded.split(",")]
    return told[-proxies] if 0 < proxies <= len(told) and told[-proxies] else nearest
