"""Recording his contact decision: whom may we tell, whom never; is she his mother."""

from __future__ import annotations

from repatria.core.law.contact import ContactAbout, ContactAnswer, InterviewFacts, check_interview
from repatria.core.law.custody import CustodyState, is_held
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.identifiers import record_number
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.services import record, service
from repatria.records.register.acts import ContactDecisionRecorded, HisWords
from repatria.records.register.errors import NoLinkError, NotHeldError, UnknownPersonError
from repatria.records.register.models import ProtectedPerson

_LINK_KIND = "matching.judgement_recorded."


def _require_link(person_id: str, link_index: int) -> None:
    """The register knows no enquiry: it is handed the act that confirmed a link and reads its verdict in the ledger."""
    found = act_at(link_index)
    if not found.kind.startswith(_LINK_KIND) or found.act.conclusion != "confirmed":  # type: ignore[attr-defined]
        raise NoLinkError("that act confirms no link", provision="practice rule 3")
    if found.act.person_id != person_id:  # type: ignore[attr-defined]
        raise NoLinkError("that link is about another person", provision="practice rule 3")


@service
def record_contact_decision(
    acting: Acting, *, person_id: str, about: ContactAbout, link_index: int | None, answer: ContactAnswer,
    is_her: bool | None, facts: InterviewFacts, words: HisWords | None = None,
) -> str:  # fmt: skip
    """Records his answer, taken by an interviewer outside the camp's chain with no guard present.

    Source:   practice rules 8-11; GC III art. 14, 17(4).
    Given:    `about` is open, enquiry, call or handover; all but open name the act that confirmed the link.
    Returns:  the decision's number.
    Raises:   NotHeldError; NoLinkError; RuleError of the interview's conditions.
    Leaf:     register.contact_decision_recorded
    Not:      her address; he is shown a name, a relation and her words only.
    """
    require(acting, "register.record_contact_decision")
    check_interview(facts)
    row = ProtectedPerson.objects.filter(pk=person_id).first()
    if row is None:
        raise UnknownPersonError("no such person")
    if row.custody_state is None or not is_held(CustodyState(row.custody_state)):
        raise NotHeldError("nobody holds this person here: he cannot be asked", provision="practice rule 8")
    if about is not ContactAbout.OPEN:
        if link_index is None:
            raise NoLinkError("a question about somebody names the confirmed link", provision="practice rule 3")
        _require_link(person_id, link_index)
    decision_id = record_number("W", acting.randomness(7))
    record(
        ContactDecisionRecorded(
            decision_id=decision_id, person_id=person_id, about=about, link_index=link_index, answer=answer,
            is_her=is_her, language=facts.language, decided_at=instant_text(acting.at), interviewer=acting.account_id,
            words=words,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return decision_id
