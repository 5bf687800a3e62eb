"""What was recorded wrongly of an item: a step, or what stands of it; said by one and agreed by another."""

from __future__ import annotations

from typing import Any

from repatria.core.law.remains import RULE, DiscFound, ItemFacts, RemainsKind, check_item
from repatria.core.law.remains_corrections import (
    OF_DOCTORS,
    check_agreed_by_another,
    check_item_wrong,
    check_step_wrong,
)
from repatria.core.law.remains_path import ItemState, ItemStep
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.identifiers import record_number
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.remains.acts import ItemWords
from repatria.records.remains.correction_acts import (
    CorrectionProposed,
    CorrectionRefusal,
    CorrectionRefused,
    CorrectionWords,
    ItemCorrected,
    StepTakenBack,
)
from repatria.records.remains.correction_models import Correction
from repatria.records.remains.errors import CorrectionOrderError, UnknownCorrectionError
from repatria.records.remains.grave_acts import ItemExhumed
from repatria.records.remains.models import Item, ItemStepRow
from repatria.records.remains.reading import check_named, item_row
from repatria.records.remains.whereabouts import check_here
from repatria.records.vault.opening import open_rows

PROPOSE, AGREE = "remains.propose_correction", "remains.agree_correction"
_WORDS = ("found_where", "description", "disc_says", "why_removed")


def _steps(item_code: str) -> list[ItemStepRow]:
    return rows_where(ItemStepRow, item_code=item_code, taken_back_index=None, order="recorded_index")


def _check_none_waits(item: Item) -> None:
    if rows_where(Correction, item_code=item.pk, state="proposed", at_most=1):
        raise CorrectionOrderError("one waits for another to agree", provision=RULE)


def _propose(acting: Acting, given: CorrectionProposed) -> str:
    record(given, actor=acting.account_id, at=acting.at)
    return given.correction_id


@service(actions=PROPOSE)
def propose_step_back(acting: Acting, *, item_code: str, step_index: int, reason: str) -> str:
    """Says that the last step of an item was recorded wrongly; another agrees, and it is where it was before.

    Source:   law-and-practice section 6.3; house rule 6.3.
    Given:    `step_index` the act of the step; what a doctor recorded is corrected by a later record of a doctor.
    Returns:  the number of the correction.
    Raises:   WrongCodeError; UnknownItemError; AwayItemError; CorrectionOrderError while one waits; OpenGuardError;
              UnstatedReasonError; StatementError.
    Leaf:     remains.correction_proposed
    """
    require(acting, PROPOSE)
    refuse_statements({"reason": reason})
    item = item_row(item_code)
    check_here(item.pk)
    _check_none_waits(item)
    steps = _steps(item.pk)
    last = steps[-1] if steps else None
    is_last = last is not None and last.recorded_index == step_index
    check_step_wrong(ItemStep(last.step) if last else None, is_last=is_last, reason=reason)
    return _propose(acting, CorrectionProposed(
        correction_id=record_number("YR", acting.randomness(7)), item_code=item.pk, step_index=step_index,
        item_kind=None, disc=None, is_disc_left=False,
        words=CorrectionWords(reason=reason.strip(), found_where="", description="", disc_says="", why_removed=""),
    ))  # fmt: skip


@service(actions=PROPOSE)
def propose_item_correction(
    acting: Acting, *, item_code: str, kind: RemainsKind, found_where: str, disc: DiscFound, reason: str,
    description: str = "", disc_says: str = "", is_disc_left: bool = False, why_removed: str = "",
) -> str:  # fmt: skip
    """Says what is to stand of an item instead: whole or part, where it lay, what its disc says.

    Source:   GC I art. 16; law-and-practice section 6.3.
    Given:    all of it as it is to stand; the code never changes.
    Returns:  the number of the correction.
    Raises:   WrongCodeError; UnknownItemError; CorrectionOrderError while one waits; OpenGuardError where nothing is
              changed; UnstatedReasonError; UnstatedParticularsError; StatementError.
    Leaf:     remains.correction_proposed
    """
    require(acting, PROPOSE)
    refuse_statements({
        "found_where": found_where, "description": description, "why_removed": why_removed, "reason": reason,
    })  # fmt: skip
    item = item_row(item_code)
    _check_none_waits(item)
    check_item(ItemFacts(
        found_where=found_where, disc=disc, disc_says=disc_says, is_disc_left=is_disc_left, why_removed=why_removed
    ))  # fmt: skip
    said = CorrectionWords(
        reason=reason.strip(), found_where=found_where.strip(), description=description.strip(),
        disc_says=disc_says.strip(), why_removed=why_removed.strip(),
    )  # fmt: skip
    (stands,) = open_rows([item], _WORDS)
    is_left = disc is not DiscFound.NONE and is_disc_left
    was = (item.kind, item.disc, item.is_disc_left, *(stands[name] or "" for name in _WORDS))
    check_item_wrong(
        is_changed=was != (kind, disc, is_left, *(getattr(said, name) for name in _WORDS)), reason=reason
    )  # fmt: skip
    return _propose(acting, CorrectionProposed(
        correction_id=record_number("YR", acting.randomness(7)), item_code=item.pk, step_index=None,
        item_kind=kind, disc=disc, is_disc_left=is_left, words=said,
    ))  # fmt: skip


