"""Which items are away from the house: under the seals of a batch, left with it, back, or with a family."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from repatria.core.law.remains_path import Elsewhere
from repatria.core.law.return_batch import BatchEvent, BatchState, BatchWay
from repatria.records.ledger.rows import rows_where
from repatria.records.remains.whereabouts import Away
from repatria.records.returns.models import Batch, BatchLine, BatchStep
from repatria.records.returns.reading import back_since
from repatria.records.returns.release_models import ReleasedItem, RemainsRelease


def away_from_here(codes: Collection[str] | None = None) -> dict[str, Away]:
    """The items of these codes, or all, that lie under the seals of a batch, left with one, or went to a family.

    Source:   law-and-practice section 6.3, 6.7: a thing is in one place.
    Given:    what a batch that was stopped brought back, which was scanned when it came, as back since that scan.
    """
    return _with_batches(codes) | _with_families(codes)


def _with_families(codes: Collection[str] | None) -> dict[str, Away]:
    asked: dict[str, Any] = {} if codes is None else {"pk": list(codes)}
    items = rows_where(ReleasedItem, taken_back_index=None, **asked)
    when = {one.pk: one.at for one in rows_where(RemainsRelease, pk=sorted({row.given_id for row in items}))}
    return {one.pk: Away(how=Elsewhere.GIVEN, record=one.given_id, at=when[one.given_id]) for one in items}


def _with_batches(codes: Collection[str] | None) -> dict[str, Away]:
    if codes is None:
        sealed = sorted({one.batch_id for one in rows_where(BatchStep, event=BatchEvent.SEALED.value)})
        lines = rows_where(BatchLine, batch_id=sealed, is_out=False, order="recorded_index")
    else:
        lines = rows_where(BatchLine, item_code=list(codes), is_out=False, order="recorded_index")
    numbers = sorted({one.batch_id for one in lines})
    sent = {one.pk: one for one in rows_where(Batch, pk=numbers) if one.way == BatchWay.SENT.value}
    steps: dict[tuple[str, str], str] = {}
    for step in rows_where(BatchStep, batch_id=sorted(sent), order="recorded_index"):
        steps.setdefault((step.batch_id, step.event), step.at)
    back: dict[str, str] = {}
    for number, batch in sent.items():
        if batch.state == BatchState.ABORTED.value:
            back |= back_since(number, [one for one in lines if one.batch_id == number])
    found = {}
    for line in lines:
        sealed_at = steps.get((line.batch_id, BatchEvent.SEALED.value))
        left_at = steps.get((line.batch_id, BatchEvent.DISPATCHED.value))
        if line.batch_id not in sent or sealed_at is None or not line.item_code:
            continue
        if line.pk in back:
            if left_at is not None:  # what never left lies where it lay
                found[line.item_code] = Away(how=Elsewhere.BACK, record=line.batch_id, at=back[line.pk])
            else:
                found.pop(line.item_code, None)
        else:
            how = Elsewhere.SEALED if left_at is None else Elsewhere.LEFT
            found[line.item_code] = Away(how=how, record=line.batch_id, at=left_at or sealed_at)
    return found
