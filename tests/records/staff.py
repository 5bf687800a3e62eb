"""Accounts with roles for the tests of the rooms, made through the services alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self

from repatria.adapters.printing.letters import letter_words
from repatria.adapters.printing.printer import TypstPrinter
from repatria.core.law.letters import whom_lines
from repatria.core.vocabulary.places import PlaceKind
from repatria.core.vocabulary.whom_to_ask import Office
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
from repatria.records.ledger.services import bulk_acts
from repatria.records.places.services import open_place
from tests.kept import kept


def _founded(clock: Callable[[], datetime], randomness: Callable[[int], bytes], with_places: bool) -> Staff:
    return Staff(clock, randomness).found_anew(with_places=with_places)


def outside(clock: Callable[[], datetime], randomness: Callable[[int], bytes]) -> Outside:
    """The outside of the tests: a still clock, seeded randomness, the real printer."""
    name = {"uk": "Бюро", "ru": "Бюро", "en": "Bureau"}
    office = Office(name="Бюро", state="A", street="1 Street", hours="9-17", telephone="000")
    head = Letterhead(
        bureau=name, telephone="000", check_address="https://check.invalid", is_demo=True,
        whom={one: whom_lines((office, replace(office, name="Red Cross")), one) for one in name}, hours={"uk": "9-17"},
    )  # fmt: skip
    return Outside(printer=TypstPrinter(), write_letter=letter_words, letterhead=head, now=clock, randomness=randomness)


class Numbers(dict[str, str]):
    """The account's number by name; who is on call is hired when his number is asked for."""

    def __init__(self, staff: Staff) -> None:
        super().__init__()
        self._staff = staff

    def __missing__(self, name: str) -> str:
        roles, branch = self._staff.waiting.pop(name)
        self._staff.hire(name, *roles, branch=branch)
        return self[name]


PLACES = ("UNIT-3", "CAMP-1", "CAMP-2", "CAMP-7", "COURT-4", "HOSPITAL-1")
"""Open from the founding on, in one transaction: where most stories take place. Others open what they need."""


@dataclass
class Staff:
    """A bureau's staff: two founding administrators, and one account a role on demand."""

    clock: Callable[[], datetime]
    randomness: Callable[[int], bytes]
    numbers: dict[str, str] = field(init=False)
    waiting: dict[str, tuple[tuple[Role, ...], str]] = field(default_factory=dict)
    roles: dict[str, tuple[Role, ...]] = field(default_factory=dict)
    branches: dict[str, str] = field(default_factory=dict)
    places: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.numbers = Numbers(self)

    def found(self, *, with_places: bool = True) -> Self:
        """The house with its two administrators, and the places of most stories."""
        founded = kept(_founded, self.clock, self.randomness, with_places)
        self.numbers.update(founded.numbers)
        self.roles, self.places = founded.roles, founded.places
        return self

    def found_anew(self, *, with_places: bool) -> Self:
        """The same, by its acts."""
        founding = Acting(account_id=FOUNDING, roles=frozenset(), at=self.clock(), randomness=self.randomness)
        with bulk_acts():  # one transaction for all, here and for each who is hired: most of their cost
            for name in ("administrator-1", "administrator-2"):
                self.numbers[name] = open_account(founding, sign_in_name=name)
                self.roles[name] = (Role.ADMINISTRATOR,)
            for name in ("administrator-1", "administrator-2"):
                grant_roles(founding, account_id=self.numbers[name], roles=[Role.ADMINISTRATOR])
            self.open_places(*(PLACES if with_places else ()))
        return self

    def open_places(self, *codes: str) -> None:
        """Opens places by their codes, each once: a name before its number says what it is (CAMP-2, HOSPITAL-1)."""
        with bulk_acts():
            for code in codes:
                if code not in self.places:
                    kind = PlaceKind(code.partition("-")[0].lower())
                    self.places.append(open_place(self.acting("administrator-1"), code=code, kind=kind, name=code))

    def hire(self, name: str, *roles: Role, branch: str = "") -> Acting:
        one, two = self.acting("administrator-1"), self.acting("administrator-2")
        if branch:
            self.open_places(branch)
        with bulk_acts():
            self.numbers[name] = open_account(one, sign_in_name=name, branch=branch)
            self.roles[name], self.branches[name] = roles, branch
            reference = grant_reference(self.numbers[name], roles)
            record_approval(two, action="access.grant_roles", object_reference=reference)
            grant_roles(one, account_id=self.numbers[name], roles=roles)
        return self.acting(name)

    def on_call(self, name: str, *roles: Role, branch: str = "") -> None:
        """Hires him when he is first called: an account costs three acts, and most tests need few of a bureau."""
        self.waiting[name] = (roles, branch)

    def called(self, *names: str) -> None:
        """Hires who is on call now: where acts are counted, or where what is tried is rolled back."""
        for name in names:
            self.acting(name)

    def acting(self, name: str) -> Acting:
        return Acting(
            account_id=self.numbers[name], roles=frozenset(self.roles[name]), at=self.clock(),
            randomness=self.randomness, branch=self.branches.get(name, ""),
        )  # fmt: skip
