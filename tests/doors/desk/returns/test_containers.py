"""Coffins and bags of a batch at the desk: put on whole, loaded under a seal, mapped, opened by the intermediary."""

from __future__ import annotations

import csv
import io

import pytest

from repatria.core.law.return_batch import BatchEvent as E
from repatria.core.law.return_batch import BatchWay
from repatria.core.vocabulary.batch_columns import is_batch_readable
from repatria.core.vocabulary.lists import PlainRows
from repatria.doors.desk.returns.forms import _as_rows, rows_typed
from repatria.records.returns.models import BatchContainer, BatchDifference, BatchScan
from tests.doors.desk.bureau import enter, faults_on, text_of
from tests.doors.desk.returns.crossing import AtTheDesk
from tests.kept import built_once
from tests.records.returns.crossing import TWO

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def desk(clock, randomness):
    house = AtTheDesk(clock, randomness).reported().recovered().items(1, 2, 3)
    house.packed("ТРУНА 12", *house.codes[:2])
    return house.planned()


def where(house, *more):
    return "/".join((f"/batches/{house.batch}", *more))


def put(house):
    by = house.at("registrar")
    assert enter(by, where(house, "put-containers"), containers="труна 12").status_code == 302
    return house.put(house.codes[2])


def test_refuses_beside_the_field_a_container_that_is_unknown_and_a_second_time(desk):
    by = desk.at("registrar")
    assert enter(by, where(desk, "put-containers"), containers="K-99").status_code == 400
    put(desk)
    again = enter(by, where(desk, "put-containers"), containers="труна 12")
    assert "containers" in faults_on(again)
    box = BatchContainer.objects.get().pk
    assert desk.at("doctor").get(f"/batch-containers/{box}/out").status_code == 403
    lacking = enter(by, f"/batch-containers/{box}/out", reason="")
    assert lacking.status_code == 400 and "reason" in faults_on(lacking)
    assert enter(by, f"/batch-containers/{box}/out", reason="it stays").status_code == 302
    assert BatchContainer.objects.get().is_out


def test_a_container_is_loaded_under_its_seal_stands_on_the_map_and_goes_out_as_it_comes_in(desk):
    put(desk).take(E.LIST_EXCHANGED).take(E.AGREED).read_again().take(E.ASSEMBLED).take(E.SEALED)
    by, box = desk.at("doctor"), BatchContainer.objects.get().pk
    load = f"/batch-containers/{box}/load"
    enter(by, load, container_read="труна 12", seal_number="K-S9", brought_by="a driver")
    page = text_of(by.get(where(desk)))
    assert BatchScan.objects.get().flag == "seal_differs" and load in page
    enter(by, load, container_read="труна 12", seal_number="K-S1", brought_by="a driver")
    page = by.get(where(desk)).content.decode()
    assert load not in page and page.count('class="ln" d="M2 17h18M20 17h14"') == 2, (
        "one bar under two cells, wide and small"
    )
    table = list(csv.reader(io.StringIO(by.get(f"{where(desk)}?export=csv").content.decode("utf-8-sig"))))
    assert is_batch_readable(table[0])
    read = _as_rows(PlainRows(columns=tuple(table[0]), rows=tuple(map(tuple, table[1:])), unread=()))
    assert [(one.label, one.container, one.container_seal) for one in read] == [
        (desk.codes[0], "ТРУНА 12", "K-S1"), (desk.codes[1], "ТРУНА 12", "K-S1"), (desk.codes[2], "", ""),
    ]  # fmt: skip


def test_the_intermediary_opens_a_container_and_what_is_unknown_is_a_fault_at_its_field(desk):
    put(desk).take(E.LIST_EXCHANGED).take(E.AGREED).read_again().take(E.ASSEMBLED).take(E.SEALED)
    desk.scanned(desk.row("труна 12", "K-S1"), desk.row(desk.codes[2]))
    desk.take(E.LOADED).take(E.DISPATCHED).take(E.AT_BORDER)
    by, step = desk.at("registrar"), where(desk, "step", "spot_checked")
    given = {**TWO, "neutral_who": "a delegate", "reference": "as listed", "spot_numbers": ""}
    assert "spot_boxes" in faults_on(enter(by, step, spot_boxes="K-7; 1; 2", **given))
    assert "spot_boxes" in faults_on(enter(by, step, spot_boxes="труна 12; K-S1", **given))
    assert enter(by, step, spot_boxes="труна 12; K-S2; N-1", **given).status_code == 302
    assert BatchDifference.objects.get().kind == "seal_differs"
    assert "N-1" in text_of(by.get(where(desk)))


def test_who_counts_says_what_is_a_container_and_how_many(desk):
    desk.planned(BatchWay.RECEIVED).brought(*rows_typed("L-1;;;bag 1;S-1\nL-2;;;bag 1")).take(E.AGREED).handed_over()
    by = desk.at("mortuary")
    assert enter(by, where(desk, "count"), **TWO).status_code == 302
    enter(by, where(desk, "scans", "count"), scans_text="bag 1", are_containers="on", brought_by="a nurse")
    enter(by, where(desk, "scans", "count"), scans_text="L-1\nL-2", brought_by="a nurse")
    assert "2" in text_of(by.get(where(desk, "counting")))
    lacking = enter(by, where(desk, "count", "sign"), count_number="2", **TWO)
    assert "count_containers" in faults_on(lacking)
    assert enter(by, where(desk, "count", "sign"), count_number="2", count_containers="1", **TWO).status_code == 302
    assert desk.compared() == {}


def test_a_long_batch_is_shown_in_runs_and_nothing_of_it_is_left_out(desk, monkeypatch):
    monkeypatch.setattr("repatria.doors.desk.returns.pages.AT_ONCE", 1)
    put(desk)
    by = desk.at("registrar")
    first, last = (by.get(f"{where(desk)}?after={n}").content.decode() for n in (0, 2))
    assert "after=1" in first
    assert desk.codes[2] not in first
    assert 'rel="next"' in first and 'rel="next"' not in last
    assert desk.codes[2] in last and desk.codes[0] not in last
