"""Certificates of death by numbers, one whole, and for rooms above the one that stands of remains or a person."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.certificates import CertificateState, check_certificate
from repatria.core.law.errors import OpenGuardError
from repatria.core.vocabulary.certificates import CertificateField, CertificateLine
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.certificates.errors import NobodyCertifiedError
from repatria.records.certificates.lines import deceased, facts_of, is_upheld, known_lines, names_standing
from repatria.records.certificates.models import Certificate, DeathPaperStep, Signature
from repatria.records.certificates.reading import certificate_row, drawn_as, signed_of
from repatria.records.ledger.acts import Lost
from repatria.records.ledger.reading import act_at, acts_at
from repatria.records.ledger.rows import rows_where
from repatria.records.register.joined import leader_of

SEES, READS = "certificates.?certificates", "certificates.?certificate"


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateSummary:
    """One certificate by numbers."""

    certificate_id: str
    number: int
    state: CertificateState
    items: tuple[str, ...]
    person_id: str
    power: str
    drawn_at: str
    replaces: str


def _summary(row: Certificate) -> CertificateSummary:
    return CertificateSummary(
        certificate_id=row.pk, number=row.number, state=CertificateState(row.state), items=tuple(row.items.split()),
        person_id=row.person_id, power=row.power, drawn_at=act_at(row.recorded_index).at, replaces=row.replaces,
    )  # fmt: skip


@question(SEES, of_numbers=True)
def certificates(acting: Acting) -> tuple[CertificateSummary, ...]:
    """Every certificate of death by numbers, the newest first.  Raises: RoleForbidsError."""
    require(acting, SEES)
    return tuple(_summary(row) for row in rows_where(Certificate, order="-number"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSign:
    """A certificate that lacks a signature: since when, and whether a doctor's is among those it has."""

    certificate_id: str
    since: str
    signed_by: tuple[str, ...]
    has_doctor: bool


@question(SEES, of_numbers=True)
def certificates_to_sign(acting: Acting) -> tuple[ToSign, ...]:
    """The certificates that two have not signed yet, the oldest first.  Raises: RoleForbidsError."""
    require(acting, SEES)
    waiting = [CertificateState.DRAWN.value, CertificateState.SIGNED_ONCE.value]
    found = []
    for row in rows_where(Certificate, state=waiting, order="number"):
        signed = _signatures(row.pk)
        found.append(ToSign(
            certificate_id=row.pk, since=act_at(row.recorded_index).at,
            signed_by=tuple(one.account_id for one in signed), has_doctor=any(one.as_doctor for one in signed),
        ))  # fmt: skip
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureView:
    """Who signed, when, and whether as a doctor."""

    account_id: str
    at: str
    as_doctor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SentView:
    """One step of a paper on its way."""

    recipient: str
    step: str
    at: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateView:
    """One certificate whole."""

    summary: CertificateSummary
    lines: tuple[CertificateLine, ...]
    reason: str
    signatures: tuple[SignatureView, ...]
    sent: tuple[SentView, ...]


def sent_of(document_id: str) -> tuple[SentView, ...]:
    """Each step of a paper, the oldest first."""
    return tuple(
        SentView(recipient=one.recipient, step=one.step, at=one.at, reference=one.reference)
        for one in rows_where(DeathPaperStep, document_id=document_id, order="recorded_index")
    )


@question(READS)
def certificate(acting: Acting, certificate_id: str) -> CertificateView:
    """One certificate whole.  Raises: RoleForbidsError; UnknownCertificateError.  Leaf: access.reading_recorded"""
    record_reading(acting, question="certificates.?certificate", records=(certificate_id,))
    row = certificate_row(certificate_id)
    words = drawn_as(row).words
    is_there = words is not None and not isinstance(words, Lost)
    return CertificateView(
        summary=_summary(row), lines=words.lines if words is not None and is_there else (),
        reason=words.reason if words is not None and is_there else "", sent=sent_of(row.pk),
        signatures=_signatures(row.pk),
    )  # fmt: skip


def _signatures(certificate_id: str) -> tuple[SignatureView, ...]:
    rows = rows_where(Signature, certificate_id=certificate_id, order="recorded_index")
    found = acts_at(row.recorded_index for row in rows)
    return tuple(
        SignatureView(account_id=one.actor, at=one.at, as_doctor=row.as_doctor)
        for row, one in zip(rows, found, strict=True)
    )


@question(READS)
def before_certificate(
    acting: Acting, *, item_code: str = "", person_id: str = ""
) -> dict[CertificateField, CertificateLine]:  # fmt: skip
    """What the house knows for a certificate that is not drawn up yet; the fields that are not in it may be attested.

    Raises:   RoleForbidsError; NobodyCertifiedError; UnknownItemError; UnknownPersonError; OpenGuardError where no
              death is established: of the living nothing is read.
    Leaf:     access.reading_recorded
    """
    require(acting, READS)
    of = deceased(item_code=item_code, person_id=person_id)
    check_certificate(facts_of(of))
    record_reading(acting, question="certificates.?certificate", records=(item_code or person_id,))
    return known_lines(of)


def may_be_certified(item_code: str) -> bool:
    """Whether the board's name, or a death in custody that a doctor saw, stands for these remains: by numbers alone.

    Raises:   UnknownItemError.
    """
    try:
        check_certificate(facts_of(deceased(item_code=item_code, person_id="")))
    except (NobodyCertifiedError, OpenGuardError):
        return False
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Certified:
    """The certificate that stands of a dead man: its number, when and by whom it was signed, and by which act."""

    certificate_id: str
    number: int
    signed_at: str
    signed_by: tuple[str, ...]
    act_index: int


def certificate_of(*, item_code: str = "", person_id: str = "") -> Certified | None:
    """The signed certificate that stands of remains or of a person; for rooms above, by numbers alone.

    Given:    a person under any of his numbers. Also what was signed before the person had a record of his own, where
              his remains are named. Not one whose name the board took back, or whose taking back waits for a second.
    """
    items, standing = (item_code,) if item_code else (), names_standing()
    signed = signed_of(person_id=leader_of(person_id) if person_id else "", items=items)
    row = next((one for one in signed if is_upheld(one, standing)), None)
    if row is None or row.signed_index is None:
        return None
    signatures = _signatures(row.pk)
    return Certified(
        certificate_id=row.pk, number=row.number, signed_at=signatures[-1].at, act_index=row.signed_index,
        signed_by=tuple(one.account_id for one in signatures),
    )  # fmt: skip


def certified_lines(certificate_id: str) -> tuple[CertificateLine, ...]:
    """What a certificate says, field by field; for rooms above, whose papers say what it says."""
    words = drawn_as(certificate_row(certificate_id)).words
    return words.lines if words is not None and not isinstance(words, Lost) else ()
