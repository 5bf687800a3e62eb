"""What several services of exchanges read first: the list and its agreement, its lines, who owns a difference."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.core.law.exchange_list import LIVE
from repatria.records.access.standing import standing_of
from repatria.records.exchanges.errors import (
    EndedAgreementError,
    UnknownAgreementError,
    UnknownLineError,
    UnknownListError,
    UnknownOwnerError,
    UnsaidError,
)
from repatria.records.exchanges.models import Agreement, ExchangeList, ListLine
from repatria.records.ledger.rows import row_numbered, rows_where

LIVE_STATES = [state.value for state in sorted(LIVE)]
RULE = "house rule 6.7"


def agreement_row(agreement_id: str) -> Agreement:
    """Raises: UnknownAgreementError."""
    row = row_numbered(Agreement, agreement_id)
    if row is None:
        raise UnknownAgreementError("no such agreement")
    return row


def list_row(list_id: str) -> ExchangeList:
    """Raises: UnknownListError."""
    row = row_numbered(ExchangeList, list_id)
    if row is None:
        raise UnknownListError("no such list")
    return row


def open_list_row(list_id: str) -> ExchangeList:
    """A list that is open.  Raises: UnknownListError; EndedAgreementError for one that was closed."""
    row = list_row(list_id)
    if row.closed_on:
        raise EndedAgreementError("this list was closed", provision=RULE)
    return row


def line_row(line_id: str) -> ListLine:
    """Raises: UnknownLineError."""
    row = row_numbered(ListLine, line_id)
    if row is None:
        raise UnknownLineError("no such line")
    return row


def lines_of_list(list_id: str) -> list[ListLine]:
    """Every line that ever stood on a list, in the order in which they came; those of one version as it has them."""
    rows = rows_where(ListLine, list_id=list_id)
    return sorted(rows, key=lambda row: (row.proposed_index, int(row.row_id.rpartition(".")[2])))


def is_in_force(row: ExchangeList) -> bool:
    """Whether a list is open and its agreement was not ended."""
    return not row.closed_on and not agreement_row(row.agreement_id).ended_on


def live_elsewhere(numbers: Sequence[str], besides: str = "") -> bool:
    """Whether a man stands on another line that may still lead somewhere."""
    found = rows_where(ListLine, person_id=list(numbers), state=LIVE_STATES)
    return any(one.pk != besides for one in found)


def check_owner(owner: str) -> str:
    """Raises: UnknownOwnerError for anybody who is no open account with a role."""
    if not standing_of(owner).roles:
        raise UnknownOwnerError("no such open account", (("owner", "unknown"),))
    return owner


def check_said(**said: str) -> None:
    """Raises: UnsaidError naming every field that was left empty."""
    faults = tuple((name, "missing") for name, text in said.items() if not text.strip())
    if faults:
        raise UnsaidError(f"say {', '.join(name for name, _ in faults)}", faults)
