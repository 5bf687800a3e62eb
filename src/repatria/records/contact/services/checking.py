"""The look at a message: once a State, by somebody with a name; kept back for a reason and a time, and let go again."""

from __future__ import annotations

from datetime import date

from repatria.core.law.guards import refuse_open
from repatria.core.law.letters import never_said
from repatria.core.law.messages import CHECK as BY_EACH_STATE
from repatria.core.law.messages import (
    LEGAL,
    CheckFacts,
    CheckingState,
    CheckVerdict,
    MessageEvent,
    MessageKind,
    MessageOrderError,
    MessageState,
    WithheldBecause,
    check_guards,
    state_after_check,
    state_after_step,
)
from repatria.core.law.messages_second import waits_for_second
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import day_instant, instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.letters import LANGUAGES_OF_LETTERS
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.contact.acts import (
    AuthenticationWords,
    CheckWords,
    MessageAuthenticated,
    MessageChecked,
    MessageStepped,
    StepWords,
)
from repatria.records.contact.reading import holding_look, looked_at, message_row, standing_state
from repatria.records.ledger.catalogue import ByParameter
from repatria.records.ledger.services import record, service

CHECK, THEIR_CHECK, LET_GO = "contact.check_message", "contact.record_their_check", "contact.release_message"
AUTHENTICATE = "contact.authenticate_message"
ACTIONS = {CheckingState.THEIRS: THEIR_CHECK}
LONGEST_WORD = 1000


def _short(name: str, text: str) -> str:
    """Raises: InputError."""
    if len(text.strip()) > LONGEST_WORD:
        raise InputError("say it shorter", ((name, "length"),))
    return text.strip()


_NOT_IN_A_BOX = frozenset({"death", "place", "invitation", "promise", "taunt"})


def _refuse_telling(checked_by: str, reason: str, passages: str) -> None:
    """Refuses words that would tell something of him: what is said of a look lies in a box of whoever wrote.

    Source:   practice rules 1-4, 17 and section 3: what a letter never says no reason says either.
    Given:    passages quote what was written, so a quotation is none of his words there.
    Raises:   StatementError; InputError.
    """
    refuse_statements({"checked_by": checked_by, "reason": reason})
    faults = tuple(
        (field, "tells_of_him")
        for field, text in (("checked_by", checked_by), ("reason", reason), ("passages", passages))
        if any(kind in _NOT_IN_A_BOX for language in LANGUAGES_OF_LETTERS for kind, _ in never_said(text, language))
    )
    if faults:
        raise InputError("of a look nothing is said that would tell of him", faults)


@service(actions=ByParameter(parameter="by_state", actions=ACTIONS, otherwise=CHECK))
def check_message(
    acting: Acting, *, message_id: str, by_state: CheckingState, verdict: CheckVerdict, checked_by: str,
    reason: str = "", passages: str = "", until: date | None = None, because: WithheldBecause | None = None,
) -> int:  # fmt: skip
    """Records that a State looked at a message, who did, and what came of it.

    Source:   GC III art. 76: once by each State, as quickly as possible; a prohibition is temporary and short.
    Given:    no list of words is kept or asked: somebody read it. One that is kept back names a reason of the law's few
              (`because`: none is a penalty), what it is about in words, and its last day, at most 28 days ahead, and
              is kept back no longer when that day is over. Whoever wrote is told that it is kept back or goes back once
              another account agreed to the look (`settle_look`).
    Returns:  the index of the act.
    Raises:   UnknownMessageError; MessageOrderError for a second look; UnstatedParticularsError; UnstatedReasonError;
              StatementError; InputError, also for words that would tell of him.
    Leaf:     contact.message_checked
    """
    require(acting, ACTIONS.get(by_state, CHECK))
    row = message_row(message_id)
    on = acting.at.date()
    previous = standing_state(row, on)
    state = state_after_check(previous, by_state, verdict, looked_at(row.pk))
    refuse_open(check_guards(CheckFacts(
        verdict=verdict, on=on, checked_by=checked_by, reason=reason, passages=passages, until=until,
        because=because,
    )))  # fmt: skip
    _refuse_telling(checked_by, reason, passages)
    given = MessageChecked(
        message_id=row.pk, writer_id=row.writer_id, by_state=by_state, verdict=verdict, previous=previous, state=state,
        until=until.isoformat() if until and verdict is CheckVerdict.WITHHELD else "",
        is_waiting=waits_for_second(verdict), because=because if verdict is CheckVerdict.WITHHELD else None,
        words=CheckWords(
            checked_by=_short("checked_by", checked_by), reason=_short("reason", reason),
            passages=_short("passages", passages),
        ),
    )  # fmt: skip
    return record(given, actor=acting.account_id, at=acting.at)


@service(actions=LET_GO)
def release_message(acting: Acting, *, message_id: str, why: str = "") -> int:
    """Lets a message go on that our State kept back, before its day.

    Source:   GC III art. 76(3): as short as possible.
    Returns:  the index of the act.
    Raises:   UnknownMessageError; MessageOrderError where it is not kept back, or theirs keep it: their own word ends
              that (`say_their_word`); InputError.
    Leaf:     contact.message_stepped
    """
    require(acting, LET_GO)
    row = message_row(message_id)
    previous = MessageState(row.state)
    is_ours_done = CheckingState.OURS in looked_at(row.pk)
    state = state_after_step(previous, MessageEvent.RELEASED, is_ours_done=is_ours_done)
    holding = holding_look(row.pk)
    if holding is not None and holding.by_state == CheckingState.THEIRS.value:
        raise MessageOrderError("what their State keeps back their own word ends", provision=BY_EACH_STATE)
    given = MessageStepped(
        message_id=row.pk, writer_id=row.writer_id, event=MessageEvent.RELEASED, previous=previous, state=state,
        at=instant_text(acting.at), place="", why_not=None,
        words=StepWords(given_to="", carrier="", note=_short("why", why)),
    )  # fmt: skip
    return record(given, actor=acting.account_id, at=acting.at)


@service
def authenticate_message(acting: Acting, *, message_id: str, by: str, on: date) -> int:
    """Records that the signature under a power of attorney or a will was authenticated.

    Source:   GC III art. 77: in particular powers of attorney and wills, with the authentication of the signature.
    Returns:  the index of the act.
    Raises:   UnknownMessageError; MessageOrderError for one that is none, or was authenticated; InputError;
              NotYetError.
    Leaf:     contact.message_authenticated
    """
    require(acting, AUTHENTICATE)
    check_happened(day_instant(on.isoformat()), acting.at, "on")
    row = message_row(message_id)
    if row.kind != MessageKind.LEGAL.value or row.authenticated_on:
        raise MessageOrderError("only a legal paper is authenticated, and once", provision=LEGAL)
    if not by.strip():
        raise InputError("say who authenticated it", (("by", "missing"),))
    given = MessageAuthenticated(
        message_id=row.pk, writer_id=row.writer_id, on=on.isoformat(), words=AuthenticationWords(by=_short("by", by))
    )
    return record(given, actor=acting.account_id, at=acting.at)
