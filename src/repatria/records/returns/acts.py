"""The acts of returns. Who said what, and what the other side asserts of a thing, lies under the key of its record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from repatria.core.law.return_batch import BatchEvent, BatchState, BatchWay, SpotContainer
from repatria.core.law.return_count import Mismatch
from repatria.core.law.return_request import AskedFor, RequestEvent, RequestState
from repatria.core.law.return_scans import RowFault
from repatria.records.ledger.acts import Act, act, part, upcast
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestWords:
    """Who is asked, for what, when, and on which conditions."""

    body: str
    what: str
    when: str
    conditions: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class RequestMade(Act):
    """A neutral intermediary was asked to be there (practice rule 28)."""

    KIND: ClassVar[str] = "returns.request_made"

    request_id: str
    asked_for: tuple[AskedFor, ...]
    asked_at: str
    answer_by: str
    words: RequestWords | None = part(Purpose.IDENTITY, of="request_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestSaid:
    """Who answered or takes the duty on, and what was said."""

    by: str
    said: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class RequestMoved(Act):
    """A request was answered, stayed without an answer, fell back on the authorities' own duty, or was withdrawn."""

    KIND: ClassVar[str] = "returns.request_moved"

    request_id: str
    event: RequestEvent
    previous: RequestState
    state: RequestState
    granted: tuple[AskedFor, ...]
    at: str
    reference: str
    words: RequestSaid | None = part(Purpose.IDENTITY, of="request_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class BatchPlanned(Act):
    """A batch was planned, one way or the other; `origin_id` where the receiver's own goes back out of another, and
    `is_theirs` where nothing else stands on it.

    Version 1 named the other batch alone.
    """

    KIND: ClassVar[str] = "returns.batch_planned"
    VERSION: ClassVar[int] = 2

    batch_id: str
    way: BatchWay
    power: str
    title: str
    request_id: str
    origin_id: str
    is_theirs: bool


@upcast("returns.batch_planned.1", "returns.batch_planned.2")
def _of_any_kind(fields: dict[str, Any]) -> dict[str, Any]:
    return fields | {"is_theirs": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedLine:
    """A thing on the list, by its code here or its label there."""

    line_id: str
    label: str
    item_code: str  # of remains or a packet of this bureau; "" while it has none
    seal_number: str
    container: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedContainer:
    """A coffin, bag or box on the list, by the number that it bears; its lines name it by that number."""

    box_id: str
    number: str
    kept_id: str  # its record of this bureau; "" for one of theirs
    seal_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedRow:
    """A row that became no entry, and why."""

    where: int
    fault: RowFault


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidRow:
    """What its side says of a thing, and every cell of its row."""

    says: str
    raw: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSaid:
    """Who supplied it, the rows that became lines, and those that did not, word for word."""

    supplied_by: str
    rows: tuple[SaidRow, ...]
    rejected: tuple[SaidRow, ...]


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class LinesAdded(Act):
    """Things were put on a batch's list: ours by their codes or in their containers, or theirs as their list has them.

    Version 1 knew containers by a word beside each line alone.
    """

    KIND: ClassVar[str] = "returns.lines_added"
    VERSION: ClassVar[int] = 2

    batch_id: str
    is_theirs: bool
    came_at: str
    reference: str
    file_digest: str
    state: BatchState
    said_number: int | None  # how many there are, as their paper says beside the list
    count_id: str
    lines: tuple[AddedLine, ...]
    containers: tuple[AddedContainer, ...]
    rejected: tuple[RejectedRow, ...]
    words: ListSaid | None = part(Purpose.IDENTITY, of="batch_id")


@upcast("returns.lines_added.1", "returns.lines_added.2")
def _no_container(fields: dict[str, Any]) -> dict[str, Any]:
    return fields | {"containers": ()}


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerTakenOut(Act):
    """A container was taken off the list with all that is in it, before the batch was sealed.

    Version 1 did not say what of it goes back to the other side and waits for a batch again.
    """

    KIND: ClassVar[str] = "returns.container_taken_out"
    VERSION: ClassVar[int] = 2

    batch_id: str
    box_id: str
    lines: tuple[str, ...]
    going_back: tuple[str, ...]
    reason: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class LineTakenOut(Act):
    """A thing was taken off the list before it was sealed; it stays where it is.

    Version 1 did not say whether it goes back to the other side and waits for a batch again.
    """

    KIND: ClassVar[str] = "returns.line_taken_out"
    VERSION: ClassVar[int] = 2

    batch_id: str
    line_id: str
    going_back: tuple[str, ...]
    reason: str


@upcast("returns.line_taken_out.1", "returns.line_taken_out.2")
@upcast("returns.container_taken_out.1", "returns.container_taken_out.2")
def _nothing_waits(fields: dict[str, Any]) -> dict[str, Any]:
    return fields | {"going_back": ()}


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class LineChecked(Act):
    """The label of a thing was read again on body, bag and paper, and it went under a seal (house rule 6.3)."""

    KIND: ClassVar[str] = "returns.line_checked"

    batch_id: str
    line_id: str
    item_code: str
    at: str
    seal_number: str
    container: str
    by: str
    second: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchDifferenceOpened:
    """One difference, named in the act that found it."""

    difference_id: str
    kind: Mismatch
    line_id: str
    entry_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSaid:
    """Who stood for a step, who carries, who of the intermediary was there, and what was said."""

    by: str
    second: str
    participants: str
    carrier: str
    neutral_who: str
    window: str
    authority: str
    reason: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class BatchStepped(Act):
    """A batch went a step on; the digest is that of its manifest as it then was, signed by the log's key.

    Version 1 had no containers that the intermediary opened.
    """

    KIND: ClassVar[str] = "returns.batch_stepped"
    VERSION: ClassVar[int] = 2

    batch_id: str
    event: BatchEvent
    previous: BatchState
    state: BatchState
    at: str
    agreed_on: str
    place: str
    seal_number: str
    reference: str
    spot_lines: tuple[str, ...]
    spot_containers: tuple[SpotContainer, ...]
    count_id: str  # where the step fixes the sender's count
    number: int | None
    manifest_digest: str
    signature: str
    opened: tuple[BatchDifferenceOpened, ...]
    words: StepSaid | None = part(Purpose.IDENTITY, of="batch_id")


@upcast("returns.batch_stepped.1", "returns.batch_stepped.2")
def _none_opened(fields: dict[str, Any]) -> dict[str, Any]:
    return fields | {"spot_containers": ()}
