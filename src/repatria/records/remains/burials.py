"""Burials that stand: a step of an item's path that two took back buried nobody, and took nobody out of a grave."""

from __future__ import annotations

from typing import Any

from repatria.records.ledger.rows import rows_where
from repatria.records.remains.grave_models import Burial
from repatria.records.remains.models import ItemStepRow


def burials_where(**asked: Any) -> list[Burial]:
    """The burials that stand, the first one first; one whose exhumation was taken back lies there still."""
    found = rows_where(Burial, order="recorded_index", **asked)
    back = {
        one.recorded_index
        for one in rows_where(ItemStepRow, item_code=sorted({row.item_code for row in found}))
        if one.taken_back_index is not None
    }  # fmt: skip
    standing = [row for row in found if row.recorded_index not in back]
    for row in standing:
        if row.exhumed_index in back:
            row.exhumed_at = row.exhumed_for = row.order_reference = ""
            row.exhumed_index = None
    return standing


def lying(**asked: Any) -> list[Burial]:
    """Who lies in a grave now, in the order in which they were laid there."""
    return [row for row in burials_where(**asked) if not row.exhumed_at]
