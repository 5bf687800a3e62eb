"""A line that named the wrong man: nothing that was said of him stands for the next."""

from __future__ import annotations

import pytest

from repatria.core.law.contact import ContactAnswer
from repatria.core.law.custody import CustodyAttested, CustodyEvent
from repatria.core.law.errors import OpenGuardError, SecondPersonError
from repatria.core.law.exchange_corrected import corrected_line
from repatria.core.law.exchange_list import LineEvent as E
from repatria.core.law.exchange_list import LineOrderError, LineState
from repatria.records.access.approvals import standing_approvals
from repatria.records.access.services import record_approval
from repatria.records.exchanges.comparing import RowOnList
from repatria.records.exchanges.errors import ResolvedLineError
from repatria.records.exchanges.facts import UNASKED
from repatria.records.exchanges.models import ListLine
from repatria.records.exchanges.selectors.lists import agreed_line_of, agreed_line_row
from repatria.records.exchanges.selectors.waiting import unasked_lines
from repatria.records.exchanges.services.crossings import record_crossing
from repatria.records.exchanges.services.lists import unresolve_line
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import rebuild, verify
from repatria.records.register.services import record_custody

pytestmark = pytest.mark.django_db


def lacks(refused):
    return {what for what, _ in refused.value.params["guards"]}


@pytest.fixture
def talk(listed):
    """A line of theirs for which a registrar found 0601, on whom the Parties agreed; 0602 is whom it means."""
    listed.man("0601", "Бондаренко")
    listed.man("0602", "Бондар")
    listed.version(RowOnList(name="Бондарь Иван", birth_date="1970-01-01", service_number="Z-9", their_number="B-1"))
    (listed.one,) = [one.line_id for one in listed.all_lines()]
    listed.resolve(listed.one, "0601")
    listed.take(listed.one, E.AGREED)
    return listed


def correct(talk, name="adviser"):
    unresolve_line(talk.by(name), line_id=talk.one, reason="the year of birth is another")


@pytest.mark.parametrize("state", [None, LineState.VERIFIED, LineState.RELEASED, LineState.REFUSED])
def test_no_line_falls_back_that_is_further_than_agreed(state):
    with pytest.raises(LineOrderError) as refused:
        corrected_line(state)
    assert "house rule 6.7" == refused.value.provision


def test_whom_the_parties_did_not_agree_on_inherits_no_agreement_and_is_asked_for_anew(talk):
    correct(talk)
    assert LineState.PROPOSED == talk.line(talk.one).line.state
    assert not ListLine.objects.get(pk=talk.one).agreed_on + ListLine.objects.get(pk=talk.one).agreed_reference
    talk.resolve(talk.one, "0602")
    talk.answers("0602")
    with pytest.raises(LineOrderError):
        talk.take(talk.one, E.VERIFIED)
    for card in ("0601", "0602"):
        assert agreed_line_of([talk.men[card]]) is None, "no release of his rests on what was said of another"
    talk.court("0602").hold("0602")
    with pytest.raises(OpenGuardError) as refused:
        talk.take(talk.one, E.AGREED)
    assert {"not_held_back"} == lacks(refused)
    rebuild()
    assert verify(log_verifier()).is_equal


def test_whom_both_agree_on_after_that_rests_on_that_act_and_goes_out_by_his_own_name(talk):
    correct(talk)
    talk.resolve(talk.one, "0602")
    talk.answers("0602")
    talk.take(talk.one, E.AGREED)
    assert tree_size() - 1 == agreed_line_of([talk.men["0602"]]).act_index
    talk.take(talk.one, E.VERIFIED)
    (row,) = talk.outgoing().rows
    assert (talk.one, "B-1", "Бондар Іван", "1999-04-12", "PA-0602") == row[1:6]


def test_a_crossing_is_that_of_the_man_who_stood_there_and_of_no_other(talk):
    record_crossing(
        talk.by("registrar"), list_id=talk.list, crossed_at=talk.clock(), point="the old bridge", came=[talk.one]
    )  # fmt: skip
    assert talk.line(talk.one).line.has_come
    correct(talk)
    talk.resolve(talk.one, "0602")
    talk.answers("0602")
    talk.take(talk.one, E.AGREED)
    talk.take(talk.one, E.VERIFIED)
    with pytest.raises(OpenGuardError) as refused:
        talk.take(talk.one, E.RELEASED)
    assert {"has_left", "has_come"} == lacks(refused)


def test_doctor_and_head_decided_for_one_man_and_for_no_other(talk):
    talk.answers("0601", ContactAnswer.CANNOT_BE_ASKED)
    (owed,) = unasked_lines(talk.by("doctor"))
    for name in ("doctor", "head"):
        record_approval(talk.by(name), action=UNASKED, object_reference=owed.approval_reference)
    correct(talk)
    talk.resolve(talk.one, "0602")
    talk.answers("0602", ContactAnswer.CANNOT_BE_ASKED)
    talk.take(talk.one, E.AGREED)
    (other,) = unasked_lines(talk.by("doctor"))
    assert (talk.men["0602"], ()) == (other.person_id, other.approvers)
    with pytest.raises(SecondPersonError) as refused:
        talk.take(talk.one, E.VERIFIED)
    assert {"doctor_and_head"} == lacks(refused)
    assert [owed.approval_reference] == [one[0] for one in standing_approvals(UNASKED, at=talk.clock())]


def test_a_line_without_an_agreement_about_its_man_goes_out_on_no_list_and_bears_no_release(talk):
    talk.answers("0601")
    talk.take(talk.one, E.VERIFIED)
    assert (True,) == talk.stands() and agreed_line_row([talk.men["0601"]])
    ListLine.objects.filter(pk=talk.one).update(agreed_on="", agreed_reference="")  # corrected before lines fell back
    assert (False,) == talk.stands() and agreed_line_row([talk.men["0601"]]) is None


def test_nobody_is_found_for_a_line_that_is_further_than_proposed(talk):
    ListLine.objects.filter(pk=talk.one).update(person_id="")
    with pytest.raises(ResolvedLineError):
        talk.resolve(talk.one, "0602")


def test_who_is_lost_stands_agreed_on_no_line_that_meant_another(talk):
    correct(talk)
    talk.resolve(talk.one, "0602")
    record_custody(
        talk.by("registrar"), person_id=talk.men["0602"], event=CustodyEvent.UNACCOUNTED,
        happened_at=talk.clock(), attested=CustodyAttested(order_by="not at roll-call"),
    )  # fmt: skip
    with pytest.raises(OpenGuardError) as refused:
        talk.take(talk.one, E.AGREED)
    assert {"not_unaccounted"} == lacks(refused)
