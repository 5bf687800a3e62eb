"""A grave's place and a step are put right at the desk: said by one, agreed by another, what stood struck through."""

from __future__ import annotations

import pytest

from repatria.records.remains.grave_models import Grave
from tests.doors.desk.bureau import Bureau, Whole, enter, faults_on, text_of
from tests.doors.desk.remains.test_mortuary import went

pytestmark = pytest.mark.django_db
PLACE = {
    "cemetery_code": "KM", "grave_row": "2", "position": "4", "cemetery": "behind the mill", "laid_out_by": "a digger",
    "reason": "read off another plan",
}  # fmt: skip


def test_one_says_another_agrees_and_the_page_shows_what_stood(bureau: Bureau) -> None:
    Whole.from_the_field(bureau)
    bureau.enquiry = "E-1"
    Whole.of_the_dead(bureau)
    registrar, head, number = bureau.at("registrar"), bureau.at("head"), bureau.grave
    form = f"/remains/entries/{number}/place"
    assert bureau.at("delegate").get(form).status_code == 403
    assert "reason" in faults_on(enter(registrar, form, **PLACE | {"reason": ""}))
    went(enter(registrar, form, **PLACE))
    assert "Agree that an entry is put right" in text_of(head.get("/"))
    assert "/agree" not in registrar.get(f"/remains/entries/{number}").content.decode()
    page = text_of(head.get(f"/remains/entries/{number}"))
    said = page.partition("/remains/entry-corrections/")[2].partition("/")[0]
    registrar.post(f"/remains/entry-corrections/{said}/agree")
    assert "KM" != Grave.objects.get(pk=number).cemetery_code, "not by who said it"
    went(head.post(f"/remains/entry-corrections/{said}/agree"))
    assert "KM" == Grave.objects.get(pk=number).cemetery_code
    assert "<del>" in head.get(f"/remains/entries/{number}").content.decode()
    assert "Entries put right" in text_of(registrar.get(f"/graves/{number}"))


def test_a_step_is_put_right_from_the_form_that_holds_what_stands(bureau: Bureau) -> None:
    Whole.from_the_field(bureau)
    registrar, head = bureau.at("registrar"), bureau.at("head")
    page = registrar.get(f"/remains/entries/{bureau.item}").content.decode()
    form = page.partition(f'href="/remains/entries/{bureau.item}/step/')[2].partition('"')[0]
    form = f"/remains/entries/{bureau.item}/step/{form}"
    went(enter(registrar, form, step_note="in the rain", reason="left out"))
    said = head.get(f"/remains/entries/{bureau.item}").content.decode()
    number = said.partition("/remains/entry-corrections/")[2].partition("/")[0]
    assert "in the rain" in said
    assert "reason" in faults_on(enter(head, f"/remains/entry-corrections/{number}/refuse", reason=""))
    went(enter(head, f"/remains/entry-corrections/{number}/refuse", reason="it was dry"))
    assert "it was dry" in text_of(registrar.get(f"/remains/entries/{bureau.item}"))
