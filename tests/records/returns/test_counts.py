"""Two counts side by side: made apart, compared line by line, each difference ended by two, none written over."""

from __future__ import annotations

import pytest

from repatria.core.law.errors import OpenGuardError, UnstatedParticularsError
from repatria.core.law.return_batch import BatchEvent, BatchWay
from repatria.core.law.return_count import BatchDifferenceOrderError
from repatria.core.law.return_list import BatchRow
from repatria.core.law.return_scans import ScanFor
from repatria.core.vocabulary.remains_codes import remains_code
from repatria.records.access.errors import ApprovalsMissingError
from repatria.records.returns.errors import (
    BlindCountError,
    OtherBatchError,
    SameLineError,
    UnbegunCountError,
    UnknownEntryError,
    WrongWayError,
)
from repatria.records.returns.models import Batch, BatchCount, BatchDifference, CountEntry
from repatria.records.returns.selectors.batches import batch, batches, counting
from repatria.records.returns.selectors.sought import things_sought
from repatria.records.returns.services.counts import begin_count, enter_received
from tests.records.returns.crossing import TWO

pytestmark = pytest.mark.django_db
E = BatchEvent


def _code(count):
    return remains_code("PNT", "T9", count)


def lacks(refused):
    return {what for what, _ in refused.value.params["guards"]}


def test_refuses_a_count_by_whoever_brought_moved_or_read_the_list(came):
    with pytest.raises(OpenGuardError) as refused:
        begin_count(came.by("registrar"), batch_id=came.batch, **TWO)
    assert lacks(refused) == {"counted_apart"}
    batch(came.by("doctor"), came.batch)
    with pytest.raises(OpenGuardError):
        begin_count(came.by("doctor"), batch_id=came.batch, **TWO)


def test_the_list_is_closed_to_the_counter_until_the_count_is_signed_and_nothing_of_it_shows(came):
    begin_count(came.by("doctor"), batch_id=came.batch, **TWO)
    with pytest.raises(BlindCountError):
        batch(came.by("doctor"), came.batch)
    with pytest.raises(UnbegunCountError):
        came.scanned("L-1", purpose=ScanFor.COUNT)
    came.scanned("L-1", "X-92", purpose=ScanFor.COUNT, name="doctor")
    view = counting(came.by("doctor"), came.batch)
    assert (view.scans, view.things, view.flags) == (2, 2, ())
    assert batches(came.by("doctor"))[0].sender_number is None


def test_what_differs_is_named_line_by_line_and_both_counts_stand(came):
    rows = (
        came.row("L-1", "S-L-1", "broken", minutes=1), came.row("L-1", "S-L-1", "broken", minutes=2),
        came.row("", "S-L-2", minutes=3), came.row("OURS-9", "S-9", minutes=4),
    )  # fmt: skip
    found = came.counted(3, *rows).compared()
    assert {"count", "seal_broken", "label_mismatch", "extra", "missing"} == set(found)
    assert [(one.is_receiver, one.number) for one in BatchCount.objects.order_by("recorded_index")] == [
        (False, 4), (True, 3),
    ]  # fmt: skip
    with pytest.raises(OpenGuardError) as refused:
        came.take(E.CLOSED)
    assert lacks(refused) == {"no_open_difference", "all_entered"}
    with pytest.raises(ApprovalsMissingError):
        came.ended(found["count"], "both_stand", approver="")
    with pytest.raises(BatchDifferenceOrderError):
        came.ended(found["count"], "goes_back")
    with pytest.raises(UnstatedParticularsError):
        came.ended(found["missing"], "found_as")
    for kind, end in (
        ("count", "both_stand"),
        ("seal_broken", "sealed_again"),
        ("label_mismatch", "found_as"),
        ("missing", "still_sought"),
        ("extra", "goes_back"),
    ):
        came.ended(found[kind], end)
    assert not came.open()
    assert [one.number for one in BatchCount.objects.order_by("recorded_index")] == [4, 3]
    came.reported("PNT").recovered("T9")
    entries = list(CountEntry.objects.order_by("pk"))
    codes = [came.item(n, item_code=_code(n)) for n in (1, 2, 3)]
    for entry, code in zip(entries, codes, strict=True):
        enter_received(came.by("registrar"), entry_id=entry.pk, item_code=code)
    with pytest.raises(UnknownEntryError):
        enter_received(came.by("registrar"), entry_id=entries[0].pk, item_code=codes[0])
    came.take(E.CLOSED, is_approved=False)
    assert Batch.objects.get().state == "closed"
    (sought,) = things_sought(came.by("registrar"))
    assert (came.batch, 0) == (sought.batch_id, sought.days) and sought.label
    came.clock.forward(days=40)
    assert [40] == [one.days for one in things_sought(came.by("auditor"))], "after the batch was closed too"
    came.planned(BatchWay.RECEIVED).brought(sought.label)
    assert () == things_sought(came.by("registrar")), "their next list names it"


def test_numbers_that_differ_by_three_stand_beside_each_other_where_the_paper_gives_no_lines(sent):
    sent.dispatched().handed_over()
    found = sent.they_counted(0).compared()
    assert set(found) == {"count"}
    with pytest.raises(WrongWayError):
        sent.they_counted(3)
    sent.ended(found["count"], "both_stand").take(E.CLOSED)
    view = batch(sent.by("head"), sent.batch)
    assert (view.summary.sender_number, view.summary.receiver_number) == (3, 0)
    assert [one.end for one in view.differences] == ["both_stand"]
    one = sent.codes[0]
    sent.planned()
    with pytest.raises(OtherBatchError):
        sent.put(one)


def test_their_count_by_lines_agrees_and_nothing_is_left_to_end(sent):
    sent.dispatched().handed_over()
    rows = [BatchRow(label=one.label, seal=one.seal_number) for one in sent.lines()]
    with pytest.raises(UnstatedParticularsError):
        sent.they_counted(3, *rows, reference="")
    assert sent.they_counted(3, *rows).compared() == {}
    assert Batch.objects.get().state == "reconciled"
    assert not BatchDifference.objects.exists()
    sent.take(E.CLOSED)


def test_one_code_is_one_things_and_the_other_sides_own_goes_back_as_a_batch_of_its_own(came):
    came.counted(3, *(came.row(f"L-{n}", f"S-L-{n}", minutes=n) for n in (1, 2, 3))).compared()
    came.reported("PNT").recovered("T9")  # the recovery that stands for the hand-over
    first = came.item(1, item_code=_code(1))
    entries = list(CountEntry.objects.order_by("pk"))
    enter_received(came.by("doctor"), entry_id=entries[0].pk, item_code=first)
    with pytest.raises(SameLineError):
        enter_received(came.by("doctor"), entry_id=entries[1].pk, item_code=first)
    origin = came.batch
    came.planned(origin_id=origin)
    assert Batch.objects.get(pk=came.batch).origin_id == origin
    with pytest.raises(WrongWayError):
        came.planned(origin_id=came.batch)
