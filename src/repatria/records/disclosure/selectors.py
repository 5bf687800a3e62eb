"""What doors and higher rooms may ask of disclosure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from repatria.core.law.contact import ContactAbout, ContactAnswer, is_permitting, is_unable, named_guards
from repatria.core.law.custody import CustodyState
from repatria.core.law.disclosure import DisclosureFacts, DisclosureVerdict, OpenGround, open_at_the_round, open_grounds
from repatria.core.law.embargo import EmbargoFacts, EmbargoGround, embargo
from repatria.core.law.guards import refuse_open
from repatria.core.vocabulary.particulars import ParticularKind
from repatria.records.access.acting import Acting
from repatria.records.access.kept import Kept
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.disclosure.acts import AnswerDecided
from repatria.records.disclosure.askers import askers_of_man as askers_of_man
from repatria.records.disclosure.errors import CanBeAskedError, NotForInterviewError
from repatria.records.disclosure.models import Answer
from repatria.records.disclosure.services import (
    are_of_one_man,
    facts_now,
    has_dead_candidate,
    latest_answer,
    only_link,
    standing_answer,
    vital_interest_reference,
)
from repatria.records.disclosure.told import told_and_open as told_and_open
from repatria.records.disclosure.told import told_while_joined as told_while_joined
from repatria.records.disclosure.withholding import is_withheld_from, withheld_enquiries_of
from repatria.records.disclosure.wrong import corrections_due as corrections_due
from repatria.records.enquiries.selectors import enquiry_for_room, received_index_of
from repatria.records.enquiries.walk import walk
from repatria.records.ledger.reading import act_at
from repatria.records.matching.selectors import (
    LinkView,
    acts_about,
    all_links,
    candidates_of,
    link_at,
    links_of_enquiry,
    links_of_person,
)
from repatria.records.matching.wrong_links import annulled_links
from repatria.records.notices.selectors import letters_about, was_told_by_letter
from repatria.records.register.joined import changed_at, numbers_of
from repatria.records.register.selectors import (
    DecisionView,
    answers_about,
    custody_of,
    decisions_about,
    latest_decision,
    person_for_room,
)
from repatria.records.register.selectors.decisions import was_asked_openly
from repatria.records.register.selectors.joins import is_answered_since
from repatria.records.register.unable import unable_links, unable_since


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """What may be said to an enquirer now, what is missing and on what it rests."""

    enquiry_id: str
    person_id: str
    link_index: int
    kinship_level: int
    contact_answer: str
    approvers: tuple[str, ...]
    approval_reference: str
    missing: tuple[OpenGround, ...]
    latest_verdict: str
    latest_index: int | None


@question("disclosure.?answer", of_numbers=True)
def answer(acting: Acting, enquiry_id: str) -> AnswerView:
    """What may I say now, to whom.

    Raises:   NoConfirmedLinkError.
    Leaf:     access.reading_recorded
    """
    link = only_link(enquiry_id)
    record_reading(acting, question="disclosure.?answer", records=(enquiry_id, link.person_id))
    facts, _, reference = facts_now(link, acting.at)
    latest = latest_answer(enquiry_id)
    return AnswerView(
        enquiry_id=enquiry_id, person_id=link.person_id, link_index=link.link_index,
        kinship_level=facts.kinship_level, contact_answer=_answer_of(facts).value, approvers=facts.approvers,
        approval_reference=reference, missing=open_at_the_round(facts),
        latest_verdict=latest.verdict if latest else "", latest_index=latest.recorded_index if latest else None,
    )  # fmt: skip


def _answer_of(facts: DisclosureFacts) -> ContactAnswer:
    return facts.his_decision.answer if facts.his_decision else ContactAnswer.NOT_ASKED


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingAnswer:
    """A link on which nothing was told yet, by numbers: what is still missing, and who approved so far."""

    enquiry_id: str
    person_id: str
    missing: tuple[str, ...]
    approvers: tuple[str, ...]
    approval_reference: str


@question("disclosure.?answer", of_numbers=True)
def answers_waiting(at: datetime) -> tuple[WaitingAnswer, ...]:
    """Enquiries with one confirmed link whose latest decision does not tell; no sealed field is opened.

    Given:    a decision to tell that was stopped before its letter, since he took his yes back or is held no longer,
              waits again like one that was never taken.
    Returns:  oldest link first; those for which only approvals are missing wait for a second person.
    """
    links = all_links()
    asked = Counter(link.enquiry_id for link in links)
    found = _waiting.of(
        (
            (
                link.link_index, partial(_rests_on, link),
                partial(_waiting_of, link, at, is_alone=asked[link.enquiry_id] == 1),
            )
            for link in links
        ),
        at,
    )  # fmt: skip
    return tuple(one for one in found if one is not None)


def _rests_on(link: LinkView) -> frozenset[str]:
    hers = withheld_enquiries_of(link.enquiry_id)
    return frozenset({link.enquiry_id, *hers, *numbers_of(link.person_id), *candidates_of(link.enquiry_id)})


def _waiting_of(link: LinkView, at: datetime, *, is_alone: bool) -> WaitingAnswer | None:
    if _is_told(link.enquiry_id, at) or _is_contested(link, is_alone=is_alone):
        return None
    facts, _, reference = facts_now(link, at)
    return WaitingAnswer(
        enquiry_id=link.enquiry_id, person_id=link.person_id, approvers=facts.approvers,
        missing=tuple(ground.what for ground in open_at_the_round(facts)), approval_reference=reference,
    )  # fmt: skip


_waiting: Kept[WaitingAnswer | None] = Kept()


def _is_contested(link: LinkView, *, is_alone: bool) -> bool:
    """Whether the enquiry has other links too: to another man, or to one man whose later link stands for all."""
    if is_alone:
        return False
    links = links_of_enquiry(link.enquiry_id)
    return not are_of_one_man(links) or links[-1] != link


def _is_told(enquiry_id: str, at: datetime) -> bool:
    """Whether she was told by a letter, or will be in the next round as it stands now."""
    latest = latest_answer(enquiry_id)
    if latest is None or latest.verdict != DisclosureVerdict.TELL_ALIVE_AND_HELD.value:
        return False
    return was_told_by_letter(enquiry_id) or still_tells(enquiry_id, at)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnaskedView:
    """An enquirer about whom he cannot be asked: whether she be told in his vital interest, and who said so.

    Not:      her name, her address or her words, nor his illness: a doctor and the head decide on what she is to him.
    """

    enquiry_id: str
    person_id: str
    relation: str
    kinship_level: int
    since: str  # when he was first found not to be askable
    tried_at: str  # the last time
    approvers: tuple[str, ...]
    approval_reference: str
    missing: tuple[OpenGround, ...]  # of what is decided for him; other grounds may be missing beside


_FOR_HIM = frozenset({"asked_again_by_doctor", "doctor_and_head"})


@question("disclosure.?vital_interest")
def vital_interest(acting: Acting, enquiry_id: str) -> UnaskedView:
    """May she be told although he cannot be asked?

    Raises:   NoConfirmedLinkError; CanBeAskedError; RoleForbidsError.
    Leaf:     access.reading_recorded
    """
    link = only_link(enquiry_id)
    record_reading(acting, question="disclosure.?vital_interest", records=(enquiry_id, link.person_id))
    facts, decision, _ = facts_now(link, acting.at)
    if decision is None or not is_unable(facts.his_decision, ContactAbout.ENQUIRY):
        raise CanBeAskedError("he can be asked himself", provision="practice rule 10")
    since = unable_since(decision)
    return UnaskedView(
        enquiry_id=enquiry_id, person_id=link.person_id, relation=enquiry_for_room(enquiry_id).said["relation"],
        kinship_level=facts.kinship_level, since=act_at(since).at, tried_at=decision.decided_at,
        approvers=facts.vital_interest_by.everybody,
        approval_reference=vital_interest_reference(link.link_index, since),
        missing=tuple(ground for ground in open_grounds(facts) if ground.what in _FOR_HIM),
    )  # fmt: skip


@question("disclosure.?vital_interest", of_numbers=True)
def unasked_enquirers(at: datetime) -> tuple[WaitingAnswer, ...]:
    """Enquirers whom a doctor and the head may let be told, as he cannot be asked and they have not decided yet."""
    told = {telling.enquiry_id for telling in tellings()}
    found, gone = [], annulled_links()
    for link in (link_at(index) for index in unable_links() if index not in gone):
        if link.enquiry_id in told or not are_of_one_man(links_of_enquiry(link.enquiry_id)):
            continue
        facts, _, _ = facts_now(link, at)
        missing = tuple(ground.what for ground in open_grounds(facts))
        if "doctor_and_head" in missing and "his_decision" not in missing:
            found.append(WaitingAnswer(
                enquiry_id=link.enquiry_id, person_id=link.person_id, missing=missing,
                approvers=facts.vital_interest_by.everybody, approval_reference="",
            ))  # fmt: skip
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingView:
    """A standing decision that something may be told."""

    enquiry_id: str
    person_id: str
    act_index: int


def tellings() -> tuple[TellingView, ...]:
    """The enquiries whose latest decision is to tell."""
    latest: dict[str, Answer] = {}
    gone = annulled_links()
    for row in Answer.objects.order_by("recorded_index"):
        if row.link_index not in gone:
            latest[row.enquiry_id] = row
    return tuple(
        TellingView(enquiry_id=row.enquiry_id, person_id=row.person_id, act_index=row.recorded_index)
        for row in latest.values()
        if row.verdict == DisclosureVerdict.TELL_ALIVE_AND_HELD.value
    )


def is_told_by_his_choice(enquiry_id: str) -> bool:
    """Whether the standing decision about an enquiry rests on his own answer, not on doctor and head instead of it."""
    decided = standing_answer(enquiry_id)
    return decided is not None and not decided.vital_interest_by


def embargo_on(enquiry_id: str) -> EmbargoGround | None:
    """Whether the embargo stands about an enquiry, and on what ground: whoever would tell her anything asks it.

    Source:   law-and-practice section 4.5; practice rules 4, 14.
    Given:    the man whom a confirmed link names, under all of his numbers, and everybody who may be he.
    Not:      statutory notices and lists: they never ask it.
    """
    stand = [custody_of(link.person_id) for link in links_of_enquiry(enquiry_id)]
    is_candidate_dead = has_dead_candidate(enquiry_id)
    found = [
        embargo(EmbargoFacts(
            custody_state=CustodyState(one.custody_state) if one.custody_state else None,
            is_death_asserted=one.asserted_dead, is_dead_candidate=is_candidate_dead,
        ))
        for one in stand
    ] or [embargo(EmbargoFacts(is_dead_candidate=is_candidate_dead))]  # fmt: skip
    return next((ground for ground in EmbargoGround if ground in found), None)


def still_tells(enquiry_id: str, at: datetime) -> bool:
    """Whether she may be told at this instant, by all that the law asks: asked again before a decision is carried out.

    Source:   practice rules 4, 8, 12; invariant 9.
    Given:    between decision and letter lies a round, before the first letter weeks. He may have taken his yes back
              meanwhile, have died, or be held no longer. Who approved is not asked again, though kinship was proved
              further or he said yes once more; after a no of his a new yes asks for new approvals. Where his records
              were joined since, the narrower of his answers says; once they were parted, nothing goes on that he did
              not say after it.
    """
    links, decided = links_of_enquiry(enquiry_id), standing_answer(enquiry_id)
    link = next((one for one in links if decided is not None and one.link_index == decided.link_index), None)
    if decided is None or link is None or not are_of_one_man(links):
        return False
    settled = set() if _was_stopped_since(decided, link.link_index) else {"two_approvals"}
    if decided.vital_interest_by:
        settled.add("doctor_and_head")
    if not changed_at(link.person_id)[1]:
        settled.add("asked_since_join")  # decided before his records were joined: the narrower answer says how far
    return all(ground.what in settled for ground in open_at_the_round(facts_now(link, at)[0]))


def _was_stopped_since(decided: AnswerDecided, link_index: int) -> bool:
    """Whether he answered anything but yes after a decision; of one that others made for him, anything but unable."""
    after = -1 if decided.decision_index is None else decided.decision_index
    carried = {ContactAnswer.CANNOT_BE_ASKED} if decided.vital_interest_by else set()
    return any(not is_permitting(one) and one not in carried for one in answers_about(link_index, after))


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewView:
    """What the interviewer takes with him: her name, relation and words; never her address."""

    person_id: str
    enquiry_id: str
    link_index: int
    his_surname: str
    his_first_names: str
    language: str
    her_name: str
    her_relation: str
    her_words: str
    her_private_answer: str
    previous: DecisionView | None


@question("disclosure.?interview")
def interview(acting: Acting, person_id: str, link_index: int) -> InterviewView:
    """One question to him about one enquirer.

    Raises:   NotForInterviewError when that link is not his, or is doubted; InterviewError before the open question was
              put to him.
    Leaf:     access.reading_recorded
    """
    link = next((found for found in links_of_person(person_id) if found.link_index == link_index), None)
    if link is None or link.is_doubted:
        raise NotForInterviewError("no such question for this person")
    refuse_open(named_guards(ContactAbout.ENQUIRY, was_asked_openly=was_asked_openly(person_id)))
    record_reading(acting, question="disclosure.?interview", records=(person_id, link.enquiry_id))
    person, said = person_for_room(person_id), enquiry_for_room(link.enquiry_id).said
    return InterviewView(
        person_id=person_id, enquiry_id=link.enquiry_id, link_index=link_index,
        his_surname=person.first(ParticularKind.SURNAME),
        his_first_names=person.first(ParticularKind.FIRST_NAMES), language=person.first(ParticularKind.LANGUAGE),
        her_name=said["enquirer_name"], her_relation=said["relation"], her_words=said["words"],
        her_private_answer=said["private_answer"], previous=latest_decision(person_id, "enquiry", link_index),
    )  # fmt: skip


def _was_asked(decision: DecisionView | None) -> bool:
    return decision is not None and decision.answer != ContactAnswer.NOT_ASKED.value


@question("register.?interview_list", of_numbers=True)
def questions_to_ask(at: datetime) -> tuple[tuple[str, int], ...]:
    """Confirmed links about which he was not yet asked, as (person, link act): the interviewer's list.

    Not:      those that somebody doubts: he may be asked about a stranger; nor those who are not to be told. What he
              says of one of them himself is recorded all the same.
    """
    return tuple(
        (link.person_id, link.link_index)
        for link in all_links()
        if not link.is_doubted
        and (
            not _was_asked(decision := latest_decision(link.person_id, "enquiry", link.link_index))
            or not is_answered_since(link.person_id, decision)
        )
        and not is_withheld_from(link.enquiry_id, at)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryStanding:
    """Where an enquiry stands in the law's machine, and the acts of all rooms along which it came there."""

    enquiry_id: str
    state: str
    rests_on: tuple[int, ...]
    steps: tuple[tuple[str, int], ...]


@question("enquiries.?enquiry", of_numbers=True)
def enquiry_standing(enquiry_id: str) -> EnquiryStanding:
    """Where an enquiry stands, folded from the acts of all rooms that know something of it; numbers only.

    Raises:   UnknownEnquiryError.
    """
    links = [link.link_index for link in links_of_enquiry(enquiry_id)]
    answers = [index for link in links for index in decisions_about(link)]
    acts = tuple(sorted({*acts_about(enquiry_id), *answers, *letters_about(enquiry_id)}))
    found = walk(enquiry_id, received_index_of(enquiry_id), acts)
    return EnquiryStanding(
        enquiry_id=enquiry_id, state=found.state.value, rests_on=acts,
        steps=tuple((event.value, index) for event, index in found.steps),
    )  # fmt: skip
