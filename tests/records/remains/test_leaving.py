"""Before an item leaves: an enquiry into a death blocks it until its report, and two read the label again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.clocks import ClockRule
from repatria.core.law.custody_facts import DeathCause
from repatria.core.law.errors import OpenGuardError, SecondPersonError, UnstatedParticularsError
from repatria.core.law.examination import HeldThen, opens_enquiry
from repatria.core.law.remains_containers import ContainerKind, ContainerStep
from repatria.core.law.remains_path import ItemStep
from repatria.core.law.remains_release import InquiryGoesTo, InquiryOrderError, InquirySend
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.remains_codes import remains_code
from repatria.doors.jobs.clocks import keep_clocks
from repatria.records.access.errors import RoleForbidsError
from repatria.records.clocks.models import Clock
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.remains.examination_acts import _of_a_tick
from repatria.records.remains.leaving import check_may_leave
from repatria.records.remains.selectors.leaving import leaving, leaving_of, send_step_after
from repatria.records.remains.services.containers import record_container, record_container_step
from repatria.records.remains.services.inquiries import record_statement, send_inquiry
from repatria.records.remains.services.leaving import open_inquiry, read_labels_again, report_inquiry
from tests.records.remains.field import examine, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def received(kept):
    for one in (ItemStep.RECOVERED, ItemStep.RECEIVED):
        step(kept, one)
    return kept


def missing(field):
    return [what for what, _ in leaving(field.by("auditor"), field.item_code).missing]


def opened(field, name="head", **changed):
    given = {"opened_at": field.clock(), "authority": "the prosecutor", "reference": "case 7"} | changed
    return open_inquiry(field.by(name), item_code=field.item_code, **given)


def reported(field, name="head", **changed):
    given = {
        "reported_at": field.clock(), "cause": DeathCause.VIOLENT, "reference": "report 8", "findings": "a blast",
    } | changed  # fmt: skip
    return report_inquiry(field.by(name), item_code=field.item_code, **given)


def read_again(field, name="mortuary", **changed):
    code = field.item_code
    given = {
        "happened_at": field.clock(), "on_body": code, "on_bag": code.lower(), "on_paper": code.replace("-", ""),
        "by": "one", "second": "another",
    } | changed  # fmt: skip
    return read_labels_again(field.by(name), item_code=code, **given)


def test_refuses_to_let_go_what_was_not_examined_sampled_and_read_again(received):
    assert missing(received) == ["item_examined", "item_sample_kept", "labels_read_again"]
    with pytest.raises(OpenGuardError) as refused:
        check_may_leave(received.item_code)
    assert refused.value.provision == "GC I 17"
    examine(received, received.item_code, cause=DeathCause.NATURAL)
    step(received, ItemStep.SAMPLED)
    assert read_again(received) is True
    check_may_leave(received.item_code)
    received.clock.forward(minutes=5)
    step(received, ItemStep.MOVED)  # from hand to hand: what was read before says nothing of now
    assert missing(received) == ["labels_read_again"]


def test_refuses_to_let_go_what_lies_in_a_grave_though_its_label_was_read_there(received):
    examine(received, received.item_code, cause=DeathCause.NATURAL)
    step(received, ItemStep.SAMPLED)
    step(received, ItemStep.BURIED)
    assert read_again(received) is True
    assert missing(received) == ["out_of_grave"]
    received.clock.forward(minutes=5)
    step(received, ItemStep.EXHUMED)
    assert missing(received) == ["labels_read_again"]


def test_whoever_fell_and_was_never_held_is_named_by_no_article_121(received):
    said = {"cause": DeathCause.VIOLENT, "held": HeldThen.NOT_HELD}
    for nothing in ("", " "):
        with pytest.raises(UnstatedParticularsError) as refused:
            examine(received, received.item_code, **said, held_ground=nothing)
        assert refused.value.params["guards"] == (("held_ground", "GC III 121"),)
    examine(received, received.item_code, **said, held_ground="his own position, under fire")
    step(received, ItemStep.SAMPLED)
    read_again(received)
    assert missing(received) == []


def test_what_was_read_and_then_packed_stands_until_the_coffin_is_opened(received):
    examine(received, received.item_code, cause=DeathCause.NATURAL)
    step(received, ItemStep.SAMPLED)
    read_again(received)
    received.clock.forward(minutes=5)
    box = record_container(received.by("mortuary"), kind=ContainerKind.BAG, written="M-1")
    record_container_step(
        received.by("mortuary"), container_id=box, step=ContainerStep.PACKED, happened_at=received.clock(),
        seal_number="S-10", item_codes=(received.item_code,), by="one", second="another",
    )  # fmt: skip
    assert missing(received) == []
    record_container_step(
        received.by("mortuary"), container_id=box, step=ContainerStep.OPENED, happened_at=received.clock(),
        seal_number="S-10", by="one", second="another", reason="a second look",
    )  # fmt: skip
    assert missing(received) == ["labels_read_again"]
    read_again(received)
    record_container_step(
        received.by("mortuary"), container_id=box, step=ContainerStep.RESEALED, happened_at=received.clock(),
        seal_number="S-11", item_codes=(received.item_code,), by="one", second="another",
    )  # fmt: skip
    assert missing(received) == []


@pytest.mark.parametrize(("cause", "held", "is_owed"), [
    (DeathCause.NATURAL, HeldThen.HELD, True), (DeathCause.VIOLENT, HeldThen.HELD, True),
    (DeathCause.VIOLENT, HeldThen.UNKNOWN, True), (DeathCause.UNKNOWN, HeldThen.UNKNOWN, True),
    (DeathCause.NATURAL, HeldThen.UNKNOWN, False), (DeathCause.UNKNOWN, HeldThen.NOT_HELD, False),
    (None, HeldThen.UNKNOWN, False),
])  # fmt: skip
def test_held_or_violent_or_unknown_owes_an_enquiry_and_only_a_ground_says_not(cause, held, is_owed):
    assert opens_enquiry(cause=cause, held=held) is is_owed


def test_an_old_tick_says_that_he_was_held_and_its_lack_says_nothing():
    code = {"item_code": "KHR-T1-00001-1"}
    assert _of_a_tick({**code, "in_custody": True}) == {**code, "held": "held"}
    assert _of_a_tick({**code, "in_custody": False}) == {**code, "held": "unknown"}


@pytest.mark.parametrize(("cause", "held"), [
    (DeathCause.VIOLENT, HeldThen.UNKNOWN), (DeathCause.NATURAL, HeldThen.HELD),
])  # fmt: skip
def test_a_death_of_one_who_was_held_blocks_until_the_report(received, cause, held):
    examine(received, received.item_code, cause=cause, held=held)
    step(received, ItemStep.SAMPLED)
    read_again(received)
    assert missing(received) == ["inquiry_reported"]
    with pytest.raises(InquiryOrderError):
        reported(received)
    for wrong in ({"authority": " "}, {"reference": ""}):
        with pytest.raises(UnstatedParticularsError):
            opened(received, **wrong)
    with pytest.raises(RoleForbidsError):
        opened(received, name="mortuary")
    opened(received)
    with pytest.raises(InquiryOrderError):
        opened(received)
    assert missing(received) == ["inquiry_reported"]
    for wrong in ({"cause": None}, {"reference": " "}, {"findings": ""}):
        with pytest.raises(UnstatedParticularsError):
            reported(received, **wrong)
    with pytest.raises(InputError):
        reported(received, reported_at=received.clock() - timedelta(hours=1))
    reported(received)
    check_may_leave(received.item_code)
    (one,) = leaving_of(received.by("doctor"), received.item_code).inquiries
    assert (one.authority, one.cause, one.findings) == ("the prosecutor", "violent", "a blast")
    assert verify(log_verifier()).is_equal


def test_circumstances_alone_open_an_enquiry_and_say_which(received):
    with pytest.raises(UnstatedParticularsError) as refused:
        opened(received)
    assert refused.value.params["guards"] == (("inquiry_circumstances", "GC III 121"),)
    opened(received, circumstances="it lay in the yard of a camp")
    examine(received, received.item_code)  # which says violent: one enquiry is open, no second is asked for
    assert leaving(received.by("auditor"), received.item_code).inquiry == "open"


def test_refuses_labels_that_one_read_or_that_were_not_read_and_keeps_those_that_differ(received):
    with pytest.raises(SecondPersonError):
        read_again(received, second="one")
    with pytest.raises(UnstatedParticularsError):
        read_again(received, on_paper=" ")
    with pytest.raises(InputError):
        read_again(received, happened_at=received.clock() - timedelta(hours=1))
    with pytest.raises(RoleForbidsError):
        read_again(received, name="caseworker-1")
    assert read_again(received) is True
    for wrong in (remains_code("KHR", "T2", 1), "torn"):
        assert read_again(received, on_bag=wrong) is False
        assert "labels_read_again" in missing(received)
    told = leaving_of(received.by("head"), received.item_code).readings
    assert [(one.are_equal, one.on_bag) for one in told] == [
        (True, received.item_code), (False, remains_code("KHR", "T2", 1)), (False, "torn"),
    ]  # fmt: skip


def test_refuses_to_bury_under_labels_that_differed_when_they_were_last_read(received):
    for one in (ItemStep.EXAMINED, ItemStep.SAMPLED):
        step(received, one)
    assert read_again(received, on_bag=remains_code("KHR", "T2", 1)) is False
    with pytest.raises(OpenGuardError) as refused:
        step(received, ItemStep.BURIED)
    assert [one for one, _ in refused.value.params["guards"]] == ["labels_agree"]
    assert read_again(received) is True
    step(received, ItemStep.BURIED)


def stated(field, name="head", **changed):
    given = {
        "taken_at": field.clock(), "witness": "a fellow prisoner", "taken_by": "the prosecutor",
        "said": "he heard a shot",
    } | changed  # fmt: skip
    return record_statement(field.by(name), item_code=field.item_code, **given)


def sent(field, step=InquirySend.SENT, name="head", **changed):
    given = {"happened_at": field.clock(), "reference": "dispatch 9"} | changed
    if step is InquirySend.SENT:
        given = {"to": InquiryGoesTo.PROTECTING_POWER, "office": "the embassy"} | given
    return send_inquiry(field.by(name), item_code=field.item_code, step=step, **given)


def test_refuses_a_statement_outside_an_enquiry_or_of_nobody_and_keeps_each_as_a_line(received):
    with pytest.raises(InquiryOrderError):
        stated(received)
    opened(received, circumstances="a camp")
    with pytest.raises(UnstatedParticularsError) as refused:
        stated(received, witness=" ", said="")
    assert ["statement_witness", "statement_said"] == [one for one, _ in refused.value.params["guards"]]
    with pytest.raises(RoleForbidsError):
        stated(received, name="registrar")
    with pytest.raises(InputError):
        stated(received, taken_at=received.clock() - timedelta(days=1))
    stated(received, reference="statement 3")
    reported(received)
    with pytest.raises(InquiryOrderError):
        stated(received)
    (told,) = leaving_of(received.by("head"), received.item_code).inquiries
    assert [("a fellow prisoner", "he heard a shot", "statement 3")] == [
        (one.witness, one.said, one.reference) for one in told.statements
    ]


def test_the_report_goes_to_the_protecting_power_and_is_owed_until_its_receipt_came(received):
    def owed():
        keep_clocks(received.outside)
        return Clock.objects.filter(rule=ClockRule.ART121_SENT.value, ending="", subject=received.item_code).count()

    opened(received, circumstances="a camp")
    with pytest.raises(InquiryOrderError):
        sent(received)
    reported(received)
    assert 1 == owed()
    with pytest.raises(InquiryOrderError):
        sent(received, InquirySend.RECEIPTED)
    with pytest.raises(UnstatedParticularsError) as refused:
        sent(received, to=None, office="", reference="")
    assert 3 == len(refused.value.params["guards"])
    with pytest.raises(RoleForbidsError):
        sent(received, name="registrar")
    with pytest.raises(InputError):
        sent(received, happened_at=received.clock() - timedelta(days=1))
    sent(received)
    with pytest.raises(InquiryOrderError):
        sent(received)
    assert 1 == owed()
    with pytest.raises(UnstatedParticularsError):
        sent(received, InquirySend.RECEIPTED, reference=" ")
    sent(received, InquirySend.RECEIPTED, reference="their 5")
    assert 0 == owed()
    view = leaving_of(received.by("head"), received.item_code)
    assert [("sent", "the embassy"), ("receipted", "")] == [(one.step, one.office) for one in view.inquiries[0].sends]
    assert send_step_after(view) is None
