"""How a death is told: in person, by two who were trained, next of kin first, the others that day, and by nothing else.

It rests on a conclusion of the identification board alone. What one side or a witness says of a death is another thing:
it is told in other words, and only where two decided it. Wishes are asked in a round of all, never after a hit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from repatria.core.law.errors import SecondPersonError, UnstatedParticularsError, UnstatedReasonError
from repatria.core.law.guards import OpenGuard, are_two_different, need
from repatria.core.vocabulary.particulars import Grade
from repatria.core.vocabulary.spoken import languages_in

RULE, ROUND, IN_PERSON = "house rule 4.5", "practice rule 3", "practice rule 24"
LONGEST_WAIT = timedelta(days=30)
"""Until when a visit is promised to the Agency at the latest, and within which the receiver owes it (a house term)."""
TRAINING_LASTS = timedelta(days=730)
"""For how long a training counts before it is renewed (a house term)."""


class DeathKnown(StrEnum):
    """How surely it is known."""

    PROVEN = "proven"  # the board concluded
    REPORTED = "reported"  # the other side or a witness says so, and nobody identified anybody


class ReportedBy(StrEnum):
    """Who says that he is dead, where nobody proved it."""

    OTHER_PARTY = "other_party"
    WITNESS = "witness"


class OwedBy(StrEnum):
    """Whose the visit is."""

    BUREAU = "bureau"
    RECEIVER = "receiver"  # the other Party, of whose dead it has a notice


class TellingWay(StrEnum):
    """How she is told."""

    VISIT = "visit"
    SOCIETY = "society"  # the Agency or the National Society there visits her
    CALL = "call"  # an arranged call, with a professional beside her


class VisitEnd(StrEnum):
    """How a visit ended."""

    TOLD = "told"
    NOT_AT_HOME = "not_at_home"
    NOT_FOUND = "not_found"  # she lives there no longer, and nobody knows where
    POSTPONED = "postponed"  # by herself


class VisitPurpose(StrEnum):
    """What the two come for."""

    DEATH = "death"
    PART = "part"  # a further part was identified
    CORRECTION = "correction"  # what she was told was wrong


class PartsWish(StrEnum):
    """When she wishes to be told of parts."""

    FIRST = "first"  # at the first identification, and of no further part
    EACH = "each"  # at each further part too
    END = "end"  # only once no further part is expected


_NEAREST = (
    frozenset({"wife", "husband"}), frozenset({"child"}), frozenset({"mother", "father"}), frozenset({"sister"}),
    frozenset({"grandparent"}),
)  # fmt: skip


def precedence(relation: str, *, is_named_by_him: bool) -> int:
    """How near an enquirer stands: whom he allowed first, then by kinship; the lower goes first.

    Source:   law-and-practice section 4.5: the next of kin chosen by the deceased or by law; practice rule 6.
    Given:    the order of kin is this house's until counsel of the State says otherwise.
    """
    if is_named_by_him:
        return 0
    return next((place for place, kin in enumerate(_NEAREST, 1) if relation in kin), len(_NEAREST) + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningFacts:
    """What stands before a telling is opened.

    Given:    `has_conclusion` read, never ticked; `is_certified` that a signed certificate of the house stands, read;
              `is_attested` that the number of one of another authority was written, which two answer for;
              `grade` the best of the evidence of a death that is reported, `is_evidence_checked` asked of grade C;
              `askers` those who may be told; `visit_by` the day that the notice names; `signed_by` whoever
              opens and who approved; `source` who reported, in words.
    """

    known: DeathKnown
    has_conclusion: bool = False
    is_certified: bool = False
    is_attested: bool = False
    is_asserted: bool = False
    is_of_register: bool = False
    is_opened_already: bool = False
    owed_by: OwedBy = OwedBy.BUREAU
    askers: int = 0
    on: date
    visit_by: date
    signed_by: tuple[str, ...] = ()
    reported_by: ReportedBy | None = None
    source: str = ""
    grade: Grade | None = None
    is_evidence_checked: bool = False


def _may_be_reported(facts: OpeningFacts) -> bool:
    """Whether a report of this grade is told at all, in other words: A and B at once, C after a check, D as what a
    witness said, on the word of two; E never."""
    if facts.grade is Grade.WITNESS:
        return facts.reported_by is ReportedBy.WITNESS
    if facts.grade is Grade.DOCUMENT_OR_CALL:
        return facts.is_evidence_checked
    return facts.grade in (Grade.OWN_CUSTODY, Grade.AGENCY_OR_COUNTERPART)


def opening_guards(facts: OpeningFacts) -> Iterator[OpenGuard]:
    """What is missing before a telling may be opened.

    Source:   GC III 120; law-and-practice sections 4.5, 6.2; practice rules 23, 24; invariant 5.
    """
    if facts.known is DeathKnown.PROVEN:
        yield from need(facts.has_conclusion, "board_concluded", "practice rule 23")
        yield from need(facts.is_certified or facts.is_attested, "death_certified", "GC III 120")
        is_by_two = facts.is_certified or not facts.is_attested or are_two_different(facts.signed_by)
        yield from need(is_by_two, "certificate_by_two", RULE, SecondPersonError)
        # Of one who stands in the register alive no family is told: somebody errs.
        yield from need(facts.is_asserted or not facts.is_of_register, "death_asserted", RULE)
    else:
        yield from need(not facts.has_conclusion, "reported_only", RULE)
        yield from need(facts.is_of_register, "report_of_linked", RULE)
        yield from need(facts.is_asserted, "death_asserted", RULE)
        yield from need(not facts.is_asserted or _may_be_reported(facts), "death_graded", "house rule 6.2")
        is_named = facts.reported_by is not None and bool(facts.source.strip())
        yield from need(is_named, "report_source", RULE, UnstatedReasonError)
        yield from need(are_two_different(facts.signed_by), "two_persons", RULE, SecondPersonError)
    yield from need(not facts.is_opened_already, "opened_once", RULE)
    is_bounded = facts.on <= facts.visit_by <= facts.on + LONGEST_WAIT
    yield from need(is_bounded, "visit_by", RULE)
    yield from need(facts.owed_by is OwedBy.RECEIVER or facts.askers > 0, "somebody_asks", RULE)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainedVisitor:
    """One of the pair.

    Given:    `trained_until` the last day on which the training counts, None where none is on record.
    """

    visitor_id: str
    trained_until: date | None
    languages: str = ""  # as it was written when the training was recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFacts:
    """What stands before a visit is planned.

    Given:    `notices_gone` whether the notices of this death left for Agency and Power; `open_before` how many who
              stand nearer were neither told nor sought in vain; `allowed` the way that two allowed beside a visit.
    """

    purpose: VisitPurpose
    way: TellingWay
    is_open: bool
    is_proven: bool
    is_excluded: bool
    is_told: bool
    is_ended: bool = False
    is_planned: bool = False
    notices_gone: bool = False
    open_before: int = 0
    allowed: TellingWay | None = None
    pair: tuple[TrainedVisitor, ...] = ()
    on: date
    asked_on: date = date.min  # the day on which it is planned
    where: str = ""
    language: str = ""
    interpreter: str = ""
    beside_her: str = ""
    wish: PartsWish | None = None
    is_complete: bool = False
    is_part_concluded: bool = True  # of a further part: the board named it, and she was not told of it
    first_on: date | None = None  # the first day planned since anybody went, put off or called off since
    put_off_by: tuple[str, ...] = ()  # who says that it waits longer


def plan_guards(facts: PlanFacts) -> Iterator[OpenGuard]:
    """What is missing before a visit may be planned.

    Source:   law-and-practice section 4.5; practice rules 6, 24; GC III 122(3) for what goes before.
    """
    yield from need(not facts.is_excluded, "not_withheld", "practice rule 6")
    yield from need(not facts.is_planned, "one_visit_planned", RULE)
    if facts.purpose is VisitPurpose.CORRECTION:
        # Nobody says alone that what the board concluded is wrong: the case is ended first.
        yield from need(facts.is_ended, "telling_ended", "practice rule 23")
        yield from need(facts.is_told, "told_before", RULE)
    else:
        yield from need(facts.is_open, "telling_open", RULE)
        yield from need(facts.notices_gone or not facts.is_proven, "notices_gone", "GC III 122(3)")
        yield from _wishes(facts)
    if facts.purpose is VisitPurpose.DEATH:
        yield from need(not facts.is_told, "not_told_yet", RULE)
        yield from need(not facts.open_before, "next_of_kin_first", RULE)
    yield from need(facts.way is TellingWay.VISIT or facts.way is facts.allowed, "other_way_allowed", RULE)
    if facts.way is TellingWay.CALL:
        yield from need(bool(facts.beside_her.strip()), "professional_beside_her", RULE, UnstatedParticularsError)
    if facts.way is TellingWay.VISIT:
        yield from _pair(facts)
    yield from need(not _is_too_far(facts), "put_off_too_far", RULE)
    yield from need(bool(facts.where.strip()), "visit_where", RULE, UnstatedParticularsError)
    yield from need(bool(facts.language.strip()), "visit_language", RULE, UnstatedParticularsError)


def _is_too_far(facts: PlanFacts) -> bool:
    """Whether she would wait longer for us than one alone may say: 30 days in all from the first day that was planned;
    two may put it off further, by 30 days from today at most."""
    if facts.first_on is None or facts.on <= max(facts.first_on + LONGEST_WAIT, facts.asked_on):
        return False  # today is too late at no time
    return not are_two_different(facts.put_off_by) or facts.on > facts.asked_on + LONGEST_WAIT


class VisitChange(StrEnum):
    """What became of a plan before anybody went."""

    PUT_RIGHT = "put_right"
    PUT_OFF = "put_off"
    CALLED_OFF = "called_off"


def change_guards(facts: PlanFacts, *, why: str) -> Iterator[OpenGuard]:
    """What is missing before a plan is put right, or put off by us.

    Source:   law-and-practice section 4.5; practice rule 24: the day that the notice names stands, whoever puts off.
    Given:    `facts` as the plan would be then; all that a plan is asked is asked again.
    """
    yield from plan_guards(facts)
    yield from need(bool(why.strip()), "visit_change_why", RULE, UnstatedReasonError)


def _wishes(facts: PlanFacts) -> Iterator[OpenGuard]:
    if facts.purpose is VisitPurpose.DEATH:
        yield from need(facts.wish is not PartsWish.END or facts.is_complete, "told_at_the_end", RULE)
        return
    yield from need(facts.is_told, "told_before", RULE)
    # Whom nobody asked is told of each part: silence keeps nothing from her.
    is_wished = facts.wish in (None, PartsWish.EACH) or (facts.wish is PartsWish.END and facts.is_complete)
    yield from need(is_wished, "told_as_she_wished", RULE)
    yield from need(facts.is_part_concluded, "part_concluded", "practice rule 23")


def _pair(facts: PlanFacts) -> Iterator[OpenGuard]:
    named = [one.visitor_id for one in facts.pair]
    yield from need(len(named) == len(set(named)) == 2, "trained_pair", RULE, SecondPersonError)
    are_trained = all(one.trained_until is not None and facts.on <= one.trained_until for one in facts.pair)
    yield from need(bool(named) and are_trained, "trained_now", RULE)
    hers = languages_in(facts.language)
    is_understood = any(hers & languages_in(one.languages) for one in facts.pair) or bool(facts.interpreter.strip())
    yield from need(not hers or is_understood, "visit_in_her_language", RULE)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndFacts:
    """What is said when the two come back.

    Given:    `told_at` may not lie before the day that was planned or after now: the caller asks that of times.
    """

    end: VisitEnd
    way: TellingWay
    is_planned: bool
    is_excluded: bool
    is_still_concluded: bool
    is_ended: bool
    purpose: VisitPurpose
    said: str = ""
    reference: str = ""
    again_on: date | None = None
    on: date
    open_before: int = 0


def end_guards(facts: EndFacts) -> Iterator[OpenGuard]:
    """What is missing before the end of a visit is on record.

    Source:   law-and-practice section 4.5; practice rule 24.
    """
    yield from need(facts.is_planned, "visit_planned", RULE)
    yield from need(bool(facts.said.strip()), "visit_said", RULE, UnstatedParticularsError)
    if facts.end is VisitEnd.TOLD:
        yield from need(not facts.is_excluded, "not_withheld", "practice rule 6")
        if facts.purpose is VisitPurpose.CORRECTION:
            yield from need(facts.is_ended, "telling_ended", "practice rule 23")
        else:
            yield from need(facts.is_still_concluded, "board_concluded", "practice rule 23")
        yield from need(not facts.open_before, "next_of_kin_first", RULE)
        needs_paper = facts.way is TellingWay.SOCIETY
        yield from need(not needs_paper or bool(facts.reference.strip()), "society_receipt", IN_PERSON)
    if facts.end is VisitEnd.POSTPONED:
        is_named = facts.again_on is not None and facts.on <= facts.again_on <= facts.on + LONGEST_WAIT
        yield from need(is_named, "again_on", RULE)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherWayFacts:
    """Why no visit is possible.

    Given:    `signed_by` whoever says it and who approved; `society_declined` whether Agency or Society was asked
              before and could not.
    """

    way: TellingWay
    reason: str
    signed_by: tuple[str, ...]
    society_declined: bool


def other_way_guards(facts: OtherWayFacts) -> Iterator[OpenGuard]:
    """What is missing before she may be told otherwise than by a visit of ours.

    Source:   law-and-practice section 4.5: the Agency or National Society there; then an arranged call with a
              professional beside her.
    """
    yield from need(facts.way is not TellingWay.VISIT, "another_way", RULE)
    yield from need(bool(facts.reason.strip()), "why_no_visit", RULE, UnstatedReasonError)
    yield from need(are_two_different(facts.signed_by), "two_persons", RULE, SecondPersonError)
    if facts.way is TellingWay.CALL:
        yield from need(facts.society_declined, "society_asked_first", RULE)


def receiver_guards(owed_by: OwedBy, *, has_receipt: bool) -> Iterator[OpenGuard]:
    """What is missing before the visit is the receiver's.

    Source:   practice rule 24: of identified dead of the other Party a receipted notice suffices.
    """
    yield from need(owed_by is OwedBy.RECEIVER, "of_other_party", IN_PERSON)
    yield from need(has_receipt, "notice_receipted", IN_PERSON)


def wish_guards(
    *, round_index: int | None, hit_index: int | None, is_told: bool, was_asked: bool, by_whom: str
) -> Iterator[OpenGuard]:
    """What is missing before a wish is on record.

    Source:   practice rule 3: nobody is asked for anything because of a candidate; practice rule 25.
    Given:    the act that opened a round in which her enquiry was asked, and the first act that concluded of him: what
              a round asked of all before may be answered after; she herself may change it once she was told.
    """
    is_before = round_index is not None and (hit_index is None or round_index < hit_index)
    yield from need(is_told or (was_asked and is_before), "wishes_in_a_round", ROUND)
    yield from need(bool(by_whom.strip()), "wishes_heard_by", ROUND, UnstatedParticularsError)


def confirm_guards(*, by: str, ended_by: str, pair: frozenset[str], heard_from: str) -> Iterator[OpenGuard]:
    """What is missing before a second person has confirmed that she was told: the other of the pair, or whoever heard
    it from that one.

    Source:   law-and-practice section 4.5: a trained pair; practice rule 24. An enquiry is not closed, and nothing is
              handed to a family, on one account's word.
    Given:    `pair` the accounts of the two, as far as they have any.
    """
    yield from need(by != ended_by, "told_by_another", RULE, SecondPersonError)
    is_one_of_them = by in pair - {ended_by}
    yield from need(is_one_of_them or bool(heard_from.strip()), "heard_from", RULE, UnstatedParticularsError)
