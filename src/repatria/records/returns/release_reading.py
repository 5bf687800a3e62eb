"""What services and questions of releases to families read first."""

from __future__ import annotations

from repatria.records.ledger.rows import is_there, row_numbered
from repatria.records.returns.errors import UnknownRemainsReleaseError
from repatria.records.returns.release_models import ReleasedItem, RemainsRelease


def release_row(given_id: str) -> RemainsRelease:
    """Raises: UnknownRemainsReleaseError."""
    row = row_numbered(RemainsRelease, given_id)
    if row is None:
        raise UnknownRemainsReleaseError("nothing was proposed or released under this number")
    return row


def is_given(item_code: str) -> bool:
    """Whether an item went to a family by a release that nobody took back."""
    return is_there(ReleasedItem, pk=item_code, taken_back_index=None)
