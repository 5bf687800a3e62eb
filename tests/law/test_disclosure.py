"""Disclosure: what may not be told first, then the one way of telling (invariants 3, 4, 5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.law.contact import ContactAbout, ContactAnswer, ContactDecision
from repatria.core.law.custody import CustodyState, is_held
from repatria.core.law.disclosure import (
    DisclosureFacts,
    DisclosureVerdict,
    NoticeRecipient,
    Withholding,
    check_withholding,
    decide_answer,
    open_grounds,
)
from repatria.core.law.errors import SecondPersonError, UnstatedReasonError, UnwithholdableError
from repatria.core.law.guards import Approvers
from repatria.core.vocabulary.particulars import Category, Grade

V = DisclosureVerdict
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
BOTH = Approvers(everybody=("head 1", "doctor 1"), heads=("head 1",), doctors=("doctor 1",))


def _said(
    answer: ContactAnswer | str, days_ago: float = 0, about: ContactAbout = ContactAbout.ENQUIRY
) -> ContactDecision:
    return ContactDecision(about=about, answer=ContactAnswer(answer), decided_at=NOON - timedelta(days=days_ago))


UNABLE = _said("cannot_be_asked", days_ago=7)
ALL_MET = DisclosureFacts(
    at=NOON,
    is_link_confirmed=True,
    reviewers=("reviewer 1", "reviewer 2"),
    kinship_level=2,
    his_decision=_said("yes"),
    is_her=True,
    approvers=("caseworker 1", "head 1"),
    evidence_grade=Grade.OWN_CUSTODY,
    custody_state=CustodyState.IN_CAMP,
)

LACKING = [
    ({"is_link_confirmed": False}, "link_confirmed"),
    ({"reviewers": ("reviewer 1", "reviewer 1")}, "link_confirmed"),
    ({"custody_state": None}, "held_here"),
    ({"custody_state": CustodyState.REPORTED}, "held_here"),
    ({"custody_state": CustodyState.ESCAPED}, "held_here"),
    ({"custody_state": CustodyState.REPATRIATED}, "held_here"),
    ({"evidence_grade": None}, "evidence"),
    ({"evidence_grade": Grade.DOCUMENT_OR_CALL}, "evidence"),
    ({"evidence_grade": Grade.WITNESS, "is_evidence_checked": True}, "evidence"),
    ({"evidence_grade": Grade.MEDIA, "is_evidence_checked": True}, "evidence"),
    ({"kinship_level": 1}, "kinship_level"),
    ({"is_her": False}, "recognised"),
    ({"his_decision": None}, "his_decision"),
    *(({"his_decision": _said(answer)}, "his_decision") for answer in ("no", "later", "not_asked")),
    ({"his_decision": _said("yes", about=ContactAbout.OPEN)}, "his_decision"),
    ({"his_decision": _said("cannot_be_asked", about=ContactAbout.OPEN), "vital_interest_by": BOTH}, "his_decision"),
    ({"his_decision": UNABLE}, "doctor_and_head"),
    ({"his_decision": UNABLE, "vital_interest_by": replace(BOTH, doctors=())}, "doctor_and_head"),
    ({"his_decision": UNABLE, "vital_interest_by": replace(BOTH, doctors=("head 1",))}, "doctor_and_head"),
    ({"his_decision": _said("cannot_be_asked", 7.01), "vital_interest_by": BOTH}, "asked_again_by_doctor"),
    ({"at": None, "his_decision": UNABLE, "vital_interest_by": BOTH}, "asked_again_by_doctor"),
    ({"his_decision": UNABLE, "vital_interest_by": BOTH, "last_said": ContactAnswer.NO}, "his_decision"),
    ({"is_for_another": True}, "not_only_another"),
    ({"is_withheld": True}, "not_withheld"),
    ({"approvers": ()}, "two_approvals"),
    ({"approvers": ("head 1",)}, "two_approvals"),
    ({"approvers": ("head 1", "head 1")}, "two_approvals"),
    ({"approvers": ("head 1", "")}, "two_approvals"),
    ({"approvers": ("head 1", "reviewer 1")}, "two_approvals"),
]


def _with(changes: dict[str, object]) -> DisclosureFacts:
    return replace(ALL_MET, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("changes, what", LACKING)
def test_whatever_is_missing_gives_the_same_letter_and_the_desk_sees_what(
    changes: dict[str, object], what: str
) -> None:
    facts = _with(changes)

    assert V.NO_INFORMATION is decide_answer(facts)
    assert [what] == [ground.what for ground in open_grounds(facts)]
    assert all(ground.provision for ground in open_grounds(facts))


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"his_decision": _said("only_this_person")},
        {"is_her": None},
        {"kinship_level": 3},
        {"evidence_grade": Grade.AGENCY_OR_COUNTERPART},
        {"evidence_grade": Grade.DOCUMENT_OR_CALL, "is_evidence_checked": True},
        {"his_decision": UNABLE, "vital_interest_by": BOTH},
    ],
)
def test_tells_that_he_is_alive_and_held_when_nothing_is_missing(changes: dict[str, object]) -> None:
    assert open_grounds(_with(changes)) == ()
    assert V.TELL_ALIVE_AND_HELD is decide_answer(_with(changes))


def test_a_man_whom_only_a_list_names_gives_the_letter_that_all_get() -> None:
    listed = replace(ALL_MET, custody_state=None, his_decision=None)

    assert V.NO_INFORMATION is decide_answer(listed)


facts_of_any_kind = st.builds(
    DisclosureFacts,
    is_link_confirmed=st.booleans(),
    reviewers=st.sampled_from([(), ("reviewer 1",), ("reviewer 1", "reviewer 2")]),
    kinship_level=st.integers(0, 3),
    at=st.just(NOON),
    his_decision=st.sampled_from([None, *map(_said, ContactAnswer)]),
    is_her=st.sampled_from([None, True, False]),
    approvers=st.lists(st.sampled_from(["head 1", "caseworker 1", "reviewer 1", ""]), max_size=3).map(tuple),
    evidence_grade=st.sampled_from([None, *Grade]),
    is_evidence_checked=st.booleans(),
    custody_state=st.sampled_from([None, *CustodyState]),
    is_death_asserted=st.booleans(),
    is_withheld=st.booleans(),
    vital_interest_by=st.sampled_from([Approvers(), BOTH]),
)


@given(facts_of_any_kind)
def test_nothing_is_told_without_link_kinship_decision_and_two_approvals_at_that_time(facts: DisclosureFacts) -> None:
    if decide_answer(facts) is V.TELL_ALIVE_AND_HELD:
        assert facts.is_link_confirmed and facts.kinship_level >= 2 and not facts.is_withheld
        assert is_held(facts.custody_state) and not facts.is_death_asserted
        answer = facts.his_decision.answer if facts.his_decision else "not_asked"
        is_unasked = answer == "cannot_be_asked" and facts.vital_interest_by.are_doctor_and_head
        assert answer in ("yes", "only_this_person") or is_unasked
        assert len(set(facts.approvers) - {""} - set(facts.reviewers)) >= 2
        assert facts.evidence_grade in ("A", "B", "C")


@given(facts_of_any_kind)
def test_an_asserted_death_freezes_every_answer_and_nothing_ever_tells_it(facts: DisclosureFacts) -> None:
    for dead in (replace(facts, is_death_asserted=True), replace(facts, custody_state=CustodyState.DIED)):
        assert V.FREEZE is decide_answer(dead)
        assert "no_death_asserted" in {ground.what for ground in open_grounds(dead)}
    assert not [verdict for verdict in V if "dea" in verdict.value]


@given(facts_of_any_kind.filter(lambda facts: not facts.is_death_asserted))
def test_refused_and_not_asked_and_nobody_there_give_one_verdict(facts: DisclosureFacts) -> None:
    refused = replace(facts, his_decision=_said("no"), custody_state=CustodyState.IN_CAMP)
    not_asked = replace(facts, his_decision=None, custody_state=CustodyState.IN_CAMP)
    unknown = DisclosureFacts()

    assert decide_answer(refused) is decide_answer(not_asked) is decide_answer(unknown) is V.NO_INFORMATION


WITHHELD = Withholding(reason="he fears for his brother", provision="GC IV 137(2)", decided_by=("head 1", "legal 1"))


@pytest.mark.parametrize("category", list(Category))
def test_refuses_to_withhold_anything_from_the_agency(category: Category) -> None:
    with pytest.raises(UnwithholdableError) as refused:
        check_withholding(WITHHELD, NoticeRecipient.CENTRAL_TRACING_AGENCY, category)
    assert refused.value.provision == "GC IV 137(2)"


@pytest.mark.parametrize(
    "category", [Category.PRISONER_OF_WAR, Category.RETAINED_PERSONNEL, Category.NOT_YET_DETERMINED]
)
def test_refuses_to_withhold_a_prisoner_s_statutory_notice_from_a_power(category: Category) -> None:
    for recipient in (NoticeRecipient.POWER_CONCERNED, NoticeRecipient.PROTECTING_POWER):
        with pytest.raises(UnwithholdableError) as refused:
            check_withholding(WITHHELD, recipient, category)
        assert refused.value.provision == "GC III 122(3)"


def test_refuses_a_withholding_without_reason_or_without_a_second_person() -> None:
    civilian = Category.CIVILIAN_INTERNEE
    with pytest.raises(UnstatedReasonError):
        check_withholding(replace(WITHHELD, reason=""), NoticeRecipient.POWER_CONCERNED, civilian)
    with pytest.raises(SecondPersonError):
        check_withholding(replace(WITHHELD, decided_by=("head 1",)), None, civilian)

    check_withholding(WITHHELD, NoticeRecipient.POWER_CONCERNED, civilian)
    check_withholding(WITHHELD, None, Category.PRISONER_OF_WAR)
