"""What one alone does not do: keep a message back, end what theirs keep back, put right what was recorded wrongly."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.clocks import ClockRule
from repatria.core.law.custody import CustodyEvent
from repatria.core.law.errors import OpenGuardError, SecondPersonError, UnstatedReasonError
from repatria.core.law.messages import CheckingState, CheckVerdict, MessageEvent, MessageOrderError, NotDelivered
from repatria.core.vocabulary.errors import InputError
from repatria.doors.jobs.clocks import follow_clocks
from repatria.records.access.errors import RoleForbidsError, RolesApartError
from repatria.records.access.role_table import APART, Role
from repatria.records.access.services import grant_roles
from repatria.records.clocks.selectors import owed_clocks
from repatria.records.contact.errors import UnknownMatterError, UnknownMessageError
from repatria.records.contact.models import Message, MessageLook, MessageMatter
from repatria.records.contact.selectors.his import his_messages
from repatria.records.contact.selectors.queues import messages_to_check
from repatria.records.contact.selectors.second import look_waiting, looks_to_settle, matter_waiting, matters_to_settle
from repatria.records.contact.selectors.whole import message
from repatria.records.contact.services.checking import release_message
from repatria.records.contact.services.second import say_their_word, say_wrong, settle_matter
from repatria.records.register.services import record_custody
from tests.records.contact.test_steps import box_of

pytestmark = pytest.mark.django_db


def state_of(story):
    return Message.objects.get(pk=story.message).state


def kept(story, by="censor", state=CheckingState.OURS, reason="a map of the town", days=2):
    return story.looks(
        CheckVerdict.WITHHELD, by=by, state=state, reason=reason, until=story.clock().date() + timedelta(days=days)
    )  # fmt: skip


def owed(story, rule, by):
    follow_clocks(story.outside)
    return [one.subject for one in owed_clocks(story.by(by), at_most=9) if one.rule is rule]


@pytest.mark.parametrize("other", sorted(APART[Role.CENSOR]))
def test_refuses_an_account_that_looks_at_messages_and_serves_a_side_of_them(letters, other):
    with pytest.raises(RolesApartError):
        grant_roles(
            letters.by("administrator-1"), account_id=letters.staff.numbers["censor"], roles=[Role.CENSOR, other]
        )  # fmt: skip


def test_refuses_whoever_looked_to_agree_and_tells_her_nothing_until_another_has(willing):
    willing.hers()
    with pytest.raises(MessageOrderError):
        willing.agree()
    kept(willing)
    assert [willing.message] == [one.message_id for one in looks_to_settle(willing.by("censor"))]
    with pytest.raises(SecondPersonError):
        willing.agree(by="censor")
    for by in ("camp", "caseworker-1", "delegate"):
        with pytest.raises(RoleForbidsError):
            willing.agree(by=by)
    with pytest.raises(InputError):
        willing.agree(says=False, why=" ")
    assert box_of(willing)[0][0].endswith("received.")
    view = look_waiting(willing.by("censor-2"), willing.message)
    assert ("we are well", "a map of the town", "ours") == (view.text, view.reason, view.by_state)
    assert [willing.message] == owed(willing, ClockRule.LOOK_SECOND, "head")
    willing.agree(by="head")
    assert not looks_to_settle(willing.by("head")) and not owed(willing, ClockRule.LOOK_SECOND, "head")
    assert "a map of the town" in box_of(willing)[0][0]


def test_a_look_that_another_does_not_agree_to_counts_not_and_one_looks_anew(willing):
    willing.hers()
    kept(willing)
    willing.agree(says=False)
    assert ("registered", "") == (state_of(willing), Message.objects.get().until)
    assert [willing.message] == [one.message_id for one in messages_to_check(willing.by("censor"))]
    willing.clock.forward(days=4)
    assert [willing.message] == owed(willing, ClockRule.CENSOR, "censor"), "its clock runs again"
    assert box_of(willing)[0][0].endswith("received.")
    willing.looks()
    assert "cleared" == state_of(willing) and 2 == MessageLook.objects.count()
    assert [True, False] == [
        one.is_struck for one in message(willing.by("head"), willing.message).trace if one.what == "looked_ours"
    ]


def test_what_goes_back_ends_only_over_a_second_and_what_went_on_by_itself_is_agreed_to_by_nobody(willing):
    willing.hers()
    willing.looks(CheckVerdict.RETURNED, passages="the second line")
    with pytest.raises(MessageOrderError):
        willing.steps(MessageEvent.CLOSED, "caseworker-1")
    willing.agree()
    willing.steps(MessageEvent.CLOSED, "caseworker-1")
    willing.hers("another")
    kept(willing)
    willing.clock.forward(days=4)
    assert not looks_to_settle(willing.by("head"))
    with pytest.raises(MessageOrderError):
        willing.agree()


def test_he_reads_nothing_of_a_look_to_which_nobody_agreed(willing):
    willing.message = willing.his(by="caseworker-1", enquiry_id=willing.enquiry)
    kept(willing)
    (his,) = his_messages(willing.by("camp"), willing.person)
    assert ("registered", ["registered"]) == (his.line.state, [one.what for one in his.trace])
    willing.agree()
    (his,) = his_messages(willing.by("camp"), willing.person)
    assert ("withheld", "a map of the town") == (his.line.state, his.trace[-1].reason)


def test_a_look_under_an_embargo_moves_nothing_in_her_box(willing):
    willing.hers()
    kept(willing, reason="the first reason", days=20)
    willing.agree()
    before = box_of(willing)
    assert "the first reason" in before[0][0]
    record_custody(
        willing.by("registrar"), person_id=willing.person, event=CustodyEvent.DIED, happened_at=willing.clock(),
    )  # fmt: skip
    release_message(willing.by("censor"), message_id=willing.message)
    assert "cleared" == state_of(willing) and before == box_of(willing)
    kept(willing, "delegate", CheckingState.THEIRS, "another reason", 25)
    willing.agree()
    assert before == box_of(willing), "no reason, no day and no name of it changed"


def test_another_look_that_keeps_it_back_is_said_by_the_round_after(willing):
    willing.hers()
    kept(willing, "delegate", CheckingState.THEIRS, "their reason", 3)
    willing.agree()
    assert "their reason" in box_of(willing)[0][0]
    willing.clock.forward(days=4)
    assert box_of(willing)[0][0].endswith("received.")
    kept(willing, reason="our reason")
    willing.agree()
    assert "our reason" in box_of(willing)[0][0]


def test_refuses_our_censor_to_end_what_their_state_keeps_back(letters):
    letters.hers()
    kept(letters, "delegate", CheckingState.THEIRS)
    for by in ("censor", "head"):
        with pytest.raises(MessageOrderError):
            release_message(letters.by(by), message_id=letters.message)
    with pytest.raises(RoleForbidsError):
        say_their_word(letters.by("censor"), message_id=letters.message, reference="their letter 4")
    with pytest.raises(UnstatedReasonError):
        say_their_word(letters.by("delegate"), message_id=letters.message, reference=" ")
    number = say_their_word(letters.by("delegate"), message_id=letters.message, reference="their letter 4")
    with pytest.raises(MessageOrderError):
        say_their_word(letters.by("caseworker-1"), message_id=letters.message, reference="again")
    with pytest.raises(RoleForbidsError):
        settle_matter(letters.by("delegate"), matter_id=number, agrees=True)
    assert "their letter 4" == matter_waiting(letters.by("head"), number).reason
    settle_matter(letters.by("head"), matter_id=number, agrees=True)
    assert "registered" == state_of(letters), "our State has not looked yet"
    with pytest.raises(UnknownMatterError):
        settle_matter(letters.by("head"), matter_id=number, agrees=True)
    letters.looks()
    with pytest.raises(OpenGuardError):
        say_their_word(letters.by("delegate"), message_id=letters.message, reference="nothing is kept")


def test_a_step_recorded_wrongly_is_said_by_one_and_agreed_by_another(willing):
    willing.hers()
    willing.looks()
    willing.prints()
    with pytest.raises(OpenGuardError):
        say_wrong(willing.by("caseworker-1"), message_id=willing.message, reason="a sheet is printed anew instead")
    willing.given()
    assert box_of(willing)[0][0].endswith("handed over.")
    for by, refusal in (("other-camp", UnknownMessageError), ("censor", RoleForbidsError)):
        with pytest.raises(refusal):
            say_wrong(willing.by(by), message_id=willing.message, reason="another man's")
    with pytest.raises(UnstatedReasonError):
        say_wrong(willing.by("camp"), message_id=willing.message, reason=" ")
    number = say_wrong(willing.by("camp"), message_id=willing.message, reason="it was another man's sheet")
    assert [number] == [one.number for one in matters_to_settle(willing.by("caseworker-1"))]
    with pytest.raises(InputError):
        settle_matter(willing.by("caseworker-1"), matter_id=number, agrees=False)
    settle_matter(willing.by("caseworker-1"), matter_id=number, agrees=True)
    assert "dispatched" == state_of(willing) and box_of(willing)[0][0].endswith("sent on.")
    willing.steps(MessageEvent.FAILED, why_not=NotDelivered.NOT_FOUND)
    assert [False, False, True, False] == [
        one.is_struck for one in message(willing.by("head"), willing.message).trace if one.what != "looked_ours"
    ]


def test_refuses_a_second_who_is_the_first_or_comes_after_something_followed(willing):
    willing.hers()
    willing.looks()
    number = say_wrong(willing.by("caseworker-1"), message_id=willing.message, reason="it was kept back in truth")
    with pytest.raises(SecondPersonError):
        settle_matter(willing.by("caseworker-1"), matter_id=number, agrees=True)
    willing.prints()
    with pytest.raises(MessageOrderError):
        settle_matter(willing.by("caseworker-2"), matter_id=number, agrees=True)
    settle_matter(willing.by("caseworker-2"), matter_id=number, agrees=False, why="it is printed")
    assert ("declined", "dispatched") == (MessageMatter.objects.get().state, state_of(willing))


def test_a_look_recorded_wrongly_is_looked_at_anew(willing):
    willing.hers()
    willing.looks()
    with pytest.raises(UnknownMessageError):
        say_wrong(willing.by("camp"), message_id=willing.message, reason="a camp looks at nothing")
    number = say_wrong(willing.by("head"), message_id=willing.message, reason="the wrong button")
    settle_matter(willing.by("caseworker-1"), matter_id=number, agrees=True)
    assert "registered" == state_of(willing)
    kept(willing)
    assert "withheld" == state_of(willing)
