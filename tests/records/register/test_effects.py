"""What is taken from him: on whose order, sealed by two, given back while he is here and sent on once he left."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.custody import CustodyAttested, CustodyEvent
from repatria.core.law.custody_facts import DeathCause
from repatria.core.law.effects import EffectsOrderError, EffectsStep
from repatria.core.law.errors import OpenGuardError, SecondPersonError, StatementError, UnstatedParticularsError
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.written_times import NotYetError
from repatria.records.access.errors import OutOfScopeError, RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.register.errors import NotHeldError, UnknownPacketError
from repatria.records.register.models import EffectsEntry, EffectsPacket
from repatria.records.register.selectors.effects import effects_of, keeps_effects_of, packet
from repatria.records.register.services import record_custody
from repatria.records.register.services.effects import move_effects, take_effects
from tests.kept import built_once
from tests.records.register.releasing import Releasing

pytestmark = pytest.mark.django_db
S = EffectsStep
BY = {
    S.SEALED: {"by": "sergeant 4", "second": "corporal 9", "seal_number": "0071", "contents": "a watch, 2 letters"},
    S.OPENED: {"by": "sergeant 4", "second": "corporal 9", "reason": "a letter for the court"},
    S.RETURNED: {"by": "himself", "reference": "slip 3"},
    S.FORWARDED: {"by": "bureau of the Power", "reference": "dispatch 12"},
    S.RECEIPTED: {"by": "bureau of the Power", "reference": "receipt 8"},
}


@pytest.fixture
@built_once
def man(clock, randomness):
    return Releasing(clock, randomness)


def taken(man, name="camp", **more):
    said = {"items": "a watch", "amount": "1200", "currency": "hryvnia", "officer": "Kovtun", "rank": "captain",
            "unit": "CAMP-2", "order_reference": "order 5", "register_entry": "book 1, line 7",
            "keeps_identity_document": True, "taken_at": man.clock()} | more  # fmt: skip
    return take_effects(man.by(name), person_id=man.person, **said)


def moved(man, number, step, name="camp", **more):
    said = {"happened_at": man.clock()} | BY[step] | more
    return move_effects(man.by(name), packet_id=number, step=step, **said)


def died(man):
    attested = CustodyAttested(doctor="doctor 1", cause=DeathCause.NATURAL)
    record_custody(
        man.by("registrar"), person_id=man.person, event=CustodyEvent.DIED, happened_at=man.clock(), attested=attested
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lacking", "guards", "refusal"),
    [
        ({"items": " ", "amount": ""}, {"what_was_taken"}, UnstatedParticularsError),
        ({"officer": ""}, {"issuer_named"}, UnstatedParticularsError),
        ({"rank": " "}, {"issuer_named"}, UnstatedParticularsError),
        ({"unit": "", "order_reference": ""}, {"issuer_named", "officers_order"}, UnstatedParticularsError),
        ({"register_entry": ""}, {"special_register"}, UnstatedParticularsError),
        ({"keeps_identity_document": False}, {"keeps_identity_document"}, OpenGuardError),
    ],
)
def test_refuses_to_take_money_without_order_and_register_or_anything_without_name_and_identity_document(
    man, lacking, guards, refusal
):
    with pytest.raises(refusal) as refused:
        taken(man, **lacking)

    assert guards == {guard for guard, _ in refused.value.params["guards"]}
    assert {"GC III 18"} == {provision for _, provision in refused.value.params["guards"]}
    assert 0 == EffectsPacket.objects.count()


def test_refuses_another_role_another_camps_man_a_day_to_come_words_of_his_and_one_who_is_not_held(man):
    ahead = man.clock() + timedelta(days=1)
    for more, refusal in (
        ({"name": "adviser"}, RoleForbidsError), ({"taken_at": ahead}, NotYetError), ({"currency": ""}, InputError),
        ({"items": "он сказал: «нас бросили, мы сдались сами»"}, StatementError),
    ):  # fmt: skip
        with pytest.raises(refusal):
            taken(man, **more)
    man.staff.on_call("camp-9", Role.CAMP_OFFICER, branch="CAMP-1")
    number = taken(man)
    for act in (lambda: taken(man, name="camp-9"), lambda: moved(man, number, S.SEALED, name="camp-9"),
                lambda: effects_of(man.by("camp-9"), man.person)):  # fmt: skip
        with pytest.raises(OutOfScopeError):
            act()
    with pytest.raises(UnknownPacketError):
        moved(man, "EP-0000000000-0", S.SEALED)
    died(man)
    with pytest.raises(NotHeldError):
        taken(man, name="registrar")


@pytest.mark.parametrize(
    ("step", "lacking", "guard", "refusal"),
    [
        (S.SEALED, {"second": " "}, "counted_by_two", SecondPersonError),
        (S.SEALED, {"second": "sergeant 4"}, "counted_by_two", SecondPersonError),
        (S.SEALED, {"seal_number": ""}, "seal_number", UnstatedParticularsError),
        (S.SEALED, {"contents": ""}, "list_of_contents", UnstatedParticularsError),
        (S.RETURNED, {"reference": ""}, "receipt_reference", UnstatedParticularsError),
        (S.RETURNED, {"by": " "}, "received_by", UnstatedParticularsError),
    ],
)
def test_refuses_a_seal_without_two_who_counted_and_a_return_without_his_paper(man, step, lacking, guard, refusal):
    number = taken(man)
    with pytest.raises(refusal) as refused:
        moved(man, number, step, **lacking)

    assert [guard] == [one for one, _ in refused.value.params["guards"]]
    assert 0 == EffectsEntry.objects.count()


def test_each_step_follows_from_where_the_packet_stands_and_is_no_earlier_than_the_one_before(man):
    number = taken(man)
    for step in (S.OPENED, S.FORWARDED, S.RECEIPTED):
        with pytest.raises(EffectsOrderError):
            moved(man, number, step)
    with pytest.raises(InputError):
        moved(man, number, S.SEALED, happened_at=man.clock() - timedelta(hours=1))
    moved(man, number, S.SEALED)
    moved(man, number, S.OPENED)
    moved(man, number, S.SEALED, seal_number="0072", contents="a watch, 1 letter")
    with pytest.raises(OpenGuardError) as refused:
        moved(man, number, S.FORWARDED)
    assert (("he_left", "GC III 122(9)"),) == refused.value.params["guards"]
    moved(man, number, S.RETURNED)
    with pytest.raises(EffectsOrderError):
        moved(man, number, S.SEALED)

    (view,) = effects_of(man.by("registrar"), man.person)
    assert ("returned", "0072", "a watch", "1200 hryvnia") == (
        view.state, view.seal_number, view.items, f"{view.amount} {view.currency}"
    )  # fmt: skip
    assert ["a watch, 2 letters", "", "a watch, 1 letter", ""] == [one.items for one in view.steps]
    assert verify(log_verifier()).is_equal


def test_what_a_dead_man_left_is_sent_on_and_its_receipt_recorded(man):
    number = taken(man)
    moved(man, number, S.SEALED)
    died(man)
    moved(man, number, S.FORWARDED, name="registrar")
    assert not keeps_effects_of(man.person)
    moved(man, number, S.RECEIPTED, name="registrar")

    assert "receipted" == packet(man.by("registrar"), number).state
    assert b"watch" not in b"".join(bytes(one.items) for one in EffectsPacket.objects.all())


def test_nobody_is_released_while_something_of_his_is_kept(man):
    number = taken(man)
    man.identified().open()
    with pytest.raises(OpenGuardError) as refused:
        man.complete()
    assert "property_settled" in [guard for guard, _ in refused.value.params["guards"]]
    moved(man, number, S.RETURNED)
    with pytest.raises(OpenGuardError) as refused:
        man.complete()

    assert "property_settled" not in [guard for guard, _ in refused.value.params["guards"]]
