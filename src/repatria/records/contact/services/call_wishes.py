"""Who asks for a call, and who says yes or no to it: hers by herself or a clerk, his alone."""

from __future__ import annotations

from dataclasses import replace

from repatria.core.law.call_steps import RULE, CallOrderError, next_call
from repatria.core.law.calls import (
    CallSide,
    CallUrgency,
    CallWay,
    asking_guards,
    is_raised,
    way_of_both,
)
from repatria.core.law.contact import InterviewFacts, check_interview
from repatria.core.law.guards import need, refuse_open
from repatria.core.law.statements import OWN_WORDS, refuse_statements
from repatria.core.vocabulary.calls import OVER, CallEvent, CallState, StoppedBecause
from repatria.core.vocabulary.identifiers import record_number
from repatria.records.access.acting import Acting, require
from repatria.records.access.errors import OutOfScopeError
from repatria.records.contact.call_acts import CallAnswered, CallAsked, CallWishedAnew, CallWords
from repatria.records.contact.call_models import Call
from repatria.records.contact.calling import agreed_facts, call_row, check_came_in, urgencies_of, zone_named
from repatria.records.contact.errors import CallStandsError, CallWordsError, UnknownCallError
from repatria.records.contact.reading import link_of
from repatria.records.enquiries.selectors import kinship_level_of
from repatria.records.ledger.catalogue import ByParameter
from repatria.records.ledger.rows import rows_where
from repatria.records.ledger.services import record, service
from repatria.records.register.joined import leader_of
from repatria.records.register.scope import is_bound_to_branch, is_within
from repatria.records.register.selectors import custody_of

ASK_HERS, ASK_HIS = "contact.ask_call_for_her", "contact.ask_call_for_him"
ANSWER_HERS, ANSWER_HIS = "contact.answer_call_for_her", "contact.answer_call_for_him"
LONGEST_WORD = 400
_ASKS = ByParameter(parameter="side", actions={CallSide.HIS: ASK_HIS}, otherwise=ASK_HERS)
_ANSWERS = ByParameter(parameter="side", actions={CallSide.HIS: ANSWER_HIS}, otherwise=ANSWER_HERS)
_NO = {CallSide.HERS: StoppedBecause.BY_HER, CallSide.HIS: StoppedBecause.BY_HIM}
_OPEN = [state.value for state in CallState if state not in OVER]


def open_calls(enquiry_id: str) -> list[Call]:
    """The calls of one enquiry that are not over, oldest first; none that came with words that were replaced."""
    rows = rows_where(Call, enquiry_id=enquiry_id, state=_OPEN, order="asked_index") if enquiry_id else []
    return [row for row in rows if row.words_stood]


def is_of_hers(row: Call) -> bool:
    """Whether a call has her word: she asked for it, or said yes to his."""
    return row.side == CallSide.HERS.value or row.her_index is not None


def waits_for_his_own(row: Call) -> bool:
    """Whether he asked for another of these two, which goes before this one: nobody asks him meanwhile."""
    return any(one.his_index is not None for one in open_calls(row.enquiry_id) if one.pk != row.pk)


def _words(why: str, suits: str) -> CallWords:
    refuse_statements({"why": why, "suits": suits}, besides=OWN_WORDS)
    faults = [(name, "length") for name, text in (("why", why), ("suits", suits)) if len(text.strip()) > LONGEST_WORD]
    if faults:
        raise CallWordsError("say it shorter", tuple(faults))
    return CallWords(why=why.strip(), suits=suits.strip())


def _zone(zone: str) -> str:
    if zone:
        zone_named(zone)
    return zone


def _check_is_his(enquiry_id: str, person_id: str) -> None:
    """Refuses one who asks here for another man, or for whom no link stands.  Raises: OpenGuardError."""
    link = link_of(enquiry_id)
    is_his = link is not None and leader_of(link.person_id) == leader_of(person_id)
    refuse_open(need(is_his, "message_link", "practice rule 6"))


