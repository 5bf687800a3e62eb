"""Whom else one family seeks: open enquiries of one who is the same to two who are missing."""

from __future__ import annotations

import re

from repatria.records.enquiries.models import Enquiry
from repatria.records.ledger.rows import rows_where
from repatria.records.vault.opening import open_rows

_COLUMNS = ("enquirer_name", "telephone", "reach_by", "relation")
_DIGITS = 7


def _contact(cells: dict[str, str | None]) -> set[str]:
    digits = (re.sub(r"\D", "", cells[name] or "") for name in ("telephone", "reach_by"))
    return {one[-_DIGITS:] for one in digits if len(one) >= _DIGITS}


def _name(cells: dict[str, str | None]) -> str:
    return " ".join((cells["enquirer_name"] or "").split()).casefold()


def sought_beside(enquiry_id: str) -> tuple[str, ...]:
    """The other open enquiries of whoever asks in this one under the same relation: a mother of two, a sister of two.

    Given:    one contact, or one name, is one who asks: two of one name are asked about once too often, never too
              seldom. For higher rooms, which show nothing of it.
    """
    own = rows_where(Enquiry, pk=enquiry_id)
    if not own:
        return ()
    rows = [row for row in rows_where(Enquiry, closed_for=None, order="recorded_index") if row.pk != enquiry_id]
    (mine,) = open_rows(own, _COLUMNS)
    found = []
    for row, cells in zip(rows, open_rows(rows, _COLUMNS), strict=True):
        is_same = bool(_contact(mine) & _contact(cells)) or bool(_name(mine) and _name(mine) == _name(cells))
        if is_same and cells["relation"] == mine["relation"]:
            found.append(row.pk)
    return tuple(found)
