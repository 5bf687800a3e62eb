"""What goes out: verified names and those whom proceedings keep back, by three persons, to recipients who are named."""

from __future__ import annotations

import pytest

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.custody import CustodyAttested, CustodyEvent
from repatria.core.law.errors import SecondPersonError, UnstatedParticularsError
from repatria.core.law.exchange_holding import HoldGround
from repatria.core.law.exchange_list import LineEvent as E
from repatria.core.law.exchange_list import RefusalGround
from repatria.core.law.exchange_outward import ReleasedKind
from repatria.core.vocabulary.errors import RuleError
from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.core.vocabulary.paper_codes import code_hash
from repatria.doors.jobs.clocks import keep_clocks
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.services import record_approval
from repatria.records.clocks.selectors import owed_clocks
from repatria.records.exchanges.comparing import RowOnList
from repatria.records.exchanges.errors import ChangedListError, UnknownListError, UnknownOutgoingError
from repatria.records.exchanges.facts import UNASKED
from repatria.records.exchanges.models import ListLine, ReleasedList
from repatria.records.exchanges.selectors.outward import released, released_list
from repatria.records.exchanges.selectors.waiting import unasked_lines
from repatria.records.exchanges.services.outward import RELEASE, release_names
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.register.acts import HisWords
from repatria.records.register.services import record_contact_decision, record_custody
from tests.journeys.test_thread_in_the_records import ALONE
from tests.records.exchanges.talks import AGENCY

pytestmark = pytest.mark.django_db
CTA = NoticeRecipient.CENTRAL_TRACING_AGENCY


def lacks(refused):
    return {what for what, _ in refused.value.params["guards"]}


@pytest.fixture
def mixed(listed):
    """Their list of four: one verified, one who said no, one agreed on, one unknown; and one of ours, proposed."""
    for card, surname in (("0501", "Гончар"), ("0502", "Мельник"), ("0503", "Ткач"), ("0504", "Бондар")):
        listed.man(card, surname)
    numbers = ("B-1", "B-2", "B-3", "")
    listed.version(*(RowOnList(name=name, their_number=n) for n, name in zip(numbers, "АБВГ", strict=True)))
    listed.ids = [one.line_id for one in listed.all_lines()]
    for line_id, card in zip(listed.ids, ("0501", "0502", "0503"), strict=False):
        listed.resolve(line_id, card)
        listed.take(line_id, E.AGREED)
    listed.answers("0501").answers("0502", ContactAnswer.NO)
    listed.take(listed.ids[0], E.VERIFIED)
    listed.take(listed.ids[1], E.REFUSED, ground=RefusalGround.HIS_DECISION)
    listed.ours("0504")
    return listed


def test_refuses_without_lines_recipients_head_or_adviser_naming_each(listed):
    with pytest.raises(RuleError) as refused:
        listed.let_out(recipients=(), approvers=())
    assert {"lines_to_tell", "list_recipients", "list_head", "list_adviser"} == lacks(refused)
    with pytest.raises(UnknownListError):
        release_names(listed.by("registrar"), kind=ReleasedKind.NAMES, recipients=AGENCY, list_id="XB-1")
    with pytest.raises(RoleForbidsError):
        release_names(listed.by("caseworker-1"), kind=ReleasedKind.NAMES, recipients=AGENCY, list_id=listed.list)
    with pytest.raises(UnknownOutgoingError):
        released_list(listed.by("auditor"), "XR-1")


@pytest.mark.parametrize("approvers", [(), ("head",), ("adviser",)])
def test_refuses_what_one_person_alone_approved(mixed, approvers):
    with pytest.raises(SecondPersonError):
        mixed.let_out(approvers=approvers)
    assert () == released(mixed.by("auditor"))


def test_refuses_other_recipients_or_other_lines_than_were_approved(mixed):
    with pytest.raises(UnstatedParticularsError):
        mixed.let_out(recipients=())
    mixed.outgoing()
    for one in ("head", "adviser"):
        record_approval(mixed.by(one), action=RELEASE, object_reference=mixed.outgoing(recipients=(CTA,)).digest)
    with pytest.raises(SecondPersonError):
        release_names(mixed.by("registrar"), kind=ReleasedKind.NAMES, recipients=AGENCY, list_id=mixed.list)
    mixed.answers("0503")
    mixed.take(mixed.ids[2], E.VERIFIED)
    with pytest.raises(SecondPersonError):
        release_names(mixed.by("registrar"), kind=ReleasedKind.NAMES, recipients=(CTA,), list_id=mixed.list)


def test_only_verified_names_go_out_and_an_answer_tells_no_reason_and_no_line_of_ours(mixed):
    names = released_list(mixed.by("auditor"), mixed.let_out())
    assert [("1", mixed.ids[0], "B-1", "Гончар Іван")] == [row[:4] for row in names.rows], "as the register has him"
    answer = released_list(mixed.by("head"), mixed.let_out(ReleasedKind.ANSWER))
    assert [("B-1", "Гончар Іван", "verified"), ("B-2", "", "not_on_list"), ("B-3", "", "being_checked"),
            ("#4", "", "being_checked")] == [(row[2], row[3], row[6]) for row in answer.rows]  # fmt: skip
    assert [True, False, False, False] == [bool(row[7]) for row in answer.rows], "no day tells which refusal it was"
    said = repr(answer.rows) + repr(names.rows)
    assert not [one for one in ("Мельник", "Ткач", "Бондар", "his_decision", mixed.men["0502"]) if one in said]
    assert [mixed.men["0501"]] == ReleasedList.objects.get(number=2).persons.split()
    row = ReleasedList.objects.get(number=1)
    assert code_hash(names.code, names.check_word).hex() == row.code_hash
    assert verify(log_verifier()).is_equal


