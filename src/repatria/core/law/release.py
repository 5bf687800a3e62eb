"""On what a release may rest, what it needs to be opened and completed, and what follows from it for the paper.

A release is completed over a hand-over or without anybody's coming. What he himself must have said differs by the
basis, and a missing answer detains nobody in silence: an opened release has a clock.
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
    permits_meeting,
    permits_release,
    unable_guards,
)
from repatria.core.law.errors import SecondPersonError, UnstatedParticularsError, UnstatedReasonError
from repatria.core.law.guards import Approvers, OpenGuard, are_two_different, need
from repatria.core.law.release_papers import GroundHeld, ground_guards, neutral_guards, promise_guards
from repatria.core.vocabulary.bases import ReleaseBasis

__all__ = [
    "Proceedings",
    "ReleaseBasis",
    "ReleaseFacts",
    "ReleaseOutcome",
    "StatedBasis",
    "cancelling_guards",
    "completing_guards",
    "opening_guards",
    "prints_article_117",
]  # fmt: skip


class ReleaseOutcome(StrEnum):
    """Where a completed release leads."""

    RELEASED = "released"
    REPATRIATED = "repatriated"
    NEUTRAL_COUNTRY = "neutral_country"


class Proceedings(StrEnum):
    """Whether judicial proceedings or a sentence stand in the way of his release (GC III art. 115)."""

    NONE = "none"
    PENDING = "pending"
    CONSENTED = "consented"  # they stand, and the Detaining Power consents to his leaving


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedBasis:
    """The basis of a release, and the agreement whose own text it names.

    Not:      the three that follow: they were ticked before papers were acts, old switches bear them, and they count
              for nothing. What a basis rests on is read (`release_papers`).
    """

    basis: ReleaseBasis | None = None
    parole_law_notified: bool = False
    commission_decided: bool = False
    hostilities_ended: bool = False
    agreement_reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseFacts:
    """What the guards of a release ask about. What is not given keeps its default, which grants nothing.

    Given:    `decision` is his latest answer about this hand-over where the release goes over one, else about leaving;
              `last_said` what he himself last said of leaving, also where he cannot be asked since.
    """

    at: datetime | None = None
    basis: StatedBasis = field(default_factory=StatedBasis)
    held: GroundHeld = field(default_factory=GroundHeld)
    is_decision_named: bool = False  # of a unilateral release: the decision and who signed it
    proceedings: Proceedings | None = None
    is_identity_established: bool = False
    is_over_handover: bool = False
    decision: ContactDecision | None = None
    last_said: ContactAnswer | None = None
    is_fit_to_travel: bool = False
    outcome: ReleaseOutcome | None = None
    neutral_paper: str = ""  # number of the neutral State's agreement
    received_by: str = ""
    is_property_settled: bool = False
    is_signed: bool = False
    opened_by: str = ""
    completed_by: str = ""
    approvers: Approvers = field(default_factory=Approvers)
    is_refused_by_him: bool = False
    authority: str = ""
    reason: str = ""
    provision: str = ""


def opening_guards(facts: ReleaseFacts) -> Iterator[OpenGuard]:
    """What opening a release still lacks.

    Source:   law-and-practice section 6.1; GC III art. 17(5), 21, 110, 115, 118.
    Given:    what the ground rests on is read in acts; a unilateral release names its decision and who signed it.
    """
    basis = facts.basis.basis
    yield from ground_guards(basis, facts.held)
    is_named = facts.is_decision_named or facts.is_over_handover or basis is not ReleaseBasis.UNILATERAL
    yield from need(is_named, "decision_named", "house rule 6.1", UnstatedParticularsError)
    yield from need(facts.is_identity_established, "identity_established", "GC III 17(5)")
    yield from need(facts.proceedings is not None, "proceedings", "GC III 115", UnstatedParticularsError)
    yield from need(facts.proceedings is not Proceedings.PENDING, "judicial_consent", "GC III 115")


def completing_guards(facts: ReleaseFacts) -> Iterator[OpenGuard]:
    """What completing a release still lacks.

    Source:   law-and-practice section 6.1; GC III art. 21, 109, 115, 118-119, 122; practice rules 10, 13, 18, 19.
    Given:    the two approvals come from persons who neither opened nor complete it; over a hand-over they are those
              of its authorisation.
    """
    basis = facts.basis.basis
    if facts.is_over_handover:  # its own steps asked for the papers
        yield from need(basis is not None, "release_basis", "GC III 118")
    else:
        yield from ground_guards(basis, facts.held)
        yield from promise_guards(basis, facts.held)
    if facts.outcome is not None and not facts.is_over_handover:
        is_neutral = facts.outcome is ReleaseOutcome.NEUTRAL_COUNTRY
        yield from neutral_guards(basis, facts.held, is_neutral=is_neutral, paper=facts.neutral_paper)
    yield from need(facts.outcome is not None, "outcome", "GC III 122(5)", UnstatedParticularsError)
    yield from need(bool(facts.received_by.strip()), "received_by", "GC III 122(8)", UnstatedParticularsError)
    yield from _his_part(facts)
    yield from need(facts.is_fit_to_travel, "fit_to_travel", "GC III 109")
    # Proceedings that came after the opening, or that it was silent of.
    yield from need(facts.proceedings is not Proceedings.PENDING, "judicial_consent", "GC III 115")
    yield from need(facts.is_property_settled, "property_settled", "GC III 119")
    yield from need(facts.is_signed, "signatures", "GC III 122(8)")
    own = tuple(one for one in (facts.opened_by, facts.completed_by) if one)
    others = tuple(one for one in facts.approvers.everybody if one not in own)
    yield from need(are_two_different(others), "two_approvals", "house rule 6.1", SecondPersonError)


_WILL = {
    ReleaseBasis.ART109_110: "GC III 109",  # against his will nobody sick goes during hostilities
    ReleaseBasis.PAROLE21: "GC III 21",  # nobody is compelled to accept liberty on a promise
}


def _his_part(facts: ReleaseFacts) -> Iterator[OpenGuard]:
    """What he must have been asked or told, by the basis."""
    is_about_it = facts.decision is not None and facts.decision.about is ContactAbout.RELEASE
    answer = facts.decision.answer if facts.decision and is_about_it else ContactAnswer.NOT_ASKED
    if facts.is_over_handover:
        is_agreed = facts.at is not None and permits_meeting(facts.decision, facts.at)
        yield from need(is_agreed, "his_decision", "practice rule 19")
    elif facts.decision is not None and is_unable(facts.decision, ContactAbout.RELEASE):
        yield from unable_guards(facts.decision, facts.approvers, facts.at)
        # Others decide for who cannot speak, never against what he said while he could; after the end of hostilities
        # his no is an objection, and it is looked at as if he still said it.
        if facts.basis.basis is ReleaseBasis.ART118:
            yield from _objection(facts, facts.last_said)
        else:
            yield from need(facts.last_said is not ContactAnswer.NO, "his_decision", "practice rule 10")
    elif facts.basis.basis is ReleaseBasis.ART118:
        # After the end of hostilities his leaving is the law's, not his choice: he is told, and may object. What he
        # objects to is looked at by somebody who knows the law, before two approve; nothing is stopped in silence.
        yield from need(answer is not ContactAnswer.NOT_ASKED, "he_is_informed", "GC III 118")
        yield from _objection(facts, answer)
    else:
        basis = facts.basis.basis
        is_agreed = facts.at is not None and permits_release(facts.decision, facts.at)
        yield from need(is_agreed, "his_decision", _WILL.get(basis, "house rule 6.1") if basis else "house rule 6.1")


def _objection(facts: ReleaseFacts, answer: ContactAnswer | None) -> Iterator[OpenGuard]:
    is_examined = answer is not ContactAnswer.NO or bool(facts.approvers.legal_advisers)
    yield from need(is_examined, "objection_examined", "GC III 118", SecondPersonError)


def cancelling_guards(facts: ReleaseFacts) -> Iterator[OpenGuard]:
    """What giving a release up still lacks: nothing where he does not want it; else name, reason and provision.

    Source:   law-and-practice section 6.1; practice rules 18, 19.
    """
    if facts.is_refused_by_him:
        return
    for what, said in (("authority", facts.authority), ("reason", facts.reason), ("provision", facts.provision)):
        yield from need(bool(said.strip()), what, "practice rule 19", UnstatedReasonError)


def prints_article_117(basis: ReleaseBasis, *, agreement_says_so: bool = False) -> bool:
    """Whether the sentence of article 117 (no active military service) stands on the hand-over paper.

    Source:   GC III art. 117; practice rule 21.
    Given:    an agreement counts only when its own text says so.
    """
    return basis is ReleaseBasis.ART109_110 or agreement_says_so
