"""Batches by coffins, bags and boxes: put on whole, loaded by one scan under a seal read again, counted apart."""

from __future__ import annotations

import pytest

from repatria.core.law.errors import OpenGuardError, UnstatedParticularsError
from repatria.core.law.remains_containers import ContainerStep
from repatria.core.law.return_batch import BatchEvent as E
from repatria.core.law.return_batch import BatchWay, SpotContainer
from repatria.core.law.return_list import BatchRow
from repatria.core.law.return_scans import RowFault, ScanFor, container_of
from repatria.core.vocabulary.errors import InputError
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.verify import verify
from repatria.records.remains.errors import UnknownContainerError
from repatria.records.returns.errors import (
    NotReadyError,
    OtherBatchError,
    SameLineError,
    UnbegunCountError,
    UnknownBatchContainerError,
    UnknownEntryError,
    WrongWayError,
)
from repatria.records.returns.models import BatchContainer, BatchList, BatchScan, CountEntry
from repatria.records.returns.selectors.batches import batch, counting
from repatria.records.returns.services.batches import check_line, take_out
from repatria.records.returns.services.containers import take_out_container
from repatria.records.returns.services.counts import begin_count, enter_received, sign_count
from tests.kept import built_once
from tests.records.returns.crossing import TWO, Crossing

pytestmark = pytest.mark.django_db


def lacks(refused):
    return {what for what, _ in refused.value.params["guards"]}


@pytest.fixture
@built_once
def boxes(clock, randomness):
    """A coffin of two and one thing beside it on a batch that is planned."""
    house = Crossing(clock, randomness).reported().recovered().items(1, 2, 3)
    house.coffin = house.packed("ТРУНА 12", *house.codes[:2])
    return house.planned().boxed("труна  12").put(house.codes[2])


@pytest.fixture
@built_once
def theirs(clock, randomness):
    """A batch of theirs that was handed over: two in one coffin, one in a bag, one alone."""
    house = Crossing(clock, randomness).planned(BatchWay.RECEIVED)
    house.brought(*(
        BatchRow(label=label, container=box, container_seal=seal)
        for label, box, seal in (("L-1", "K-1", "S-1"), ("L-2", "k-1", ""), ("L-3", "K-2", "S-2"), ("L-4", "", ""))
    ))  # fmt: skip
    return house.take(E.AGREED).handed_over()


def sealed(house):
    return house.take(E.LIST_EXCHANGED).take(E.AGREED).read_again().take(E.ASSEMBLED).take(E.SEALED)


def test_refuses_a_container_that_is_unknown_open_on_it_already_or_on_another(boxes):
    with pytest.raises(UnknownContainerError):
        boxes.boxed("K-99")
    with pytest.raises(SameLineError):
        boxes.boxed("ТРУНА 12")
    with pytest.raises(NotReadyError):
        boxes.planned().put(boxes.codes[0])
    with pytest.raises(OtherBatchError) as refused:
        boxes.boxed("ТРУНА 12")
    assert refused.value.params["code_of"] == boxes.codes[0]
    boxes.container_step(boxes.coffin, ContainerStep.OPENED, seal_number="K-S1", reason="a second look")
    with pytest.raises(NotReadyError):
        boxes.boxed("ТРУНА 12")


def test_what_lies_in_a_container_is_taken_off_with_it_alone(boxes):
    line = next(one for one in boxes.lines() if one.container)
    with pytest.raises(NotReadyError):
        take_out(boxes.by("registrar"), line_id=line.pk, reason="it stays")
    with pytest.raises(InputError):
        take_out_container(boxes.by("registrar"), box_id=boxes.boxes[0], reason=" ")
    take_out_container(boxes.by("registrar"), box_id=boxes.boxes[0], reason="it stays")
    with pytest.raises(UnknownBatchContainerError):
        take_out_container(boxes.by("registrar"), box_id=boxes.boxes[0], reason="again")
    assert [one.item_code for one in boxes.lines()] == [boxes.codes[2]]
    assert boxes.planned().boxed("труна 12").lines()[0].seal_number == "K-S1"
    with pytest.raises(WrongWayError):
        boxes.take(E.LIST_EXCHANGED).boxed("труна 12")


