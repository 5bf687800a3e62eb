"""A reported capture that two persons find to be nobody's."""

from __future__ import annotations

import pytest

from repatria.core.law.errors import CustodyOrderError
from repatria.core.vocabulary.particulars import Category
from repatria.doors.jobs.consequences import draw_consequences
from repatria.records.access.errors import ApprovalsMissingError, RoleForbidsError
from repatria.records.access.services import record_approval
from repatria.records.notices.models import StatutoryNotice
from repatria.records.register.services import disprove_report, record_capture
from repatria.records.register.services.custody import DISPROVE, disproof_reference
from tests.kept import built_once
from tests.records.register.releasing import Releasing
from tests.records.register.test_custody_scope import five_declined

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def man(clock, randomness):
    """Somebody of whom a report says that he was captured, and whom nobody is known to hold."""
    made = Releasing(clock, randomness)
    made.held = made.person
    made.person = record_capture(
        made.by("registrar"), category=Category.PRISONER_OF_WAR, power="PA", card_number="9", captured_on=None,
        captured_at="", holder="", particulars=five_declined(surname="Коваль"),
    )  # fmt: skip
    return made


def disprove(man, name="registrar", person=None):
    return disprove_report(
        man.by(name), person_id=person or man.person, happened_at=man.clock(), reason="a name read twice"
    )  # fmt: skip


def approve(man, name, person=None):
    record_approval(man.by(name), action=DISPROVE, object_reference=disproof_reference(person or man.person))


def test_refuses_one_registrar_alone(man):
    with pytest.raises(ApprovalsMissingError):
        disprove(man)

    assert "reported" == man.state


@pytest.mark.parametrize("name", ["registrar-2", "caseworker-1", "doctor", "camp", "adviser"])
def test_refuses_the_approval_of_whoever_does_not_know_the_ground(man, name):
    with pytest.raises(RoleForbidsError):
        approve(man, name)


def test_refuses_to_disprove_somebody_who_is_held_whoever_approves(man):
    approve(man, "head", man.held)

    with pytest.raises(CustodyOrderError):
        disprove(man, person=man.held)


def test_two_disprove_it_and_whoever_got_the_report_gets_a_correction(man):
    draw_consequences(man.outside)
    approve(man, "head")

    disprove(man)
    draw_consequences(man.outside)

    assert ("record_error", "a name read twice") == (man.state, man.act.reason)
    assert (man.staff.numbers["head"],) == man.act.read.approved_by
    corrections = StatutoryNotice.objects.filter(person_id=man.person, is_correction=True)
    assert {"central_tracing_agency", "power_concerned"} == set(corrections.values_list("recipient", flat=True))
