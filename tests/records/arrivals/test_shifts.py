"""Shifts: one on duty at a place, two who count, and a difference that goes in as it is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.custody import CustodyAttested, CustodyEvent
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.written_times import NotYetError
from repatria.records.access.errors import RoleForbidsError
from repatria.records.arrivals.errors import (
    EndedShiftError,
    ImpossibleCountError,
    OpenShiftError,
    SameOfficerError,
    UnknownShiftError,
)
from repatria.records.arrivals.selectors.nights import shifts
from repatria.records.arrivals.services.nights import hand_over_shift, open_shift
from repatria.records.register.models import ProtectedPerson
from repatria.records.register.services import annul_custody, record_custody

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)


@pytest.fixture
def opened(staff, clock):
    shift_id = open_shift(staff.acting("officer"), place="CAMP-2", opened_at=clock(), head_count=7)
    clock.forward(minutes=1)
    return shift_id


def _hand(acting, shift_id, count, clock, **more):
    return hand_over_shift(acting, shift_id=shift_id, handed_at=clock(), head_count=count, **more)


def test_who_has_no_role_there_opens_none(staff, clock):
    with pytest.raises(RoleForbidsError):
        open_shift(staff.acting("caseworker"), place="CAMP-2", opened_at=clock(), head_count=0)


def test_refuses_a_count_below_nought_and_an_hour_to_come(staff, clock):
    with pytest.raises(ImpossibleCountError):
        open_shift(staff.acting("officer"), place="CAMP-2", opened_at=clock(), head_count=-1)
    with pytest.raises(NotYetError):
        open_shift(staff.acting("officer"), place="CAMP-2", opened_at=clock() + timedelta(hours=1), head_count=0)


def test_one_is_on_duty_at_a_place(staff, opened, clock):
    with pytest.raises(OpenShiftError):
        open_shift(staff.acting("officer-2"), place="CAMP-2", opened_at=clock(), head_count=7)


def test_whoever_hands_over_does_not_take_over(staff, opened, clock):
    _hand(staff.acting("officer"), opened, 7, clock)
    with pytest.raises(SameOfficerError):
        open_shift(staff.acting("officer"), place="CAMP-2", opened_at=clock(), head_count=7)
    following = open_shift(staff.acting("officer-2"), place="CAMP-2", opened_at=clock(), head_count=7)
    newest, before = shifts(staff.acting("officer"))
    assert (following, opened, opened) == (newest.shift_id, newest.follows, before.shift_id)


def test_a_shift_ends_once_and_not_before_it_began(staff, opened, clock):
    with pytest.raises(UnknownShiftError):
        _hand(staff.acting("officer"), "Z-1", 7, clock)
    with pytest.raises(InputError):
        hand_over_shift(staff.acting("officer"), shift_id=opened, handed_at=clock() - timedelta(hours=1), head_count=7)
    _hand(staff.acting("officer"), opened, 7, clock)
    with pytest.raises(EndedShiftError):
        _hand(staff.acting("officer"), opened, 7, clock)


def test_lines_count_and_a_difference_goes_in(staff, opened, device, clock):
    for number in range(3):
        device.wrote(f"041{number}", f"Коваль {number}")
    assert -1 == _hand(staff.acting("officer"), opened, 9, clock, cards_left="0413-0500")
    (line,) = shifts(staff.acting("officer"))
    assert (10, 9, -1, 3, "0413-0500") == (
        line.expected, line.handed_count, line.difference, line.lines, line.cards_left
    )  # fmt: skip


def test_who_left_meanwhile_is_not_missed_and_an_annulled_leaving_counts_neither_way(staff, opened, device, clock):
    device.wrote("0410", "Коваль")
    device.wrote("0411", "Бойко")
    gone, back = ProtectedPerson.objects.order_by("card_number").values_list("pk", flat=True)
    for number in (gone, back):
        record_custody(
            staff.acting("registrar"), person_id=number, event=CustodyEvent.SIGNED_OUT, happened_at=clock(),
            holder="COURT-4",
            attested=CustodyAttested(order_by="judge", due_back_at=str(clock() + timedelta(hours=5))),
        )  # fmt: skip
    from repatria.records.register.models import CustodyEntry

    entry = CustodyEntry.objects.get(person_id=back)
    annul_custody(staff.acting("registrar"), person_id=back, custody_id=entry.pk, reason="another man")
    assert 0 == _hand(staff.acting("officer"), opened, 8, clock)


def test_what_happened_before_the_shift_and_was_recorded_in_it_was_counted_at_its_beginning(staff, device, clock):
    device.wrote("0410", "Коваль")
    (there,) = ProtectedPerson.objects.values_list("pk", flat=True)
    left_at = clock.forward(hours=1)
    clock.forward(hours=1)
    shift_id = open_shift(staff.acting("officer"), place="CAMP-2", opened_at=clock(), head_count=0)
    clock.forward(hours=1)
    record_custody(
        staff.acting("registrar"), person_id=there, event=CustodyEvent.SIGNED_OUT, happened_at=left_at,
        holder="COURT-4", attested=CustodyAttested(order_by="judge", due_back_at=str(clock() + timedelta(hours=5))),
    )  # fmt: skip
    assert 0 == _hand(staff.acting("officer"), shift_id, 0, clock)
