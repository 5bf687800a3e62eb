"""Giving the copy, publishing and withdrawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from repatria.core.law.appeal import check_appeal, check_appeal_ground
from repatria.core.vocabulary.appeals import AppealText, appeal_bytes
from repatria.core.vocabulary.dates import day_instant
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import Used, approvers_of, offices_of, require_approvals, uses_approvals
from repatria.records.appeals.acts import AppealCopyGiven, AppealPublished, AppealWithdrawn, WithdrawalReason
from repatria.records.appeals.errors import (
    CopyOrderError,
    StandingAppealError,
    UnknownAppealError,
    UnsaidCopyError,
    WithdrawnAppealError,
)
from repatria.records.appeals.models import Appeal, AppealCopy
from repatria.records.appeals.selectors import appeals_by_number, standing_appeal, text_of, text_reference
from repatria.records.handover.selectors import switches
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import rows_where
from repatria.records.ledger.services import record, service
from repatria.records.vault.keyring import current

PUBLISH = "appeals.publish_appeal"
_RULE = "practice rule 18"


def _sign(appeal: AppealText) -> str:
    key = Ed25519PrivateKey.from_private_bytes(current().log_signing_seed)
    return key.sign(appeal_bytes(appeal)).hex()


@service
def give_copy(
    acting: Acting, *, switch_id: str, words: Mapping[str, Sequence[str]], conditions: Mapping[str, str],
    given_on: date, given_to: str, by_way: str,
) -> str:  # fmt: skip
    """Records that the delegate has a copy of a text that is to be published.

    Source:   practice rule 18; GC III art. 126: whoever watches over the prisoners reads it before anybody else.
    Given:    to whom and by which way, as the receipt says; the delegate may say it himself.
    Returns:  the copy's number.
    Raises:   AppealWordsError for a text that none may publish; UnsaidCopyError without to whom or how; CopyOrderError
              where a copy of this very text was given; NotYetError for a day to come.
    Leaf:     appeals.copy_given
    """
    require(acting, "appeals.give_copy")
    check_appeal(words, conditions)
    if not given_to.strip() or not by_way.strip():
        raise UnsaidCopyError(
            "say who took the copy, and by which way",
            tuple((name, "missing") for name, said in (("given_to", given_to), ("by_way", by_way)) if not said.strip()),
        )
    check_happened(day_instant(given_on.isoformat()), acting.at, "given_on")
    reference = text_reference(switch_id=switch_id, words=words, conditions=conditions)
    if rows_where(AppealCopy, reference=reference, at_most=1):
        raise CopyOrderError("a copy of this text was given already", provision=_RULE)
    copy_id = record_number("AC", acting.randomness(7))
    given = AppealCopyGiven(
        copy_id=copy_id, reference=reference, given_on=given_on.isoformat(), given_to=given_to.strip(),
        by_way=by_way.strip(),
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
    return copy_id


@service
def publish_appeal(
    acting: Acting, *, switch_id: str, words: Mapping[str, Sequence[str]], conditions: Mapping[str, str]
) -> str:
    """Publishes a text to the relatives.

    Source:   practice rules 1, 18; GC III art. 13.
    Given:    `words` paragraphs by language, all three; the head and the legal adviser approved
              `text_reference(...)`, and a copy of the same lies with the delegate.
    Returns:  the appeal's number.
    Raises:   AppealWordsError; OpenGuardError naming ground, copy or office that is missing; ApprovalsMissingError;
              StandingAppealError while another stands.
    Leaf:     appeals.appeal_published
    Not:      it shows nothing to anybody; the jobs lay it at the portal.
    """
    require(acting, PUBLISH)
    check_appeal(words, conditions)
    reference = text_reference(switch_id=switch_id, words=words, conditions=conditions)
    switch = next((one for one in switches() if one.switch_id == switch_id), None)
    copies = rows_where(AppealCopy, reference=reference, at_most=1)
    named = approvers_of(PUBLISH, reference, at=acting.at)
    # Who approves does not attest that the delegate has it: one of the two, or one alone, would be the witness of both.
    is_given = bool(copies) and acts_at([copies[0].recorded_index])[0].actor not in named
    check_appeal_ground(is_basis_on=switch is not None, is_copy_given=is_given, approvers=offices_of(named))
    approvers = require_approvals(PUBLISH, reference, at=acting.at)
    if standing_appeal() is not None:
        raise StandingAppealError("an appeal stands: withdraw it first", provision=_RULE)
    assert switch is not None
    said = {k: tuple(one.strip() for one in v if one.strip()) for k, v in words.items()}
    terms = {k: v.strip() for k, v in conditions.items() if v.strip()}
    text = AppealText(
        log_name=current().log_name, number=len(rows_where(Appeal)) + 1, dated=acting.at.date().isoformat(),
        withdrawn_on="", legal_basis=switch.legal_basis, words=said, conditions=terms,
    )  # fmt: skip
    appeal_id = record_number("AP", acting.randomness(7))
    record(
        AppealPublished(
            appeal_id=appeal_id, number=text.number, switch_id=switch_id, legal_basis=switch.legal_basis, words=said,
            conditions=terms, dated=text.dated, reference=reference, copy_id=copies[0].pk, approved_by=approvers,
            signature=_sign(text),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return appeal_id


@service
def withdraw_appeal(acting: Acting, *, appeal_id: str, reason: WithdrawalReason, remark: str = "") -> None:
    """Withdraws an appeal; the page where it stood says so from then on.

    Source:   practice rule 18: it stands only while its ground is on.
    Given:    one person may: what is published wrongly is taken back at once.
    Raises:   UnknownAppealError; WithdrawnAppealError.
    Leaf:     appeals.appeal_withdrawn
    """
    require(acting, "appeals.withdraw_appeal")
    view = appeals_by_number().get(appeal_id)
    if view is None:
        raise UnknownAppealError("no such appeal")
    if view.withdrawn_on:
        raise WithdrawnAppealError("this appeal was withdrawn already", provision=_RULE)
    dated = acting.at.date().isoformat()
    record(
        AppealWithdrawn(
            appeal_id=appeal_id, reason=reason, remark=remark.strip(), dated=dated,
            signature=_sign(replace(text_of(view), withdrawn_on=dated)),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


def _used(given: AppealPublished) -> Used:
    return Used(action=PUBLISH, reference=given.reference)


def register() -> None:
    """Says what the acts of this room use up."""
    uses_approvals(AppealPublished, _used)
