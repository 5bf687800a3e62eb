"""What services and selectors of certificates read first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from repatria.core.law.certificates import CertificateState
from repatria.records.certificates.acts import CertificateDrawn, DeathListDrawn
from repatria.records.certificates.errors import UnknownCertificateError, UnknownDeathListError
from repatria.records.certificates.models import Certificate, DeathList, DeathPaperStep, WithdrawalStep
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.rows import row_numbered, rows_where


def certificate_row(certificate_id: str) -> Certificate:
    """Raises: UnknownCertificateError."""
    row = row_numbered(Certificate, certificate_id)
    if row is None:
        raise UnknownCertificateError("no such certificate of death")
    return row


def replaced_by(row: Certificate) -> Iterator[str]:
    """The numbers of the certificates in whose place this one was signed, the newest first."""
    while row.replaces:
        row = certificate_row(row.replaces)
        yield row.pk


def list_row(death_list_id: str) -> DeathList:
    """Raises: UnknownDeathListError."""
    row = row_numbered(DeathList, death_list_id)
    if row is None:
        raise UnknownDeathListError("no such list of the dead or of graves")
    return row


def drawn_as(row: Certificate) -> CertificateDrawn:
    """The act by which a certificate was drawn up."""
    found: Any = act_at(row.recorded_index).act
    assert isinstance(found, CertificateDrawn), "its row names its act"
    return found


def list_as_drawn(row: DeathList) -> DeathListDrawn:
    """The act by which a list was drawn up."""
    found: Any = act_at(row.recorded_index).act
    assert isinstance(found, DeathListDrawn), "its row names its act"
    return found


def last_step(document_id: str, recipient: str) -> str:
    """The last step of a paper to a recipient, "" where it never went there."""
    rows = rows_where(DeathPaperStep, document_id=document_id, recipient=recipient, order="-recorded_index", at_most=1)
    return rows[0].step if rows else ""


def last_word(certificate_id: str, recipient: str) -> str:
    """The last step of the word that a certificate is withdrawn, "" where none went to this recipient."""
    rows = rows_where(
        WithdrawalStep, certificate_id=certificate_id, recipient=recipient, order="-recorded_index", at_most=1
    )  # fmt: skip
    return rows[0].step if rows else ""


def signed_of(*, person_id: str, items: tuple[str, ...]) -> Iterator[Certificate]:
    """The signed certificates of this person, or of any of these remains, that nothing has replaced, the last first."""
    for row in rows_where(Certificate, state=CertificateState.SIGNED.value, order="-signed_index"):
        if (person_id and row.person_id == person_id) or set(items) & set(row.items.split()):
            yield row


def standing_for(*, person_id: str, items: tuple[str, ...]) -> Certificate | None:
    """The one of them that was signed last: another takes its place, with a reason, also once its name fell."""
    return next(signed_of(person_id=person_id, items=items), None)
