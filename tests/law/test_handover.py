"""Hand-over of the living: refusals first, then the way through, then a machine that stops it everywhere (4, 9)."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from repatria.core.law.agreed_line import AgreedLine
from repatria.core.law.contact import DECISION_HOURS, ContactAbout, ContactAnswer, ContactDecision
from repatria.core.law.enquiry import KinshipEvidenceKind
from repatria.core.law.errors import (
    HandoverOrderError,
    OpenGuardError,
    SecondPersonError,
    UnstatedParticularsError,
    UnstatedReasonError,
)
from repatria.core.law.handover import (
    ATTESTATIONS,
    PATH,
    TICKED_ONCE,
    Attestation,
    HandoverEvent,
    HandoverFacts,
    HandoverState,
    ReleaseBasis,
    Signatory,
    StatedBasis,
    check_switch,
    event_guards_open,
    guards_open,
    is_ended,
    next_handover,
    next_step,
    stoppable,
)
from repatria.core.law.handover_asking import (
    ASKED_AGAIN_HOURS,
    AskedPerson,
    AskingFacts,
    RenewedAnswer,
    RenewedAsking,
    check_asking,
)
from repatria.core.law.release import prints_article_117
from repatria.core.law.release_papers import GroundHeld, MedicalWay
from repatria.core.vocabulary.errors import RuleError

E, S = HandoverEvent, HandoverState
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def _said(answer: ContactAnswer, hours_ago: float = DECISION_HOURS) -> ContactDecision:
    return ContactDecision(
        about=ContactAbout.HANDOVER, answer=answer, decided_at=NOON - timedelta(hours=hours_ago)
    )  # fmt: skip


def _asked(answer: RenewedAnswer, room: str, hours_ago: float = ASKED_AGAIN_HOURS) -> RenewedAsking:
    return RenewedAsking(
        answer=answer, asked_at=NOON - timedelta(hours=hours_ago), asked_by="interviewer", room=room
    )  # fmt: skip


ALL_MET = HandoverFacts(
    at=NOON,
    is_switched_on=True,
    is_point_agreed=True,
    basis=StatedBasis(basis=ReleaseBasis.UNILATERAL),
    held=GroundHeld(
        parole_law="GP-1",
        promise_under="GP-1",
        medical_way=MedicalWay.DIRECT,
        hostilities_ended="GP-2",
        line=AgreedLine(list_id="X-1", line_id="7", agreement_id="A-1", act_index=3, basis=ReleaseBasis.EXCHANGE),
    ),
    is_free_of_embargo=True,
    is_link_confirmed=True,
    kinship_level=3,
    evidence=frozenset(KinshipEvidenceKind),
    his_decision=_said(ContactAnswer.YES),
    is_fit_to_travel=True,
    opened_by="account 1",
    authorised_by=("account 2", "account 3"),
    attested=frozenset(Attestation),
    signed_by=frozenset(Signatory),
    authority="camp command",
    reason="the road is closed",
    provision="GC III 23",
    state_before_suspension=S.AUTHORISED,
    is_property_settled=True,
    is_free_of_court=True,
    has_incident=True,
    reference="the caseworker called",
    told="both are well",
    is_planned=True,
    happened_at=NOON,
    last_at=NOON - timedelta(minutes=1),
    recorded_by="officer 2",
    identity_by="officer 1",
    his_asking=_asked(RenewedAnswer.YES, "room 1"),
    her_asking=_asked(RenewedAnswer.YES, "room 2"),
    met_at=NOON,
)
BARE = HandoverFacts(at=NOON)
BEFORE = {event: (PATH[place - 1][1] if place else None) for place, (event, _) in enumerate(PATH)}
BEFORE_SIGNED = [state for _, state in PATH[: [e for e, _ in PATH].index(E.SIGNED)]]


def _refusal(state: HandoverState | None, event: HandoverEvent, facts: HandoverFacts) -> RuleError:
    with pytest.raises(RuleError) as refused:
        next_handover(state, event, facts)
    return refused.value


LACKING = [
    (E.OPENED, {"is_switched_on": False}, OpenGuardError, "practice rule 18"),
    (E.OPENED, {"is_point_agreed": False}, OpenGuardError, "practice rule 18"),
    (E.OPENED, {"basis": StatedBasis()}, OpenGuardError, "GC III 118"),
    *(
        (E.OPENED, {"basis": StatedBasis(basis=basis), "held": GroundHeld()}, OpenGuardError, provision)
        for basis, provision in (
            (ReleaseBasis.ART109_110, "GC III 110"),
            (ReleaseBasis.PAROLE21, "GC III 21"),
            (ReleaseBasis.EXCHANGE, "practice rule 18"),
            (ReleaseBasis.ART118, "GC III 118"),
        )
    ),
    *(
        (
            event,
            {
                "basis": StatedBasis(basis=ReleaseBasis.ART109_110),
                "held": GroundHeld(medical_way=MedicalWay.NEUTRAL),
            },
            OpenGuardError,
            "GC III 110",
        )
        for event in (E.OPENED, E.AUTHORISED, E.SIGNED)
    ),
    *(
        (
            event,
            {"basis": StatedBasis(basis=ReleaseBasis.PAROLE21), "held": GroundHeld(parole_law="GP-1")},
            OpenGuardError,
            "GC III 21",
        )
        for event in (E.AUTHORISED, E.SIGNED)
    ),
    (E.OPENED, {"is_link_confirmed": False}, OpenGuardError, "house rule 6.4"),
    (E.OPENED, {"kinship_level": 2}, OpenGuardError, "practice rule 19"),
    (E.OPENED, {"his_decision": _said(ContactAnswer.LATER)}, OpenGuardError, "practice rule 19"),
    (E.OPENED, {"his_decision": _said(ContactAnswer.YES, 72 + 1 / 3600)}, OpenGuardError, "house rule 6.6"),
    (E.OPENED, {"his_decision": _said(ContactAnswer.YES, -1 / 3600)}, OpenGuardError, "house rule 6.6"),
    (
        E.OPENED,
        {"his_decision": replace(_said(ContactAnswer.YES), about=ContactAbout.ENQUIRY)},
        OpenGuardError,
        "house rule 6.6",
    ),
    (E.OPENED, {"his_decision": None}, OpenGuardError, "practice rule 19"),
    (E.OPENED, {"opened_by": ""}, UnstatedParticularsError, "practice rule 18"),
    (E.AUTHORISED, {"is_switched_on": False}, OpenGuardError, "practice rule 18"),
    (E.AUTHORISED, {"kinship_level": 2}, OpenGuardError, "practice rule 19"),
    (E.AUTHORISED, {"his_decision": _said(ContactAnswer.NO)}, OpenGuardError, "practice rule 19"),
    (E.AUTHORISED, {"his_decision": _said(ContactAnswer.YES, 96)}, OpenGuardError, "house rule 6.6"),
    (E.AUTHORISED, {"is_fit_to_travel": False}, OpenGuardError, "GC III 109"),
    (E.AUTHORISED, {"authorised_by": ()}, SecondPersonError, "house rule 6.6"),
    (E.AUTHORISED, {"authorised_by": ("account 2", "account 2")}, SecondPersonError, "house rule 6.6"),
    (E.AUTHORISED, {"authorised_by": ("account 1", "account 2")}, SecondPersonError, "house rule 6.6"),
    (E.AUTHORISED, {"authorised_by": ("account 2", "")}, SecondPersonError, "house rule 6.6"),
    (E.ASKED_AGAIN, {"his_decision": _said(ContactAnswer.NO)}, OpenGuardError, "practice rule 19"),
    (E.SIGNED, {"his_decision": _said(ContactAnswer.NO)}, OpenGuardError, "practice rule 19"),
    (E.SIGNED, {"is_fit_to_travel": False}, OpenGuardError, "GC III 109"),
    (
        E.SIGNED,
        {"evidence": frozenset(KinshipEvidenceKind) - {KinshipEvidenceKind.FACE_TO_FACE}},
        OpenGuardError,
        "practice rule 19",
    ),
    *(
        (event, {f"{whose}_asking": asking}, OpenGuardError, "practice rule 19")
        for event in (E.ASKED_AGAIN, E.SIGNED)
        for whose in ("his", "her")
        for asking in (
            None,
            _asked(RenewedAnswer.NO, "room 3"),
            _asked(RenewedAnswer.NOT_TODAY, "room 3"),
            _asked(RenewedAnswer.YES, "room 3", ASKED_AGAIN_HOURS + 1 / 3600),
            _asked(RenewedAnswer.YES, "room 3", -1),
        )
    ),
    (E.ASKED_AGAIN, {"her_asking": _asked(RenewedAnswer.YES, " Room 1")}, OpenGuardError, "practice rule 19"),
    (E.KIN_DEPARTED, {"is_planned": False}, OpenGuardError, "practice rule 22"),
    *(
        (event, {"is_withheld": True}, OpenGuardError, "GC IV 137(2)")
        for event in (E.OPENED, E.AUTHORISED, E.KIN_DEPARTED, E.PRISONER_ARRIVED, E.ASKED_AGAIN, E.SIGNED)
    ),
    *(
        (event, {"kinship_level": level}, OpenGuardError, "practice rule 19")
        for event in (E.KIN_DEPARTED, E.PRISONER_ARRIVED)
        for level in (0, 1, 2)
    ),
    *(
        (event, {"his_decision": answer}, OpenGuardError, "practice rule 19")
        for event in (E.KIN_DEPARTED, E.PRISONER_ARRIVED)
        for answer in (None, *(_said(one) for one in ContactAnswer if one not in ("yes", "only_this_person")))
    ),
    (E.SIGNED, {"met_at": None}, UnstatedParticularsError, "practice rule 19"),
    (E.SIGNED, {"met_at": NOON + timedelta(seconds=1)}, OpenGuardError, "practice rule 19"),
    (E.SIGNED, {"her_asking": _asked(RenewedAnswer.YES, "room 2", 0)}, OpenGuardError, "practice rule 19"),
    (E.SIGNED, {"recorded_by": "interviewer"}, SecondPersonError, "practice rule 19"),
    (E.ASKED_AGAIN, {"recorded_by": "interviewer"}, SecondPersonError, "practice rule 19"),
    (E.SIGNED, {"recorded_by": "officer 1"}, SecondPersonError, "house rule 6.6"),
    (E.SIGNED, {"recorded_by": ""}, SecondPersonError, "house rule 6.6"),
    (E.SIGNED, {"is_property_settled": False}, OpenGuardError, "GC III 119"),
    *((E.SIGNED, {"signed_by": frozenset(Signatory) - {s}}, OpenGuardError, "GC III 122(8)") for s in Signatory),
    (E.SUSPENDED, {"authority": ""}, UnstatedReasonError, "practice rule 19"),
    (E.STOPPED_BY_AUTHORITY, {"authority": " "}, UnstatedReasonError, "practice rule 19"),
    (E.STOPPED_BY_AUTHORITY, {"reason": ""}, UnstatedReasonError, "practice rule 19"),
    (E.STOPPED_BY_AUTHORITY, {"provision": ""}, UnstatedReasonError, "practice rule 19"),
    (E.FAILED, {"reason": ""}, UnstatedReasonError, "house rule 6.6"),
    (E.FAILED, {"has_incident": False}, OpenGuardError, "house rule 6.6"),
    (E.FOLLOWED_UP, {"reference": " "}, UnstatedParticularsError, "house rule 6.6"),
    (E.FOLLOWED_UP, {"told": ""}, UnstatedParticularsError, "house rule 6.6"),
    *(
        (event, {"is_free_of_court": False}, OpenGuardError, "GC III 115")
        for event in (E.KIN_DEPARTED, E.PRISONER_ARRIVED, E.ASKED_AGAIN, E.SIGNED)
    ),
]


@pytest.mark.parametrize("event, lacking, refusal, provision", LACKING)
def test_refuses_a_step_that_lacks_one_thing_and_allows_it_with_that_thing(
    event: HandoverEvent, lacking: dict[str, object], refusal: type[RuleError], provision: str
) -> None:
    state = BEFORE.get(event, S.AUTHORISED)
    refused = _refusal(state, event, replace(ALL_MET, **lacking))  # type: ignore[arg-type]

    assert (refusal, provision) == (type(refused), refused.provision)
    assert isinstance(next_handover(state, event, ALL_MET), HandoverState)


@pytest.mark.parametrize(
    "event, attestation, provision", [(event, *line) for event, lines in ATTESTATIONS.items() for line in lines]
)
def test_refuses_a_step_whose_checklist_lacks_one_line(
    event: HandoverEvent, attestation: Attestation, provision: str
) -> None:
    facts = replace(ALL_MET, attested=ALL_MET.attested - {attestation})
    refused = _refusal(BEFORE[event], event, facts)

    assert ((attestation.value, provision),) == refused.params["guards"]


@pytest.mark.parametrize("event", [event for event, _ in PATH[1:]])
def test_refuses_a_step_before_the_one_before_it_and_one_in_its_minute_without_a_word_why(event: HandoverEvent) -> None:
    before = replace(ALL_MET, last_at=NOON + timedelta(seconds=1))
    assert ("in_order", "house rule 6.6") in _refusal(BEFORE[event], event, before).params["guards"]
    same = replace(ALL_MET, last_at=NOON - timedelta(seconds=59), reason="")
    assert (("late_entry_reason", "house rule 6.6"),) == _refusal(BEFORE[event], event, same).params["guards"]
    late = replace(ALL_MET, at=NOON + timedelta(minutes=16), reason="")
    assert ("late_entry_reason", "house rule 6.6") in _refusal(BEFORE[event], event, late).params["guards"]

    assert isinstance(next_handover(BEFORE[event], event, replace(same, reason="written down at night")), HandoverState)


ALONE = AskingFacts(
    room="room 1", language="uk", is_understood=True, is_guard_in_hearing=False, is_other_in_hearing=False,
    is_officer_in_hearing=False,
)  # fmt: skip


@pytest.mark.parametrize(
    "lacking, what",
    [
        ({"is_guard_in_hearing": True}, "no_guard_in_hearing"), ({"is_other_in_hearing": True}, "no_other_in_hearing"),
        ({"is_officer_in_hearing": True}, "no_officer_in_hearing"), ({"room": " "}, "room"),
        ({"language": ""}, "language_understood"), ({"is_understood": False}, "language_understood"),
    ],
)  # fmt: skip
def test_refuses_an_asking_that_was_not_alone_or_not_understood(lacking: dict[str, object], what: str) -> None:
    told = {"asked_by": "interviewer", "officers": {"officer 1"}, "asked_at": NOON, "arrived_at": NOON,
            "is_link_confirmed": True, "is_withheld": False}  # fmt: skip
    with pytest.raises(OpenGuardError) as held:
        check_asking(ALONE, **told | {"is_withheld": True})  # type: ignore[arg-type]
    assert (("not_withheld", "GC IV 137(2)"),) == held.value.params["guards"]
    check_asking(ALONE, **told)  # type: ignore[arg-type]

    with pytest.raises(RuleError) as refused:
        check_asking(replace(ALONE, **lacking), **told)  # type: ignore[arg-type]
    assert [what] == [one for one, _ in refused.value.params["guards"]]


def test_refuses_an_asking_by_who_runs_it_and_before_both_had_come() -> None:
    with pytest.raises(SecondPersonError):
        check_asking(
            ALONE, asked_by="officer 1", officers={"officer 1"}, asked_at=NOON, arrived_at=NOON, is_link_confirmed=True,
            is_withheld=False,
        )  # fmt: skip
    for arrived_at in (None, NOON + timedelta(seconds=1)):
        with pytest.raises(HandoverOrderError):
            check_asking(
                ALONE, asked_by="interviewer", officers=(), asked_at=NOON, arrived_at=arrived_at,
                is_link_confirmed=True, is_withheld=False,
            )  # fmt: skip


def test_every_attestation_belongs_to_exactly_one_step() -> None:
    lines = [attestation for checklist in ATTESTATIONS.values() for attestation, _ in checklist]

    assert sorted(set(Attestation) - TICKED_ONCE) == sorted(lines)


@pytest.mark.parametrize(
    "given, what",
    [
        ({"basis": None}, "release_basis"),
        ({"legal_basis": " "}, "legal_basis"),
        ({"points": []}, "points"),
        ({"points": ["border A", ""]}, "points"),
        ({"transit_consents": []}, "transit_consents"),
    ],
)
def test_refuses_to_switch_on_without_basis_points_and_consents(given: dict[str, object], what: str) -> None:
    whole: dict[str, object] = {
        "basis": ReleaseBasis.EXCHANGE, "legal_basis": "agreement 1", "points": ["border A"],
        "transit_consents": ["consent 1"],
    }  # fmt: skip
    check_switch(**whole)  # type: ignore[arg-type]

    with pytest.raises(UnstatedParticularsError) as refused:
        check_switch(**(whole | given))  # type: ignore[arg-type]
    assert ((what, "practice rule 18"),) == refused.value.params["guards"]


def test_an_old_yes_carries_a_journey_and_what_happened_is_recorded_without_one() -> None:
    old = replace(ALL_MET, his_decision=_said(ContactAnswer.YES, 24 * 30))
    for event in (E.KIN_DEPARTED, E.PRISONER_ARRIVED):
        assert () == event_guards_open(event, old)
    for event in (E.KIN_ARRIVED, E.IDENTITY_CHECKED):
        assert () == event_guards_open(event, replace(ALL_MET, his_decision=None, is_withheld=True, kinship_level=0))


@pytest.mark.parametrize("event", [event for event in E if event is not E.OPENED])
def test_refuses_every_event_before_it_is_opened(event: HandoverEvent) -> None:
    assert isinstance(_refusal(None, event, ALL_MET), HandoverOrderError)


@pytest.mark.parametrize("event", list(E))
def test_refuses_every_event_after_the_end(event: HandoverEvent) -> None:
    for state in (S.FOLLOWED_UP, S.STOPPED_BY_PRISONER, S.STOPPED_BY_KIN, S.STOPPED_BY_AUTHORITY, S.FAILED):
        assert isinstance(_refusal(state, event, ALL_MET), HandoverOrderError)


def test_refuses_to_leave_a_step_out() -> None:
    states: list[HandoverState | None] = [None, *(state for _, state in PATH)]
    for place, (event, _) in enumerate(PATH):
        for state in states[:place] + states[place + 1 :]:
            assert isinstance(_refusal(state, event, ALL_MET), HandoverOrderError)


def test_the_way_through() -> None:
    state: HandoverState | None = None
    for event, expected in PATH:
        assert next_step(state) is event
        assert guards_open(state, ALL_MET) == ()
        state = next_handover(state, event, ALL_MET)

        assert expected is state
    assert next_step(state) is None
    assert guards_open(state, BARE) == ()


def test_the_desk_sees_everything_that_opening_still_lacks() -> None:
    missing = {guard.what for guard in guards_open(None, BARE)}

    assert missing == {
        "switched_on", "point_agreed", "release_basis", "link_confirmed", "kinship_level", "his_decision",
        "his_decision_recent", "opened_by", "no_embargo",
    }  # fmt: skip


@pytest.mark.parametrize("state", [*BEFORE_SIGNED, S.SUSPENDED])
def test_he_and_she_stop_in_every_state_before_the_signatures_without_a_reason(state: HandoverState) -> None:
    assert stoppable(state)
    assert S.STOPPED_BY_PRISONER is next_handover(state, E.STOPPED_BY_PRISONER, BARE)
    assert S.STOPPED_BY_KIN is next_handover(state, E.STOPPED_BY_KIN, BARE)


@pytest.mark.parametrize("state", [S.SIGNED, S.COMPLETED])
def test_refuses_to_stop_what_is_signed(state: HandoverState) -> None:
    assert not stoppable(state)
    for event in (E.STOPPED_BY_PRISONER, E.STOPPED_BY_KIN, E.STOPPED_BY_AUTHORITY, E.SUSPENDED):
        assert isinstance(_refusal(state, event, ALL_MET), HandoverOrderError)


def test_stopping_leaves_no_mark_but_the_state() -> None:
    names = {field.name for field in fields(HandoverFacts)}

    assert not {name for name in names if "penalty" in name or "refusal" in name}
    assert all(is_ended(state) for state in (S.STOPPED_BY_PRISONER, S.STOPPED_BY_KIN))
    assert event_guards_open(E.STOPPED_BY_PRISONER, BARE) == ()
    assert event_guards_open(E.STOPPED_BY_KIN, BARE) == ()


@pytest.mark.parametrize("state", BEFORE_SIGNED)
def test_what_an_authority_suspends_goes_on_where_it_stood(state: HandoverState) -> None:
    assert S.SUSPENDED is next_handover(state, E.SUSPENDED, ALL_MET)
    assert state is next_handover(S.SUSPENDED, E.RESUMED, replace(ALL_MET, state_before_suspension=state))


@pytest.mark.parametrize("before", [None, S.SIGNED, S.COMPLETED, S.SUSPENDED, S.STOPPED_BY_KIN])
def test_refuses_to_resume_into_a_state_that_nobody_can_have_suspended(before: HandoverState | None) -> None:
    facts = replace(ALL_MET, state_before_suspension=before)

    assert isinstance(_refusal(S.SUSPENDED, E.RESUMED, facts), HandoverOrderError)


def test_the_sentence_of_article_117_stands_only_where_its_basis_does() -> None:
    assert [basis for basis in ReleaseBasis if prints_article_117(basis)] == [ReleaseBasis.ART109_110]
    assert prints_article_117(ReleaseBasis.EXCHANGE, agreement_says_so=True)


class Meeting(RuleBasedStateMachine):
    """One hand-over, every event in any order, while his decision ages and changes and the switch goes off.

    Keeps its own book of what was true when each state was reached (invariants 4 and 9).
    """

    @initialize()
    def begin(self) -> None:
        self.state: HandoverState | None = None
        self.at = NOON
        self.answer, self.answered_at = ContactAnswer.NOT_ASKED, NOON
        self.before: HandoverState | None = None
        self.facts = BARE
        self.was_agreed_at: dict[HandoverEvent, bool] = {}
        self.asked: dict[AskedPerson, RenewedAsking] = {}

    def _is_agreed(self) -> bool:
        age = self.at - self.answered_at
        return self.answer in ("yes", "only_this_person") and age <= timedelta(hours=72)

    @rule(hours=st.integers(1, 40))
    def time_passes(self, hours: int) -> None:
        self.at += timedelta(hours=hours)

    @rule(answer=st.sampled_from(ContactAnswer))
    def he_answers(self, answer: ContactAnswer) -> None:
        self.answer, self.answered_at = answer, self.at

    @rule(who=st.sampled_from(AskedPerson), answer=st.sampled_from(RenewedAnswer), room=st.sampled_from("AB"))
    def one_is_asked_again(self, who: AskedPerson, answer: RenewedAnswer, room: str) -> None:
        self.asked[who] = RenewedAsking(answer=answer, asked_at=self.at, asked_by="interviewer", room=room)

    def _are_both_agreed(self) -> bool:
        both = [self.asked.get(who) for who in AskedPerson]
        return (
            all(
                one is not None and one.answer == "yes" and self.at - one.asked_at <= timedelta(hours=4) for one in both
            )
            and len({one.room for one in both if one}) == 2
        )

    def _facts(self, level: int, is_on: bool, authorised_by: tuple[str, ...]) -> HandoverFacts:
        return replace(
            ALL_MET, at=self.at, kinship_level=level, happened_at=self.at, last_at=None, met_at=self.at,
            his_asking=self.asked.get(AskedPerson.HE), her_asking=self.asked.get(AskedPerson.SHE),
            his_decision=ContactDecision(
                about=ContactAbout.HANDOVER, answer=self.answer, decided_at=self.answered_at
            ),
            is_switched_on=is_on, authorised_by=authorised_by, state_before_suspension=self.before,
        )  # fmt: skip

    def _take(self, event: HandoverEvent, facts: HandoverFacts) -> None:
        open_before = guards_open(self.state, facts) if event is next_step(self.state) else None
        try:
            after = next_handover(self.state, event, facts)
        except RuleError as refused:
            assert refused.provision
            assert open_before != ()
            return
        assert not open_before
        if after is S.SUSPENDED:
            self.before = self.state
        if event in (E.KIN_DEPARTED, E.PRISONER_ARRIVED):
            assert self.answer in ("yes", "only_this_person")
        if event in (E.OPENED, E.AUTHORISED, E.ASKED_AGAIN, E.SIGNED):
            self.was_agreed_at[event] = self._is_agreed()
            if event in (E.ASKED_AGAIN, E.SIGNED):
                assert self._are_both_agreed()
                assert event is E.ASKED_AGAIN or all(one.asked_at < self.at for one in self.asked.values())
            if event in (E.OPENED, E.AUTHORISED):
                assert facts.kinship_level == 3 and facts.is_switched_on
            if event is E.AUTHORISED:
                assert len(set(facts.authorised_by) - {facts.opened_by, ""}) >= 2
        self.state = after

    @rule(
        event=st.sampled_from(E), level=st.integers(0, 3), is_on=st.booleans(),
        authorised_by=st.lists(st.sampled_from(["account 1", "account 2", "account 3", ""]), max_size=3).map(tuple),
    )  # fmt: skip
    def anything_is_tried(self, event: HandoverEvent, level: int, is_on: bool, authorised_by: tuple[str, ...]) -> None:
        self._take(event, self._facts(level, is_on, authorised_by))

    @rule()
    def the_next_step_is_tried_after_asking_him(self) -> None:
        event = next_step(self.state)
        if event is not None:
            self.he_answers(ContactAnswer.YES)
            for who in AskedPerson:
                self.one_is_asked_again(who, RenewedAnswer.YES, who.value)
            self.at += timedelta(minutes=1)
            self._take(event, self._facts(3, True, ("account 2", "account 3")))

    @invariant()
    def he_and_she_can_stop_until_it_is_signed_and_never_after(self) -> None:
        state = getattr(self, "state", None)
        if state is None:
            return
        for event in (E.STOPPED_BY_PRISONER, E.STOPPED_BY_KIN):
            try:
                stopped = next_handover(state, event, HandoverFacts(at=self.at))
            except HandoverOrderError:
                assert is_ended(state) or state is S.SIGNED
            else:
                assert is_ended(stopped) and next_step(stopped) is None

    @invariant()
    def nobody_is_opened_authorised_or_signed_without_his_recent_yes(self) -> None:
        agreed = getattr(self, "was_agreed_at", {})
        assert all(agreed.values())
        if getattr(self, "state", None) in (S.SIGNED, S.COMPLETED, S.FOLLOWED_UP):
            assert {E.OPENED, E.AUTHORISED, E.ASKED_AGAIN, E.SIGNED} == set(agreed)


TestMeeting = Meeting.TestCase
TestMeeting.settings = settings(max_examples=80, stateful_step_count=50, deadline=None)
