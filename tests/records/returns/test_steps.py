"""The path of a batch: what each step asks for, scans with their words, and what leaves after what was read."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.errors import OpenGuardError, SecondPersonError, UnstatedParticularsError, UnstatedReasonError
from repatria.core.law.return_batch import (
    BATCH_EDGES,
    BEFORE_HANDED,
    BatchEvent,
    BatchOrderError,
    BatchState,
    BatchWay,
    batch_events_from,
)
from repatria.core.vocabulary.errors import InputError
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.returns.errors import TakenListError, WrongWayError
from repatria.records.returns.models import Batch, BatchScan, BatchStep
from repatria.records.returns.selectors.batches import batch
from repatria.records.returns.services.steps import record_batch_step

pytestmark = pytest.mark.django_db
E = BatchEvent


def lacks(refused):
    return {what for what, _ in refused.value.params["guards"]}


def test_what_came_is_never_loaded_or_dispatched_here_and_nothing_is_aborted_once_handed_over():
    events = {event for _, event, _ in BATCH_EDGES[BatchWay.RECEIVED]}
    assert events == set(E) - {E.ASSEMBLED, E.SEALED, E.LOADED, E.DISPATCHED}
    assert {state for state, event, _ in BATCH_EDGES[BatchWay.SENT] if event is E.ABORTED} == set(BEFORE_HANDED)
    assert batch_events_from(BatchWay.SENT, BatchState.DISCREPANT) == (E.CLOSED,)


def test_each_step_names_all_that_is_missing(sent):
    with pytest.raises(BatchOrderError):
        sent.take(E.AGREED)
    sent.take(E.LIST_EXCHANGED)
    with pytest.raises(UnstatedParticularsError) as refused:
        sent.take(E.AGREED, place="", window="", participants="", reference="", agreed_on=None)
    assert len(lacks(refused)) == 5
    sent.take(E.AGREED)
    with pytest.raises(OpenGuardError) as refused:
        sent.take(E.ASSEMBLED)
    assert lacks(refused) == {"labels_read_again"}
    with pytest.raises(SecondPersonError):
        sent.read_again().take(E.ASSEMBLED, second="")
    sent.take(E.ASSEMBLED).take(E.SEALED)
    with pytest.raises(OpenGuardError) as refused:
        sent.take(E.LOADED)
    assert lacks(refused) == {"all_loaded"}
    with pytest.raises(UnstatedReasonError) as refused:
        sent.take(E.ABORTED, authority="", reason="")
    assert lacks(refused) == {"aborting_authority", "aborting_reason", "ending_approved"}


def test_the_intermediary_is_never_the_carrier_and_a_seal_that_is_another_opens_a_difference(house):
    house.reported().recovered().items(1).asked().planned(request_id=house.request).put()
    house.take(E.LIST_EXCHANGED).take(E.AGREED).read_again().take(E.ASSEMBLED).take(E.SEALED)
    house.scanned(house.codes[0])
    house.take(E.LOADED)
    with pytest.raises(OpenGuardError) as refused:
        house.take(E.DISPATCHED, carrier="vehicles of A neutral  society")
    assert lacks(refused) == {"carrier_is_own"}
    house.take(E.DISPATCHED).take(E.AT_BORDER, seal_number="V-9")
    assert set(house.open()) == {"vehicle_seal"}
    with pytest.raises(UnstatedParticularsError) as refused:
        house.take(E.HANDED_OVER)
    assert lacks(refused) == {"why_no_spot_check"}
    house.take(E.HANDED_OVER, reason="nobody of it came")
    step = BatchStep.objects.get(event="dispatched")
    assert step.manifest_digest == Batch.objects.get().manifest_digest


def test_a_list_of_scans_is_taken_once_in_its_own_order_with_a_word_for_what_does_not_fit(sent):
    first, second, third = sent.codes
    with pytest.raises(WrongWayError):
        sent.scanned(first)
    sent.take(E.LIST_EXCHANGED).take(E.AGREED).read_again().take(E.ASSEMBLED).take(E.SEALED)
    seals = {one.label: one.seal_number for one in sent.lines()}
    wrong = first[:-1] + ("A" if first[-1] != "A" else "B")
    late = sent.row(second, seals[second], minutes=9)
    rows = (
        late, sent.row(first, "S-0", minutes=5), "# a remark", "no time;x", sent.row(wrong, minutes=11),
        sent.row("X-91", minutes=10), sent.row(second, minutes=12), sent.row(third, minutes=999),
    )  # fmt: skip
    sent.scanned(*rows)
    found = [(one.label, one.flag) for one in BatchScan.objects.order_by("at")]
    assert found == [
        (first, "seal_differs"), (second, "fits"), ("X-91", "unlisted"), (wrong, "wrong_check"),
        (second, "twice"),
    ]  # fmt: skip
    with pytest.raises(TakenListError):
        sent.scanned(*(f"  {one} " for one in rows))
    with pytest.raises(OpenGuardError) as refused:
        sent.take(E.LOADED)
    assert lacks(refused) == {"all_loaded", "none_unlisted"}
    sent.scanned(sent.row(third, minutes=2))
    assert BatchScan.objects.get(label=third).flag == "out_of_order"
    sent.scanned(sent.row("X-91", minutes=20), is_off=True)
    sent.take(E.LOADED).take(E.DISPATCHED)
    view = batch(sent.by("registrar"), sent.batch)
    assert view.rejected == 2  # without a time, and after now
    assert {one.flag for one in view.flagged} >= {"seal_differs", "unlisted", "taken_off", "wrong_check", "twice"}
    assert [one.number for one in view.counts] == [3]


def test_refuses_a_step_before_the_last_and_what_is_an_act_of_its_own(sent):
    sent.take(E.LIST_EXCHANGED)
    by, at = sent.by("registrar"), sent.clock()
    for event in (E.COUNTED, E.RECONCILED, E.DISCREPANT, E.PLANNED):
        with pytest.raises(BatchOrderError):
            record_batch_step(by, batch_id=sent.batch, event=event, happened_at=at)
    with pytest.raises(InputError):
        record_batch_step(
            by, batch_id=sent.batch, event=E.ABORTED, happened_at=at - timedelta(days=1), authority="the ministry",
            reason="shelling",
        )  # fmt: skip
    sent.take(E.ABORTED)
    assert verify(log_verifier()).is_equal
    with pytest.raises(WrongWayError):
        sent.scanned(sent.codes[0])


def test_the_list_is_exchanged_in_the_minute_in_which_things_were_put_on_it(house):
    house.clock.forward(seconds=40)  # what is typed says the minute alone
    house.reported().recovered().items(1).planned().put()
    record_batch_step(
        house.by("registrar"), batch_id=house.batch, event=E.LIST_EXCHANGED, by="our officer", reference="letter 7",
        happened_at=house.clock().replace(second=0),
    )  # fmt: skip
    assert "list_exchanged" == Batch.objects.get(pk=house.batch).state
