"""What somebody who wished the dead ill tried: each is refused or named."""

from __future__ import annotations

import pytest

from repatria.core.law.errors import OpenGuardError, SecondPersonError
from repatria.core.law.remains_path import ItemStep
from repatria.core.law.return_batch import BatchEvent as E
from repatria.core.law.return_batch import BatchWay
from repatria.core.law.return_list import BatchRow
from repatria.core.law.return_scans import ScanFor
from repatria.doors.desk.returns.forms import rows_typed
from repatria.records.remains.errors import AwayItemError
from repatria.records.returns.errors import OtherBatchError, UnknownBatchDifferenceError
from repatria.records.returns.models import BatchCount, BatchLine, BatchScan
from repatria.records.returns.selectors.batches import batch, batches
from tests.records.remains.field import step

pytestmark = pytest.mark.django_db


def lacks(refused):
    return {what for what, _ in refused.value.params["guards"]}


def sealed(sent):
    return sent.take(E.LIST_EXCHANGED).take(E.AGREED).read_again().take(E.ASSEMBLED).take(E.SEALED)


def test_a_batch_on_the_road_is_stopped_by_two_and_nothing_of_it_is_free_before_it_is_scanned_back(sent):
    sent.dispatched()
    with pytest.raises(SecondPersonError) as refused:
        sent.take(E.ABORTED)
    assert lacks(refused) == {"ending_approved"}
    with pytest.raises(SecondPersonError):
        sent.approved(E.CLOSED).take(E.ABORTED)
    sent.approved(E.ABORTED).take(E.ABORTED)
    first, stopped = sent.codes[0], sent.batch
    sent.planned()
    with pytest.raises(OtherBatchError):
        sent.put(first)
    other, sent.batch = sent.batch, stopped
    sent.scanned(first, purpose=ScanFor.RETURNED)
    sent.batch = other
    assert sent.put(first).lines()[0].item_code == first
    with pytest.raises(OtherBatchError):
        sent.put(sent.codes[1])


def test_what_is_loaded_is_what_the_last_scan_of_each_label_says(sent):
    sealed(sent)
    sent.scanned(*(sent.row(one, minutes=n) for n, one in enumerate(sent.codes)))
    sent.scanned(sent.row(sent.codes[0], minutes=20), is_off=True)
    with pytest.raises(OpenGuardError) as refused:
        sent.take(E.LOADED)
    assert lacks(refused) == {"all_loaded"}
    sent.scanned(sent.row(sent.codes[0], minutes=30))
    sent.scanned(sent.row("X-91", minutes=10), is_off=True)
    sent.scanned(sent.row("X-91", minutes=40))
    with pytest.raises(OpenGuardError) as refused:
        sent.take(E.LOADED)
    assert lacks(refused) == {"none_unlisted"}
    sent.scanned(sent.row("X-91", minutes=50), is_off=True)
    sent.take(E.LOADED)


def test_rows_of_their_count_that_are_no_labels_are_differences_and_not_nothing(sent):
    sent.dispatched().handed_over()
    wrong = [one[:-1] + ("A" if one[-1] != "A" else "B") for one in sent.codes]
    found = sent.they_counted(3, *(BatchRow(label=one, seal="S-9", is_seal_whole=False) for one in wrong)).compared()
    assert set(found) == {"extra", "missing"}


def test_another_seal_at_the_departure_is_named_and_the_first_one_stands(sent):
    sealed(sent)
    sent.scanned(*sent.codes)
    sent.take(E.LOADED).take(E.DISPATCHED, seal_number="V-2")
    assert set(sent.open()) == {"vehicle_seal"}
    sent.take(E.AT_BORDER, seal_number="V-2")
    assert len(sent.lines()) == 3
    assert sent.open()["vehicle_seal"].end == ""


def test_two_missing_things_are_not_both_one_that_was_counted(came):
    came.counted(2, came.row("L-1", "S-L-1"), came.row("X-91", "S-9", minutes=2)).compared()
    missing = [one for one in came.all_open() if one.kind == "missing"]
    extra = next(one for one in came.all_open() if one.kind == "extra")
    counted = next(iter(BatchCount.objects.filter(is_receiver=True)))
    with pytest.raises(UnknownBatchDifferenceError):  # that one is a line of its own
        came.ended(missing[0], "found_as", other=f"{counted.pk}.1")
    came.ended(missing[0], "found_as", other=extra.entry_id)
    with pytest.raises(UnknownBatchDifferenceError):
        came.ended(missing[1], "found_as", other=extra.entry_id)


