"""The steps of a batch, each by an act: what is attested of it, and what the house reads before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from repatria.core.law.return_batch import (
    STEPS,
    BatchEvent,
    BatchFacts,
    BatchOrderError,
    BatchState,
    BatchWay,
    SpotContainer,
    needs_approval,
    next_batch,
)
from repatria.core.law.return_count import Mismatch
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import Used, approvers_of, uses_approvals
from repatria.records.ledger.acts import encode
from repatria.records.ledger.rows import rows_where
from repatria.records.ledger.services import record, service
from repatria.records.remains.leaving import check_may_leave
from repatria.records.returns.acts import BatchDifferenceOpened, BatchStepped, StepSaid
from repatria.records.returns.errors import UnknownBatchContainerError, UnknownBatchLineError
from repatria.records.returns.models import Batch, BatchContainer, BatchStep, CountEntry
from repatria.records.returns.reading import (
    PACKET,
    batch_row,
    boxes_of,
    checked_lines,
    fresh_difference,
    is_loaded,
    lines_of,
    manifest_digest,
    on_board,
    open_differences,
    request_row,
)
from repatria.records.returns.services.containers import changed_containers
from repatria.records.returns.theirs import check_side
from repatria.records.vault.keyring import current
from repatria.records.vault.opening import open_rows

STEP, END_BATCH = "returns.record_batch_step", "returns.end_batch"
_SIGNED = frozenset({BatchEvent.LIST_EXCHANGED, BatchEvent.SEALED, BatchEvent.DISPATCHED})
"""Steps at which the manifest as it stands is signed by the log's key."""
_LEAVES = frozenset({BatchEvent.ASSEMBLED, BatchEvent.LOADED, BatchEvent.DISPATCHED})
"""Steps before which the house of the dead is asked of each thing whether it may leave."""


