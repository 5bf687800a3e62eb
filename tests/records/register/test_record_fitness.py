"""A doctor's word on whether he may travel."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.custody import CustodyEvent
from repatria.core.vocabulary.written_times import NotYetError
from repatria.records.access.errors import RoleForbidsError
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.register.errors import NotHeldError, UnknownPersonError
from repatria.records.register.models import FitnessWord
from repatria.records.register.selectors import fitness_of
from repatria.records.register.services import record_custody, record_fitness
from tests.kept import built_once
from tests.records.register.releasing import Releasing

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def man(clock, randomness):
    return Releasing(clock, randomness)


def examine(man, name, **more):
    given = {"person_id": man.person, "is_fit": True, "examined_at": man.clock()} | more
    return record_fitness(man.by(name), **given)


@pytest.mark.parametrize("name", ["registrar", "camp", "officer", "head", "adviser", "interviewer"])
def test_refuses_everybody_who_is_no_doctor(man, name):
    with pytest.raises(RoleForbidsError):
        examine(man, name)

    assert fitness_of(man.person) is None


def test_refuses_a_man_whom_nobody_holds_here(man):
    record_custody(man.by("registrar"), person_id=man.person, event=CustodyEvent.ESCAPED, happened_at=man.clock())

    with pytest.raises(NotHeldError):
        examine(man, "doctor")
    with pytest.raises(UnknownPersonError):
        examine(man, "doctor", person_id="P-00000-00000-0")


def test_refuses_an_examination_that_has_not_taken_place_yet(man):
    with pytest.raises(NotYetError) as refused:
        examine(man, "doctor", examined_at=man.clock() + timedelta(days=20))

    assert (("examined_at", "ahead"),) == refused.value.faults
    assert fitness_of(man.person) is None


def test_the_latest_word_counts_and_what_the_doctor_notes_lies_under_his_health_key(man):
    examine(man, "doctor", words="a fracture that heals")
    first = fitness_of(man.person)
    examine(man, "doctor", is_fit=False)

    latest = fitness_of(man.person)
    assert (True, False) == (first.is_fit, latest.is_fit)
    assert first == fitness_of(man.person, before_index=latest.act_index)
    assert man.staff.numbers["doctor"] == latest.doctor
    assert b"fracture" not in bytes(FitnessWord.objects.order_by("recorded_index")[0].note)
    assert verify(log_verifier()).is_equal
