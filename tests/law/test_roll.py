"""The sum of a roll, whatever came late, was annulled, or happened at the very hour; sightings; the draw."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.core.law.custody import CustodyEvent, CustodyState
from repatria.core.law.draw import drawn_numbers, list_digest
from repatria.core.law.errors import OpenGuardError, UnstatedParticularsError
from repatria.core.law.roll import (
    CustodyStep,
    DifferenceEnd,
    Presence,
    RollRead,
    RollSum,
    explains,
    is_on_day,
    read_roll,
    roll_day_after,
    standing_at,
    standings,
)
from repatria.core.law.sighting import SightingKind, check_sighting, is_after_capture, kinds_for
from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.roles import Role

DAY = datetime(2026, 3, 28, tzinfo=UTC)  # the night before the clocks go forward in Kyiv
HERE, THERE, COURT = "CAMP-2", "CAMP-1", "COURT"
_MOVES = (
    (CustodyEvent.ARRIVED, HERE, CustodyState.IN_CAMP), (CustodyEvent.ARRIVED, THERE, CustodyState.IN_CAMP),
    (CustodyEvent.SIGNED_OUT, COURT, CustodyState.OTHER_SERVICE), (CustodyEvent.RETURNED, HERE, CustodyState.IN_CAMP),
    (CustodyEvent.UNACCOUNTED, HERE, CustodyState.UNACCOUNTED), (CustodyEvent.DIED, "", CustodyState.DIED),
    (CustodyEvent.TRANSFER_ORDERED, HERE, CustodyState.IN_TRANSIT), (CustodyEvent.ESCAPED, "", CustodyState.ESCAPED),
)  # fmt: skip


@st.composite
def logs(draw):
    """What was recorded of some men: each act with its hour, in the log's order; some annul the last one of a man."""
    steps: dict[str, list[CustodyStep]] = {}
    for index in range(draw(st.integers(1, 24))):
        man = draw(st.sampled_from("abcd"))
        mine = steps.setdefault(man, [])
        standing = [one for one in mine if one.annulled_index is None]
        if standing and draw(st.integers(0, 5)) == 0:
            place = mine.index(standing[-1])
            old = mine[place]
            mine[place] = CustodyStep(
                act_index=old.act_index, at=old.at, event=old.event, holder=old.holder, state=old.state, left=old.left,
                annulled_index=index,
            )  # fmt: skip
            continue
        event, holder, state = draw(st.sampled_from(_MOVES))
        at = DAY + timedelta(hours=draw(st.integers(0, 80)))
        left = standing[-1].holder if standing else ""
        mine.append(CustodyStep(act_index=index, at=at, event=event, holder=holder, state=state, left=left))
    return {man: tuple(mine) for man, mine in steps.items()}


@given(logs(), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 25)), min_size=2, max_size=5))
@settings(max_examples=300)
def test_a_sum_adds_up_and_nobody_leaves_it_without_an_act(people, rolls):
    hours = sorted({hour for hour, _ in rolls})
    sizes = sorted(size for _, size in rolls)
    previous, before, were = None, 0, set()
    for hour, size in zip(hours, sizes, strict=False):
        now = RollRead(taken_at=DAY + timedelta(hours=hour), before_index=size)

        read = read_roll(HERE, people, now, previous)  # RollSum refuses a sum that does not add up

        assert before == read.sum.before, "what was read once is read again the same"
        assert len(read.held) == read.sum.held
        known = {
            index: man for man, steps in people.items() for one in steps
            for index in (one.act_index, one.annulled_index) if index is not None
        }  # fmt: skip
        by = {known[index] for index in (*read.came_by, *read.left_by, *read.late_by)}
        assert were ^ set(read.held) <= by, "who came or is gone has an act that says so"
        assert read.sum.late_in + read.sum.late_out == len(read.late_by)
        previous, before, were = now, read.sum.held, set(read.held)


@given(logs())
def test_the_last_word_of_the_register_is_the_last_here_and_every_man_answers_to_one_place(people):
    everywhere = Counter(
        stood[-1].place for steps in people.values() if (stood := standings(steps, before_index=99))
    )  # fmt: skip
    by_place = {
        place: read_roll(
            place, people, RollRead(taken_at=DAY + timedelta(days=9), before_index=99), None
        ).sum.held for place in everywhere if place
    }  # fmt: skip

    assert {place: count for place, count in everywhere.items() if place} == by_place
    for steps in people.values():
        standing = [one for one in steps if one.annulled_index is None]
        stood = standings(steps, before_index=99)
        assert bool(standing) == bool(stood)
        if standing and standing[-1].state is CustodyState.IN_CAMP:
            assert standing[-1].holder == stood[-1].place


