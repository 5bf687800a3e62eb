"""One man under two numbers: said by two persons, taken apart by two, and nobody vanishes by it."""

from __future__ import annotations

import pytest

from repatria.core.law.custody import CustodyAttested, CustodyEvent
from repatria.core.law.joins import JoinState
from repatria.core.vocabulary.errors import InputError, RuleError, TwoPersonRuleError
from repatria.core.vocabulary.particulars import ParticularKind
from repatria.records.access.errors import RoleForbidsError
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import verify
from repatria.records.register.errors import (
    JoinStateError,
    NotHeldError,
    NothingToldError,
    OneManAlreadyError,
    UnknownJoinError,
    UnknownPersonError,
)
from repatria.records.register.models import ProtectedPerson
from repatria.records.register.selectors import (
    camp_roll,
    custody_of,
    head_counts,
    mail_number_of,
    person_for_room,
    persons,
)
from repatria.records.register.selectors.joins import join_numbered, joined_numbers, joins, joins_of_person
from repatria.records.register.services import annul_custody, record_custody, record_listed
from repatria.records.register.services.joins import (
    decline_join,
    propose_join,
    propose_parting,
    record_join,
    record_parting,
    settle_told,
)
from tests.cast import particulars
from tests.kept import built_once
from tests.records.register.joining import Doubles

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def doubles(clock, randomness):
    return Doubles(clock, randomness)


@pytest.fixture
def two(doubles):
    """One man on two cards, in two camps."""
    return doubles.man("0417", "CAMP-1"), doubles.man("0533", "CAMP-2", surname="Шевчинко")


def guards_of(refused):
    return {what for what, _ in refused.value.params["guards"]}


@pytest.mark.parametrize("name", ["camp-1", "interviewer", "reviewer-1", "caseworker-1", "auditor", "delegate", "head"])
def test_refuses_whoever_keeps_no_register(doubles, two, name):
    acting, before = doubles.by(name), tree_size()
    with pytest.raises(RoleForbidsError):
        propose_join(acting, first_id=two[0], second_id=two[1], seen=doubles.seen(*two), reason="same")

    assert before == tree_size()


@pytest.mark.parametrize(
    ("other", "guard"),
    [
        ({"first_stub": "0418"}, "both_stubs"), ({"second_stub": ""}, "both_stubs"),
        ({"place": "CAMP-3"}, "held_where_seen"), ({"place": "CAMP-9"}, "held_where_seen"),
        ({"by": "camp-1"}, "seen_from_outside"),
    ],
)  # fmt: skip
def test_refuses_stubs_that_nobody_from_outside_saw_on_one_man_where_he_is_held(doubles, two, other, guard):
    doubles.by("camp-1")
    with pytest.raises(RuleError) as refused:
        doubles.propose(*two, **other)

    assert guard in guards_of(refused)


@pytest.mark.parametrize("left_out", ["by", "at", "place"])
def test_refuses_a_witness_who_is_not_named_or_saw_nobody_knows_when_or_where(doubles, two, left_out):
    with pytest.raises(RuleError) as refused:
        doubles.propose(*two, **{left_out: ""})

    assert "seen_on_one_man" in guards_of(refused)


def test_refuses_a_clerk_who_works_for_a_camp_too(doubles, two):
    with pytest.raises(RuleError) as refused:
        doubles.propose(*two, proposer="camp-clerk")

    assert {"seen_from_outside"} == guards_of(refused)


def test_refuses_a_join_without_a_reason_an_hour_that_is_none_and_one_that_has_not_come(doubles, two):
    for said in ({"at": "yesterday"}, {"at": "2026-05-03T08:00:00"}, {"at": "2026-05-03T10:00:00+00:00"}):
        with pytest.raises(InputError):
            doubles.propose(*two, **said)
    with pytest.raises(InputError):
        propose_join(doubles.by("registrar"), first_id=two[0], second_id=two[1], seen=doubles.seen(*two), reason=" ")


def test_refuses_a_number_that_nobody_has_and_a_man_whom_only_a_list_names(doubles, two):
    listed = record_listed(
        doubles.by("registrar"), source_key="list:7", raw="", particulars=particulars("7", "Шевченко"), events=()
    )
    seen = doubles.seen(*two)
    with pytest.raises(UnknownPersonError):
        propose_join(doubles.by("registrar"), first_id=two[0], second_id="P-NOBODY", seen=seen, reason="same")
    with pytest.raises(NotHeldError):
        propose_join(doubles.by("registrar"), first_id=two[0], second_id=listed, seen=seen, reason="same")


