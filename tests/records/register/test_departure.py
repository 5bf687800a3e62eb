"""A man leaves when he left, not when it was ordered; the heads of a list are counted at both of its ends."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.custody import CustodyAttested, CustodyEvent
from repatria.core.law.custody_facts import Condition, ListEnd
from repatria.core.law.errors import CustodyOrderError, OpenGuardError, UnstatedParticularsError
from repatria.core.vocabulary.errors import InputError
from repatria.doors.jobs.clocks import keep_clocks
from repatria.records.access.errors import OutOfScopeError, RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.clocks.models import Clock
from repatria.records.clocks.selectors import owed_clocks
from repatria.records.ledger.acts import encode, join
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import verify
from repatria.records.register.errors import UnknownListError
from repatria.records.register.projectors import _custody
from repatria.records.register.selectors import camp_roll, custody_of, head_counts, movement, person_for_room
from repatria.records.register.services import annul_custody, record_custody
from repatria.records.register.services.movements import explain_count
from tests.kept import built_once
from tests.records.register.releasing import Releasing
from tests.records.register.test_custody_scope import five_declined

pytestmark = pytest.mark.django_db

E = CustodyEvent
ORDER = {"list_reference": "L-2", "counted": 3, "listed": 3, "told_new_address": True, "effects_go_with_him": True}


@pytest.fixture
@built_once
def man(clock, randomness):
    """A man in CAMP-2, its officer, and the officer of the camp to which he is ordered."""
    made = Releasing(clock, randomness)
    made.staff.on_call("camp-7", Role.CAMP_OFFICER, branch="CAMP-7")
    made.staff.on_call("auditor", Role.AUDITOR)
    return made


def happens(man, event, holder="", name="registrar", person=None, happened_at=None, **attested):
    return record_custody(
        man.by(name), person_id=person or man.person, event=event, happened_at=happened_at or man.clock(),
        holder=holder, attested=CustodyAttested(**attested),
    )  # fmt: skip


def ordered(man, person=None):
    return happens(man, E.TRANSFER_ORDERED, "CAMP-7", person=person, **ORDER)


def another(man, number):
    from repatria.core.vocabulary.particulars import Category
    from repatria.records.register.services import record_capture

    person = record_capture(
        man.by("registrar"), category=Category.PRISONER_OF_WAR, power="PA", card_number=f"70{number}", captured_on=None,
        captured_at="", holder="UNIT-3", particulars=five_declined(),
    )  # fmt: skip
    happens(man, E.ARRIVED, "CAMP-2", person=person, received_by="the gate", list_reference="L-1")
    return person


def stands(man):
    facts = custody_of(man.person)
    return facts.custody_state, facts.holder


@pytest.mark.parametrize("event", [E.DEPARTED, E.TRANSFER_CALLED_OFF])
def test_refuses_a_departure_without_an_order_and_one_with_another_list(man, event):
    with pytest.raises(OpenGuardError) as refused:
        happens(man, event, counted=3)
    assert (("transfer_ordered", "GC III 46"),) == refused.value.params["guards"]
    ordered(man)
    with pytest.raises(OpenGuardError):
        happens(man, event, counted=3, list_reference="L-9")

    assert ("in_camp", "CAMP-2") == stands(man)


def test_refuses_that_he_left_before_the_list_was_drawn_up_or_uncounted(man):
    ordered(man)
    with pytest.raises(OpenGuardError) as refused:
        happens(man, E.DEPARTED, happened_at=man.clock() - timedelta(minutes=1), counted=3)
    assert (("not_before_order", "GC III 46"),) == refused.value.params["guards"]
    with pytest.raises(UnstatedParticularsError) as refused:
        happens(man, E.DEPARTED)

    assert (("counted_at_departure", "GC III 46"),) == refused.value.params["guards"]
    assert ("in_camp", "CAMP-2") == stands(man)


def test_refuses_a_second_departure_under_one_order_and_one_under_an_order_called_off(man):
    ordered(man)
    happens(man, E.TRANSFER_CALLED_OFF, order_by="order 8")
    with pytest.raises(OpenGuardError):
        happens(man, E.DEPARTED, counted=3)
    ordered(man)
    happens(man, E.DEPARTED, counted=3)

    with pytest.raises(CustodyOrderError):
        happens(man, E.DEPARTED, counted=3)


def test_an_ordered_man_stays_on_the_roll_and_leaves_it_when_he_left(man):
    ordered(man)
    (line,) = camp_roll(man.by("camp"))
    assert ("in_camp", "CAMP-2", "CAMP-7") == (line.custody_state, line.holder, line.ordered_to)
    assert {"CAMP-2": 1} == head_counts()
    assert ("L-2", "CAMP-7", 3) == (
        (order := person_for_room(man.person).order).list_reference, order.destination, order.listed,
    )  # fmt: skip

    assert "in_transit" == happens(man.later(5), E.DEPARTED, name="camp", counted=3)

    assert () == camp_roll(man.by("camp"))
    assert {} == head_counts()
    entry = person_for_room(man.person).timeline[-1]
    assert ("L-2", "CAMP-7", 3) == (entry.list_reference, entry.attested.destination, entry.read.on_list)
    assert person_for_room(man.person).order is None
    assert verify(log_verifier()).is_equal


def test_the_camp_to_which_he_is_ordered_receives_him_though_his_departure_is_not_yet_recorded(man):
    ordered(man)
    with pytest.raises(OutOfScopeError):
        happens(man, E.DEPARTED, name="camp-7", counted=3)

    assert "in_camp" == happens(man, E.ARRIVED, "CAMP-7", name="camp-7", received_by="the gate", list_reference="L-2")
    assert ("in_camp", "CAMP-7") == stands(man)
    assert person_for_room(man.person).order is None


def test_an_order_outlives_a_night_in_hospital_and_a_way_to_court(man):
    ordered(man)
    happens(man, E.HOSPITALISED, "CAMP-2")
    due = (man.clock() + timedelta(hours=1)).isoformat()
    happens(man, E.SIGNED_OUT, "COURT-4", order_by="judge 4", due_back_at=due)
    with pytest.raises(CustodyOrderError):
        happens(man, E.DEPARTED, counted=3)
    happens(man, E.RETURNED, "CAMP-2", condition=Condition.UNCHANGED)

    assert "in_transit" == happens(man, E.DEPARTED, counted=3)


def test_an_order_of_before_put_him_on_his_way_and_still_does(man):
    old = {
        "annuls": "", "authority": "", "custody_id": "C-1", "event": "transfer_ordered", "ground": None, "done": None,
        "happened_at": "2026-05-03T09:00:00.000000Z", "holder": "CAMP-2", "person_id": man.person,
        "previous_holder": "CAMP-2", "previous_state": "in_camp", "provision": "", "reason": "", "read": {},
        "state": "in_transit", "attested": {"list_reference": "L-2", "counted": 3, "listed": 3},
    }  # fmt: skip
    given = join("register.custody_recorded.2", encode(old), {})

    row, person = list(_custody(given, 7))
    assert "in_transit" == row.values["state"] == person.values["custody_state"]
    assert "" == given.attested.destination


def arrival(man, person, counted, left="L-2"):
    happens(man, E.ARRIVED, "CAMP-7", name="camp-7", person=person, received_by="the gate", list_reference=left,
            counted=counted)  # fmt: skip


def test_three_left_two_came_one_item_with_an_owner_and_age_until_the_third_comes(man):
    men = [man.person, another(man, 1), another(man, 2)]
    for person in men:
        ordered(man, person)
        happens(man, E.DEPARTED, person=person, counted=3)
    for person in men[:2]:
        arrival(man, person, 2)
    keep_clocks(man.outside)
    (item,) = [one for one in owed_clocks(man.by("registrar")) if one.rule == "count_arrived"]
    shown = movement(man.by("registrar"), item.subject)
    assert (3, 3, 2) == (shown.listed, shown.left, shown.arrived)
    assert [men[2]] == [one.person_id for one in shown.missing]
    assert "GC III 20" == item.provision
    man.later(25)
    for name in ("auditor", "delegate"):
        assert item.subject in [one.subject for one in owed_clocks(man.by(name))]

    arrival(man, men[2], 1)
    keep_clocks(man.outside)

    assert "satisfied" == Clock.objects.get(rule="count_arrived").ending
    assert () == movement(man.by("registrar"), item.subject).missing


def test_two_left_of_three_on_the_list_is_recorded_and_explained_by_whoever_may(man):
    ordered(man)
    happens(man, E.DEPARTED, counted=2)
    keep_clocks(man.outside)
    clock = Clock.objects.get(rule="count_left", ending="")
    for refused, name, list_id, reason in (
        (RoleForbidsError, "camp", clock.subject, "ill"), (UnknownListError, "registrar", "C-00000", "ill"),
        (InputError, "registrar", clock.subject, " "),
    ):  # fmt: skip
        acting = man.by(name)
        size = tree_size()
        with pytest.raises(refused):
            explain_count(acting, list_id=list_id, end=ListEnd.LEFT, reason=reason)
        assert size == tree_size()

    explain_count(man.by("registrar"), list_id=clock.subject, end=ListEnd.LEFT, reason="one fell ill at the gate")
    keep_clocks(man.outside)

    assert "satisfied" == Clock.objects.get(rule="count_left").ending
    ((end, reason, _),) = movement(man.by("auditor"), clock.subject).explained
    assert ("left", "one fell ill at the gate") == (end, reason)
    assert verify(log_verifier()).is_equal


def test_an_annulled_departure_puts_him_back_under_his_order(man):
    ordered(man)
    happens(man, E.DEPARTED, counted=2)
    keep_clocks(man.outside)
    annul_custody(man.by("registrar"), person_id=man.person, custody_id=man.act.custody_id, reason="the bus broke down")
    keep_clocks(man.outside)

    assert ("in_camp", "CAMP-2") == stands(man)
    assert "CAMP-7" == person_for_room(man.person).order.destination
    assert not Clock.objects.filter(rule="count_left", ending="").exists()
