"""Coffins, bags and boxes on a batch: put on whole under their seals, and taken off whole."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.core.law.remains_containers import ContainerState
from repatria.core.law.return_batch import RULE, BatchState, BatchWay
from repatria.core.law.return_list import MOST_LINES
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.errors import naming
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.rows import rows_where
from repatria.records.ledger.services import record, service
from repatria.records.remains.errors import UnknownContainerError
from repatria.records.remains.models import Item
from repatria.records.remains.sample_models import Container
from repatria.records.returns.acts import AddedContainer, AddedLine, ContainerTakenOut, LinesAdded
from repatria.records.returns.errors import EmptyBatchListError, NotReadyError, OtherBatchError, SameLineError
from repatria.records.returns.models import Batch
from repatria.records.returns.putting import check_fit, fresh_box, fresh_line, this_minute
from repatria.records.returns.reading import (
    box_row,
    boxes_of,
    check_said,
    is_container_changed,
    lines_of,
    where_else,
)
from repatria.records.returns.services.batches import BEFORE_SEAL, PUT_IN, TAKE_OUT, of_way
from repatria.records.returns.theirs import check_side, going_back, their_words


def _sealed(written: str) -> tuple[Container, list[Item]]:
    """A container by the number that it bears, under its seal, with what lies in it."""
    number = " ".join(written.split()).upper()
    with naming(number):
        found = rows_where(Container, written=number)
        if not found:
            raise UnknownContainerError(f"no container bears {number}")
        if found[0].state != ContainerState.SEALED.value:
            raise NotReadyError("a container goes under its seal", provision=RULE)
    return found[0], rows_where(Item, container_id=found[0].pk, order="id")


@service(actions=PUT_IN)
def put_containers(acting: Acting, *, batch_id: str, containers: Sequence[str]) -> tuple[str, ...]:
    """Puts coffins, bags and boxes of ours on a batch that is sent, by the numbers they bear: each under its seal, with
    everything that lies in it as a line of its own.

    Source:   law-and-practice section 6.7: container seal numbers; a thing stands on one open batch only.
    Given:    until the list is exchanged. A container that is not sealed, or holds what may not leave, is put on by
              nobody.
    Returns:  the numbers under which they stand on the batch.
    Raises:   UnknownBatchError; WrongWayError; UnknownContainerError; NotReadyError; SameLineError; OtherBatchError
              naming the code; EmptyBatchListError.
    Leaf:     returns.lines_added
    """
    require(acting, PUT_IN)
    batch = of_way(batch_id, BatchWay.SENT, frozenset({BatchState.PLANNED}))
    found = [_sealed(one) for one in containers if one.strip()]
    standing = lines_of(batch.pk)
    if not found or sum(len(items) for _, items in found) > MOST_LINES - len(standing):
        raise EmptyBatchListError(f"a batch has between 1 and {MOST_LINES} lines", (("containers", "count"),))
    known = set(boxes_of(batch.pk)) | {one.item_code for one in standing}
    boxes, lines = [], []
    for box, items in found:
        for code in (box.written, *(one.pk for one in items)):
            if code in known:
                raise SameLineError(
                    f"{code} stands on it already", faults=(("containers", "used_code"),), code_of=code, about=(code,)
                )
            known.add(code)
        _check_within(batch, items)
        boxes.append(AddedContainer(
            box_id=fresh_box(acting), number=box.written, kept_id=box.pk, seal_number=box.seal_number
        ))  # fmt: skip
        lines += [
            AddedLine(line_id=fresh_line(acting), label=one.pk, item_code=one.pk, seal_number=box.seal_number,
                      container=box.written)
            for one in items
        ]  # fmt: skip
    check_side(batch, [one.item_code for one in lines])
    record(
        LinesAdded(
            batch_id=batch.pk, is_theirs=False, came_at=this_minute(acting), reference="", file_digest="",
            state=BatchState(batch.state), said_number=None, count_id="", lines=tuple(lines), containers=tuple(boxes),
            rejected=(), words=their_words(batch, [one.item_code for one in lines]),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return tuple(one.box_id for one in boxes)


def _check_within(batch: Batch, items: Sequence[Item]) -> None:
    for one in items:
        with naming(one.pk):
            check_fit(one)
            other = where_else(one.pk, batch.pk)
            if other is not None:
                raise OtherBatchError(
                    f"{one.pk} stands on another batch", faults=(("containers", "other_batch"),), code_of=one.pk,
                    batch=other.pk,
                )  # fmt: skip


@service(actions=TAKE_OUT)
def take_out_container(acting: Acting, *, box_id: str, reason: str) -> int:
    """Takes a container off the list of what is sent with all that is in it, until the batch is sealed.

    Source:   law-and-practice section 6.7.
    Returns:  the index of the act.
    Raises:   UnknownBatchContainerError; WrongWayError; InputError without a reason; StatementError.
    Leaf:     returns.container_taken_out
    """
    require(acting, TAKE_OUT)
    refuse_statements({"reason": reason})
    check_said(reason=reason)
    box = box_row(box_id)
    of_way(box.batch_id, BatchWay.SENT, BEFORE_SEAL)
    within = [one for one in lines_of(box.batch_id) if one.container == box.number]
    return record(
        ContainerTakenOut(
            batch_id=box.batch_id, box_id=box.pk, lines=tuple(one.pk for one in within),
            going_back=going_back(one.item_code for one in within), reason=reason.strip(),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


def changed_containers(batch_id: str) -> int:
    """How many containers of ours on a batch are no longer sealed as they stand there, or hold something else."""
    return sum(is_container_changed(box) for box in boxes_of(batch_id).values() if box.kept_id)
