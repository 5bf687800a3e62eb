"""Two enquiries that seek one person who stands in no register, or are of two who ask: said by one, agreed, undone."""

from __future__ import annotations

from repatria.core.law.errors import SecondPersonError
from repatria.core.law.identification import RULE_METHOD
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.records.access.acting import Acting, require
from repatria.records.disclosure.said_dead import is_said_dead
from repatria.records.enquiries.selectors import check_open
from repatria.records.identification.errors import SoughtOrderError
from repatria.records.identification.finding_models import Hypothesis
from repatria.records.identification.hypothesis import NAMED, STANDING
from repatria.records.identification.one_sought import STANDS, seek_one, sought_row
from repatria.records.identification.sought_acts import (
    OneSoughtAgreed,
    OneSoughtProposed,
    OneSoughtUndoAsked,
    OneSoughtUndone,
    SoughtSays,
    SoughtWords,
)
from repatria.records.identification.sought_models import OneSought
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import rows_where
from repatria.records.ledger.services import record, service

SAME, AGREE_SAME, UNDO_SAME = (
    "identification.propose_one_sought", "identification.agree_one_sought", "identification.undo_one_sought",
)  # fmt: skip


def _said(reason: str) -> SoughtWords:
    refuse_statements({"reason": reason})
    if not reason.strip():
        raise InputError("say why", (("reason", "missing"),))
    return SoughtWords(said=reason.strip())


def _actor(row: OneSought) -> str:
    """Who said last what waits for another: that they seek one, or that they do not."""
    index = row.recorded_index if row.asked_index is None else row.asked_index
    return acts_at([index])[0].actor


@service
def propose_one_sought(
    acting: Acting, *, first_enquiry: str, second_enquiry: str, reason: str, says: SoughtSays = SoughtSays.SEEK_ONE
) -> str:
    """Proposes that two open enquiries seek one person, or that two different persons ask, though they bear one name.

    Source:   practice rule 6; law and practice 4.5: all who ask are told in person, the next of kin first.
    Given:    for one who stands in no register: who is linked with one number of the register is one anyway. That two
              ask is known of them, never of their names: `reason` says who asked whom, and when.
    Returns:  the link's number.
    Raises:   UnknownEnquiryError; ClosedEnquiryError; SoughtOrderError for one enquiry, or two that are proposed or
              agreed already; InputError without a reason.
    Leaf:     identification.one_sought_proposed
    """
    require(acting, SAME)
    words = _said(reason)
    first, second = sorted((first_enquiry.strip(), second_enquiry.strip()))
    for one in (first, second):
        check_open(one)
    pair = rows_where(OneSought, first_enquiry=first, second_enquiry=second, state=["proposed", *STANDS])
    standing = any(one.state == "proposed" or one.says == says.value for one in pair)
    if first == second or standing or second in seek_one(first):
        raise SoughtOrderError("that is one enquiry, or these two are linked", provision=RULE_METHOD)
    sought_id = record_number("YS", acting.randomness(7))
    record(
        OneSoughtProposed(sought_id=sought_id, first_enquiry=first, second_enquiry=second, says=says, words=words),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return sought_id


@service
def agree_one_sought(acting: Acting, *, sought_id: str) -> None:
    """Agrees that two enquiries seek one person: from then on what silences one silences both, and both are told.

    Source:   practice rules 4, 6
    Given:    of a link that one asks to part, another says by it that it stands: the asking is over.
    Raises:   UnknownSoughtError; SoughtOrderError where nothing is proposed or asked; SecondPersonError for who
              proposed or asked it.
    Leaf:     identification.one_sought_agreed
    """
    require(acting, AGREE_SAME)
    row = sought_row(sought_id)
    if row.state not in ("proposed", "undo_asked"):
        raise SoughtOrderError("nothing is proposed", provision=RULE_METHOD)
    if _actor(row) == acting.account_id:
        raise SecondPersonError("another person agrees", provision=RULE_METHOD)
    record(OneSoughtAgreed(sought_id=row.pk), actor=acting.account_id, at=acting.at)


@service
def undo_one_sought(acting: Acting, *, sought_id: str, reason: str) -> str:
    """Takes it back that two enquiries seek one person: a proposal at once; what two agreed one asks to part, and
    another completes it.

    Source:   practice rules 6, 23
    Given:    it stands while one alone asks: whom two let be told, no one account keeps from it. That two ask counts
              no longer from the first doubt on.
    Returns:  where the link is then.
    Raises:   UnknownSoughtError; SoughtOrderError where it was undone, or while a hypothesis or a name about either
              stands, or a report of his death: that is withdrawn or taken back first; SecondPersonError for who asked;
              InputError without a reason.
    Leaf:     identification.one_sought_undo_asked, or one_sought_undone
    """
    require(acting, UNDO_SAME)
    row, words = sought_row(sought_id), _said(reason)
    if row.state == "undone":
        raise SoughtOrderError("it was undone before", provision=RULE_METHOD)
    if row.state in STANDS and row.says == SoughtSays.SEEK_ONE.value:  # a doubt whether two ask waits for nothing
        stands = [one.value for one in (*STANDING, *NAMED)]
        if rows_where(Hypothesis, enquiry_id=list(seek_one(row.first_enquiry)), state=stands, at_most=1):
            raise SoughtOrderError("a hypothesis about them stands", provision=RULE_METHOD)
        if any(map(is_said_dead, seek_one(row.first_enquiry))):  # else one alone ends another family's silence
            raise SoughtOrderError("a death is reported or told about them", provision=RULE_METHOD)
    if row.state == "agreed":
        asked = OneSoughtUndoAsked(sought_id=row.pk, words=words)
        record(asked, actor=acting.account_id, at=acting.at)
        return "undo_asked"
    if row.state == "undo_asked" and _actor(row) == acting.account_id:
        raise SecondPersonError("another person parts them", provision=RULE_METHOD)
    record(OneSoughtUndone(sought_id=row.pk, words=words), actor=acting.account_id, at=acting.at)
    return "undone"
