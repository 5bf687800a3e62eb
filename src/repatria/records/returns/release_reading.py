"""What services and questions of releases to families read first."""

from __future__ import annotations

from repatria.core.law.family_release import ReleaseEvent, ReleaseState, check_release_ended, release_after
from repatria.core.law.statements import refuse_statements
from repatria.records.access.acting import Acting
from repatria.records.ledger.rows import is_there, row_numbered
from repatria.records.ledger.services import record
from repatria.records.returns.errors import UnknownRemainsReleaseError
from repatria.records.returns.release_acts import (
    ReleaseBackAsked,
    ReleaseBackRefused,
    ReleaseReason,
    RemainsReleaseDeclined,
)
from repatria.records.returns.release_models import ReleasedItem, RemainsRelease

_Said = RemainsReleaseDeclined | ReleaseBackAsked | ReleaseBackRefused


def release_row(given_id: str) -> RemainsRelease:
    """Raises: UnknownRemainsReleaseError."""
    row = row_numbered(RemainsRelease, given_id)
    if row is None:
        raise UnknownRemainsReleaseError("nothing was proposed or released under this number")
    return row


def is_given(item_code: str) -> bool:
    """Whether an item went to a family by a release that nobody took back."""
    return is_there(ReleasedItem, pk=item_code, taken_back_index=None)


def record_reason(acting: Acting, given_id: str, event: ReleaseEvent, reason: str, said: type[_Said]) -> int:
    """Records an act about a release that says why and nothing else, for the services that asked access.

    Returns:  the index of the act.
    Raises:   UnknownRemainsReleaseError; ReleaseOrderError; UnstatedReasonError; StatementError.
    """
    refuse_statements({"reason": reason})
    row = release_row(given_id)
    release_after(ReleaseState(row.state), event)
    check_release_ended(reason)
    return record(
        said(given_id=row.pk, words=ReleaseReason(reason=reason.strip())), actor=acting.account_id, at=acting.at
    )
