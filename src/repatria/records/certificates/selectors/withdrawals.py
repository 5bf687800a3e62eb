"""Certificates that fell: which are to be withdrawn, who is owed a word of it, and how far one of them is."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.certificates import CertificateState, SendingStep
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.certificates.lines import asked_back, fallen_certificates, has_fallen
from repatria.records.certificates.models import Certificate, Withdrawal, WithdrawalStep
from repatria.records.certificates.reading import certificate_row, last_word
from repatria.records.certificates.selectors.certificates import READS, SEES, SentView
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.vault.opening import open_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class FallenLine:
    """A certificate that fell, by numbers: who asked that it is withdrawn, "" where nobody did."""

    certificate_id: str
    asked_by: str


@question(SEES, of_numbers=True)
def certificates_fallen(acting: Acting) -> tuple[FallenLine, ...]:
    """The signed certificates whose name or death was taken back, the oldest first.  Raises: RoleForbidsError."""
    require(acting, SEES)
    return tuple(FallenLine(certificate_id=row.pk, asked_by=_asked_by(row)) for row in fallen_certificates())


def _asked_by(row: Certificate) -> str:
    asked = asked_back(row)
    return act_at(asked.recorded_index).actor if asked is not None else ""


@question(SEES, of_numbers=True)
def words_owed(acting: Acting) -> tuple[tuple[str, str, str], ...]:
    """Who has a withdrawn certificate and was sent no word of it: certificate, recipient, since when.

    Raises:   RoleForbidsError.
    """
    require(acting, SEES)
    found = []
    for row in rows_where(Withdrawal, order="recorded_index"):
        for recipient in row.recipients.split():
            if last_word(row.pk, recipient) not in (SendingStep.SENT.value, SendingStep.RECEIPTED.value):
                assert row.signed_index is not None, "recipients are named by the signature"
                found.append((row.pk, recipient, act_at(row.signed_index).at))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalView:
    """How far a certificate is withdrawn: why, by whom, who has it, and each word of it that went out.

    Given:    `asked_by` who asked and is waited upon, or whose asking was signed; `declined_by` who declined the last.
    """

    has_fallen: bool
    reason: str
    asked_by: str
    declined_by: str
    declined_why: str
    withdrawn_by: str
    withdrawn_at: str
    recipients: tuple[str, ...]
    told: tuple[SentView, ...]


@question(READS)
def withdrawal(acting: Acting, certificate_id: str) -> WithdrawalView:
    """How far a certificate is withdrawn.

    Raises:   RoleForbidsError; UnknownCertificateError.
    Leaf:     access.reading_recorded
    """
    require(acting, READS)
    certificate = certificate_row(certificate_id)
    record_reading(acting, question="certificates.?certificate", records=(certificate.pk,))
    row = row_numbered(Withdrawal, certificate.pk)
    (cells,) = open_rows([row], ("reason", "declined_why")) if row else ({"reason": "", "declined_why": ""},)
    declined = act_at(row.declined_index) if row is not None and row.declined_index is not None else None
    signed = act_at(row.signed_index) if row is not None and row.signed_index is not None else None
    return WithdrawalView(
        has_fallen=certificate.state == CertificateState.SIGNED.value and has_fallen(certificate),
        reason=cells["reason"] or "",
        asked_by=act_at(row.recorded_index).actor if row is not None and signed else _asked_by(certificate),
        declined_by=declined.actor if declined else "", declined_why=cells["declined_why"] or "",
        withdrawn_by=signed.actor if signed else "", withdrawn_at=signed.at if signed else "",
        recipients=tuple(row.recipients.split()) if row is not None else (),
        told=tuple(
            SentView(recipient=one.recipient, step=one.step, at=one.at, reference=one.reference)
            for one in rows_where(WithdrawalStep, certificate_id=certificate.pk, order="recorded_index")
        ),
    )  # fmt: skip
