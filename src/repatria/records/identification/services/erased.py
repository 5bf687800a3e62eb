"""A family whose words were erased: its samples are held no longer, and nobody reads who gave them."""

from __future__ import annotations

from typing import Any

from repatria.core.law.identification import RULE_ERASED
from repatria.core.vocabulary.dates import instant_text
from repatria.records.access.acting import Acting, require
from repatria.records.identification.acts import ConsentWithdrawn
from repatria.records.identification.errors import ConsentOverError, NothingToDestroyError, StandingProfileError
from repatria.records.identification.models import Reference
from repatria.records.identification.projectors import REFERENCE
from repatria.records.identification.reading import reference_row
from repatria.records.ledger.own_acts import Cell, KeyDestroyed
from repatria.records.ledger.reading import act_named
from repatria.records.ledger.rows import rows_where
from repatria.records.ledger.services import record, service
from repatria.records.vault.keyring import Purpose

WITHDRAW_ERASED, DESTROY_DONOR = "identification.withdraw_erased", "identification.destroy_donor"
_DONOR = ("donor", "relation", "witness", "taken_by", "language")
_REASON = "all that the family said was erased"


def samples_of_family(enquiry_id: str) -> tuple[Reference, ...]:
    """Every sample that was given for an enquiry, the oldest first."""
    return tuple(rows_where(Reference, enquiry_id=enquiry_id, order="recorded_index")) if enquiry_id else ()


def names_donor(row: Reference) -> bool:
    """Whether it is still to be read who gave a sample."""
    return any(getattr(row, name) is not None for name in _DONOR)


def _erased(reference_id: str, rests_on_index: int) -> Reference:
    row, found = reference_row(reference_id), act_named(rests_on_index)
    given: Any = None if found is None else found.act
    is_of_family = isinstance(given, KeyDestroyed) and (given.purpose, given.subject) == (Purpose.KIN, row.enquiry_id)
    if not row.enquiry_id or not is_of_family:
        raise StandingProfileError("no act erased what this family said", provision=RULE_ERASED)
    return row


@service
def withdraw_erased(acting: Acting, *, reference_id: str, rests_on_index: int) -> None:
    """Takes a sample back because all that its family said was erased; profile and findings go as after her own word.

    Source:   practice rule 26: erasure covers relatives' profiles.
    Given:    `rests_on_index` the act that destroyed the key of the enquiry, read in the ledger; a job of the house
              calls it.
    Raises:   UnknownReferenceError; StandingProfileError for another act; ConsentOverError where it was taken back.
    Leaf:     identification.consent_withdrawn
    """
    require(acting, WITHDRAW_ERASED)
    row = _erased(reference_id, rests_on_index)
    if row.withdrawn_on:
        raise ConsentOverError("it was withdrawn before", provision=RULE_ERASED)
    given = ConsentWithdrawn(reference_id=row.pk, withdrawn_on=instant_text(acting.at)[:10], by_way=_REASON)
    record(given, actor=acting.account_id, at=acting.at)


@service
def destroy_donor(acting: Acting, *, reference_id: str, rests_on_index: int) -> None:
    """Destroys the key under which it lies who gave a sample, once all that the family said was erased.

    Source:   practice rule 26
    Raises:   UnknownReferenceError; StandingProfileError for another act; NothingToDestroyError.
    Leaf:     ledger.key_destroyed
    """
    require(acting, DESTROY_DONOR)
    row = _erased(reference_id, rests_on_index)
    cells = tuple(Cell(REFERENCE, row.pk, name) for name in _DONOR if getattr(row, name) is not None)
    if not cells:
        raise NothingToDestroyError("nobody reads who gave it any more")
    given = KeyDestroyed(purpose=Purpose.KIN, subject=row.pk, reason=_REASON, approved_by=(), cells=cells)
    record(given, actor=acting.account_id, at=acting.at)
