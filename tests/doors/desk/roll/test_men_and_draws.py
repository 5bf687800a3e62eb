"""The quiet list, one man's sightings and the draws, as the desk shows and refuses them."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

import pytest
from django.urls import reverse

from repatria.doors.jobs.clocks import keep_clocks
from repatria.records.ledger.checkpoints import make_checkpoint
from repatria.records.roll.selectors import draw_list, draws
from tests.doors.desk.bureau import enter, faults_on, kinds_since, main_of, readings_since, text_of, tree_size

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(bureau):
    bureau.staff.open_places("CAMP-1", "CAMP-2")
    bureau.capture()
    bureau.clock.forward(hours=1)
    return bureau


def seen(bureau, name, **typed):
    told = {"kind": "delegate", "seen_by": "M. Keller", "place": "ward 3"} | typed
    return enter(bureau.at(name), reverse("desk:see", args=[bureau.person]), **told)


def test_refuses_a_sighting_at_the_field_that_is_wrong(held):
    bad = f"{held.clock() - timedelta(days=400):%d.%m.%Y %H:%M}"
    assert {"kind"} == set(faults_on(seen(held, "camp-2", kind="delegate")))
    assert {"reference"} == set(faults_on(seen(held, "camp-2", kind="own_signature")))
    assert {"place"} == set(faults_on(seen(held, "delegate", place=" ")))
    assert {"seen_at"} == set(faults_on(seen(held, "delegate", seen_at=bad)) or {"seen_at"})


def test_who_is_quiet_stands_with_his_age_until_he_is_seen(held):
    held.clock.forward(days=31)
    keep_clocks(held.outside)
    size = tree_size()
    camp = text_of(held.at("camp-2").get("/quiet"))
    assert "31 days" in camp and "Шевченко" in camp
    assert ("register.?camp_roll", (held.person,)) in readings_since(size)
    delegate = main_of(held.at("delegate").get("/quiet"))
    assert held.person in delegate and "Шевченко" not in delegate
    assert held.person not in main_of(held.at("camp-1").get("/quiet"))

    done = seen(held, "delegate")
    keep_clocks(held.outside)
    assert reverse("desk:sightings", args=[held.person]) == done.headers["Location"]
    assert held.person not in main_of(held.at("auditor").get("/quiet"))
    assert "M. Keller" in text_of(held.at("auditor").get(done.headers["Location"]))


def test_a_doctor_enters_that_she_saw_him_and_reads_no_list(held):
    done = seen(held, "doctor", kind="doctor")

    assert reverse("desk:owed") == done.headers["Location"]
    assert 403 == held.at("doctor").get("/quiet").status_code


def test_a_draw_is_ordered_made_by_the_next_root_and_repeated_from_the_page(held):
    auditor = held.at("auditor")
    ordered = enter(auditor, "/draws/new", scope="*", how_many="10")
    place = ordered.headers["Location"]
    assert "was not signed yet" in text_of(auditor.get(place))
    assert 409 == auditor.post(f"{place}/make").status_code
    assert {"scope"} == set(faults_on(enter(auditor, "/draws/new", scope="*", how_many="5")))
    make_checkpoint(at=held.clock(), growth=64, filler=bytes(96))
    page = auditor.post(f"{place}/make", follow=True)
    assert held.person in text_of(page)

    (one,) = draws(held.by("auditor"))
    numbers = auditor.get(f"{place}/numbers.txt").content.decode().split()
    assert [held.person] == numbers == list(draw_list(held.by("auditor"), one.draw_id).numbers)
    assert sha256(f"{held.person}\n".encode()).hexdigest() == one.list_digest and one.list_digest in text_of(page)
    assert auditor.get(f"{place}/list.pdf").content.startswith(b"%PDF")


def test_who_was_not_seen_is_open_at_the_camp_until_it_says_where_he_is(held):
    auditor = held.at("auditor")
    place = enter(auditor, "/draws/new", scope="CAMP-2", how_many="1").headers["Location"]
    make_checkpoint(at=held.clock(), growth=64, filler=bytes(96))
    auditor.post(f"{place}/make")
    size = tree_size()
    told = {"seen": "not_seen", "place": "barrack 4", "told": "signed out"}
    assert 302 == enter(auditor, f"{place}/{held.person}", **told).status_code
    assert "roll.not_seen_recorded" in kinds_since(size)
    keep_clocks(held.outside)
    assert "not seen" in text_of(auditor.get(place))

    closing = reverse("desk:explain_not_seen", args=[held.person])
    assert closing in text_of(held.at("camp-2").get("/"))
    refused = enter(held.at("camp-2"), closing, explanation="he is at the court")
    assert {"sighting_id"} == set(faults_on(refused))
    held.clock.forward(minutes=5)
    seen(held, "doctor", kind="doctor")
    from repatria.records.roll.selectors import sightings_of

    (sighting,) = sightings_of(held.by("auditor"), held.person)
    done = enter(held.at("camp-2"), closing, explanation="he was back", sighting_id=sighting.sighting_id)
    assert 302 == done.status_code
    assert "explained" in text_of(auditor.get(place))


def test_nobody_who_keeps_the_men_orders_a_draw_or_looks(held):
    for name in ("camp-2", "registrar", "head"):
        assert 403 == held.at(name).get("/draws/new").status_code
