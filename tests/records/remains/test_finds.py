"""What was found on the dead: counted by two, sealed, never sent on open; a photograph opens on a press alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.clocks import ClockRule
from repatria.core.law.effects import EffectsOrderError, EffectsState
from repatria.core.law.errors import OpenGuardError, SecondPersonError, UnstatedParticularsError
from repatria.core.law.remains import DiscFound, FindStep, FindsTo
from repatria.core.vocabulary.errors import InputError, RuleError
from repatria.core.vocabulary.remains_codes import remains_code
from repatria.core.vocabulary.written_times import NotYetError
from repatria.doors.jobs.clocks import keep_clocks
from repatria.records.access.errors import RoleForbidsError
from repatria.records.clocks.models import Clock
from repatria.records.ledger.reading import tree_size
from repatria.records.register.drawing import drawn_by
from repatria.records.remains import names_given
from repatria.records.remains.errors import UnknownFacePictureError, UnknownFindError, UnknownItemError, WrongCodeError
from repatria.records.remains.selectors.items import found_packet, item
from repatria.records.remains.selectors.pictures import picture
from repatria.records.remains.services.finds import keep_picture, move_finds

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn():
    drawn_by(lambda content: b"drawn " + content)
    yield
    drawn_by(None)


def step(dug, number, what, **changed):
    given = {"happened_at": dug.clock(), "by": "one", "second": "another"} | changed
    return move_finds(dug.by("registrar"), found_id=number, step=what, **given)


def test_refuses_a_packet_that_one_counted_or_without_seal_and_list_and_one_without_its_item(dug):
    code = dug.item(1)
    with pytest.raises(SecondPersonError):
        dug.packet(code, second="one")
    with pytest.raises(UnstatedParticularsError) as refused:
        dug.packet(code, seal_number="", contents=" ")
    assert [one for one, _ in refused.value.params["guards"]] == ["seal_number", "list_of_contents"]
    with pytest.raises(UnknownItemError):
        dug.packet(remains_code("KHR", "T2", 2))
    with pytest.raises(WrongCodeError):
        dug.packet("KHR-T2-00001")
    with pytest.raises(UnknownFindError):
        step(dug, "RK-NONE", FindStep.OPENED)


def test_a_packet_is_opened_by_two_and_goes_on_sealed_alone(dug):
    code = dug.item(1, disc=DiscFound.DOUBLE, disc_says="17", is_disc_left=True)
    number = dug.packet(code, holds_disc_half=True)
    with pytest.raises(EffectsOrderError):
        step(dug, number, FindStep.SEALED)
    with pytest.raises(EffectsOrderError):
        step(dug, number, FindStep.RECEIPTED, reference="9")
    with pytest.raises(SecondPersonError):
        step(dug, number, FindStep.OPENED, second="", reason="examined")
    step(dug, number, FindStep.OPENED, reason="examined")
    with pytest.raises(EffectsOrderError):
        step(dug, number, FindStep.FORWARDED, reference="9")
    with pytest.raises(InputError):
        step(dug, number, FindStep.SEALED, seal_number="S-8", contents="a watch",
             happened_at=dug.clock() - timedelta(hours=1))  # fmt: skip
    step(dug, number, FindStep.SEALED, seal_number="S-8", contents="a watch")
    step(dug, number, FindStep.FORWARDED, reference="dispatch 9", to=FindsTo.POWER)
    step(dug, number, FindStep.RECEIPTED, reference="their receipt")
    told = found_packet(dug.by("head"), number)
    assert (told.state, told.seal_number, told.holds_disc_half) == (EffectsState.RECEIPTED, "S-8", True)
    assert [one.contents for one in told.steps] == ["a watch\na letter", "", "a watch", "", ""]
    assert item(dug.by("head"), code).finds == (told,)


@pytest.mark.parametrize("disc", [DiscFound.NONE, DiscFound.SINGLE, DiscFound.HALF])
def test_refuses_the_half_of_a_disc_that_nobody_found_double(dug, disc):
    said = {} if disc is DiscFound.NONE else {"disc_says": "17", "is_disc_left": True}
    code = dug.item(1, disc=disc, **said)
    with pytest.raises(OpenGuardError) as refused:
        dug.packet(code, holds_disc_half=True)
    assert (("disc_half_of_double", "GC I 16"),) == refused.value.params["guards"]


def test_the_half_of_a_disc_lies_in_one_packet_and_is_owed_until_whoever_it_is_for_has_it(dug):
    def owed():
        keep_clocks(dug.outside)
        return Clock.objects.filter(rule=ClockRule.DISC_HALF.value, ending="", subject=code).count()

    code = dug.item(1, disc=DiscFound.DOUBLE, disc_says="17", is_disc_left=True)
    dug.item(2)
    assert 1 == owed() == Clock.objects.filter(rule=ClockRule.DISC_HALF.value).count()
    other, number = dug.packet(code), dug.packet(code, holds_disc_half=True)
    with pytest.raises(OpenGuardError) as refused:
        dug.packet(code, holds_disc_half=True)
    assert (("disc_half_once", "GC I 16"),) == refused.value.params["guards"]
    for one, to in ((other, FindsTo.POWER), (number, FindsTo.POWER)):
        step(dug, one, FindStep.FORWARDED, reference="9", to=to)
        assert 1 == owed()
        step(dug, one, FindStep.RECEIPTED, reference="10")
    assert 0 == owed()


def test_refuses_to_send_it_to_a_family_that_was_not_told_or_by_name(dug, monkeypatch):
    code, told = dug.item(1), set()
    number = dug.packet(code)
    monkeypatch.setattr(names_given, "_told", [lambda item, enquiry: (item, enquiry) in told])

    def refused(**changed):
        with pytest.raises(RuleError) as refusal:
            step(dug, number, FindStep.FORWARDED, **{"reference": "9", "by": ""} | changed)
        return {one for one, _ in refusal.value.params["guards"]}

    assert refused() == {"finds_to"}
    assert refused(to=FindsTo.FAMILY) == {"finds_enquiry", "family_told"}
    assert refused(to=FindsTo.FAMILY, enquiry_id=dug.mother, by="Anna Koval, Mill street 4") == {
        "family_told", "finds_no_name",
    }  # fmt: skip
    with pytest.raises(UnstatedParticularsError):
        step(dug, number, FindStep.FORWARDED, reference="9", to=FindsTo.AGENCY, by=" ")
    told.add((code, dug.mother))
    assert refused(to=FindsTo.FAMILY, enquiry_id=dug.mother, by="Anna Koval") == {"finds_no_name"}
    step(dug, number, FindStep.FORWARDED, reference="9", to=FindsTo.FAMILY, enquiry_id=dug.mother, by="")
    step(dug, number, FindStep.RECEIPTED, reference="her receipt", by="")
    sent, receipt = found_packet(dug.by("head"), number).steps[-2:]
    assert [(one.to, one.enquiry_id, one.by) for one in (sent, receipt)] == [("family", dug.mother, "")] * 2


def test_refuses_a_photograph_without_a_code_without_a_hand_or_from_tomorrow(dug, drawn):
    code, at = dug.item(1), dug.clock()
    given = {"item_code": code, "taken_at": at, "taken_by": "a doctor", "picture": b"face"}
    for wrong, refusal in (
        ({"item_code": remains_code("KHR", "T2", 2)}, UnknownItemError), ({"taken_by": " "}, InputError),
        ({"taken_at": at + timedelta(days=1)}, NotYetError), ({"item_code": ""}, WrongCodeError),
    ):  # fmt: skip
        with pytest.raises(refusal):
            keep_picture(dug.by("doctor"), **given | wrong)
    with pytest.raises(RoleForbidsError):
        keep_picture(dug.by("caseworker-1"), **given)


def test_a_photograph_opens_to_a_doctor_and_the_head_alone_and_each_time_leaves_a_leaf(dug, drawn):
    code = dug.item(1)
    number = keep_picture(
        dug.by("registrar"), item_code=code, taken_at=dug.clock(), taken_by="a doctor", picture=b"face"
    )  # fmt: skip
    (line,) = item(dug.by("registrar"), code).pictures
    assert (line.picture_id, line.is_destroyed) == (number, False)
    for name in ("registrar", "adviser", "auditor"):
        with pytest.raises(RoleForbidsError):
            picture(dug.by(name), number)
    doctor = dug.by("doctor")
    before = tree_size()
    assert picture(doctor, number).content == b"drawn face"
    assert tree_size() == before + 1
    with pytest.raises(UnknownFacePictureError):
        picture(dug.by("head"), "RH-NONE")
