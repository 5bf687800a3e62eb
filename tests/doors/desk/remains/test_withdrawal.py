"""A certificate that stands is withdrawn at the desk by nobody, and a fallen one by two."""

from __future__ import annotations

import pytest

from repatria.records.certificates import lines
from repatria.records.certificates.models import Certificate
from tests.doors.desk.bureau import Bureau, Whole, enter, faults_on, text_of
from tests.doors.desk.remains.test_mortuary import went

pytestmark = pytest.mark.django_db


def test_one_asks_another_signs_and_neither_while_it_stands(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    Whole.from_the_field(bureau)
    bureau.enquiry = "E-1"
    Whole.of_the_dead(bureau)
    Certificate.objects.update(state="signed", board_index=3)
    page, head, adviser = f"/certificates/{bureau.certificate}", bureau.at("head"), bureau.at("adviser")
    assert enter(head, f"{page}/withdrawal", reason="a slip").status_code == 409, "its name stands"
    monkeypatch.setattr(lines, "acts_taken_back", lambda: frozenset({3}))
    assert "Withdraw a certificate" in text_of(head.get("/"))
    assert bureau.at("registrar").get(f"{page}/withdrawal").status_code == 403
    assert "reason" in faults_on(enter(head, f"{page}/withdrawal", reason="-"))
    went(enter(head, f"{page}/withdrawal", reason="a slip"))
    assert "Do not withdraw" in text_of(adviser.get(page))
    assert "reason" in faults_on(enter(adviser, f"{page}/withdrawal/decline", reason="-"))
    went(enter(adviser, f"{page}/withdrawal/decline", reason="say why"))
    assert "say why" in text_of(head.get(page)) and "Do not withdraw" not in text_of(head.get(page))
    went(enter(head, f"{page}/withdrawal", reason="the board took the name back"))
    assert "Sign the withdrawal" not in text_of(head.get(page))
    head.post(f"{page}/withdrawal/sign")
    assert Certificate.objects.get().state == "signed", "not by who asked"
    assert "Sign the withdrawal" in text_of(adviser.get(page))
    went(adviser.post(f"{page}/withdrawal/sign"))
    assert Certificate.objects.get().state == "withdrawn"
    told = {"death_recipient": "central_tracing_agency", "sending_step": "sent", "reference": "letter 12"}
    assert enter(bureau.at("registrar"), f"{page}/withdrawal/told", **told).status_code == 409, "it never went there"