def step(index, hour, event, holder, state, left="", annulled=None):
    return CustodyStep(
        act_index=index, at=DAY + timedelta(hours=hour), event=event, holder=holder, state=state, left=left,
        annulled_index=annulled,
    )  # fmt: skip


ARRIVED = step(1, 6, CustodyEvent.ARRIVED, HERE, CustodyState.IN_CAMP)
SIGNED_OUT = step(2, 10, CustodyEvent.SIGNED_OUT, COURT, CustodyState.OTHER_SERVICE, left=HERE)
LOST = step(3, 20, CustodyEvent.UNACCOUNTED, COURT, CustodyState.UNACCOUNTED, left=COURT)


def test_who_was_signed_out_stays_on_the_roll_of_the_place_that_lent_him_and_is_not_expected_there():
    read = read_roll(
        HERE, {"a": (ARRIVED, SIGNED_OUT)}, RollRead(taken_at=DAY + timedelta(hours=12), before_index=9), None
    )
    lost = read_roll(
        HERE, {"a": (ARRIVED, SIGNED_OUT, LOST)}, RollRead(taken_at=DAY + timedelta(hours=30), before_index=9), None
    )

    assert (1, 1, 0) == (read.sum.held, read.sum.signed_out, read.sum.expected)
    assert (1, 1, 0) == (lost.sum.held, lost.sum.unaccounted, lost.sum.expected)
    assert (
        ()
        == read_roll(
            COURT, {"a": (ARRIVED, SIGNED_OUT)}, RollRead(taken_at=DAY + timedelta(hours=12), before_index=9), None
        ).held
    )


def test_what_was_recorded_late_of_the_time_before_the_last_roll_has_a_line_of_its_own():
    late = step(5, 5, CustodyEvent.ARRIVED, HERE, CustodyState.IN_CAMP)
    first = RollRead(taken_at=DAY + timedelta(hours=8), before_index=4)

    read = read_roll(
        HERE, {"a": (ARRIVED,), "b": (late,)}, RollRead(taken_at=DAY + timedelta(hours=32), before_index=6), first
    )

    assert RollSum(before=1, late_in=1, held=2) == read.sum
    assert ((5,), ()) == (read.late_by, read.came_by)


def test_a_transfer_at_the_very_hour_of_the_roll_is_counted_once():
    moved = step(2, 8, CustodyEvent.ARRIVED, THERE, CustodyState.IN_CAMP, left=HERE)
    people = {"a": (ARRIVED, moved)}
    first = RollRead(taken_at=DAY + timedelta(hours=8), before_index=9)

    assert (0, 1) == tuple(read_roll(one, people, first, None).sum.held for one in (HERE, THERE))
    later = RollRead(taken_at=DAY + timedelta(hours=32), before_index=9)
    assert (0, 0, 0) == ((one := read_roll(HERE, people, later, first).sum).before, one.came, one.left)


def test_a_sum_that_does_not_add_up_is_none():
    with pytest.raises(ValueError, match="add up"):
        RollSum(before=3, came=1, held=3)


def test_before_anything_is_known_of_him_he_stands_nowhere():
    stood = standings((ARRIVED,), before_index=9)

    assert standing_at(stood, DAY) is None
    assert Presence.THERE is standing_at(stood, DAY + timedelta(hours=6)).presence


@pytest.mark.parametrize(
    ("how", "given_facts", "is_explained"),
    [
        (DifferenceEnd.EVENT_LATE, {"expected_now": 30}, True),
        (DifferenceEnd.EVENT_LATE, {"expected_now": 31}, False),
        (DifferenceEnd.MAN_FOUND, {"expected_now": 31, "found": ("a",)}, True),
        (DifferenceEnd.MAN_FOUND, {"expected_now": 32, "found": ("a", "a")}, False),
        (DifferenceEnd.MAN_FOUND, {"expected_now": 29, "found": ("a",)}, False),
        (DifferenceEnd.WRONG_COUNT, {"expected_now": 31}, False),
        (DifferenceEnd.WRONG_COUNT, {"expected_now": 31, "is_recounted": True}, True),
    ],
)
def test_a_difference_is_explained_by_what_the_house_knows(how, given_facts, is_explained):
    assert is_explained == explains(how, counted=30, **given_facts)


