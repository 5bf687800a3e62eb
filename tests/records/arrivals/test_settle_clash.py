"""Two men with one card: who may settle it, once, and that each has a card of his own afterwards."""

from __future__ import annotations

import pytest

from repatria.core.law.errors import StatementError
from repatria.core.vocabulary.arrivals import LineAnswer
from repatria.core.vocabulary.errors import InputError
from repatria.records.access.errors import RoleForbidsError
from repatria.records.arrivals.acts import Settled
from repatria.records.arrivals.errors import NoClashError
from repatria.records.arrivals.models import Line
from repatria.records.arrivals.selectors.nights import answer_of, night_counts
from repatria.records.arrivals.services.nights import revoke_device, settle_clash
from repatria.records.intake.lines import tell_devices
from repatria.records.ledger.reading import tree_size
from repatria.records.register.errors import TakenCardError, UnknownPersonError
from repatria.records.register.models import ProtectedPerson
from repatria.records.register.services import record_card

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)
QUOTED = "he said: «take all of us home to our mothers»"


@pytest.fixture
def clash(device):
    """The second line of a card, and its man."""
    device.wrote("0421", "Коваль Іван")
    line = device.wrote("0421", "Гнатюк Роман")
    return line.line_id, Line.objects.get(pk=line.line_id).person_id


def test_an_officer_settles_none_and_gives_no_card(staff, clash):
    line_id, person_id = clash
    with pytest.raises(RoleForbidsError):
        settle_clash(staff.acting("officer"), line_id=line_id, how=Settled.TWO_MEN)
    with pytest.raises(RoleForbidsError):
        record_card(staff.acting("officer"), person_id=person_id, card_number="0422")


def test_a_line_without_a_clash_and_a_settled_one_are_refused(staff, device, clash):
    registrar = staff.acting("registrar")
    plain = device.wrote("0500", "Шульга")
    for line_id in (plain.line_id, "ff" * 16):
        with pytest.raises(NoClashError):
            settle_clash(registrar, line_id=line_id, how=Settled.TWO_MEN)
    settle_clash(registrar, line_id=clash[0], how=Settled.TWO_MEN, reason="both cards seen")
    with pytest.raises(NoClashError):
        settle_clash(registrar, line_id=clash[0], how=Settled.ONE_MAN)


@pytest.mark.parametrize("card", ["", "9" * 25])
def test_a_card_has_a_number_as_long_as_its_column(staff, clash, card):
    with pytest.raises(InputError) as refused:
        record_card(staff.acting("registrar"), person_id=clash[1], card_number=card)
    assert ["card_number"] == [name for name, _ in refused.value.faults]


def test_a_card_of_somebody_else_and_nobody_are_refused(staff, clash):
    with pytest.raises(TakenCardError):
        record_card(staff.acting("registrar"), person_id=clash[1], card_number="0421")
    with pytest.raises(UnknownPersonError):
        record_card(staff.acting("registrar"), person_id="P-NONE", card_number="0422")


def test_a_quotation_goes_into_no_field_of_arrivals(staff, device, clash):
    registrar, size = staff.acting("registrar"), tree_size()
    with pytest.raises(StatementError):
        settle_clash(registrar, line_id=clash[0], how=Settled.TWO_MEN, reason=QUOTED)
    with pytest.raises(StatementError):
        record_card(registrar, person_id=clash[1], card_number="0422", reason=QUOTED)
    with pytest.raises(StatementError):
        revoke_device(registrar, device_id=device.device_id, reason=QUOTED)
    assert size == tree_size()


def test_settled_as_two_men_each_has_his_card_and_the_device_hears_it(staff, clash):
    line_id, person_id = clash
    record_card(staff.acting("registrar"), person_id=person_id, card_number="0422", reason="in his hand")
    settle_clash(staff.acting("registrar"), line_id=line_id, how=Settled.TWO_MEN)
    assert ["0421", "0422"] == sorted(ProtectedPerson.objects.values_list("card_number", flat=True))
    assert (0, LineAnswer.RECORDED) == (night_counts().clashes, answer_of(line_id))


def test_what_the_door_knows_already_is_not_written_again(device):
    known = {device.device_id: (b"\x04" + bytes(64), True)}
    assert (1, 0) == (tell_devices(known), tell_devices(known))
