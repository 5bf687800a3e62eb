"""A batch and what stands on it: planned, put in by code, brought as their list, taken off, read again and sealed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from repatria.core.law.errors import SecondPersonError
from repatria.core.law.guards import are_two_different, need, refuse_open
from repatria.core.law.return_batch import (
    AFTER_HANDED,
    LISTABLE,
    RULE,
    BatchEvent,
    BatchFacts,
    BatchState,
    BatchWay,
    next_batch,
)
from repatria.core.law.return_list import MOST_LINES, BatchRow, LabelsRead, sort_rows
from repatria.core.law.return_scans import container_of
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError, naming
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.services import record, service
from repatria.records.returns.acts import (
    AddedLine,
    BatchPlanned,
    LineChecked,
    LinesAdded,
    LineTakenOut,
    ListSaid,
    RejectedRow,
)
from repatria.records.returns.errors import (
    EmptyBatchListError,
    LabelsDifferError,
    NotReadyError,
    OtherBatchError,
    SameLineError,
    WrongWayError,
)
from repatria.records.returns.models import Batch
from repatria.records.returns.putting import fresh_line, said_of, their_containers, thing_of, this_minute
from repatria.records.returns.reading import (
    PACKET,
    batch_row,
    boxes_of,
    check_said,
    elsewhere,
    line_row,
    lines_of,
    request_row,
    where_else,
)
from repatria.records.returns.theirs import check_side, going_back, their_words

PLAN, PUT_IN, BRING = "returns.plan_batch", "returns.put_in", "returns.bring_list"
TAKE_OUT, CHECK = "returns.take_out", "returns.check_line"
BEFORE_SEAL = frozenset({BatchState.PLANNED, BatchState.LIST_EXCHANGED, BatchState.AGREED, BatchState.ASSEMBLED})


@service
def plan_batch(
    acting: Acting, *, way: BatchWay, power: str, title: str, request_id: str = "", origin_id: str = "",
    is_theirs: bool = False,
) -> str:  # fmt: skip
    """Records that a batch is planned, sent or received; `origin_id` of the batch in which the receiver's own lay.

    Source:   law-and-practice section 6.7; practice rule 28.
    Given:    `is_theirs` where it takes nothing but the receiver's own that lay in that one: what goes back to its
              sender, or what the other side found of ours among what we sent. `power` the other Party; `request_id` of
              a request to an intermediary, where one was made.
    Returns:  the batch's number.
    Raises:   UnknownRequestError; UnknownBatchError; WrongWayError for an origin out of which nothing goes back so;
              InputError.
    Leaf:     returns.batch_planned
    """
    require(acting, PLAN)
    refuse_statements({"title": title})
    check_said(power=power, title=title)
    if request_id:
        request_row(request_id)
    _check_origin(way, power.strip(), origin_id, is_theirs=is_theirs)
    batch_id = record_number("NB", acting.randomness(7))
    record(
        BatchPlanned(
            batch_id=batch_id, way=way, power=power.strip()[:16], title=title.strip(), request_id=request_id,
            origin_id=origin_id,
            is_theirs=is_theirs,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return batch_id


def _check_origin(way: BatchWay, power: str, origin_id: str, *, is_theirs: bool) -> None:
    """Raises: WrongWayError for a batch out of which nothing goes back this way."""
    origin = batch_row(origin_id) if origin_id else None
    if origin is not None and not is_theirs and origin.way != BatchWay.RECEIVED.value:
        raise WrongWayError("only what was received goes back", provision=RULE)
    if not is_theirs:
        return
    other = BatchWay.RECEIVED if way is BatchWay.SENT else BatchWay.SENT
    if origin is None or origin.way != other.value or BatchState(origin.state) not in AFTER_HANDED:
        raise WrongWayError("it names the batch of the other way in which they lay, handed over", provision=RULE)
    if origin.power != power:
        raise WrongWayError("it goes to the Party with which that batch was", provision=RULE)


def of_way(batch_id: str, way: BatchWay, states: frozenset[BatchState]) -> Batch:
    batch = batch_row(batch_id)
    if batch.way != way.value or BatchState(batch.state) not in states:
        raise WrongWayError("this is done at another time of its path, or the other way", provision=RULE)
    return batch


@service
def put_in(acting: Acting, *, batch_id: str, codes: Sequence[str]) -> tuple[str, ...]:
    """Puts things of ours on a batch that is sent, by their codes: items of remains, or sealed packets.

    Source:   law-and-practice section 6.7; GC I art. 16.
    Given:    until the list is exchanged. A thing stands on one open batch only; one that left stands on no further.
    Returns:  the numbers of the new lines.
    Raises:   UnknownBatchError; WrongWayError; WrongCodeError; UnknownItemError; UnknownFindError; NotReadyError;
              OpenGuardError for one about to get a name, or named of another Power; SameLineError; OtherBatchError
              naming the code; EmptyBatchListError.
    Leaf:     returns.lines_added
    """
    require(acting, PUT_IN)
    batch = of_way(batch_id, BatchWay.SENT, frozenset({BatchState.PLANNED}))
    standing = lines_of(batch.pk)
    if not 0 < len(codes) <= MOST_LINES - len(standing):
        raise EmptyBatchListError(f"a batch has between 1 and {MOST_LINES} lines", (("codes", "count"),))
    known = {one.item_code for one in standing}
    added = []
    for typed in codes:
        with naming(typed):
            code, seal = thing_of(typed)
            if code in known:
                raise SameLineError(f"{code} stands on it already", faults=(("codes", "used_code"),), code_of=code)
            other = where_else(code, batch.pk)
            if other is not None:
                raise OtherBatchError(
                    f"{code} stands on another batch", faults=(("codes", "other_batch"),), code_of=code, batch=other.pk
                )
        known.add(code)
        added.append(AddedLine(
            line_id=fresh_line(acting), label=code, item_code=code, seal_number=seal,
            container="",
        ))  # fmt: skip
    check_side(batch, [one.item_code for one in added])
    record(
        LinesAdded(
            batch_id=batch.pk, is_theirs=False, came_at=this_minute(acting), reference="", file_digest="",
            state=BatchState(batch.state), said_number=None, count_id="", lines=tuple(added), containers=(),
            rejected=(), words=their_words(batch, [one.item_code for one in added]),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return tuple(one.line_id for one in added)


@service
def bring_list(
    acting: Acting, *, batch_id: str, came_at: datetime, supplied_by: str, reference: str, rows: Sequence[BatchRow],
    said_number: int | None = None, file_digest: str = "",
) -> tuple[int, int]:  # fmt: skip
    """Records their list of a batch that is received, row by row: lines, and rows that are none with the reason.

    Source:   law-and-practice section 6.7; practice rule 24: what they say of whose remains it is stays their word.
    Given:    until the Parties agreed; a further list adds what the earlier lacks. `said_number` how many there are
              as their paper says beside the list: it is kept as their count where it differs from the rows too. The
              coffins, bags and boxes that their rows name stand on the list as well, with their seals.
    Returns:  how many rows became lines, and how many did not.
    Raises:   UnknownBatchError; WrongWayError; EmptyBatchListError; InputError; NotYetError; StatementError.
    Leaf:     returns.lines_added
    """
    require(acting, BRING)
    refuse_statements({"supplied_by": supplied_by, "reference": reference})
    check_said(supplied_by=supplied_by, reference=reference)
    check_happened(came_at, acting.at, "came_at")
    batch = of_way(batch_id, BatchWay.RECEIVED, LISTABLE)
    kept = [one for one in rows if not one.is_empty]
    standing = lines_of(batch.pk)
    if not 0 < len(kept) <= MOST_LINES - len(standing):
        raise EmptyBatchListError(f"a list has between 1 and {MOST_LINES} rows", (("rows", "count"),))
    here = frozenset(one.label for one in standing if one.label)
    boxes = boxes_of(batch.pk)
    taken, faults = sort_rows(
        kept, here=here, elsewhere=elsewhere(batch.pk),
        containers={one.number: one.seal_number for one in boxes.values() if one.seal_number},
    )  # fmt: skip
    state = BatchState(batch.state)
    if state is BatchState.PLANNED:
        state = next_batch(BatchWay.RECEIVED, state, BatchEvent.LIST_EXCHANGED, BatchFacts(
            lines=len(taken), by=supplied_by, reference=reference,
        ))  # fmt: skip
    record(
        LinesAdded(
            batch_id=batch.pk, is_theirs=True, came_at=instant_text(came_at), reference=reference.strip(),
            file_digest=file_digest, state=state, said_number=said_number,
            count_id=record_number("NT", acting.randomness(7)) if said_number is not None else "",
            lines=tuple(
                AddedLine(
                    line_id=fresh_line(acting), label=label, item_code="",
                    seal_number=kept[where].seal.strip(), container=container_of(kept[where].container)[0],
                )
                for where, label in taken
            ),
            containers=their_containers(acting, [kept[where] for where, _ in taken], frozenset(boxes)),
            rejected=tuple(RejectedRow(where=one.where, fault=one.fault) for one in faults),
            words=ListSaid(
                supplied_by=supplied_by.strip(), rows=tuple(said_of(kept[where]) for where, _ in taken),
                rejected=tuple(said_of(kept[one.where]) for one in faults),
            ),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return len(taken), len(faults)


@service
def take_out(acting: Acting, *, line_id: str, reason: str) -> int:
    """Takes a thing off the list of what is sent, until the batch is sealed: it stays where it is.

    Source:   law-and-practice section 6.7.
    Returns:  the index of the act.
    Raises:   UnknownBatchLineError; WrongWayError; NotReadyError for what lies in a container; InputError without a
              reason; StatementError.
    Leaf:     returns.line_taken_out
    """
    require(acting, TAKE_OUT)
    refuse_statements({"reason": reason})
    check_said(reason=reason)
    line = line_row(line_id)
    of_way(line.batch_id, BatchWay.SENT, BEFORE_SEAL)
    if line.container in boxes_of(line.batch_id):
        raise NotReadyError("it lies in a sealed container, which is taken off whole", provision=RULE)
    return record(
        LineTakenOut(
            batch_id=line.batch_id, line_id=line.pk, going_back=going_back((line.item_code,)), reason=reason.strip(),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


@service
def check_line(
    acting: Acting, *, line_id: str, on_body: str, on_bag: str, on_paper: str, seal_number: str, by: str, second: str,
    happened_at: datetime, container: str = "",
) -> int:  # fmt: skip
    """Records that the label of a thing was read again on body, bag and paper before it leaves, and its seal.

    Source:   house rule 6.3: re-check of label on body, bag and paper; law-and-practice section 6.7: seal numbers.
    Given:    three codes as they were read, by scan or typed; each must say the code of the line. A packet has its
              seal already: it must be that one. What lies in a sealed container was read before it was packed.
    Returns:  the index of the act.
    Raises:   UnknownBatchLineError; WrongWayError; NotReadyError for what lies in a sealed container; LabelsDifferError
              naming which differs; SecondPersonError; InputError without a seal; NotYetError.
    Leaf:     returns.line_checked
    """
    require(acting, CHECK)
    refuse_statements({"by": by, "second": second})
    check_happened(happened_at, acting.at)
    line = line_row(line_id)
    of_way(line.batch_id, BatchWay.SENT, BEFORE_SEAL - {BatchState.PLANNED})
    if line.container in boxes_of(line.batch_id):
        raise NotReadyError("it lies in a sealed container: its label is read before it is packed", provision=RULE)
    read = LabelsRead(on_body=on_body, on_bag=on_bag, on_paper=on_paper)
    if differing := read.differing(line.item_code):
        raise LabelsDifferError(
            "not every label says this code", tuple((name, "other_label") for name in differing)
        )  # fmt: skip
    refuse_open(need(are_two_different((by.strip(), second.strip())), "by_two", RULE, SecondPersonError))
    check_said(seal_number=seal_number)
    if line.item_code.startswith(PACKET) and seal_number.strip() != line.seal_number:
        raise InputError("it was sealed under another number", (("seal_number", "other_seal"),))
    return record(
        LineChecked(
            batch_id=line.batch_id, line_id=line.pk, item_code=line.item_code, at=instant_text(happened_at),
            seal_number=seal_number.strip(), container=line.container or container.strip(), by=by.strip(),
            second=second.strip(),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
