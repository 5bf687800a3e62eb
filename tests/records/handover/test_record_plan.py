"""The plan of the day: what the dossier needs, before she sets out (practice rule 22)."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from repatria.core.law.errors import HandoverOrderError, OpenGuardError, UnstatedParticularsError
from repatria.core.law.handover import HandoverEvent
from repatria.records.access.errors import RoleForbidsError
from repatria.records.handover.errors import UnknownHandoverError
from repatria.records.handover.plans import dossier_of
from repatria.records.ledger.acts import encode, join
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import rebuild, verify

pytestmark = pytest.mark.django_db
E = HandoverEvent


@pytest.mark.parametrize(
    "lacking, what",
    [
        ({"meets_on": date(2026, 5, 2)}, "plan_day"), ({"his_room": " "}, "plan_rooms"),
        ({"her_room": " Room 1"}, "plan_rooms_apart"),
        ({"telephones": []}, "plan_telephones"),
        ({"telephones": [("the bureau", "555"), ("the doctor", " ")]}, "plan_telephones"),
        ({"telephones": [(" ", "555")]}, "plan_telephones"), ({"way_back": ""}, "plan_way_back"),
        ({"her_journey": ""}, "plan_her_journey"),
    ],
)  # fmt: skip
def test_refuses_a_plan_that_leaves_somebody_without_a_way(opened, lacking, what):
    size = tree_size()
    with pytest.raises(UnstatedParticularsError) as refused:
        opened.planned(**lacking)

    assert [what] == [one for one, _ in refused.value.params["guards"]]
    assert size == tree_size()


def test_she_is_not_asked_to_set_out_without_a_plan(opened):
    opened.before(E.KIN_DEPARTED)
    with pytest.raises(OpenGuardError) as refused:
        opened.take(E.KIN_DEPARTED)
    assert (("plan", "practice rule 22"),) == refused.value.params["guards"]

    opened.planned().later(48)
    with pytest.raises(OpenGuardError) as refused:
        opened.take(E.KIN_DEPARTED)
    assert ("plan", "practice rule 22") in refused.value.params["guards"], "its day has passed"
    opened.planned(meets_on=date(2026, 5, 6)).take(E.KIN_DEPARTED)
    assert "kin_travelling" == opened.state


def test_neither_day_nor_rooms_lie_open_in_the_store_and_a_plan_of_before_is_read_the_same(opened):
    opened.planned(his_room="the blue room", meets_on=date(2026, 5, 6))
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM handover_handoverplan")
        row = str([bytes(one) if isinstance(one, memoryview) else one for one in cursor.fetchone()])
    assert ("blue" in row, "2026-05-06" in row) == (False, False)
    frame = encode({
        "plan_id": "HP-1", "planned_by": "A-1", "handover_id": "H-1", "enquiry_id": "E-1", "person_id": "P-1",
        "meets_on": "2026-05-06", "his_room": "1", "her_room": "2",
    })  # fmt: skip
    words = {"telephones": "", "way_back": "", "her_journey": ""}
    read = join("handover.planned.1", frame, {("kin", "E-1"): encode({"words": words})})
    assert ("2026-05-06", "1", "2") == (read.words.on_day, read.words.room_for_him, read.words.room_for_her)
    assert not join("handover.planned.1", frame, {("kin", "E-1"): None}).words


def test_refuses_a_plan_of_nobodys_hand_over_and_of_one_that_is_over(opened):
    opened.take(E.STOPPED_BY_KIN)
    with pytest.raises(HandoverOrderError):
        opened.planned()
    opened.handover = "H-00000-00000-0"
    with pytest.raises(UnknownHandoverError):
        opened.planned()


def test_the_dossier_is_the_officers_alone_and_holds_the_latest_plan(opened):
    with pytest.raises(UnknownHandoverError):
        dossier_of(opened.by("officer"), opened.handover)
    opened.planned()
    with pytest.raises(UnknownHandoverError):
        dossier_of(opened.by("officer"), opened.handover)  # two have not authorised it yet
    opened.before(E.KIN_DEPARTED)
    opened.planned(his_room="room 7", telephones=[("Old Bridge: post", "+1 555"), ("the doctor", "2")])
    for name in ("caseworker-1", "head", "interviewer", "registrar"):
        with pytest.raises(RoleForbidsError):
            dossier_of(opened.by(name), opened.handover)

    one = dossier_of(opened.by("officer"), opened.handover)

    assert ("room 7", "room 2", "Як звали кота?") == (one.his_room, one.her_room, one.private_question)
    assert (("Old Bridge: post", "+1 555"), ("the doctor", "2")) == one.telephones
    rebuild()
    assert verify(log_verifier()).is_equal
