"""Closing an enquiry: what the law refuses, what a reason rests on, and what stands in the act."""

from __future__ import annotations

import pytest

from repatria.core.law.contact import ContactAnswer
from repatria.core.law.enquiry import ClosingReason, EnquiryState
from repatria.core.law.errors import OpenGuardError, SecondPersonError
from repatria.core.law.judgement import JudgementKind
from repatria.records.access.approvals import approvers_of
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.access.services import record_approval
from repatria.records.disclosure.selectors import enquiry_standing
from repatria.records.enquiries.acts import EnquiryClosed
from repatria.records.enquiries.asked_again import CLOSE_DUPLICATE
from repatria.records.enquiries.errors import ClosedEnquiryError, StrangeActError, UnknownEnquiryError
from repatria.records.enquiries.models import Enquiry
from repatria.records.enquiries.services import CLOSE_ABUSIVE, close_enquiry
from repatria.records.ledger.acts import join
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import entries_since, tree_size
from repatria.records.ledger.verify import verify
from repatria.records.matching.acts import ProposedPair
from repatria.records.matching.services import pair_number, propose_candidates, record_judgement
from repatria.records.notices.acts import LetterKind
from tests.journeys.test_thread_in_the_records import Story
from tests.kept import built_once

pytestmark = pytest.mark.django_db
REASONS = ClosingReason


@pytest.fixture
@built_once
def story(clock, randomness):
    made = Story(clock, randomness).capture().ask()
    made.staff.called("caseworker-1")
    return made


def close(story, reason, name="caseworker-1", **more):
    more.setdefault("rests_on", enquiry_standing(story.enquiry).rests_on)
    close_enquiry(story.by(name), enquiry_id=story.enquiry, reason=reason, **more)


def closed_for(story):
    return Enquiry.objects.get(pk=story.enquiry).closed_for


def act():
    given = entries_since(0, kinds=["enquiries.enquiry_closed"])[-1].act
    assert isinstance(given, EnquiryClosed)
    return given


@pytest.mark.parametrize(
    ("reason", "refusal", "provision"),
    [
        (REASONS.FOUND, OpenGuardError, "GC III 122(7)"),
        (REASONS.REUNITED, OpenGuardError, "GC III 122(7)"),
        (REASONS.DEAD_NOTIFIED, OpenGuardError, "house rule 4.5"),
        (REASONS.DUPLICATE, OpenGuardError, "house rule 6.4"),
        (REASONS.ABUSIVE, SecondPersonError, "house rule 6.4"),
    ],
)
def test_refuses_one_caseworker_who_closes_a_fresh_enquiry(story, reason, refusal, provision):
    size = tree_size()

    with pytest.raises(refusal) as refused:
        close(story, reason)

    assert (provision, size, None) == (refused.value.provision, tree_size(), closed_for(story))


@pytest.mark.parametrize("name", ["head", "hotline", "interviewer", "registrar"])
@pytest.mark.parametrize("reason", [REASONS.WITHDRAWN, REASONS.ABUSIVE])
def test_refuses_whoever_is_no_caseworker(story, name, reason):
    with pytest.raises(RoleForbidsError):
        close(story, reason, name)


def test_refuses_to_close_twice_and_what_nobody_knows(story):
    close(story, REASONS.WITHDRAWN)
    with pytest.raises(ClosedEnquiryError):
        close(story, REASONS.WITHDRAWN)

    with pytest.raises(UnknownEnquiryError):
        close_enquiry(story.by("caseworker-1"), enquiry_id="E-00000-00000-0", reason=REASONS.WITHDRAWN)


def test_refuses_a_duplicate_of_itself_of_nobody_s_and_of_one_that_is_closed(story):
    first = story.enquiry
    story.ask(locator="b" * 64)
    with pytest.raises(OpenGuardError):
        close(story, REASONS.DUPLICATE, duplicate_of=story.enquiry)
    with pytest.raises(UnknownEnquiryError):
        close(story, REASONS.DUPLICATE, duplicate_of="E-00000-00000-0")
    close_enquiry(story.by("caseworker-1"), enquiry_id=first, reason=REASONS.WITHDRAWN)
    with pytest.raises(ClosedEnquiryError):
        close(story, REASONS.DUPLICATE, duplicate_of=first)

    assert closed_for(story) is None


