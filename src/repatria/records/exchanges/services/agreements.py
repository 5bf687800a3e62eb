"""Agreements of the Parties: on record as their copy says, and ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from repatria.core.law.exchange_list import AgreementFacts, ListDirection, check_agreement
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.bases import ReleaseBasis
from repatria.core.vocabulary.dates import day_instant
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.exchanges.acts import AgreementEnded, AgreementRecorded, ListOpened
from repatria.records.exchanges.errors import EndedAgreementError
from repatria.records.exchanges.reading import RULE, agreement_row, check_said
from repatria.records.ledger.services import record, service

AGREE, END, OPEN = "exchanges.record_agreement", "exchanges.end_agreement", "exchanges.open_list"


@service
def record_agreement(
    acting: Acting, *, parties: Sequence[str], agreed_on: date, place: str, basis: ReleaseBasis, legal_basis: str,
    terms: str, signed_by: Sequence[str], copy_digest: str, reference: str = "", says_article_117: bool = False,
) -> str:  # fmt: skip
    """Records an agreement of the Parties as its copy says it.

    Source:   practice rule 18; GC III art. 109, 118.
    Given:    `copy_digest` SHA-256 of the copy, as hexadecimal; `terms` what it says of numbers and kinds of men, in
              its words: no ratio is computed from names. `says_article_117` where its own text repeats that article.
    Returns:  the agreement's number.
    Raises:   UnstatedParticularsError naming all that is missing; NotYetError for a day to come; StatementError.
    Leaf:     exchanges.agreement_recorded
    """
    require(acting, AGREE)
    refuse_statements({"terms": terms, "legal_basis": legal_basis, "reference": reference})
    digest = copy_digest.strip().lower()
    check_agreement(AgreementFacts(
        parties=tuple(parties), agreed_on=agreed_on, legal_basis=legal_basis, signed_by=tuple(signed_by),
        copy_digest=digest,
    ))  # fmt: skip
    check_happened(day_instant(agreed_on.isoformat()), acting.at, "agreed_on")
    agreement_id = record_number("XA", acting.randomness(7))
    record(
        AgreementRecorded(
            agreement_id=agreement_id, parties=_said(parties), agreed_on=agreed_on.isoformat(), place=place.strip(),
            basis=basis, legal_basis=legal_basis.strip(), terms=terms.strip(), signed_by=_said(signed_by),
            copy_digest=digest, reference=reference.strip(), says_article_117=says_article_117,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return agreement_id


def _said(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(one.split()) for one in lines if one.strip())


@service
def end_agreement(acting: Acting, *, agreement_id: str, ended_on: date, reason: str) -> None:
    """Records that an agreement holds no longer: nothing more is agreed, verified or let out under it.

    Source:   practice rule 18.
    Raises:   UnknownAgreementError; EndedAgreementError; UnsaidError without a reason; NotYetError.
    Leaf:     exchanges.agreement_ended
    """
    require(acting, END)
    refuse_statements({"reason": reason})
    check_said(reason=reason)
    row = agreement_row(agreement_id)
    if row.ended_on:
        raise EndedAgreementError("this agreement was ended already", provision="practice rule 18")
    check_happened(day_instant(ended_on.isoformat()), acting.at, "ended_on")
    record(
        AgreementEnded(agreement_id=row.pk, ended_on=ended_on.isoformat(), reason=reason.strip()),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


@service
def open_list(acting: Acting, *, agreement_id: str, direction: ListDirection, power: str, title: str) -> str:
    """Opens a list under an agreement: of those who are to leave this Party's custody, or of those who are to come.

    Source:   practice rule 18; house rule 6.7.
    Given:    `power` the other Party, as codes of Powers are written here.
    Returns:  the list's number.
    Raises:   UnknownAgreementError; EndedAgreementError; UnsaidError.
    Leaf:     exchanges.list_opened
    """
    require(acting, OPEN)
    refuse_statements({"title": title})
    check_said(power=power, title=title)
    agreement = agreement_row(agreement_id)
    if agreement.ended_on:
        raise EndedAgreementError("this agreement was ended", provision=RULE)
    exchange_id = record_number("XB", acting.randomness(7))
    record(
        ListOpened(
            list_id=exchange_id, agreement_id=agreement.pk, direction=direction, power=power.strip(),
            title=title.strip(),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return exchange_id
