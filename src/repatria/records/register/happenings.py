"""What the acts of the register tell: who came to be held, what happened to his custody, what he answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from repatria.core.law.clocks import OUTSIDE_CAMP
from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.custody import CustodyEvent, CustodyState, facts_attested, is_held
from repatria.core.law.custody_facts import NOTICE_BEFORE_TRIAL, DeathCause, HisPaper, ListEnd
from repatria.core.law.custody_words import (
    COUNT_WORDS,
    CUSTODY_WORDS,
    HELD_NO_LONGER,
    ListCounts,
    arrival_word,
    custody_words,
    departure_word,
)
from repatria.core.law.death_papers import PAPER_STEPS
from repatria.core.law.roll import first_roll_due, roll_day_after
from repatria.core.law.status import INTERNED
from repatria.core.vocabulary.dates import day_instant, read_instant
from repatria.core.vocabulary.happenings import Happening
from repatria.core.vocabulary.particulars import Category
from repatria.records.ledger.happenings import happenings_by
from repatria.records.register.acts import (
    CaptureRecorded,
    ContactDecisionRecorded,
    CountExplained,
    CustodyRecorded,
    DeathEnquiryOpened,
    DeathSeen,
    PaperRecorded,
    ReturnExamined,
)
from repatria.records.register.card_acts import CaptureCardEnded
from repatria.records.register.death_paper_acts import DeathPaperMoved
from repatria.records.register.slip_acts import SlipReceived
from repatria.records.register.status_acts import CategoryDecided, RightsRead


def _capture(given: CaptureRecorded, at: datetime) -> Iterator[Happening]:
    words = ["held" if is_held(given.state) else "reported"]
    if given.category is Category.NOT_YET_DETERMINED:
        words.append("category_open")
    if given.category in INTERNED:
        words.append("interned")
    if given.state in _COUNTED_DAILY:
        words.append("in_camp")  # registered where he is to stay: nobody records an arrival of him
    for word in words:
        yield Happening(word=f"{CaptureRecorded.KIND}:{word}", subject=given.person_id, at=at, lies_with=given.holder)
    yield from _place_holds(CaptureRecorded.KIND, given.holder, given.state, at)
    if given.state is CustodyState.IN_UNIT:
        yield _unit_holds(CaptureRecorded.KIND, given.holder, at)


_KEPT = frozenset({CustodyState.IN_UNIT, CustodyState.IN_CAMP, CustodyState.IN_HOSPITAL})
"""Where whoever comes is given food and drink by those who hold him."""
_COUNTED_DAILY = frozenset({CustodyState.IN_CAMP, CustodyState.IN_HOSPITAL})
_UNIT_EMPTY = "unit_empty"


def _place_holds(kind: str, holder: str, state: CustodyState, at: datetime) -> Iterator[Happening]:
    """That a place holds somebody since now, and owes a roll of the day after: by the hour at which it was recorded, so
    that no roll which came in already is asked for. A unit that has passed its last man on by then owes none."""
    if holder and state in _KEPT:
        yield Happening(word=f"{kind}:place_keeps", subject=holder, at=at, lies_with=holder)
    if holder and state is CustodyState.IN_CAMP:
        yield Happening(word=f"{kind}:camp_keeps", subject=holder, at=at, lies_with=holder)
    if holder and state in _COUNTED_DAILY:
        yield Happening(word=f"{kind}:place_houses", subject=holder, at=at, lies_with=holder)
        yield Happening(
            word=f"{kind}:place_holds", subject=holder, at=at, matter=roll_day_after(at), lies_with=holder,
            due_at=first_roll_due(at),
        )  # fmt: skip


def _unit_holds(kind: str, holder: str, at: datetime) -> Happening:
    return Happening(
        word=f"{kind}:unit_holds", subject=holder, at=at, matter=roll_day_after(at), lies_with=holder,
        due_at=first_roll_due(at),
    )  # fmt: skip


def _of_unit(given: CustodyRecorded, at: datetime) -> Iterator[Happening]:
    """That a unit holds somebody since now, or nobody any more; an annulled event lets it owe again what it owed."""
    is_there = given.state is CustodyState.IN_UNIT
    if given.event is CustodyEvent.ANNULLED:
        if is_there:
            yield Happening(
                word=f"{CustodyRecorded.KIND}:annulled", subject=given.holder, at=at, event=given.custody_id,
                annuls=given.annuls,
            )  # fmt: skip
    elif is_there and (given.holder, CustodyState.IN_UNIT) != (given.previous_holder, given.previous_state):
        yield _unit_holds(CustodyRecorded.KIND, given.holder, at)
    if given.read.is_unit_empty:
        yield Happening(
            word=f"{CustodyRecorded.KIND}:{_UNIT_EMPTY}", subject=given.previous_holder, at=at, matter=None,
            event=given.custody_id,
        )  # fmt: skip


def _custody(given: CustodyRecorded, at: datetime) -> Iterator[Happening]:
    due_back_at = read_instant(given.attested.due_back_at) if given.attested.due_back_at else None
    # A man who was signed out is owed by the place he left, not by whoever took him.
    lies_with = given.previous_holder if given.event is CustodyEvent.SIGNED_OUT else given.holder
    for word in custody_words(given.event, given.previous_state, given.state, facts_attested(given.attested)):
        yield Happening(
            word=f"{CustodyRecorded.KIND}:{word}", subject=given.person_id, at=read_instant(given.happened_at),
            matter=None if word == HELD_NO_LONGER else "", event=given.custody_id, annuls=given.annuls,
            due_at=due_back_at, lies_with=lies_with,
        )  # fmt: skip
    if given.event is not CustodyEvent.ANNULLED and given.holder != given.previous_holder:
        yield from _place_holds(CustodyRecorded.KIND, given.holder, given.state, at)
    yield from _of_unit(given, at)
    yield from _counts(given)


def _counts(given: CustodyRecorded) -> Iterator[Happening]:
    """Whether the heads of his list agree, about the list and not about him."""
    read, counted = given.read, given.attested.counted
    word, matter = "", f"{read.left}:{counted}"
    if given.event is CustodyEvent.DEPARTED:
        word, matter = departure_word(ListCounts(listed=read.on_list, left=counted)), f"{read.on_list}:{counted}"
    elif given.event is CustodyEvent.ARRIVED:
        counts = ListCounts(left=read.left, arrived=counted, registered=read.registered or 0)
        word = arrival_word(counts)
    if given.annuls and read.list_id:
        yield Happening(
            word=f"{CustodyRecorded.KIND}:annulled", subject=read.list_id, at=read_instant(given.happened_at),
            event=given.custody_id, annuls=given.annuls,
        )  # fmt: skip
    if word and read.list_id:
        yield Happening(
            word=f"{CustodyRecorded.KIND}:{word}", subject=read.list_id, at=read_instant(given.happened_at),
            matter=None if word == COUNT_WORDS[2] else matter, event=given.custody_id, lies_with=given.holder,
        )  # fmt: skip


def _explained(given: CountExplained, at: datetime) -> Iterator[Happening]:
    yield Happening(word=f"{CountExplained.KIND}:{given.end.value}", subject=given.list_id, at=at, matter=None)


def _examined(given: ReturnExamined, at: datetime) -> Iterator[Happening]:
    yield Happening(word=ReturnExamined.KIND, subject=given.person_id, at=read_instant(given.examined_at))


def _death_seen(given: DeathSeen, at: datetime) -> Iterator[Happening]:
    word = "natural" if given.cause is DeathCause.NATURAL else "unexplained"
    yield Happening(word=f"{DeathSeen.KIND}:{word}", subject=given.person_id, at=read_instant(given.seen_at))


def _death_enquiry(given: DeathEnquiryOpened, at: datetime) -> Iterator[Happening]:
    yield Happening(word=DeathEnquiryOpened.KIND, subject=given.person_id, at=read_instant(given.opened_at))


def _paper(given: PaperRecorded, at: datetime) -> Iterator[Happening]:
    due_at = day_instant(given.trial_on) - NOTICE_BEFORE_TRIAL if given.trial_on else None
    yield Happening(
        word=f"{PaperRecorded.KIND}:{given.paper.value}", subject=given.person_id, at=read_instant(given.at),
        due_at=due_at,
    )  # fmt: skip


def _category(given: CategoryDecided, at: datetime) -> Iterator[Happening]:
    word = "interned" if given.category in INTERNED else "of_armed_forces"
    for said in ("decided", word):
        yield Happening(
            word=f"{CategoryDecided.KIND}:{said}", subject=given.person_id, at=read_instant(given.decided_at)
        )  # fmt: skip


def _card(given: CaptureCardEnded, at: datetime) -> Iterator[Happening]:
    word = "of_now" if given.is_of_now else "earlier"
    yield Happening(
        word=f"{CaptureCardEnded.KIND}:{word}", subject=given.person_id, at=read_instant(given.at),
        event="" if given.is_of_camp else OUTSIDE_CAMP,
    )  # fmt: skip


def _decision(given: ContactDecisionRecorded, at: datetime) -> Iterator[Happening]:
    # Not asked is no answer: it says only that he can be asked, where a doctor had found that he cannot.
    words = ["may_be_asked"] if given.answer is ContactAnswer.NOT_ASKED else ["answered", given.answer.value]
    matter = given.about.value if given.link_index is None else f"{given.about.value}:{given.link_index}"
    decided_at = read_instant(given.decided_at)
    for word in words:
        yield Happening(
            word=f"{ContactDecisionRecorded.KIND}:{word}", subject=given.person_id, at=decided_at, matter=matter,
            event=given.decision_id,
        )  # fmt: skip
    if given.about is ContactAbout.OPEN and given.answer is not ContactAnswer.NOT_ASKED:
        yield Happening(
            word=f"{ContactDecisionRecorded.KIND}:asked_openly", subject=given.person_id, at=decided_at,
            event=given.decision_id,
        )  # fmt: skip


def _rights(given: RightsRead, at: datetime) -> Iterator[Happening]:
    yield Happening(word=RightsRead.KIND, subject=given.person_id, at=read_instant(given.read_at))


def _slip(given: SlipReceived, at: datetime) -> Iterator[Happening]:
    # The open question comes first again; what names somebody follows it on the interviewer's list.
    for place, one in enumerate(sorted(given.set_aside, key=lambda one: one.about is not ContactAbout.OPEN)):
        matter = one.about.value if one.link_index is None else f"{one.about.value}:{one.link_index}"
        for word in ("set_aside", "may_be_asked") if place == 0 else ("set_aside",):
            yield Happening(
                word=f"{SlipReceived.KIND}:{word}", subject=one.person_id, at=read_instant(given.received_at),
                matter=matter, event=one.decision_id,
            )  # fmt: skip


def _death_paper(given: DeathPaperMoved, at: datetime) -> Iterator[Happening]:
    yield Happening(
        word=f"{DeathPaperMoved.KIND}:{given.paper.value}_{given.step.value}", subject=given.person_id,
        at=read_instant(given.at),
    )  # fmt: skip


_OF_PAPERS = tuple(f"{paper.value}_{step.value}" for paper, steps in PAPER_STEPS.items() for step in steps)
_OF_PLACES = ("place_holds", "place_keeps", "place_houses", "camp_keeps", "unit_holds")


def register() -> None:
    happenings_by(CaptureRecorded, "held", "reported", "category_open", "interned", "in_camp", *_OF_PLACES)(_capture)
    happenings_by(RightsRead)(_rights)
    happenings_by(SlipReceived, "may_be_asked", "set_aside")(_slip)
    happenings_by(CategoryDecided, "decided", "interned", "of_armed_forces")(_category)
    happenings_by(CustodyRecorded, *CUSTODY_WORDS, *COUNT_WORDS, *_OF_PLACES, _UNIT_EMPTY)(_custody)
    happenings_by(PaperRecorded, *(one.value for one in HisPaper))(_paper)
    happenings_by(ReturnExamined)(_examined)
    happenings_by(CaptureCardEnded, "of_now", "earlier")(_card)
    happenings_by(DeathSeen, "natural", "unexplained")(_death_seen)
    happenings_by(DeathEnquiryOpened)(_death_enquiry)
    happenings_by(DeathPaperMoved, *_OF_PAPERS)(_death_paper)
    happenings_by(CountExplained, *(end.value for end in ListEnd))(_explained)
    answers = (answer.value for answer in ContactAnswer if answer is not ContactAnswer.NOT_ASKED)
    happenings_by(ContactDecisionRecorded, "answered", "asked_openly", "may_be_asked", *answers)(_decision)
