"""Custody: refusals first, then the ways through, then a machine that tries all of them (invariants 1 and 2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from repatria.core.law.custody import (
    LISTED,
    CustodyAttested,
    CustodyEvent,
    CustodyFacts,
    CustodyState,
    custody_guards_open,
    facts_attested,
    has_left,
    holder_after,
    is_held,
    next_custody,
    notice_event,
    notifiable,
    possible_events,
)
from repatria.core.law.custody_facts import Condition, DeathCause, is_before_capture
from repatria.core.law.custody_words import UNEXPLAINED, custody_words
from repatria.core.law.errors import (
    CustodyOrderError,
    OpenGuardError,
    SecondPersonError,
    UnstatedParticularsError,
)
from repatria.core.law.release import Proceedings, ReleaseFacts
from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.errors import RuleError
from repatria.core.vocabulary.notices import NoticeEvent
from tests.law.test_release import ALL_MET as RELEASE

E, S = CustodyEvent, CustodyState

ALL_MET = CustodyFacts(
    holder="camp 1",
    previous_holder="unit 3",
    list_reference="list 7",
    counted=1,
    listed=1,
    received_by="officer 1",
    told_new_address=True,
    effects_go_with_him=True,
    has_order=True,
    order_by="order 5",
    has_due_back=True,
    is_due_back_within_a_month=True,
    condition=Condition.UNCHANGED,
    has_strong_sighting=True,
    release=RELEASE,
    receiving_power="PB",
    is_receiving_power_able=True,
    disproved_by=("account 1", "account 2"),
)


def _refusal(state: CustodyState | None, event: CustodyEvent, facts: CustodyFacts) -> RuleError:
    with pytest.raises(RuleError) as refused:
        next_custody(state, event, facts)
    return refused.value


@pytest.mark.parametrize("event", [event for event in E if event is not E.CAPTURE_REPORTED])
def test_refuses_every_event_but_a_capture_for_somebody_whom_only_a_list_names(event: CustodyEvent) -> None:
    assert isinstance(_refusal(LISTED, event, ALL_MET), CustodyOrderError)


@pytest.mark.parametrize("event", list(E))
def test_refuses_every_event_after_death_and_after_a_disproved_report(event: CustodyEvent) -> None:
    assert isinstance(_refusal(S.DIED, event, ALL_MET), CustodyOrderError)
    assert isinstance(_refusal(S.RECORD_ERROR, event, ALL_MET), CustodyOrderError)


@pytest.mark.parametrize(
    "state, event, lacking, refusal, provision",
    [
        (S.IN_UNIT, E.EVACUATED, {"list_reference": ""}, UnstatedParticularsError, "GC III 20"),
        (S.IN_UNIT, E.EVACUATED, {"counted": 2}, OpenGuardError, "GC III 20"),
        (S.IN_TRANSIT, E.ARRIVED, {"holder": ""}, UnstatedParticularsError, "GC III 122(4)"),
        (S.IN_TRANSIT, E.ARRIVED, {"received_by": ""}, UnstatedParticularsError, "practice rule 15"),
        (S.IN_CAMP, E.TRANSFER_ORDERED, {"list_reference": ""}, UnstatedParticularsError, "GC III 46"),
        (S.IN_CAMP, E.TRANSFER_ORDERED, {"listed": 0}, OpenGuardError, "GC III 46"),
        (S.IN_CAMP, E.TRANSFER_ORDERED, {"told_new_address": False}, OpenGuardError, "GC III 48"),
        (S.IN_CAMP, E.TRANSFER_ORDERED, {"effects_go_with_him": False}, OpenGuardError, "GC III 48"),
        (S.IN_CAMP, E.TRANSFER_ORDERED, {"holder": ""}, UnstatedParticularsError, "GC III 48"),
        (S.IN_CAMP, E.TRANSFER_CALLED_OFF, {"has_order": False}, OpenGuardError, "GC III 46"),
        (S.IN_CAMP, E.DEPARTED, {"has_order": False}, OpenGuardError, "GC III 46"),
        (S.IN_CAMP, E.DEPARTED, {"is_before_order": True}, OpenGuardError, "GC III 46"),
        (S.IN_HOSPITAL, E.DEPARTED, {"counted": None}, UnstatedParticularsError, "GC III 46"),
        (S.IN_CAMP, E.SIGNED_OUT, {"holder": ""}, UnstatedParticularsError, "practice rule 14"),
        (S.IN_CAMP, E.SIGNED_OUT, {"order_by": ""}, UnstatedParticularsError, "practice rule 14"),
        (S.IN_CAMP, E.SIGNED_OUT, {"has_due_back": False}, UnstatedParticularsError, "practice rule 14"),
        (S.IN_CAMP, E.SIGNED_OUT, {"is_due_back_within_a_month": False}, OpenGuardError, "practice rule 14"),
        (S.OTHER_SERVICE, E.RETURNED, {"holder": ""}, UnstatedParticularsError, "practice rule 14"),
        (S.OTHER_SERVICE, E.RETURNED, {"condition": None}, UnstatedParticularsError, "practice rule 14"),
        (S.IN_CAMP, E.SIGNED_OUT, {"is_before_capture": True}, OpenGuardError, "GC III 122(4)"),
        (S.IN_TRANSIT, E.ARRIVED, {"is_before_capture": True}, OpenGuardError, "GC III 122(4)"),
        (S.IN_CAMP, E.TRANSFER_ORDERED, {"is_before_capture": True}, OpenGuardError, "GC III 122(4)"),
        (S.ESCAPED, E.RECAPTURED, {"holder": ""}, UnstatedParticularsError, "GC III 122(4)"),
        (S.IN_CAMP, E.TRANSFERRED_TO_POWER, {"receiving_power": ""}, UnstatedParticularsError, "GC III 12"),
        (S.IN_CAMP, E.TRANSFERRED_TO_POWER, {"is_receiving_power_able": False}, OpenGuardError, "GC III 12"),
        (S.REPORTED, E.DISPROVED, {"disproved_by": ("account 1", "account 1")}, SecondPersonError, "house rule 6.1"),
    ],
)
def test_refuses_an_event_that_lacks_one_thing_and_allows_it_with_that_thing(
    state: CustodyState, event: CustodyEvent, lacking: dict[str, object], refusal: type[RuleError], provision: str
) -> None:
    refused = _refusal(state, event, replace(ALL_MET, **lacking))  # type: ignore[arg-type]

    assert (refusal, provision) == (type(refused), refused.provision)
    assert isinstance(next_custody(state, event, ALL_MET), CustodyState)


def test_a_refusal_names_all_that_is_missing_not_just_the_first() -> None:
    refused = _refusal(S.RELEASE_PENDING, E.RELEASE_COMPLETED, CustodyFacts())

    assert len(refused.params["guards"]) == 8
    assert len(custody_guards_open(E.RELEASE_COMPLETED, CustodyFacts())) == 8


@pytest.mark.parametrize(
    "state, event, lacking, provision",
    [
        (S.IN_CAMP, E.RELEASE_OPENED, {"is_identity_established": False}, "GC III 17(5)"),
        (S.IN_CAMP, E.RELEASE_OPENED, {"proceedings": Proceedings.PENDING}, "GC III 115"),
        (S.RELEASE_PENDING, E.RELEASE_COMPLETED, {"outcome": None}, "GC III 122(5)"),
        (S.RELEASE_PENDING, E.RELEASE_CANCELLED, {"authority": " "}, "practice rule 19"),
    ],
)
def test_asks_of_a_release_what_the_law_of_releases_asks(
    state: CustodyState, event: CustodyEvent, lacking: dict[str, object], provision: str
) -> None:
    facts = replace(ALL_MET, release=replace(ALL_MET.release, **lacking))  # type: ignore[arg-type]

    assert provision == _refusal(state, event, facts).provision


@pytest.mark.parametrize(
    ("captured_on", "hour", "is_before"),
    [
        ("2026-05-03", 9, True), ("2026-05-03", 10, False), ("2026-05", 9, False), ("2026-06", 9, True),
        ("2027", 9, True), ("2026", 9, False), ("2026-06-31", 9, False), ("", 9, False),
    ],
)  # fmt: skip
def test_what_is_said_to_have_happened_before_the_day_of_his_capture_anywhere_is_seen(
    captured_on: str, hour: int, is_before: bool
) -> None:
    on = PartialDate.parse(captured_on) if captured_on else None

    assert is_before is is_before_capture(datetime(2026, 5, 2, hour, tzinfo=UTC), on)


def test_refuses_a_second_arrival_at_the_place_that_holds_him_already() -> None:
    facts = replace(ALL_MET, holder="camp 1", previous_holder="camp 1")

    assert isinstance(_refusal(S.IN_CAMP, E.ARRIVED, facts), CustodyOrderError)


def test_two_places_that_claim_one_man_make_him_contested_and_neither_entry_is_refused() -> None:
    facts = replace(ALL_MET, holder="camp 2", previous_holder="camp 1", has_strong_sighting=False)

    assert S.CONTESTED is next_custody(S.IN_CAMP, E.ARRIVED, facts)
    assert S.CONTESTED is next_custody(S.CONTESTED, E.ARRIVED, facts)
    assert S.IN_CAMP is next_custody(S.CONTESTED, E.ARRIVED, replace(facts, has_strong_sighting=True))


def test_an_arrival_straight_from_a_unit_needs_a_late_list_or_is_contested() -> None:
    assert S.IN_CAMP is next_custody(S.IN_UNIT, E.ARRIVED, ALL_MET)
    assert S.CONTESTED is next_custody(S.IN_UNIT, E.ARRIVED, replace(ALL_MET, list_reference=""))


def test_an_arrival_with_a_wrong_count_is_recorded() -> None:
    assert S.IN_CAMP is next_custody(S.IN_TRANSIT, E.ARRIVED, replace(ALL_MET, counted=299, listed=300))


def test_a_capture_report_without_a_holder_is_a_report_and_nobody_holds_him() -> None:
    reported = next_custody(LISTED, E.CAPTURE_REPORTED, CustodyFacts())

    assert S.REPORTED is reported
    assert not is_held(reported)
    assert S.IN_UNIT is next_custody(LISTED, E.CAPTURE_REPORTED, CustodyFacts(holder="unit 3"))


def test_the_whole_way_from_capture_to_repatriation() -> None:
    state: CustodyState | None = LISTED
    for event, expected in (
        (E.CAPTURE_REPORTED, S.IN_UNIT),
        (E.EVACUATED, S.IN_TRANSIT),
        (E.ARRIVED, S.IN_CAMP),
        (E.HOSPITALISED, S.IN_HOSPITAL),
        (E.DISCHARGED, S.IN_CAMP),
        (E.SIGNED_OUT, S.OTHER_SERVICE),
        (E.RETURNED, S.IN_CAMP),
        (E.RELEASE_OPENED, S.RELEASE_PENDING),
        (E.RELEASE_CANCELLED, S.IN_CAMP),
        (E.RELEASE_OPENED, S.RELEASE_PENDING),
        (E.RELEASE_COMPLETED, S.REPATRIATED),
    ):
        state = next_custody(state, event, ALL_MET)

        assert expected is state


def test_a_release_that_he_does_not_want_is_given_up_without_a_reason() -> None:
    unwanted = CustodyFacts(release=ReleaseFacts(is_refused_by_him=True))

    assert S.IN_CAMP is next_custody(S.RELEASE_PENDING, E.RELEASE_CANCELLED, unwanted)
    hospital = replace(unwanted, returns_to=S.IN_HOSPITAL)
    assert S.IN_HOSPITAL is next_custody(S.RELEASE_PENDING, E.RELEASE_CANCELLED, hospital)


def test_nobody_is_returned_into_a_state_that_is_no_place() -> None:
    assert S.IN_CAMP is next_custody(S.OTHER_SERVICE, E.RETURNED, replace(ALL_MET, returns_to=S.RELEASED))


@pytest.mark.parametrize("state", [s for s in S if is_held(s)] + [S.REPORTED, S.ESCAPED])
def test_a_death_without_a_doctor_can_be_recorded_and_opens_an_enquiry(state: CustodyState) -> None:
    assert S.DIED is next_custody(state, E.DIED, CustodyFacts())
    for attested in (
        CustodyAttested(),
        CustodyAttested(cause=DeathCause.NATURAL),
        CustodyAttested(doctor="one", cause=DeathCause.VIOLENT),
    ):
        assert UNEXPLAINED in custody_words(E.DIED, state, S.DIED, facts_attested(attested))


def test_the_events_of_article_122_5_are_notifiable_and_moves_inside_a_camp_are_not() -> None:
    treaty = {E.DEPARTED, E.RELEASE_COMPLETED, E.ESCAPED, E.HOSPITALISED, E.DIED, E.TRANSFERRED_TO_POWER}

    assert all(notifiable(event) for event in treaty | {E.CAPTURE_REPORTED, E.ARRIVED, E.DISPROVED, E.ANNULLED})
    others = (E.SIGNED_OUT, E.RETURNED, E.RELEASE_OPENED, E.EVACUATED, E.TRANSFER_ORDERED, E.TRANSFER_CALLED_OFF)
    assert not any(notifiable(event) for event in others)


def test_an_order_that_left_him_where_he_is_is_no_transfer_and_an_old_one_that_put_him_on_his_way_is() -> None:
    assert NoticeEvent.TRANSFER is notice_event(E.TRANSFER_ORDERED, S.IN_TRANSIT)
    assert notice_event(E.TRANSFER_ORDERED, S.IN_CAMP) is None
    assert has_left(E.DEPARTED, S.IN_TRANSIT) and not has_left(E.TRANSFER_ORDERED, S.IN_HOSPITAL)


@pytest.mark.parametrize("state", [S.IN_CAMP, S.IN_HOSPITAL])
def test_a_man_leaves_when_he_left_and_not_when_it_was_ordered(state: CustodyState) -> None:
    assert state is next_custody(state, E.TRANSFER_ORDERED, ALL_MET)
    assert "camp 2" == holder_after(E.TRANSFER_ORDERED, state, "camp 1", "camp 2")
    assert state is next_custody(state, E.TRANSFER_CALLED_OFF, ALL_MET)
    assert S.IN_TRANSIT is next_custody(state, E.DEPARTED, replace(ALL_MET, counted=30, listed=31))
    assert "escort" == holder_after(E.DEPARTED, S.IN_TRANSIT, "escort", "camp 2")


def test_an_arrival_where_he_was_ordered_to_is_no_second_claim() -> None:
    ordered = replace(ALL_MET, holder="camp 2", ordered_to="camp 2", list_reference="")

    assert S.IN_CAMP is next_custody(S.IN_CAMP, E.ARRIVED, ordered)
    assert S.CONTESTED is next_custody(S.IN_CAMP, E.ARRIVED, replace(ordered, holder="camp 3"))
    assert S.CONTESTED is next_custody(S.IN_CAMP, E.ARRIVED, replace(ordered, has_order=False))


def test_every_notifiable_event_has_its_word_on_a_notice_and_no_other_event_has_one() -> None:
    assert {event for event in E if notifiable(event)} == {event for event in E if notice_event(event)}
    assert NoticeEvent.CAPTURE is notice_event(E.RECAPTURED)
    assert NoticeEvent.CORRECTION is notice_event(E.ANNULLED)
    assert notice_event(E.SIGNED_OUT) is None


class CustodyBook(RuleBasedStateMachine):
    """Many men and places, every event in any order, with facts that may or may not be enough.

    Counts heads per place on its own, by arrivals and departures, and compares (invariant 1).
    """

    places = ("unit 3", "camp 1", "camp 2", "hospital 1")

    @initialize()
    def begin(self) -> None:
        self.state: dict[int, CustodyState | None] = {}
        self.holder: dict[int, str] = {}
        self.heads: dict[str, int] = {}
        self.notices: dict[int, int] = {}
        self.notifiable_events: dict[int, int] = {}

    @precondition(lambda self: len(self.state) < 4)
    @rule()
    def somebody_is_listed(self) -> None:
        man = len(self.state)
        self.state[man], self.holder[man] = LISTED, ""
        self.notices[man] = self.notifiable_events[man] = 0

    def _record(self, man: int, event: CustodyEvent, facts: CustodyFacts) -> None:
        before, was = self.state[man], self.holder[man]
        try:
            after = next_custody(before, event, facts)
        except RuleError as refused:
            assert refused.provision
            assert self.state[man] is before
            return
        assert event in possible_events(before)
        self.state[man] = after
        self.holder[man] = holder_after(event, after, facts.holder, was)
        if was != self.holder[man]:
            if was:
                self.heads[was] -= 1
            if self.holder[man]:
                self.heads[self.holder[man]] = self.heads.get(self.holder[man], 0) + 1
        if event not in (
            E.SIGNED_OUT, E.RETURNED, E.UNACCOUNTED, E.EVACUATED, E.RELEASE_OPENED, E.RELEASE_CANCELLED,
            E.TRANSFER_ORDERED, E.TRANSFER_CALLED_OFF,
        ):  # fmt: skip
            self.notifiable_events[man] += 1
        if notifiable(event):
            self.notices[man] += 1

    @precondition(lambda self: self.state)
    @rule(drawn=st.data(), event=st.sampled_from(E), place=st.sampled_from(places), is_whole=st.booleans())
    def something_happens(self, drawn: st.DataObject, event: CustodyEvent, place: str, is_whole: bool) -> None:
        man = drawn.draw(st.sampled_from(sorted(self.state)))
        facts = replace(ALL_MET, holder=place, previous_holder=self.holder[man]) if is_whole else CustodyFacts()
        self._record(man, event, facts)

    @precondition(lambda self: self.state)
    @rule(drawn=st.data(), place=st.sampled_from(places))
    def something_possible_happens(self, drawn: st.DataObject, place: str) -> None:
        man = drawn.draw(st.sampled_from(sorted(self.state)))
        events = possible_events(self.state[man])
        if events:
            facts = replace(ALL_MET, holder=place, previous_holder=self.holder[man])
            self._record(man, drawn.draw(st.sampled_from(events)), facts)

    @invariant()
    def everybody_held_has_exactly_one_holder_and_nobody_else_has_any(self) -> None:
        for man, state in getattr(self, "state", {}).items():
            assert is_held(state) is bool(self.holder[man]), (state, self.holder[man])

    @invariant()
    def the_heads_of_every_place_are_those_whom_it_holds(self) -> None:
        holders = list(getattr(self, "holder", {}).values())
        for place, heads in getattr(self, "heads", {}).items():
            assert holders.count(place) == heads

    @invariant()
    def every_notifiable_event_made_its_notice_due(self) -> None:
        assert getattr(self, "notifiable_events", {}) == getattr(self, "notices", {})


TestCustodyBook = CustodyBook.TestCase
TestCustodyBook.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
