"""What the machine-readable zone of his document says: beside what stands, flagged where a digit does not hold."""

from __future__ import annotations

import pytest

from repatria.core.vocabulary.mrz import UnreadableZoneError
from repatria.records.access.errors import RoleForbidsError
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.register.errors import UnknownPersonError
from repatria.records.register.selectors import person_for_room
from repatria.records.register.services.documents import record_document
from tests.core.test_mrz import TD1, TD3
from tests.kept import built_once
from tests.records.register.releasing import Releasing

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def man(clock, randomness):
    return Releasing(clock, randomness)


def shown(man, zone=TD3, name="registrar"):
    return record_document(man.by(name), person_id=man.person, zone=zone)


def of_the_document(man):
    found = person_for_room(man.person).particulars
    return {one.kind: (one.value, one.flags) for one in found if one.source_kind == "document"}


def test_refuses_another_role_a_stranger_and_what_is_no_zone(man):
    with pytest.raises(RoleForbidsError):
        shown(man, name="camp")
    with pytest.raises(UnreadableZoneError):
        shown(man, zone="passport 123")
    assert {} == of_the_document(man)
    man.person = "P-0000000-X"
    with pytest.raises(UnknownPersonError):
        shown(man)


@pytest.mark.parametrize(("zone", "number"), [(TD3, "L898902C3"), (TD1, "D23145890")])
def test_it_is_a_further_source_and_overwrites_nothing(man, zone, number):
    assert () == shown(man, zone)

    assert {
        "other_name": ("ERIKSSON ANNA MARIA", ()), "birth_date": ("1974-08-12", ()), "sex": ("F", ()),
        "nationality": ("UTO", ()), "identity_card": (number, ()),
    } == of_the_document(man)  # fmt: skip
    assert "Шевченко" == person_for_room(man.person).first("surname")
    assert "1999-04-12" == person_for_room(man.person).first("birth_date")
    assert verify(log_verifier()).is_equal


def test_what_a_check_digit_does_not_hold_for_is_kept_and_flagged(man):
    assert ("number", "composite") == shown(man, TD3.replace("L898902C36", "L898902O36"))

    flags = ("check_digit_failed",)
    assert ("L898902O3", flags) == of_the_document(man)["identity_card"]
    assert ("1974-08-12", flags) == of_the_document(man)["birth_date"]
