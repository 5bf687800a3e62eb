"""Whose dead an item is, at the desk: said by one, reviewed by two others, owed until it goes back."""

from __future__ import annotations

import pytest

from repatria.core.law.return_batch import BatchEvent as E
from repatria.core.law.return_batch import BatchWay
from repatria.doors.jobs.clocks import keep_clocks
from repatria.records.returns.models import Batch, CountEntry
from repatria.records.returns.power_models import PowerClaim
from repatria.records.returns.services.counts import enter_received
from tests.doors.desk.bureau import enter, faults_on, refusal_on, text_of
from tests.doors.desk.returns.crossing import AtTheDesk
from tests.kept import built_once

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def came(clock, randomness):
    """A batch of theirs that was counted here, of one thing with a code of ours."""
    house = AtTheDesk(clock, randomness).planned(BatchWay.RECEIVED)
    house.brought("L-1").take(E.AGREED).handed_over().counted(1, house.row("L-1")).compared()
    house.reported().recovered().items(1)
    enter_received(house.by("registrar"), entry_id=CountEntry.objects.get().pk, item_code=house.codes[0])
    return house


def test_it_is_said_reviewed_by_two_others_and_owed_until_it_stands_on_the_batch(came):
    page, doctor = f"/batch-power/{came.codes[0]}", came.at("doctor")
    assert page in came.at("registrar").get(f"/batches/{came.batch}").content.decode()
    given = {"batch_power": "PC", "power_grounds": "a disc"}
    assert "batch_power" in faults_on(enter(doctor, f"{page}/assert", **given))
    assert came.at("head").get(f"{page}/assert").status_code == 403
    assert enter(doctor, f"{page}/assert", **given | {"batch_power": "PB"}).status_code == 302
    assert refusal_on(enter(doctor, f"{page}/review", power_verdict="agreed")), "who said it does not review it"
    keep_clocks(came.outside)
    assert page in came.at("head").get("/").content.decode()
    assert "power_said" in faults_on(enter(came.at("head"), f"{page}/review", power_verdict="disputed"))
    for name in ("head", "adviser"):
        assert enter(came.at(name), f"{page}/review", power_verdict="agreed").status_code == 302
    assert PowerClaim.objects.get().state == "reviewed"
    keep_clocks(came.outside)
    by = came.at("registrar")
    assert page in by.get("/").content.decode()
    enter(by, "/batches/new", batch_way="sent", batch_power="PB", batch_title="back", batch_origin=came.batch,
          batch_theirs="on")  # fmt: skip
    back = Batch.objects.get(is_theirs=True)
    assert enter(by, f"/batches/{back.pk}/put", codes=came.codes[0]).status_code == 302
    assert "nothing but the receiver" in text_of(by.get(f"/batches/{back.pk}"))
    keep_clocks(came.outside)
    assert page not in by.get("/").content.decode()
    assert refusal_on(enter(by, f"{page}/withdraw", reason="wrong"))
