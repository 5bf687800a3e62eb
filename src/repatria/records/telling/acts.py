"""The acts of telling. Who visits whom, where, and what was said lies under the key of visitor or enquirer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from repatria.core.law.telling import (
    DeathKnown,
    OwedBy,
    PartsWish,
    ReportedBy,
    TellingWay,
    VisitChange,
    VisitEnd,
    VisitPurpose,
)
from repatria.records.ledger.acts import Act, act, part, upcast
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorWords:
    """Who it is, in which office, and by whom the training was given."""

    name: str
    office: str
    trained_by: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorRecorded(Act):
    """Somebody was trained to tell a death, or the training was renewed."""

    KIND: ClassVar[str] = "telling.visitor_recorded"

    visitor_id: str
    account_id: str  # empty where it is nobody of the staff
    trained_on: str
    trained_until: str
    languages: str
    is_again: bool
    words: VisitorWords | None = part(Purpose.IDENTITY, of="visitor_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class WishesRoundOpened(Act):
    """Every family whose enquiry was received before a day is asked for its wishes from now on, candidate or not."""

    KIND: ClassVar[str] = "telling.wishes_round_opened"

    round_id: str
    received_before: str
    families: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WishWords:
    """Who heard it; rite, place, what becomes of small fragments, who shall not be told before her, and all else."""

    listener: str
    rite: str
    place: str
    fragments: str
    not_before_her: str
    more: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class WishesRecorded(Act):
    """What she wishes if he should be among the dead: asked in a round of all, or changed by her after she was told."""

    KIND: ClassVar[str] = "telling.wishes_recorded"
    VERSION: ClassVar[int] = 2

    enquiry_id: str
    round_id: str  # empty where she changed them herself, once told
    parts: PartsWish
    heard_on: str
    words: WishWords | None = part(Purpose.KIN, of="enquiry_id")


@upcast("telling.wishes_recorded.1", "telling.wishes_recorded.2")
def _of_fragments_not_asked(fields: dict[str, Any]) -> dict[str, Any]:
    words = fields.get("words")
    return fields if words is None else fields | {"words": {**words, "fragments": ""}}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWords:
    """Who reports a death that nobody proved, in words; of a proven one the number of the death certificate."""

    source: str
    certificate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReason:
    """Why, in the worker's words: they may name somebody."""

    text: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class TellingOpened(Act):
    """A death is to be told: on the board's conclusion, or as reported on the word of two. All else is silent."""

    KIND: ClassVar[str] = "telling.opened"

    telling_id: str
    known: DeathKnown
    conclusion_index: int | None  # the board's act
    person_id: str  # of the register, empty where the board named an enquiry alone
    asked_by: str  # the enquiry with which it was opened, empty where nobody asks
    owed_by: OwedBy
    enquiries: tuple[str, ...]  # who asks, the nearest first
    excluded: tuple[str, ...]  # from whom it is withheld: never
    nearness: tuple[int, ...]  # of each of these, the lower goes first
    at_the_end: tuple[str, ...]  # who wished to be told once no further part is expected
    visit_by: str
    reported_by: ReportedBy | None
    signed_by: tuple[str, ...]
    words: CaseWords | None = part(Purpose.IDENTITY, of="telling_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class AskerAdded(Act):
    """One who asks since, or whose link was upheld since, is told in this case too."""

    KIND: ClassVar[str] = "telling.asker_added"

    telling_id: str
    enquiry_id: str
    nearness: int
    is_owed: bool  # by us


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class TellingEnded(Act):
    """A case ends: its conclusion was annulled, or a report was withdrawn. Who was told is corrected in person."""

    KIND: ClassVar[str] = "telling.ended"

    telling_id: str
    enquiries: tuple[str, ...]
    told: tuple[str, ...]
    why: CaseReason | None = part(Purpose.IDENTITY, of="telling_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class NoMoreExpected(Act):
    """No further part is expected: who wished to be told at the end is told now."""

    KIND: ClassVar[str] = "telling.no_more_expected"

    telling_id: str
    waiting: tuple[str, ...]
    why: CaseReason | None = part(Purpose.IDENTITY, of="telling_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherWayWords:
    """Why she cannot be visited, and before a call the reference by which Agency and Society said that they cannot."""

    reason: str
    society_declined: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class OtherWayAllowed(Act):
    """No visit of ours is possible: two allowed that she be told otherwise, in person all the same."""

    KIND: ClassVar[str] = "telling.other_way_allowed"

    telling_id: str
    enquiry_id: str
    way: TellingWay
    signed_by: tuple[str, ...]
    words: OtherWayWords | None = part(Purpose.KIN, of="enquiry_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPlanWords:
    """Where, in whose company, and who comes with them."""

    meets_at: str
    beside_her: str
    interpreter: str
    doctor_or_priest: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPlanned(Act):
    """A visit is planned: who goes, on which day, in what language."""

    KIND: ClassVar[str] = "telling.visit_planned"

    visit_id: str
    telling_id: str
    enquiry_id: str
    purpose: VisitPurpose
    way: TellingWay
    visitors: tuple[str, ...]
    on: str
    language: str
    part_index: int | None  # of a further part: the act that concluded it
    words: VisitPlanWords | None = part(Purpose.KIN, of="enquiry_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitChangeWords:
    """The plan as it is then, and why it was changed."""

    meets_at: str
    beside_her: str
    interpreter: str
    doctor_or_priest: str
    why: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class VisitChanged(Act):
    """A planned visit was put right, or put off by us: who goes, on which day, in what language, where, and why."""

    KIND: ClassVar[str] = "telling.visit_changed"

    visit_id: str
    telling_id: str
    enquiry_id: str
    change: VisitChange
    visitors: tuple[str, ...]
    on: str
    language: str
    words: VisitChangeWords | None = part(Purpose.KIN, of="enquiry_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyChanged:
    """Why nobody goes after all."""

    why: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class VisitCalledOff(Act):
    """Nobody goes: what was planned is planned no longer, and nothing was said to her."""

    KIND: ClassVar[str] = "telling.visit_called_off"

    visit_id: str
    telling_id: str
    enquiry_id: str
    words: WhyChanged | None = part(Purpose.KIN, of="enquiry_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitWords:
    """What was said and asked, who was with her, what she needs."""

    said: str
    with_her: str
    her_words: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class VisitEnded(Act):
    """How a visit ended: told, nobody at home, not found, or put off by her."""

    KIND: ClassVar[str] = "telling.visit_ended"

    visit_id: str
    telling_id: str
    enquiry_id: str
    purpose: VisitPurpose
    way: TellingWay
    end: VisitEnd
    at: str
    known: DeathKnown
    again_on: str
    reference: str  # of the receipt of the Agency or National Society
    others: tuple[str, ...]  # who else asks and is told the same day
    words: VisitWords | None = part(Purpose.KIN, of="enquiry_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingPaperWords:
    """Under which code and word it can be checked; what was found and how he was identified, as the board concluded.

    Given:    the words of `FoundOf` and of methods with blanks between; what older papers hold was written by hand.
    """

    paper_code: str
    paper_word: str
    found: str
    how: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class TellingPaperPrinted(Act):
    """The paper that she keeps was printed, after she was told."""

    KIND: ClassVar[str] = "telling.paper_printed"

    paper_id: str
    visit_id: str
    enquiry_id: str
    language: str
    code_hash: str
    words: TellingPaperWords | None = part(Purpose.KIN, of="enquiry_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpWords:
    """Who asked, how she is, and what she wishes."""

    asked_by: str
    said: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedUp(Act):
    """Somebody came back or rang as promised; the next time, where one is promised."""

    KIND: ClassVar[str] = "telling.followed_up"

    visit_id: str
    telling_id: str
    enquiry_id: str
    at: str
    next_on: str
    words: FollowUpWords | None = part(Purpose.KIN, of="enquiry_id")


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiverOwes(Act):
    """The notice of the other Party's dead was receipted: the visit is the receiver's now (practice rule 24)."""

    KIND: ClassVar[str] = "telling.receiver_owes"

    telling_id: str
    notice_ids: tuple[str, ...]
    visit_by: str
    enquiries: tuple[str, ...]


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiverTold(Act):
    """The receiver of the notice, or the Agency for it, says that it told the family of its own dead, or cannot."""

    KIND: ClassVar[str] = "telling.receiver_told"

    telling_id: str
    is_told: bool
    at: str
    reference: str
    enquiries: tuple[str, ...]
    why_not: CaseReason | None = part(Purpose.IDENTITY, of="telling_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmedWords:
    """From whom of the pair it was heard, where whoever confirms it did not go."""

    heard_from: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class VisitConfirmed(Act):
    """A second person says that she was told: what closes an enquiry, or hands remains over, rests on two."""

    KIND: ClassVar[str] = "telling.visit_confirmed"

    visit_id: str
    telling_id: str
    enquiry_id: str
    words: ConfirmedWords | None = part(Purpose.KIN, of="enquiry_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWords:
    """Who reported, and what, in words: it may name a witness."""

    source: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLaid(Act):
    """One lays before another that a death which nobody proved be told as this one reports it."""

    KIND: ClassVar[str] = "telling.report_laid"

    report_id: str
    enquiry_id: str
    reported_by: ReportedBy
    words: ReportWords | None = part(Purpose.IDENTITY, of="report_id")