def test_whom_the_verification_holds_no_longer_goes_out_on_no_list(mixed):
    mixed.answers("0501", ContactAnswer.NO)
    with pytest.raises(RuleError) as refused:
        mixed.let_out()
    assert {"verified_still"} == lacks(refused)


def test_the_list_of_those_kept_back_names_whom_proceedings_keep_and_nobody_else(mixed):
    mixed.court("0503").examined("0504", False)
    mixed.hold("0503")
    mixed.hold("0504", HoldGround.UNFIT)
    mixed.hold("0502", HoldGround.HIS_DECISION)
    went = released_list(mixed.by("adviser"), mixed.let_out(ReleasedKind.HELD_BACK, power="PA"))
    assert [("Ткач Іван", "1999-04-12", "PA-0503")] == [row[3:6] for row in went.rows]
    with pytest.raises(RuleError) as refused:
        mixed.let_out(ReleasedKind.HELD_BACK, power="PB")
    assert {"lines_to_tell"} == lacks(refused)


def test_whom_a_power_must_not_be_told_of_stands_on_the_list_of_those_kept_back_for_the_agency_alone(mixed):
    def kept(recipients):
        return [row[3] for row in mixed.outgoing(ReleasedKind.HELD_BACK, recipients, power="PA").rows]

    mixed.court("0503")
    mixed.hold("0503")
    record_contact_decision(
        mixed.by("interviewer"), person_id=mixed.men["0503"], about=ContactAbout.OPEN, link_index=None, is_her=None,
        answer=ContactAnswer.LATER, facts=ALONE, words=HisWords(fear="що вдома покарають брата"),
    )  # fmt: skip
    assert ([], [], ["Ткач Іван"]) == (kept(AGENCY), kept(AGENCY[1:]), kept(AGENCY[:1]))
    with pytest.raises(RuleError) as refused:
        mixed.let_out(ReleasedKind.HELD_BACK, power="PA")
    assert {"lines_to_tell"} == lacks(refused)
    record_custody(
        mixed.by("registrar"), person_id=mixed.men["0503"], event=CustodyEvent.UNACCOUNTED, happened_at=mixed.clock(),
        attested=CustodyAttested(order_by="not at roll-call"),
    )  # fmt: skip
    assert [] == kept(AGENCY[:1])


def test_a_line_that_was_released_and_that_no_crossing_names_is_named_by_nobody(mixed):
    ListLine.objects.filter(pk=mixed.ids[0]).update(state="released")
    assert () == mixed.outgoing(ReleasedKind.CROSSED).rows
    assert ("", "not_on_list", "") == tuple(mixed.outgoing(ReleasedKind.ANSWER).rows[0][n] for n in (3, 6, 7))
    ListLine.objects.filter(pk=mixed.ids[0]).update(crossing_id="XC-1")
    assert ["Гончар Іван"] == [row[3] for row in mixed.outgoing(ReleasedKind.CROSSED).rows]


def test_their_list_is_to_be_answered_and_the_answer_ends_the_clock(mixed):
    mixed.passes(15)
    keep_clocks(mixed.outside)
    assert mixed.list in {one.subject for one in owed_clocks(mixed.by("adviser"))}
    mixed.let_out(ReleasedKind.ANSWER)
    keep_clocks(mixed.outside)
    assert mixed.list not in {one.subject for one in owed_clocks(mixed.by("adviser"))}


def test_a_list_that_was_changed_in_the_store_is_not_shown(mixed):
    went = mixed.let_out()
    ReleasedList.objects.filter(pk=went).update(recipients=CTA.value)
    with pytest.raises(ChangedListError):
        released_list(mixed.by("head"), went)


def test_who_fears_a_power_and_never_said_that_he_would_leave_is_named_to_the_agency_alone(listed):
    listed.man("0501", "Бондарь")
    (line,) = listed.ours("0501")
    record_contact_decision(
        listed.by("interviewer"), person_id=listed.men["0501"], about=ContactAbout.OPEN, link_index=None, is_her=None,
        answer=ContactAnswer.LATER, facts=ALONE, words=HisWords(fear="що вдома покарають брата"),
    )  # fmt: skip
    listed.take(line, E.AGREED)
    listed.answers("0501", ContactAnswer.CANNOT_BE_ASKED)
    (owed,) = unasked_lines(listed.by("doctor"))
    for name in ("doctor", "head"):
        record_approval(listed.by(name), action=UNASKED, object_reference=owed.approval_reference)
    listed.take(line, E.VERIFIED)

    def named(recipient):
        return [row[3] for row in listed.outgoing(ReleasedKind.NAMES, (recipient,)).rows]

    assert [] == named(NoticeRecipient.POWER_CONCERNED)
    assert ["Бондарь"] == [name.split()[0] for name in named(NoticeRecipient.CENTRAL_TRACING_AGENCY)]

    listed.answers("0501", ContactAnswer.YES)
    assert ["Бондарь"] == [name.split()[0] for name in named(NoticeRecipient.POWER_CONCERNED)]
