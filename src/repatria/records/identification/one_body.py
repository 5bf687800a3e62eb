"""What was seen of several items, laid together: whether they may be one person's."""

from __future__ import annotations

from collections.abc import Iterable

from repatria.core.bodies.one_body import SURE_SEX, NotOne, SeenBody, not_of_one
from repatria.core.law.remains import RemainsKind
from repatria.core.vocabulary.body_record import BodyRecord
from repatria.records.ledger.rows import rows_where
from repatria.records.remains.all_bodies import every_body
from repatria.records.remains.models import Item


def seen_of(item_codes: Iterable[str]) -> tuple[SeenBody, ...]:
    """What was seen under each of these codes; a body that nobody examined says nothing."""
    codes = list(dict.fromkeys(item_codes))
    examined, _ = every_body()
    return tuple(
        SeenBody(
            is_whole=row.kind == RemainsKind.WHOLE.value,
            record=examined[row.pk].record if row.pk in examined else BodyRecord(),
        )
        for row in rows_where(Item, pk=codes)
    )  # fmt: skip


def sure_sex(item_code: str) -> str:
    """The sex of which the examinations of an item are sure, as amelogenin writes it; U where they are not."""
    (seen,) = seen_of([item_code]) or (None,)
    return SURE_SEX.get(seen.record.sex, "U") if seen is not None else "U"


def why_not_one(item_codes: Iterable[str]) -> tuple[NotOne, ...]:
    """Why these items are not one person's by what was seen of them; empty where nothing says so."""
    return not_of_one(seen_of(item_codes))
