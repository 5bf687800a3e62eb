"""The path of an item: each step by an act, under a seal where it changes hands; and the stores with their capacity."""

from __future__ import annotations

from datetime import datetime

from repatria.core.law.remains_path import ItemState, ItemStep, ItemStepFacts, check_item_step, state_after
from repatria.core.law.remains_samples import SampleState
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.catalogue import ByParameter
from repatria.records.ledger.reading import act_named
from repatria.records.ledger.rows import how_many, is_there, row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.remains.errors import UnknownStoreError
from repatria.records.remains.leaving_models import LabelReading
from repatria.records.remains.models import Item, ItemStepRow, RemainsPhotograph, Store
from repatria.records.remains.reading import check_named, check_unpacked, item_row
from repatria.records.remains.sample_models import Sample
from repatria.records.remains.step_acts import ItemStepRecorded, StepWords, StoreOpened
from repatria.records.remains.whereabouts import check_here

OPEN, STEP, EXAMINE = "remains.open_store", "remains.record_step", "remains.examine"
STEP_ACTIONS = {ItemStep.EXAMINED: EXAMINE, ItemStep.SAMPLED: EXAMINE}
"""The action of each step in the role table: what a doctor alone does; every other is `remains.record_step`."""
LONGEST_STORE, LARGEST_STORE = 24, 100_000


@service
def open_store(acting: Acting, *, store_code: str, capacity: int, kept_at: str) -> str:
    """Records a store of the dead and how many items it takes, or that this changed.

    Source:   practice rule 25: the capacity of cold stores stands before everybody who works with them.
    Given:    `kept_at` in words, as "cold" or "minus 18".
    Returns:  the store's code.
    Raises:   InputError for no code, or a capacity of none, of too many, or below what lies there.
    Leaf:     remains.store_opened
    """
    require(acting, OPEN)
    check_named(store_code=store_code, kept_at=kept_at)
    code = store_code.strip().upper()
    if len(code) > LONGEST_STORE or len(kept_at.strip()) > LONGEST_STORE:
        raise InputError("too long", (("store_code", "length"),))
    if not 1 <= capacity <= LARGEST_STORE:
        raise InputError("a store takes one item or more", (("capacity", "store_capacity"),))
    if capacity < how_many(Item, store_code=code):
        raise InputError("more items lie there", (("capacity", "store_below_content"),))
    record(
        StoreOpened(
            store_code=code, capacity=capacity, kept_at=kept_at.strip(), is_again=is_there(Store, pk=code),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return code


@service(actions=ByParameter(parameter="step", actions=STEP_ACTIONS, otherwise=STEP))
def record_step(
    acting: Acting, *, item_code: str, step: ItemStep, happened_at: datetime, by: str, from_whom: str = "",
    seal_number: str = "", purpose: str = "", store_code: str = "", grave: str = "", reference: str = "",
    note: str = "",
) -> int:  # fmt: skip
    """Records a step of an item: recovered, taken over, stored, examined, sampled, moved, buried, exhumed.

    Source:   GC I art. 16, 17; law-and-practice section 6.3; practice rule 25.
    Given:    `by` who did it or took it over, `from_whom` who gave it; `reference` the grave's number. Examination and
              sample are acts of a doctor of their own; another account than the examiner's records the burial.
              Whether it was photographed, examined and sampled, and whether the store has room, the house reads.
    Returns:  the index of the act.
    Raises:   RoleForbidsError; WrongCodeError; UnknownItemError; UnknownStoreError; ItemOrderError;
              PackedItemError for what a doctor does while the item lies in a sealed container;
              UnstatedParticularsError; SecondPersonError for a burial by who examined;
              OpenGuardError; InputError for a step before the one before it; NotYetError; StatementError.
    Leaf:     remains.item_step_recorded
    Not:      whose remains they are: nobody is identified by a step.
    """
    require(acting, STEP_ACTIONS.get(step, STEP))
    refuse_statements({"by": by, "from_whom": from_whom, "purpose": purpose, "grave": grave, "note": note})
    check_happened(happened_at, acting.at)
    item = item_row(item_code)
    check_here(item.pk)
    state = ItemState(item.state)
    store = store_code.strip().upper() if step in (ItemStep.STORED, ItemStep.MOVED, ItemStep.RECEIVED) else ""
    room = row_numbered(Store, store) if store else None
    if store and room is None:
        raise UnknownStoreError("there is no such store", (("store_code", "unknown_store"),))
    rows = rows_where(ItemStepRow, item_code=item.pk)
    done = {row.step for row in rows}
    examinations = [act_named(row.recorded_index) for row in rows if row.step == ItemStep.EXAMINED.value]
    check_item_step(state, step, ItemStepFacts(
        by=by, from_whom=from_whom, seal_number=seal_number, purpose=purpose,
        place=grave if step is ItemStep.BURIED else store, reference=reference,
        has_photograph=is_there(RemainsPhotograph, item_code=item.pk),
        is_other_than_examiner=acting.account_id not in {one.actor for one in examinations if one},
        is_examined=ItemStep.EXAMINED.value in done,
        is_sample_kept=is_there(Sample, item_code=item.pk, state=SampleState.KEPT.value),
        do_labels_differ=_do_labels_differ(item.pk),
        has_room=room is None or item.store_code == store or len(rows_where(Item, store_code=store)) < room.capacity,
    ))  # fmt: skip
    if step in (ItemStep.EXAMINED, ItemStep.SAMPLED):
        check_unpacked(item)
    if instant_text(happened_at) < item.last_at:
        raise InputError("the step before it was later", (("happened_at", "before_last_step"),))
    # A hand-over without a store takes it out of the one in which it lay; so does a grave.
    kept = item.store_code if step in (ItemStep.EXAMINED, ItemStep.SAMPLED) else ""
    return record(
        ItemStepRecorded(
            item_code=item.pk, step=step, previous=state, state=state_after(state, step),
            at=instant_text(happened_at), seal_number=seal_number.strip(), store_code=store or kept,
            reference=reference.strip(),
            words=StepWords(
                by=by.strip(), from_whom=from_whom.strip(), purpose=purpose.strip(), grave=grave.strip(),
                note=note.strip(), cause="",
            ),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


def _do_labels_differ(item_code: str) -> bool:
    read = rows_where(LabelReading, item_code=item_code, order="-recorded_index", at_most=1)
    return bool(read) and not read[0].are_equal
