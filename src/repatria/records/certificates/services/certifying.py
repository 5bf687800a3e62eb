"""Certificates of death: drawn up of what the house knows, signed by a doctor and one more, sent on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from repatria.core.law.certificates import (
    CertificateState,
    SendingStep,
    check_attested,
    check_certificate,
    check_certificate_signature,
    check_sending,
)
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.certificates import CertificateField, CertificateLine, FieldFrom
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.core.vocabulary.roles import Role
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.certificates.acts import (
    CertificateDrawn,
    CertificateSigned,
    CertificateWords,
    DeathPaperSent,
)
from repatria.records.certificates.errors import KnownFieldError
from repatria.records.certificates.lines import (
    deceased,
    deceased_again,
    facts_of,
    is_upheld,
    known_lines,
    names_standing,
)
from repatria.records.certificates.models import Certificate, Signature
from repatria.records.certificates.reading import certificate_row, last_step, standing_for
from repatria.records.certificates.services.listing import LONGEST_POWER, is_certified
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import how_many, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.register.joined import numbers_of

DRAW, SIGN, SEND = "certificates.draw_certificate", "certificates.sign_certificate", "certificates.send_death_paper"
_LONGEST = 2_000
F = CertificateField


@service
def draw_certificate(
    acting: Acting, *, item_code: str = "", person_id: str = "",
    attested: Mapping[CertificateField, str] | None = None, told_by: str = "", reason: str = "",
) -> str:  # fmt: skip
    """Draws up a certificate of death with every field of the form.

    Source:   GC III art. 120, 121, Annex IV D.
    Given:    remains or a registered person; `attested` what acts of the house do not say and somebody knows, and
              `told_by` who told it, by name and office. What neither the house nor anybody knows is a line on the sheet
              that is filled by hand. `reason` where one that was signed is to be replaced. The Power on which he
              depended is read or attested: it goes there, and stands on its lists.
    Returns:  the certificate's number of record; what it says is read again at each signature by whoever signs.
    Raises:   RoleForbidsError; NobodyCertifiedError; UnknownItemError; UnknownPersonError; KnownFieldError for a field
              that the house knows; OpenGuardError; UnstatedParticularsError; InputError; StatementError.
    Leaf:     certificates.certificate_drawn
    """
    require(acting, DRAW)
    said = {CertificateField(name): text.strip() for name, text in (attested or {}).items() if text.strip()}
    refuse_statements({one.value: text for one, text in said.items()} | {"told_by": told_by, "reason": reason})
    of = deceased(item_code=item_code, person_id=person_id)
    known = known_lines(of)
    if typed := tuple((one.value, "known_to_house") for one in said if one in known):
        raise KnownFieldError("the house knows this field", typed)
    if long := tuple((one.value, "length") for one, text in said.items() if len(text) > _longest(one)):
        raise InputError("too long", long)
    check_attested(told_by, says_something=bool(said))
    codes = tuple(one.item_code for one in of.items)
    standing = standing_for(person_id=of.person_id, items=codes)
    has_power = bool({F.POWER} & (said.keys() | known.keys()))
    check_certificate(facts_of(of, replaces=standing is not None, reason=reason, has_power=has_power))
    certificate_id = record_number("GK", acting.randomness(7))
    number = how_many(Certificate) + 1
    lines = tuple(_line(one, known, said, told_by.strip()) for one in CertificateField)
    record(
        CertificateDrawn(
            certificate_id=certificate_id, number=number, person_id=of.person_id, enquiry_id=of.enquiry_id,
            items=codes, board_index=of.board.board_index if of.board else None,
            power=next(" ".join(one.text.split()) for one in lines if one.field is F.POWER),
            replaces=standing.pk if standing else "", words=CertificateWords(lines=lines, reason=reason.strip()),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return certificate_id


def _longest(field: CertificateField) -> int:
    return LONGEST_POWER if field is F.POWER else _LONGEST


def _line(
    field: CertificateField, known: Mapping[CertificateField, CertificateLine], said: Mapping[CertificateField, str],
    told_by: str,
) -> CertificateLine:  # fmt: skip
    if field in known:
        return known[field]
    if text := said.get(field):
        return CertificateLine(field=field, read_from=FieldFrom.ATTESTED, text=text, told_by=told_by)
    return CertificateLine(field=field, read_from=FieldFrom.BY_HAND)


@service
def sign_certificate(acting: Acting, *, certificate_id: str) -> bool:
    """Signs a certificate: a doctor and one more, each with an account of their own; then it stands.

    Source:   GC III art. 120, Annex IV D.
    Returns:  whether it stands now.
    Raises:   RoleForbidsError; UnknownCertificateError; CertificateOrderError; SecondPersonError for the same account
              twice, or two of whom none is a doctor; OpenGuardError where what it rests on no longer stands, the house
              reads a line otherwise than when it was drawn up, or another was signed since.
    Leaf:     certificates.certificate_signed
    """
    require(acting, SIGN)
    row = certificate_row(certificate_id)
    rows = rows_where(Signature, certificate_id=row.pk, order="recorded_index")
    actors = {one.index: one.actor for one in acts_at(each.recorded_index for each in rows)}
    is_doctor = Role.MEDICAL in acting.roles
    state = check_certificate_signature(
        CertificateState(row.state), [(actors[one.recorded_index], one.as_doctor) for one in rows],
        account_id=acting.account_id, is_doctor=is_doctor,
    )  # fmt: skip
    of, is_as_drawn = deceased_again(row)
    stands = standing_for(person_id=row.person_id, items=tuple(row.items.split()))
    is_last = (stands.pk if stands else "") == row.replaces
    check_certificate(facts_of(of, is_as_drawn=is_as_drawn and is_last))
    record(
        CertificateSigned(
            certificate_id=row.pk, person_id=row.person_id,
            numbers=numbers_of(row.person_id) if row.person_id else (), as_doctor=is_doctor,
            is_complete=state is CertificateState.SIGNED, replaces=row.replaces,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return state is CertificateState.SIGNED


@service
def send_death_paper(
    acting: Acting, *, document_id: str, recipient: NoticeRecipient, step: SendingStep, reference: str,
    happened_at: datetime,
) -> int:  # fmt: skip
    """Records that a certificate or a certified list went out, that its receipt came, or that it came back.

    Source:   GC III art. 120, 122(3), 123; GC I art. 16, 17: to the Power concerned through the Protecting Power and to
              the Agency.
    Given:    `reference` of the letter or the receipt. It may go out on paper, and as a file beside it.
    Returns:  the index of the act.
    Raises:   RoleForbidsError; UnknownCertificateError; UnknownDeathListError; CertificateOrderError for what is not
              signed or certified, was replaced, rests on or lists what was taken back, or did not go out;
              UnstatedParticularsError; NotYetError.
    Leaf:     certificates.death_paper_sent
    """
    require(acting, SEND)
    check_happened(happened_at, acting.at)
    is_ready, cemeteries = _ready(document_id)
    before = last_step(document_id, recipient.value)
    is_out = bool(before) and step is not SendingStep.SENT
    check_sending(is_ready=is_ready or is_out, before=before, step=step, reference=reference)
    return record(
        DeathPaperSent(
            document_id=document_id, recipient=recipient, step=step, at=instant_text(happened_at),
            reference=reference.strip(), cemeteries=cemeteries,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


def _ready(document_id: str) -> tuple[bool, tuple[str, ...]]:
    """Whether a paper may go out, and of a list of graves the cemeteries that it tells of."""
    if document_id.startswith("GM"):
        return is_certified(document_id)
    row = certificate_row(document_id)
    return row.state == CertificateState.SIGNED.value and is_upheld(row, names_standing()), ()
