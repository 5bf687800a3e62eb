"""Recording his contact decision: whom may we tell, whom never; is she his mother."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace

from repatria.core.law.contact import (
    NAMELESS,
    ContactAbout,
    ContactAnswer,
    ContactDecision,
    InterviewFacts,
    check_answer,
    check_interview,
    refuse_unsaying,
    withdrawn,
)
from repatria.core.law.custody import CustodyState, is_held
from repatria.core.law.statements import OWN_WORDS, refuse_statements
from repatria.core.vocabulary.dates import instant_text, read_instant
from repatria.core.vocabulary.identifiers import record_number
from repatria.records.access.acting import Acting, require
from repatria.records.access.role_table import Role
from repatria.records.ledger.reading import act_named, entries_since
from repatria.records.ledger.rows import row_numbered
from repatria.records.ledger.services import record, service
from repatria.records.register.acts import ContactDecisionRecorded, HisWords
from repatria.records.register.errors import (
    DoctorAsksAgainError,
    NoDecisionToWithdrawError,
    NoLinkError,
    NotHeldError,
    UnknownPersonError,
)
from repatria.records.register.joined import leading, numbers_of
from repatria.records.register.models import ProtectedPerson
from repatria.records.register.selectors import latest_decision
from repatria.records.register.selectors.decisions import was_asked_openly
from repatria.records.register.unable import unable_decision

_LINK_KIND, _ANNULLED = "matching.judgement_recorded.", "matching.link_annulled"


def require_link(person_id: str, link_index: int) -> None:
    """The register knows no enquiry: it is handed the act that confirmed a link, and reads its verdict in the ledger,
    and whether two annulled it since.
    """
    found = act_named(link_index)
    if found is None or not found.kind.startswith(_LINK_KIND) or found.act.conclusion != "confirmed":  # type: ignore[attr-defined]
        raise NoLinkError("that act confirms no link", provision="practice rule 3")
    if found.act.person_id not in numbers_of(person_id):  # type: ignore[attr-defined]
        raise NoLinkError("that link is about another person", provision="practice rule 3")
    if link_index in _annulled_since(link_index + 1):
        raise NoLinkError("that link was annulled by two", provision="practice rule 3")


def _annulled_since(index: int) -> Iterator[int]:
    """The acts whose links were annulled from an act on."""
    while found := entries_since(index, kinds=[_ANNULLED]):
        yield from (one.act.link_index for one in found)  # type: ignore[attr-defined]
        index = found[-1].index + 1


@service
def record_contact_decision(
    acting: Acting, *, person_id: str, about: ContactAbout, link_index: int | None, answer: ContactAnswer,
    is_her: bool | None, facts: InterviewFacts, words: HisWords | None = None, was_asked_twice: bool = False,
) -> str:  # fmt: skip
    """Records his answer, taken by an interviewer outside the camp's chain with no guard present.

    Source:   practice rules 8-11; GC III art. 14, 17(4).
    Given:    `about` is open, enquiry, call, handover or release; all but the open question and the release name the
              act that confirmed the link, and follow the open question. A yes to somebody whom he did not recognise
              stands only where he `was_asked_twice`.
    Returns:  the decision's number.
    Raises:   NotHeldError; NoLinkError; DoctorAsksAgainError for a second "cannot be asked" in a row; RuleError of the
              interview's conditions.
    Leaf:     register.contact_decision_recorded
    Not:      her address; he is shown a name, a relation and her words only.
    """
    require(acting, "register.record_contact_decision")
    check_interview(replace(facts, is_interviewer_outside_camp=_is_outside_camp(acting, facts)))
    if words is not None:
        refuse_statements(asdict(words), besides=OWN_WORDS)
    row = row_numbered(ProtectedPerson, person_id)
    if row is None:
        raise UnknownPersonError("no such person")
    row = leading(row)
    if row.custody_state is None or not is_held(CustodyState(row.custody_state)):
        raise NotHeldError("nobody holds this person here: he cannot be asked", provision="practice rule 8")
    if about in NAMELESS and link_index is not None:
        raise NoLinkError("a question that names nobody rests on no link", provision="practice rule 3")
    if about not in NAMELESS:
        if link_index is None:
            raise NoLinkError("a question about somebody names the confirmed link", provision="practice rule 3")
        require_link(person_id, link_index)
    check_answer(about, answer, is_her=is_her, was_asked_openly=was_asked_openly(row.pk),
                 was_asked_twice=was_asked_twice)  # fmt: skip
    person_id = _asked_under(row, link_index)
    latest = latest_decision(person_id, about.value, link_index)
    refuse_unsaying(answer, ContactAnswer(latest.answer) if latest is not None else None)
    if answer is ContactAnswer.CANNOT_BE_ASKED and _is_unable(person_id, about, link_index):
        raise DoctorAsksAgainError("a doctor tries again each week", provision="practice rule 10")
    decision_id = record_number("W", acting.randomness(7))
    record(
        ContactDecisionRecorded(
            decision_id=decision_id, person_id=person_id, about=about, link_index=link_index, answer=answer,
            is_her=is_her, language=facts.language, decided_at=instant_text(acting.at), interviewer=acting.account_id,
            conditions=facts, words=words, was_asked_twice=was_asked_twice,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return decision_id


def _asked_under(leader: ProtectedPerson, link_index: int | None) -> str:
    """The number under which an answer is kept: the link's where it is about somebody, else the leading one."""
    named = act_named(link_index) if link_index is not None else None
    return named.act.person_id if named is not None else leader.pk  # type: ignore[attr-defined]


