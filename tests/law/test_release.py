"""The release of a living person: refusals first, each basis, every mixture of answer, basis and approvals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.law.agreed_line import AgreedLine
from repatria.core.law.contact import ContactAbout, ContactAnswer, ContactDecision, is_permitting
from repatria.core.law.fitness import FITNESS_DAYS, Fitness, is_fit_to_travel
from repatria.core.law.guards import Approvers, OpenGuard
from repatria.core.law.identity import is_identity_established
from repatria.core.law.release import (
    Proceedings,
    ReleaseBasis,
    ReleaseFacts,
    ReleaseOutcome,
    StatedBasis,
    cancelling_guards,
    completing_guards,
    opening_guards,
)
from repatria.core.law.release_papers import GroundHeld, MedicalWay
from repatria.core.vocabulary.particulars import Given, Particular, ParticularKind, Source

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
TWO = Approvers(everybody=("head 1", "adviser 1"), heads=("head 1",), legal_advisers=("adviser 1",))


def said(answer: ContactAnswer, about: ContactAbout = ContactAbout.RELEASE, hours_ago: float = 1) -> ContactDecision:
    return ContactDecision(about=about, answer=answer, decided_at=NOON - timedelta(hours=hours_ago))


ALL_MET = ReleaseFacts(
    at=NOON,
    basis=StatedBasis(basis=ReleaseBasis.UNILATERAL),
    held=GroundHeld(
        parole_law="GP-1",
        promise_under="GP-1",
        medical_way=MedicalWay.DIRECT,
        hostilities_ended="GP-2",
        neutral_states=("GP-3",),
        line=AgreedLine(list_id="X-1", line_id="7", agreement_id="A-1", act_index=3, basis=ReleaseBasis.EXCHANGE),
    ),
    is_decision_named=True,
    proceedings=Proceedings.NONE,
    is_identity_established=True,
    decision=said(ContactAnswer.YES),
    is_fit_to_travel=True,
    outcome=ReleaseOutcome.REPATRIATED,
    received_by="a delegate",
    is_property_settled=True,
    is_signed=True,
    opened_by="registrar 1",
    completed_by="registrar 2",
    approvers=TWO,
    authority="the ministry",
    reason="the road is closed",
    provision="GC III 118",
)


def _open(guards: Iterable[OpenGuard]) -> list[tuple[str, str]]:
    return [(guard.what, guard.provision) for guard in guards]


@pytest.mark.parametrize(
    "lacking, what, provision",
    [
        ({"basis": StatedBasis()}, "release_basis", "GC III 118"),
        ({"is_identity_established": False}, "identity_established", "GC III 17(5)"),
        ({"proceedings": None}, "proceedings", "GC III 115"),
        ({"proceedings": Proceedings.PENDING}, "judicial_consent", "GC III 115"),
    ],
)
def test_refuses_to_open_a_release_that_lacks_one_thing(lacking: dict[str, object], what: str, provision: str) -> None:
    assert [(what, provision)] == _open(opening_guards(replace(ALL_MET, **lacking)))  # type: ignore[arg-type]
    assert [] == _open(opening_guards(ALL_MET))


@pytest.mark.parametrize(
    "lacking, what, provision",
    [
        ({"basis": StatedBasis()}, "release_basis", "GC III 118"),
        ({"outcome": None}, "outcome", "GC III 122(5)"),
        ({"received_by": " "}, "received_by", "GC III 122(8)"),
        ({"decision": None}, "his_decision", "house rule 6.1"),
        ({"decision": said(ContactAnswer.NO)}, "his_decision", "house rule 6.1"),
        ({"decision": said(ContactAnswer.YES, hours_ago=73)}, "his_decision", "house rule 6.1"),
        ({"decision": said(ContactAnswer.YES, ContactAbout.HANDOVER)}, "his_decision", "house rule 6.1"),
        ({"is_over_handover": True}, "his_decision", "practice rule 19"),
        ({"decision": said(ContactAnswer.CANNOT_BE_ASKED)}, "doctor_and_head", "practice rule 10"),
        ({"is_fit_to_travel": False}, "fit_to_travel", "GC III 109"),
        ({"proceedings": Proceedings.PENDING}, "judicial_consent", "GC III 115"),
        ({"is_property_settled": False}, "property_settled", "GC III 119"),
        ({"is_signed": False}, "signatures", "GC III 122(8)"),
        ({"approvers": Approvers()}, "two_approvals", "house rule 6.1"),
        ({"approvers": Approvers(everybody=("head 1",))}, "two_approvals", "house rule 6.1"),
        ({"opened_by": "head 1"}, "two_approvals", "house rule 6.1"),
        ({"completed_by": "adviser 1"}, "two_approvals", "house rule 6.1"),
    ],
)
def test_refuses_to_complete_a_release_that_lacks_one_thing(
    lacking: dict[str, object], what: str, provision: str
) -> None:
    assert [(what, provision)] == _open(completing_guards(replace(ALL_MET, **lacking)))  # type: ignore[arg-type]
    assert [] == _open(completing_guards(ALL_MET))


@pytest.mark.parametrize(
    "basis, provision",
    [
        (ReleaseBasis.ART109_110, "GC III 109"),
        (ReleaseBasis.PAROLE21, "GC III 21"),
        (ReleaseBasis.EXCHANGE, "house rule 6.1"),
        (ReleaseBasis.UNILATERAL, "house rule 6.1"),
    ],
)
@pytest.mark.parametrize("answer", [a for a in ContactAnswer if not is_permitting(a) and a != "cannot_be_asked"])
def test_nobody_goes_against_his_will_during_hostilities(
    basis: ReleaseBasis, provision: str, answer: ContactAnswer
) -> None:
    facts = replace(ALL_MET, basis=StatedBasis(basis=basis), decision=said(answer))

    assert [("his_decision", provision)] == _open(completing_guards(facts))


def test_after_the_end_of_hostilities_he_is_told_and_his_objection_is_examined_and_does_not_stop_it() -> None:
    ended = replace(ALL_MET, basis=StatedBasis(basis=ReleaseBasis.ART118))
    heads = Approvers(everybody=("head 1", "head 2"), heads=("head 1", "head 2"))

    assert [("he_is_informed", "GC III 118")] == _open(completing_guards(replace(ended, decision=None)))
    for answer in (ContactAnswer.YES, ContactAnswer.LATER):
        assert [] == _open(completing_guards(replace(ended, decision=said(answer), approvers=heads)))
    objecting = replace(ended, decision=said(ContactAnswer.NO, hours_ago=500))
    assert [("objection_examined", "GC III 118")] == _open(completing_guards(replace(objecting, approvers=heads)))
    assert [] == _open(completing_guards(objecting))


@pytest.mark.parametrize("basis", list(ReleaseBasis))
def test_for_who_cannot_be_asked_a_doctor_and_the_head_decide_together(basis: ReleaseBasis) -> None:
    facts = replace(ALL_MET, basis=StatedBasis(basis=basis), decision=said(ContactAnswer.CANNOT_BE_ASKED))
    both = Approvers(everybody=("head 1", "doctor 1"), heads=("head 1",), doctors=("doctor 1",))
    one = Approvers(everybody=("head 1", "adviser 1"), heads=("head 1",), doctors=("head 1",))

    assert [] == _open(completing_guards(replace(facts, approvers=both)))
    assert [("doctor_and_head", "practice rule 10")] == _open(completing_guards(replace(facts, approvers=one)))
    long_ago = replace(facts, approvers=both, decision=said(ContactAnswer.CANNOT_BE_ASKED, hours_ago=24 * 7 + 1))
    assert [("asked_again_by_doctor", "practice rule 10")] == _open(completing_guards(long_ago))


def test_nobody_decides_against_a_no_that_he_said_while_he_could_be_asked() -> None:
    both = Approvers(everybody=("head 1", "doctor 1"), heads=("head 1",), doctors=("doctor 1",))
    unable = replace(
        ALL_MET, decision=said(ContactAnswer.CANNOT_BE_ASKED), last_said=ContactAnswer.NO, approvers=both
    )  # fmt: skip
    assert [("his_decision", "practice rule 10")] == _open(completing_guards(unable))
    assert [] == _open(completing_guards(replace(unable, last_said=ContactAnswer.LATER)))
    ended = replace(unable, basis=StatedBasis(basis=ReleaseBasis.ART118))
    assert [("objection_examined", "GC III 118")] == _open(completing_guards(ended))
    three = replace(both, everybody=(*both.everybody, "adviser 1"), legal_advisers=("adviser 1",))
    assert [] == _open(completing_guards(replace(ended, approvers=three)))


def test_refuses_to_give_a_release_up_without_name_reason_and_provision_unless_he_does_not_want_it() -> None:
    for what in ("authority", "reason", "provision"):
        assert [(what, "practice rule 19")] == _open(cancelling_guards(replace(ALL_MET, **{what: ""})))
    assert [] == _open(cancelling_guards(ALL_MET))
    assert [] == _open(cancelling_guards(ReleaseFacts(is_refused_by_him=True)))


@pytest.mark.parametrize(
    "basis, what, provision",
    [
        (ReleaseBasis.PAROLE21, "parole_law_notified", "GC III 21"),
        (ReleaseBasis.ART109_110, "commission_decided", "GC III 110"),
        (ReleaseBasis.EXCHANGE, "agreed_line", "practice rule 18"),
        (ReleaseBasis.ART118, "hostilities_ended", "GC III 118"),
    ],
)
def test_each_basis_of_release_asks_for_what_acts_hold_of_it_and_no_tick_counts(
    basis: ReleaseBasis, what: str, provision: str
) -> None:
    ticked = StatedBasis(
        basis=basis, parole_law_notified=True, commission_decided=True, hostilities_ended=True,
        agreement_reference="paper 7",
    )  # fmt: skip
    bare = replace(ALL_MET, basis=ticked, held=GroundHeld())

    assert [(what, provision)] == _open(opening_guards(bare))
    assert (what, provision) in _open(completing_guards(bare))
    assert [] == _open(opening_guards(replace(ALL_MET, basis=StatedBasis(basis=basis))))


def test_a_line_under_an_agreement_of_another_basis_opens_no_exchange() -> None:
    line = replace(ALL_MET.held.line, basis=ReleaseBasis.ART109_110)  # type: ignore[type-var]
    facts = replace(ALL_MET, basis=StatedBasis(basis=ReleaseBasis.EXCHANGE), held=GroundHeld(line=line))

    assert [("agreed_line", "practice rule 18")] == _open(opening_guards(facts))


def test_any_power_may_let_a_prisoner_go_at_any_time_by_a_decision_that_somebody_signed() -> None:
    bare = replace(ALL_MET, held=GroundHeld())

    assert [] == _open(opening_guards(bare))
    unsigned = replace(bare, is_decision_named=False)
    assert [("decision_named", "house rule 6.1")] == _open(opening_guards(unsigned))
    assert [] == _open(opening_guards(replace(unsigned, is_over_handover=True)))


@pytest.mark.parametrize("way", [None, *MedicalWay])
@pytest.mark.parametrize("outcome", list(ReleaseOutcome))
def test_he_goes_where_the_commission_sends_him_and_to_a_neutral_state_that_agreed(
    way: MedicalWay | None, outcome: ReleaseOutcome
) -> None:
    is_neutral = outcome is ReleaseOutcome.NEUTRAL_COUNTRY
    facts = replace(
        ALL_MET, basis=StatedBasis(basis=ReleaseBasis.ART109_110), outcome=outcome, neutral_paper="GP-3",
        held=replace(ALL_MET.held, medical_way=way),
    )  # fmt: skip
    found = _open(completing_guards(facts))

    assert (way in (None, MedicalWay.NONE)) == (("commission_decided", "GC III 110") in found)
    if way in (MedicalWay.DIRECT, MedicalWay.NEUTRAL):
        assert (is_neutral is not (way is MedicalWay.NEUTRAL)) == (("medical_category", "GC III 110") in found)
    elsewhere = replace(facts, basis=StatedBasis(basis=ReleaseBasis.UNILATERAL), neutral_paper="GP-9")
    assert ([("neutral_agreement", "GC III 111")] if is_neutral else []) == _open(completing_guards(elsewhere))


def test_judicial_proceedings_keep_nobody_back_with_the_detaining_power_s_consent() -> None:
    assert [] == _open(opening_guards(replace(ALL_MET, proceedings=Proceedings.CONSENTED)))


def test_a_doctor_s_word_holds_fourteen_days_and_only_a_good_one_lets_him_travel() -> None:
    def by(days: float, is_fit: bool = True) -> bool:
        return is_fit_to_travel(Fitness(is_fit=is_fit, examined_at=NOON - timedelta(days=days)), NOON)

    assert by(0) and by(FITNESS_DAYS)
    assert not by(FITNESS_DAYS + 0.001)
    assert not by(-0.001)
    assert not by(1, is_fit=False)
    assert not is_fit_to_travel(None, NOON)


def _particular(kind: ParticularKind, value: str | None, reference: str) -> Particular:
    state = Given.GIVEN if value else Given.DECLINED
    return Particular(kind=kind, value=value, given=state, source=Source(kind="document", reference=reference))


def test_identity_is_established_where_two_sources_say_the_same_of_what_tells_men_apart() -> None:
    surname, rank = ParticularKind.SURNAME, ParticularKind.RANK

    assert not is_identity_established([])
    assert not is_identity_established([_particular(surname, "Шевченко", "card 1")] * 2)
    assert not is_identity_established([_particular(rank, "sergeant", r) for r in ("card 1", "list 2")])
    assert not is_identity_established(
        [_particular(surname, "Шевченко", "card 1"), _particular(surname, "Коваль", "list 2")]
    )
    assert not is_identity_established([_particular(surname, None, r) for r in ("card 1", "list 2")])
    assert is_identity_established(
        [_particular(surname, "Шевченко", "card 1"), _particular(surname, " ШЕВЧЕНКО", "list 2")]
    )


@given(
    answer=st.sampled_from(ContactAnswer), basis=st.sampled_from(ReleaseBasis), is_over=st.booleans(),
    about=st.sampled_from(ContactAbout), hours=st.integers(-2, 100), heads=st.sets(st.sampled_from("abc")),
    doctors=st.sets(st.sampled_from("abc")), advisers=st.sets(st.sampled_from("abc")),
)  # fmt: skip
def test_no_mixture_lets_him_go_against_his_will_or_on_one_person_s_word(
    answer: ContactAnswer, basis: ReleaseBasis, is_over: bool, about: ContactAbout, hours: int, heads: set[str],
    doctors: set[str], advisers: set[str],
) -> None:  # fmt: skip
    everybody = tuple(sorted(heads | doctors | advisers))
    facts = replace(
        ALL_MET, basis=StatedBasis(basis=basis), is_over_handover=is_over, decision=said(answer, about, hours),
        approvers=Approvers(
            everybody=everybody, heads=tuple(heads), doctors=tuple(doctors), legal_advisers=tuple(advisers)
        ),
    )  # fmt: skip
    if _open(completing_guards(facts)):
        return
    is_fresh_yes = is_permitting(answer) and 0 <= hours <= 72
    if is_over:
        assert is_fresh_yes and about is ContactAbout.HANDOVER
    elif answer is ContactAnswer.CANNOT_BE_ASKED:
        assert heads and doctors
    elif basis is ReleaseBasis.ART118:
        assert answer is not ContactAnswer.NOT_ASKED
        assert advisers or answer is not ContactAnswer.NO
    else:
        assert is_fresh_yes and about is ContactAbout.RELEASE
    assert len(everybody) >= 2
