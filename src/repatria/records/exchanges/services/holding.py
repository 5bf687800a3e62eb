"""Keeping somebody back from lists: by two persons, on what is on record, looked at anew, ended."""

from __future__ import annotations

from hashlib import sha256

from repatria.core.law.exchange_holding import PROVISION_OF_HOLD, HoldGround, check_hold, stands_on_record
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.identifiers import record_number
from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import Used, require_approvals, uses_approvals
from repatria.records.access.questions import question
from repatria.records.exchanges.acts import HeldBack, HoldEnded, HoldReviewed
from repatria.records.exchanges.errors import GroundGoneError, StandingHoldError, UnknownHoldError
from repatria.records.exchanges.facts import hold_facts
from repatria.records.exchanges.models import Hold
from repatria.records.exchanges.reading import check_said
from repatria.records.ledger.acts import encode
from repatria.records.ledger.rows import is_there, row_numbered
from repatria.records.ledger.services import record, service
from repatria.records.register.joined import leader_of, numbers_of

HOLD_BACK, REVIEW, END = "exchanges.hold_back", "exchanges.review_hold", "exchanges.end_hold"
HELD_BACK = "exchanges.?held_back"


@question(HELD_BACK, of_numbers=True)
def hold_reference(*, person_id: str, ground: HoldGround, authority: str, reference: str) -> str:
    """What the second person approves: whom, on what, by whose decision and by which paper of it, as one digest."""
    return _reference(leader_of(person_id), ground, authority, reference)


def _reference(leader: str, ground: HoldGround, authority: str, paper: str) -> str:
    return sha256(encode([leader, ground.value, authority.strip(), paper.strip()])).hexdigest()


@service
def hold_back(acting: Acting, *, person_id: str, ground: HoldGround, authority: str, reference: str) -> str:
    """Keeps somebody back from lists. A second person approved it; he stands on the list of those kept back from now.

    Source:   GC III art. 109, 115, 119; practice rule 19.
    Given:    `authority` whose decision it is, `reference` its paper. A disciplinary punishment is no ground.
    Returns:  the number under which he is kept back.
    Raises:   OpenGuardError where the house has no such ground on record, naming all; StandingHoldError;
              ApprovalsMissingError; UnknownPersonError.
    Leaf:     exchanges.held_back
    """
    require(acting, HOLD_BACK)
    refuse_statements({"authority": authority, "reference": reference})
    check_hold(ground, hold_facts(person_id, authority=authority, reference=reference))
    if is_there(Hold, person_id=list(numbers_of(person_id)), ground=ground.value, ended_index=None):
        raise StandingHoldError("he is kept back on this ground already")
    meant = hold_reference(person_id=person_id, ground=ground, authority=authority, reference=reference)
    approved = require_approvals(HOLD_BACK, meant, acting.account_id, at=acting.at)
    hold_id = record_number("XH", acting.randomness(7))
    record(
        HeldBack(
            hold_id=hold_id, person_id=leader_of(person_id), ground=ground, provision=PROVISION_OF_HOLD[ground],
            authority=authority.strip(), reference=reference.strip(), approved_by=approved,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return hold_id


def _standing(hold_id: str) -> Hold:
    row = row_numbered(Hold, hold_id)
    if row is None or row.ended_index is not None:
        raise UnknownHoldError("nobody is kept back under this number")
    return row


@service
def review_hold(acting: Acting, *, hold_id: str) -> None:
    """Looks at it anew: what keeps him back is still on record, and the next look is owed in thirty days.

    Source:   GC III art. 115, 119; house rule 6.7.
    Raises:   UnknownHoldError; GroundGoneError where it is on record no longer.
    Leaf:     exchanges.hold_reviewed
    """
    require(acting, REVIEW)
    row = _standing(hold_id)
    ground = HoldGround(row.ground)
    if not stands_on_record(ground, hold_facts(row.person_id)):
        raise GroundGoneError("what kept him back is on record no longer", provision=row.provision)
    record(
        HoldReviewed(hold_id=row.pk, person_id=row.person_id, reviewed_by=acting.account_id), actor=acting.account_id,
        at=acting.at,
    )  # fmt: skip


@service
def end_hold(acting: Acting, *, hold_id: str, reason: str) -> None:
    """Ends it: he may stand on lists again. One person may, at any time.

    Source:   GC III art. 115, 118.
    Raises:   UnknownHoldError; UnsaidError without a reason.
    Leaf:     exchanges.hold_ended
    """
    require(acting, END)
    refuse_statements({"reason": reason})
    check_said(reason=reason)
    row = _standing(hold_id)
    record(
        HoldEnded(hold_id=row.pk, person_id=row.person_id, reason=reason.strip()), actor=acting.account_id,
        at=acting.at,
    )  # fmt: skip


def _used(given: HeldBack) -> Used:
    meant = _reference(given.person_id, given.ground, given.authority, given.reference)
    return Used(action=HOLD_BACK, reference=meant)


def register() -> None:
    """Says what the acts of this file use up."""
    uses_approvals(HeldBack, _used)
