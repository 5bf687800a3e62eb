"""Recording what was given at a place, and who visited it."""

from __future__ import annotations

from datetime import datetime

from repatria.core.law.statements import refuse_statements
from repatria.core.law.welfare import CareKind, WatchingBody, check_care, check_visit
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.rows import rows_where
from repatria.records.ledger.services import record, service
from repatria.records.roll.scope import check_place, known_place
from repatria.records.welfare.acts import CareRecorded, VisitRecorded
from repatria.records.welfare.models import Care, Visit
from repatria.records.welfare.reading import heads_at

CARE, VISIT = "welfare.record_care", "welfare.record_visit"


@service
def record_care(
    acting: Acting, *, place: str, care: CareKind, given_at: datetime, given_to: int, is_enough: bool,
    missing: str = "",
) -> str:  # fmt: skip
    """Records that food and drink, or clothing, was given at a place: to how many, and whether it was enough.

    Source:   GC III art. 20, 26, 27.
    Given:    how many were there the house reads from the register; an entry for fewer, or one that was not enough,
              stands as it is and ends no clock.
    Returns:  the entry's number.
    Raises:   UnstatedParticularsError where it was not enough and nothing says of what; NotYetError;
              NoSuchHolderError; OutOfScopeError; StatementError.
    Leaf:     welfare.care_recorded
    """
    require(acting, CARE)
    place = known_place(place)
    check_place(acting, CARE, place)
    check_happened(given_at, acting.at, "given_at")
    check_care(care, missing=missing, is_enough=is_enough, given_to=given_to)
    refuse_statements({"missing": missing})
    at = instant_text(given_at)
    care_id = record_number("WC", acting.randomness(7))
    later = rows_where(Care, place=place, care=care.value, order="-given_at", at_most=1)
    record(
        CareRecorded(
            care_id=care_id, place=place, care=care, given_at=at, given_to=given_to, held=heads_at(place, given_at),
            is_enough=is_enough, missing=missing.strip(), said_by=acting.account_id,
            is_newest=not later or later[0].given_at <= at,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return care_id


@service
def record_visit(
    acting: Acting, *, place: str, visited_at: datetime, body: WatchingBody, visited_by: str, is_alone: bool,
    hindered: str = "", reference: str = "",
) -> str:  # fmt: skip
    """Records that those who watch from outside visited a place, and whether they talked with prisoners alone.

    Source:   GC III art. 126.
    Given:    a visit at which a witness sat beside every talk is kept with the reason, and ends no clock.
    Returns:  the visit's number.
    Raises:   UnstatedParticularsError; NotYetError; NoSuchHolderError; StatementError.
    Leaf:     welfare.visit_recorded
    Not:      what was talked of: it is theirs.
    """
    require(acting, VISIT)
    place = known_place(place)
    check_happened(visited_at, acting.at, "visited_at")
    check_visit(by=visited_by, is_alone=is_alone, hindered=hindered)
    refuse_statements({"visited_by": visited_by, "hindered": hindered, "reference": reference})
    at = instant_text(visited_at)
    visit_id = record_number("WV", acting.randomness(7))
    later = rows_where(Visit, place=place, is_alone=True, order="-visited_at", at_most=1)
    record(
        VisitRecorded(
            visit_id=visit_id, place=place, visited_at=at, body=body, by=visited_by.strip(), is_alone=is_alone,
            hindered=hindered.strip(), reference=reference.strip(), held=heads_at(place, visited_at),
            is_newest=not later or later[0].visited_at <= at,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return visit_id
