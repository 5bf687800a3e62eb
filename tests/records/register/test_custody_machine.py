"""Every edge of custody through the services, in any order: what is refused writes nothing, what is taken folds whole.

The law's own machine stands in tests/law/test_custody.py; here the acts are recorded, notified, clocked and verified on
the database of the tests, SQLite or PostgreSQL.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repatria.core.law.custody import CustodyAttested, CustodyEvent, CustodyState, is_held, possible_events
from repatria.core.law.custody_facts import Condition, DeathCause, ReleaseGround
from repatria.core.law.release import Proceedings, ReleaseBasis
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import RepatriaError
from repatria.doors.jobs.clocks import keep_clocks
from repatria.doors.jobs.consequences import draw_consequences
from repatria.records.clocks.models import Clock
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import verify
from repatria.records.register.models import CustodyEntry, ProtectedPerson
from repatria.records.register.selectors import custody_of, head_counts, open_order
from repatria.records.register.services import (
    PLAIN_EVENTS,
    annul_custody,
    cancel_release,
    open_release,
    record_custody,
)
from tests.kept import built_once
from tests.records.register.releasing import Releasing

pytestmark = pytest.mark.django_db
E, S = CustodyEvent, CustodyState
PLACES = ("CAMP-2", "CAMP-7", "UNIT-3", "HOSPITAL-1")
GROUND = ReleaseGround(
    basis=ReleaseBasis.UNILATERAL, reference="Order 7", signed_by="the minister", proceedings=Proceedings.NONE
)


def attested(man, is_whole):
    if not is_whole:
        return CustodyAttested()
    return CustodyAttested(
        list_reference="L-7", counted=1, listed=1, received_by="the gate", told_new_address=True,
        effects_go_with_him=True, order_by="order 5", due_back_at=instant_text(man.clock() + timedelta(hours=3)),
        condition=Condition.WORSE, cause=DeathCause.UNKNOWN, receiving_power="PC", power_assurance="note 5",
        sighted_by="a delegate",
    )  # fmt: skip


def happens(man, event, place, is_whole):
    if event is E.RELEASE_OPENED:
        open_release(man.by("registrar"), person_id=man.person, happened_at=man.clock(), ground=GROUND)
    elif event is E.RELEASE_CANCELLED:
        cancel_release(
            man.by("registrar"), person_id=man.person, happened_at=man.clock(), authority="bureau", reason="no road",
            provision="GC III 23",
        )  # fmt: skip
    elif event is E.ANNULLED:
        last = CustodyEntry.objects.filter(person_id=man.person, annulled_by=None).exclude(event="annulled")
        newest = last.order_by("-recorded_at_index").values_list("pk", flat=True)[:1]
        annul_custody(man.by("registrar"), person_id=man.person, custody_id=next(iter(newest), "C-0"), reason="slip")
    else:
        record_custody(
            man.by("registrar"), person_id=man.person, event=event, happened_at=man.clock(), holder=place,
            attested=attested(man, is_whole),
        )  # fmt: skip


def agrees(man, before, event, was_refused):
    """What must be true after each step, taken or refused."""
    facts = custody_of(man.person)
    state = S(facts.custody_state)
    assert is_held(state) is bool(facts.holder), (state, facts.holder)
    if was_refused:
        assert before == (state, facts.holder, tree_size())
    elif event in (E.TRANSFER_ORDERED, E.TRANSFER_CALLED_OFF):
        assert before[:2] == (state, facts.holder)
        assert (event is E.TRANSFER_ORDERED) is (open_order(man.person) is not None)
    elif event is not E.ANNULLED:
        assert event in possible_events(before[0])
    rows = ProtectedPerson.objects.exclude(holder="").exclude(custody_state=S.IN_TRANSIT.value)
    assert dict(Counter(rows.values_list("holder", flat=True))) == head_counts()


STEPS = st.lists(
    st.tuples(
        st.sampled_from(sorted({*PLAIN_EVENTS, E.RELEASE_OPENED, E.RELEASE_CANCELLED, E.ANNULLED})),
        st.sampled_from(PLACES), st.booleans(), st.booleans(),
    ),
    min_size=4, max_size=12,
)  # fmt: skip


@pytest.fixture
@built_once
def man(clock, randomness):
    made = Releasing(clock, randomness).identified()
    made.by("registrar")
    return made


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_order_of_events_keeps_one_holder_the_heads_the_notices_and_the_log(man, steps):
    with transaction.atomic():
        for event, place, is_whole, is_led in steps:
            state = S(custody_of(man.person).custody_state)
            if is_led and (possible := [one for one in possible_events(state) if one in PLAIN_EVENTS]):
                event = possible[PLACES.index(place) % len(possible)]
            before = (state, custody_of(man.person).holder, tree_size())
            try:
                happens(man, event, place, is_whole or is_led)
                was_refused = False
            except RepatriaError:
                was_refused = True
            agrees(man, before, event, was_refused)
        draw_consequences(man.outside)
        keep_clocks(man.outside)
        state = S(custody_of(man.person).custody_state)
        running = set(Clock.objects.filter(subject=man.person, ending="").values_list("rule", flat=True))
        assert state not in (S.OTHER_SERVICE,) or "signed_out" in running
        assert state is not S.DIED or "art121" in running
        assert is_held(state) or "signed_out" not in running
        assert verify(log_verifier()).is_equal
        transaction.set_rollback(True)


def test_every_plain_edge_of_the_law_was_walked_by_the_machine_or_is_walked_here(man):
    """Each event that may follow from each state a man can reach is recorded once through the service."""
    ways = {
        S.IN_CAMP: [], S.IN_TRANSIT: [E.TRANSFER_ORDERED, E.DEPARTED], S.IN_HOSPITAL: [E.HOSPITALISED],
        S.OTHER_SERVICE: [E.SIGNED_OUT], S.UNACCOUNTED: [E.UNACCOUNTED], S.ESCAPED: [E.ESCAPED],
        S.CONTESTED: [E.ARRIVED],
    }  # fmt: skip
    walked = set()
    for state, way in ways.items():
        for event in sorted(set(possible_events(state)) & PLAIN_EVENTS):
            with transaction.atomic():
                for step in way:
                    record_custody(
                        man.by("registrar"), person_id=man.person, event=step, happened_at=man.clock(),
                        holder="CAMP-7", attested=CustodyAttested(
                            **{**{f: getattr(attested(man, True), f) for f in CustodyAttested.__slots__},
                               "sighted_by": ""}),
                    )  # fmt: skip
                assert state == custody_of(man.person).custody_state
                if event in (E.DEPARTED, E.TRANSFER_CALLED_OFF):
                    happens(man, E.TRANSFER_ORDERED, "CAMP-2", is_whole=True)
                happens(man, event, "CAMP-1" if event is E.ARRIVED else "HOSPITAL-1", is_whole=True)
                walked.add((state, event))
                transaction.set_rollback(True)

    assert len(walked) > 40
    assert {event for _, event in walked} == PLAIN_EVENTS - {E.EVACUATED}
