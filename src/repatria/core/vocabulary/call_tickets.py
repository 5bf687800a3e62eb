"""Tickets of calls: what opens one end of a call once, what the door is told of it, and decoys that look the same.

A secret of 32 bytes opens an end. Hers derives from the public half of the key of her letters (which number and words
give, and which the bureau knows without knowing the words) and a code of her letter about the call; the camp's and a
watcher's derive from a code of 100 bits on paper. The place of her letters would not do: the portal's store holds it,
and eight digits are soon tried. The door is given the hash of each secret and nothing from which one could be made.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from repatria.core.vocabulary.calls import LONGEST_CALL, PUT_AT_THE_DOOR, CallEnd
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.paper_codes import paper_code

CODE_DIGITS = 8
FORMAT = 2
LEFT_ASIDE = ".unknown"
"""How the file of a report ends that no call took."""
_SECRET, _HASH = "repatria call secret, version 2", b"repatria call ticket, version 1\x00"
_HEX_64, _HEX_32 = re.compile("[0-9a-f]{64}"), re.compile("[0-9a-f]{32}")
_LARGEST = 4096  # calls of one file


class TicketError(InputError):
    """A file of tickets is not one: nothing of it is taken."""

    code = "calls.E003"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTicket:
    """One call as the door knows it: when, and the hashes of what opens its ends. A decoy has no other form.

    Units:    UTC, whole seconds.
    Given:    `call` 32 random hexadecimal characters, by which a report names it; no number of anybody. `is_sound` of
              one that goes without a picture at either end, because one of the two wished it so.
    """

    call: str
    hers: str
    his: str
    watch: str
    begins_at: datetime
    ends_at: datetime
    is_sound: bool = False

    def hash_of(self, end: CallEnd) -> str:
        return str(getattr(self, end.value))

    def takes_at(self, now: datetime) -> bool:
        """Whether its ends may be entered."""
        return self.begins_at - PUT_AT_THE_DOOR <= now < self.ends_at


def secret_of(end: CallEnd, code: str, identity: str = "") -> str:
    """Derives what opens an end; a browser does the same (`static/calls/words.js`).

    Units:    64 hexadecimal characters.
    Given:    hers: eight digits and `receipts.letter_identity_of`, never what lies at the portal; the others: a paper
              code without dashes, and no identity.
    Raises:   TicketError where that is not what was given.
    """
    is_hers = end is CallEnd.HERS
    form = "[0-9]{8}" if is_hers else "[0-9A-Z]{21}"
    if is_hers != bool(_HEX_64.fullmatch(identity)) or not re.fullmatch(form, code):
        raise TicketError("her end is opened by eight digits with her number and words, the others by a paper code")
    return hashlib.sha256("|".join((_SECRET, end.value, identity, code)).encode()).hexdigest()


def ticket_hash(secret: str) -> str:
    """What the door keeps of a secret: 64 hexadecimal characters."""
    return hashlib.sha256(_HASH + bytes.fromhex(secret)).hexdigest()


def one_time_code(randomness: bytes) -> str:
    """The eight digits of her letter about a call.  Raises: TicketError for fewer than 16 bytes."""
    if len(randomness) < 16:
        raise TicketError("a code needs 16 random bytes")
    return f"{int.from_bytes(randomness[:16], 'big') % 10**CODE_DIGITS:0{CODE_DIGITS}d}"


def room_code(randomness: bytes) -> str:
    """The paper code of the camp's end, or of a watcher's, as it is printed."""
    return paper_code(randomness)


def with_decoys(tickets: Sequence[CallTicket], randomness: Callable[[int], bytes]) -> tuple[CallTicket, ...]:
    """Adds as many decoys as there are calls, each with the hours of one, then more up to a power of two.

    Returns:  all in the order of their random names, so that no place in the file tells which is which.
    Not:      a hiding of the hours at which there are calls, or of their count to within a factor of four.
    """
    if not tickets:
        return ()
    wanted = 4
    while wanted < 2 * len(tickets):
        wanted *= 2
    decoys = [
        replace(
            tickets[number % len(tickets)], call=randomness(16).hex(), hers=randomness(32).hex(),
            his=randomness(32).hex(), watch=randomness(32).hex(),
        )
        for number in range(wanted - len(tickets))
    ]  # fmt: skip
    return tuple(sorted((*tickets, *decoys), key=lambda one: one.call))


def written(tickets: Iterable[CallTicket]) -> str:
    """A file of tickets."""
    rows = [
        {
            "call": one.call, "hers": one.hers, "his": one.his, "watch": one.watch,
            "begins_at": one.begins_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "ends_at": one.ends_at.strftime("%Y-%m-%dT%H:%M:%SZ"), "is_sound": one.is_sound,
        }
        for one in tickets
    ]  # fmt: skip
    return json.dumps({"version": FORMAT, "calls": rows}, indent=1) + "\n"


def read(text: str) -> tuple[CallTicket, ...]:
    """Reads a file of tickets whole.

    Raises:   TicketError that names what is wrong by the place of the row, and no value.
    """
    try:
        table = json.loads(text)
    except ValueError:
        raise TicketError("no JSON") from None
    if not isinstance(table, dict) or table.get("version") != FORMAT or set(table) != {"version", "calls"}:
        raise TicketError("no file of tickets of this version")
    rows = table["calls"]
    if not isinstance(rows, list) or len(rows) > _LARGEST:
        raise TicketError(f"a file holds up to {_LARGEST} calls")
    found = tuple(_ticket(row, place) for place, row in enumerate(rows, 1))
    hashes = [value for one in found for value in (one.hers, one.his, one.watch)]
    if len({one.call for one in found}) != len(found) or len(set(hashes)) != len(hashes):
        raise TicketError("two rows of one file are the same")
    return found


def _ticket(row: Any, place: int) -> CallTicket:
    names = ("call", "hers", "his", "watch", "begins_at", "ends_at")
    if not isinstance(row, dict) or set(row) != {*names, "is_sound"} or not isinstance(row["is_sound"], bool):
        raise TicketError(f"row {place}: not the fields of a ticket")
    if not all(isinstance(row[name], str) for name in names):
        raise TicketError(f"row {place}: not the fields of a ticket")
    if not _HEX_32.fullmatch(row["call"]) or not all(_HEX_64.fullmatch(row[name]) for name in names[1:4]):
        raise TicketError(f"row {place}: no name or no hash")
    begins_at, ends_at = (_instant(row[name], place) for name in names[4:])
    if not timedelta() < ends_at - begins_at <= LONGEST_CALL:
        raise TicketError(f"row {place}: no length of a call")
    return CallTicket(**{name: row[name] for name in names[:4]}, begins_at=begins_at, ends_at=ends_at,
                      is_sound=row["is_sound"])  # fmt: skip


def _instant(text: str, place: int) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise TicketError(f"row {place}: no instant in UTC") from None
