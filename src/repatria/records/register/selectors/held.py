"""Who is held, and since when, for rooms that ask how long somebody waits. Nothing sealed is opened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from repatria.core.law.contact import ContactAbout
from repatria.core.law.custody import is_held
from repatria.core.law.custody_facts import CustodyState
from repatria.records.ledger.reading import instants_at
from repatria.records.ledger.rows import rows_where
from repatria.records.register.models import ContactDecision, ProtectedPerson


def held_since() -> tuple[tuple[str, datetime], ...]:
    """The leading numbers of everybody who is held here, each with the hour of his registration, oldest first.

    Units:    UTC.
    """
    states = [state.value for state in CustodyState if is_held(state)]
    rows = ProtectedPerson.objects.filter(custody_state__in=states, stands_under=None).order_by("recorded_index")
    found = list(rows.values_list("pk", "recorded_index"))
    recorded = instants_at(index for _, index in found)
    return tuple((number, recorded[index]) for number, index in found)


_GONE = [CustodyState.RELEASED.value, CustodyState.REPATRIATED.value, CustodyState.NEUTRAL_COUNTRY.value]


def gone_among(person_ids: Sequence[str]) -> frozenset[str]:
    """Those of these persons, by the numbers that lead, who left by a release."""
    return frozenset(row.pk for row in rows_where(ProtectedPerson, pk=list(person_ids), custody_state=_GONE))


def release_answers(person_ids: Sequence[str]) -> dict[str, str]:
    """What each of these persons last answered about leaving, under any of his numbers, without the words he said."""
    under = ProtectedPerson.objects.filter(stands_under__in=list(person_ids)).values_list("pk", "stands_under")
    leads = {number: leader for number, leader in under if leader}
    asked = ContactDecision.objects.filter(
        about=ContactAbout.RELEASE.value, person_id__in=[*person_ids, *leads]
    ).order_by("recorded_index")  # fmt: skip
    return {leads.get(number, number): answer for number, answer in asked.values_list("person_id", "answer")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Under which number a man goes on, who holds him there, and in which state."""

    leader: str
    holder: str
    custody_state: str


def numbers_under(leaders: Iterable[str]) -> dict[str, str]:
    """All numbers under which these men stand, each with the one that leads; an unknown one is its own."""
    wanted = sorted(set(leaders))
    under = {row.pk: row.stands_under or row.pk for row in rows_where(ProtectedPerson, stands_under=wanted)}
    return {number: number for number in wanted} | under


def numbers_held_at(place: str) -> QuerySet[ProtectedPerson, str]:
    """All numbers of the men whom a place holds, for a statement that asks about them: read, they may be thousands."""
    men = ProtectedPerson.objects.filter(stands_under=None, holder=place).values("pk")
    return ProtectedPerson.objects.filter(Q(pk__in=men) | Q(stands_under__in=men)).values_list("pk", flat=True)


def whereabouts(person_ids: Iterable[str]) -> dict[str, Whereabouts]:
    """Of many men at once, by each of the numbers that were asked about; an unknown one is not there."""
    rows = {row.pk: row for row in rows_where(ProtectedPerson, pk=sorted(set(person_ids)))}
    leading = sorted({row.stands_under for row in rows.values() if row.stands_under} - rows.keys())
    leaders = rows | {row.pk: row for row in (rows_where(ProtectedPerson, pk=leading) if leading else [])}
    found = {number: leaders[row.stands_under or number] for number, row in rows.items()}
    return {
        number: Whereabouts(leader=row.pk, holder=row.holder, custody_state=row.custody_state or "")
        for number, row in found.items()
    }
