"""Giving a release up: his own no asks for nothing, an authority gives name, reason and provision."""

from __future__ import annotations

from dataclasses import replace

import pytest

from repatria.core.law.contact import ContactAnswer
from repatria.core.law.errors import UnstatedReasonError
from repatria.core.law.release import ReleaseBasis
from repatria.records.access.errors import RoleForbidsError
from repatria.records.register.errors import NoReleaseError
from tests.kept import built_once
from tests.records.register.laid import lay
from tests.records.register.releasing import GROUND, Releasing

pytestmark = pytest.mark.django_db
REASON = {"authority": "the ministry", "reason": "the road is closed", "provision": "GC III 23"}


@pytest.fixture
@built_once
def man(clock, randomness):
    return Releasing(clock, randomness)


@pytest.mark.parametrize("lacking", list(REASON))
def test_refuses_an_authority_without_name_reason_or_provision(man, lacking):
    man.identified().open()

    with pytest.raises(UnstatedReasonError) as refused:
        man.cancel(**{**REASON, lacking: " "})

    assert ((lacking, "practice rule 19"),) == refused.value.params["guards"]
    assert "release_pending" == man.state


@pytest.mark.parametrize("name", ["camp", "head", "officer", "doctor"])
def test_refuses_anybody_but_a_registrar_a_camp_above_all(man, name):
    man.identified().open()

    with pytest.raises(RoleForbidsError):
        man.cancel(name, **REASON)


def test_refuses_to_give_up_what_is_not_open(man):
    with pytest.raises(NoReleaseError):
        man.cancel(**REASON)


def test_refuses_to_take_his_objection_for_a_reason_to_keep_him_after_the_end_of_hostilities(man):
    ended = replace(GROUND, basis=ReleaseBasis.ART118)
    lay(man, ended.basis, []).identified().open(ground=ended).he_answers(ContactAnswer.NO)

    with pytest.raises(UnstatedReasonError):
        man.cancel()

    assert "release_pending" == man.state


def test_refuses_to_take_a_no_of_before_it_was_opened_for_one_about_it(man):
    man.identified().he_answers(ContactAnswer.NO).open()

    with pytest.raises(UnstatedReasonError):
        man.cancel()


def test_he_does_not_want_to_leave_and_stays_where_he_was_without_a_reason(man):
    man.identified().open().he_answers(ContactAnswer.NO).cancel()

    assert ("in_camp", "CAMP-2", "") == (man.state, man.act.holder, man.act.reason)
    assert man.act.read.decision_index is not None


def test_what_an_authority_gives_stands_in_the_act(man):
    man.identified().open().cancel(**REASON)

    assert REASON == {name: getattr(man.act, name) for name in REASON}
    assert "in_camp" == man.state