def test_a_container_that_was_opened_since_stops_every_step_before_it_leaves(boxes):
    boxes.take(E.LIST_EXCHANGED).take(E.AGREED).read_again()
    boxes.container_step(boxes.coffin, ContainerStep.OPENED, seal_number="K-S1", reason="a second look")
    with pytest.raises(OpenGuardError) as refused:
        boxes.take(E.ASSEMBLED)
    assert lacks(refused) == {"containers_as_listed", "labels_read_again"}
    assert refused.value.params["about"] == tuple(boxes.codes[:2])
    boxes.container_step(boxes.coffin, ContainerStep.RESEALED, seal_number="K-S2", item_codes=boxes.codes[:2])
    with pytest.raises(OpenGuardError) as refused:
        boxes.take(E.ASSEMBLED)
    assert lacks(refused) == {"containers_as_listed", "labels_read_again"}


def test_what_was_read_before_it_was_packed_is_read_in_no_sealed_coffin(boxes):
    boxes.take(E.LIST_EXCHANGED).take(E.AGREED)
    boxed = next(one for one in boxes.lines() if one.container)
    with pytest.raises(NotReadyError):
        check_line(
            boxes.by("registrar"), line_id=boxed.pk, on_body=boxed.label, on_bag=boxed.label, on_paper=boxed.label,
            seal_number="K-S1", happened_at=boxes.clock(), **TWO,
        )  # fmt: skip
    with pytest.raises(OpenGuardError) as refused:
        boxes.take(E.ASSEMBLED)
    assert refused.value.params["about"] == (boxes.codes[2],)  # what lies loose, and nothing of the coffin
    checked = {one.item_code: one.is_checked for one in batch(boxes.by("registrar"), boxes.batch).lines}
    assert checked == dict(zip(boxes.codes, (True, True, False), strict=True))
    boxes.read_again().take(E.ASSEMBLED)


def test_one_scan_of_a_container_loads_what_is_in_it_and_only_under_its_seal(boxes):
    first, _, alone = boxes.codes
    sealed(boxes).scanned(
        boxes.row("труна 12", minutes=1), boxes.row("ТРУНА 12", "K-S9", minutes=2), boxes.row(first, minutes=3),
        boxes.row(alone, minutes=4),
    )  # fmt: skip
    assert list(BatchScan.objects.order_by("at").values_list("flag", flat=True)) == [
        "seal_unread", "seal_differs", "in_container", "fits",
    ]  # fmt: skip
    with pytest.raises(OpenGuardError) as refused:
        boxes.take(E.LOADED)
    assert lacks(refused) == {"all_loaded"}
    boxes.scanned(boxes.row("Труна 12", "K-S1", minutes=5))
    assert BatchScan.objects.order_by("-at").first().flag == "fits"
    boxes.scanned(boxes.row("Труна 12", "K-S1", minutes=6))
    assert BatchScan.objects.order_by("-at").first().flag == "twice"
    view = batch(boxes.by("registrar"), boxes.batch)
    assert all(one.loaded_at for one in view.lines)
    assert [(one.number, one.lines, bool(one.loaded_at)) for one in view.containers] == [("ТРУНА 12", 2, True)]
    boxes.take(E.LOADED).take(E.DISPATCHED)
    assert verify(log_verifier()).is_equal


