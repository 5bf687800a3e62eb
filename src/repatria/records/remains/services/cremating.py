"""Cremation: proposed by a doctor on one of three grounds, agreed to by the head of the bureau, and then done."""

from __future__ import annotations

from datetime import datetime

from repatria.core.law.remains_ashes import (
    AshesFacts,
    CremationEvent,
    CremationOrderError,
    CremationState,
    check_ashes,
    check_ashes_proposed,
    check_cremation_by_another,
    check_cremation_follows,
    check_cremation_refused,
    has_lapsed,
)
from repatria.core.law.remains_graves import ASHES, AshesGround
from repatria.core.law.remains_path import ItemState
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.reading import act_at, instants_at
from repatria.records.ledger.rows import is_there, row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.remains.burials import cremation_of
from repatria.records.remains.cremation_acts import (
    CremationAgreed,
    CremationProposed,
    CremationRefusal,
    CremationRefused,
    CremationWords,
)
from repatria.records.remains.cremation_models import CremationOrder
from repatria.records.remains.deaths import cause_of, inquiry_of
from repatria.records.remains.errors import BurntItemError, UnknownCremationError
from repatria.records.remains.examination_models import Examination
from repatria.records.remains.grave_acts import AshesWords, ItemCremated
from repatria.records.remains.grave_models import Cremation
from repatria.records.remains.leaving_models import InquiryReport
from repatria.records.remains.models import Item
from repatria.records.remains.names_given import is_named
from repatria.records.remains.reading import are_labels_unlike, check_unpacked, item_row
from repatria.records.remains.services.graves import has_examined, is_sample_kept, not_before, signs_of
from repatria.records.remains.whereabouts import check_here
from repatria.records.vault.opening import open_rows

PROPOSE, AGREE, CREMATE = "remains.propose_cremation", "remains.agree_cremation", "remains.cremate"


def _stands(row: CremationOrder, at: datetime) -> bool:
    """Whether a cremation waits, or was agreed to and has not lapsed."""
    if row.state != CremationState.AGREED.value or row.agreed_index is None:
        return row.state == CremationState.PROPOSED.value
    return not has_lapsed(instants_at([row.agreed_index])[row.agreed_index], at)


def _is_reported_by_another(item_code: str, account_id: str) -> bool:
    """Whether another than this account recorded the report of the enquiry into this death, where there is one."""
    rows = rows_where(InquiryReport, item_code=item_code, order="-recorded_index", at_most=1)
    return not rows or act_at(rows[0].recorded_index).actor != account_id


def order_row(cremation_id: str) -> CremationOrder:
    """Raises: UnknownCremationError."""
    row = row_numbered(CremationOrder, cremation_id)
    if row is None:
        raise UnknownCremationError("no such cremation was proposed")
    return row


def _facts(
    acting: Acting, item: Item, ground: AshesGround, said_by: str, reason: str, agreed_by: str = ""
) -> AshesFacts:  # fmt: skip
    check_here(item.pk)
    if cremation_of(item.pk) is not None:
        raise BurntItemError("it was burnt already", provision=ASHES)
    return AshesFacts(
        ground=ground, said_by=said_by, reason=reason, is_examined=is_there(Examination, item_code=item.pk),
        is_sample_kept=is_sample_kept(item.pk), do_labels_differ=are_labels_unlike(item.pk),
        is_other_than_examiner=not has_examined(acting.account_id, item.pk), is_named=is_named(item.pk),
        cause=cause_of(item.pk), inquiry=inquiry_of(item),
        is_reported_by_another=_is_reported_by_another(item.pk, agreed_by),
    )  # fmt: skip