def test_refuses_one_man_with_himself_twice_proposed_and_joined_already(doubles, two):
    with pytest.raises(OneManAlreadyError):
        doubles.propose(two[0], two[0])
    join_id = doubles.propose(*two)
    with pytest.raises(OneManAlreadyError):
        doubles.propose(two[1], two[0], proposer="registrar-2")
    record_join(doubles.by("registrar-2"), join_id=join_id)
    with pytest.raises(OneManAlreadyError):
        doubles.propose(*two)


def test_refuses_that_one_person_alone_joins_or_parts(doubles, two):
    join_id = doubles.propose(*two)
    with pytest.raises(TwoPersonRuleError):
        record_join(doubles.by("registrar"), join_id=join_id)
    record_join(doubles.by("registrar-2"), join_id=join_id)
    propose_parting(doubles.by("registrar"), join_id=join_id, reason="two men")
    with pytest.raises(TwoPersonRuleError):
        record_parting(doubles.by("registrar"), join_id=join_id)

    assert {"CAMP-1": 1} == head_counts()


def test_refuses_to_record_once_he_is_held_under_neither_number_where_he_was_seen(doubles, two):
    join_id = doubles.propose(*two)
    record_custody(doubles.by("registrar"), person_id=two[0], event=CustodyEvent.ESCAPED, happened_at=doubles.clock())
    with pytest.raises(RuleError) as refused:
        record_join(doubles.by("head"), join_id=join_id)

    assert {"held_where_seen"} == guards_of(refused)
    assert {"CAMP-2": 1} == head_counts()


def test_refuses_what_does_not_follow_from_where_a_join_stands(doubles, two):
    join_id, by = doubles.propose(*two), doubles.by("registrar-2")
    for call in (propose_parting, decline_join):
        with pytest.raises(UnknownJoinError):
            call(by, join_id="X-NONE", reason="x")
    with pytest.raises(JoinStateError):
        propose_parting(by, join_id=join_id, reason="x")
    with pytest.raises(InputError):
        decline_join(by, join_id=join_id, reason=" ")
    decline_join(by, join_id=join_id, reason="another scar")
    for call in (record_join, record_parting):
        with pytest.raises(JoinStateError):
            call(by, join_id=join_id)

    assert JoinState.DECLINED == join_numbered(by, join_id).state
    assert {"CAMP-1": 1, "CAMP-2": 1} == head_counts()


def test_until_a_second_person_records_it_both_cards_stay_on_their_rolls(doubles, two):
    doubles.propose(*two)

    assert {"CAMP-1": 1, "CAMP-2": 1} == head_counts()
    assert two[0] == camp_roll(doubles.by("camp-1"))[0].person_id


def test_both_numbers_lead_to_one_man_where_he_was_seen_and_what_contradicts_stands_side_by_side(doubles, two):
    doubles.join(*two, place="camp № 02")
    first, second = map(person_for_room, two)

    assert {"CAMP-2": 1} == head_counts()
    assert ("CAMP-2", "CAMP-2") == (first.holder, second.holder)
    assert first.particulars == second.particulars
    assert {"Шевченко", "Шевчинко"} == {one.value for one in first.particulars if one.kind == ParticularKind.SURNAME}
    assert [two[1], two[0]] == [one.person_id for one in first.numbers]
    assert ["CAMP-2", "CAMP-1"] == [one.holder for one in second.numbers]
    assert "0533" == mail_number_of(two[0])
    assert [] == list(camp_roll(doubles.by("camp-1")))
    lines = {line.person_id: line for line in persons(doubles.by("registrar"))}
    assert {two[0]: two[1], two[1]: ""} == {number: line.stands_under for number, line in lines.items()}
    assert [two[1]] == [line.person_id for line in persons(doubles.by("registrar"), held_only=True)]


def test_what_happens_to_him_is_recorded_under_either_number_on_one_timeline(doubles, two):
    join_id = doubles.join(*two)
    by, at = doubles.by("registrar"), doubles.clock()
    record_custody(by, person_id=two[1], event=CustodyEvent.SIGNED_OUT, happened_at=at, holder="COURT-1",
                   attested=CustodyAttested(order_by="judge", due_back_at="2026-05-04T09:00:00+00:00"))  # fmt: skip
    assert "CAMP-1" == custody_of(two[1]).lent_by == custody_of(two[0]).lent_by
    record_custody(by, person_id=two[0], event=CustodyEvent.RETURNED, happened_at=at, holder="CAMP-1",
                   attested=CustodyAttested(condition="unchanged"))  # fmt: skip
    timeline = person_for_room(two[1]).timeline

    assert timeline == person_for_room(two[0]).timeline
    assert ["signed_out", "returned"] == [line.event for line in timeline]
    annul_custody(by, person_id=two[1], custody_id=timeline[-1].custody_id, reason="another man came back")
    assert "other_service" == custody_of(two[0]).custody_state
    doubles.part(join_id)
    assert ("CAMP-2", "in_unit") == (custody_of(two[1]).holder, custody_of(two[1]).custody_state)


