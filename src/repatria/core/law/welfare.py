"""How those who are held live: what each of them is due, who may enter it, and whose word it is.

Food and drink at reception and after, clothing, the inspection of every month, the weekly word about who is seriously
ill, visits, complaints that go past the camp, and the representative whom the prisoners choose.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from enum import StrEnum

from repatria.core.law.errors import OpenGuardError, UnstatedParticularsError
from repatria.core.law.guards import OpenGuard, need, refuse_open
from repatria.core.vocabulary.roles import Role


class CareKind(StrEnum):
    """What was given to everybody who is there."""

    RECEPTION = "reception"  # food, drink and what he needs to wear, to those who came
    FOOD = "food"
    CLOTHING = "clothing"


CARE_PROVISION = {
    CareKind.RECEPTION: "GC III 20", CareKind.FOOD: "GC III 26", CareKind.CLOTHING: "GC III 27",
}  # fmt: skip


class HealthGrade(StrEnum):
    """What the bureau is told of a man's health: whether he is seriously ill or wounded, and nothing else."""

    SERIOUS = "serious"
    NOT_SERIOUS = "not_serious"


class WatchingBody(StrEnum):
    """Who watches from outside: it visits, and complaints and letters of a representative go there."""

    PROTECTING_POWER = "protecting_power"
    ICRC = "icrc"
    AGENCY = "agency"
    MEDICAL_COMMISSION = "medical_commission"
    RELIEF_SOCIETY = "relief_society"


class ComplaintAbout(StrEnum):
    """What a complaint is about, in one word: the rest is sealed."""

    CONDITIONS = "conditions"
    HEALTH = "health"
    VIOLENCE = "violence"
    FAMILY = "family"
    PROPERTY = "property"
    OTHER = "other"


class ChosenBy(StrEnum):
    """How a representative came to be one."""

    BALLOT = "ballot"
    SENIOR_OFFICER = "senior_officer"  # in camps for officers, or where officers are among them


def check_care(kind: CareKind, *, missing: str, is_enough: bool, given_to: int) -> None:
    """Refuses an entry that does not say what it is about.

    Source:   GC III art. 20, 26, 27.
    Given:    `is_enough` as attested; where it is not, `missing` says what was lacking.
    Raises:   UnstatedParticularsError naming all that is missing.
    """
    provision = CARE_PROVISION[kind]
    refuse_open([
        *need(given_to >= 0, "heads_given", provision, UnstatedParticularsError),
        *need(is_enough or bool(missing.strip()), "what_is_lacking", provision, UnstatedParticularsError),
    ])  # fmt: skip


def is_whole(*, is_enough: bool, given_to: int, held: int) -> bool:
    """Whether everybody who was there had enough: as attested, and by the heads that the register counts.

    Source:   GC III art. 20, 26, 27.
    """
    return is_enough and given_to >= held


def _visit_guards(by: str, hindered: str, is_alone: bool, provision: str = "GC III 126") -> Iterator[OpenGuard]:
    yield from need(bool(by.strip()), "who_visited", provision, UnstatedParticularsError)
    yield from need(is_alone or bool(hindered.strip()), "why_not_alone", provision, UnstatedParticularsError)


def check_visit(*, by: str, is_alone: bool, hindered: str) -> None:
    """Refuses a visit of nobody, and one with a witness beside each talk that does not say why.

    Source:   GC III art. 126: delegates talk with prisoners, and with their representatives, without witnesses.
    Raises:   UnstatedParticularsError naming all that is missing.
    """
    refuse_open(_visit_guards(by, hindered, is_alone))


def check_complaint(*, roles: Collection[Role], words: str) -> None:
    """Refuses a complaint that somebody of the camp would take, and one without words.

    Source:   GC III art. 78; practice rule 12: it goes past the camp, and costs him nothing.
    Raises:   OpenGuardError; UnstatedParticularsError.
    """
    refuse_open([
        *need(Role.CAMP_OFFICER not in roles, "complaint_past_the_camp", "GC III 78", OpenGuardError),
        *need(bool(words.strip()), "words_of_complaint", "GC III 78", UnstatedParticularsError),
    ])  # fmt: skip


TERM_MONTHS = 6
"""For how long prisoners choose a representative.  Source: GC III art. 79."""


def term_ends(elected_at: datetime) -> datetime:
    """When a representative is to be chosen again: six calendar months later, at the last of a shorter month.

    Source:   GC III art. 79(1).
    Units:    UTC.
    """
    at = elected_at.astimezone(UTC)
    months = at.month - 1 + TERM_MONTHS
    year, month = at.year + months // 12, months % 12 + 1
    for day in (at.day, 30, 29, 28):
        try:
            return at.replace(year=year, month=month, day=day)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def check_representative(
    *, how: ChosenBy, is_secret: bool, is_approved: bool, reason: str, was_held_there: bool
) -> None:  # fmt: skip
    """Refuses a representative who was not chosen freely, or is held elsewhere; and a refused one without a reason.

    Source:   GC III art. 79: by secret ballot; whoever is not approved, the Protecting Power is told why.
    Raises:   OpenGuardError; UnstatedParticularsError.
    """
    is_free = how is ChosenBy.SENIOR_OFFICER or is_secret
    refuse_open([
        *need(is_free, "secret_ballot", "GC III 79", UnstatedParticularsError),
        *need(was_held_there, "held_where_chosen", "GC III 79", OpenGuardError),
        *need(is_approved or bool(reason.strip()), "why_not_approved", "GC III 79", UnstatedParticularsError),
    ])  # fmt: skip
