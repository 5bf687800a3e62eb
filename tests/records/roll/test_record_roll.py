"""Taking the roll: the sum is read and never typed, it always goes in, two sign it, late ones say so."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.custody import CustodyEvent
from repatria.core.law.custody_facts import Condition
from repatria.core.law.roll import RollSum
from repatria.core.vocabulary.written_times import NotYetError
from repatria.records.access.errors import OutOfScopeError, RoleForbidsError
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import entries_since, tree_size
from repatria.records.ledger.verify import verify
from repatria.records.places.errors import NoSuchHolderError
from repatria.records.register.acts import CustodyRecorded
from repatria.records.roll.errors import (
    NoReasonError,
    PaperTypedError,
    RollTakenError,
    SameSignerError,
    SignedAlreadyError,
    UnknownRollError,
    WrongDayError,
)
from repatria.records.roll.selectors import (
    days_without_roll,
    open_differences,
    roll_now,
    roll_numbered,
    rolls,
    unsigned_rolls,
)
from repatria.records.roll.services import record_missed_roll, record_paper_roll, record_second_signature
from tests.records.roll.stage import CAMP, OTHER, UNIT

pytestmark = pytest.mark.django_db


def on_paper(camp, counted, name="registrar", number="29", signed_by=("Ivan Hrytsenko", "Petro Sych"), **more):
    given = {"place": CAMP, "day": camp.day, "taken_at": camp.clock()} | more
    return record_paper_roll(camp.by(name), counted=counted, number=number, signed_by=signed_by, **given)


@pytest.mark.parametrize("name", ["registrar", "delegate", "auditor", "head", "doctor", "interviewer"])
def test_refuses_whoever_is_not_of_a_camp(camp, name):
    with pytest.raises(RoleForbidsError):
        camp.roll(1, name)


def test_refuses_another_camps_roll_and_a_place_that_is_none(camp):
    camp.arrive()
    camp.staff.called("other", "camp")
    size = tree_size()

    with pytest.raises(OutOfScopeError):
        camp.roll(1, "other")
    with pytest.raises(NoSuchHolderError):
        camp.roll(1, place="NOWHERE")
    assert size == tree_size()


def test_refuses_an_hour_that_has_not_come_and_one_of_another_day(camp):
    camp.arrive()

    with pytest.raises(NotYetError) as refused:
        camp.roll(1, at=camp.clock() + timedelta(hours=1))
    assert (("taken_at", "ahead"),) == refused.value.faults
    with pytest.raises(WrongDayError):
        camp.roll(1, day=camp.day - timedelta(days=3))
    with pytest.raises(WrongDayError):
        camp.roll(-1)


def test_refuses_a_second_roll_of_the_day_and_a_correction_without_a_reason(camp):
    camp.arrive()
    first = camp.roll(1)

    with pytest.raises(RollTakenError):
        camp.roll(1)
    with pytest.raises(NoReasonError):
        camp.roll(2, corrects=first)
    with pytest.raises(UnknownRollError):
        camp.roll(2, corrects="R-00000-00000-0", reason="miscounted")


def test_refuses_the_second_signature_of_the_same_person_of_another_camp_and_a_third_one(camp):
    camp.arrive()
    roll_id = camp.roll(1)

    with pytest.raises(SameSignerError):
        record_second_signature(camp.by("camp"), roll_id=roll_id)
    with pytest.raises(OutOfScopeError):
        record_second_signature(camp.by("other"), roll_id=roll_id)
    with pytest.raises(UnknownRollError):
        record_second_signature(camp.by("camp-2"), roll_id="R-00000-00000-0")
    record_second_signature(camp.by("camp-2"), roll_id=roll_id)
    with pytest.raises(SignedAlreadyError):
        record_second_signature(camp.by("camp-2"), roll_id=roll_id)


@pytest.mark.parametrize("signed_by", [(), ("Ivan Hrytsenko",), ("Ivan  Hrytsenko", "ivan hrytsenko"), ("A", " ")])
def test_refuses_a_paper_that_one_person_signed(camp, signed_by):
    camp.arrive()

    with pytest.raises(SameSignerError):
        on_paper(camp, 1, signed_by=signed_by)


def test_refuses_a_paper_that_was_typed_in_before_and_one_without_a_number(camp):
    camp.arrive()
    on_paper(camp, 1)
    camp.clock.forward(days=1)

    with pytest.raises(PaperTypedError):
        on_paper(camp, 1)
    with pytest.raises(NoReasonError):
        on_paper(camp, 1, number=" ")


def test_the_sum_is_read_from_what_happened_and_goes_in_with_its_difference(camp):
    men = [camp.arrive() for _ in range(4)]
    assert RollSum(came=4, held=4) == roll_now(camp.by("camp"), CAMP).sum
    first = camp.signed_roll(4)
    camp.clock.forward(hours=20)
    camp.arrive()
    camp.happens(men[0], CustodyEvent.DIED)
    camp.signed_out(men[1])
    camp.clock.forward(hours=4)

    second = camp.roll(2)

    view = roll_numbered(camp.by("camp"), second)
    assert RollSum(before=4, came=1, left=1, held=4, signed_out=1) == view.sum
    assert (3, 2, -1, first) == (view.expected, view.counted, view.difference, rolls(camp.by("camp"))[1].roll_id)
    assert [second] == [one.roll_id for one in open_differences(camp.by("delegate"))]
    assert [second] == [one.roll_id for one in unsigned_rolls(camp.by("camp-2"))]
    assert not verify(log_verifier()).differences


def test_what_was_recorded_late_or_annulled_since_stands_in_the_next_sum_by_itself(camp):
    stays, wrong = camp.arrive(), camp.arrive()
    camp.signed_roll(3)
    camp.clock.forward(hours=24)
    camp.arrive(at=camp.clock() - timedelta(hours=30))
    camp.annulled(wrong)

    view = roll_numbered(camp.by("camp"), camp.signed_roll(2))

    assert RollSum(before=2, late_in=1, late_out=1, held=2) == view.sum
    assert 0 == view.difference
    assert stays in roll_now(camp.by("camp"), CAMP).held


def test_a_roll_of_yesterday_that_is_typed_today_says_so_and_reads_yesterdays_hour(camp):
    camp.arrive()
    yesterday, hour = camp.day, camp.clock()
    camp.clock.forward(hours=22)
    camp.arrive()

    view = roll_numbered(camp.by("camp"), on_paper(camp, 1, name="camp", day=yesterday, taken_at=hour))

    assert view.is_entered_later and view.is_signed
    assert ((1, 1), ("Ivan Hrytsenko", "Petro Sych"), "29") == (
        (view.sum.held, view.counted), view.signed_by, view.paper_number,
    )  # fmt: skip


def test_a_correction_is_a_further_roll_and_the_first_one_stays(camp):
    camp.arrive()
    first = camp.signed_roll(2)
    second = camp.roll(1, corrects=first, reason="one was counted twice")

    one, other = (roll_numbered(camp.by("camp"), roll_id) for roll_id in (first, second))
    assert ((2, second), (1, first)) == ((one.counted, one.corrected_by), (other.counted, other.corrects))
    assert one.is_difference_open


def test_a_day_that_was_passed_over_is_named_until_it_has_its_roll_or_a_reason(camp):
    camp.arrive()
    camp.signed_roll(1)
    skipped = camp.clock.forward(days=1)
    camp.clock.forward(days=2)
    camp.signed_roll(1)
    assert 2 == len(days_without_roll(camp.by("auditor")))

    on_paper(camp, 1, day=skipped.date(), taken_at=skipped)
    with pytest.raises(WrongDayError):
        record_missed_roll(camp.by("camp"), place=CAMP, day=camp.day, reason="fire")
    with pytest.raises(NoReasonError):
        record_missed_roll(camp.by("camp"), place=CAMP, day=skipped.date() + timedelta(days=1), reason=" ")
    record_missed_roll(camp.by("camp"), place=CAMP, day=skipped.date() + timedelta(days=1), reason="shelling")
    assert () == days_without_roll(camp.by("auditor"))
    with pytest.raises(RollTakenError):
        record_missed_roll(camp.by("camp"), place=CAMP, day=skipped.date(), reason="shelling")


def test_days_on_which_everybody_of_the_earlier_roll_had_left_are_left_to_the_clock(camp):
    man = camp.arrive()
    camp.signed_roll(1)
    camp.clock.forward(days=1)
    camp.happens(man, CustodyEvent.ESCAPED)
    camp.clock.forward(days=3)
    camp.arrive()
    camp.signed_roll(1)

    assert () == days_without_roll(camp.by("auditor"))


def test_a_camp_sees_its_own_rolls_and_whoever_watches_sees_all(camp):
    camp.arrive()
    camp.arrive(OTHER)
    camp.roll(1)
    camp.roll(1, "other", place=OTHER)

    assert [CAMP] == [one.place for one in rolls(camp.by("camp"))]
    assert {CAMP, OTHER} == {one.place for one in rolls(camp.by("auditor"))}
    with pytest.raises(OutOfScopeError):
        roll_now(camp.by("camp"), OTHER)
    with pytest.raises(OutOfScopeError):
        roll_numbered(camp.by("other"), rolls(camp.by("camp"))[0].roll_id)


def test_the_register_knows_when_a_unit_has_passed_its_last_man_on(camp):
    one, other = camp.captured(), camp.captured()

    def is_empty():
        return [one.act.read.is_unit_empty for one in entries_since(0, kinds=[CustodyRecorded.KIND])][-1]

    camp.happens(one, CustodyEvent.EVACUATED, list_reference="L-1", counted=1, listed=1)
    assert not is_empty()
    camp.happens(other, CustodyEvent.EVACUATED, list_reference="L-2", counted=1, listed=1)
    assert is_empty()
    camp.annulled(other)
    assert not is_empty()
    for man in (one, other):  # one of them was on his way
        camp.happens(man, CustodyEvent.ARRIVED, CAMP, received_by="the guard")
    assert is_empty()
    third = camp.captured()
    camp.signed_out(third)
    assert is_empty()
    camp.happens(third, CustodyEvent.RETURNED, UNIT, condition=Condition.UNCHANGED)
    assert not is_empty()


def test_a_unit_that_held_nobody_between_two_rolls_passed_no_day_over(camp):
    for days in (0, 5):
        camp.clock.forward(days=days)
        man = camp.captured()
        on_paper(camp, 1, number=f"u{days}", place=UNIT)
        camp.happens(man, CustodyEvent.ARRIVED, CAMP, received_by="the guard")
    assert () == days_without_roll(camp.by("auditor"))
