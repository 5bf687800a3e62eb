"""The acts of exchanges. What a list says of anybody lies under the key of that version of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.law.exchange_holding import DifferenceEnd, DifferenceKind, HoldGround
from repatria.core.law.exchange_list import LineEvent, LineState, ListDirection, ListSide, RefusalGround
from repatria.core.law.exchange_outward import ReleasedKind
from repatria.core.vocabulary.bases import ReleaseBasis
from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.records.ledger.acts import Act, act, part
from repatria.records.vault.keyring import Purpose


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementRecorded(Act):
    """An agreement of the Parties is on record: as its copy says, whose digest stands here."""

    KIND: ClassVar[str] = "exchanges.agreement_recorded"

    agreement_id: str
    parties: tuple[str, ...]
    agreed_on: str
    place: str
    basis: ReleaseBasis
    legal_basis: str
    terms: str  # what it says of numbers and kinds of men, in its words
    signed_by: tuple[str, ...]
    copy_digest: str
    reference: str
    says_article_117: bool


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementEnded(Act):
    """An agreement holds no longer; what was done under it stands."""

    KIND: ClassVar[str] = "exchanges.agreement_ended"

    agreement_id: str
    ended_on: str
    reason: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ListOpened(Act):
    """A list under an agreement: who is to leave, or who is to come."""

    KIND: ClassVar[str] = "exchanges.list_opened"

    list_id: str
    agreement_id: str
    direction: ListDirection
    power: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowSaid:
    """One row of a list as it came: what was read of it, and all its cells by column."""

    name: str = ""
    birth_date: str = ""
    service_number: str = ""
    their_number: str = ""
    raw: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsSaid:
    """The rows of a version, in their order."""

    rows: tuple[RowSaid, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedRow:
    """On which line a row stands: one that was there, or a new one; of whom, where our number was given."""

    line_id: str
    is_new: bool
    person_id: str = ""
    is_changed: bool = False  # it says less or otherwise than the row before, which stands until that is settled


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedDifference:
    """A difference that was found, by the line and the row that it is about."""

    difference_id: str
    kind: DifferenceKind
    line_id: str = ""
    row: int | None = None


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRecorded(Act):
    """A version of a list is on record, row by row, with every difference from the one before."""

    KIND: ClassVar[str] = "exchanges.version_recorded"

    version_id: str
    list_id: str
    number: int
    side: ListSide
    came_at: str
    supplied_by: str
    reference: str
    file_digest: str
    is_whole: bool
    is_at_border: bool
    direction: ListDirection
    owner: str
    placed: tuple[PlacedRow, ...]
    differences: tuple[OpenedDifference, ...]
    rows: RowsSaid | None = part(Purpose.IDENTITY, of="version_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class LineResolved(Act):
    """A registrar says who in the register a line means."""

    KIND: ClassVar[str] = "exchanges.line_resolved"

    line_id: str
    list_id: str
    person_id: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class LineUnresolved(Act):
    """Whom a registrar found for a line is the wrong man, as another says: it waits again for who is meant."""

    KIND: ClassVar[str] = "exchanges.line_unresolved"

    line_id: str
    list_id: str
    person_id: str
    resolved_index: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRead:
    """What was read of him, by the acts that said it."""

    decision_index: int | None = None
    fitness_index: int | None = None
    custody_state: str = ""
    approved_by: tuple[str, ...] = ()


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class LineRecorded(Act):
    """A line was agreed on, verified, refused, withdrawn, or whom it names has gone."""

    KIND: ClassVar[str] = "exchanges.line_recorded"

    line_id: str
    list_id: str
    person_id: str
    event: LineEvent
    state: LineState
    ground: RefusalGround | None
    said: str
    reference: str
    agreed_on: str
    read: LineRead


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class LineDisputed(Act):
    """The other Party holds against what it was answered of a line."""

    KIND: ClassVar[str] = "exchanges.line_disputed"

    difference_id: str
    list_id: str
    line_id: str
    said_by: str
    reference: str
    owner: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceHandedOn(Act):
    """Another account sees to a difference from now on."""

    KIND: ClassVar[str] = "exchanges.difference_handed_on"

    difference_id: str
    owner: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceSettled(Act):
    """How a difference ended; where its line is withdrawn, or its words are the new ones, by this act."""

    KIND: ClassVar[str] = "exchanges.difference_settled"

    difference_id: str
    list_id: str
    kind: DifferenceKind
    end: DifferenceEnd
    said: str
    withdrawn_line: str
    stands_line: str
    came_line: str  # who crossed without being listed is this line
    crossing_id: str
    words_line: str
    words_of_row: str  # whose words that line has from now on


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CrossingRecorded(Act):
    """Who of a list really crossed, and the counts of those who counted."""

    KIND: ClassVar[str] = "exchanges.crossing_recorded"

    crossing_id: str
    list_id: str
    crossed_at: str
    point: str
    came: tuple[str, ...]  # lines
    unlisted: int
    counted: int | None
    counted_by: str
    their_count: int | None
    their_reference: str
    owner: str
    differences: tuple[OpenedDifference, ...]
    rows: RowsSaid | None = part(Purpose.IDENTITY, of="crossing_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class TheirCountRecorded(Act):
    """The other side's count of a crossing, which came later."""

    KIND: ClassVar[str] = "exchanges.their_count_recorded"

    crossing_id: str
    list_id: str
    their_count: int
    their_reference: str
    difference_id: str  # "" where the counts agree
    owner: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ListClosed(Act):
    """A list on which every line has ended and every difference is settled."""

    KIND: ClassVar[str] = "exchanges.list_closed"

    list_id: str
    closed_on: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBack(Act):
    """Two persons decided that somebody is kept back from lists, on what the house has on record."""

    KIND: ClassVar[str] = "exchanges.held_back"

    hold_id: str
    person_id: str
    ground: HoldGround
    provision: str
    authority: str
    reference: str
    approved_by: tuple[str, ...]


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class HoldReviewed(Act):
    """It was looked at anew, and what keeps him back is still on record."""

    KIND: ClassVar[str] = "exchanges.hold_reviewed"

    hold_id: str
    person_id: str
    reviewed_by: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class HoldEnded(Act):
    """He is kept back no longer."""

    KIND: ClassVar[str] = "exchanges.hold_ended"

    hold_id: str
    person_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedContent:
    """What went out, row by row, under its code and check word."""

    rows: tuple[tuple[str, ...], ...]
    code: str
    check_word: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class NamesReleased(Act):
    """A list was let out: to whom, which lines, and the digest of what it says.

    Given:    `signature` of the log's key over the digest, the recipients and the number.
    """

    KIND: ClassVar[str] = "exchanges.names_released"

    release_id: str
    number: int
    kind: ReleasedKind
    list_id: str  # "" for those who are kept back
    power: str
    recipients: tuple[NoticeRecipient, ...]
    lines: tuple[str, ...]
    persons: tuple[str, ...]
    content_digest: str
    code_hash: str
    approved_by: tuple[str, ...]
    signature: str
    content: ReleasedContent | None = part(Purpose.IDENTITY, of="release_id")
