"""Whose dead a thing is that lay in a batch: said by one account, reviewed by two others, taken back with a reason."""

from __future__ import annotations

from repatria.core.law.return_power import PowerFacts, PowerState, after_review, after_withdrawal, check_power_asserted
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.identifiers import record_number
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import rows_where
from repatria.records.ledger.services import record, service
from repatria.records.remains.reading import item_row
from repatria.records.returns.errors import NotReadyError, PowerStandsError
from repatria.records.returns.power_acts import PowerAsserted, PowerReviewed, PowerWithdrawn, PowerWords
from repatria.records.returns.power_models import PowerReview
from repatria.records.returns.reading import batch_row, check_said, where_else
from repatria.records.returns.theirs import came_as, claim_row, is_named_here, standing_claim

ASSERT, REVIEW, WITHDRAW = "returns.assert_power", "returns.review_power", "returns.withdraw_power"


@service
def assert_power(acting: Acting, *, item_code: str, power: str, grounds: str) -> str:
    """Says of an item that came in a batch that it is the sender's own dead. Two others review it before it goes back.

    Source:   law-and-practice section 6.3: to_other_side needs an assertion of the Power that is reviewed.
    Given:    `grounds` on which it rests: a disc, a uniform, papers. From whom it came, and whether the board gave it a
              name, the house reads.
    Returns:  the number of the word.
    Raises:   WrongCodeError; UnknownItemError; PowerStandsError; UnstatedParticularsError or OpenGuardError naming all
              that is missing; StatementError.
    Leaf:     returns.power_asserted
    """
    require(acting, ASSERT)
    refuse_statements({"grounds": grounds})
    item = item_row(item_code)
    entry = came_as(item.pk)
    origin = batch_row(entry.batch_id) if entry is not None else None
    if standing_claim(item.pk) is not None:
        raise PowerStandsError("somebody said already whose this is")
    check_power_asserted(PowerFacts(
        power=power, grounds=grounds, from_power=origin.power if origin is not None else "",
        is_named=is_named_here(item.pk),
    ))  # fmt: skip
    claim_id = record_number("NP", acting.randomness(7))
    record(
        PowerAsserted(
            claim_id=claim_id, item_code=item.pk, power=power.strip(), origin_id=origin.pk if origin else "",
            words=PowerWords(said=grounds.strip()),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return claim_id


@service
def review_power(acting: Acting, *, claim_id: str, agrees: bool, said: str = "") -> int:
    """Reviews the word on whose dead an item is: with the second who agrees it may go back, with one who does not it
    stays here.

    Source:   law-and-practice section 6.3.
    Given:    by two accounts, neither of them whoever said it; who does not agree says why. What two agreed to is ended
              by two who do not agree any more, each once, while it stands on no batch. Nobody agrees once the board
              gave it a name.
    Returns:  the index of the act.
    Raises:   UnknownPowerError; PowerOrderError; SecondPersonError; OpenGuardError; UnstatedReasonError; NotReadyError
              while it stands on a batch; StatementError.
    Leaf:     returns.power_reviewed
    """
    require(acting, REVIEW)
    refuse_statements({"said": said})
    claim = claim_row(claim_id)
    before = PowerState(claim.state)
    reviews = rows_where(PowerReview, claim_id=claim.pk, order="recorded_index")
    first, *others = acts_at([claim.recorded_index, *(one.recorded_index for one in reviews)])
    after = after_review(
        before, agrees=agrees, said=said, account_id=acting.account_id, asserted_by=first.actor,
        reviewed_by=[one.actor for one in others],
        disputed_by=[told.actor for one, told in zip(reviews, others, strict=True) if not one.agrees],
        is_named=is_named_here(claim.item_code),
    )  # fmt: skip
    if before is PowerState.REVIEWED and after is not before:
        _check_on_no_batch(claim.item_code)
    return record(
        PowerReviewed(
            claim_id=claim.pk, item_code=claim.item_code, agrees=agrees, previous=before, state=after,
            words=PowerWords(said=said.strip()),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


def _check_on_no_batch(item_code: str) -> None:
    """Raises: NotReadyError."""
    if where_else(item_code, "") is not None:
        raise NotReadyError("it stands on a batch: it is taken off first", provision="house rule 6.3")


@service
def withdraw_power(acting: Acting, *, claim_id: str, reason: str) -> int:
    """Takes the word on whose dead an item is back, before two agreed to it; from then on two end it by a review.

    Source:   law-and-practice section 6.3.
    Returns:  the index of the act.
    Raises:   UnknownPowerError; PowerOrderError; InputError without a reason; StatementError.
    Leaf:     returns.power_withdrawn
    """
    require(acting, WITHDRAW)
    refuse_statements({"reason": reason})
    check_said(reason=reason)
    claim = claim_row(claim_id)
    before = PowerState(claim.state)
    after_withdrawal(before)
    return record(
        PowerWithdrawn(
            claim_id=claim.pk, item_code=claim.item_code, previous=before, words=PowerWords(said=reason.strip())
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
