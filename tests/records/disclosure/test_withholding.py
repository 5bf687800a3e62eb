"""Whom never to tell: one says it and it is held back, two withhold, a third ends it, his own word stands."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.disclosure import DisclosureVerdict
from repatria.core.law.enquiry import ClosingReason
from repatria.core.law.errors import OpenGuardError, SecondPersonError, UnstatedReasonError
from repatria.core.law.withholding import WithholdingGround
from repatria.core.vocabulary.errors import InputError
from repatria.doors.desk.interviews.owed import meetings_to_ask
from repatria.records.access.errors import RoleForbidsError
from repatria.records.disclosure.errors import UnknownWithholdingError, WithholdingStateError
from repatria.records.disclosure.selectors import (
    answer,
    answers_waiting,
    enquiry_standing,
    questions_to_ask,
    still_tells,
)
from repatria.records.disclosure.withholding import (
    agree_withholding,
    end_withholding,
    is_withheld_from,
    say_withholding,
    to_agree,
    withheld_beside,
    withholding,
    withholdings,
    withholdings_of,
)
from repatria.records.enquiries.errors import UnknownEnquiryError
from repatria.records.enquiries.services import close_enquiry
from repatria.records.handover.facts import Ground, facts_now
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import verify
from repatria.records.register.acts import HisWords
from repatria.records.register.services import record_contact_decision
from tests.journeys.test_thread_in_the_records import ALONE
from tests.records.disclosure.deciding import Deciding

pytestmark = pytest.mark.django_db
G = WithholdingGround
WHY = "his sister told us at the counter; a court's paper is to follow"


@pytest.fixture
def her(clock, randomness):
    return Deciding(clock, randomness)


def said(her, by="caseworker-1", ground=G.DANGER, reason=WHY, days=90):
    until = None if days is None else her.clock().date() + timedelta(days=days)
    return say_withholding(her.by(by), enquiry_id=her.enquiry, ground=ground, reason=reason, until=until)


def guards_of(caught):
    return dict(caught.value.params["guards"])


def test_refuses_roles_without_it_no_reason_no_end_one_too_far_and_a_never_that_he_never_said(her):
    her.linked()
    for name in ("caseworker-1", "hotline", "reviewer-1", "adviser", "interviewer"):
        her.by(name)
    size = tree_size()
    for name in ("hotline", "reviewer-1", "adviser"):
        with pytest.raises(RoleForbidsError):
            said(her, by=name)
    with pytest.raises(UnstatedReasonError) as caught:
        said(her, reason="  ")
    assert {"withholding_reason": "GC IV 137(2)"} == guards_of(caught)
    for days in (None, 0, 367):
        with pytest.raises(OpenGuardError) as caught:
            said(her, ground=G.COURT_ORDER, days=days)
        assert {"withholding_end": "practice rule 6"} == guards_of(caught)
    with pytest.raises(OpenGuardError) as caught:
        said(her, by="interviewer", ground=G.HIS_NEVER)
    assert {"his_never_on_record", "until_he_says_otherwise"} == set(guards_of(caught))
    with pytest.raises(InputError):
        said(her, reason="x" * 1001)
    her.enquiry = "E-NOBODY"
    with pytest.raises(UnknownEnquiryError):
        said(her)
    assert size == tree_size()


def test_refuses_a_second_one_the_same_person_twice_and_what_lapsed_or_is_unknown(her):
    her.linked()
    number = said(her)
    with pytest.raises(WithholdingStateError):
        said(her, by="caseworker-2")
    with pytest.raises(SecondPersonError):
        agree_withholding(her.by("caseworker-1"), withholding_id=number)
    with pytest.raises(RoleForbidsError):
        agree_withholding(her.by("interviewer"), withholding_id=number)
    with pytest.raises(UnknownWithholdingError):
        agree_withholding(her.by("head"), withholding_id="JW-NONE")
    her.later(24 * 15)
    assert not is_withheld_from(her.enquiry, her.clock())
    assert () == to_agree(her.clock())
    with pytest.raises(WithholdingStateError):
        agree_withholding(her.by("head"), withholding_id=number)


def test_the_word_of_one_stops_what_was_decided_and_two_keep_it_stopped_to_its_day(her):
    her.linked().he_says(ContactAnswer.YES).approve("caseworker-1", "head")
    assert DisclosureVerdict.TELL_ALIVE_AND_HELD == her.decided()[0]
    assert still_tells(her.enquiry, her.clock())

    number = said(her)

    assert not still_tells(her.enquiry, her.clock()), "from the very minute"
    assert ["not_withheld"] == her.missing
    assert DisclosureVerdict.NO_INFORMATION == her.decided()[0]
    waits = answers_waiting(her.clock())[0].missing
    assert {"not_withheld", "two_approvals"} == set(waits), "what was stopped asks anew"
    assert [number] == [one.withholding_id for one in to_agree(her.clock())]
    agree_withholding(her.by("head"), withholding_id=number)
    her.later(24 * 20)
    assert "not_withheld" in her.missing
    her.later(24 * 71)
    assert "not_withheld" not in her.missing, "its day is over, and the ordinary law stands"
    assert verify(log_verifier()).is_equal


def test_whoever_agrees_shortens_nothing(her):
    her.linked()
    number = said(her, days=1)
    her.later(24 * 5)
    assert is_withheld_from(her.enquiry, her.now())
    agree_withholding(her.by("head"), withholding_id=number)

    assert is_withheld_from(her.enquiry, her.now())
    her.later(24 * 10)
    assert not is_withheld_from(her.enquiry, her.now())


def test_she_is_not_brought_to_him_while_it_is_withheld(her):
    her.linked().he_says(ContactAnswer.YES)
    ground = Ground(enquiry_id=her.enquiry, person_id=her.person, link_index=her.link_view.link_index, point="")
    assert not facts_now(her.by("caseworker-1"), ground, "").is_withheld
    said(her)
    assert facts_now(her.by("caseworker-1"), ground, "").is_withheld


def test_the_list_asks_him_nothing_about_her_and_what_he_says_of_her_himself_is_kept(her):
    her.linked()
    asked = ((her.person, her.link_view.link_index),)
    assert asked == questions_to_ask(her.clock())
    number = said(her)
    assert () == questions_to_ask(her.clock())
    end_withholding(her.by("caseworker-1"), withholding_id=number, reason="it was another family")
    assert asked == questions_to_ask(her.clock())

    her.he_says(ContactAnswer.YES).approve("caseworker-1", "head").decided()
    her.level_three()
    assert asked == meetings_to_ask(her.clock())
    said(her)
    assert () == meetings_to_ask(her.clock())
    her.he_says(ContactAnswer.NO)
    assert "no" == answer(her.by("caseworker-1"), her.enquiry).contact_answer


def test_a_third_person_ends_what_two_agreed_and_who_said_it_takes_back_what_nobody_agreed(her):
    her.linked().he_says(ContactAnswer.YES)
    first = said(her)
    with pytest.raises(InputError):
        end_withholding(her.by("caseworker-1"), withholding_id=first, reason=" ")
    end_withholding(her.by("caseworker-1"), withholding_id=first, reason="it was another family")
    with pytest.raises(WithholdingStateError):
        end_withholding(her.by("head"), withholding_id=first, reason="again")
    second = said(her, by="interviewer", ground=G.COURT_ORDER)
    agree_withholding(her.by("head"), withholding_id=second)
    with pytest.raises(SecondPersonError) as caught:
        end_withholding(her.by("head"), withholding_id=second, reason="the order ended")
    assert {"third_person_ends": "two-person rule"} == guards_of(caught)
    end_withholding(her.by("adviser"), withholding_id=second, reason="the order ended")
    view = withholding(her.by("caseworker-2"), second)
    assert (False, "the order ended", WHY) == (view.is_holding, view.ended_why, view.why)
    assert {""} == {one.why for one in withholdings(her.by("caseworker-2"))}, "no list tells a reason"


@pytest.mark.parametrize("never", ["my father", ""])
def test_nobody_but_the_interviewer_learns_by_trying_whether_he_named_anybody(her, never):
    her.capture()
    record_contact_decision(
        her.by("interviewer"), person_id=her.person, about=ContactAbout.OPEN, link_index=None,
        answer=ContactAnswer.YES, is_her=None, facts=ALONE, words=HisWords(never_tell=never),
    )  # fmt: skip
    her.ask().link()
    for name in ("caseworker-1", "head", "adviser"):
        her.by(name)
        size = tree_size()
        for reason in (WHY, " "):
            with pytest.raises(RoleForbidsError):
                said(her, by=name, ground=G.HIS_NEVER, days=None, reason=reason)
        assert size == tree_size(), "the same answer, whatever he said"


def test_his_never_holds_without_a_day_until_he_himself_allows_her(her):
    her.capture()
    record_contact_decision(
        her.by("interviewer"), person_id=her.person, about=ContactAbout.OPEN, link_index=None,
        answer=ContactAnswer.YES, is_her=None, facts=ALONE, words=HisWords(never_tell="my father"),
    )  # fmt: skip
    her.ask().link()
    number = said(her, by="interviewer", ground=G.HIS_NEVER, days=None)
    agree_withholding(her.by("caseworker-2"), withholding_id=number)
    her.later(24 * 800)
    assert "not_withheld" in her.missing

    her.he_says(ContactAnswer.YES)

    assert "not_withheld" not in her.missing
    assert not is_withheld_from(her.enquiry, her.clock())


def second_enquiry(her):
    """Another enquiry of the same person about the same man, told by two; returns the first."""
    first = her.enquiry
    her.ask(locator="b" * 64).link().he_says(ContactAnswer.YES)
    return first


def closed_as_duplicate(her, enquiry, other):
    close_enquiry(her.by("caseworker-1"), enquiry_id=enquiry, reason=ClosingReason.DUPLICATE, duplicate_of=other,
                  rests_on=enquiry_standing(enquiry).rests_on)  # fmt: skip


@pytest.mark.parametrize("is_first_closed", [True, False])
def test_nothing_is_told_to_her_other_enquiry_once_one_was_closed_as_its_duplicate(her, is_first_closed):
    """Source: closing by one person sheds nothing that two withheld, whichever of the two goes on."""
    her.linked().he_says(ContactAnswer.YES)
    first = second_enquiry(her)
    second = her.enquiry
    closed, her.enquiry = (first, second) if is_first_closed else (second, first)
    goes_on = her.enquiry
    her.__dict__.pop("link_view", None)
    her.approve("caseworker-1", "head")
    assert DisclosureVerdict.TELL_ALIVE_AND_HELD == her.decided()[0]
    her.enquiry = closed
    number = said(her)
    agree_withholding(her.by("head"), withholding_id=number)
    her.enquiry = goes_on
    assert [] == her.missing and still_tells(goes_on, her.clock())

    closed_as_duplicate(her, closed, goes_on)

    assert is_withheld_from(goes_on, her.clock()) and is_withheld_from(closed, her.clock())
    assert not still_tells(goes_on, her.clock())
    assert ["not_withheld"] == her.missing
    assert "not_withheld" in answers_waiting(her.clock())[-1].missing
    assert [number] == [one.withholding_id for one in withholdings_of(goes_on, her.clock())]
    with pytest.raises(WithholdingStateError):
        said(her)
    her.enquiry = "E-NOBODY"
    assert not is_withheld_from(her.enquiry, her.clock())
    end_withholding(her.by("adviser"), withholding_id=number, reason="the order ended")
    assert still_tells(goes_on, her.clock())
    assert {one.enquiry_id for one in answers_waiting(her.clock()) if "not_withheld" in one.missing} == set()


def test_what_is_withheld_from_the_enquiry_that_goes_on_is_withheld_from_its_duplicates_and_theirs(her):
    her.linked()
    numbers = [her.enquiry]
    for letter in "bc":
        her.ask(locator=letter * 64)
        numbers.append(her.enquiry)
    closed_as_duplicate(her, numbers[0], numbers[1])
    closed_as_duplicate(her, numbers[1], numbers[2])
    assert not any(is_withheld_from(one, her.clock()) for one in numbers)

    said(her)

    assert all(is_withheld_from(one, her.clock()) for one in numbers)


def test_whoever_decides_a_new_receipt_is_warned_that_one_for_the_same_man_is_withheld(her):
    first = her.linked().enquiry
    number = said(her)
    assert () == withheld_beside(her.by("caseworker-1"), first)
    her.ask(locator="b" * 64).link()
    with pytest.raises(RoleForbidsError):
        withheld_beside(her.by("hotline"), her.enquiry)

    assert (first,) == withheld_beside(her.by("caseworker-2"), her.enquiry)
    assert not is_withheld_from(her.enquiry, her.clock()), "nothing says that they are one"
    end_withholding(her.by("caseworker-1"), withholding_id=number, reason="it was another family")
    assert () == withheld_beside(her.by("caseworker-2"), her.enquiry)
