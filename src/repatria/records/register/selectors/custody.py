"""State, holder and best grade of a person, and the lines of the sign-out book that nothing closed yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from repatria.core.law.custody_facts import CustodyEvent, CustodyState
from repatria.core.vocabulary.particulars import Grade
from repatria.records.ledger.rows import is_there, row_numbered, rows_where
from repatria.records.register.errors import UnknownPersonError
from repatria.records.register.joined import leader_of, leading, numbers_of
from repatria.records.register.models import CustodyEntry, EventAssertion, ProtectedPerson

_BEST_GRADE = "SELECT MIN(grade) FROM register_particularrow WHERE person_id = %s"
OUT = (CustodyState.OTHER_SERVICE.value, CustodyState.UNACCOUNTED.value)
_STILL_OUT = (CustodyEvent.UNACCOUNTED.value, CustodyEvent.ANNULLED.value)


def _last_sign_out(person_id: str) -> CustodyEntry | None:
    """The line of the sign-out book that nothing closed yet: he is unaccounted for at the most."""
    if not is_there(ProtectedPerson, pk=person_id, custody_state=list(OUT)):
        return None
    lines = CustodyEntry.objects.filter(person_id=person_id, annulled_by=None).exclude(event__in=_STILL_OUT)
    last = lines.order_by("-recorded_at_index").first()
    return last if last is not None and last.event == CustodyEvent.SIGNED_OUT.value else None


def lent_by(person_id: str) -> str:
    """The place out of which he was signed and to which he is not back, or an empty text.  Source: practice rule 14."""
    line = _last_sign_out(leader_of(person_id))
    return line.previous_holder if line is not None else ""


def signed_out_from(place: str) -> dict[str, str]:
    """Who was signed out of a place and is not back, each with the hour at which he is due."""
    lines = CustodyEntry.objects.filter(event=CustodyEvent.SIGNED_OUT.value, previous_holder=place, annulled_by=None)
    gone = ProtectedPerson.objects.filter(
        pk__in=lines.values("person_id"), custody_state__in=OUT, stands_under=None
    )  # fmt: skip
    last = (_last_sign_out(person_id) for person_id in gone.values_list("pk", flat=True))
    return {line.person_id: line.due_back_at for line in last if line is not None and line.previous_holder == place}


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyFactsOf:
    """What a higher room must know of a person's custody."""

    custody_state: str | None
    holder: str
    best_grade: str
    asserted_dead: bool
    lent_by: str = ""  # the place that signed him out to who holds him now, and is to get him back


def dead_among(person_ids: Sequence[str]) -> frozenset[str]:
    """Those of these persons whom any source asserts to be dead, or whose death here is recorded."""
    wanted = list(person_ids)
    asserted = rows_where(EventAssertion, person_id=wanted, kind="dead", certainty="asserted")
    died = rows_where(ProtectedPerson, pk=wanted, custody_state=CustodyState.DIED.value)
    return frozenset((*(one.person_id for one in asserted), *(one.pk for one in died)))


def grade_of_death(person_id: str) -> str:
    """The best grade of what asserts that a person died, under any of his numbers; empty where nothing does.

    Source:   law-and-practice section 6.2.
    Given:    a death in our custody is our own record.
    """
    numbers = list(numbers_of(person_id))
    if is_there(ProtectedPerson, pk=numbers, custody_state=CustodyState.DIED.value):
        return Grade.OWN_CUSTODY.value
    asserted = rows_where(EventAssertion, person_id=numbers, kind="dead", certainty="asserted")
    return min((one.grade for one in asserted), default="")


def custody_of(person_id: str) -> CustodyFactsOf:
    """State, holder and best evidence grade of a person, under whichever of his numbers he is named.

    Given:    where a join stands: who holds him by the number that leads, and a death that any of them asserts.
    Raises:   UnknownPersonError.
    """
    row = row_numbered(ProtectedPerson, person_id)
    if row is None:
        raise UnknownPersonError("no such person")
    numbers = numbers_of(person_id, row)
    states = {one.custody_state for one in rows_where(ProtectedPerson, pk=list(numbers))} if numbers[1:] else set()
    row = leading(row)
    # Plain SQL: this is asked of every candidate and before every telling.
    with connection.cursor() as cursor:
        cursor.execute(_BEST_GRADE, [person_id])
        (best_grade,) = cursor.fetchone()
    dead = is_there(EventAssertion, person_id=list(numbers), kind="dead", certainty="asserted")
    return CustodyFactsOf(
        custody_state=row.custody_state, holder=row.holder, best_grade=best_grade or "E",
        asserted_dead=dead or row.custody_state == "died" or "died" in states,
        lent_by=lent_by(row.pk) if row.custody_state in OUT else "",
    )  # fmt: skip
