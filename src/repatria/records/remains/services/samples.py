"""Samples: taken by a doctor under a code of their own, handed on under a seal, used up or destroyed by an act."""

from __future__ import annotations

from datetime import datetime

from repatria.core.law.remains_path import ItemState
from repatria.core.law.remains_samples import (
    SampleKind,
    SampleState,
    SampleStep,
    SampleStepFacts,
    TakenSampleFacts,
    check_sample_step,
    check_sample_taken,
)
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.remains_codes import MOST_SAMPLES, sample_code
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.catalogue import ByParameter
from repatria.records.ledger.rows import rows_where
from repatria.records.ledger.services import record, service
from repatria.records.remains.reading import check_unpacked, item_row, sample_row
from repatria.records.remains.sample_acts import SampleStepRecorded, SampleTaken, SampleWords, TakenWords
from repatria.records.remains.sample_models import Sample
from repatria.records.remains.whereabouts import check_here

TAKE, MOVE_SAMPLE, DESTROY_SAMPLE = "remains.take_sample", "remains.move_sample", "remains.destroy_sample"
SAMPLE_ACTIONS = {SampleStep.DESTROYED: DESTROY_SAMPLE}
"""The action of each step in the role table: what a doctor alone does; every other is `remains.move_sample`."""
LONGEST_PLACE = 60


@service
def take_sample(
    acting: Acting, *, item_code: str, kind: SampleKind, site: str, happened_at: datetime, taken_by: str,
    seal_number: str, kept_where: str, note: str = "",
) -> str:  # fmt: skip
    """Records that a doctor took a sample of an item, which bears a code under the item's from now on.

    Source:   law-and-practice section 2.2, 6.3: a sample of stated type and site is kept before any burial.
    Given:    `site` of the body; `kept_where` in words, as a freezer and a shelf.
    Returns:  the sample's code, with a check sign of its own.
    Raises:   RoleForbidsError; WrongCodeError; UnknownItemError; SampleOrderError; PackedItemError while the item lies
              in a sealed container; UnstatedParticularsError; InputError for a sample before the last step, or beyond
              the last number; NotYetError; StatementError.
    Leaf:     remains.sample_taken
    """
    require(acting, TAKE)
    refuse_statements({"site": site, "taken_by": taken_by, "note": note})
    check_happened(happened_at, acting.at)
    item = item_row(item_code)
    check_here(item.pk)
    state = ItemState(item.state)
    check_sample_taken(state, TakenSampleFacts(
        site=site, taken_by=taken_by, seal_number=seal_number, kept_where=kept_where
    ))  # fmt: skip
    check_unpacked(item)
    number = len(rows_where(Sample, item_code=item.pk)) + 1
    if number > MOST_SAMPLES:
        raise InputError("no number is left for a sample of this item", (("item_code", "samples_used_up"),))
    _check_place(kept_where)
    if instant_text(happened_at) < item.last_at:
        raise InputError("the step before it was later", (("happened_at", "before_last_step"),))
    code = sample_code(item.pk, number)
    record(
        SampleTaken(
            sample_code=code, item_code=item.pk, number=number, sample_kind=kind, at=instant_text(happened_at),
            seal_number=seal_number.strip(), kept_where=kept_where.strip(), previous=state,
            state=ItemState.SAMPLED if state is ItemState.EXAMINED else state,
            words=TakenWords(site=site.strip(), taken_by=taken_by.strip(), note=note.strip()),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return code


def _check_place(kept_where: str) -> None:
    if len(kept_where.strip()) > LONGEST_PLACE:
        raise InputError("too long", (("kept_where", "length"),))


@service(actions=ByParameter(parameter="step", actions=SAMPLE_ACTIONS, otherwise=MOVE_SAMPLE))
def record_sample_step(
    acting: Acting, *, sample_code: str, step: SampleStep, happened_at: datetime, by: str, from_whom: str = "",
    seal_number: str = "", purpose: str = "", kept_where: str = "", reference: str = "", reason: str = "",
    second: str = "",
) -> int:  # fmt: skip
    """Records a step of a sample: handed on, sent to a laboratory, returned, used up, destroyed by two.

    Source:   law-and-practice section 6.3: each move is a custody event with the number of its seal.
    Given:    `by` who took it over, used it up or destroyed it; `reference` of the laboratory's report. Whether another
              sample of the item is kept, the house reads.
    Returns:  the index of the act.
    Raises:   RoleForbidsError; WrongCodeError; UnknownSampleError; SampleOrderError; UnstatedParticularsError;
              SecondPersonError; OpenGuardError for the last sample that is kept; InputError for a step before the one
              before it; NotYetError; StatementError.
    Leaf:     remains.sample_step_recorded
    """
    require(acting, SAMPLE_ACTIONS.get(step, MOVE_SAMPLE))
    refuse_statements({"by": by, "from_whom": from_whom, "purpose": purpose, "reason": reason, "second": second})
    check_happened(happened_at, acting.at)
    sample = sample_row(sample_code)
    previous = SampleState(sample.state)
    others = rows_where(Sample, item_code=sample.item_code, state=SampleState.KEPT.value)
    state = check_sample_step(previous, step, SampleStepFacts(
        by=by, second=second, from_whom=from_whom, seal_number=seal_number, purpose=purpose, kept_where=kept_where,
        reference=reference, reason=reason, is_another_kept=any(one.pk != sample.pk for one in others),
    ))  # fmt: skip
    _check_place(kept_where)
    if instant_text(happened_at) < sample.last_at:
        raise InputError("the step before it was later", (("happened_at", "before_last_step"),))
    return record(
        SampleStepRecorded(
            sample_code=sample.pk, item_code=sample.item_code, step=step, previous=previous, state=state,
            at=instant_text(happened_at), seal_number=seal_number.strip(),
            kept_where=kept_where.strip() if state is SampleState.KEPT else "", reference=reference.strip(),
            words=SampleWords(
                by=by.strip(), second=second.strip(), from_whom=from_whom.strip(), purpose=purpose.strip(),
                reason=reason.strip(),
            ),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
