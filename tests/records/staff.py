"""Accounts with roles for the tests of the rooms, made through the services alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from repatria.adapters.printing.letters import letter_words
from repatria.adapters.printing.printer import TypstPrinter
from repatria.doors.jobs.ports import Letterhead, Outside
from repatria.records.access.acting import Acting
from repatria.records.access.role_table import Role
from repatria.records.access.services import (
    FOUNDING,
    grant_reference,
    grant_roles,
    open_account,
    record_approval,
)


def outside(clock: Callable[[], datetime], randomness: Callable[[int], bytes]) -> Outside:
    """The outside of the tests: a still clock, seeded randomness, the real printer."""
    name = {"uk": "Бюро", "ru": "Бюро", "en": "Bureau"}
    head = Letterhead(bureau=name, telephone="000", check_address="https://check.invalid", is_demo=True)
    return Outside(printer=TypstPrinter(), write_letter=letter_words, letterhead=head, now=clock, randomness=randomness)


@dataclass
class Staff:
    """A bureau's staff: two founding administrators, and one account a role on demand."""

    clock: Callable[[], datetime]
    randomness: Callable[[int], bytes]
    numbers: dict[str, str] = field(default_factory=dict)
    roles: dict[str, tuple[Role, ...]] = field(default_factory=dict)
    branches: dict[str, str] = field(default_factory=dict)

    def found(self) -> Staff:
        founding = Acting(account_id=FOUNDING, roles=frozenset(), at=self.clock(), randomness=self.randomness)
        for name in ("administrator-1", "administrator-2"):
            self.numbers[name] = open_account(founding, sign_in_name=name)
            self.roles[name] = (Role.ADMINISTRATOR,)
        for name in ("administrator-1", "administrator-2"):
            grant_roles(founding, account_id=self.numbers[name], roles=[Role.ADMINISTRATOR])
        return self

    def hire(self, name: str, *roles: Role, branch: str = "") -> Acting:
        one, two = self.acting("administrator-1"), self.acting("administrator-2")
        self.numbers[name] = open_account(one, sign_in_name=name, branch=branch)
        self.roles[name], self.branches[name] = roles, branch
        reference = grant_reference(self.numbers[name], roles)
        record_approval(two, action="access.grant_roles", object_reference=reference)
        grant_roles(one, account_id=self.numbers[name], roles=roles)
        return self.acting(name)

    def acting(self, name: str) -> Acting:
        return Acting(
            account_id=self.numbers[name], roles=frozenset(self.roles[name]), at=self.clock(),
            randomness=self.randomness, branch=self.branches.get(name, ""),
        )  # fmt: skip
