"""Containers: recorded under the number they bear, packed, opened, sealed again and emptied by two."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from repatria.core.law.remains_containers import (
    CLOSED_BY,
    PACKABLE,
    ContainerFacts,
    ContainerKind,
    ContainerOrderError,
    ContainerState,
    ContainerStep,
    check_container_step,
)
from repatria.core.law.remains_path import ItemState
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError, naming
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.rows import is_there, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.remains.errors import PackedItemError, TakenContainerError
from repatria.records.remains.models import Item
from repatria.records.remains.reading import check_named, container_row, item_row
from repatria.records.remains.sample_acts import ContainerRecorded, ContainerStepRecorded, ContainerWords
from repatria.records.remains.sample_models import Container
from repatria.records.remains.whereabouts import check_here

PACK = "remains.pack"
LONGEST_NUMBER, MOST_WITHIN = 40, 500


@service(actions=PACK)
def record_container(acting: Acting, *, kind: ContainerKind, written: str) -> str:
    """Records a coffin, bag or box under the number that it bears.

    Source:   law-and-practice section 6.7: a batch names its containers and their seals.
    Returns:  the container's record number.
    Raises:   InputError without a number, or with one that is too long; TakenContainerError for one that stands.
    Leaf:     remains.container_recorded
    """
    require(acting, PACK)
    check_named(container_number=written)
    number = " ".join(written.split()).upper()
    if len(number) > LONGEST_NUMBER:
        raise InputError("too long", (("container_number", "length"),))
    if is_there(Container, written=number):
        raise TakenContainerError("another container bears this number", faults=(("container_number", "used_code"),))
    container_id = record_number("RG", acting.randomness(7))
    record(
        ContainerRecorded(container_id=container_id, container_kind=kind, written=number),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return container_id


def _within(container: Container, item_codes: Sequence[str]) -> tuple[str, ...]:
    """The codes that are to lie within, each once, of items that somebody has and that lie in no other.

    Raises:   WrongCodeError; UnknownItemError; PackedItemError; ContainerOrderError; InputError.
    """
    if len(item_codes) > MOST_WITHIN:
        raise InputError("too many for one container", (("item_codes", "length"),))
    found: dict[str, Item] = {}
    for typed in item_codes:
        with naming(typed):
            item = item_row(typed)
            check_here(item.pk)
            if item.pk in found:
                raise InputError(f"{item.pk} is named twice", (("item_codes", "named_twice"),))
            if item.container_id not in ("", container.pk):
                raise PackedItemError(
                    "an item lies in another container", faults=(("item_codes", "in_another_container"),)
                )
            if ItemState(item.state) not in PACKABLE:
                raise ContainerOrderError("an item is with nobody who could pack it", provision="house rule 6.3")
        found[item.pk] = item
    return tuple(sorted(found))


@service(actions=PACK)
def record_container_step(
    acting: Acting, *, container_id: str, step: ContainerStep, happened_at: datetime, by: str, second: str,
    seal_number: str = "", item_codes: Sequence[str] = (), reason: str = "",
) -> int:  # fmt: skip
    """Records that a container was packed, opened, sealed again or emptied, by two.

    Source:   law-and-practice section 6.3, 6.7; house rule 6.3.
    Given:    `item_codes` everything that lies within when it is sealed, as scanned or typed: the whole list, not what
              changed; `seal_number` the new seal, or on opening the one that is read on the container. What came in and
              went out, and whether the seal was the one on record, the house reads.
    Returns:  the index of the act.
    Raises:   UnknownContainerError; ContainerOrderError; WrongCodeError; UnknownItemError; PackedItemError;
              UnstatedParticularsError; SecondPersonError; InputError for a code named twice, or a step before the one
              before it; NotYetError; StatementError.
    Leaf:     remains.container_step_recorded
    """
    require(acting, PACK)
    refuse_statements({"by": by, "second": second, "reason": reason})
    check_happened(happened_at, acting.at)
    container = container_row(container_id)
    before = tuple(sorted(one.pk for one in rows_where(Item, container_id=container.pk)))
    named = [one for one in item_codes if one.strip()]
    previous = ContainerState(container.state)
    state = check_container_step(previous, step, ContainerFacts(
        by=by, second=second, seal_number=seal_number, reason=reason, items=len(named)
    ))  # fmt: skip
    at, is_closed = instant_text(happened_at), step in CLOSED_BY
    if at < container.last_at:
        raise InputError("the step before it was later", (("happened_at", "before_last_step"),))
    after = _within(container, named) if is_closed else () if step is ContainerStep.EMPTIED else before
    seal = " ".join(seal_number.split()) if step is not ContainerStep.EMPTIED else ""
    return record(
        ContainerStepRecorded(
            container_id=container.pk, step=step, previous=previous, state=state, at=at, seal_number=seal,
            is_seal_right=step is not ContainerStep.OPENED or seal == container.seal_number, items=after,
            put_in=tuple(sorted(set(after) - set(before))), taken_out=tuple(sorted(set(before) - set(after))),
            words=ContainerWords(by=by.strip(), second=second.strip(), reason=reason.strip()),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
