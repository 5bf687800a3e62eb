"""Fraud in the bureau's name: what is reported, what it came to, and the warning that stands in every letter alike."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from repatria.core.vocabulary.identifiers import record_number
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import Used, require_approvals, uses_approvals
from repatria.records.hotline.acts import (
    FraudEnd,
    FraudKind,
    FraudReported,
    FraudSettled,
    FraudWords,
    WarningSwitched,
)
from repatria.records.hotline.errors import EmptyCallError, UnknownReportError
from repatria.records.hotline.models import FraudReport
from repatria.records.ledger.rows import row_numbered
from repatria.records.ledger.services import record, service

WARN = "hotline.switch_warning"
LONGEST_WARNING = 500
"""Letters: a box holds six letters, and the warning stands in one of them."""


@service
def report_fraud(
    acting: Acting, *, kind: FraudKind, told: str, received_on: date, where: str = "", channel: str = "telephone",
    inbox: str = "",
) -> str:  # fmt: skip
    """Takes a report of a call, a letter or a page that may be a fraud; whose report it is nobody asks.

    Source:   practice rule 27
    Returns:  its number.
    Raises:   EmptyCallError without a word, or for one that is too long.
    Leaf:     hotline.fraud_reported
    """
    require(acting, "hotline.report_fraud")
    faults = [
        (name, "length") for name, text, most in (("told", told, 4000), ("where", where, 400)) if len(text) > most
    ]
    if not told.strip():
        faults.append(("told", "missing"))
    if faults:
        raise EmptyCallError("say what happened", tuple(faults))
    report_id = record_number("KF", acting.randomness(7))
    record(
        FraudReported(
            report_id=report_id, kind=kind, received_on=received_on.isoformat(), channel=channel[:16], inbox=inbox,
            words=FraudWords(told=told.strip(), where=where.strip()),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return report_id


@service
def settle_fraud(acting: Acting, *, report_id: str, end: FraudEnd, reason: str) -> None:
    """Records what a report of fraud came to.

    Source:   practice rule 27
    Raises:   UnknownReportError; EmptyCallError without a reason.
    Leaf:     hotline.fraud_settled
    """
    require(acting, "hotline.settle_fraud")
    if not 0 < len(reason.strip()) <= 400:
        raise EmptyCallError("say what was found out", (("reason", "missing"),))
    row = row_numbered(FraudReport, report_id)
    if row is None or row.end:
        raise UnknownReportError("no such report waits")
    given = FraudSettled(report_id=report_id, end=end, reason=reason.strip(), by=acting.account_id)
    record(given, actor=acting.account_id, at=acting.at)


def warning_reference(*, uk: str, ru: str, en: str, is_on: bool) -> str:
    """What others approve: just these words in three languages, to be switched on or off."""
    return sha256("\0".join((uk, ru, en, str(is_on))).encode()).hexdigest()[:40]


@service
def switch_warning(acting: Acting, *, uk: str, ru: str, en: str, is_on: bool) -> None:
    """Puts a warning into the newest letter of every box from the next round on, or takes it out, for all alike.

    Source:   practice rules 4, 27.
    Raises:   EmptyCallError for a language that is missing or too long; ApprovalsMissingError.
    Leaf:     hotline.warning_switched
    """
    require(acting, WARN)
    texts = {"uk": uk.strip(), "ru": ru.strip(), "en": en.strip()}
    faults = [(code, "missing") for code, text in texts.items() if not text]
    faults += [(code, "length") for code, text in texts.items() if len(text) > LONGEST_WARNING]
    if faults:
        raise EmptyCallError("a warning is said in three languages", tuple(faults))
    reference = warning_reference(**texts, is_on=is_on)
    decided_by = (acting.account_id, *require_approvals(WARN, reference, acting.account_id, at=acting.at))
    record(
        WarningSwitched(
            warning_id=record_number("KW", acting.randomness(7)), **texts, is_on=is_on, decided_by=decided_by
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


def register() -> None:
    """Says what the acts of warnings use up."""
    uses_approvals(WarningSwitched, lambda given: Used(
        action=WARN,
        reference=warning_reference(uk=given.uk, ru=given.ru, en=given.en, is_on=given.is_on),
    ))  # fmt: skip
