"""Enquiries and kinship: what may not follow, what is shown, how sure the kinship is."""

from __future__ import annotations

from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.law.enquiry import (
    ClosingReason,
    EnquiryEvent,
    EnquiryFacts,
    EnquiryState,
    KinshipEvidenceKind,
    ShownState,
    is_level_3_complete,
    kinship_level,
    next_enquiry,
    shown_to_enquirer,
)
from repatria.core.law.errors import EnquiryOrderError, OpenGuardError, SecondPersonError
from repatria.core.vocabulary.errors import RuleError

E, S, K = EnquiryEvent, EnquiryState, KinshipEvidenceKind


@pytest.mark.parametrize("event", list(E))
def test_refuses_every_event_after_closing(event: EnquiryEvent) -> None:
    with pytest.raises(EnquiryOrderError):
        next_enquiry(S.CLOSED, event, EnquiryFacts(reason=ClosingReason.WITHDRAWN))


def test_refuses_to_ask_him_before_a_link_is_confirmed() -> None:
    for state in (S.RECEIVED, S.SEARCHING, S.CANDIDATE):
        with pytest.raises(EnquiryOrderError):
            next_enquiry(state, E.HE_WAS_ASKED, EnquiryFacts())


def test_refuses_to_ask_her_for_more_because_of_a_candidate() -> None:
    for state in set(S) - {S.RECEIVED}:
        with pytest.raises(EnquiryOrderError):
            next_enquiry(state, E.MORE_ASKED, EnquiryFacts())


def test_refuses_an_answer_without_a_decision_to_tell() -> None:
    with pytest.raises(OpenGuardError):
        next_enquiry(S.DISCLOSABLE, E.ANSWERED, EnquiryFacts())

    assert S.ANSWERED is next_enquiry(S.DISCLOSABLE, E.ANSWERED, EnquiryFacts(is_telling_decided=True))


@pytest.mark.parametrize(
    "state, facts, refusal",
    [
        (S.STANDING, EnquiryFacts(), OpenGuardError),
        (S.SEARCHING, EnquiryFacts(reason=ClosingReason.FOUND), OpenGuardError),
        (S.STANDING, EnquiryFacts(reason=ClosingReason.FOUND), OpenGuardError),
        (S.SEARCHING, EnquiryFacts(reason=ClosingReason.REUNITED), OpenGuardError),
        (S.STANDING, EnquiryFacts(reason=ClosingReason.DEAD_NOTIFIED), OpenGuardError),
        (S.RECEIVED, EnquiryFacts(reason=ClosingReason.DUPLICATE), OpenGuardError),
        (
            S.RECEIVED,
            EnquiryFacts(reason=ClosingReason.DUPLICATE, duplicate_of="enquiry 1", closed_by=("clerk 1",)),
            SecondPersonError,
        ),
        (S.RECEIVED, EnquiryFacts(reason=ClosingReason.ABUSIVE, closed_by=("clerk 1",)), SecondPersonError),
    ],
)
def test_refuses_to_close_without_what_the_reason_rests_on(
    state: EnquiryState, facts: EnquiryFacts, refusal: type[RuleError]
) -> None:
    with pytest.raises(refusal):
        next_enquiry(state, E.CLOSED, facts)


@pytest.mark.parametrize(
    "state, facts",
    [
        (S.ANSWERED, EnquiryFacts(reason=ClosingReason.FOUND)),
        (S.STANDING, EnquiryFacts(reason=ClosingReason.FOUND, was_answered=True)),
        (S.STANDING, EnquiryFacts(reason=ClosingReason.DEAD_NOTIFIED, was_told_in_person=True)),
        (S.RECEIVED, EnquiryFacts(reason=ClosingReason.DUPLICATE, duplicate_of="enquiry 1", is_asked_again=True)),
        (
            S.RECEIVED,
            EnquiryFacts(reason=ClosingReason.DUPLICATE, duplicate_of="enquiry 1", closed_by=("clerk 1", "head 1")),
        ),
        (S.RECEIVED, EnquiryFacts(reason=ClosingReason.ABUSIVE, closed_by=("clerk 1", "head 1"))),
        *((state, EnquiryFacts(reason=ClosingReason.WITHDRAWN)) for state in S if state not in (S.DRAFT, S.CLOSED)),
    ],
)
def test_closes_for_a_stated_reason(state: EnquiryState, facts: EnquiryFacts) -> None:
    assert S.CLOSED is next_enquiry(state, E.CLOSED, facts)


