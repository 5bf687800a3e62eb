"""Sightings: who may say that he saw a man, and of which hour; weak by roll-call, strong by who saw him himself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum

from repatria.core.law.errors import OpenGuardError, UnstatedParticularsError
from repatria.core.law.guards import OpenGuard, need, refuse_open
from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.roles import Role

LONGEST_QUIET = timedelta(days=30)
"""For how long a held man may go without a strong sighting.  Source: practice rule 15."""
_PROVISION = "practice rule 15"


class SightingKind(StrEnum):
    """By what a man was seen."""

    ROLL_CALL = "roll_call"
    OWN_SIGNATURE = "own_signature"
    OWN_MESSAGE = "own_message"
    DOCTOR = "doctor"
    DELEGATE = "delegate"
    AUDITOR = "auditor"  # from outside, as the delegate is

    @property
    def is_strong(self) -> bool:
        """Whether it rests on himself or on somebody who does not hold him."""
        return self is not SightingKind.ROLL_CALL


_MAY_SAY = {
    SightingKind.ROLL_CALL: frozenset({Role.CAMP_OFFICER, Role.REGISTRAR}),
    SightingKind.OWN_SIGNATURE: frozenset({Role.CAMP_OFFICER, Role.REGISTRAR, Role.DELEGATE, Role.AUDITOR}),
    SightingKind.OWN_MESSAGE: frozenset({Role.CAMP_OFFICER, Role.REGISTRAR, Role.DELEGATE, Role.AUDITOR}),
    SightingKind.DOCTOR: frozenset({Role.MEDICAL, Role.REGISTRAR}),
    SightingKind.DELEGATE: frozenset({Role.DELEGATE, Role.REGISTRAR}),
    SightingKind.AUDITOR: frozenset({Role.AUDITOR}),
}
_OF_OTHERS = frozenset({SightingKind.DOCTOR, SightingKind.DELEGATE, SightingKind.AUDITOR})
_ON_PAPER = frozenset({SightingKind.OWN_SIGNATURE, SightingKind.OWN_MESSAGE})


def kinds_for(roles: frozenset[Role]) -> tuple[SightingKind, ...]:
    """The kinds of sightings that somebody of these roles may enter; whoever is of the camp, none for those outside it.

    Source:   practice rule 15.
    """
    is_of_camp = Role.CAMP_OFFICER in roles
    return tuple(
        kind for kind in SightingKind if _MAY_SAY[kind] & roles and not (is_of_camp and kind in _OF_OTHERS)
    )  # fmt: skip


def _guards(
    kind: SightingKind, *, roles: frozenset[Role], seen_by: str, place: str, reference: str, was_held: bool,
    is_after_capture: bool,
) -> Iterator[OpenGuard]:  # fmt: skip
    yield from need(kind in kinds_for(roles), "seen_by_one_outside", _PROVISION)
    yield from need(bool(seen_by.strip()), "seen_by", _PROVISION, UnstatedParticularsError)
    yield from need(bool(place.strip()), "seen_where", _PROVISION, UnstatedParticularsError)
    has_paper = kind not in _ON_PAPER or bool(reference.strip())
    yield from need(has_paper, "paper_of_sighting", _PROVISION, UnstatedParticularsError)
    yield from need(is_after_capture, "seen_after_capture", _PROVISION, OpenGuardError)
    yield from need(was_held, "held_when_seen", _PROVISION, OpenGuardError)


def check_sighting(
    kind: SightingKind, *, roles: frozenset[Role], seen_by: str, place: str, reference: str, was_held: bool,
    is_after_capture: bool,
) -> None:  # fmt: skip
    """Refuses a sighting that nobody of these roles may enter, or that cannot have been.

    Source:   practice rule 15.
    Given:    `was_held` and `is_after_capture` as the house reads them for the hour at which he was seen.
    Raises:   OpenGuardError or UnstatedParticularsError, naming all that is missing.
    """
    refuse_open(_guards(
        kind, roles=roles, seen_by=seen_by, place=place, reference=reference, was_held=was_held,
        is_after_capture=is_after_capture,
    ))  # fmt: skip


def is_after_capture(seen_at: datetime, captured_on: PartialDate | None) -> bool:
    """Whether he can have been seen at this hour as a captured man.

    Given:    a day may begin fourteen hours before it does in UTC; of a date that nobody knows, or that no calendar
              has, nothing is refused.
    """
    if captured_on is None or not captured_on.is_possible:
        return True
    first = date(captured_on.year, captured_on.month or 1, captured_on.day or 1)
    return seen_at.replace(tzinfo=None) >= datetime(first.year, first.month, first.day) - timedelta(hours=14)
