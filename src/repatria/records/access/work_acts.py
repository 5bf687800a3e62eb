"""The acts of work: who does what is owed about a record, who gave it to whom and why, and who is away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.records.ledger.acts import Act, act


@dataclass(frozen=True, slots=True, kw_only=True)
class Lay:
    """With whom what is owed about a record lay, and since which act; "" and None for nobody."""

    about: str
    lay_with: str = ""
    since_index: int | None = None


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class WorkTaken(Act):
    """Somebody took what is owed about a record, which lay with nobody who is here."""

    KIND: ClassVar[str] = "access.work_taken"

    lay: Lay
    account_id: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class WorkGiven(Act):
    """What is owed about records was given to another, or back to all, and why.

    Given:    `to` "" where it lies with nobody from now on.
    """

    KIND: ClassVar[str] = "access.work_given"

    lay: tuple[Lay, ...]
    to: str
    reason: str
    given_by: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceRecorded(Act):
    """Somebody is away from one day to another: what lies with him is for all meanwhile. A later one takes its place.

    Given:    `until_on` "" where he is here after all; `instead_of` the act whose place it takes.
    """

    KIND: ClassVar[str] = "access.absence_recorded"

    account_id: str
    from_on: str
    until_on: str
    reason: str
    recorded_by: str
    instead_of: int | None