def test_time_is_no_reason_to_close() -> None:
    assert {"found", "reunited", "dead_notified", "withdrawn", "duplicate", "abusive"} == set(ClosingReason)
    assert not [event for event in E if "expire" in event.value]


def test_a_standing_enquiry_is_searched_again_and_finds() -> None:
    assert S.SEARCHING is next_enquiry(S.STANDING, E.SEARCHED, EnquiryFacts())
    assert S.CANDIDATE is next_enquiry(S.STANDING, E.CANDIDATE_FOUND, EnquiryFacts())
    assert S.SEARCHING is next_enquiry(S.NEEDS_INFO, E.SEARCHED, EnquiryFacts())


def _walked(steps: list[tuple[EnquiryEvent, EnquiryFacts]]) -> EnquiryState:
    state = S.DRAFT
    for event, facts in steps:
        state = next_enquiry(state, event, facts)
    return state


def test_the_whole_way_to_an_answer_is_walked_and_no_step_of_it_left_out() -> None:
    told = EnquiryFacts(is_telling_decided=True)
    way = [(E.RECEIVED, EnquiryFacts()), (E.SEARCHED, EnquiryFacts()), (E.CANDIDATE_FOUND, EnquiryFacts()),
           (E.LINK_CONFIRMED, EnquiryFacts()), (E.HE_WAS_ASKED, EnquiryFacts()), (E.HE_AGREED, EnquiryFacts()),
           (E.ANSWERED, told)]  # fmt: skip

    assert S.ANSWERED is _walked(way)
    for left_out in range(len(way) - 1):
        with pytest.raises(EnquiryOrderError):
            _walked([step for place, step in enumerate(way) if place != left_out])


def test_he_may_change_his_mind_before_she_is_answered_and_be_asked_again_after() -> None:
    assert S.REFUSED_BY_HIM is next_enquiry(S.DISCLOSABLE, E.HE_REFUSED, EnquiryFacts())
    assert S.ASKED is next_enquiry(S.REFUSED_BY_HIM, E.HE_WAS_ASKED, EnquiryFacts())


def test_the_page_says_received_and_open_and_knows_no_state_of_the_bureau() -> None:
    assert ShownState.RECEIVED is shown_to_enquirer(has_letterbox=False)
    assert ShownState.OPEN is shown_to_enquirer(has_letterbox=True)
    assert {"received", "open"} == {shown.value for shown in ShownState}


@pytest.mark.parametrize(
    "evidence, level",
    [
        ((), 0),
        ((K.SECOND_RELATIVE,), 1),
        ((K.DNA_SUPPORTED,), 1),
        ((K.PRIVATE_QUESTION_ANSWERED,), 1),
        ((K.FACE_TO_FACE,), 1),
        ((K.WORDS_RECOGNISED,), 2),
        ((K.PAPERS_CHECKED,), 2),
        ((K.WORDS_RECOGNISED, K.PRIVATE_QUESTION_ANSWERED, K.RECOGNISED_ON_CALL), 2),
        ((K.PAPERS_CHECKED, K.PRIVATE_QUESTION_ANSWERED), 2),
        ((K.PAPERS_CHECKED, K.PRIVATE_QUESTION_ANSWERED, K.RECOGNISED_ON_CALL), 3),
    ],
)
def test_the_levels_of_kinship(evidence: tuple[KinshipEvidenceKind, ...], level: int) -> None:
    assert level == kinship_level(evidence)
    assert not is_level_3_complete(evidence)


def test_level_3_is_complete_only_face_to_face() -> None:
    provisional = (K.PAPERS_CHECKED, K.PRIVATE_QUESTION_ANSWERED, K.RECOGNISED_ON_CALL)

    assert is_level_3_complete((*provisional, K.FACE_TO_FACE))
    assert not is_level_3_complete((K.PAPERS_CHECKED, K.FACE_TO_FACE))


@given(st.sets(st.sampled_from(K)), st.sampled_from(K))
def test_more_proof_never_lowers_the_level(evidence: set[KinshipEvidenceKind], further: KinshipEvidenceKind) -> None:
    assert kinship_level(evidence) <= kinship_level(evidence | {further})


def test_level_3_never_rests_on_a_single_line() -> None:
    few = chain.from_iterable(combinations(K, size) for size in range(3))

    assert max(kinship_level(evidence) for evidence in few) == 2
