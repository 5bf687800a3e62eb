"""Recording that a doctor inspected men, and her word of the week about who is seriously ill."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from repatria.core.law.statements import OWN_WORDS, refuse_statements
from repatria.core.law.welfare import HealthGrade
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.rows import rows_where
from repatria.records.ledger.services import record, service
from repatria.records.register.joined import numbers_of
from repatria.records.roll.scope import known_place
from repatria.records.welfare.acts import HealthRecorded, HealthWords, InspectionRecorded
from repatria.records.welfare.errors import NobodyNamedError, NotThereError
from repatria.records.welfare.models import Health, Inspected
from repatria.records.welfare.reading import not_held_at, places_of

INSPECT, HEALTH = "welfare.record_inspection", "welfare.record_health"
MOST = 500
"""Men at one inspection: who looks at more in a day has looked at none."""


@service
def record_inspection(
    acting: Acting, *, place: str, inspected_at: datetime, person_ids: Sequence[str], reference: str = ""
) -> str:  # fmt: skip
    """Records that the doctor inspected these men; whoever is not named was not inspected.

    Source:   GC III art. 31: at least once a month.
    Given:    the account is the doctor's own. An inspection that is entered late moves the clock of nobody who was
              inspected since.
    Returns:  the inspection's number.
    Raises:   NobodyNamedError; NotThereError naming those who were not held there then; NotYetError;
              NoSuchHolderError; RoleForbidsError.
    Leaf:     welfare.inspection_recorded
    Not:      what she found: it goes into papers of his, under his health key.
    """
    require(acting, INSPECT)
    place = known_place(place)
    check_happened(inspected_at, acting.at, "inspected_at")
    refuse_statements({"reference": reference})
    asked = [one.strip() for one in person_ids if one.strip()]
    men = {number: numbers_of(number) for number in asked}
    leading = tuple(numbers[0] for numbers in men.values())
    if not 0 < len(asked) <= MOST or len(set(leading)) != len(asked):
        raise NobodyNamedError("an inspection names its men, each once", (("person_ids", "number"),))
    if absent := not_held_at(place, leading, inspected_at):
        raise NotThereError("not held there then", (("person_ids", "not_there"),), absent=absent)
    at = instant_text(inspected_at)
    inspection_id = record_number("WM", acting.randomness(7))
    later = newest_inspections(leading)
    moved = [number for numbers in men.values() if later.get(numbers[0], "") <= at for number in numbers]
    record(
        InspectionRecorded(
            inspection_id=inspection_id, place=place, inspected_at=at, doctor=acting.account_id, person_ids=leading,
            numbers=tuple(moved), reference=reference.strip(),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return inspection_id


def newest_inspections(person_ids: Sequence[str]) -> dict[str, str]:
    """The hour of each man's newest inspection; nobody who was never inspected."""
    found: dict[str, str] = {}
    for start in range(0, len(person_ids), MOST):
        for row in rows_where(Inspected, person_id=list(person_ids[start : start + MOST]), order="inspected_at id"):
            found[row.person_id] = row.inspected_at
    return found


@service
def record_health(
    acting: Acting, *, person_id: str, grade: HealthGrade, seen_at: datetime, words: str = ""
) -> str:  # fmt: skip
    """Records whether he is seriously ill or wounded: the word that is due every week until he is it no longer.

    Source:   GC III art. 122(6).
    Given:    the account is the doctor's own; `words` lie under his health key.
    Returns:  the entry's number.
    Raises:   NotThereError for somebody whom nobody held then; NotYetError; RoleForbidsError; StatementError.
    Leaf:     welfare.health_recorded
    """
    require(acting, HEALTH)
    refuse_statements({"words": words}, besides=OWN_WORDS)
    check_happened(seen_at, acting.at, "seen_at")
    numbers = numbers_of(person_id)
    if not places_of([numbers[0]], seen_at):
        raise NotThereError("nobody held him then", (("seen_at", "not_held_then"),))
    at = instant_text(seen_at)
    health_id = record_number("WH", acting.randomness(7))
    later = rows_where(Health, person_id=list(numbers), order="-seen_at", at_most=1)
    record(
        HealthRecorded(
            health_id=health_id, person_id=numbers[0], numbers=numbers, grade=grade, seen_at=at,
            doctor=acting.account_id, is_newest=not later or later[0].seen_at <= at,
            words=HealthWords(note=words) if words else None,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return health_id