def test_refuses_one_caseworker_who_closes_hers_as_a_duplicate_of_a_strangers_until_another_agrees_on_both(story):
    hers = story.enquiry
    stranger = story.ask("Мельник Олег", "b" * 64).enquiry
    third = story.ask("Ткач Олег", "c" * 64).enquiry
    story.enquiry = hers
    record_approval(story.by("caseworker-1"), action=CLOSE_DUPLICATE, object_reference=f"{hers} {stranger}")
    record_approval(story.by("head"), action=CLOSE_DUPLICATE, object_reference=f"{hers} {third}")
    record_approval(story.by("head"), action=CLOSE_ABUSIVE, object_reference=hers)
    with pytest.raises(SecondPersonError) as refused:
        close(story, REASONS.DUPLICATE, duplicate_of=stranger)
    assert (("asked_again_or_two", "house rule 6.4"),) == refused.value.params["guards"]
    assert closed_for(story) is None

    record_approval(story.by("head"), action=CLOSE_DUPLICATE, object_reference=f"{hers} {stranger}")
    close(story, REASONS.DUPLICATE, duplicate_of=stranger)

    assert {story.staff.numbers["caseworker-1"], story.staff.numbers["head"]} == set(act().closed_by)
    assert () == approvers_of(CLOSE_DUPLICATE, f"{hers} {stranger}", at=story.clock())
    assert verify(log_verifier()).is_equal


def test_refuses_a_caseworker_who_closes_hers_for_a_copy_that_he_typed_himself(story):
    hers = story.enquiry
    copy = story.ask(locator="b" * 64, by="caseworker-1").enquiry
    story.enquiry = hers
    with pytest.raises(SecondPersonError) as refused:
        close(story, REASONS.DUPLICATE, duplicate_of=copy)
    assert (("asked_again_or_two", "house rule 6.4"),) == refused.value.params["guards"]

    close(story, REASONS.DUPLICATE, "caseworker-2", duplicate_of=copy)


def test_refuses_the_acts_of_another_enquiry_and_acts_that_say_nothing_of_where_it_stands(story):
    first = story.enquiry
    story.link()
    others = enquiry_standing(first).rests_on
    story.ask(locator="b" * 64)

    for strange in (others, (0,), (tree_size() - 1,)):
        with pytest.raises(StrangeActError):
            close(story, REASONS.WITHDRAWN, rests_on=[i for i in strange if i != _received(story)] or (0,))


def _received(story):
    return Enquiry.objects.get(pk=story.enquiry).recorded_index


def test_refuses_found_before_she_was_answered_however_far_it_went(story):
    story.link()
    for told in (ContactAnswer.LATER, ContactAnswer.YES):
        with pytest.raises(OpenGuardError):
            close(story, REASONS.FOUND)
        story.he_says(told)
    story.decide()
    with pytest.raises(OpenGuardError):
        close(story, REASONS.FOUND)

    story.letter(LetterKind.ALIVE_AND_HELD, story.decision_index)
    close(story, REASONS.FOUND)

    assert ("found", "answered") == (closed_for(story), act().stood)


def test_refuses_found_after_the_letter_all_get_and_takes_it_once_she_was_told(story):
    propose_candidates(story.outside.house(Role.MATCHER), enquiry_id=story.enquiry, pairs=[])
    story.letter(LetterKind.NO_INFORMATION, None)
    assert "standing" == enquiry_standing(story.enquiry).state
    with pytest.raises(OpenGuardError) as refused:
        close(story, REASONS.FOUND)
    assert (("answered", "GC III 122(7)"),) == refused.value.params["guards"]

    story.link().he_says(ContactAnswer.YES).decide().letter(LetterKind.ALIVE_AND_HELD, story.decision_index)
    story.letter(LetterKind.NO_INFORMATION, None)
    close(story, REASONS.FOUND)

    assert ("found", "standing") == (closed_for(story), act().stood)


