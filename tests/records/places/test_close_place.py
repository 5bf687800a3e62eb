"""Closing a place: never over somebody whom it holds, or is to get back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.custody import CustodyAttested, CustodyEvent
from repatria.core.law.custody_facts import Condition
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.places import PlaceKind
from repatria.records.access.errors import RoleForbidsError
from repatria.records.places.errors import ClosedPlaceError, PlaceWordsError, StillHoldsError, UnknownPlaceError
from repatria.records.places.selectors import place, places
from repatria.records.places.services import close_place, issue_pad, record_place_name, record_spelling
from repatria.records.register.services import record_custody

pytestmark = pytest.mark.django_db


def test_refuses_a_place_that_holds_somebody_with_the_count(house):
    assert house.prisoner and house.internee

    with pytest.raises(StillHoldsError) as refused:
        close_place(house.by("head"), code="UNIT-3", reason="it moved on")

    assert ("GC III 122", 2) == (refused.value.provision, refused.value.params["held"])
    assert 2 == place(house.by("head"), "UNIT-3").held


def test_refuses_a_place_that_is_to_get_somebody_back(house):
    person, at = house.prisoner, house.clock()
    due = CustodyAttested(order_by="a judge", due_back_at=instant_text(at + timedelta(hours=5)))
    signed_out = {"person_id": person, "event": CustodyEvent.SIGNED_OUT, "happened_at": at, "attested": due}
    record_custody(house.by("registrar"), holder="COURT-1", **signed_out)

    for code in ("UNIT-3", "COURT-1"):
        with pytest.raises(StillHoldsError) as refused:
            close_place(house.by("head"), code=code, reason="it moved on")
        assert 1 == refused.value.params["held"]
    record_custody(
        house.by("registrar"),
        person_id=person,
        event=CustodyEvent.RETURNED,
        happened_at=at,
        holder="UNIT-3",
        attested=CustodyAttested(condition=Condition.UNCHANGED),
    )
    close_place(house.by("head"), code="COURT-1", reason="it sits no more")

    assert {"UNIT-3": 1} == {one.code: one.held for one in places(house.by("head")) if one.held}


def test_refuses_who_may_not_what_is_not_there_and_no_reason(house):
    with pytest.raises(RoleForbidsError):
        close_place(house.by("registrar"), code="CAMP-2", reason="emptied")
    with pytest.raises(UnknownPlaceError):
        close_place(house.by("head"), code="CAMP-44", reason="emptied")
    with pytest.raises(PlaceWordsError) as refused:
        close_place(house.by("head"), code="COURT-1", reason=" ")

    assert (("reason", "missing"),) == refused.value.faults


def test_a_closed_place_is_neither_renamed_nor_spelt_nor_given_pads(house):
    head = house.by("head")
    close_place(head, code="COURT-1", reason="it sits no more")

    for act in (
        lambda: close_place(head, code="COURT-1", reason="again"),
        lambda: record_place_name(head, code="COURT-1", name="Суд"),
        lambda: record_spelling(head, code="COURT-1", written="Суд"),
        lambda: issue_pad(head, code="COURT-1", first=1, last=50, received_by="a clerk"),
    ):
        with pytest.raises(ClosedPlaceError):
            act()
    shut = next(one for one in places(head, with_closed=True) if one.code == "COURT-1")
    assert (PlaceKind.COURT, False) == (shut.kind, shut.is_open)