def test_what_lay_in_a_container_is_back_when_that_was_scanned_under_its_seal(boxes):
    sealed(boxes).scanned(boxes.row("труна 12", "K-S1"), boxes.row(boxes.codes[2]))
    boxes.take(E.LOADED).take(E.DISPATCHED).approved(E.ABORTED).take(E.ABORTED)
    stopped = boxes.batch
    boxes.scanned(boxes.row("труна 12", "K-S8"), purpose=ScanFor.RETURNED)
    with pytest.raises(OtherBatchError):
        boxes.planned().boxed("труна 12")
    planned, boxes.batch = boxes.batch, stopped
    boxes.scanned(boxes.row("труна 12", "K-S1"), purpose=ScanFor.RETURNED)
    boxes.batch = planned
    assert len(boxes.boxed("труна 12").lines()) == 2


def test_the_intermediary_opens_a_container_and_another_seal_is_a_difference(boxes):
    sealed(boxes).scanned(boxes.row("труна 12", "K-S1"), boxes.row(boxes.codes[2]))
    boxes.take(E.LOADED).take(E.DISPATCHED).take(E.AT_BORDER)
    (box,) = boxes.boxes
    with pytest.raises(UnknownBatchContainerError):
        boxes.take(E.SPOT_CHECKED, spot_containers=[SpotContainer(box_id="NC-0", seal_found="a", seal_after="b")])
    with pytest.raises(UnstatedParticularsError) as refused:
        boxes.take(E.SPOT_CHECKED, spot_containers=[SpotContainer(box_id=box, seal_found="K-S1", seal_after="")])
    assert lacks(refused) == {"spot_container_seals"}
    boxes.take(
        E.SPOT_CHECKED, spot_lines=[], spot_containers=[SpotContainer(box_id=box, seal_found="K-S7", seal_after="N-1")]
    )
    assert [(one.kind, one.line_id) for one in boxes.all_open()] == [("seal_differs", box)]
    assert BatchContainer.objects.get().resealed == "N-1"
    rows = [BatchRow(label=one, container="труна 12", container_seal="N-1") for one in boxes.codes[:2]]
    rows.append(BatchRow(label=boxes.codes[2]))
    boxes.take(E.HANDED_OVER).they_counted(3, *rows)
    assert set(boxes.compared()) == {"seal_differs"}, "their count found the intermediary's seal"


@pytest.mark.parametrize("is_by_container", [True, False])
def test_their_paper_without_a_word_of_containers_names_none_missing(boxes, is_by_container):
    sealed(boxes).scanned(boxes.row("труна 12", "K-S1"), boxes.row(boxes.codes[2]))
    boxes.take(E.LOADED).take(E.DISPATCHED).handed_over()
    boxes.they_counted(
        3, *(BatchRow(label=one, container="K-5" if n == 2 else "") for n, one in enumerate(boxes.codes))
    )
    assert {one.kind for one in boxes.all_open()} == set()
    assert set(boxes.compared()) == {"box_missing", "box_extra", "other_box"}


def test_a_bad_list_gives_a_container_one_seal_and_keeps_each_row_that_is_none(house):
    house.planned(BatchWay.RECEIVED).brought(
        BatchRow(label="L-1", container="Мішок 7", container_seal="S-7"),
        BatchRow(label="L-2", container="мішок  7", container_seal="S-8", raw=(("a", "L-2"),)),
        BatchRow(label="L-3", container="труна Шевченка"), BatchRow(label="L-4", container="K" * 41),
        BatchRow(label="L-5", container="мішок 7"),
    )  # fmt: skip
    assert house.result == (2, 3)
    given = act_at(BatchList.objects.get().recorded_index).act
    assert [one.fault for one in given.rejected] == [RowFault.OTHER_SEAL, RowFault.NOT_A_LABEL, RowFault.TOO_LONG]
    assert given.words.rejected[0].raw == (("a", "L-2"),)
    house.brought(BatchRow(label="L-9", container="Мішок 7", container_seal="S-9"), BatchRow(label="L-8"))
    assert house.result == (1, 1)
    assert list(BatchContainer.objects.values_list("number", "seal_number", "kept_id")) == [("МІШОК 7", "S-7", "")]


