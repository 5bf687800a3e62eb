"""May this be said to her, now: the verdict on an enquirer's answer, and what may never be withheld.

Three verdicts and no fourth: tell that he is alive and held, the letter that all get, or freeze. Refused by him, not
asked, unknown, withheld and not yet approved all give the same letter (invariant 3). Death is never told by a screen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from repatria.core.law.contact import (
    ContactAbout,
    ContactAnswer,
    ContactDecision,
    is_unable,
    permits_telling,
    unable_guards,
)
from repatria.core.law.custody import CustodyState, is_held
from repatria.core.law.embargo import EmbargoFacts, embargo, embargo_guards
from repatria.core.law.errors import SecondPersonError, UnstatedReasonError, UnwithholdableError
from repatria.core.law.guards import Approvers, OpenGuard, are_two_different, need, refuse_open
from repatria.core.law.sighting import LONGEST_QUIET
from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.core.vocabulary.particulars import Category, Grade

OpenGround = OpenGuard
"""A ground that is still missing for telling; the desk shows it with its provision."""

TELLING_LEVEL = 2
"""The kinship level from which on she may be told (law-and-practice section 6.5)."""


class DisclosureVerdict(StrEnum):
    """What may be said."""

    TELL_ALIVE_AND_HELD = "tell_alive_and_held"
    NO_INFORMATION = "no_information"
    FREEZE = "freeze"  # no automatic answer decides anything; the round's neutral letter goes on as for all


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureFacts:
    """Everything that the law asks about before anything is told.

    Given:    `his_decision` is his latest answer about this very enquirer; `is_her` whether he recognised her;
              `last_said` what he himself last said of her, also where a slip set it aside or he cannot be asked since;
              `vital_interest_by` who decided that she be told in his vital interest, where he cannot be asked.
    """

    at: datetime | None = None
    is_link_confirmed: bool = False
    reviewers: tuple[str, ...] = ()
    kinship_level: int = 0
    his_decision: ContactDecision | None = None
    last_said: ContactAnswer | None = None
    is_joined_since: bool = False  # records were joined or parted after he answered: he is asked anew
    is_her: bool | None = None
    is_for_another: bool = False  # since he spoke of her he said "only this person" about somebody else who asks
    approvers: tuple[str, ...] = ()
    evidence_grade: Grade | None = None
    is_evidence_checked: bool = False  # only grade C asks for it
    custody_state: CustodyState | None = None
    is_death_asserted: bool = False
    is_dead_candidate: bool = False
    is_withheld: bool = False
    vital_interest_by: Approvers = field(default_factory=Approvers)
    seen_at: datetime | None = None  # the newest strong sighting, or his own answer where that is newer


def _is_evidence_enough(facts: DisclosureFacts) -> bool:
    if facts.evidence_grade in (Grade.OWN_CUSTODY, Grade.AGENCY_OR_COUNTERPART):
        return True
    return facts.evidence_grade is Grade.DOCUMENT_OR_CALL and facts.is_evidence_checked


def _his_part(facts: DisclosureFacts) -> Iterator[OpenGuard]:
    if facts.his_decision is not None and is_unable(facts.his_decision, ContactAbout.ENQUIRY):
        yield from unable_guards(facts.his_decision, facts.vital_interest_by, facts.at)
        # Others decide for who cannot speak, never against what he said while he could.
        yield from need(facts.last_said is not ContactAnswer.NO, "his_decision", "practice rule 10")
    else:
        yield from need(permits_telling(facts.his_decision), "his_decision", "practice rule 8")


def _embargo_facts(facts: DisclosureFacts) -> EmbargoFacts:
    return EmbargoFacts(
        custody_state=facts.custody_state, is_death_asserted=facts.is_death_asserted,
        is_dead_candidate=facts.is_dead_candidate,
    )  # fmt: skip


def _grounds(facts: DisclosureFacts) -> Iterator[OpenGuard]:
    yield from embargo_guards(_embargo_facts(facts))
    is_confirmed = facts.is_link_confirmed and are_two_different(facts.reviewers)
    yield from need(is_confirmed, "link_confirmed", "house rule 6.4")
    yield from need(is_held(facts.custody_state), "held_here", "GC III 122(2)")
    yield from need(_is_evidence_enough(facts), "evidence", "house rule 6.2")
    yield from need(facts.kinship_level >= TELLING_LEVEL, "kinship_level", "practice rule 3")
    yield from need(facts.is_her is not False, "recognised", "practice rule 6")
    yield from _his_part(facts)
    yield from need(not facts.is_for_another, "not_only_another", "practice rule 6")
    yield from need(not facts.is_joined_since, "asked_since_join", "practice rule 6")
    yield from need(not facts.is_withheld, "not_withheld", "GC IV 137(2)")
    is_approved = are_two_different(facts.approvers, none_of=facts.reviewers)
    yield from need(is_approved, "two_approvals", "house rule 6.4", SecondPersonError)


def open_grounds(facts: DisclosureFacts) -> tuple[OpenGround, ...]:
    """What is still missing before she may be told, each with its provision; empty when nothing is.

    Source:   law-and-practice sections 4.4, 6.2, 6.4; practice rules 3, 4, 6, 8, 10.
    """
    return tuple(_grounds(facts))


def open_at_the_round(facts: DisclosureFacts) -> tuple[OpenGround, ...]:
    """What is missing when a letter is to lie in her box: all of `open_grounds`, and that somebody saw him lately.

    Source:   practice rules 4, 15: between decision and letter lie weeks; nobody is said to be alive and held whom
              nobody saw beyond doubt for 30 days.
    Given:    his own answer is a sighting: he was spoken with. The sighting that is missing is owed by the camp, and
              late at the delegate, as of every man (the clock of practice rule 15): nobody there learns why it is
              awaited.
    """
    grounds = open_grounds(facts)
    if any(one.what == "his_decision" for one in grounds):
        return grounds  # nothing is to be told of him whoever sees him
    is_seen = facts.seen_at is not None and facts.at is not None and facts.at - facts.seen_at <= LONGEST_QUIET
    return (*grounds, *need(is_seen, "seen_lately", "practice rule 15"))


def conditions_of_telling() -> tuple[OpenGround, ...]:
    """What must be so before she may be told, each with its provision: what stands beside her letter.

    Source:   law-and-practice sections 4.4, 6.2, 6.4; practice rules 3, 8, 15.
    Not:      what may stand against it, an embargo above all: that it does not is nothing that anybody attested.
    """
    return (*open_grounds(DisclosureFacts()), *need(False, "seen_lately", "practice rule 15"))


def decide_answer(facts: DisclosureFacts) -> DisclosureVerdict:
    """Decides what may be said to this enquirer now.

    Source:   GC III art. 13, 122(7); law-and-practice sections 4.4-4.5, 6.2, 6.4; practice rules 3, 4, 6, 8, 10;
              invariants 3, 4, 5.
    Given:    the two approvals come from accounts that judged nothing of this link.
    Returns:  FREEZE as soon as the embargo stands, whatever else is true; TELL_ALIVE_AND_HELD when nothing is missing;
              NO_INFORMATION in every other case, without saying which.
    Not:      it never tells a death, a place, his health, or that somebody refused.
    """
    if embargo(_embargo_facts(facts)) is not None:
        return DisclosureVerdict.FREEZE
    return DisclosureVerdict.NO_INFORMATION if open_grounds(facts) else DisclosureVerdict.TELL_ALIVE_AND_HELD


@dataclass(frozen=True, slots=True, kw_only=True)
class Withholding:
    """A decision to withhold, because transmission might be detrimental to him or his relatives."""

    reason: str
    provision: str
    decided_by: tuple[str, ...]


_CIVILIANS = (Category.CIVILIAN_INTERNEE, Category.OTHER_PROTECTED)


def check_withholding(withholding: Withholding, recipient: NoticeRecipient | None, category: Category) -> None:
    """Checks that something may be withheld from this recipient.

    Source:   GC IV art. 137(2); GC III art. 122(3) and 123; law-and-practice section 0, finding 4.
    Given:    nothing is ever withheld from the Agency; of a prisoner of war no statutory notice is; of a civilian the
              notice to a Power may be; what goes to a family (None) always may be.
    Raises:   UnwithholdableError; UnstatedReasonError without reason and provision; SecondPersonError without two.
    """
    if recipient is NoticeRecipient.CENTRAL_TRACING_AGENCY:
        raise UnwithholdableError("nothing is withheld from the Agency", provision="GC IV 137(2)")
    if recipient is not None and category not in _CIVILIANS:
        raise UnwithholdableError("a prisoner's statutory notice is not withheld", provision="GC III 122(3)")
    is_stated = bool(withholding.reason and withholding.provision)
    is_two = are_two_different(withholding.decided_by)
    refuse_open([
        *need(is_stated, "reason_and_provision", "GC IV 137(2)", UnstatedReasonError),
        *need(is_two, "two_persons", "house rule 4.4", SecondPersonError),
    ])  # fmt: skip
