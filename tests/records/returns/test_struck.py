"""A count beside its scans: a wrong one is struck before the signature, and a number that differs says why."""

from __future__ import annotations

import pytest

from repatria.core.law.errors import UnstatedParticularsError
from repatria.core.law.return_scans import ScanFor
from repatria.core.vocabulary.errors import InputError
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.returns.errors import UnbegunCountError, UnknownScanError
from repatria.records.returns.models import BatchScan, CountEntry
from repatria.records.returns.selectors.batches import batch, counting, would_lose_count
from repatria.records.returns.selectors.rejected import scans_sent
from repatria.records.returns.services.counts import begin_count, sign_count, strike_scan
from tests.records.returns.crossing import TWO

pytestmark = pytest.mark.django_db


def sign(house, number, **more):
    return sign_count(
        house.by("doctor"), batch_id=house.batch, number=number, happened_at=house.clock(), **TWO, **more
    )  # fmt: skip


def test_a_wrong_scan_is_struck_and_a_number_beside_the_scans_says_why(came):
    begin_count(came.by("doctor"), batch_id=came.batch, **TWO)
    came.scanned("L-1", "L-2", "B-1", purpose=ScanFor.COUNT, name="doctor")
    wrong = BatchScan.objects.get(label="B-1").pk
    with pytest.raises(UnstatedParticularsError) as refused:
        sign(came, 2)
    assert ["count_beside_scans"] == [what for what, _ in refused.value.params["guards"]]
    with pytest.raises(InputError):
        strike_scan(came.by("doctor"), scan_id=wrong, reason=" ")
    with pytest.raises(UnbegunCountError):
        strike_scan(came.by("mortuary"), scan_id=wrong, reason="a bag that was empty")
    with pytest.raises(UnknownScanError):
        strike_scan(came.by("doctor"), scan_id="NS-NONE.0", reason="x")
    strike_scan(came.by("doctor"), scan_id=wrong, reason="a bag that was empty")
    with pytest.raises(UnknownScanError):
        strike_scan(came.by("doctor"), scan_id=wrong, reason="again")
    seen = counting(came.by("doctor"), came.batch)
    assert (2, 2, [wrong]) == (seen.scans, seen.things, [one.scan_id for one in seen.last if one.is_struck])
    sign(came, 3, why_differs="one bag held two")
    assert {"L-1", "L-2"} == {one.label for one in CountEntry.objects.all()}
    (count,) = [one for one in batch(came.by("registrar"), came.batch).counts if not one.is_theirs]
    assert ("one bag held two", 3) == (count.why_differs, count.number)
    assert verify(log_verifier()).is_equal


def test_rows_that_were_not_taken_are_told_to_who_sent_them_alone(came):
    begin_count(came.by("doctor"), batch_id=came.batch, **TWO)
    sent = came.scanned(came.row("L-1"), "no time;L-2", purpose=ScanFor.COUNT, name="doctor")
    told = scans_sent(came.by("doctor"), sent)
    (row,) = told.not_taken
    assert ("a driver", ()) == (told.brought_by, told.remarks)
    assert (2, "no_time", "no time;L-2") == (row.where, row.fault, row.raw)
    with pytest.raises(UnbegunCountError):
        scans_sent(came.by("registrar"), sent)


def test_who_may_still_count_is_known_before_the_list_is_opened(came):
    assert would_lose_count(came.by("doctor"), came.batch)
    assert not would_lose_count(came.by("registrar"), came.batch), "brought it here"
    batch(came.by("doctor"), came.batch)
    assert not would_lose_count(came.by("doctor"), came.batch), "it is lost"
