"""His answers where two of his records were joined: never added up, and asked anew before anything is told."""

from __future__ import annotations

import pytest

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.custody import CustodyEvent
from repatria.core.law.disclosure import DisclosureVerdict
from repatria.core.law.joins import SeenAs, StubsSeen
from repatria.core.vocabulary.errors import RuleError
from repatria.core.vocabulary.particulars import Category
from repatria.doors.jobs.consequences import draw_consequences
from repatria.records.access.role_table import Role
from repatria.records.disclosure.errors import NoConfirmedLinkError
from repatria.records.disclosure.selectors import answer, answers_waiting, questions_to_ask, still_tells
from repatria.records.disclosure.services import decide_answer
from repatria.records.disclosure.told import told_and_open, told_while_joined
from repatria.records.matching.wrong_links import annul_link, doubt_link
from repatria.records.notices.acts import LetterKind
from repatria.records.register.errors import NoLinkError, NothingToldError, UnknownJoinError
from repatria.records.register.selectors import unasked_persons
from repatria.records.register.services import record_capture, record_contact_decision, record_custody
from repatria.records.register.services.joins import (
    propose_join,
    propose_parting,
    record_join,
    record_parting,
    settle_told,
)
from tests.cast import particulars
from tests.journeys.test_thread_in_the_records import ALONE, Story
from tests.kept import built_once

pytestmark = pytest.mark.django_db


class Twice(Story):
    """The man of the thread, registered a second time in the camp where he is."""

    def registered_twice(self):
        self.staff.on_call("registrar-2", Role.REGISTRAR)
        self.staff.open_places("HOSPITAL-1")
        self.other = record_capture(
            self.by("registrar"), category=Category.PRISONER_OF_WAR, power="PA", card_number="0533", captured_on=None,
            captured_at="", holder="CAMP-2", particulars=particulars("0533", "Шевченко", "Сергій"),
        )  # fmt: skip
        return self

    def joined(self):
        seen = StubsSeen(by="delegate", office=SeenAs.DELEGATE, at="2026-05-03T08:00:00+00:00", place="CAMP-2",
                         first_stub="0417", second_stub="0533")  # fmt: skip
        self.join_id = propose_join(
            self.by("registrar"), first_id=self.person, second_id=self.other, seen=seen, reason="one scar"
        )
        record_join(self.by("registrar-2"), join_id=self.join_id)
        return self

    def parted(self):
        propose_parting(self.by("registrar"), join_id=self.join_id, reason="two men")
        record_parting(self.by("registrar-2"), join_id=self.join_id)
        return self

    def other_says(self, reply, about=ContactAbout.OPEN, link_index=None):
        record_contact_decision(
            self.by("interviewer"), person_id=self.other, about=about, link_index=link_index, answer=reply,
            is_her=None, facts=ALONE,
        )  # fmt: skip
        return self

    def missing(self):
        return {ground.what for ground in answer(self.by("caseworker-1"), self.enquiry).missing}


@pytest.fixture
@built_once
def story(clock, randomness):
    return Twice(clock, randomness).capture().registered_twice().ask().link()


def test_nothing_is_told_on_an_answer_that_he_gave_before_his_records_were_joined(story):
    story.he_says(ContactAnswer.YES).level_three().joined()
    assert {"asked_since_join", "two_approvals"} == story.missing()
    (guard,) = (one for one in answer(story.by("head"), story.enquiry).missing if one.what == "asked_since_join")

    assert "practice rule 6" == guard.provision
    assert DisclosureVerdict.NO_INFORMATION == story.decide().verdict
    assert (story.person, story.link_view.link_index) in questions_to_ask(story.clock())


def test_asked_anew_he_is_told_of_under_either_number(story):
    story.he_says(ContactAnswer.YES).level_three().joined()
    record_contact_decision(
        story.by("interviewer"), person_id=story.other, about=ContactAbout.ENQUIRY, answer=ContactAnswer.YES,
        link_index=story.link_view.link_index, is_her=True, facts=ALONE,
    )  # fmt: skip

    assert {"two_approvals"} == story.missing()
    assert () == questions_to_ask(story.clock())
    assert DisclosureVerdict.TELL_ALIVE_AND_HELD == story.decide().verdict


@pytest.mark.parametrize("reply", [ContactAnswer.NO, ContactAnswer.LATER, ContactAnswer.CANNOT_BE_ASKED])
def test_the_narrower_of_two_answers_holds_whichever_record_it_stands_under(story, reply):
    story.he_says(ContactAnswer.YES).level_three().other_says(reply)
    assert "his_decision" not in story.missing()
    story.joined()

    assert {"his_decision", "asked_since_join"} <= story.missing()
    assert not any(one.missing == ("two_approvals",) for one in answers_waiting(story.clock()))
    assert reply.value == answer(story.by("head"), story.enquiry).contact_answer


