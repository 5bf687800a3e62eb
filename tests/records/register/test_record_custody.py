"""What happened to his custody: what has an act of its own, what is read and never typed, what stands in the act."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.custody import CustodyAttested, CustodyEvent
from repatria.core.law.custody_facts import DeathCause
from repatria.core.law.errors import OpenGuardError, UnstatedParticularsError
from repatria.core.vocabulary.written_times import NotYetError
from repatria.records.ledger.acts import join
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import verify
from repatria.records.register.acts import CustodyRecorded
from repatria.records.register.errors import NotHeldError, OwnActError, UnknownPersonError
from repatria.records.register.selectors import person_for_room
from repatria.records.register.services import annul_custody, record_custody
from repatria.records.register.services.custody import PLAIN_EVENTS
from tests.records.register.releasing import Releasing

pytestmark = pytest.mark.django_db


@pytest.fixture
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
        happens(man, CustodyEvent.TRANSFER_ORDERED, list_reference="L-2", counted=30, listed=31)
    assert {"count_equals_list", "told_new_address", "effects_go_with_him"} == set(dict(refused.value.params["guards"]))
    with pytest.raises(OpenGuardError):
        happens(man, CustodyEvent.TRANSFERRED_TO_POWER, receiving_power="PC", power_assurance=" ")
    with pytest.raises(UnstatedParticularsError):
        happens(man, CustodyEvent.SIGNED_OUT, holder="COURT", order_by="judge 4")


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
    happens(
        man, CustodyEvent.TRANSFER_ORDERED, list_reference="L-2", counted=0, listed=0, told_new_address=True,
        effects_go_with_him=True,
    )  # fmt: skip
    assert 0 == person_for_room(man.person).timeline[-1].attested.counted

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
