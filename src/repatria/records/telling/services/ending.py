"""How a case ends: the board took its name back, or two withdraw a report; who was told is corrected in person."""

from __future__ import annotations

from repatria.core.law.errors import SecondPersonError
from repatria.core.law.guards import are_two_different
from repatria.core.law.statements import refuse_statements
from repatria.core.law.telling import DeathKnown
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import approvers_of
from repatria.records.ledger.rows import rows_where
from repatria.records.ledger.services import record, service
from repatria.records.telling.acts import CaseReason, TellingEnded
from repatria.records.telling.concluded import concluded_by
from repatria.records.telling.errors import TellingStateError
from repatria.records.telling.models import Telling
from repatria.records.telling.reading import askers_of, telling_row
from repatria.records.telling.services.approving import END_REPORTED, ended_reference
from repatria.records.telling.services.opening import RULE, said

END, END_ANNULLED = "telling.end_telling", "telling.end_annulled"


def _ended(row: Telling, why: CaseReason | None) -> TellingEnded:
    askers = askers_of(row.pk)
    return TellingEnded(
        telling_id=row.pk, why=why, enquiries=tuple(one.enquiry_id for one in askers),
        told=tuple(one.enquiry_id for one in askers if one.state == "told"),
    )  # fmt: skip


def _stands(row: Telling) -> bool:
    """Whether the name on which a case of a proven death rests stands, doubted or not."""
    named = [one.enquiry_id for one in askers_of(row.pk)]
    return concluded_by(row.conclusion_index, row.person_id, named) is not None


@service
def end_telling(acting: Acting, *, telling_id: str, why: str) -> tuple[str, ...]:
    """Ends a case whose conclusion was annulled, or whose report was withdrawn; who was told is corrected in person.

    Source:   law-and-practice section 4.5; practice rule 23.
    Given:    what two opened on a report, two end: another person approved it with the case and these words.
    Returns:  the enquiries to whom it was told, and who are owed a correction in person.
    Raises:   UnknownTellingError; TellingStateError where it ended, or its conclusion stands; SecondPersonError;
              InputError without why.
    Leaf:     telling.ended
    """
    require(acting, END)
    row = telling_row(telling_id)
    refuse_statements({"why": why})
    text = said("why", why)
    if row.state != "open":
        raise TellingStateError("the case has ended", provision=RULE)
    if row.known == DeathKnown.PROVEN.value:
        if _stands(row):
            raise TellingStateError("the board's conclusion stands: the board annuls it first", provision=RULE)
    else:
        approved = approvers_of(END_REPORTED, ended_reference(row.pk, text), at=acting.at)
        if not are_two_different((acting.account_id, *approved)):
            raise SecondPersonError("another person approves that a report is withdrawn", provision=RULE)
    given = _ended(row, CaseReason(text=text))
    record(given, actor=acting.account_id, at=acting.at)
    return given.told


def cases_resting_on(hypothesis_index: int) -> tuple[str, ...]:
    """The open cases of a proven death that rest on this act of the board.  Given: for whoever reads the log on."""
    rows = rows_where(Telling, state="open", known=DeathKnown.PROVEN.value, conclusion_index=hypothesis_index)
    return tuple(row.pk for row in rows)


@service
def end_annulled(acting: Acting, *, telling_id: str) -> tuple[str, ...]:
    """Ends a case whose name the board took back, as soon as it did: the house itself, and nobody has to press.

    Source:   law-and-practice section 4.5; practice rule 23.
    Returns:  the enquiries to whom it was told, and who are owed a correction in person.
    Raises:   UnknownTellingError; TellingStateError where it ended, or its conclusion stands.
    Leaf:     telling.ended
    """
    require(acting, END_ANNULLED)
    row = telling_row(telling_id)
    if row.state != "open" or row.known != DeathKnown.PROVEN.value or _stands(row):
        raise TellingStateError("the case has ended, or the board's conclusion stands", provision=RULE)
    given = _ended(row, None)
    record(given, actor=acting.account_id, at=acting.at)
    return given.told
