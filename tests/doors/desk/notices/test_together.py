"""Notices that leave together: none without a tick or an hour, all or none, printed as a list by numbers."""

from __future__ import annotations

import pytest
from django.test import Client

from repatria.doors.jobs.consequences import draw_consequences
from repatria.records.notices.models import StatutoryNotice
from tests.conftest import Clock
from tests.doors.desk.bureau import Bureau, faults_on, text_of

pytestmark = pytest.mark.django_db
TO_AGENCY = "/notices/together?to=central_tracing_agency"


@pytest.fixture
def waiting(bureau: Bureau) -> list[str]:
    bureau.capture()
    draw_consequences(bureau.outside)
    return list(StatutoryNotice.objects.filter(recipient="central_tracing_agency").values_list("pk", flat=True))


def send(browser: Client, chosen: list[str], **more: str):
    said = {"reference": "bag 4", "happened_at": "03.05.2026 12:00", "go": "sent"} | more
    return browser.post(TO_AGENCY, {"chosen": chosen, **said})


def states() -> set[str]:
    return set(StatutoryNotice.objects.filter(recipient="central_tracing_agency").values_list("state", flat=True))


def test_refuses_no_tick_no_way_an_hour_before_and_all_where_one_left_meanwhile(
    bureau: Bureau, waiting: list[str], clock: Clock
) -> None:
    registrar = bureau.at("registrar")
    assert waiting
    for chosen, more, fault in (
        ([], {}, "chosen"), (waiting, {"reference": ""}, "reference"), (waiting, {"happened_at": ""}, "happened_at"),
        (waiting, {"happened_at": "01.01.2020 12:00"}, "happened_at"),
        (waiting, {"happened_at": "01.01.2120 12:00"}, "happened_at"), (["N-NONE"], {}, "chosen"),
    ):  # fmt: skip
        page = send(registrar, chosen, **more)
        assert fault in faults_on(page), (fault, faults_on(page))
    assert {"issued"} == states()
    assert 403 == bureau.at("auditor").get(TO_AGENCY).status_code


def test_prints_the_ticked_and_records_them_with_how_and_when(bureau: Bureau, waiting: list[str], clock: Clock) -> None:
    registrar = bureau.at("registrar")
    clock.forward(hours=3)
    sheet = send(registrar, waiting, go="print", reference="", happened_at="")
    assert ("application/pdf", {"issued"}) == (sheet.headers["Content-Type"], states())

    done = send(registrar, waiting)
    assert 302 == done.status_code
    rows = StatutoryNotice.objects.filter(pk__in=waiting)
    assert {("sent", "bag 4", "2026-05-03T12:00:00.000000Z")} == set(rows.values_list("state", "reference", "step_at"))
    assert not any(number in text_of(registrar.get(TO_AGENCY)) for number in waiting)