def test_refuses_found_to_whoever_leaves_out_the_acts_that_it_rests_on(story):
    story.link().he_says(ContactAnswer.YES).decide().letter(LetterKind.ALIVE_AND_HELD, story.decision_index)

    with pytest.raises(OpenGuardError):
        close(story, REASONS.FOUND, rests_on=())


def test_refuses_the_dead_where_no_act_says_that_she_was_told_in_person(story):
    story.link().he_says(ContactAnswer.YES).decide().letter(LetterKind.ALIVE_AND_HELD, story.decision_index)

    with pytest.raises(OpenGuardError) as refused:
        close(story, REASONS.DEAD_NOTIFIED)

    assert (("told_in_person", "house rule 4.5"),) == refused.value.params["guards"]


def test_an_abusive_one_is_closed_by_two_who_stand_in_the_act(story):
    with pytest.raises(RoleForbidsError):
        record_approval(story.by("interviewer"), action=CLOSE_ABUSIVE, object_reference=story.enquiry)
    record_approval(story.by("caseworker-1"), action=CLOSE_ABUSIVE, object_reference=story.enquiry)
    with pytest.raises(SecondPersonError):
        close(story, REASONS.ABUSIVE)

    close(story, REASONS.ABUSIVE, "caseworker-2")

    assert {story.staff.numbers["caseworker-1"], story.staff.numbers["caseworker-2"]} == set(act().closed_by)


def test_a_duplicate_names_the_open_one_that_goes_on(story):
    first = story.enquiry
    story.ask(locator="b" * 64)

    close(story, REASONS.DUPLICATE, duplicate_of=first)

    assert (story.staff.numbers["caseworker-1"],) == act().closed_by
    assert (first, first) == (act().duplicate_of, Enquiry.objects.get(pk=story.enquiry).duplicate_of)
    assert verify(log_verifier()).is_equal


def test_she_may_take_it_back_at_every_stage(story):
    stages = [
        lambda: None, lambda: story.link(), lambda: story.he_says(ContactAnswer.NO),
        lambda: story.he_says(ContactAnswer.YES),
    ]  # fmt: skip
    for number, go_on in enumerate(stages):
        go_on()
        assert EnquiryState.CLOSED.value not in enquiry_standing(story.enquiry).state
        if number == len(stages) - 1:
            close(story, REASONS.WITHDRAWN)

    assert ("withdrawn", "disclosable") == (closed_for(story), act().stood)


def test_an_act_of_the_first_version_says_that_nobody_asked_the_law():
    given = join("enquiries.enquiry_closed.1", b'{"enquiry_id":"E-1","reason":"found"}', {})

    assert isinstance(given, EnquiryClosed)
    assert ("found", "", (), "", ()) == (
        given.reason, given.duplicate_of, given.closed_by, given.stood, given.rests_on,
    )  # fmt: skip


def test_a_judgement_that_refuses_the_only_pair_leaves_it_standing(story):
    pair = ProposedPair(
        pair_id=pair_number(story.enquiry, story.person), person_id=story.person, millibits=9000,
        probability_ppm=900000, equally_good=1, lines=(),
    )  # fmt: skip
    propose_candidates(story.outside.house(Role.MATCHER), enquiry_id=story.enquiry, pairs=[pair])
    assert "candidate" == enquiry_standing(story.enquiry).state
    for reviewer in ("reviewer-1", "reviewer-2"):
        record_judgement(story.by(reviewer), pair_id=pair.pair_id, judgement=JudgementKind.NEGATIVE)

    assert "standing" == enquiry_standing(story.enquiry).state
    close(story, REASONS.REUNITED)
    assert "reunited" == closed_for(story)