@pytest.mark.parametrize(
    ("reply", "goes_on"),
    [(None, True), (ContactAnswer.YES, True), (ContactAnswer.NOT_ASKED, True), (ContactAnswer.NO, False),
     (ContactAnswer.LATER, False), (ContactAnswer.ONLY_THIS_PERSON, False)],
)  # fmt: skip
def test_what_was_decided_before_goes_on_only_as_far_as_the_narrower_answer_allows(story, reply, goes_on):
    if reply is not None:
        story.other_says(reply)
    story.he_says(ContactAnswer.YES).level_three().decide()
    assert DisclosureVerdict.TELL_ALIVE_AND_HELD == story.verdict
    assert still_tells(story.enquiry, story.clock())
    story.joined()

    assert goes_on == still_tells(story.enquiry, story.clock())


def test_once_they_are_parted_nothing_goes_on_that_he_did_not_say_after_it(story):
    story.he_says(ContactAnswer.YES).level_three().joined().he_says(ContactAnswer.YES).decide()
    assert still_tells(story.enquiry, story.clock())
    story.parted()

    assert not still_tells(story.enquiry, story.clock())
    assert "asked_since_join" in story.missing()
    story.he_says(ContactAnswer.YES)
    assert "asked_since_join" not in story.missing()


def test_links_to_both_numbers_are_one_link_once_they_are_one_man(story):
    first, person = story.link_view, story.person
    story.he_says(ContactAnswer.YES).level_three()
    with pytest.raises(ValueError, match="too many values"):
        story.person = story.other
        story.link()
    with pytest.raises(NoConfirmedLinkError):
        decide_answer(story.by("head"), enquiry_id=story.enquiry)
    story.person = person
    story.joined()
    assert {"asked_since_join", "two_approvals"} == story.missing()
    story.link_view = first
    story.he_says(ContactAnswer.YES)

    assert {"two_approvals"} == story.missing()
    assert DisclosureVerdict.TELL_ALIVE_AND_HELD == story.decide().verdict
    assert still_tells(story.enquiry, story.clock())


def test_refuses_a_link_of_the_other_number_before_they_are_one_man(story):
    with pytest.raises(NoLinkError):
        story.other_says(ContactAnswer.YES, about=ContactAbout.ENQUIRY, link_index=story.link_view.link_index)


def test_he_is_asked_the_open_question_anew_once(story):
    story.he_says(ContactAnswer.YES).other_says(ContactAnswer.YES).joined()
    asked = dict(unasked_persons(story.by("interviewer")))
    assert 1 == len(asked.keys() & {story.person, story.other})
    story.other_says(ContactAnswer.YES)

    assert not dict(unasked_persons(story.by("interviewer"))).keys() & {story.person, story.other}


def test_no_hand_over_is_opened_on_an_answer_from_before(story):
    story.he_says(ContactAnswer.YES).level_three().switched_on().he_says(ContactAnswer.YES, ContactAbout.HANDOVER)
    story.joined()
    with pytest.raises(RuleError) as refused:
        story.opened()

    assert ("asked_since_join", "practice rule 6") in refused.value.params["guards"]
    story.he_says(ContactAnswer.YES, ContactAbout.HANDOVER).opened()

    assert story.handover


def test_whoever_was_told_while_they_were_one_man_is_listed_until_somebody_puts_it_right(story):
    draw_consequences(story.outside)
    story.he_says(ContactAnswer.YES).level_three().decide()
    story.joined().he_says(ContactAnswer.YES).decide()
    record_custody(
        story.by("registrar"), person_id=story.other, event=CustodyEvent.HOSPITALISED, happened_at=story.clock(),
        holder="HOSPITAL-1",
    )  # fmt: skip
    draw_consequences(story.outside)
    story.letter(LetterKind.ALIVE_AND_HELD, story.decision_index)
    assert () == told_and_open(story.by("head"))
    story.parted()
    draw_consequences(story.outside)
    told = told_while_joined(story.by("registrar"), story.join_id)

    assert [
        ("notice", "central_tracing_agency"), ("notice", "power_concerned"), ("letter", "")
    ] == [(one.what, one.recipient) for one in told]  # fmt: skip
    assert story.enquiry == told[-1].about
    assert told == told_and_open(story.by("head"))
    settle = {"join_id": story.join_id, "told_index": told[0].act_index, "how": "correction sent, reference 7"}
    settle_told(story.by("registrar"), **settle)
    assert told[1:] == told_and_open(story.by("head"))
    doubt = doubt_link(story.by("caseworker-1"), pair_id=f"{story.enquiry}:{story.person}", reason="another birth")
    annul_link(story.by("head"), doubt_id=doubt)
    assert told[1:] == told_and_open(story.by("head")), "who was linked then was told, linked or not"
    assert [True, False, False] == [one.is_settled for one in told_while_joined(story.by("head"), story.join_id)]
    with pytest.raises(NothingToldError):
        settle_told(story.by("registrar"), **settle)
    with pytest.raises(UnknownJoinError):
        told_while_joined(story.by("head"), "X-NONE")