@service(actions=_ASKS)
def ask_call(
    acting: Acting, *, side: CallSide, way: CallWay, enquiry_id: str = "", person_id: str = "",
    urgency: CallUrgency | None = None, why: str = "", suits: str = "", zone: str = "",
    facts: InterviewFacts | None = None, channel: str = "clerk", inbox: str = "", words_stood: bool = True,
) -> str:  # fmt: skip
    """Takes in that one of the two asks for a call: hers whether anybody knows of him or not; nothing is judged here.

    Source:   GC III art. 71; law-and-practice section 6.8; practice rules 3, 5, 8.
    Given:    hers is her yes to it, and is taken whether he asked too or not: his goes first. His names the enquiry
              and is his yes where an interviewer took it, alone, by `facts`; a camp writes down by his
              number that he asks, and an interviewer asks him to whom.
    Returns:  the call's number.
    Raises:   UnknownEnquiryError; UnknownPersonError; OutOfScopeError; CallStandsError where one of these two stands;
              InterviewError; OpenGuardError; UnstatedReasonError for an emergency without words; CallWordsError.
    Leaf:     contact.call_asked
    """
    require(acting, ASK_HIS if side is CallSide.HIS else ASK_HERS)
    check_came_in(acting, channel=channel, inbox=inbox, words_stood=words_stood)
    refuse_open(asking_guards(urgency, why))
    if side is CallSide.HERS:
        kinship_level_of(enquiry_id)  # a closed enquiry too, and nothing is said of it
        person_id, facts = "", None
    else:
        _check_his(acting, person_id, enquiry_id, facts)
    standing = open_calls(enquiry_id)
    if side is CallSide.HERS:  # that he asked too is told to nobody by a refusal
        standing = [one for one in standing if is_of_hers(one)]
    if standing and words_stood:
        raise CallStandsError("a call of these two stands already", provision=RULE)
    call_id = record_number("CA", acting.randomness(7))
    given = CallAsked(
        call_id=call_id, side=side, writer_id=enquiry_id if side is CallSide.HERS else person_id,
        enquiry_id=enquiry_id, person_id=person_id, way=way, urgency=urgency, zone=_zone(zone), channel=channel,
        inbox=inbox, words_stood=words_stood, facts=facts, words=_words(why, suits),
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
    return call_id


def _check_his(acting: Acting, person_id: str, enquiry_id: str, facts: InterviewFacts | None) -> None:
    if not is_within(acting, custody_of(person_id).holder):
        raise OutOfScopeError("this person is in another camp's custody", provision="role table")
    if is_bound_to_branch(acting):
        if enquiry_id or facts is not None:
            raise CallWordsError("a camp names no enquiry", (("enquiry_id", "unknown"),))
        if rows_where(Call, person_id=person_id, enquiry_id="", state=_OPEN):
            raise CallStandsError("he asked already", provision=RULE)
        return
    if not enquiry_id:
        raise CallWordsError("say with whom", (("enquiry_id", "missing"),))
    check_interview(facts or InterviewFacts())
    _check_is_his(enquiry_id, person_id)


@service(actions=_ASKS)
def wish_anew(
    acting: Acting, *, call_id: str, side: CallSide, way: CallWay | None = None, urgency: CallUrgency | None = None,
    why: str = "", suits: str = "", zone: str = "", channel: str = "clerk", inbox: str = "",
) -> str:  # fmt: skip
    """Keeps what one of the two says anew of a call that stands: that it is urgent, by what, at which hours.

    Source:   law-and-practice section 6.8; practice rule 29.
    Given:    an emergency goes before others from now on; one that was said is never taken away by another word. The
              way is another only while it has no hour, for the line is one of that way, and of two who said each
              another it is the one that shows less.
    Returns:  by what it goes now.
    Raises:   UnknownCallError; OutOfScopeError; CallOrderError for one that is over; UnstatedReasonError for an
              emergency without words; CallWordsError; CallStandsError where nothing new is said of it.
    Leaf:     contact.call_wished_anew
    """
    require(acting, ASK_HIS if side is CallSide.HIS else ASK_HERS)
    check_came_in(acting, channel=channel, inbox=inbox)
    refuse_open(asking_guards(urgency, why))
    row = call_row(call_id)
    _check_says(acting, row, side)
    state = CallState(row.state)
    if state in OVER:
        raise CallOrderError("this call is over", provision=RULE)
    goes = _way_now(row, side, way)
    words = _words(why, suits)
    if urgency is None and goes.value == row.way and not (words.why or words.suits) and zone in ("", row.zone):
        raise CallStandsError("it stands, and nothing new is said of it", provision=RULE)
    given = CallWishedAnew(
        call_id=row.pk, side=side, writer_id=row.enquiry_id if side is CallSide.HERS else row.person_id, way=goes,
        urgency=urgency, is_raised=is_raised(urgencies_of([row]).get(row.pk), urgency), zone=_zone(zone),
        channel=channel, inbox=inbox, state=state, words=words,
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
    return goes.value


def _check_says(acting: Acting, row: Call, side: CallSide) -> None:
    """Refuses a word of hers on a call that names no enquiry, and one of his where nobody is there for him."""
    if side is CallSide.HERS and not row.enquiry_id:
        raise UnknownCallError("no such call of hers")
    if side is CallSide.HIS:
        if not row.person_id:
            raise UnknownCallError("no such call of his")
        if not is_within(acting, custody_of(row.person_id).holder):
            raise OutOfScopeError("this person is in another camp's custody", provision="role table")


def _way_now(row: Call, side: CallSide, wished: CallWay | None) -> CallWay:
    before = CallWay(row.way)
    if wished is None or row.state not in (CallState.ASKED.value, CallState.AGREED.value):
        return before
    other = row.his_index if side is CallSide.HERS else row.her_index
    return wished if other is None else way_of_both(before, wished)


@service(actions=_ANSWERS)
def answer_call(
    acting: Acting, *, call_id: str, side: CallSide, agrees: bool, enquiry_id: str = "", person_id: str = "",
    is_sound_only: bool = False, zone: str = "", facts: InterviewFacts | None = None, channel: str = "clerk",
    inbox: str = "",
) -> str:  # fmt: skip
    """Keeps that he or she says yes or no to this very call; either may say no at any time before it, without a reason.

    Source:   law-and-practice sections 4.3, 6.8: both, each time; practice rules 6, 8.
    Given:    his alone, outside the camp's chain, by `facts`; where a camp wrote down that he asks he says to whom.
    Returns:  the state: agreed once both said yes.
    Raises:   UnknownCallError; CallOrderError for one that is over; InterviewError; OpenGuardError; CallWordsError;
              CallStandsError where another of these two stands.
    Leaf:     contact.call_answered
    """
    require(acting, ANSWER_HIS if side is CallSide.HIS else ANSWER_HERS)
    check_came_in(acting, channel=channel, inbox=inbox)
    row = call_row(call_id)
    previous = CallState(row.state)
    if side is CallSide.HIS:
        check_interview(facts or InterviewFacts())
        enquiry_id, person_id = _whom(row, enquiry_id, person_id)
        if agrees and waits_for_his_own(row):
            raise CallStandsError("a call of these two that he asked for stands already", provision=RULE)
    else:
        enquiry_id, person_id, facts = row.enquiry_id, row.person_id, None
    state = _after(row, previous, side, agrees=agrees, acting=acting)
    given = CallAnswered(
        call_id=row.pk, side=side, agrees=agrees, enquiry_id=enquiry_id, person_id=person_id,
        is_sound_only=is_sound_only and row.way == CallWay.VIDEO.value, zone=_zone(zone), channel=channel, inbox=inbox,
        facts=facts, urgency=urgencies_of([row]).get(row.pk), previous=previous, state=state,
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)
    return state.value


def _whom(row: Call, enquiry_id: str, person_id: str) -> tuple[str, str]:
    """With whom he speaks: whom the call names, or whom he names where a camp wrote it down."""
    if row.enquiry_id:
        link = link_of(row.enquiry_id)
        enquiry_id, person_id = row.enquiry_id, row.person_id or (link.person_id if link else "")
    else:
        person_id = row.person_id
        if not enquiry_id:
            raise CallWordsError("say with whom", (("enquiry_id", "missing"),))
        kinship_level_of(enquiry_id)
        if open_calls(enquiry_id):
            raise CallStandsError("a call of these two stands already", provision=RULE)
    _check_is_his(enquiry_id, person_id)
    return enquiry_id, person_id


def _after(row: Call, previous: CallState, side: CallSide, *, agrees: bool, acting: Acting) -> CallState:
    facts = agreed_facts(row)
    if not agrees:
        return next_call(previous, CallEvent.STOPPED, replace(facts, stopped_because=_NO[side]))
    if previous is not CallState.ASKED:
        raise CallOrderError(f"a call that is {previous} was agreed to", provision=RULE)
    said = replace(facts, she_agreed_at=acting.at) if side is CallSide.HERS else replace(facts, he_agreed_at=acting.at)
    return next_call(previous, CallEvent.ANSWERED, said)