def test_a_place_that_begins_to_hold_somebody_owes_the_roll_of_a_day_that_has_not_begun_to_end():
    assert "2026-03-29" == roll_day_after(DAY + timedelta(hours=10))
    assert "2026-03-30" == roll_day_after(DAY + timedelta(hours=22))


def test_a_day_is_that_of_some_clock_and_not_of_every_hour():
    assert is_on_day(DAY - timedelta(hours=3), date(2026, 3, 28))
    assert not is_on_day(DAY - timedelta(hours=15), date(2026, 3, 28))
    assert not is_on_day(DAY + timedelta(hours=37), date(2026, 3, 28))


GOOD = {
    "roles": frozenset({Role.DELEGATE}), "seen_by": "the delegate", "place": "Camp 2", "reference": "",
    "was_held": True, "is_after_capture": True,
}  # fmt: skip


def test_nobody_of_the_camp_says_what_somebody_from_outside_saw():
    with pytest.raises(OpenGuardError) as refused:
        check_sighting(SightingKind.DELEGATE, **GOOD | {"roles": frozenset({Role.CAMP_OFFICER, Role.DELEGATE})})

    assert (("seen_by_one_outside", "practice rule 15"),) == refused.value.params["guards"]
    outside = {SightingKind.DELEGATE, SightingKind.DOCTOR, SightingKind.AUDITOR}
    assert not outside & set(kinds_for(frozenset({Role.CAMP_OFFICER, Role.MEDICAL, Role.AUDITOR})))
    assert {SightingKind.DELEGATE, SightingKind.OWN_SIGNATURE, SightingKind.OWN_MESSAGE} == set(
        kinds_for(GOOD["roles"])
    )


@pytest.mark.parametrize("lacking", [{"seen_by": " "}, {"place": ""}, {"was_held": False}, {"is_after_capture": False}])
def test_a_sighting_says_who_and_where_and_lies_within_his_being_held(lacking):
    with pytest.raises((OpenGuardError, UnstatedParticularsError)):
        check_sighting(SightingKind.DELEGATE, **GOOD | lacking)


def test_his_own_signature_is_on_some_paper():
    with pytest.raises(UnstatedParticularsError):
        check_sighting(SightingKind.OWN_SIGNATURE, **GOOD)
    check_sighting(SightingKind.OWN_SIGNATURE, **GOOD | {"reference": "receipt 12"})


def test_before_his_capture_nobody_saw_him_and_a_day_that_is_no_day_refuses_nothing():
    assert not is_after_capture(DAY, PartialDate(2026, 4))
    assert is_after_capture(DAY, PartialDate(2026, 3, 28))
    assert is_after_capture(DAY, PartialDate(2026, 2, 30))
    assert is_after_capture(DAY, None)


NUMBERS = [f"P-{number:05d}-00000-0" for number in range(427)]
ROOT = "lwntEyg9dQT3w0F+v5sSKKJKBEZpVROmmqjSfbwQfYw="


def test_a_draw_is_repeated_by_the_ten_lines_of_the_page():
    from hashlib import sha256

    def score(number):
        return sha256(f"{ROOT}\n3\n*\n{number}\n".encode()).hexdigest()

    assert tuple(sorted(NUMBERS, key=score)[:10]) == drawn_numbers(ROOT, 3, "*", reversed(NUMBERS), 10)


@given(st.integers(1, 60), st.integers(1, 60))
def test_a_larger_draw_begins_with_the_smaller_one_and_another_number_of_the_draw_draws_others(few, many):
    drawn = drawn_numbers(ROOT, 3, "*", NUMBERS, few)

    assert drawn[:many] == drawn_numbers(ROOT, 3, "*", NUMBERS, many)[:few]
    assert len(set(drawn)) == few
    assert drawn_numbers(ROOT, 3, "*", NUMBERS, 60) != drawn_numbers(ROOT, 4, "*", NUMBERS, 60)


def test_every_number_is_drawn_as_often_as_another():
    drawn = Counter(one for draw in range(400) for one in drawn_numbers(ROOT, draw, "*", NUMBERS[:40], 10))

    assert 40 == len(drawn)
    assert max(abs(count - 100) for count in drawn.values()) < 5 * 75**0.5  # five standard deviations of 400 draws


def test_a_list_is_known_by_its_digest_whatever_its_order():
    assert list_digest(NUMBERS) == list_digest(reversed(NUMBERS))
    assert list_digest(NUMBERS) != list_digest(NUMBERS[1:])
