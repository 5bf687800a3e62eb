"""What happened to his custody: what has an act of its own, what is read and never typed, what stands in the act."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.custody import CustodyAttested, CustodyEvent
from repatria.core.law.custody_facts import DeathCause
from repatria.core.law.errors import OpenGuardError, UnstatedParticularsError
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import RuleError
from repatria.core.vocabulary.written_times import NotYetError
from repatria.doors.jobs.consequences import draw_consequences
from repatria.records.ledger.acts import join
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.happenings import happenings_of
from repatria.records.ledger.reading import entries_since, tree_size
from repatria.records.ledger.verify import verify
from repatria.records.notices.models import StatutoryNotice
from repatria.records.register.acts import CustodyRecorded
from repatria.records.register.errors import NotHeldError, OwnActError, UnknownPersonError
from repatria.records.register.selectors import custody_of, person_for_room
from repatria.records.register.services import annul_custody, record_custody
from repatria.records.register.services.custody import PLAIN_EVENTS
from tests.cast import Cast
from tests.kept import built_once
from tests.records.register.releasing import Releasing

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def man(clock, randomness):
    return Releasing(clock, randomness)


def happens(man, event, holder="", person=None, **attested):
    return record_custody(
        man.by("registrar"), person_id=person or man.person, event=event, happened_at=man.clock(), holder=holder,
        attested=CustodyAttested(**attested),
    )  # fmt: skip


@pytest.mark.parametrize("ahead", [timedelta(minutes=6), timedelta(days=30)])
def test_refuses_what_has_not_happened_yet(man, ahead):
    size = tree_size()

    with pytest.raises(NotYetError) as refused:
        _hospitalised(man, ahead)

    assert (("happened_at", "ahead"),) == refused.value.faults
    assert (size, "in_camp") == (tree_size(), man.state)


@pytest.mark.parametrize("ahead", [timedelta(minutes=5), timedelta(), timedelta(days=-400)])
def test_takes_what_happened_before_or_within_the_minutes_by_which_clocks_differ(man, ahead):
    _hospitalised(man, ahead)

    assert "in_hospital" == man.state


def _hospitalised(man, ahead):
    acting = man.by("registrar")
    record_custody(
        acting, person_id=man.person, event=CustodyEvent.HOSPITALISED, happened_at=acting.at + ahead,
        holder="HOSPITAL-1",
    )  # fmt: skip


@pytest.mark.parametrize("event", sorted(set(CustodyEvent) - PLAIN_EVENTS))
def test_refuses_an_event_that_has_an_act_of_its_own(man, event):
    size = tree_size()

    with pytest.raises(OwnActError):
        happens(man, event)

    assert size == tree_size()


def test_refuses_somebody_unknown(man):
    with pytest.raises(UnknownPersonError):
        happens(man, CustodyEvent.ESCAPED, person="P-00000-00000-0")


def test_refuses_a_transfer_whose_counts_differ_and_a_power_of_which_nothing_assures(man):
    with pytest.raises(OpenGuardError) as refused:
        happens(man, CustodyEvent.TRANSFER_ORDERED, "CAMP-7", list_reference="L-2", counted=30, listed=31)
    assert {"count_equals_list", "told_new_address", "effects_go_with_him"} == set(dict(refused.value.params["guards"]))
    with pytest.raises(OpenGuardError):
        happens(man, CustodyEvent.TRANSFERRED_TO_POWER, receiving_power="PC", power_assurance=" ")
    with pytest.raises(UnstatedParticularsError):
        happens(man, CustodyEvent.SIGNED_OUT, holder="COURT-4", order_by="judge 4")


@pytest.fixture
@built_once
def cast(clock, randomness):
    """A house whose prisoner is still with the unit that took him."""
    return Cast(clock, randomness)


def takes_place(cast, event, holder="", **attested):
    return record_custody(
        cast.by("registrar"), person_id=cast.prisoner, event=event, happened_at=cast.clock(), holder=holder,
        attested=CustodyAttested(**attested),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("attested", "guards"),
    [
        ({"counted": 31, "listed": 31}, {("list_of_evacuees", "GC III 20")}),
        ({"list_reference": "L-14", "counted": 30, "listed": 31}, {("count_equals_list", "GC III 20")}),
        ({"list_reference": "L-14", "counted": 31}, {("count_equals_list", "GC III 20")}),
    ],
)
def test_refuses_an_evacuation_without_a_list_and_one_whose_heads_are_not_its_lines(cast, attested, guards):
    with pytest.raises(RuleError) as refused:
        takes_place(cast, CustodyEvent.EVACUATED, **attested)
    assert guards == set(refused.value.params["guards"])

    assert "in_transit" == takes_place(cast, CustodyEvent.EVACUATED, list_reference="L-14", counted=31, listed=31)


TRANSFER = {
    "list_reference": "L-2", "counted": 31, "listed": 31, "told_new_address": True, "effects_go_with_him": True,
}  # fmt: skip


@pytest.mark.parametrize(
    ("lacking", "guard"),
    [
        ({"holder": ""}, ("destination", "GC III 48")),
        ({"list_reference": ""}, ("list_before_departure", "GC III 46")),
        ({"counted": 30}, ("count_equals_list", "GC III 46")),
        ({"told_new_address": False}, ("told_new_address", "GC III 48")),
        ({"effects_go_with_him": False}, ("effects_go_with_him", "GC III 48")),
    ],
)
def test_refuses_a_transfer_that_lacks_one_thing(man, lacking, guard):
    with pytest.raises(RuleError) as refused:
        happens(man, CustodyEvent.TRANSFER_ORDERED, **({"holder": "CAMP-7"} | TRANSFER | lacking))
    assert (guard,) == refused.value.params["guards"]

    assert "in_camp" == happens(man, CustodyEvent.TRANSFER_ORDERED, "CAMP-7", **TRANSFER)


def test_refuses_an_arrival_for_which_nobody_signs_and_takes_one_with_a_wrong_count(cast):
    takes_place(cast, CustodyEvent.EVACUATED, list_reference="L-14", counted=31, listed=31)
    with pytest.raises(UnstatedParticularsError) as refused:
        takes_place(cast, CustodyEvent.ARRIVED, holder="CAMP-2", list_reference="L-14", counted=29, listed=31)
    assert (("received_by", "practice rule 15"),) == refused.value.params["guards"]

    arrived = takes_place(
        cast, CustodyEvent.ARRIVED, holder="CAMP-2", list_reference="L-14", counted=29, listed=31, received_by="gate"
    )  # fmt: skip

    assert "in_camp" == arrived
    attested = person_for_room(cast.prisoner).timeline[-1].attested
    assert (29, 31) == (attested.counted, attested.listed)


@pytest.mark.parametrize(
    ("lacking", "what"),
    [({"holder": ""}, "taken_by"), ({"order_by": ""}, "order_by"), ({"due_back_at": ""}, "due_back")],
)
def test_refuses_a_man_signed_out_to_nobody_on_nobody_s_order_or_for_ever(man, lacking, what):
    book = {"holder": "COURT-4", "order_by": "judge 4", "due_back_at": "2026-05-04T09:00:00.000000Z"}

    with pytest.raises(UnstatedParticularsError) as refused:
        happens(man, CustodyEvent.SIGNED_OUT, **(book | lacking))

    assert ((what, "practice rule 14"),) == refused.value.params["guards"]
    assert "CAMP-2" == custody_of(man.person).holder


@pytest.mark.parametrize("due_back_at", ["soon", "2026-05-03T09:00:00", "9999-13-01T00:00:00Z"])
def test_refuses_an_hour_of_return_that_no_clock_could_read(man, due_back_at):
    with pytest.raises(UnstatedParticularsError) as refused:
        happens(man, CustodyEvent.SIGNED_OUT, holder="COURT-4", order_by="judge 4", due_back_at=due_back_at)

    assert (("due_back", "practice rule 14"),) == refused.value.params["guards"]


@pytest.mark.parametrize("days", [31, 31 * 12 * 70])
def test_refuses_a_return_so_far_ahead_that_its_alarm_is_never_given(man, days):
    book = {"holder": "COURT-4", "order_by": "judge 4"}
    last = man.clock() + timedelta(days=31)
    too_late = last + timedelta(days=days - 31, microseconds=1)

    with pytest.raises(OpenGuardError) as refused:
        happens(man, CustodyEvent.SIGNED_OUT, **book, due_back_at=instant_text(too_late))
    assert (("due_back_within_a_month", "practice rule 14"),) == refused.value.params["guards"]
    assert "CAMP-2" == custody_of(man.person).holder

    assert "other_service" == happens(man, CustodyEvent.SIGNED_OUT, **book, due_back_at=instant_text(last))


@pytest.mark.parametrize(
    ("attested", "guard"),
    [
        ({"power_assurance": "note 5"}, "receiving_power"),
        ({"receiving_power": "PC"}, "receiving_power_able"),
    ],
)
def test_refuses_a_power_that_is_not_named_or_of_which_nothing_assures(man, attested, guard):
    with pytest.raises(RuleError) as refused:
        happens(man, CustodyEvent.TRANSFERRED_TO_POWER, **attested)

    assert ((guard, "GC III 12"),) == refused.value.params["guards"]


@pytest.mark.parametrize(
    ("doctor", "cause", "is_unexplained"),
    [
        ("", None, True),
        ("", DeathCause.NATURAL, True),
        ("the camp's physician", DeathCause.VIOLENT, True),
        ("the camp's physician", DeathCause.UNKNOWN, True),
        ("the camp's physician", DeathCause.NATURAL, False),
    ],
)
def test_a_death_is_recorded_without_a_doctor_and_asks_for_an_enquiry_until_one_has_explained_it(
    man, doctor, cause, is_unexplained
):
    happens(man, CustodyEvent.DIED, doctor=doctor, cause=cause)

    told = {one.word.partition(":")[2] for one in happenings_of(entries_since(0, kinds=[CustodyRecorded.KIND])[-1])}
    assert "died" == man.state
    assert is_unexplained == ("died_unexplained" in told)


NOTIFIED = {
    CustodyEvent.HOSPITALISED: {"holder": "HOSPITAL-1"}, CustodyEvent.ESCAPED: {}, CustodyEvent.DIED: {},
    CustodyEvent.DEPARTED: {"counted": 31},
    CustodyEvent.TRANSFERRED_TO_POWER: {"receiving_power": "PC", "power_assurance": "note 5"},
}  # fmt: skip


@pytest.mark.parametrize("event", [*NOTIFIED, CustodyEvent.UNACCOUNTED, CustodyEvent.TRANSFER_ORDERED])
def test_what_the_article_names_is_notified_to_agency_and_power_and_nothing_else_is(man, event):
    if event is CustodyEvent.DEPARTED:
        happens(man, CustodyEvent.TRANSFER_ORDERED, "CAMP-7", **TRANSFER)
    draw_consequences(man.outside)
    before = StatutoryNotice.objects.count()
    asked = {CustodyEvent.TRANSFER_ORDERED: {"holder": "CAMP-7", **TRANSFER}}
    happens(man, event, **(NOTIFIED | asked).get(event, {}))
    draw_consequences(man.outside)

    made = set(StatutoryNotice.objects.order_by("recorded_index").values_list("recipient", "reason")[before:])
    both = {("central_tracing_agency", event.value), ("power_concerned", event.value)}
    assert made == (both if event in NOTIFIED else set())


def test_refuses_what_nobody_attests_of_somebody_whom_a_list_names(man):
    from repatria.core.vocabulary.particulars import Particular, ParticularKind, Source
    from repatria.records.access.role_table import Role
    from repatria.records.register.services import record_listed

    listed = record_listed(
        man.outside.house(Role.CLERKWORK), source_key="list 1 line 1", raw="Bizjak",
        particulars=[Particular(kind=ParticularKind.SURNAME, value="Bizjak", source=Source(kind="list"))], events=[],
    )  # fmt: skip
    with pytest.raises(NotHeldError):
        happens(man, CustodyEvent.DIED, person=listed)


def test_who_received_him_and_how_many_left_with_the_list_stand_in_the_act(man):
    happens(man, CustodyEvent.TRANSFER_ORDERED, "CAMP-7", **(TRANSFER | {"counted": 0, "listed": 0}))
    assert 0 == person_for_room(man.person).timeline[-1].attested.counted
    happens(man, CustodyEvent.DEPARTED, counted=2)

    happens(man, CustodyEvent.ARRIVED, holder="CAMP-7", received_by="the gate", list_reference="L-2", counted=2)

    line = person_for_room(man.person).timeline[-1]
    assert ("the gate", 2, 1) == (line.attested.received_by, line.attested.counted, line.read.listed)
    assert (line.attested, line.read) == (man.act.attested, man.act.read)
    assert ("CAMP-7", "CAMP-2") == (line.holder, line.previous_holder)


def test_doctor_and_cause_of_a_death_stand_in_the_act(man):
    happens(man, CustodyEvent.DIED, doctor="the camp's physician", cause=DeathCause.UNKNOWN)

    assert ("the camp's physician", DeathCause.UNKNOWN) == (man.act.attested.doctor, man.act.attested.cause)
    assert verify(log_verifier()).is_equal


def test_an_annulment_keeps_its_reason(man):
    happens(man, CustodyEvent.ESCAPED)
    annul_custody(man.by("registrar"), person_id=man.person, custody_id=man.act.custody_id, reason="miscounted")

    assert ("miscounted", "in_camp", "CAMP-2") == (man.act.reason, man.state, man.act.holder)


def test_an_act_of_the_first_version_says_what_it_kept_and_attests_nothing_else():
    first = (
        b'{"annuls":"","custody_id":"C-1","due_back_at":"","event":"release_completed","happened_at":"2026-05-03",'
        b'"holder":"","list_reference":"L-14","order_by":"","person_id":"P-1","previous_holder":"CAMP-2",'
        b'"previous_state":"release_pending","state":"released"}'
    )

    given = join("register.custody_recorded.1", first, {})

    assert isinstance(given, CustodyRecorded)
    assert CustodyAttested(list_reference="L-14") == given.attested
    assert (None, None, (), "") == (given.ground, given.done, given.read.approved_by, given.reason)