def waiting_correction(correction_id: str) -> Correction:
    """One that waits for another to agree.  Raises: UnknownCorrectionError; CorrectionOrderError."""
    row = row_numbered(Correction, correction_id)
    if row is None:
        raise UnknownCorrectionError("no such correction")
    if row.state != "proposed":
        raise CorrectionOrderError("it was agreed or refused before", provision=RULE)
    return row


@service
def agree_correction(acting: Acting, *, correction_id: str) -> int:
    """Agrees that a step, or what stands of an item, was recorded wrongly; what was written stays in its own act.

    Source:   house rule 6.3
    Returns:  the index of the act.
    Raises:   UnknownCorrectionError; CorrectionOrderError where it was agreed or refused; SecondPersonError for who
              said it; OpenGuardError where a step followed since; AwayItemError.
    Leaf:     remains.step_taken_back, remains.item_corrected
    """
    require(acting, AGREE)
    row = waiting_correction(correction_id)
    check_agreed_by_another(acting.account_id, acts_at([row.recorded_index])[0].actor)
    if row.step_index is not None:
        return _take_back(acting, row, row.step_index)
    (said,) = open_rows([row], _WORDS)
    given = ItemCorrected(
        correction_id=row.pk, item_code=row.item_code, item_kind=RemainsKind(row.kind), disc=DiscFound(row.disc),
        is_disc_left=row.is_disc_left, words=ItemWords(**{name: said[name] or "" for name in _WORDS}),
    )  # fmt: skip
    return record(given, actor=acting.account_id, at=acting.at)


def _before(step_index: int) -> ItemState:
    """Where the item was before a step, as the act of the step says."""
    given: Any = acts_at([step_index])[0].act
    return ItemState.BURIED if isinstance(given, ItemExhumed) else ItemState(given.previous)


def _take_back(acting: Acting, row: Correction, step_index: int) -> int:
    check_here(row.item_code)
    steps = _steps(row.item_code)
    is_last = bool(steps) and steps[-1].recorded_index == step_index
    check_step_wrong(ItemStep(steps[-1].step) if steps else None, is_last=is_last, reason="as it was said")
    before = steps[:-1]
    # What a doctor says of a body names no place: it lies where the hand before put it. A grave and an urn lie in none.
    placed = [one for one in before if ItemStep(one.step) not in OF_DOCTORS]
    given = StepTakenBack(
        correction_id=row.pk, item_code=row.item_code, step_index=step_index,
        state=_before(step_index),
        store_code=placed[-1].store_code if placed else "", last_at=before[-1].at if before else "",
    )  # fmt: skip
    return record(given, actor=acting.account_id, at=acting.at)


@service(actions=PROPOSE)
def refuse_correction(acting: Acting, *, correction_id: str, reason: str) -> int:
    """Does not agree to a correction, or takes one's own back: all stays as it was recorded.

    Source:   house rule 6.3
    Returns:  the index of the act.
    Raises:   UnknownCorrectionError; CorrectionOrderError where it was agreed or refused; InputError without a reason.
    Leaf:     remains.correction_refused
    """
    require(acting, PROPOSE)
    refuse_statements({"reason": reason})
    check_named(reason=reason)
    row = waiting_correction(correction_id)
    given = CorrectionRefused(
        correction_id=row.pk, item_code=row.item_code, words=CorrectionRefusal(reason=reason.strip())
    )  # fmt: skip
    return record(given, actor=acting.account_id, at=acting.at)
