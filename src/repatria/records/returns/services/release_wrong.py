"""A release that was recorded wrongly: said by one, agreed by another; what was written stays in its own act."""

from __future__ import annotations

from repatria.core.law.family_release import (
    ReleaseEvent,
    ReleaseState,
    check_back_by_another,
    release_after,
)
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.rows import rows_where
from repatria.records.ledger.services import record, service
from repatria.records.returns.release_acts import (
    ReleaseBackAsked,
    ReleaseBackRefused,
    ReleaseTakenBack,
)
from repatria.records.returns.release_models import ReleasedItem
from repatria.records.returns.release_reading import record_reason, release_row

ASK_BACK, AGREE_BACK = "returns.ask_release_back", "returns.agree_release_back"


@service
def ask_release_back(acting: Acting, *, given_id: str, reason: str) -> int:
    """Says that a release was recorded wrongly; another agrees, and it is as if it had not been recorded.

    Source:   house rule 6.3; law-and-practice section 6.3: each move is an event, and nothing is written over.
    Given:    what is right is proposed and given anew, under a number of its own.
    Returns:  the index of the act.
    Raises:   RoleForbidsError; UnknownRemainsReleaseError; ReleaseOrderError; UnstatedReasonError; StatementError.
    Leaf:     returns.release_back_asked
    """
    require(acting, ASK_BACK)
    return record_reason(acting, given_id, ReleaseEvent.BACK_ASKED, reason, ReleaseBackAsked)


@service
def agree_release_back(acting: Acting, *, given_id: str) -> int:
    """Agrees that a release was recorded wrongly: what it names lies where it lay before.

    Source:   house rule 6.3.
    Returns:  the index of the act.
    Raises:   RoleForbidsError; UnknownRemainsReleaseError; ReleaseOrderError; SecondPersonError for who said it.
    Leaf:     returns.release_taken_back
    """
    require(acting, AGREE_BACK)
    row = release_row(given_id)
    release_after(ReleaseState(row.state), ReleaseEvent.BACK_AGREED)
    assert row.asked_index is not None, "the state says that somebody asked"
    check_back_by_another(acting.account_id, act_at(row.asked_index).actor)
    items = tuple(one.pk for one in rows_where(ReleasedItem, given_id=row.pk, taken_back_index=None, order="id"))
    return record(ReleaseTakenBack(given_id=row.pk, items=items), actor=acting.account_id, at=acting.at)


@service(actions=ASK_BACK)
def refuse_release_back(acting: Acting, *, given_id: str, reason: str) -> int:
    """Does not agree that a release was recorded wrongly, or takes one's own word back: it stands.

    Source:   house rule 6.3.
    Returns:  the index of the act.
    Raises:   RoleForbidsError; UnknownRemainsReleaseError; ReleaseOrderError; UnstatedReasonError; StatementError.
    Leaf:     returns.release_back_refused
    """
    require(acting, ASK_BACK)
    return record_reason(acting, given_id, ReleaseEvent.BACK_REFUSED, reason, ReleaseBackRefused)
