"""The demonstration's staff: two sign-ins for every role, four of the board and of the camps, opened by services."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Protocol

from repatria.core.vocabulary.receipts import words_of
from repatria.doors.jobs.demo.holding import CAMPS, open_invented_places
from repatria.records.access.acting import Acting
from repatria.records.access.approvals import approvers_of
from repatria.records.access.role_table import HOUSE_ROLES, Role
from repatria.records.access.selectors import account_named
from repatria.records.access.services import (
    FOUNDING,
    GRANT,
    grant_reference,
    grant_roles,
    open_account,
    record_approval,
)

SECRET_BYTES = 20


class Provision(Protocol):
    """Gives an account its password and second factor, and records their digests."""

    def __call__(self, acting: Acting, *, account_id: str, password: str, totp_secret: str) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """One account of the demonstration."""

    name: str
    role: Role
    branch: str
    language: str


def _name(role: Role, number: int) -> str:
    return f"{role.value.replace('_', '-')}-{number}"


_AT_THE_DESK = tuple(role for role in Role if role not in HOUSE_ROLES and role is not Role.MIGRATION)
"""A demonstration is moved into by naming anybody: no account is needed for it."""

_FURTHER = (
    (Role.BOARD_EXPERT, 3), (Role.BOARD_EXPERT, 4), (Role.CAMP_OFFICER, 3), (Role.CAMP_OFFICER, 4),
)  # fmt: skip
"""Whoever opens a hypothesis reviews none, and one who signs reviewed none: a name of the dead takes four experts. A
parcel is opened, and money credited, by two of one camp."""
_CAMPS_WITH_OFFICERS = CAMPS[:2]

SIGN_INS = tuple(
    SignIn(
        name=_name(role, number), role=role, language="uk" if number == 1 else "en",
        branch=_CAMPS_WITH_OFFICERS[(number - 1) % 2] if role is Role.CAMP_OFFICER else "",
    )
    # Administrators first: the others are opened by them.
    for role, number in (
        *((role, number) for role in sorted(_AT_THE_DESK, key=lambda r: (r is not Role.ADMINISTRATOR, r))
          for number in (1, 2)),
        *_FURTHER,
    )
)  # fmt: skip


def password_of(name: str, key: bytes) -> str:
    """The password of a demonstration's sign-in: three words, the same as long as the demonstration's keys stand.

    Not:      fit for anything but a demonstration.
    """
    words = words_of("en")
    stream = hmac.digest(key, f"password {name}".encode(), sha256)
    return "-".join(words[int.from_bytes(stream[at : at + 8], "big") % len(words)] for at in (0, 8, 16))


def totp_secret_of(name: str, key: bytes) -> str:
    """The second factor's secret of a demonstration's sign-in.  Units: base32 of 20 bytes."""
    return base64.b32encode(hmac.digest(key, f"totp {name}".encode(), sha256)[:SECRET_BYTES]).decode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """The opened accounts: makes the acting of a sign-in at a moment."""

    numbers: dict[str, str]
    randomness: Callable[[int], bytes]

    def by(self, name: str, at: datetime) -> Acting:
        one = next(sign_in for sign_in in SIGN_INS if sign_in.name == name)
        return Acting(
            account_id=self.numbers[name], roles=frozenset({one.role}), at=at, randomness=self.randomness,
            branch=one.branch,
        )  # fmt: skip


def open_sign_ins(at: datetime, randomness: Callable[[int], bytes], provision: Provision, key: bytes) -> Staff:
    """Opens every account that is not there yet, and before them the places; what is there is left as it is.

    Given:    `key` from which passwords and second factors derive.
    """
    founding = Acting(account_id=FOUNDING, roles=frozenset(), at=at, randomness=randomness)
    staff = Staff(numbers={}, randomness=randomness)
    founders = [one for one in SIGN_INS if one.role is Role.ADMINISTRATOR]
    for one in founders:
        staff.numbers[one.name] = _opened(founding, one)
    for one in SIGN_INS:
        if one is SIGN_INS[len(founders)]:
            open_invented_places(staff.by(founders[0].name, at))  # before whoever works in one of them
        opener = founding if one in founders else staff.by(founders[0].name, at)
        if one not in founders:
            staff.numbers[one.name] = _opened(opener, one)
        found = account_named(one.name)
        if found and found.roles:
            continue
        number, wanted = staff.numbers[one.name], [one.role]
        if one not in founders:
            second, reference = staff.by(founders[1].name, at), grant_reference(number, wanted)
            # An earlier run may have been cut off between the two.
            if second.account_id not in approvers_of(GRANT, reference, at=at):
                record_approval(second, action=GRANT, object_reference=reference)
        # The credential before the role: an account that can act can also sign in. The invented person sets it himself,
        # for what another gives opens nothing but the page on which it is replaced.
        himself = Acting(account_id=number, roles=frozenset(), at=at, randomness=randomness)
        provision(
            himself, account_id=number, password=password_of(one.name, key), totp_secret=totp_secret_of(one.name, key)
        )
        grant_roles(opener, account_id=number, roles=wanted)
    return staff


def _opened(opener: Acting, one: SignIn) -> str:
    found = account_named(one.name)
    if found:
        return found.account_id
    return open_account(opener, sign_in_name=one.name, branch=one.branch, language=one.language)