def test_one_name_written_twice_is_one_and_nobody_closes_alone_or_approves_it_ahead(sent):
    sent.approved(E.CLOSED)  # while it is planned, which says nothing of what comes to be counted
    sent.take(E.LIST_EXCHANGED).take(E.AGREED).read_again()
    with pytest.raises(SecondPersonError):
        sent.take(E.ASSEMBLED, by="Іван Сич", second="іван  сич")
    sent.take(E.ASSEMBLED).take(E.SEALED)
    sent.scanned(*sent.codes)
    sent.take(E.LOADED).take(E.DISPATCHED).handed_over().they_counted(3).compared()
    with pytest.raises(SecondPersonError) as refused:
        sent.take(E.CLOSED, is_approved=False)
    assert lacks(refused) == {"ending_approved"}
    sent.take(E.CLOSED)


def test_a_name_in_the_column_of_labels_lies_under_a_key_and_no_other_way(house):
    house.planned(BatchWay.RECEIVED).brought("L-1", BatchRow(label="Шевченко Сергій 1990"))
    assert house.result == (1, 1)
    house.take(E.AGREED).handed_over().counted(1, house.row("Шевченко 1990"))
    open_words = [
        *BatchLine.objects.values_list("label", flat=True),
        *BatchScan.objects.values_list("label", flat=True),
    ]
    assert not any("ШЕВЧЕНКО" in one.upper() for one in open_words)


def test_every_number_that_they_signed_is_compared_and_a_label_scanned_again_with_its_seal_is_one(house):
    house.planned(BatchWay.RECEIVED).brought("L-1", said_number=1248).brought("L-2", said_number=2).take(E.AGREED)
    house.handed_over().counted(2, house.row("L-1"), house.row("L-1", "S-L-1", minutes=2), house.row("L-2", minutes=3))
    assert set(house.compared()) == {"count"}


def test_the_counter_is_shown_no_title_that_says_how_many(house):
    house.planned(BatchWay.RECEIVED, title="second batch, 1,245 bodies").brought("L-1").take(E.AGREED).handed_over()
    (line,) = batches(house.by("doctor"))
    assert line.title == ""
    assert batch(house.by("registrar"), house.batch).summary.title


def test_a_row_of_their_paper_says_what_is_broken():
    whole, broken, other = rows_typed("L-1;S-1\nL-2;S-2;broken\nL-3;S-3;condition")
    assert [one.is_seal_whole for one in (whole, broken, other)] == [True, False, True]
    assert not other.is_condition_as_listed


def test_nothing_leaves_that_was_not_examined_sampled_and_read_again_in_the_house_of_the_dead(house):
    house.reported().recovered().items(1, is_ready=False).planned().put()
    house.take(E.LIST_EXCHANGED).take(E.AGREED).read_again()
    with pytest.raises(OpenGuardError) as refused:
        house.take(E.ASSEMBLED)
    assert {"item_examined", "item_sample_kept", "labels_read_again"} == lacks(refused)


def test_what_is_on_the_road_is_neither_moved_nor_packed_nor_examined_here_before_it_is_back(sent):
    sent.dispatched()
    first, second = sent.codes[:2]
    for what in (ItemStep.RECEIVED, ItemStep.EXAMINED, ItemStep.SAMPLED):
        with pytest.raises(AwayItemError):
            step(sent, what, first)
    sent.approved(E.ABORTED).take(E.ABORTED)
    sent.scanned(first, purpose=ScanFor.RETURNED)
    step(sent, ItemStep.MOVED, first)
    with pytest.raises(AwayItemError):
        step(sent, ItemStep.MOVED, second)


def test_a_scan_of_before_the_batch_was_sealed_loads_nothing_and_is_kept_with_that_word(sent):
    sealed(sent)
    sent.scanned(*(f"2001-01-01T00:00:00Z;{one.label};{one.seal_number}" for one in sent.lines()))
    assert not BatchScan.objects.exists()
    assert batch(sent.by("registrar"), sent.batch).rejected == len(sent.codes)
    with pytest.raises(OpenGuardError) as refused:
        sent.take(E.LOADED)
    assert lacks(refused) == {"all_loaded"}
