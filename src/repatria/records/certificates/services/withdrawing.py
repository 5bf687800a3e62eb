"""A certificate whose name or death was taken back is withdrawn by two, and whoever has it is told."""

from __future__ import annotations

from datetime import datetime

from repatria.core.law.certificates import (
    CERTIFICATE,
    CertificateOrderError,
    CertificateState,
    SendingStep,
    check_sending,
    check_withdrawal,
    check_withdrawal_declined,
    check_withdrawn_by_another,
)
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.certificates.lines import asked_back, has_fallen
from repatria.records.certificates.models import Withdrawal
from repatria.records.certificates.reading import certificate_row, last_step, last_word, replaced_by
from repatria.records.certificates.withdrawal_acts import (
    CertificateWithdrawn,
    WithdrawalAsked,
    WithdrawalDeclined,
    WithdrawalRefusal,
    WithdrawalTold,
    WithdrawalWords,
)
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.rows import row_numbered
from repatria.records.ledger.services import record, service

ASK, WITHDRAW, TELL = (
    "certificates.ask_withdrawal", "certificates.withdraw_certificate", "certificates.tell_withdrawal",
)  # fmt: skip
_HAS_IT = frozenset({SendingStep.SENT.value, SendingStep.RECEIPTED.value})


@service
def ask_withdrawal(acting: Acting, *, certificate_id: str, reason: str) -> int:
    """Says that a certificate is to be withdrawn, since what it rests on was taken back; another signs it.

    Source:   GC III art. 120, 122.
    Returns:  the index of the act.
    Raises:   RoleForbidsError; UnknownCertificateError; CertificateOrderError for what is not signed, or was asked
              before; OpenGuardError while its name or death stands; UnstatedReasonError; StatementError.
    Leaf:     certificates.withdrawal_asked
    """
    require(acting, ASK)
    refuse_statements({"reason": reason})
    row = certificate_row(certificate_id)
    is_asked = asked_back(row) is not None
    check_withdrawal(CertificateState(row.state), has_fallen=has_fallen(row), is_asked=is_asked, reason=reason)
    return record(
        WithdrawalAsked(
            certificate_id=row.pk, is_again=row_numbered(Withdrawal, row.pk) is not None,
            words=WithdrawalWords(reason=reason.strip()),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


@service(actions=WITHDRAW)
def decline_withdrawal(acting: Acting, *, certificate_id: str, reason: str) -> int:
    """Does not agree that a certificate is withdrawn, or takes one's own asking back; it may be asked anew.

    Source:   GC III art. 120; practice of the house: two who sign certificates withdraw one.
    Returns:  the index of the act.
    Raises:   RoleForbidsError; UnknownCertificateError; CertificateOrderError where nobody asked, or it was signed;
              UnstatedReasonError; StatementError.
    Leaf:     certificates.withdrawal_declined
    """
    require(acting, WITHDRAW)
    refuse_statements({"reason": reason})
    row = certificate_row(certificate_id)
    if asked_back(row) is None:
        raise CertificateOrderError("nobody asked for it", provision=CERTIFICATE)
    check_withdrawal_declined(reason)
    return record(
        WithdrawalDeclined(certificate_id=row.pk, words=WithdrawalRefusal(declined_why=reason.strip())),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


@service
def withdraw_certificate(acting: Acting, *, certificate_id: str) -> int:
    """Signs that a certificate is withdrawn, as another said: it stands for nobody, and whoever has it is owed a word.

    Given:    whoever has one that it replaced, and was never sent this one, is owed the word as well.

    Source:   GC III art. 120, 122.
    Returns:  the index of the act.
    Raises:   RoleForbidsError; UnknownCertificateError; CertificateOrderError where nobody asked since it fell, or it
              was declined, withdrawn or replaced since; SecondPersonError for who asked;
              OpenGuardError where what it rests on stands again.
    Leaf:     certificates.certificate_withdrawn
    """
    require(acting, WITHDRAW)
    row = certificate_row(certificate_id)
    asked = asked_back(row)
    if asked is None or row.state != CertificateState.SIGNED.value:
        raise CertificateOrderError("nobody asked for it, or it stands no more", provision=CERTIFICATE)
    asked_by = act_at(asked.recorded_index).actor
    check_withdrawn_by_another(acting.account_id, asked_by, has_fallen=has_fallen(row))
    drawn = (row.pk, *replaced_by(row))
    recipients = tuple(
        one for one in NoticeRecipient if any(last_step(each, one.value) in _HAS_IT for each in drawn)
    )  # fmt: skip
    return record(
        CertificateWithdrawn(certificate_id=row.pk, recipients=recipients), actor=acting.account_id, at=acting.at
    )  # fmt: skip


@service
def tell_withdrawal(
    acting: Acting, *, certificate_id: str, recipient: NoticeRecipient, step: SendingStep, reference: str,
    happened_at: datetime,
) -> int:  # fmt: skip
    """Records that whoever has a withdrawn certificate was sent word, that the receipt came, or that it came back.

    Source:   GC III art. 120, 122(3), 123.
    Returns:  the index of the act.
    Raises:   RoleForbidsError; UnknownCertificateError; CertificateOrderError for one that is not withdrawn, who has
              it not, or a step that does not follow; UnstatedParticularsError; NotYetError.
    Leaf:     certificates.withdrawal_told
    """
    require(acting, TELL)
    check_happened(happened_at, acting.at)
    row = certificate_row(certificate_id)
    withdrawn = row_numbered(Withdrawal, row.pk)
    has_it = withdrawn is not None and recipient.value in withdrawn.recipients.split()
    check_sending(is_ready=has_it, before=last_word(row.pk, recipient.value), step=step, reference=reference)
    return record(
        WithdrawalTold(
            certificate_id=row.pk, recipient=recipient, step=step, at=instant_text(happened_at),
            reference=reference.strip(),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
