"""Deciding what may be said: the only source of a decision to tell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from repatria.core.law.contact import ContactAbout, ContactAnswer, is_unable
from repatria.core.law.custody import CustodyState
from repatria.core.law.disclosure import DisclosureFacts, DisclosureVerdict
from repatria.core.law.disclosure import decide_answer as decide_by_law
from repatria.core.vocabulary.dates import read_instant
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.particulars import Grade
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import Used, approvers_of, offices_of, uses_approvals
from repatria.records.disclosure.acts import AnswerDecided, TellingStopped
from repatria.records.disclosure.errors import NoConfirmedLinkError, StillToldError
from repatria.records.disclosure.evidence import is_evidence_checked
from repatria.records.disclosure.models import Answer
from repatria.records.disclosure.said_dead import is_said_dead
from repatria.records.disclosure.withholding import is_withheld_from
from repatria.records.enquiries.selectors import kinship_level_of
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.rows import rows_where
from repatria.records.ledger.services import record, service
from repatria.records.matching.selectors import LinkView, candidates_of, links_of_enquiry, links_of_person
from repatria.records.matching.wrong_links import annulled_links
from repatria.records.register.joined import leader_of, numbers_of
from repatria.records.register.releases import decided
from repatria.records.register.selectors import DecisionView, custody_of, dead_among, last_own_answer
from repatria.records.register.selectors.decisions import last_recognised
from repatria.records.register.selectors.joins import decision_that_holds
from repatria.records.register.unable import unable_since
from repatria.records.roll.services.sightings import newest_strong

DECIDE, TELL_UNASKED = "disclosure.decide_answer", "disclosure.tell_unasked"
"""Deciding an answer, and what a doctor and the head approve where he cannot be asked: that she be told all the same,
because he needs it."""


def only_link(enquiry_id: str) -> LinkView:
    """The confirmed link of an enquiry; of several to one man's numbers, the latest.

    Raises:   NoConfirmedLinkError when there is none, or when they name more than one man.
    """
    links = links_of_enquiry(enquiry_id)
    if not are_of_one_man(links):
        raise NoConfirmedLinkError(f"{len(links)} confirmed links", provision="practice rule 6")
    return links[-1]


def are_of_one_man(links: Sequence[LinkView]) -> bool:
    """Whether there is a link, and none beside it that names another man."""
    return len({leader_of(link.person_id) for link in links}) == 1


def approval_reference(
    enquiry_id: str, link_index: int | None, decision_index: int | None, kinship_level: int
) -> str:  # fmt: skip
    """What an approver approves: this answer on exactly these grounds. Any change of ground asks for new approvals."""
    decided = "none" if decision_index is None else decision_index
    return f"{enquiry_id}:{link_index}:{decided}:{kinship_level}"


def _reference_of(given: AnswerDecided) -> str:
    return approval_reference(given.enquiry_id, given.link_index, given.decision_index, given.kinship_level)


def _used_by_answer(given: AnswerDecided) -> Used | None:
    # The letter that all get rests on no approval: whoever approved first does not approve again for the second.
    is_resting = given.verdict is not DisclosureVerdict.NO_INFORMATION
    return Used(action=DECIDE, reference=_reference_of(given)) if is_resting else None


def latest_answer(enquiry_id: str) -> Answer | None:
    """The row of the latest decision about an enquiry; one that was decided on an annulled link counts no more."""
    gone = annulled_links()
    found = rows_where(Answer, enquiry_id=enquiry_id, order="-recorded_index")
    return next((row for row in found if row.link_index not in gone), None)


def standing_answer(enquiry_id: str) -> AnswerDecided | None:
    """The latest decision about an enquiry, from its own act; None when there is none."""
    latest = latest_answer(enquiry_id)
    given = act_at(latest.recorded_index).act if latest else None
    return given if isinstance(given, AnswerDecided) and given.enquiry_id == enquiry_id else None


def _approvers(reference: str, enquiry_id: str, at: datetime) -> tuple[str, ...]:
    """Who approved this answer: the approvals that stand, or those of the telling that stands on the very same grounds.

    Not:      those of a telling after which another decision was made: what was stopped asks for new approvals.
    """
    told, found = _told_on(reference, enquiry_id), approvers_of(DECIDE, reference, at=at)
    return tuple(dict.fromkeys((*(told.approved_by if told else ()), *found)))


def _told_on(reference: str, enquiry_id: str) -> AnswerDecided | None:
    """The telling that stands on these very grounds, if one does."""
    standing = standing_answer(enquiry_id)
    is_told = standing is not None and standing.verdict is DisclosureVerdict.TELL_ALIVE_AND_HELD
    return standing if standing is not None and is_told and _reference_of(standing) == reference else None


def vital_interest_reference(link_index: int, unable_since_index: int) -> str:
    """What doctor and head approve: that this enquirer be told while he cannot be asked.

    Given:    the act since which he cannot be: a week later the doctor tries again, and their word goes on holding; an
              answer of his own ends it for good.
    """
    return f"{link_index}:{unable_since_index}"


def _told_unasked_by(link: LinkView, decision: DecisionView | None, reference: str, at: datetime) -> tuple[str, ...]:
    """Who decided for him; those of a telling that stands on the very same grounds are not asked twice."""
    if decision is None or not is_unable(decided(decision), ContactAbout.ENQUIRY):
        return ()
    approved = vital_interest_reference(link.link_index, unable_since(decision))
    told, found = _told_on(reference, link.enquiry_id), approvers_of(TELL_UNASKED, approved, at=at)
    return tuple(dict.fromkeys((*(told.vital_interest_by if told else ()), *found)))


def has_dead_candidate(enquiry_id: str) -> bool:
    """Whether somebody who is asserted dead may be whom she seeks: he was proposed and not refused by two reviewers.

    Source:   practice rule 4.
    Given:    what rooms above concluded of an enquiry is said by them.
    """
    candidates = candidates_of(enquiry_id)
    return (bool(candidates) and bool(dead_among(candidates))) or is_said_dead(enquiry_id)


def facts_now(link: LinkView, at: datetime) -> tuple[DisclosureFacts, DecisionView | None, str]:
    """Everything that the law asks about, as it stands, with his latest decision and the approval reference."""
    custody = custody_of(link.person_id)
    links = [one.link_index for one in links_of_enquiry(link.enquiry_id)]
    decision, is_anew = decision_that_holds(link.person_id, ContactAbout.ENQUIRY, links)
    level = kinship_level_of(link.enquiry_id)
    said = last_own_answer(numbers_of(link.person_id), links)
    decision_index = decision.act_index if decision else None
    reference = approval_reference(link.enquiry_id, link.link_index, decision_index, level)
    facts = DisclosureFacts(
        at=at,
        is_link_confirmed=not link.is_doubted,
        reviewers=link.reviewers,
        kinship_level=level,
        his_decision=decided(decision),
        is_joined_since=decision is not None and not is_anew,
        is_her=last_recognised(numbers_of(link.person_id), links),
        last_said=ContactAnswer(said.answer) if said else None,
        is_for_another=_is_for_another(link, said),
        approvers=_approvers(reference, link.enquiry_id, at),
        evidence_grade=Grade(custody.best_grade),
        is_evidence_checked=custody.best_grade == Grade.DOCUMENT_OR_CALL and is_evidence_checked(link.person_id),
        custody_state=CustodyState(custody.custody_state) if custody.custody_state else None,
        is_death_asserted=custody.asserted_dead,
        is_dead_candidate=has_dead_candidate(link.enquiry_id),
        is_withheld=is_withheld_from(link.enquiry_id, at),
        vital_interest_by=offices_of(_told_unasked_by(link, decision, reference, at)),
        seen_at=_seen_at(link.person_id, decision),
    )
    return facts, decision, reference


def _is_for_another(link: LinkView, said: DecisionView | None) -> bool:
    """Whether his newest word about those who ask for him is "only this person", and this is another one.

    Source:   practice rule 6: his own decision first; what he said last holds.
    Given:    `said` what he himself last said of this one.
    """
    numbers = numbers_of(link.person_id)
    about = {one.link_index: one.enquiry_id for number in numbers for one in links_of_person(number)}
    others = [
        found
        for index, enquiry_id in about.items()
        if enquiry_id != link.enquiry_id and (found := last_own_answer(numbers, [index])) is not None
    ]
    mine = said.act_index if said is not None else -1
    return any(one.answer == ContactAnswer.ONLY_THIS_PERSON and one.act_index > mine for one in others)


def _seen_at(person_id: str, decision: DecisionView | None) -> datetime | None:
    """When he was last seen beyond doubt, under any of his numbers: by a strong sighting, or as he gave his answer."""
    known = [newest_strong(numbers_of(person_id)), decision.decided_at if decision else ""]
    newest = max(known)
    return read_instant(newest) if newest else None


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
    facts, decision, _ = facts_now(link, acting.at)
    verdict = decide_by_law(facts)
    index = record(
        AnswerDecided(
            answer_id=record_number("Q", acting.randomness(7)), enquiry_id=enquiry_id, person_id=link.person_id,
            link_index=link.link_index, decision_index=decision.act_index if decision else None,
            kinship_level=facts.kinship_level, verdict=verdict, approved_by=facts.approvers,
            vital_interest_by=facts.vital_interest_by.everybody,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return verdict, index


STOP = "disclosure.stop_telling"


@service
def stop_telling(acting: Acting, *, enquiry_id: str, decision_index: int) -> int:
    """Records that what was decided may be told no longer, before it lay in her box: what the law says now instead.

    Source:   practice rules 4, 8, 14; invariant 5.
    Given:    the house asks at every round; a letter that was made and lay in no box yet stays in the house.
    Returns:  the act's index, which `notices.withhold_letter` asks for.
    Raises:   StillToldError while the law would let it be told.
    Leaf:     disclosure.telling_stopped
    """
    require(acting, STOP)
    links = links_of_enquiry(enquiry_id)
    verdicts = [decide_by_law(facts_now(link, acting.at)[0]) for link in links]
    verdict = DisclosureVerdict.FREEZE if DisclosureVerdict.FREEZE in verdicts else DisclosureVerdict.NO_INFORMATION
    if links and DisclosureVerdict.TELL_ALIVE_AND_HELD in verdicts and DisclosureVerdict.FREEZE not in verdicts:
        raise StillToldError("the law lets it be told", provision="practice rule 4")
    return record(
        TellingStopped(enquiry_id=enquiry_id, decision_index=decision_index, verdict=verdict),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


def register() -> None:
    """Says what the act of this room uses up."""
    uses_approvals(AnswerDecided, _used_by_answer)
