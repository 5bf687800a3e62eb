"""Batches as a machine: nothing on two open ones, no count vanishes, nothing closes over an open difference."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.core.law.return_batch import BatchEvent, BatchState
from repatria.core.law.return_count import MISMATCH_ENDS, CountedThing, ListedThing, Mismatch, compare_counts
from repatria.core.law.return_list import BatchRow
from repatria.core.vocabulary.errors import RepatriaError
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.returns.models import Batch, BatchCount, BatchDifference, BatchLine
from repatria.records.returns.services.batches import take_out

LABELS = st.sampled_from(["", "L-1", "L-2", "L-3", "L-4", "L-5"])
SEALS = st.sampled_from(["", "S-1", "S-2", "S-3"])
LISTED = st.lists(st.tuples(LABELS, SEALS), max_size=5, unique_by=lambda one: one[0] or object())
COUNTED = st.lists(st.tuples(LABELS, SEALS, st.booleans(), st.booleans()), max_size=6)


@settings(max_examples=40)
@given(LISTED, COUNTED, st.integers(0, 9), st.integers(0, 9))
def test_each_line_and_each_counted_thing_is_matched_or_named_and_both_numbers_are_compared(
    listed, counted, sender, receiver
):
    lines = [ListedThing(line_id=f"E{n}", label=label, seal=seal) for n, (label, seal) in enumerate(listed)]
    things = [
        CountedThing(entry_id=f"C{n}", label=label, seal=seal, is_seal_whole=whole, is_condition_as_listed=fine)
        for n, (label, seal, whole, fine) in enumerate(counted)
    ]  # fmt: skip
    found = compare_counts(lines, things, sender_number=sender, receiver_number=receiver)
    kinds = {kind: [one for one in found if one.kind is kind] for kind in Mismatch}
    labels = {one.label for one in things if one.label}
    named = {one.line_id for one in kinds[Mismatch.MISSING]} | {one.line_id for one in kinds[Mismatch.LABEL_MISMATCH]}
    assert {one.line_id for one in lines if one.label not in labels} == named
    strange = {one.entry_id for kind in ("extra", "label_mismatch") for one in kinds[Mismatch(kind)]}
    known = {one.label for one in lines if one.label}
    assert {one.entry_id for one in things if one.label not in known} == strange
    assert bool(kinds[Mismatch.COUNT]) is (sender != receiver)
    assert len(things) - len(strange) - len(kinds[Mismatch.LABEL_TWICE]) == len(lines) - len(named)
    assert set(MISMATCH_ENDS) == set(Mismatch)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [3, pytest.param(11, marks=pytest.mark.whole)])
def test_whatever_is_done_in_whatever_order_nothing_stands_twice_and_no_count_vanishes(house, seed):
    drawn = random.Random(seed)
    house.reported().recovered().items(1, 2, 3)
    batches = [house.planned().batch, house.planned().batch]
    counts: dict[str, int] = {}

    def end():
        one = drawn.choice(list(house.open().values()))
        house.ended(one, drawn.choice(sorted(MISMATCH_ENDS[Mismatch(one.kind)])), other="")

    acts = (
        lambda: house.put(*drawn.sample(house.codes, drawn.randint(1, 3))),
        lambda: take_out(house.by("registrar"), line_id=drawn.choice(house.lines()).pk, reason="it stays"),
        house.read_again,
        lambda: house.scanned(*(one.label for one in house.lines())),
        lambda: house.they_counted(drawn.randint(0, 3), *(
            BatchRow(label=one.label, seal=drawn.choice([one.seal_number, "S-0"])) for one in house.lines()
            if drawn.random() > 0.3
        )),
        house.compared, end, end,
    )  # fmt: skip
    for _ in range(70):
        house.batch = drawn.choice(batches)
        try:
            if drawn.random() < 0.6:
                state = BatchState(Batch.objects.get(pk=house.batch).state)
                house.take(drawn.choice([event for event in BatchEvent if event.value != state.value]))
            else:
                drawn.choice(acts)()
        except (RepatriaError, IndexError, KeyError):
            pass
        open_ones = Batch.objects.exclude(state__in=["closed", "aborted"]).values_list("pk", flat=True)
        codes = list(BatchLine.objects.filter(batch_id__in=open_ones, is_out=False).values_list("item_code", flat=True))
        assert len(codes) == len(set(codes)), "a thing stands on one open batch"
        now = dict(BatchCount.objects.values_list("pk", "number"))
        assert counts.items() <= now.items(), "no count vanishes or changes"
        counts = now
        for one in Batch.objects.filter(state="closed"):
            assert not BatchDifference.objects.filter(batch_id=one.pk, end="").exists()
    assert verify(log_verifier()).is_equal
