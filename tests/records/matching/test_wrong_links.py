"""A link that names the wrong man: one stops what would be told, two take it away, everybody told is put right."""

from __future__ import annotations

import pytest

from repatria.core.law.contact import ContactAbout, ContactAnswer
from repatria.core.law.enquiry import ClosingReason
from repatria.core.law.errors import SecondPersonError
from repatria.core.law.judgement import JudgementConclusion, JudgementKind
from repatria.core.vocabulary.errors import InputError, RuleError
from repatria.doors.jobs.consequences import draw_consequences
from repatria.doors.jobs.rounds import hold_round
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.disclosure.errors import NoConfirmedLinkError, NothingToldWrongError
from repatria.records.disclosure.selectors import answer, answers_waiting, enquiry_standing, still_tells, tellings
from repatria.records.disclosure.sent import sent_about
from repatria.records.disclosure.wrong import (
    corrections_due,
    settle_wrong_telling,
    wrongly_told,
    wrongly_told_and_open,
)
from repatria.records.enquiries.selectors import kinship_level_of
from repatria.records.enquiries.services import close_enquiry
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import verify
from repatria.records.matching.errors import (
    ConcludedPairError,
    DoubtStateError,
    NoLinkError,
    NotAnnulledError,
    UnknownDoubtError,
)
from repatria.records.matching.reopening import reopen_pair
from repatria.records.matching.selectors import all_links, link_at, links_of_enquiry, links_of_person, pairs_to_judge
from repatria.records.matching.services import record_judgement
from repatria.records.matching.wrong_links import annul_link, doubt_link, uphold_link
from repatria.records.notices.acts import LetterKind, LetterText
from repatria.records.notices.errors import NoDecisionError
from repatria.records.notices.selectors import newest_letters
from repatria.records.notices.services import issue_letter
from repatria.records.register import errors as register_errors
from repatria.records.register.services import record_contact_decision
from tests.journeys.test_thread_in_the_records import ALONE, Story
from tests.kept import built_once

pytestmark = pytest.mark.django_db(databases=["default", "intake"])
WHY = "the year of birth on her paper is another"


@pytest.fixture
@built_once
def story(clock, randomness):
    made = Story(clock, randomness)
    made.capture().ask().link()
    return made


def pair_of(story):
    return f"{story.enquiry}:{story.person}"


def doubted(story, by="caseworker-1"):
    return doubt_link(story.by(by), pair_id=pair_of(story), reason=WHY)


def told(story):
    """She was told by letter that he is alive: the day of letters passed."""
    story.he_says(ContactAnswer.YES).decide()
    story.clock.forward(days=21)
    hold_round(story.outside)
    assert LetterKind.ALIVE_AND_HELD == newest_letters()[story.enquiry].kind
    return story


def test_refuses_a_doubt_about_no_link_twice_without_a_reason_or_by_a_role_that_may_not(story):
    for name in ("caseworker-1", "hotline"):
        story.by(name)
    size = tree_size()
    with pytest.raises(NoLinkError):
        doubt_link(story.by("caseworker-1"), pair_id="E-NOBODY:P-NOBODY", reason=WHY)
    with pytest.raises(InputError):
        doubt_link(story.by("caseworker-1"), pair_id=pair_of(story), reason="  ")
    with pytest.raises(RoleForbidsError):
        doubt_link(story.by("hotline"), pair_id=pair_of(story), reason=WHY)
    assert size == tree_size()
    doubted(story)
    with pytest.raises(DoubtStateError):
        doubted(story, by="caseworker-2")


def test_refuses_to_annul_alone_or_by_those_two_who_confirmed_it(story):
    found = doubted(story, by="reviewer-1")
    for name in ("caseworker-2", "head"):
        story.by(name)
    size = tree_size()
    with pytest.raises(SecondPersonError):
        annul_link(story.by("reviewer-1"), doubt_id=found)
    with pytest.raises(SecondPersonError):
        annul_link(story.by("reviewer-2"), doubt_id=found)
    with pytest.raises(RoleForbidsError):
        annul_link(story.by("caseworker-2"), doubt_id=found)
    with pytest.raises(UnknownDoubtError):
        annul_link(story.by("head"), doubt_id="JD-NOBODY")
    with pytest.raises(InputError):
        uphold_link(story.by("head"), doubt_id=found, reason="")
    assert size == tree_size()
    annul_link(story.by("head"), doubt_id=found)
    with pytest.raises(DoubtStateError):
        annul_link(story.by("head"), doubt_id=found)


