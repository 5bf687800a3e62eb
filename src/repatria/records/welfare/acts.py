"""The acts of welfare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from repatria.core.law.welfare import CareKind, ChosenBy, ComplaintAbout, HealthGrade, WatchingBody
from repatria.records.ledger.acts import Act, act, part
from repatria.records.vault.keyring import Purpose


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CareRecorded(Act):
    """Food and drink, or clothing, was given to those who were there (GC III art. 20, 26, 27)."""

    KIND: ClassVar[str] = "welfare.care_recorded"

    care_id: str
    place: str
    care: CareKind
    given_at: str
    given_to: int  # heads, as attested
    held: int  # heads, as the register says of that hour
    is_enough: bool
    missing: str
    said_by: str  # the account
    is_newest: bool  # no entry of this kind and place is known of a later hour


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionRecorded(Act):
    """A doctor inspected men of a place, each of them named (GC III art. 31)."""

    KIND: ClassVar[str] = "welfare.inspection_recorded"

    inspection_id: str
    place: str
    inspected_at: str
    doctor: str  # the account
    person_ids: tuple[str, ...]  # the numbers that lead
    numbers: tuple[str, ...]  # all numbers of those of whom no later inspection is known
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthWords:
    """What the doctor notes, under the key of his health."""

    note: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class HealthRecorded(Act):
    """A doctor says whether a man is seriously ill or wounded: the week's word about him (GC III art. 122(6))."""

    KIND: ClassVar[str] = "welfare.health_recorded"

    health_id: str
    person_id: str
    numbers: tuple[str, ...]
    grade: HealthGrade
    seen_at: str
    doctor: str  # the account
    is_newest: bool
    words: HealthWords | None = part(Purpose.HEALTH, of="person_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRecorded(Act):
    """Delegates visited a place, and whether they talked with prisoners alone (GC III art. 126)."""

    KIND: ClassVar[str] = "welfare.visit_recorded"

    visit_id: str
    place: str
    visited_at: str
    body: WatchingBody
    by: str
    is_alone: bool
    hindered: str
    reference: str
    is_newest: bool
    held: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintWords:
    """What was complained of, and who complained where he says so: under a key of its own."""

    words: str
    complainant: str = ""  # his number, where he says who he is


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintTaken(Act):
    """A complaint was taken by somebody who is of no camp (GC III art. 78)."""

    KIND: ClassVar[str] = "welfare.complaint_taken"

    complaint_id: str
    place: str
    about: ComplaintAbout
    taken_at: str
    taken_by: str  # the account
    words: ComplaintWords | None = part(Purpose.VOLUNTARY, of="complaint_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintForwarded(Act):
    """A complaint was passed on to those to whom it is addressed (GC III art. 78)."""

    KIND: ClassVar[str] = "welfare.complaint_forwarded"

    complaint_id: str
    forwarded_at: str
    to: WatchingBody
    reference: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentativeRecorded(Act):
    """Prisoners chose who speaks for them, or a senior officer does (GC III art. 79)."""

    KIND: ClassVar[str] = "welfare.representative_recorded"

    term_id: str
    place: str
    person_id: str
    how: ChosenBy
    chosen_at: str
    is_secret: bool
    is_approved: bool
    reason: str  # why he was not approved: the Protecting Power is told
    until: str  # when one is to be chosen again


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentativeEnded(Act):
    """He speaks for them no longer: why, and from when on (GC III art. 79, 81)."""

    KIND: ClassVar[str] = "welfare.representative_ended"

    term_id: str
    place: str
    ended_at: str
    reason: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class DissentRecorded(Act):
    """The representative counts otherwise than the roll: his number stays beside it (practice rule 15)."""

    KIND: ClassVar[str] = "welfare.dissent_recorded"

    dissent_id: str
    term_id: str
    place: str
    roll_id: str
    counted: int | None  # heads by his count; None where he disagrees with something else
    said_at: str
    said: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRecorded(Act):
    """A representative's letter to those who watch from outside: that it was, and when it went (GC III art. 80, 81)."""

    KIND: ClassVar[str] = "welfare.letter_recorded"

    letter_id: str
    term_id: str
    place: str
    to: WatchingBody
    handed_in_at: str
    sent_at: str  # "" while it lies here
    reference: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSent(Act):
    """A representative's letter that lay here went out."""

    KIND: ClassVar[str] = "welfare.letter_sent"

    letter_id: str
    sent_at: str
    reference: str
