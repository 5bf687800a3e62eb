"""Graves: none without a marker, nobody into another's, nobody out without an order, nobody burnt without a ground."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.custody_facts import CustodyAttested, CustodyEvent, DeathCause
from repatria.core.law.errors import OpenGuardError, SecondPersonError, UnstatedParticularsError, UnstatedReasonError
from repatria.core.law.examination import HeldThen
from repatria.core.law.remains import RemainsKind
from repatria.core.law.remains_ashes import CremationOrderError
from repatria.core.law.remains_graves import AshesGround, FragmentBurial, FragmentSampling, GraveKind
from repatria.core.law.remains_path import ItemOrderError, ItemStep
from repatria.core.vocabulary.errors import InputError
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.register.services import record_custody
from repatria.records.register.services.death import record_death_seen
from repatria.records.remains import names_given
from repatria.records.remains.cremation_models import CremationOrder
from repatria.records.remains.errors import BurntItemError, TakenGraveError, UnknownCremationError, UnknownGraveError
from repatria.records.remains.selectors.graves import cremations_waiting, fragment_policies, graves, rest_of
from repatria.records.remains.selectors.graves import grave as grave_of
from repatria.records.remains.selectors.leaving import leaving
from repatria.records.remains.selectors.steps import mortuary_board, path
from repatria.records.remains.services.correcting import agree_correction, propose_step_back
from repatria.records.remains.services.cremating import (
    agree_cremation,
    cremate,
    propose_cremation,
    refuse_cremation,
)
from repatria.records.remains.services.fragments import measure_fragment, set_fragment_policy
from repatria.records.remains.services.graves import mark_grave
from repatria.records.remains.services.leaving import open_inquiry, report_inquiry
from repatria.records.remains.services.steps import open_store
from tests.records.remains.field import buried, examine, exhumed, grave, step, walk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_named():
    """The rooms above answer again once a test has answered in their place."""
    before = names_given._named[:], names_given._together[:], names_given._persons[:]
    yield
    names_given._named[:], names_given._together[:], names_given._persons[:] = before


S = ItemStep


def guards(refused):
    return [one for one, _ in refused.value.params["guards"]]


def ready(field, count, kind=RemainsKind.WHOLE, sampled=True, **changed):
    """An item that may be buried."""
    code = field.item(count, kind=kind)
    field.pictured(code)
    walk(field, S.RECOVERED, S.RECEIVED, code=code)
    examine(field, code, **changed)
    if sampled:
        step(field, S.SAMPLED, code)
    return code


def test_refuses_a_grave_without_place_marker_and_reason_and_one_that_is_taken(dug):
    with pytest.raises(UnstatedParticularsError) as refused:
        grave(dug, position=" ", cemetery="", marker="", laid_out_by="", kind=GraveKind.COLLECTIVE)
    assert guards(refused) == ["grave_cemetery", "grave_position", "grave_marker", "item_by", "grave_why_collective"]
    for wrong in ({"cemetery_code": " "}, {"position": "x" * 25}):
        with pytest.raises(InputError):
            grave(dug, **wrong)
    with pytest.raises(RoleForbidsError):
        grave(dug, name="caseworker-1")
    grave_id = grave(dug)
    with pytest.raises(TakenGraveError):
        grave(dug, position=" 17 ")
    with pytest.raises(UnstatedParticularsError):
        mark_grave(
            dug.by("mortuary"), grave_id=grave_id, happened_at=dug.clock(), marker="", by="one", reason="it fell"
        )
    with pytest.raises(InputError):
        mark_grave(dug.by("mortuary"), grave_id=grave_id, happened_at=dug.clock() - timedelta(days=1), marker="2",
                   by="one", reason="it fell")  # fmt: skip
    mark_grave(
        dug.by("mortuary"), grave_id=grave_id, happened_at=dug.clock(), marker="17 B", by="one", reason="it fell"
    )
    assert [one.marker for one in grave_of(dug.by("head"), grave_id).markers] == ["2/17", "17 B"]
    assert not hasattr(graves(dug.by("delegate"))[0], "cemetery"), "where it is stands in no list"


def test_refuses_two_in_one_grave_unless_it_is_collective_or_they_are_parts_of_one(dug):
    first, second = ready(dug, 1), ready(dug, 2)
    grave_id = grave(dug)
    buried(dug, first, grave_id=grave_id)
    for changed, word in (({}, "grave_individual"), ({"second": "A  digger"}, "buried_by_two")):
        with pytest.raises((OpenGuardError, SecondPersonError)) as refused:
            buried(dug, second, grave_id=grave_id, **changed)
        assert word in guards(refused)
    with pytest.raises(UnknownGraveError):
        buried(dug, second, grave_id="GV-9")
    names_given.answers_names(lambda code: True, lambda code: (first, second))
    buried(dug, second, grave_id=grave_id)
    assert graves(dug.by("auditor"))[0].lie_there == 2
    together = grave(dug, position="18", kind=GraveKind.COLLECTIVE, reason="the ground is frozen")
    for count in (3, 4):
        buried(dug, ready(dug, count), grave_id=together)
    assert [one.lie_there for one in graves(dug.by("auditor"))] == [2, 2]


def test_refuses_to_open_a_grave_without_order_and_to_bury_again_without_saying_why(dug):
    code = ready(dug, 1)
    with pytest.raises(ItemOrderError):
        exhumed(dug, code)
    buried(dug, code)
    with pytest.raises(UnstatedParticularsError) as refused:
        exhumed(dug, code, authority="", order_reference=" ", why="")
    assert guards(refused) == ["grave_authority", "grave_order", "grave_why"]
    with pytest.raises(SecondPersonError):
        exhumed(dug, code, second="a digger")
    exhumed(dug, code, name="mortuary")
    with pytest.raises(UnstatedParticularsError) as refused:
        buried(dug, code)
    assert guards(refused) == ["grave_authority", "grave_why"]
    buried(dug, code, authority="the head", why="moved from the road")
    told = rest_of(dug.by("head"), code).burials
    assert [(one.number, one.ordered_by, one.why) for one in told] == [
        (1, "the head of the bureau", ""), (2, "", "moved from the road"),
    ]  # fmt: skip
    assert [one.step for one in path(dug.by("head"), code).steps][-3:] == ["buried", "exhumed", "buried"]
    assert verify(log_verifier()).is_equal


def back(field, code):
    """The last step of an item taken back by two."""
    last = [one for one in path(field.by("head"), code).steps if not one.is_taken_back][-1]
    number = propose_step_back(field.by("registrar"), item_code=code, step_index=last.act_index, reason="another code")
    agree_correction(field.by("mortuary"), correction_id=number)


def test_a_burial_or_an_exhumation_that_two_took_back_did_not_happen(dug):
    code = ready(dug, 1)
    wrong, right = grave(dug), grave(dug, position="18")
    buried(dug, code, grave_id=wrong)
    back(dug, code)
    assert [one.lie_there for one in graves(dug.by("auditor"))] == [0, 0]
    buried(dug, code, grave_id=right)
    exhumed(dug, code)
    back(dug, code)
    assert [one.lie_there for one in graves(dug.by("auditor"))] == [0, 1]
    (lies,) = rest_of(dug.by("head"), code).burials
    assert (lies.grave_id, lies.number, lies.exhumed_at, lies.ordered_by) == (right, 1, "", "")
    assert verify(log_verifier()).is_equal


def proposed(field, code, name="doctor-2", **changed):
    given = {"ground": AshesGround.HYGIENE, "said_by": "the health office", "reason": "cholera"} | changed
    return propose_cremation(field.by(name), item_code=code, **given)


def burn(field, code, name="doctor-2", is_agreed=False, head="head", **changed):
    """A cremation, proposed and agreed to unless it was before."""
    if not is_agreed:
        agree_cremation(field.by(head), cremation_id=proposed(field, code))
    given = {"happened_at": field.clock(), "by": "one", "second": "another", "urn": "u-1"} | changed
    return cremate(field.by(name), item_code=code, **given)


def test_refuses_to_burn_without_one_of_three_reasons_while_an_enquiry_is_due_or_for_a_wish_of_nobody(dug):
    names_given.answers_names(lambda code: False, lambda code: ())
    violent, code = ready(dug, 1), ready(dug, 2, cause=DeathCause.NATURAL)
    with pytest.raises(OpenGuardError) as refused:
        proposed(dug, violent)
    assert guards(refused) == ["inquiry_reported"]
    for ground in (AshesGround.RELIGION, AshesGround.OWN_WISH):
        with pytest.raises(OpenGuardError) as refused:
            proposed(dug, code, ground=ground)
        assert guards(refused) == ["ashes_named"]
    with pytest.raises(UnstatedParticularsError) as refused:
        proposed(dug, code, reason="", said_by=" ")
    assert guards(refused) == ["ashes_reason", "ashes_said_by"]
    for name in ("mortuary", "head"):
        with pytest.raises(RoleForbidsError):
            proposed(dug, code, name=name)
    with pytest.raises(SecondPersonError) as refused:  # what burns is evidence no more
        proposed(dug, code, name="doctor")
    assert guards(refused) == ["item_buried_by_another"]
    names_given.answers_names(lambda one: one == code, lambda code: ())
    said = {"ground": AshesGround.RELIGION, "reason": "Hindu rite, as his card says"}
    agree_cremation(dug.by("head"), cremation_id=proposed(dug, code, **said))
    with pytest.raises(UnstatedParticularsError) as refused:
        burn(dug, code, is_agreed=True, urn="", second="one")
    assert guards(refused) == ["ashes_urn", "burnt_by_two"]
    burn(dug, code, is_agreed=True)
    with pytest.raises(ItemOrderError):
        examine(dug, code, reason="again")
    ashes = rest_of(dug.by("head"), code).ashes
    assert (ashes.ground, ashes.said_by, ashes.urn) == ("religion", "the health office", "U-1")
    buried(dug, code)
    exhumed(dug, code)
    with pytest.raises(BurntItemError):
        burn(dug, code, is_agreed=True)


def test_nothing_burns_that_another_account_the_heads_did_not_agree_to(dug):
    code = ready(dug, 1, cause=DeathCause.NATURAL)
    with pytest.raises(CremationOrderError):
        burn(dug, code, is_agreed=True)
    dug.staff.hire("both", Role.MEDICAL, Role.HEAD_OF_BUREAU)
    number = proposed(dug, code, name="both")
    with pytest.raises(CremationOrderError):
        proposed(dug, code)
    with pytest.raises(SecondPersonError) as refused:
        agree_cremation(dug.by("both"), cremation_id=number)
    assert guards(refused) == ["cremation_by_another"]
    for name in ("doctor-2", "registrar", "adviser"):
        with pytest.raises(RoleForbidsError):
            agree_cremation(dug.by(name), cremation_id=number)
    assert [(one, of) for one, of, _ in cremations_waiting(dug.by("head"))] == [(number, code)]
    with pytest.raises(CremationOrderError):
        burn(dug, code, is_agreed=True)
    with pytest.raises(UnstatedReasonError):
        refuse_cremation(dug.by("head"), cremation_id=number, reason="-")
    agree_cremation(dug.by("head"), cremation_id=number)
    refuse_cremation(dug.by("head"), cremation_id=number, reason="his kin ask to wait")
    with pytest.raises(CremationOrderError):
        burn(dug, code, is_agreed=True)
    with pytest.raises(CremationOrderError):
        agree_cremation(dug.by("head"), cremation_id=number)
    told = rest_of(dug.by("head"), code).cremation
    assert (told.state, told.refused_why) == ("refused", "his kin ask to wait")
    with pytest.raises(UnknownCremationError):
        agree_cremation(dug.by("head"), cremation_id="YB-1")
    burn(dug, code)
    assert verify(log_verifier()).is_equal


def test_a_violent_cause_waits_for_a_report_though_he_was_not_held_and_a_death_in_custody_is_read(dug, monkeypatch):
    fell = ready(dug, 1, cause=DeathCause.VIOLENT, held=HeldThen.NOT_HELD, held_ground="his own trench")
    with pytest.raises(OpenGuardError) as refused:
        proposed(dug, fell)
    assert guards(refused) == ["inquiry_reported"]
    by, at = dug.by("head"), dug.clock()
    open_inquiry(by, item_code=fell, opened_at=at, authority="the prosecutor", reference="7", circumstances="a fire")
    report_inquiry(
        by, item_code=fell, reported_at=at, cause=DeathCause.VIOLENT, reference="8", findings="shelling"
    )  # fmt: skip
    with pytest.raises(SecondPersonError) as refused:  # who reported does not agree as well
        burn(dug, fell)
    assert guards(refused) == ["report_by_another"]
    dug.staff.hire("head-2", Role.HEAD_OF_BUREAU)
    agree_cremation(dug.by("head-2"), cremation_id=CremationOrder.objects.get(item_code=fell).pk)
    burn(dug, fell, is_agreed=True)
    code = ready(dug, 2, cause=DeathCause.NATURAL, held=HeldThen.NOT_HELD, held_ground="as the examiner thinks")
    names_given.answers_names(lambda code: True, lambda code: (), lambda one: (dug.prisoner,) if one == code else ())
    number = proposed(dug, code)
    record_custody(
        dug.by("registrar"), person_id=dug.prisoner, event=CustodyEvent.DIED, happened_at=dug.clock(),
        attested=CustodyAttested(doctor="the camp's physician", cause=DeathCause.NATURAL),
    )  # fmt: skip
    with pytest.raises(OpenGuardError) as refused:  # nobody ticked it: the register has him as one who died in custody
        agree_cremation(by, cremation_id=number)
    assert guards(refused) == ["inquiry_reported"]
    assert "inquiry_reported" in {what for what, _ in leaving(by, code).missing}
    record_death_seen(dug.by("doctor"), person_id=dug.prisoner, seen_at=dug.clock(), cause=DeathCause.NATURAL)
    assert leaving(by, code).inquiry == "none"
    agree_cremation(by, cremation_id=number)


def test_nothing_burns_before_the_head_agreed_or_thirty_days_after(dug):
    code = ready(dug, 1, cause=DeathCause.NATURAL)
    proposed_at = dug.clock()
    number = proposed(dug, code)
    dug.clock.forward(days=2)
    agree_cremation(dug.by("head"), cremation_id=number)
    with pytest.raises(OpenGuardError) as refused:
        burn(dug, code, is_agreed=True, happened_at=proposed_at + timedelta(days=1))
    assert guards(refused) == ["burnt_after_agreed"]
    dug.clock.forward(days=30)
    with pytest.raises(CremationOrderError):
        proposed(dug, code)
    dug.clock.forward(minutes=1)
    with pytest.raises(OpenGuardError) as refused:
        burn(dug, code, is_agreed=True)
    assert guards(refused) == ["cremation_in_time"]
    assert "lapsed" == rest_of(dug.by("head"), code).cremation.state
    agree_cremation(dug.by("head"), cremation_id=proposed(dug, code))
    burn(dug, code, is_agreed=True)
    assert verify(log_verifier()).is_equal


def test_what_was_burnt_under_a_wrong_code_is_taken_back_by_two_and_what_moved_goes_where_it_was(dug):
    code = ready(dug, 1, cause=DeathCause.NATURAL)
    open_store(dug.by("registrar"), store_code="C-1", capacity=3, kept_at="cold")
    step(dug, S.MOVED, code, store_code="C-1")
    step(dug, S.MOVED, code)
    back(dug, code)
    assert (path(dug.by("head"), code).state, path(dug.by("head"), code).store_code) == ("sampled", "C-1")
    dug.clock.forward(days=2)
    (line,) = [one for one in mortuary_board(dug.by("head")) if one.store.store_code == "C-1"]
    assert line.days == (2,), "the step that was taken back moved nothing"
    burn(dug, code)
    step(dug, S.MOVED, code)
    back(dug, code)
    assert (path(dug.by("head"), code).state, path(dug.by("head"), code).store_code) == ("cremated", "")
    back(dug, code)
    assert rest_of(dug.by("head"), code).ashes is None
    assert (path(dug.by("head"), code).state, path(dug.by("head"), code).store_code) == ("sampled", "C-1")
    with pytest.raises(CremationOrderError):  # what was agreed to is used up
        burn(dug, code, is_agreed=True)
    burn(dug, code, urn="u-9")
    assert rest_of(dug.by("head"), code).ashes.urn == "U-9"
    assert verify(log_verifier()).is_equal


def test_a_small_fragment_is_what_the_policy_says_and_is_buried_as_it_says(dug):
    piece, body = ready(dug, 1, kind=RemainsKind.PART, sampled=False), ready(dug, 2)

    def measure(code, mm=40, **changed):
        given = {"happened_at": dug.clock(), "by": "one", "second": "another"} | changed
        return measure_fragment(dug.by("mortuary"), item_code=code, longest_mm=mm, **given)

    def policy(name="head", mm=50, sampling=FragmentSampling.AS_SAID, burial=FragmentBurial.TOGETHER, **changed):
        given = {"decision": "order 4 of the head", "kept": "in jars, by recovery"} | changed
        return set_fragment_policy(
            dug.by(name), largest_mm=mm, sampling=sampling, burial=burial, **given
        )  # fmt: skip

    with pytest.raises(OpenGuardError) as refused:
        measure(body)
    assert guards(refused) == ["fragment_part"]
    with pytest.raises(SecondPersonError):
        measure(piece, second="one")
    for wrong in ({"mm": 501}, {"decision": ""}, {"kept": " "}):
        with pytest.raises((OpenGuardError, UnstatedParticularsError)):
            policy(**wrong)
    with pytest.raises(RoleForbidsError):
        policy(name="doctor")
    measure(piece)
    with pytest.raises(OpenGuardError) as refused:
        buried(dug, piece)
    assert guards(refused) == ["item_sample_kept"], "no policy stands: nothing is small"
    policy(mm=30)
    with pytest.raises(OpenGuardError):
        buried(dug, piece)
    number = policy()
    assert rest_of(dug.by("head"), piece).policy.fragment_policy_id == number
    other = ready(dug, 3, kind=RemainsKind.PART, sampled=False)
    measure(other)
    alone = grave(dug, position="19")
    buried(dug, piece, grave_id=alone)
    buried(dug, other, grave_id=alone)  # the policy lays small fragments together
    exhumed(dug, piece)
    with pytest.raises(OpenGuardError) as refused:
        buried(dug, body, grave_id=alone)
    assert guards(refused) == ["grave_individual"], "no body among them"
    again = {"authority": "the head of the bureau", "why": "order 4"}
    together = grave(dug, kind=GraveKind.COLLECTIVE, reason="fragments, by order 4")
    buried(dug, body, grave_id=together)
    policy(burial=FragmentBurial.EACH)
    with pytest.raises(OpenGuardError) as refused:
        buried(dug, piece, grave_id=together, **again)
    assert guards(refused) == ["fragment_each"]
    last = policy()
    buried(dug, piece, grave_id=together, **again)
    assert rest_of(dug.by("head"), piece).burials[-1].policy_id == last
    assert fragment_policies(dug.by("auditor"))[0].fragment_policy_id == last
