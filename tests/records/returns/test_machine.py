"""Batches as a machine: nothing on two open ones, no count vanishes, nothing closes over an open difference."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.core.law.errors import OpenGuardError
from repatria.core.law.return_batch import STEPS, BatchEvent, BatchState, BatchWay, batch_events_from
from repatria.core.law.return_count import (
    MISMATCH_ENDS,
    CountedThing,
    ListedThing,
    Mismatch,
    MismatchEnd,
    compare_counts,
)
from repatria.core.law.return_list import BatchRow
from repatria.core.vocabulary.errors import RepatriaError
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.returns.models import Batch, BatchCount, BatchDifference, BatchLine
from repatria.records.returns.services.batches import take_out
from repatria.records.returns.services.steps import record_batch_step
from tests.records.returns.crossing import GIVEN

WALK, ABORTS = 120, 0.1
OVER = "closed over an open difference"
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
    found = compare_counts(lines, things, sender_numbers=[sender], receiver_number=receiver)
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


def onward(house, drawn, state):
    """What brings a batch of ours on from where it stands; a list, a count and an end of a difference are drawn."""
    lines = house.lines()
    if state is BatchState.PLANNED and len(lines) < drawn.randint(1, 3):
        house.put(drawn.choice(house.codes))
    elif state is BatchState.AGREED:
        house.read_again().take(BatchEvent.ASSEMBLED)
    elif state is BatchState.SEALED:
        house.scanned(*(one.label for one in lines))
        house.take(BatchEvent.LOADED)
    elif state is BatchState.HANDED_OVER:
        house.they_counted(drawn.choice([len(lines), 9]) if BatchDifference.objects.exists() else 9, *(
            BatchRow(label=one.label, seal=drawn.choice([one.seal_number, "S-0"])) for one in lines
            if drawn.random() > 0.3
        ))  # fmt: skip
    elif state is BatchState.COUNTED:
        house.compared()
    elif opened := house.open():
        one = drawn.choice(list(opened.values()))
        house.ended(one, drawn.choice(sorted(MISMATCH_ENDS[Mismatch(one.kind)] - {MismatchEnd.FOUND_AS})))
    else:
        house.take(batch_events_from(BatchWay.SENT, state)[0])


def tried(house, event):
    """A step that nobody approved."""
    given = GIVEN[event] | {"batch_id": house.batch, "event": event, "happened_at": house.clock()}
    record_batch_step(house.by("registrar"), **given)


def astray(house, drawn, state):
    """What does not follow from where a batch stands, or not yet."""
    follows = batch_events_from(BatchWay.SENT, state)
    if house.open() and BatchEvent.CLOSED in follows:
        return tried(house, BatchEvent.CLOSED)
    return drawn.choice((
        lambda: house.put(drawn.choice(house.codes)),
        lambda: take_out(house.by("registrar"), line_id=drawn.choice(house.lines()).pk, reason="it stays"),
        lambda: house.they_counted(9), house.compared, lambda: tried(house, BatchEvent.CLOSED),
        lambda: tried(house, drawn.choice([one for one in BatchEvent if one in STEPS and one not in follows])),
        lambda: house.take(BatchEvent.ABORTED) if drawn.random() < ABORTS else None,
    ))()  # fmt: skip


def rows_now():
    """Everything that a refused step must leave as it is."""
    return [list(one.objects.order_by("pk").values_list()) for one in (Batch, BatchCount, BatchDifference)]


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [3, pytest.param(11, marks=pytest.mark.whole)])
def test_whatever_is_done_in_whatever_order_nothing_stands_twice_and_no_count_vanishes(house, seed):
    drawn = random.Random(seed)
    house.reported().recovered().items(1, 2, 3, 4)
    batches = [house.planned().batch, house.planned().batch]
    counts: dict[str, int] = {}
    refused = Counter[str]()
    for _ in range(WALK):
        walking = list(Batch.objects.filter(pk__in=batches).exclude(state__in=["closed", "aborted"]).order_by("pk"))
        if not walking:
            break
        house.batch = drawn.choice(walking).pk
        state, before = BatchState(Batch.objects.get(pk=house.batch).state), rows_now()
        is_closable = state in (BatchState.RECONCILED, BatchState.DISCREPANT) and not house.open()
        try:
            (astray if house.open() and not refused[OVER] else drawn.choice((onward, astray)))(house, drawn, state)
        except (RepatriaError, IndexError) as error:
            refused[type(error).__name__] += 1
            if isinstance(error, OpenGuardError) and "no_open_difference" in str(error.params):
                refused[OVER] += 1
            assert rows_now() == before, "what is refused leaves everything as it is"
        else:
            if Batch.objects.get(pk=house.batch).state == BatchState.CLOSED.value != state.value:
                assert is_closable, "nothing closes over an open difference"
        codes = list(BatchLine.objects.filter(is_out=False).exclude(batch_id__in=Batch.objects.filter(
            state="aborted").values("pk")).values_list("item_code", flat=True))  # fmt: skip
        assert len(codes) == len(set(codes)), "a thing stands on one batch that is open or left"
        now = dict(BatchCount.objects.values_list("pk", "number"))
        assert counts.items() <= now.items(), "no count vanishes or changes"
        counts = now
        assert len(before[2]) <= BatchDifference.objects.count(), "no difference vanishes"
    sides = set(BatchCount.objects.values_list("is_receiver", flat=True))
    ended = BatchDifference.objects.exclude(end="").count()
    closed = Batch.objects.filter(pk__in=batches, state="closed").count()
    assert sides == {True, False} and ended and closed, "the walk counted, differed and closed"
    assert refused[OVER] and refused["BatchOrderError"], dict(refused)
    assert verify(log_verifier()).is_equal
