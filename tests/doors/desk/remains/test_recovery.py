"""The dead at the desk: from a place to an item under its code, its packet, its photograph, its label."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from repatria.core.vocabulary.remains_codes import SIGNS, remains_code
from repatria.records.ledger.reading import tree_size
from repatria.records.register.drawing import drawn_by
from repatria.records.remains.models import Item, RemainsPhotograph, SpoiledCode
from tests.doors.desk.bureau import Bureau, enter, faults_on, refusal_on, text_of

pytestmark = pytest.mark.django_db
FIRST = remains_code("KHR", "T2", 1)


def went(page: HttpResponse) -> str:
    assert page.status_code == 302, (faults_on(page), refusal_on(page))
    return page.headers["Location"].partition("?")[0]


def recovered(bureau: Bureau) -> str:
    by = bureau.at("registrar")
    place = went(enter(
        by, "/remains/places/new", place_code="khr", remains_where="a wood north of the mill",
        remains_reported_by="a forester", remains_coordinates="49 N 37 E",
    ))  # fmt: skip
    today = bureau.clock().date().isoformat()
    return went(enter(
        by, f"{place}/recover", team="T2", day=today, recovery_led_by="the head of the team",
        recovery_present="a digger\na driver", neutral_there="present", neutral_who="a delegate",
    ))  # fmt: skip


def test_refuses_beside_the_field_a_code_that_fails_is_used_or_skips_one(bureau: Bureau) -> None:
    recovery, by = recovered(bureau), bureau.at("registrar")
    given = {"remains_kind": "whole", "found_where": "square 4", "disc_found": "none"}
    wrong = FIRST[:-1] + SIGNS[(SIGNS.index(FIRST[-1]) + 1) % len(SIGNS)]
    for code in (wrong, remains_code("KHR", "T2", 2), remains_code("KHR", "T3", 1)):
        page = enter(by, f"{recovery}/item", item_code=code, **given)
        assert (page.status_code, "item_code" in faults_on(page)) == (400, True)
    went(enter(by, f"{recovery}/item", item_code=FIRST, **given))
    used = enter(by, f"{recovery}/spoiled", item_code=FIRST, reason="torn")
    assert "item_code" in faults_on(used)
    lacking = enter(by, f"{recovery}/item", item_code=remains_code("KHR", "T2", 2), **given | {"disc_found": "half"})
    assert {"disc_says", "why_removed"} <= set(faults_on(lacking))
    assert (Item.objects.count(), SpoiledCode.objects.count()) == (1, 0)


def test_an_item_gets_its_packet_and_photograph_and_no_face_stands_on_a_page_unasked(bureau: Bureau) -> None:
    recovery, by = recovered(bureau), bureau.at("registrar")
    item = went(enter(
        by, f"{recovery}/item", item_code=FIRST.lower().replace("-", ""), remains_kind="part", found_where="square 4",
        disc_found="double", disc_says="K 417", disc_left="on",
    ))  # fmt: skip
    enter(by, f"{item}/finds", by="one", second="another", seal_number="S-7", contents="a watch", holds_disc_half="on")
    drawn_by(lambda content: content)
    went(enter(by, f"{item}/photograph", taken_by="a doctor", picture=SimpleUploadedFile("a.jpg", b"face")))
    drawn_by(None)
    told = by.get(item)
    assert all(one in text_of(told) for one in (FIRST, "K 417", "S-7", "a watch", "a doctor"))
    assert b"data:image" not in told.content and "/photograph/show" not in told.content.decode()
    doctor, number = bureau.at("doctor"), Item.objects.get().pk
    assert b"data:image" not in doctor.get(item).content
    before = tree_size()
    shown = doctor.post(f"{item}/photograph/show", {"picture": RemainsPhotograph.objects.get().pk})
    assert b"data:image/jpeg;base64," in shown.content and tree_size() == before + 2
    label = by.get(f"/remains/items/{number}/label.pdf?size=body")
    assert label.content[:4] == b"%PDF"
    assert by.get(f"{recovery}/labels.pdf?size=none").status_code == 404
    assert by.post("/number", {"number": number.replace("-", " ")}).headers["Location"] == item