@service
def record_batch_step(
    acting: Acting, *, batch_id: str, event: BatchEvent, happened_at: datetime, by: str = "", second: str = "",
    place: str = "", window: str = "", participants: str = "", agreed_on: date | None = None, carrier: str = "",
    neutral_who: str = "", seal_number: str = "", reference: str = "", reason: str = "", authority: str = "",
    spot_lines: Sequence[str] = (), spot_containers: Sequence[SpotContainer] = (),
) -> int:  # fmt: skip
    """Records a step of a batch; what it rests on is read, and refused with its provision where it is not there.

    Source:   law-and-practice section 6.7; GC I art. 16, 17; GC III art. 120; practice rule 28.
    Given:    `by` and `second` who stand for it: who gives and who takes, or two who saw it. `spot_lines` numbers of
              the lines that the neutral intermediary opened, `spot_containers` the containers, each with its seal as it
              was found, which opens a difference where it is another, and the one under which it goes on. A seal on the
              road that is not the one under which it was sealed opens a difference. Another account approves that it is
              closed, or stopped under seals. Each item was examined, a sample of it kept, its label read again, an
              article 121 enquiry reported. An authority that aborts says who it is and why.
    Returns:  the index of the act.
    Raises:   UnknownBatchError; BatchOrderError; UnknownBatchLineError; UnknownBatchContainerError; the refusal of the
              first open guard, naming all; NotReadyError for what goes back as theirs and got a name here since, or the
              other way; InputError for a step before the last; NotYetError; StatementError.
    Leaf:     returns.batch_stepped
    """
    require(acting, STEP)
    refuse_statements({
        "by": by, "second": second, "place": place, "window": window, "participants": participants,
        "carrier": carrier, "neutral_who": neutral_who, "reference": reference, "reason": reason,
        "authority": authority,
    })  # fmt: skip
    check_happened(happened_at, acting.at)
    batch = batch_row(batch_id)
    before, way = BatchState(batch.state), BatchWay(batch.way)
    if event not in STEPS:
        raise BatchOrderError(f"{event} is an act of its own", provision="house rule 6.7")
    if way is BatchWay.RECEIVED and event is BatchEvent.LIST_EXCHANGED:
        raise BatchOrderError("their list is brought, row by row", provision="house rule 6.7")
    lines, read = {one.pk for one in lines_of(batch.pk)}, _read(batch)
    if not set(spot_lines) <= lines:
        raise UnknownBatchLineError("no such thing stands on this batch")
    opened = tuple({one.box_id: one for one in spot_containers if event is BatchEvent.SPOT_CHECKED}.values())
    boxes = {one.pk: one for one in boxes_of(batch.pk).values()}
    if not {one.box_id for one in opened} <= set(boxes):
        raise UnknownBatchContainerError("no such container stands on this batch")
    after = next_batch(way, before, event, BatchFacts(
        by=by, second=second, place=place, window=window, participants=participants, carrier=carrier,
        neutral_who=neutral_who, seal_number=seal_number, reference=reference, reason=reason, authority=authority,
        agreed_on=agreed_on, way=way, state=before, spot_lines=len(set(spot_lines)),
        spot_containers=len(opened),
        unsaid_seals=sum(not (one.seal_found.strip() and one.seal_after.strip()) for one in opened),
        changed_containers=changed_containers(batch.pk) if way is BatchWay.SENT else 0,
        is_carrier_neutral=_is_neutral(batch, carrier),
        is_approved=_is_approved(acting, batch, event), lines=read.lines, unchecked=read.unchecked,
        unsealed=read.unsealed, unloaded=read.unloaded, unlisted=read.unlisted, open_differences=read.differences,
        unentered=read.unentered, about=read.about.get(event, ()),
    ))  # fmt: skip
    if way is BatchWay.SENT and event in _LEAVES:
        aboard = [one.item_code for one in lines_of(batch.pk)]
        check_may_leave(*(code for code in aboard if not code.startswith(PACKET)))
        check_side(batch, aboard)
    if instant_text(happened_at) < batch.last_at:
        raise InputError("the step before it was later", (("happened_at", "before_last_step"),))
    digest = manifest_digest(batch.pk) if event in _SIGNED else ""
    loaded = len(lines) if event is BatchEvent.LOADED else None
    return record(
        BatchStepped(
            batch_id=batch.pk, event=event, previous=before, state=after, at=instant_text(happened_at),
            agreed_on=agreed_on.isoformat() if agreed_on else "", place=place.strip(),
            seal_number=seal_number.strip(), reference=reference.strip(), spot_lines=tuple(dict.fromkeys(spot_lines)),
            spot_containers=tuple(
                SpotContainer(box_id=one.box_id, seal_found=one.seal_found.strip(), seal_after=one.seal_after.strip())
                for one in opened
            ),
            count_id=record_number("NT", acting.randomness(7)) if loaded is not None else "", number=loaded,
            manifest_digest=digest, signature=_signed(batch.pk, event, digest) if digest else "",
            opened=(*_opened(acting, batch, event, seal_number), *_found_otherwise(acting, opened, boxes)),
            words=StepSaid(
                by=by.strip(), second=second.strip(), participants=participants.strip(), carrier=carrier.strip(),
                neutral_who=neutral_who.strip(), window=window.strip(), authority=authority.strip(),
                reason=reason.strip(),
            ),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


def ending_reference(batch_id: str, event: BatchEvent, state: BatchState) -> str:
    """What another account approves: that this batch, as far as it is, is closed or stopped under its seals.

    Why:      approved while it was planned, it would close over counts that nobody had signed then.
    """
    return f"{batch_id}:{event.value}:{state.value}"


def _is_approved(acting: Acting, batch: Batch, event: BatchEvent) -> bool:
    if not needs_approval(BatchWay(batch.way), event, BatchState(batch.state)):
        return False
    found = approvers_of(END_BATCH, ending_reference(batch.pk, event, BatchState(batch.state)), at=acting.at)
    return any(one != acting.account_id for one in found)


def _used(given: BatchStepped) -> Used | None:
    if given.event not in (BatchEvent.CLOSED, BatchEvent.ABORTED):
        return None
    return Used(action=END_BATCH, reference=ending_reference(given.batch_id, given.event, given.previous))


def register() -> None:
    """Says what the acts of this file use up."""
    uses_approvals(BatchStepped, _used)


def _signed(batch_id: str, event: BatchEvent, digest: str) -> str:
    key = Ed25519PrivateKey.from_private_bytes(current().log_signing_seed)
    return key.sign(encode([batch_id, event.value, digest])).hex()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Numbers:
    """How many lines of a batch lack what a step asks for."""

    lines: int
    unchecked: int
    unsealed: int
    unloaded: int
    unlisted: int
    differences: int
    unentered: int
    about: dict[BatchEvent, tuple[str, ...]]  # the labels of which a step lacks something


def _read(batch: Batch) -> _Numbers:
    lines, aboard, boxes = lines_of(batch.pk), on_board(batch.pk), boxes_of(batch.pk)
    listed = {one.label for one in lines} | set(boxes)
    entries = rows_where(CountEntry, batch_id=batch.pk)
    is_received = batch.way == BatchWay.RECEIVED.value
    read = checked_lines(lines, boxes)
    unchecked = tuple(one.label for one in lines if one.pk not in read)
    unsealed = tuple(one.label for one in lines if not one.seal_number)
    unloaded = tuple(one.label for one in lines if is_loaded(one, aboard, boxes) is None)
    unlisted = tuple(sorted(set(aboard) - listed))
    return _Numbers(
        lines=len(lines), unchecked=len(unchecked), unsealed=len(unsealed), unloaded=len(unloaded),
        unlisted=len(unlisted), differences=len(open_differences(batch.pk)),
        unentered=sum(not (one.item_code or one.is_container) for one in entries) if is_received else 0,
        about={
            BatchEvent.ASSEMBLED: unchecked, BatchEvent.SEALED: unsealed, BatchEvent.LOADED: (*unloaded, *unlisted),
        },
    )  # fmt: skip


def _is_neutral(batch: Batch, carrier: str) -> bool:
    """Whether whoever is to carry it is the body that was asked to be witness, inbox or channel."""
    if not batch.request_id or not carrier.strip():
        return False
    (cells,) = open_rows([request_row(batch.request_id)], ("body",))
    body = " ".join((cells["body"] or "").casefold().split())
    return bool(body) and body in " ".join(carrier.casefold().split())


def _opened(acting: Acting, batch: Batch, event: BatchEvent, seal_number: str) -> tuple[BatchDifferenceOpened, ...]:
    """The difference that a seal opens which is not the one under which the batch was dispatched."""
    sealed = batch.vehicle_seal or _their_seal(batch)
    if event not in (BatchEvent.DISPATCHED, BatchEvent.AT_BORDER) or not sealed or seal_number.strip() == sealed:
        return ()
    return (
        BatchDifferenceOpened(
            difference_id=fresh_difference(acting), kind=Mismatch.VEHICLE_SEAL, line_id="", entry_id=""
        ),
    )


def _found_otherwise(
    acting: Acting, opened: Sequence[SpotContainer], boxes: dict[str, BatchContainer]
) -> tuple[BatchDifferenceOpened, ...]:
    """The differences that the seals of containers open which the intermediary found to be another than the list's."""
    return tuple(
        BatchDifferenceOpened(
            difference_id=fresh_difference(acting), kind=Mismatch.SEAL_DIFFERS, line_id=one.box_id, entry_id=""
        )
        for one in opened
        if boxes[one.box_id].seal_number and one.seal_found.strip() != boxes[one.box_id].seal_number
    )


def _their_seal(batch: Batch) -> str:
    """The seal that was said when the Parties agreed, of what comes from the other side; "" where none was."""
    steps = rows_where(BatchStep, batch_id=batch.pk, event=BatchEvent.AGREED.value, order="-recorded_index", at_most=1)
    return next((one.seal_number for one in steps), "")
