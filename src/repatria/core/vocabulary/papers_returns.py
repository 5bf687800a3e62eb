"""Papers of a batch of the dead: manifest, seals, protocol of the transfer, spot check, receipt, laissez-passer.

Source: law-and-practice section 6.7; GC I art. 16, 17; GC III art. 120. What nobody recorded is filled in by hand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from repatria.core.vocabulary.paper_mark import PaperInputError, PaperMark
from repatria.core.vocabulary.papers import PaperKind

MOST_BATCH_LINES = 5_000


class BatchSheet(StrEnum):
    """Which sheet of a batch."""

    MANIFEST = "manifest"
    SEAL_LIST = "seal_list"
    PROTOCOL = "protocol"
    SPOT_CHECK = "spot_check"
    RECEIPT = "receipt"


_KINDS = {
    BatchSheet.MANIFEST: PaperKind.BATCH_MANIFEST, BatchSheet.SEAL_LIST: PaperKind.BATCH_SEALS,
    BatchSheet.PROTOCOL: PaperKind.BATCH_PROTOCOL, BatchSheet.SPOT_CHECK: PaperKind.BATCH_SPOT_CHECK,
    BatchSheet.RECEIPT: PaperKind.BATCH_RECEIPT,
}  # fmt: skip


def label_on_paper(label: str) -> str:
    """A label as a sheet that crosses has it: one in whose words a name could stand is its digest's first signs."""
    is_tag = bool(re.search(r"\d", label)) and not re.search(r"[^\W\d_]{5}", label)
    return label if is_tag or not label else "#" + sha256(label.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchPaperLine:
    """A thing on the list, by label, seal and container."""

    label: str
    seal: str
    container: str
    is_spot_checked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchPaperContainer:
    """A coffin, bag or box with its seal, the intermediary's where it opened it, and how many things lie in it."""

    number: str
    seal: str
    resealed: str
    lines: int
    is_spot_checked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchPaperCount:
    """A count as it was signed."""

    is_receiver: bool
    number: int
    at: datetime
    by: str
    second: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchPaperDifference:
    """A difference with both versions of it, and how it was ended where it was; what was done is written by hand."""

    kind: str
    listed: str
    counted: str
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchPaperStep:
    """A step that was recorded."""

    event: str
    at: datetime
    place: str
    seal_number: str
    who: str
    reference: str
    said: str  # by which authority, and why, as it was typed


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchPaper:
    """A sheet of a batch.

    Raises:   PaperInputError for a list without a line, or with too many.
    Given:    `manifest_digest` where it is of the list as it stands now, else ""; `is_compared` once both counts were
              laid side by side: before that no sheet says what agrees.
    Not:      what a side asserts of whose remains lie there, and no title. Authorities and reasons are as typed.
    """

    mark: PaperMark
    sheet: BatchSheet
    number: str
    way: str
    power: str
    place: str
    vehicle_seal: str
    manifest_digest: str
    is_compared: bool
    lines: tuple[BatchPaperLine, ...]
    counts: tuple[BatchPaperCount, ...] = ()
    differences: tuple[BatchPaperDifference, ...] = ()
    steps: tuple[BatchPaperStep, ...] = ()
    containers: tuple[BatchPaperContainer, ...] = ()

    def __post_init__(self) -> None:
        if not 0 < len(self.lines) <= MOST_BATCH_LINES:
            raise PaperInputError("a batch has between 1 and 5,000 lines", (("lines", "count"),))

    @property
    def kind(self) -> PaperKind:
        return _KINDS[self.sheet]


@dataclass(frozen=True, slots=True, kw_only=True)
class RemainsReleasePaper:
    """The paper by which remains went to the family, with its receipt and the list of what was found on them.

    Raises:   PaperInputError without an item.
    Not:      a pedigree, a profile or a method: how the dead was known stands on the paper of the telling.
    """

    mark: PaperMark
    number: str
    items: tuple[str, ...]
    packets: tuple[tuple[str, str, str], ...]  # number, seal, contents
    released_at: datetime
    place: str
    receiver: str
    relation: str
    document: str
    by: str
    second: str
    receipt: str
    named_by: str
    as_wished: str
    proposed_by: str  # the accounts by which it stands on record
    released_by: str

    def __post_init__(self) -> None:
        if not self.items:
            raise PaperInputError("a release names what was given", (("items", "empty"),))

    @property
    def kind(self) -> PaperKind:
        return PaperKind.REMAINS_RELEASE


@dataclass(frozen=True, slots=True, kw_only=True)
class LaissezPasserPaper:
    """The laissez-passer for a corpse that goes with one coffin.

    Raises:   PaperInputError without a name or without a code.
    Given:    what the certificate of death says when it was issued; a field that it leaves open is written by hand.
    Not:      a method, a family, a side's word on whose he is.
    """

    mark: PaperMark
    number: str
    batch: str
    coffin_number: str
    seal_number: str
    items: tuple[str, ...]
    certificate: str
    surname: str
    first_names: str
    age: str
    birth_date: str
    birth_place: str
    death_date: str
    death_place: str
    cause: str  # a word that each language has its own text of
    cause_said: str
    coffin: str
    from_place: str
    to_place: str
    means: str
    issued_by: str  # the accounts by which it stands on record
    issued_at: datetime
    signed_by: str
    signed_at: datetime

    def __post_init__(self) -> None:
        if not self.items or not (self.surname or self.first_names):
            raise PaperInputError("a laissez-passer names one person", (("surname", "empty"),))

    @property
    def kind(self) -> PaperKind:
        return PaperKind.LAISSEZ_PASSER