def _is_outside_camp(acting: Acting, facts: InterviewFacts) -> bool:
    """Whether the interviewer stands outside the camp's chain: what he says, unless the house knows otherwise."""
    return facts.is_interviewer_outside_camp and Role.CAMP_OFFICER not in acting.roles


def _is_unable(person_id: str, about: ContactAbout, link_index: int | None) -> bool:
    latest = latest_decision(person_id, about.value, link_index)
    return latest is not None and latest.answer == ContactAnswer.CANNOT_BE_ASKED.value


@service
def record_asked_again(acting: Acting, *, decision_index: int, can_be_asked: bool) -> str:
    """Records that a doctor tried again to ask somebody who could not be asked.

    Source:   practice rule 10: a doctor asks again every week.
    Given:    `decision_index` is the act that says that he cannot be asked, the latest about the same thing. Where he
              can be asked now, the interviewer owes him the question as if it had never been put.
    Returns:  the decision's number.
    Raises:   RoleForbidsError for anybody but a doctor; NotUnableError; NotHeldError.
    Leaf:     register.contact_decision_recorded
    Not:      his answer: a doctor says whether he can give one, and takes none.
    """
    require(acting, "register.record_asked_again")
    earlier = unable_decision(decision_index)
    row = ProtectedPerson.objects.get(pk=earlier.person_id)
    if not is_held(CustodyState(leading(row).custody_state or "")):
        raise NotHeldError("nobody holds this person here: he cannot be asked", provision="practice rule 8")
    decision_id = record_number("W", acting.randomness(7))
    record(
        ContactDecisionRecorded(
            decision_id=decision_id, person_id=earlier.person_id, about=ContactAbout(earlier.about),
            link_index=earlier.link_index,
            answer=ContactAnswer.NOT_ASKED if can_be_asked else ContactAnswer.CANNOT_BE_ASKED, is_her=earlier.is_her,
            language="", decided_at=instant_text(acting.at), interviewer=acting.account_id, conditions=None, words=None,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return decision_id


@service
def record_withdrawal(acting: Acting, *, decision_index: int) -> str:
    """Records that he takes an answer back: from now on it is a no, whatever it was, without a reason and at once.

    Source:   practice rules 8, 12, 19; invariant 9.
    Given:    `decision_index` is the act of the answer that he takes back. Nothing is asked about where and before
              whom he says so: a yes must be free, a withdrawal need not be.
    Returns:  the decision's number.
    Raises:   NoDecisionToWithdrawError when that act is no answer of his.
    Leaf:     register.contact_decision_recorded
    """
    require(acting, "register.record_withdrawal")
    named = act_named(decision_index)
    earlier = named.act if named else None
    if not isinstance(earlier, ContactDecisionRecorded):
        raise NoDecisionToWithdrawError("that act is no answer of his", provision="practice rule 12")
    before = ContactDecision(
        about=earlier.about, answer=earlier.answer, decided_at=read_instant(earlier.decided_at)
    )  # fmt: skip
    after = withdrawn(before, acting.at)
    decision_id = record_number("W", acting.randomness(7))
    record(
        ContactDecisionRecorded(
            decision_id=decision_id, person_id=earlier.person_id, about=after.about, link_index=earlier.link_index,
            answer=after.answer, is_her=earlier.is_her, language=earlier.language,
            decided_at=instant_text(after.decided_at), interviewer=acting.account_id, conditions=None, words=None,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return decision_id
