"""Lists as a machine: only declared edges, no name out before the act that allows it, nobody gone between versions."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.core.law.contact import ContactAbout, ContactAnswer, ContactDecision
from repatria.core.law.custody_facts import CustodyState
from repatria.core.law.exchange_holding import DifferenceEnd
from repatria.core.law.exchange_list import (
    LIVE,
    LineEvent,
    LineFacts,
    LineState,
    ListDirection,
    RefusalGround,
    next_line,
)
from repatria.core.law.exchange_outward import OutwardWord, ReleasedKind, may_be_named, outward_word
from repatria.core.vocabulary.errors import RepatriaError, RuleError
from repatria.records.access.calls import call_service
from repatria.records.exchanges.comparing import RowOnList
from repatria.records.exchanges.models import ListDifference, ListLine
from repatria.records.exchanges.outgoing import outgoing
from repatria.records.exchanges.services.differences import settle_difference
from repatria.records.ledger.catalogue import services
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from tests.conftest import Clock
from tests.records.exchanges.talks import AGENCY
from tests.records.handover.meeting import tried

EDGES = {
    (None, "proposed"), ("proposed", "agreed"), ("agreed", "verified"), ("verified", "released"),
    *((state, end) for state in ("proposed", "agreed", "verified") for end in ("refused", "withdrawn")),
}  # fmt: skip
"""The edges of a line, said a second time."""
NOON = Clock().at
FACTS = st.builds(
    LineFacts, at=st.just(NOON), direction=st.sampled_from(ListDirection), is_in_force=st.booleans(),
    is_named=st.booleans(), is_on_another=st.booleans(), custody_state=st.sampled_from([None, *CustodyState]),
    is_death_asserted=st.booleans(), is_identity_established=st.booleans(), has_open_proceedings=st.booleans(),
    is_held_back=st.booleans(), is_asked_since_join=st.booleans(), is_found_unfit=st.booleans(),
    has_come=st.booleans(), agreed_on=st.sampled_from([None, NOON.date()]), reference=st.sampled_from(["", "paper"]),
    ground=st.sampled_from([None, *RefusalGround]), said=st.sampled_from(["", "why"]),
    decision=st.builds(
        ContactDecision, about=st.sampled_from(ContactAbout), answer=st.sampled_from(ContactAnswer),
        decided_at=st.just(NOON),
    ) | st.none(),
)  # fmt: skip


def complete(direction: ListDirection, ground: RefusalGround | None = RefusalGround.NOT_AGREED) -> LineFacts:
    return LineFacts(
        at=NOON, direction=direction, is_in_force=True, is_named=True, is_on_another=False,
        custody_state=CustodyState.IN_CAMP, is_identity_established=True, has_open_proceedings=False,
        is_held_back=False, decision=ContactDecision(
            about=ContactAbout.RELEASE, answer=ContactAnswer.YES, decided_at=NOON
        ), is_asked_since_join=True, has_come=True, agreed_on=NOON.date(), reference="paper", ground=ground, said="why",
    )  # fmt: skip


@pytest.mark.parametrize("direction", ListDirection)
def test_of_all_pairs_of_state_and_event_only_the_declared_edges_lead_on(direction: ListDirection) -> None:
    found = set()
    for state, event in product([None, *LineState], LineEvent):
        facts = complete(direction)
        if event is LineEvent.RELEASED:
            facts = replace(facts, custody_state=CustodyState.REPATRIATED)
        try:
            found.add((state, next_line(state, event, facts)))
        except RuleError as refused:
            assert refused.provision
    assert EDGES == found


@settings(max_examples=100)
@given(
    facts=st.lists(FACTS, min_size=6, max_size=6),
    events=st.lists(st.sampled_from(LineEvent), min_size=6, max_size=6),
)
def test_no_walk_verifies_who_was_not_asked_or_names_who_is_not_verified(facts, events) -> None:
    state: LineState | None = None
    for one, event in zip(facts, events, strict=True):
        before = state
        try:
            state = next_line(state, event, one)
        except RuleError as refused:
            assert refused.provision
            continue
        assert (before, state) in EDGES
        if event is LineEvent.VERIFIED and one.direction is ListDirection.LEAVING:
            assert one.is_asked_since_join and not one.is_death_asserted and not one.is_held_back
            assert ContactAnswer.YES == one.decision.answer or one.decision.answer in (
                ContactAnswer.ONLY_THIS_PERSON, ContactAnswer.CANNOT_BE_ASKED
            )  # fmt: skip
        for has_come in (False, True):
            is_named = state is LineState.VERIFIED or (state is LineState.RELEASED and has_come)
            assert may_be_named(state, has_come=has_come) is is_named
            is_told = outward_word(state, has_come=has_come) in (OutwardWord.VERIFIED, OutwardWord.CROSSED)
            assert is_told is is_named


def called(talks, name: str, **said: object) -> object:
    """One call as `repatria apply` makes it of a line of JSON."""
    return call_service(talks.by("registrar"), services()[f"exchanges.{name}"], said)


@pytest.mark.django_db
def test_by_calls_of_json_the_whole_graph_of_a_line_is_walked_and_each_refusal_names_its_provision(talks) -> None:
    talks.agreed()
    listed = called(talks, "open_list", agreement_id=talks.agreement, direction="coming", power="PB", title="theirs")
    rows = [{"name": f"Наш {one}", "their_number": one.value} for one in LineState]
    at = talks.clock().isoformat()
    called(talks, "record_version", list_id=listed, side="theirs", came_at=at, supplied_by="their bureau", rows=rows)
    talks.list = listed
    lines = {one.their_number: one.line_id for one in talks.all_lines()}
    said = {
        "agreed": {"agreed_on": "2026-05-02", "reference": "protocol 4"}, "verified": {"reference": "their paper"},
        "released": {}, "refused": {"ground": "not_agreed", "said": "why"}, "withdrawn": {"said": "why"},
        "proposed": {},
    }  # fmt: skip
    way = ("agreed", "verified", "released")
    for state, line_id in lines.items():
        before = way[: way.index(state) + 1] if state in way else (state,) if state in ("refused", "withdrawn") else ()
        for event in before:
            if event == "released":
                called(talks, "record_crossing", list_id=listed, crossed_at=at, point="a bridge", came=[line_id])
            called(talks, "record_line", line_id=line_id, event=event, **said[event])
    called(talks, "record_crossing", list_id=listed, crossed_at=at, point="a bridge", came=list(lines.values()))
    found = set()
    for (state, line_id), event in product(lines.items(), LineEvent):
        with tried():
            try:
                found.add(
                    (state, called(talks, "record_line", line_id=line_id, event=event.value, **said[event.value]))
                )
            except RuleError as refused:
                assert refused.provision
    assert {edge for edge in EDGES if edge[0] is not None} == found


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
def test_through_the_services_nobody_goes_between_versions_and_no_unverified_name_goes_out(listed, seed) -> None:
    """Random versions, steps and ends of differences: each line that ended has an act that says so."""
    drawn = random.Random(seed)
    cards = [f"05{n:02}" for n in range(4)]
    for card in cards:
        listed.man(card, f"Гончар{card}")
        listed.answers(card, drawn.choice([ContactAnswer.YES, ContactAnswer.YES, ContactAnswer.NO]))
    names = {
        card: RowOnList(name=f"Гончар{card} Іван", person_id=listed.men[card], their_number=card) for card in cards
    }
    seen: set[str] = set()
    for _ in range(14):
        rows = drawn.sample(list(names.values()), drawn.randint(1, 4))
        step = drawn.randint(0, 3)
        try:
            if step == 0:
                listed.version(*rows)
            elif step == 1 and (open_ones := list(ListDifference.objects.filter(end=""))):
                one = drawn.choice(open_ones)
                settle_difference(
                    listed.by("registrar"), difference_id=one.pk, end=drawn.choice(list(DifferenceEnd)), said="a letter"
                )  # fmt: skip
            elif lines := list(ListLine.objects.all()):
                event = drawn.choice([LineEvent.AGREED, LineEvent.VERIFIED, LineEvent.REFUSED, LineEvent.RELEASED])
                listed.take(drawn.choice(lines).pk, event, **({"said": "w"} if event is LineEvent.REFUSED else {}))
        except RepatriaError:
            pass
        lines = list(ListLine.objects.all())
        assert seen <= {one.pk for one in lines}, "no line vanishes"
        seen = {one.pk for one in lines}
        waiting = set(ListDifference.objects.filter(kind="missing", end="").values_list("line_id", flat=True))
        for one in lines:
            if LineState(one.state) in LIVE:
                assert one.is_on_newest or one.pk in waiting
            else:
                assert one.state == listed.line(one.pk).steps[-1].event
        for kind in (ReleasedKind.NAMES, ReleasedKind.ANSWER):
            made = outgoing(kind, list_id=listed.list, power="", recipients=AGENCY, at=listed.clock())
            by_line = {row[1]: row for row in made.rows}
            for one in lines:
                row = by_line.get(one.pk)
                assert row is None or bool(row[3]) is may_be_named(
                    LineState(one.state), has_come=bool(one.crossing_id)
                )  # fmt: skip
    assert verify(log_verifier()).is_equal