def test_a_count_by_container_and_by_item_names_each_difference_line_by_line(theirs):
    rows = (
        theirs.row("K-1", "S-1", "container broken", minutes=1), theirs.row("L-1", minutes=2, within="K-1"),
        theirs.row("K-9", "S-9", "контейнер", minutes=3), theirs.row("L-2", minutes=4, within="K-9"),
        theirs.row("L-4", minutes=5, within=""),
    )  # fmt: skip
    begin_count(theirs.by("doctor"), batch_id=theirs.batch, **TWO)
    theirs.scanned(*rows, purpose=ScanFor.COUNT, name="doctor")
    seen = counting(theirs.by("doctor"), theirs.batch)
    assert (seen.things, seen.containers, seen.flags) == (3, 2, ())
    given = {"batch_id": theirs.batch, "happened_at": theirs.clock(), "number": 3, **TWO}
    for containers, missing in ((None, "counted_containers"), (1, "count_beside_scans")):
        with pytest.raises(UnstatedParticularsError) as refused:
            sign_count(theirs.by("doctor"), containers=containers, **given)
        assert missing in lacks(refused)
    sign_count(theirs.by("doctor"), containers=2, **given)
    found = theirs.compared()
    assert set(found) == {
        "count", "missing", "seal_broken", "box_missing", "box_extra", "other_box",
    }  # fmt: skip
    view = batch(theirs.by("registrar"), theirs.batch)
    assert [(one.number, one.is_counted, one.differences) for one in view.containers] == [
        ("K-1", True, ("seal_broken",)), ("K-2", False, ("box_missing",)),
    ]  # fmt: skip
    extra = found["box_extra"]
    theirs.ended(found["box_missing"], "found_as", other=extra.entry_id)
    with pytest.raises(UnknownEntryError):
        enter_received(theirs.by("doctor"), entry_id=extra.entry_id, item_code="KHR-T2-00001-1")
    assert {one.label: one.is_container for one in CountEntry.objects.all()} == {
        "K-1": True, "K-9": True, "L-1": False, "L-2": False, "L-4": False,
    }  # fmt: skip
    assert verify(log_verifier()).is_equal


def test_who_counts_says_of_a_whole_list_that_it_is_of_containers_and_nobody_else_adds_one(theirs):
    begin_count(theirs.by("doctor"), batch_id=theirs.batch, **TWO)
    theirs.scanned("k-1", "K-2", purpose=ScanFor.COUNT, name="doctor", are_containers=True)
    assert counting(theirs.by("doctor"), theirs.batch).containers == 2
    with pytest.raises(UnbegunCountError):
        theirs.scanned("K-3", purpose=ScanFor.COUNT, name="mortuary", are_containers=True)


@pytest.mark.parametrize(
    ("typed", "read"),
    [("труна 12", "ТРУНА 12"), ("Bag  № 7", "BAG № 7"), ("k-1", "K-1"), ("", ""), ("гроб Иванова", None)],
)
def test_the_number_of_a_container_is_no_place_for_a_name(typed, read):
    assert container_of(typed) == (("", False) if read is None else (read, True))


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("returns.lines_added.1", {"lines": []}, {"containers": ()}),
        ("returns.batch_stepped.1", {}, {"spot_containers": ()}),
        ("returns.scans_taken.1", {"scans": [{"label": "x"}]}, {}),
        ("returns.batch_counted.1", {"entries": [{"label": "x"}], "words": None}, {"containers": None}),
    ],
)
def test_acts_of_earlier_versions_hold_no_container(kind, old, new):
    from repatria.records.ledger.acts import _upcasters

    fields = dict(old)
    while kind in _upcasters:
        kind, function = _upcasters[kind]
        fields = function(fields)
    assert new.items() <= fields.items()
    for one in (*fields.get("scans", ()), *fields.get("entries", ())):
        assert (one["is_container"], one["container"]) == (False, "")
