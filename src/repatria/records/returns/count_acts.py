"""The acts of scanning and counting a batch, and of what differs between two counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from repatria.core.law.return_batch import BatchState
from repatria.core.law.return_count import Mismatch, MismatchEnd
from repatria.core.law.return_scans import ScanFlag, ScanFor
from repatria.records.ledger.acts import Act, act, part, upcast
from repatria.records.returns.acts import BatchDifferenceOpened, RejectedRow
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenScan:
    """One scan, in the order of its own time."""

    at: str
    label: str
    line_id: str  # "" where it stands on no line, and in a count always
    seal: str
    is_seal_whole: bool
    is_condition_as_listed: bool
    flag: ScanFlag
    is_container: bool
    container: str  # in which it lay, as whoever scanned said


@dataclass(frozen=True, slots=True, kw_only=True)
class ScansSaid:
    """The list as it came, whole, and who brought it."""

    brought_by: str
    text: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ScansTaken(Act):
    """Scans were taken in: one, or a list that was kept without a line, once by its digest.

    Version 1 told no container from a thing.
    """

    KIND: ClassVar[str] = "returns.scans_taken"
    VERSION: ClassVar[int] = 2

    scans_id: str
    batch_id: str
    purpose: ScanFor
    digest: str
    scans: tuple[TakenScan, ...]
    rejected: tuple[RejectedRow, ...]
    words: ScansSaid | None = part(Purpose.IDENTITY, of="batch_id")


_NO_CONTAINER: dict[str, Any] = {"is_container": False, "container": ""}


@upcast("returns.scans_taken.1", "returns.scans_taken.2")
def _scans_of_things(fields: dict[str, Any]) -> dict[str, Any]:
    return fields | {"scans": [{**one, **_NO_CONTAINER} for one in fields["scans"]]}


@dataclass(frozen=True, slots=True, kw_only=True)
class CountSaid:
    """Who counted."""

    by: str
    second: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CountBegun(Act):
    """Two began to count what was handed over, who have not seen the sender's list."""

    KIND: ClassVar[str] = "returns.count_begun"

    batch_id: str
    count_id: str
    counter: str  # the account that may not read the list until the count is signed
    words: CountSaid | None = part(Purpose.IDENTITY, of="batch_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedEntry:
    """A thing that was counted, or a container."""

    entry_id: str
    label: str
    seal: str
    is_seal_whole: bool
    is_condition_as_listed: bool
    is_container: bool
    container: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountPaper:
    """Who counted, what their paper says that became no entry, word for word, and why number and scans differ."""

    by: str
    second: str
    rejected: tuple[str, ...]
    why_differs: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class BatchCounted(Act):
    """The receiver's count was signed: ours by scanning, or theirs as their paper has it.

    Version 1 asked nothing where the number that was signed was not what was scanned; version 2 counted no container.
    """

    KIND: ClassVar[str] = "returns.batch_counted"
    VERSION: ClassVar[int] = 3

    batch_id: str
    count_id: str
    is_theirs: bool
    is_by_line: bool  # their paper may give a number alone
    number: int
    containers: int | None  # how many coffins, bags and boxes; None where nobody said it
    at: str
    reference: str
    file_digest: str
    entries: tuple[CountedEntry, ...]
    rejected: tuple[RejectedRow, ...]
    words: CountPaper | None = part(Purpose.IDENTITY, of="batch_id")


@upcast("returns.batch_counted.1", "returns.batch_counted.2")
def _nobody_asked(fields: dict[str, Any]) -> dict[str, Any]:
    words = fields.get("words")
    return fields if words is None else fields | {"words": {**words, "why_differs": ""}}


@upcast("returns.batch_counted.2", "returns.batch_counted.3")
def _counted_by_things(fields: dict[str, Any]) -> dict[str, Any]:
    return fields | {"containers": None, "entries": [{**one, **_NO_CONTAINER} for one in fields["entries"]]}


@dataclass(frozen=True, slots=True, kw_only=True)
class StruckWords:
    """Why."""

    reason: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ScanStruck(Act):
    """Whoever counts says, before the count is signed, that a scan was wrong: it is no thing of the count."""

    KIND: ClassVar[str] = "returns.scan_struck"

    batch_id: str
    scan_id: str
    words: StruckWords | None = part(Purpose.IDENTITY, of="batch_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CountsCompared(Act):
    """Both counts were laid side by side; each difference is named."""

    KIND: ClassVar[str] = "returns.counts_compared"

    batch_id: str
    sender_number: int
    receiver_number: int
    state: BatchState
    opened: tuple[BatchDifferenceOpened, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceSaid:
    """What was done about it."""

    said: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class BatchDifferenceEnded(Act):
    """A difference was ended, by two. Neither count is changed."""

    KIND: ClassVar[str] = "returns.difference_ended"

    batch_id: str
    difference_id: str
    kind: Mismatch
    end: MismatchEnd
    other: str
    approved_by: tuple[str, ...]
    digest: str
    words: DifferenceSaid | None = part(Purpose.IDENTITY, of="batch_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedEntered(Act):
    """What came has a code of this bureau from now on; its label of there stays beside it."""

    KIND: ClassVar[str] = "returns.received_entered"

    batch_id: str
    entry_id: str
    label: str
    item_code: str