def test_refuses_a_correction_that_rests_on_no_annulment(story):
    text = LetterText(title="t", paragraphs=("a",), code="c", check_word="w")
    for index in (None, story.link_view.link_index):
        with pytest.raises(NoDecisionError):
            issue_letter(
                story.outside.house(Role.COURIER), enquiry_id=story.enquiry, letter_kind=LetterKind.CORRECTION,
                decision_index=index, language="uk", dated=story.clock().date(), text=text,
            )  # fmt: skip


def test_a_doubt_alone_stops_what_would_be_told_and_upheld_it_goes_on(story):
    story.he_says(ContactAnswer.YES).decide()
    assert still_tells(story.enquiry, story.clock())
    found = doubted(story)

    assert not still_tells(story.enquiry, story.clock())
    missing = {ground.what for ground in answer(story.by("caseworker-1"), story.enquiry).missing}
    assert "link_confirmed" in missing
    story.clock.forward(days=21)
    hold_round(story.outside)
    assert LetterKind.NO_INFORMATION == newest_letters()[story.enquiry].kind
    assert {} == corrections_due()
    for name in ("reviewer-1", "reviewer-2"):
        with pytest.raises(SecondPersonError):  # they confirmed it
            uphold_link(story.by(name), doubt_id=found, reason="her paper has the same year")
    uphold_link(story.by("head"), doubt_id=found, reason="her paper has the same year")
    assert [story.person] == [link.person_id for link in links_of_enquiry(story.enquiry)]
    assert "link_confirmed" not in {one.what for one in answer(story.by("caseworker-1"), story.enquiry).missing}


def test_an_annulled_link_leaves_nothing_that_rested_on_it(story):
    told(story)
    assert 2 <= kinship_level_of(story.enquiry)
    annul_link(story.by("reviewer-1"), doubt_id=doubted(story))
    draw_consequences(story.outside)

    assert () == links_of_enquiry(story.enquiry) == links_of_person(story.person)
    assert () == tellings() == answers_waiting(story.clock())
    assert 0 == kinship_level_of(story.enquiry), "the wrong man knew her words"
    assert "standing" == enquiry_standing(story.enquiry).state
    with pytest.raises(NoConfirmedLinkError):
        answer(story.by("caseworker-1"), story.enquiry)
    with pytest.raises(RuleError):
        close_enquiry(
            story.by("caseworker-1"), enquiry_id=story.enquiry, reason=ClosingReason.FOUND,
            rests_on=enquiry_standing(story.enquiry).rests_on,
        )  # fmt: skip
    assert verify(log_verifier()).is_equal


def test_refuses_an_answer_of_his_on_a_link_that_two_annulled(story):
    link_index = story.link_view.link_index
    annul_link(story.by("reviewer-1"), doubt_id=doubted(story))
    interviewer, size = story.by("interviewer"), tree_size()

    for about in (ContactAbout.ENQUIRY, ContactAbout.HANDOVER):
        with pytest.raises(register_errors.NoLinkError) as refused:
            record_contact_decision(
                interviewer, person_id=story.person, about=about, link_index=link_index, answer=ContactAnswer.YES,
                is_her=True, facts=ALONE,
            )  # fmt: skip
        assert "practice rule 3" == refused.value.provision
    assert size == tree_size()


def test_who_was_told_is_listed_and_the_next_round_corrects_the_letter_once(story):
    told(story)
    found = doubted(story)
    assert () == wrongly_told(story.by("caseworker-1"), found), "nothing was wrong before two said so"
    index = annul_link(story.by("head"), doubt_id=found)
    assert {story.enquiry: index} == corrections_due()
    listed = wrongly_told(story.by("caseworker-1"), found)
    assert {"letter", "asked"} == {one.what for one in listed}
    assert all(not one.corrected_by for one in listed)
    hold_round(story.outside)
    letters = [one.number for one in sent_about(story.by("interviewer"), story.person) if one.what == "letter"]
    assert [one.number for one in listed if one.what == "letter"] == letters, "he is told what went to a stranger"

    newest = newest_letters()[story.enquiry]
    assert (LetterKind.CORRECTION, index) == (newest.kind, newest.decision_index)
    assert {} == corrections_due()
    (letter,) = [one for one in wrongly_told(story.by("caseworker-1"), found) if one.what == "letter"]
    assert letter.corrected_by.startswith("T-")
    hold_round(story.outside)
    assert LetterKind.CORRECTION == newest_letters()[story.enquiry].kind, (
        "it is said once, and nothing after it at once"
    )