@service
def propose_cremation(acting: Acting, *, item_code: str, ground: AshesGround, said_by: str, reason: str) -> str:
    """Proposes that a body is burnt: on which of the three grounds, who said so, and what exactly.

    Source:   GC III art. 120; GC I art. 17; GC III art. 121.
    Given:    `said_by` the doctor or authority that found hygiene to require it, who knows his religion, or who holds
              his express wish. Examination, cause, kept sample, labels, the board's name, his custody and the enquiry
              into the death the house reads; another doctor than an examiner proposes it.
    Returns:  the number of the proposal.
    Raises:   RoleForbidsError; WrongCodeError; UnknownItemError; AwayItemError; BurntItemError; CremationOrderError
              while one waits or holds; ItemOrderError; OpenGuardError; SecondPersonError; UnstatedParticularsError;
              StatementError.
    Leaf:     remains.cremation_proposed
    """
    require(acting, PROPOSE)
    refuse_statements({"said_by": said_by, "reason": reason})
    item = item_row(item_code)
    check_ashes_proposed(ItemState(item.state), _facts(acting, item, ground, said_by, reason))
    if any(_stands(row, acting.at) for row in rows_where(CremationOrder, item_code=item.pk)):
        raise CremationOrderError("one was proposed or agreed to", provision=ASHES)
    cremation_id = record_number("YB", acting.randomness(7))
    record(
        CremationProposed(
            cremation_id=cremation_id, item_code=item.pk, ground=ground,
            words=CremationWords(said_by=said_by.strip(), reason=reason.strip()),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return cremation_id


def _as_proposed(acting: Acting, row: CremationOrder, item: Item, agreed_by: str) -> AshesFacts:
    (said,) = open_rows([row], ("said_by", "reason"))
    return _facts(acting, item, AshesGround(row.ground), said["said_by"] or "", said["reason"] or "", agreed_by)


@service
def agree_cremation(acting: Acting, *, cremation_id: str) -> int:
    """Agrees that a body is burnt: the head of the bureau, another account than the one that proposed it.

    Source:   GC III art. 120, 121: what burns is evidence no more.
    Given:    it holds for 30 days, and whoever recorded the report of the enquiry into this death does not agree too.
    Returns:  the index of the act.
    Raises:   RoleForbidsError; UnknownCremationError; CremationOrderError; SecondPersonError; AwayItemError;
              BurntItemError; ItemOrderError; OpenGuardError for what no longer stands since it was proposed.
    Leaf:     remains.cremation_agreed
    """
    require(acting, AGREE)
    row = order_row(cremation_id)
    check_cremation_follows(CremationState(row.state), CremationEvent.AGREED)
    check_cremation_by_another(acting.account_id, act_at(row.recorded_index).actor)
    item = item_row(row.item_code)
    check_ashes_proposed(ItemState(item.state), _as_proposed(acting, row, item, acting.account_id))
    return record(
        CremationAgreed(cremation_id=row.pk, item_code=item.pk), actor=acting.account_id, at=acting.at
    )  # fmt: skip


@service(actions=AGREE)
def refuse_cremation(acting: Acting, *, cremation_id: str, reason: str) -> int:
    """Refuses that a body is burnt, also after it was agreed to and before it is done.

    Source:   GC III art. 120.
    Returns:  the index of the act.
    Raises:   RoleForbidsError; UnknownCremationError; CremationOrderError; UnstatedReasonError; StatementError.
    Leaf:     remains.cremation_refused
    """
    require(acting, AGREE)
    refuse_statements({"reason": reason})
    row = order_row(cremation_id)
    check_cremation_follows(CremationState(row.state), CremationEvent.REFUSED)
    check_cremation_refused(reason)
    return record(
        CremationRefused(
            cremation_id=row.pk, item_code=row.item_code, words=CremationRefusal(refused_why=reason.strip())
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


@service
def cremate(
    acting: Acting, *, item_code: str, happened_at: datetime, by: str, second: str, urn: str
) -> int:  # fmt: skip
    """Records that a body was burnt as the head agreed, and where its ashes are kept.

    Source:   GC III art. 120; GC I art. 17; GC III art. 121.
    Given:    `urn` its number. Ground and who said so stand in what was agreed to; all that it rests on is read again.
    Returns:  the index of the act.
    Raises:   RoleForbidsError; WrongCodeError; UnknownItemError; AwayItemError; PackedItemError; BurntItemError;
              CremationOrderError where nobody agreed; ItemOrderError; OpenGuardError, also for one before the head
              agreed or more than 30 days after; SecondPersonError;
              UnstatedParticularsError; InputError for one before the last step; NotYetError; StatementError.
    Leaf:     remains.item_cremated
    """
    require(acting, CREMATE)
    refuse_statements({"by": by, "second": second})
    check_happened(happened_at, acting.at)
    item = item_row(item_code)
    if cremation_of(item.pk) is not None:
        raise BurntItemError("it was burnt already", provision=ASHES)
    rows = rows_where(
        CremationOrder, item_code=item.pk, state=CremationState.AGREED.value, order="-agreed_index", at_most=1
    )
    if not rows:
        raise CremationOrderError("the head of the bureau agreed to none", provision=ASHES)
    assert rows[0].agreed_index is not None, "it was agreed to"
    agreed = act_at(rows[0].agreed_index)
    facts = _as_proposed(acting, rows[0], item, agreed.actor)
    check_ashes(
        ItemState(item.state), facts, by=by, second=second, urn=urn, agreed_at=read_instant(agreed.at),
        burnt_at=happened_at,
    )  # fmt: skip
    check_unpacked(item)
    return record(
        ItemCremated(
            item_code=item.pk, cremation_id=rows[0].pk, ground=facts.ground, previous=ItemState(item.state),
            at=not_before(item, happened_at), urn=signs_of(urn), is_again=is_there(Cremation, pk=item.pk),
            words=AshesWords(
                said_by=facts.said_by, reason=facts.reason, by=by.strip(), second=second.strip()
            ),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
