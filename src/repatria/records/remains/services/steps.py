"""The path of an item: each step by an act, under a seal where it changes hands; and the stores with their capacity."""

from __future__ import annotations

from datetime import datetime

from repatria.core.law.remains_path import ItemState, ItemStep, ItemStepFacts, check_item_step, state_after
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.rows import is_there, row_numbered
from repatria.records.ledger.services import record, service
from repatria.records.remains.errors import UnknownStoreError
from repatria.records.remains.models import RemainsPhotograph, Store
from repatria.records.remains.reading import check_named, item_row
from repatria.records.remains.step_acts import ItemStepRecorded, StepWords, StoreOpened
from repatria.records.remains.whereabouts import check_here, has_room_for, lying_in_stores

OPEN, STEP = "remains.open_store", "remains.record_step"
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
    if capacity < len(lying_in_stores(code)):
        raise InputError("more items lie there", (("capacity", "store_below_content"),))
    record(
        StoreOpened(
            store_code=code, capacity=capacity, kept_at=kept_at.strip(), is_again=is_there(Store, pk=code),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return code


@service
def record_step(
    acting: Acting, *, item_code: str, step: ItemStep, happened_at: datetime, by: str, from_whom: str = "",
    seal_number: str = "", purpose: str = "", store_code: str = "", note: str = "",
) -> int:  # fmt: skip
    """Records a step of an item: recovered, taken over, stored, handed on.

    Source:   GC I art. 16; law-and-practice section 6.3; practice rule 25.
    Given:    `by` who did it or took it over, `from_whom` who gave it. Examination, sample, burial, exhumation and
              cremation are acts of their own. A hand-over without a store takes it out of the one in which it lay.
              Whether it was photographed and whether the store has room, the house reads.
    Returns:  the index of the act.
    Raises:   RoleForbidsError; WrongCodeError; UnknownItemError; UnknownStoreError; ItemOrderError;
              UnstatedParticularsError; OpenGuardError; InputError for a step before the one before it; NotYetError;
              StatementError.
    Leaf:     remains.item_step_recorded
    Not:      whose remains they are: nobody is identified by a step.
    """
    require(acting, STEP)
    refuse_statements({"by": by, "from_whom": from_whom, "purpose": purpose, "note": note})
    check_happened(happened_at, acting.at)
    item = item_row(item_code)
    check_here(item.pk)
    state = ItemState(item.state)
    store = store_code.strip().upper() if step in (ItemStep.STORED, ItemStep.MOVED, ItemStep.RECEIVED) else ""
    room = row_numbered(Store, store) if store else None
    if store and room is None:
        raise UnknownStoreError("there is no such store", (("store_code", "unknown_store"),))
    check_item_step(state, step, ItemStepFacts(
        by=by, from_whom=from_whom, seal_number=seal_number, purpose=purpose, store=store,
        has_photograph=is_there(RemainsPhotograph, item_code=item.pk),
        has_room=room is None or has_room_for(room, item),
    ))  # fmt: skip
    if instant_text(happened_at) < item.last_at:
        raise InputError("the step before it was later", (("happened_at", "before_last_step"),))
    return record(
        ItemStepRecorded(
            item_code=item.pk, step=step, previous=state, state=state_after(state, step),
            at=instant_text(happened_at), seal_number=seal_number.strip(), store_code=store, reference="",
            words=StepWords(
                by=by.strip(), from_whom=from_whom.strip(), purpose=purpose.strip(), grave="",
                note=note.strip(), cause="",
            ),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