def test_a_letter_of_before_is_not_his_who_is_linked_to_her_after(story):
    told(story)
    annul_link(story.by("head"), doubt_id=doubted(story))
    stranger = story.person
    hold_round(story.outside)
    story.capture(born="1999-05-20", card="0418").link()

    assert story.person != stranger
    assert "letter" in [one.what for one in sent_about(story.by("interviewer"), stranger)]
    assert "letter" not in [one.what for one in sent_about(story.by("interviewer"), story.person)]


def test_what_was_said_in_person_is_owed_until_somebody_says_how_it_was_put_right(story):
    told(story)
    found = doubted(story)
    annul_link(story.by("head"), doubt_id=found)
    (asked,) = [one for one in wrongly_told_and_open(story.by("interviewer")) if one.what == "asked"]
    size = tree_size()
    with pytest.raises(InputError):
        settle_wrong_telling(story.by("interviewer"), doubt_id=found, told_index=asked.act_index, how=" ")
    with pytest.raises(NothingToldWrongError):
        settle_wrong_telling(story.by("interviewer"), doubt_id=found, told_index=1, how="told him alone")
    with pytest.raises(RoleForbidsError):
        settle_wrong_telling(story.by("head"), doubt_id=found, told_index=asked.act_index, how="told him alone")
    assert size == tree_size()
    settle_wrong_telling(story.by("interviewer"), doubt_id=found, told_index=asked.act_index, how="told him alone")

    assert "asked" not in {one.what for one in wrongly_told_and_open(story.by("interviewer"))}
    with pytest.raises(NothingToldWrongError):
        settle_wrong_telling(story.by("interviewer"), doubt_id=found, told_index=asked.act_index, how="again")
    assert verify(log_verifier()).is_equal


def reopened(story, by="caseworker-2", reason="his mother brought the paper of his other name"):
    return reopen_pair(story.by(by), pair_id=pair_of(story), reason=reason)


def judged(story, by):
    return record_judgement(story.by(by), pair_id=pair_of(story), judgement=JudgementKind.POSITIVE)


def test_refuses_to_reopen_what_was_not_annulled_by_who_judged_or_annulled_it_without_a_reason_and_twice(story):
    for name in ("caseworker-1", "caseworker-2", "head", "interviewer"):
        story.by(name)
    with pytest.raises(NotAnnulledError):
        reopened(story)
    annul_link(story.by("head"), doubt_id=doubted(story))
    size = tree_size()
    for name in ("reviewer-1", "reviewer-2", "caseworker-1", "head"):
        with pytest.raises(SecondPersonError):
            reopened(story, by=name)
    with pytest.raises(RoleForbidsError):
        reopened(story, by="interviewer")
    with pytest.raises(InputError):
        reopened(story, reason=" ")
    with pytest.raises(ConcludedPairError):
        judged(story, "reviewer-1")
    assert size == tree_size()
    reopened(story)
    with pytest.raises(NotAnnulledError):
        reopened(story)


def test_a_reopened_pair_is_linked_again_by_two_who_did_not_annul_it_and_what_was_told_stays_put_right(story):
    story.staff.on_call("reviewer-3", Role.REVIEWER)
    told(story)
    old = story.link_view.link_index
    annul_link(story.by("reviewer-1"), doubt_id=doubted(story))
    draw_consequences(story.outside)
    reopened(story)
    pair_id = pair_of(story)

    assert [pair_id] == [one.pair_id for one in pairs_to_judge(story.by("reviewer-2"))]
    assert [] == list(pairs_to_judge(story.by("reviewer-1"))), "he annulled it"
    with pytest.raises(SecondPersonError):
        judged(story, "reviewer-1")
    assert JudgementConclusion.UNDECIDED is judged(story, "reviewer-2"), "what was said before counts no more"
    assert JudgementConclusion.CONFIRMED is judged(story, "reviewer-3")

    (link,) = links_of_enquiry(story.enquiry)
    assert old < link.link_index and (*link.reviewers,) == tuple(
        story.by(name).account_id for name in ("reviewer-2", "reviewer-3")
    )
    assert link.reviewers == all_links()[0].reviewers
    assert {"reviewer-1", "reviewer-2"} == {
        name
        for name in ("reviewer-1", "reviewer-2", "reviewer-3")
        if story.by(name).account_id in link_at(old).reviewers
    }
    assert "link_confirmed" == enquiry_standing(story.enquiry).state
    assert not still_tells(story.enquiry, story.clock()), "he is asked anew about this link"
    hold_round(story.outside)
    assert verify(log_verifier()).is_equal