def test_a_join_with_one_who_left_never_takes_him_who_is_held_off_his_roll(doubles, two):
    record_custody(doubles.by("registrar"), person_id=two[1], event=CustodyEvent.ESCAPED, happened_at=doubles.clock())
    doubles.join(two[1], two[0])

    assert {"CAMP-1": 1} == head_counts()
    assert "in_unit" == custody_of(two[1]).custody_state
    assert "escaped" == next(one for one in person_for_room(two[0]).numbers if one.person_id == two[1]).custody_state


def test_a_death_that_one_of_his_records_asserts_holds_for_the_man(doubles, two):
    record_custody(doubles.by("registrar"), person_id=two[1], event=CustodyEvent.DIED, happened_at=doubles.clock())
    join_id = doubles.join(*two)

    assert custody_of(two[0]).asserted_dead
    doubles.part(join_id)
    assert not custody_of(two[0]).asserted_dead


def rows():
    return list(ProtectedPerson.objects.order_by("pk").values())


def test_a_parting_gives_every_row_back(doubles, two):
    before = rows()
    join_id = doubles.join(*two)
    assert before != rows()
    doubles.part(join_id)

    assert before == rows()
    assert verify(log_verifier()).is_equal


def test_three_numbers_are_one_man_until_the_middle_join_is_parted(doubles, two):
    third = doubles.man("0600", "CAMP-3")
    first_join = doubles.join(*two)
    doubles.join(two[1], third, place="CAMP-3")
    assert {"CAMP-3": 1} == head_counts()
    assert [third, *two] == [one.person_id for one in person_for_room(two[0]).numbers]
    doubles.part(first_join)

    assert {"CAMP-1": 1, "CAMP-3": 1} == head_counts()
    assert [third, two[1]] == [one.person_id for one in person_for_room(two[1]).numbers]
    assert () == person_for_room(two[0]).numbers


def test_a_man_released_under_three_numbers_is_on_no_roll_again_when_the_last_join_is_parted(doubles, two):
    join_id = doubles.join(*two)
    record_custody(doubles.by("registrar"), person_id=two[1], event=CustodyEvent.ESCAPED, happened_at=doubles.clock())
    third = doubles.man("0600", "CAMP-3")
    later = doubles.join(two[1], third, place="CAMP-3")
    doubles.part(later)

    assert {"CAMP-3": 1} == head_counts()
    assert "escaped" == custody_of(two[1]).custody_state
    doubles.part(join_id)
    assert {"CAMP-2": 1, "CAMP-3": 1} == head_counts()


def test_delegate_and_auditor_read_who_saw_what_and_the_draw_is_given_the_numbers(doubles, two):
    start = tree_size()
    join_id = doubles.join(*two)
    for name in ("delegate", "auditor"):
        (told,) = joins(doubles.by(name))
        assert (join_id, "delegate of the Agency", "CAMP-1", "0417", "0533") == (
            told.join_id, told.seen_by, told.seen_place, told.first_stub, told.second_stub)  # fmt: skip
        assert {doubles.cast.number("registrar"), doubles.cast.number("registrar-2")} == {
            told.proposed_by, told.recorded_by}  # fmt: skip
    assert two == joined_numbers(since_index=start)
    assert () == joined_numbers(since_index=tree_size())
    assert [join_id] == [one.join_id for one in joins_of_person(doubles.by("auditor"), two[1])]
    with pytest.raises(RoleForbidsError):
        joins(doubles.by("camp-1"))


def test_refuses_to_settle_what_was_not_told_meanwhile(doubles, two):
    join_id = doubles.join(*two)
    with pytest.raises(JoinStateError):
        settle_told(doubles.by("registrar"), join_id=join_id, told_index=7, how="rang them")
    doubles.part(join_id)
    for index in (0, tree_size() - 1, 10**9):
        with pytest.raises(NothingToldError):
            settle_told(doubles.by("registrar"), join_id=join_id, told_index=index, how="rang them")


def test_a_declined_parting_leaves_them_joined(doubles, two):
    join_id = doubles.join(*two)
    propose_parting(doubles.by("registrar"), join_id=join_id, reason="two men")

    assert JoinState.JOINED == decline_join(doubles.by("registrar-2"), join_id=join_id, reason="one scar")
    assert {"CAMP-1": 1} == head_counts()
