"""Whose work it is: taken, given with a reason, all of it at leave; whoever is away or gone holds nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.vocabulary.errors import InputError
from repatria.records.access.errors import (
    NotYourWorkError,
    RoleForbidsError,
    TakenWorkError,
    UnfitForWorkError,
    UnknownAccountError,
    UnknownWorkError,
)
from repatria.records.access.services import close_account
from repatria.records.access.services.work import give_all_work, give_work, record_absence, take_work
from repatria.records.access.work import colleagues, holder_of, holders_of, own_work, work_of, workload
from repatria.records.ledger.reading import tree_size
from tests.cast import Cast
from tests.kept import built_once

pytestmark = pytest.mark.django_db
WHY = "the other knows the family"


@pytest.fixture
@built_once
def cast(clock, randomness):
    return Cast(clock, randomness)


def held(cast, *numbers):
    return holders_of(numbers, at=cast.clock())


def test_refuses_what_is_no_record_and_what_the_role_does_not_open(cast):
    size = tree_size()
    with pytest.raises(UnknownWorkError):
        take_work(cast.by("caseworker-1"), about="E-NOBODY")
    with pytest.raises(UnknownWorkError):
        take_work(cast.by("caseworker-1"), about="W-1")
    cast.mother  # noqa: B018 - she comes when first called
    with pytest.raises(UnfitForWorkError):
        take_work(cast.by("registrar"), about=cast.mother)
    with pytest.raises(UnfitForWorkError):
        take_work(cast.by("hotline"), about=cast.mother)

    assert {} == held(cast, cast.mother)
    assert size < tree_size()


def test_refuses_to_take_what_lies_with_somebody_who_is_here(cast):
    take_work(cast.by("caseworker-1"), about=cast.mother)
    _, _ = cast.by("caseworker-2"), cast.by("head")  # whoever is hired when called is hired by acts
    size = tree_size()
    for name in ("caseworker-2", "caseworker-1", "head"):
        with pytest.raises(TakenWorkError):
            take_work(cast.by(name), about=cast.mother)

    assert size == tree_size()
    assert {cast.mother: cast.staff.numbers["caseworker-1"]} == held(cast, cast.mother)


def test_refuses_to_give_what_lies_with_another_without_a_reason_or_to_whom_it_does_not_fit(cast):
    take_work(cast.by("caseworker-1"), about=cast.mother)
    one, two = cast.by("caseworker-1"), cast.by("caseworker-2")
    registrar = cast.by("registrar").account_id
    size = tree_size()
    with pytest.raises(NotYourWorkError):
        give_work(two, about=cast.mother, to=two.account_id, reason=WHY)
    with pytest.raises(InputError):
        give_work(one, about=cast.mother, to=two.account_id, reason=" ")
    with pytest.raises(UnfitForWorkError):
        give_work(one, about=cast.mother, to=registrar, reason=WHY)
    with pytest.raises(UnknownAccountError):
        give_work(one, about=cast.mother, to="A-NOBODY", reason=WHY)
    with pytest.raises(TakenWorkError):
        give_work(one, about=cast.mother, to=one.account_id, reason=WHY)
    with pytest.raises(NotYourWorkError):
        give_all_work(two, account_id=one.account_id, to="", reason=WHY)
    with pytest.raises(TakenWorkError):
        give_all_work(two, account_id=two.account_id, to="", reason=WHY)
    with pytest.raises(NotYourWorkError):
        record_absence(two, account_id=one.account_id, from_on=two.at.date(), until_on=None, reason=WHY)
    with pytest.raises(RoleForbidsError):
        workload(two)
    with pytest.raises(RoleForbidsError):
        work_of(two, one.account_id)
    for name in ("caseworker-2", "registrar"):
        with pytest.raises(NotYourWorkError):
            colleagues(cast.by(name), cast.mother)

    assert size == tree_size()


def test_what_is_given_lies_with_the_other_and_all_goes_at_leave(cast):
    one, two = cast.by("caseworker-1"), cast.by("caseworker-2")
    for about in (cast.mother, cast.stranger):
        take_work(one, about=about)
    give_work(one, about=cast.mother, to=two.account_id, reason=WHY)
    assert {cast.mother: two.account_id, cast.stranger: one.account_id} == held(cast, cast.mother, cast.stranger)
    give_work(cast.by("head"), about=cast.mother, to=one.account_id, reason="two has too much")
    assert 2 == give_all_work(one, account_id=one.account_id, to=two.account_id, reason="leave")

    assert {two.account_id} == set(held(cast, cast.mother, cast.stranger).values())
    assert () == own_work(one)
    assert {cast.mother, cast.stranger} == {view.about for view in own_work(two)}
    assert {"caseworker-1", "caseworker-2", "head"} == {name for _, name in colleagues(two, cast.mother)}
    assert colleagues(cast.by("head"), cast.mother) == colleagues(two, cast.mother)


def test_what_lies_with_somebody_away_or_gone_is_for_all_and_lies_there_again_when_he_is_back(cast):
    one, two = cast.by("caseworker-1"), cast.by("caseworker-2")
    about, today = cast.mother, one.at.date()
    take_work(one, about=about)
    with pytest.raises(InputError):
        record_absence(one, account_id=one.account_id, from_on=today, until_on=today - timedelta(days=1), reason="ill")
    record_absence(one, account_id=one.account_id, from_on=today, until_on=today + timedelta(days=6), reason="leave")
    assert {} == held(cast, about)
    assert holder_of(two, about).is_away
    (load,) = [row for row in workload(cast.by("head")) if row.sign_in_name == "caseworker-1"]
    assert (1, str(today)) == (load.held, load.away_from)
    cast.clock.forward(days=7)
    assert {about: one.account_id} == held(cast, about)
    record_absence(cast.by("head"), account_id=one.account_id, from_on=today, until_on=today + timedelta(days=9),
                   reason="ill again")  # fmt: skip
    take_work(cast.by("caseworker-2"), about=about)
    assert {about: two.account_id} == held(cast, about)
    record_absence(cast.by("caseworker-1"), account_id=one.account_id, from_on=today, until_on=None, reason="back")
    close_account(cast.by("administrator-1"), account_id=two.account_id, reason="left")

    assert {} == held(cast, about), "who is gone holds nothing"
    assert about in {view.about for view in work_of(cast.by("head"), two.account_id)}
