"""Deciding what may be said: the only source of a decision to tell."""

from __future__ import annotations

from repatria.core.law.contact import ContactAnswer
from repatria.core.law.custody import CustodyState
from repatria.core.law.disclosure import DisclosureFacts, DisclosureVerdict
from repatria.core.law.disclosure import decide_answer as decide_by_law
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.particulars import Grade
from repatria.records.access.acting import Acting, require
from repatria.records.access.services import approvers_of
from repatria.records.disclosure.acts import AnswerDecided
from repatria.records.disclosure.errors import NoConfirmedLinkError
from repatria.records.enquiries.selectors import kinship_level_of
from repatria.records.ledger.services import record, service
from repatria.records.matching.selectors import LinkView, links_of_enquiry
from repatria.records.register.selectors import DecisionView, custody_of, latest_decision

DECIDE = "disclosure.decide_answer"


def only_link(enquiry_id: str) -> LinkView:
    """The one confirmed link of an enquiry.

    Raises:   NoConfirmedLinkError when there is none, or more than one.
    """
    links = links_of_enquiry(enquiry_id)
    if len(links) != 1:
        raise NoConfirmedLinkError(f"{len(links)} confirmed links", provision="practice rule 6")
    return links[0]


def approval_reference(link: LinkView, decision: DecisionView | None, kinship_level: int) -> str:
    """What an approver approves: this answer on exactly these grounds. Any change of ground asks for new approvals."""
    decided = decision.act_index if decision else "none"
    return f"{link.enquiry_id}:{link.link_index}:{decided}:{kinship_level}"


def facts_now(link: LinkView) -> tuple[DisclosureFacts, DecisionView | None, str]:
    """Everything that the law asks about, as it stands, with his latest decision and the approval reference."""
    custody = custody_of(link.person_id)
    decision = latest_decision(link.person_id, "enquiry", link.link_index)
    level = kinship_level_of(link.enquiry_id)
    reference = approval_reference(link, decision, level)
    facts = DisclosureFacts(
        is_link_confirmed=True,
        reviewers=link.reviewers,
        kinship_level=level,
        contact_answer=ContactAnswer(decision.answer) if decision else ContactAnswer.NOT_ASKED,
        is_her=decision.is_her if decision else None,
        approvers=approvers_of(DECIDE, reference),
        evidence_grade=Grade(custody.best_grade),
        custody_state=CustodyState(custody.custody_state) if custody.custody_state else None,
        is_death_asserted=custody.asserted_dead,
    )
    return facts, decision, reference


@service
def decide_answer(acting: Acting, *, enquiry_id: str) -> tuple[DisclosureVerdict, int]:
    """Decides what may be said to this enquirer now, by the law alone, and records it.

    Source:   GC III art. 13, 122(7); spec: disclosure matrix; practice rules 3-6.
    Returns:  the verdict and the act's index, which `notices.issue_letter` asks for.
    Raises:   NoConfirmedLinkError.
    Leaf:     disclosure.answer_decided
    Not:      it sends nothing; refused by him, not asked and not enough approvals all give "no information".
    """
    require(acting, DECIDE)
    link = only_link(enquiry_id)
    facts, decision, _ = facts_now(link)
    verdict = decide_by_law(facts)
    index = record(
        AnswerDecided(
            answer_id=record_number("Q", acting.randomness(7)), enquiry_id=enquiry_id, person_id=link.person_id,
            link_index=link.link_index, decision_index=decision.act_index if decision else None,
            kinship_level=facts.kinship_level, verdict=verdict, approved_by=facts.approvers,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return verdict, index
