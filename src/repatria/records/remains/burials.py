"""Burials that stand: a step of an item's path that two took back buried and burnt nobody, and opened no grave."""

from __future__ import annotations

from typing import Any

from repatria.records.ledger.rows import SOMETHING, is_there, row_numbered, rows_where
from repatria.records.remains.grave_models import Burial, Cremation
from repatria.records.remains.models import ItemStepRow


def burials_where(**asked: Any) -> list[Burial]:
    """The burials that stand, the first one first; one whose exhumation was taken back lies there still."""
    found = rows_where(Burial, order="recorded_index", **asked)
    back = {
        one.recorded_index
        for one in rows_where(
            ItemStepRow, item_code=sorted({row.item_code for row in found}), taken_back_index=SOMETHING
        )
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


def cremation_of(item_code: str) -> Cremation | None:
    """That an item was burnt; None where it was not, or two took back what was recorded."""
    row = row_numbered(Cremation, item_code)
    if row is None:
        return None
    is_back = is_there(
        ItemStepRow, item_code=item_code, recorded_index=row.recorded_index, taken_back_index=SOMETHING
    )  # fmt: skip
    return None if is_back else row
