"""Opening, completing and giving up the release of a living person.

What he himself said, what a doctor found, who he is, who approved, and what was attested in a hand-over, the register
reads; the papers of the basis, who received him, how his property was settled and who signed, a clerk attests, and all
of it stands in the act. A release is opened by one, so that its clock runs; it is completed by no fewer than three.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.custody import CustodyEvent, CustodyFacts, CustodyState
from repatria.core.law.custody_facts import ReleaseDone, ReleaseGround
from repatria.core.law.handover import Attestation, HandoverEvent, Signatory
from repatria.core.law.identity import is_identity_established
from repatria.core.law.release import Proceedings, ReleaseBasis, ReleaseFacts, ReleaseOutcome, StatedBasis
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import offices_of
from repatria.records.ledger.reading import Recorded
from repatria.records.ledger.services import service
from repatria.records.register.acts import CustodyRead, CustodyRecorded
from repatria.records.register.errors import NoHandoverError, NoReleaseError
from repatria.records.register.grounds import ground_held
from repatria.records.register.handover_acts import HandoverRead, HandoverStep, read_handover
from repatria.records.register.models import ProtectedPerson
from repatria.records.register.releases import (
    COMPLETE,
    basis_of,
    decided,
    is_fit,
    opening_of,
    proceedings_stated,
    release_facts,
)
from repatria.records.register.selectors import fitness_of, latest_decision, particulars_of
from repatria.records.register.selectors.effects import keeps_effects_of
from repatria.records.register.selectors.papers import open_proceedings
from repatria.records.register.services.contact import require_link
from repatria.records.register.services.custody import Recording, custody_row, record_by_law

OPEN, CANCEL = "register.open_release", "register.cancel_release"


def _require_opening(person_id: str) -> tuple[Recorded, CustodyRecorded]:
    opening = opening_of(person_id)
    if opening is None or not isinstance(opening.act, CustodyRecorded):
        raise NoReleaseError("no release of this person is open", provision="GC III 118")
    return opening, opening.act


@service
def open_release(
    acting: Acting, *, person_id: str, happened_at: datetime, ground: ReleaseGround | None = None,
    handover: Sequence[int] = (),
) -> CustodyState:  # fmt: skip
    """Opens a release on a basis, or over a hand-over that two authorised. Its clock runs from here.

    Source:   GC III art. 17(5), 21, 109-110, 115, 118; law-and-practice section 6.1; practice rules 13, 18.
    Given:    `ground` names basis and proceedings, and of a unilateral release the decision and its signer; the papers
              of every other basis, and proceedings against him, are acts of their own, which the register reads: while
              they are open nothing but a named consent opens it. Or `handover` names the acts of a
              hand-over up to its authorisation, which only the house's own consequence draws, and they say the rest.
    Returns:  the state reached.
    Raises:   NoHandoverError; RuleError of the guards that are not met, with its provision; NotHeldError.
    Leaf:     register.custody_recorded
    """
    require(acting, OPEN)
    row = custody_row(person_id)
    if handover:
        return _open_over_handover(acting, row, happened_at, handover)
    held = ground_held(row.pk)
    facts = ReleaseFacts(held=held, is_identity_established=is_identity_established(particulars_of(row.pk)))
    if ground is not None:
        facts = replace(
            facts, basis=StatedBasis(basis=ground.basis), proceedings=proceedings_stated(row.pk, ground),
            is_decision_named=bool(ground.reference.strip() and ground.signed_by.strip()),
        )  # fmt: skip
    given = Recording(
        event=CustodyEvent.RELEASE_OPENED, happened_at=happened_at, ground=ground,
        read=CustodyRead(ground_papers=held.acts_for(ground.basis if ground else None)),
    )  # fmt: skip
    return record_by_law(acting, row, CustodyFacts(release=facts), given)


def _open_over_handover(
    acting: Acting, row: ProtectedPerson, happened_at: datetime, handover: Sequence[int]
) -> CustodyState:
    read = _handover(acting, row.pk, handover)
    authorised = _step(read, HandoverEvent.AUTHORISED)
    require_link(row.pk, read.link_index)
    court, is_attested = open_proceedings(row.pk), Attestation.NO_PROCEEDINGS_OR_CONSENT in authorised.attested
    since = Proceedings.PENDING if court is not None and court > authorised.index else Proceedings.NONE
    # Two reviewers confirmed the link, and he recognised her: he is who he says.
    held = ground_held(row.pk)
    facts = ReleaseFacts(
        basis=read.basis,
        held=held,
        is_over_handover=True,
        is_identity_established=True,
        proceedings=since if is_attested else None,
    )
    given = Recording(
        event=CustodyEvent.RELEASE_OPENED, happened_at=happened_at,
        read=CustodyRead(
            link_index=read.link_index, handover=read.acts, approved_by=authorised.by,
            ground_papers=held.acts_for(read.basis.basis),
        ),
    )  # fmt: skip
    return record_by_law(acting, row, CustodyFacts(release=facts), given)


@service
def complete_release(
    acting: Acting, *, person_id: str, happened_at: datetime, done: ReleaseDone | None = None,
    handover: Sequence[int] = (),
) -> CustodyState:  # fmt: skip
    """Completes an opened release: he leaves this Party's custody.

    Source:   GC III art. 21, 109, 118-119, 122; law-and-practice section 6.1; practice rules 10, 13, 18, 19.
    Given:    `done` is attested by whoever completes it, after two others approved `release_reference(...)`; or
              `handover` names the acts of a completed hand-over, its authorisation being the two approvals. A release
              that was opened over a hand-over to which nobody came is completed without one, as any other.
    Returns:  the state reached.
    Raises:   NoReleaseError; NoHandoverError; RuleError of the guards that are not met, naming all.
    Leaf:     register.custody_recorded
    """
    require(acting, COMPLETE)
    row = custody_row(person_id)
    opening, _ = _require_opening(row.pk)
    if handover:
        return _complete_over_handover(acting, row, opening, happened_at, handover)
    said = done or ReleaseDone()
    facts, read = release_facts(row.pk, opening, at=acting.at, completed_by=acting.account_id)
    facts = replace(
        facts, outcome=said.outcome, received_by=said.received_by, neutral_paper=said.neutral_paper,
        is_property_settled=bool(said.property_reference.strip() and said.property_settled_by.strip())
        and not keeps_effects_of(row.pk),
        is_signed=Signatory.DETAINING_AUTHORITY in said.signed_by,
    )  # fmt: skip
    given = Recording(event=CustodyEvent.RELEASE_COMPLETED, happened_at=happened_at, done=said, read=read)
    return record_by_law(acting, row, CustodyFacts(release=facts), given)


def _complete_over_handover(
    acting: Acting, row: ProtectedPerson, opening: Recorded, happened_at: datetime, handover: Sequence[int]
) -> CustodyState:
    read = _handover(acting, row.pk, handover)
    _step(read, HandoverEvent.COMPLETED)
    signed, arrived = _step(read, HandoverEvent.SIGNED), _step(read, HandoverEvent.PRISONER_ARRIVED)
    authorised = _step(read, HandoverEvent.AUTHORISED)
    # What he and the doctor had said when it was signed: he has left, and a later word cannot call him back.
    decision = latest_decision(row.pk, ContactAbout.HANDOVER.value, read.link_index, before_index=signed.index)
    fitness = fitness_of(row.pk, before_index=signed.index)
    facts = ReleaseFacts(
        at=signed.recorded_at, basis=read.basis, is_over_handover=True, decision=decided(decision),
        is_fit_to_travel=is_fit(fitness, signed.recorded_at), outcome=ReleaseOutcome.RELEASED,
        received_by=read.handover_id if HandoverEvent.IDENTITY_CHECKED in read.steps else "",
        is_property_settled=Attestation.PROPERTY_IN_HAND in arrived.attested,
        is_signed=signed.signed_by >= set(Signatory), approvers=offices_of(authorised.by),
    )  # fmt: skip
    given = Recording(
        event=CustodyEvent.RELEASE_COMPLETED, happened_at=happened_at,
        done=ReleaseDone(
            outcome=ReleaseOutcome.RELEASED, received_by=read.handover_id,
            property_reference=read.handover_id, signed_by=tuple(sorted(signed.signed_by)),
        ),
        read=CustodyRead(
            opened_index=opening.index, decision_index=decision.act_index if decision else None,
            fitness_index=fitness.act_index if fitness else None, link_index=read.link_index, handover=read.acts,
            approved_by=authorised.by,
        ),
    )  # fmt: skip
    return record_by_law(acting, row, CustodyFacts(release=facts), given)


@service
def cancel_release(
    acting: Acting, *, person_id: str, happened_at: datetime, authority: str = "", reason: str = "",
    provision: str = "", handover: Sequence[int] = (),
) -> CustodyState:  # fmt: skip
    """Gives an opened release up; he stays where he was.

    Source:   law-and-practice section 6.1; practice rules 18, 19.
    Given:    where he said no to leaving, or stopped the hand-over that `handover` names, nothing is asked; else an
              authority gives its name, its reason and the provision. After the end of hostilities his no is an
              objection, which a legal adviser examines, and no reason to keep him.
    Raises:   NoReleaseError; NoHandoverError; UnstatedReasonError.
    Leaf:     register.custody_recorded
    """
    require(acting, CANCEL)
    row = custody_row(person_id)
    opening, opened = _require_opening(row.pk)
    decision = latest_decision(row.pk, ContactAbout.RELEASE.value, None)
    is_his = decision is not None and decision.answer == ContactAnswer.NO and decision.act_index > opening.index
    stopped = _handover(acting, row.pk, handover) if handover else None
    is_his = is_his or (stopped is not None and stopped.is_stopped_by_him)
    facts = ReleaseFacts(
        is_refused_by_him=is_his and basis_of(opened).basis is not ReleaseBasis.ART118, authority=authority,
        reason=reason, provision=provision,
    )  # fmt: skip
    given = Recording(
        event=CustodyEvent.RELEASE_CANCELLED, happened_at=happened_at, authority=authority, reason=reason,
        provision=provision,
        read=CustodyRead(
            opened_index=opening.index, decision_index=decision.act_index if decision else None,
            handover=stopped.acts if stopped else (),
        ),
    )  # fmt: skip
    return record_by_law(acting, row, CustodyFacts(release=facts), given)


def _handover(acting: Acting, person_id: str, handover: Sequence[int]) -> HandoverRead:
    if not acting.is_house:
        raise NoHandoverError("what follows from a hand-over is drawn by the house alone", provision="practice rule 18")
    return read_handover(person_id, handover)


def _step(read: HandoverRead, event: HandoverEvent) -> HandoverStep:
    if event not in read.steps:
        raise NoHandoverError(f"that hand-over was not {event.value}", provision="practice rule 18")
    return read.steps[event]
