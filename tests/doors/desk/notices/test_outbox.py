"""The outbox: a notice leaves once and is receipted after it left."""

from __future__ import annotations

import pytest

from repatria.doors.desk.frame.texts import say
from repatria.doors.jobs.consequences import draw_consequences
from repatria.records.notices.models import StatutoryNotice
from tests.doors.desk.bureau import Bureau, enter, faults_on, refusal_on, text_of

pytestmark = pytest.mark.django_db


def test_a_notice_leaves_once_and_is_receipted_after_it_left(bureau: Bureau) -> None:
    bureau.capture()
    draw_consequences(bureau.outside)
    path = f"/notices/{StatutoryNotice.objects.order_by('recorded_index')[0].pk}"
    delegate, registrar = bureau.at("delegate"), bureau.at("registrar")
    assert "notices.E003" in refusal_on(enter(delegate, f"{path}/receipt", reference="CTA-1"))
    assert {"reference"} == set(faults_on(enter(registrar, f"{path}/deliver")))
    assert enter(registrar, f"{path}/deliver", reference="packet 1").status_code == 302
    assert "notices.E003" in refusal_on(enter(registrar, f"{path}/deliver", reference="packet 2"))

    assert enter(delegate, f"{path}/receipt", reference="CTA-1").status_code == 302
    assert say("en", "notice_state.receipted") in text_of(delegate.get(path))
