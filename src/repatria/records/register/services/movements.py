"""Explaining why the heads of a list differ at one of its ends."""

from __future__ import annotations

from repatria.core.law.custody_facts import ListEnd
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.errors import InputError
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.rows import row_numbered
from repatria.records.ledger.services import record, service
from repatria.records.register.acts import CountExplained
from repatria.records.register.errors import UnknownListError
from repatria.records.register.models import CustodyEntry

EXPLAIN = "register.explain_count"


@service
def explain_count(acting: Acting, *, list_id: str, end: ListEnd, reason: str) -> None:
    """Says why as many did not leave as stand on a list, or did not come as left with it; the counts stay as they are.

    Source:   GC III art. 20, 46; practice rule 15.
    Given:    `list_id` is the number of the first departure with the list, as its page bears it.
    Raises:   InputError without a reason; UnknownListError.
    Leaf:     register.count_explained
    """
    require(acting, EXPLAIN)
    refuse_statements({"reason": reason})
    first = row_numbered(CustodyEntry, list_id)
    if first is None or not first.list_reference or not _is_departure(first):
        raise UnknownListError("nobody left with such a list")
    if not reason.strip():
        raise InputError("a difference is explained by a reason", (("reason", "missing"),))
    record(
        CountExplained(list_id=list_id, list_reference=first.list_reference, end=end, reason=reason.strip()),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


def _is_departure(row: CustodyEntry) -> bool:
    return row.state == "in_transit"
