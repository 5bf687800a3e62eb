"""The outbox: a notice leaves once and is receipted after it left."""

from __future__ import annotations

import pytest

from repatria.doors.desk.frame.texts import LANGUAGES, say
from repatria.doors.jobs.clocks import keep_clocks
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_says_how_many_captures_were_receipted_and_who_is_late(bureau: Bureau, language: str) -> None:
    bureau.capture()
    draw_consequences(bureau.outside)
    notices = StatutoryNotice.objects.filter(reason="capture_reported").order_by("recorded_index")
    for one in notices:
        enter(bureau.at("registrar"), f"/notices/{one.pk}/deliver", reference="packet 1")
    to_the_agency = notices.get(recipient="central_tracing_agency")
    enter(bureau.at("delegate"), f"/notices/{to_the_agency.pk}/receipt", reference="CTA-1")
    owing = say(language, "figure.owing", names=f"{say(language, 'recipient.power_concerned')}: 1")
    page = text_of(bureau.at("registrar", language).get("/"))
    assert say(language, "figure.captures", receipted=0, reported=1) in page
    assert owing not in page, "it is not late"

    bureau.clock.forward(days=8)
    keep_clocks(bureau.outside)
    assert owing in text_of(bureau.at("head", language).get("/"))
