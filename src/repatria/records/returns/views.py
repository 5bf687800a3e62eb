"""What is shown of a batch: its list, its steps, both counts, and what differs."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.return_batch import BatchState, BatchWay


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchSummary:
    """One batch by its number. Of one that is to be counted here nobody learns from a list how many there should be."""

    batch_id: str
    way: BatchWay
    power: str
    title: str
    state: BatchState
    lines: int | None
    sender_number: int | None
    receiver_number: int | None
    open_differences: int
    request_id: str
    origin_id: str
    is_theirs: bool
    place: str
    agreed_on: str
    vehicle_seal: str
    manifest_digest: str
    is_counted_by_me: bool
    may_be_counted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """A thing on a list, and what was found of it."""

    line_id: str
    label: str
    item_code: str
    seal_number: str
    container: str
    says: str
    is_checked: bool
    loaded_at: str
    is_spot_checked: bool
    differences: tuple[str, ...]  # the kinds that were opened of it
    has_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerView:
    """A coffin, bag or box on a list, how many things of the list lie in it, and what was found of it."""

    box_id: str
    batch_id: str
    number: str
    is_ours: bool
    seal_number: str
    resealed: str
    lines: int
    loaded_at: str
    is_spot_checked: bool
    is_counted: bool
    differences: tuple[str, ...]  # the kinds that were opened of it
    has_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchStepView:
    """A step, and who stood for it."""

    event: str
    at: str
    place: str
    seal_number: str
    reference: str
    manifest_digest: str
    by: str
    second: str
    participants: str
    carrier: str
    neutral_who: str
    window: str
    authority: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountView:
    """A count as it was signed."""

    count_id: str
    is_receiver: bool
    is_theirs: bool
    number: int
    at: str
    reference: str
    by: str
    second: str
    why_differs: str
    containers: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """A thing that was counted, or a container."""

    entry_id: str
    label: str
    seal: str
    is_seal_whole: bool
    is_condition_as_listed: bool
    item_code: str
    is_container: bool
    container: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceView:
    """A difference with both sides of it."""

    difference_id: str
    batch_id: str
    kind: str
    line_id: str
    entry_id: str
    listed: str  # label and seal as the sender has them
    counted: str  # as the receiver found them
    end: str
    other: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanView:
    """A scan that is flagged."""

    at: str
    label: str
    seal: str
    flag: str
    purpose: str
    is_container: bool = False
    scan_id: str = ""
    is_struck: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchView:
    """One batch whole."""

    summary: BatchSummary
    lines: tuple[LineView, ...]
    containers: tuple[ContainerView, ...]
    steps: tuple[BatchStepView, ...]
    counts: tuple[CountView, ...]
    entries: tuple[EntryView, ...]
    differences: tuple[DifferenceView, ...]
    flagged: tuple[ScanView, ...]
    scans: int
    rejected: int
    unlisted: tuple[str, ...]  # labels that lie on the vehicle and stand on no line
    is_list_as_signed: bool  # the digest in the act is of the list as it stands now


@dataclass(frozen=True, slots=True, kw_only=True)
class CountingView:
    """What a counter sees of his own count: what he scanned, and nothing of the sender's list."""

    batch_id: str
    scans: int
    things: int
    containers: int
    rejected: int
    flags: tuple[tuple[str, int], ...]
    last: tuple[ScanView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainLine:
    """A thing on a batch by its number alone."""

    line_id: str
    batch_id: str
    label: str
    item_code: str
    is_boxed: bool  # in a sealed container of the batch
    is_checked: bool
