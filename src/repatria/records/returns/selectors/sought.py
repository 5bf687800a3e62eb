"""What two sides counted differently and still seek: it stands on no list of theirs and in no store of ours."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.return_count import MismatchEnd
from repatria.core.vocabulary.dates import instant_text
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.ledger.reading import instants_at
from repatria.records.ledger.rows import rows_where
from repatria.records.returns.models import BatchContainer, BatchDifference, BatchLine, CountEntry
from repatria.records.returns.selectors.batches import SEES


@dataclass(frozen=True, slots=True, kw_only=True)
class SoughtThing:
    """A thing or container of a list that was missing when it was counted, and that both agreed to go on seeking."""

    difference_id: str
    batch_id: str
    label: str
    since: str
    days: int


@question(SEES, of_numbers=True)
def things_sought(acting: Acting) -> tuple[SoughtThing, ...]:
    """Everything that is still sought, the longest first: also after its batch was closed.

    Source:   law-and-practice section 6.7: each line of a discrepancy is resolved; nobody silently vanishes.
    Given:    it is found once a later list or count names its label; until then it stands here. What bears no label
              is never found by one, and stands here as its batch.
    Raises:   RoleForbidsError.
    """
    require(acting, SEES)
    rows = rows_where(BatchDifference, end=MismatchEnd.STILL_SOUGHT.value, order="ended_index")
    ids = sorted({row.line_id for row in rows if row.line_id})
    labels = {one.pk: one.label for one in rows_where(BatchLine, pk=ids)} if ids else {}
    labels |= {one.pk: one.number for one in rows_where(BatchContainer, pk=ids)} if ids else {}
    named = sorted({label for label in labels.values() if label})
    later: dict[str, int] = {}
    lists = rows_where(BatchLine, label=named, order="recorded_index") if named else []
    counts = rows_where(CountEntry, label=named, order="recorded_index") if named else []
    said = [(one.label, one.recorded_index) for one in lists] + [(one.label, one.recorded_index) for one in counts]
    for label, index in said:
        later[label] = max(later.get(label, -1), index)
    ended = instants_at([row.ended_index for row in rows if row.ended_index is not None])
    found = []
    for row in rows:
        label, index = labels.get(row.line_id, ""), row.ended_index or 0
        if label and later.get(label, -1) > index:
            continue
        found.append(SoughtThing(
            difference_id=row.pk, batch_id=row.batch_id, label=label, since=instant_text(ended[index]),
            days=(acting.at - ended[index]).days,
        ))  # fmt: skip
    return tuple(found)
