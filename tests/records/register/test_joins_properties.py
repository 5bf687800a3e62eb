"""Whatever is joined and parted in whatever order, nobody vanishes: every number answers and every man counts once."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repatria.core.law.custody import CustodyEvent, CustodyState, is_held
from repatria.core.vocabulary.errors import RepatriaError
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.services import bulk_acts
from repatria.records.ledger.verify import verify
from repatria.records.register.joined import leader_of, numbers_of
from repatria.records.register.models import Join, ProtectedPerson
from repatria.records.register.selectors import head_counts, person_for_room, persons
from repatria.records.register.services import record_custody
from tests.records.register.joining import PLACES, Doubles

pytestmark = pytest.mark.django_db
MEN = 4


class TakenBack(Exception):
    """Ends an example: the store is as it was before it."""


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("join"), st.integers(0, MEN - 1), st.integers(0, MEN - 1), st.sampled_from(PLACES)),
        st.tuples(st.just("part"), st.integers(0, 3)),
        st.tuples(st.just("escape"), st.integers(0, MEN - 1)),
        st.tuples(st.just("retake"), st.integers(0, MEN - 1), st.sampled_from(PLACES)),
        st.tuples(st.just("sign_out"), st.integers(0, MEN - 1)),
    ),
    min_size=1,
    max_size=9,
)


@dataclass
class Told:
    """What a reader of the acts would say: each number's own custody, whatever is joined, and the joins that stand."""

    custody: dict[str, tuple[str, str]]
    joins: list[tuple[str, frozenset[str]]] = field(default_factory=list)


def stands(number: str) -> tuple[str, str]:
    row = ProtectedPerson.objects.get(pk=number)
    return row.custody_state or "", row.holder


def happens(doubles: Doubles, told: Told, number: str, event: CustodyEvent, holder: str = "", **attested: Any) -> None:
    from repatria.core.law.custody import CustodyAttested

    lead = leader_of(number)
    record_custody(
        doubles.by("registrar"), person_id=number, event=event, happened_at=doubles.clock(), holder=holder,
        attested=CustodyAttested(**attested),
    )  # fmt: skip
    told.custody[lead] = stands(lead)


def do(doubles: Doubles, told: Told, men: list[str], step: tuple[Any, ...]) -> None:
    what, *rest = step
    if what == "join":
        join_id = doubles.join(men[rest[0]], men[rest[1]], place=rest[2])
        told.joins.append((join_id, frozenset((men[rest[0]], men[rest[1]]))))
    elif what == "part" and rest[0] < len(told.joins):
        doubles.part(told.joins[rest[0]][0])
        del told.joins[rest[0]]
    elif what == "escape":
        happens(doubles, told, men[rest[0]], CustodyEvent.ESCAPED)
    elif what == "retake":
        happens(doubles, told, men[rest[0]], CustodyEvent.RECAPTURED, holder=rest[1])
    elif what == "sign_out":
        happens(doubles, told, men[rest[0]], CustodyEvent.SIGNED_OUT, holder="COURT-1", order_by="judge",
                due_back_at="2026-05-04T09:00:00+00:00")  # fmt: skip


def groups_of(men: list[str], joins: list[tuple[str, frozenset[str]]]) -> list[set[str]]:
    """The men there are, by the joins that stand."""
    found = [{one} for one in men]
    for _, pair in joins:
        met = [group for group in found if group & pair]
        found = [group for group in found if not group & pair] + [set().union(*met)]
    return found


def check(told: Told, men: list[str]) -> None:
    groups, rolls = groups_of(men, told.joins), Counter()
    for group in groups:
        leaders = {leader_of(number) for number in group}
        assert len(leaders) == 1, "one man has one number that leads"
        (leader,) = leaders
        state, holder = told.custody[leader]
        if is_held(CustodyState(state)):
            assert holder, "who is held is on somebody's roll"
            rolls[holder] += 1
        for number in group:
            view = person_for_room(number)
            assert group == set(numbers_of(number)) == ({one.person_id for one in view.numbers} or {number})
            assert (state, holder) == (view.custody_state, view.holder)
    assert rolls == Counter(head_counts())
    for number, own in told.custody.items():
        assert own == stands(number), "a join changes no record's own custody"


@pytest.fixture
def bureau(clock: Any) -> tuple[Doubles, list[str]]:
    """A bureau with its men, from which each example goes on and to which it goes back."""
    doubles = Doubles(clock, random.Random(7).randbytes)
    doubles.by("registrar-2")
    with bulk_acts():
        return doubles, [doubles.man(f"040{n}", PLACES[n % 3]) for n in range(MEN)]


@given(steps=STEPS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_nobody_vanishes_in_whatever_order_numbers_are_joined_and_parted(
    bureau: tuple[Doubles, list[str]], steps: list[Any]
) -> None:
    doubles, men = bureau
    doubles.cast.staff.randomness = random.Random(8).randbytes  # the same in each example
    with pytest.raises(TakenBack), bulk_acts():
        told = Told({number: stands(number) for number in men})
        rows = list(ProtectedPerson.objects.order_by("pk").values())
        is_moved = False
        for step in steps:
            try:
                do(doubles, told, men, step)
            except RepatriaError:
                continue  # the law refused: nothing changed
            finally:
                check(told, men)
            is_moved |= step[0] not in ("join", "part")
        for join_id, _ in list(told.joins):
            doubles.part(join_id)
            told.joins = [one for one in told.joins if one[0] != join_id]
            check(told, men)
        if not is_moved:
            assert rows == list(ProtectedPerson.objects.order_by("pk").values()), "parting gives every row back"
        assert MEN == len(persons(doubles.by("registrar")))
        assert not Join.objects.filter(state="joined").exists()
        raise TakenBack


def test_the_log_folds_to_these_rows_after_joins_and_partings(clock: Any, randomness: Any) -> None:
    doubles = Doubles(clock, randomness)
    men = [doubles.man(f"040{n}", PLACES[n]) for n in range(3)]
    first = doubles.join(men[0], men[1])
    doubles.join(men[1], men[2], place="CAMP-3")
    doubles.part(first)

    assert verify(log_verifier()).is_equal
