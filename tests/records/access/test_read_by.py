"""Who read a record: from the log alone, by person and week, for those roles that may."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.vocabulary.errors import InputError
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.read_by import read_by
from repatria.records.enquiries.selectors import enquiries, enquiry
from repatria.records.ledger.reading import entries_since, tree_size
from repatria.records.register.selectors import person
from tests.cast import Cast
from tests.kept import built_once

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def cast(clock, randomness):
    return Cast(clock, randomness)


def test_refuses_whoever_may_not_and_a_caseworker_a_mans_file(cast):
    man, her = cast.prisoner, cast.mother
    names = ("registrar", "hotline", "interviewer", "camp", "reviewer-1", "delegate", "caseworker-1", "head")
    acting = {name: cast.by(name) for name in names}
    size = tree_size()
    for name in names[:6]:
        with pytest.raises(RoleForbidsError):
            read_by(acting[name], her)
    with pytest.raises(RoleForbidsError):
        read_by(acting["caseworker-1"], man)
    for days in (0, -1, 367):
        with pytest.raises(InputError):
            read_by(acting["head"], man, days=days)

    assert size == tree_size()


def test_each_reader_stands_with_his_week_and_how_often_and_whether_it_was_a_list_alone(cast):
    her, man = cast.mother, cast.prisoner
    for name in ("caseworker-2", "registrar", "head"):
        cast.by(name)
    for _ in range(4):
        enquiry(cast.by("caseworker-2"), her)
        cast.clock.forward(minutes=5)
    person(cast.by("registrar"), man)
    cast.clock.forward(days=8)
    enquiry(cast.by("caseworker-2"), her)
    size = tree_size()
    found = read_by(cast.by("caseworker-1"), her)
    number = cast.staff.numbers["caseworker-2"]

    assert [(number, 1), (number, 4)] == [(one.actor, one.times) for one in found.lines if one.actor == number]
    assert all(not one.as_list for one in found.lines if one.actor == number)
    leaves = entries_since(size, kinds=["access.reading_recorded"])
    assert ("access.?read_by", (her,)) in [(leaf.act.question, leaf.act.records) for leaf in leaves]
    assert cast.staff.numbers["registrar"] in {one.actor for one in read_by(cast.by("head"), man).lines}
    assert cast.staff.numbers["registrar"] not in {one.actor for one in read_by(cast.by("head"), man, days=1).lines}


def test_who_saw_it_on_a_list_of_many_is_told_so(cast):
    her = cast.mother
    assert her in [one.enquiry_id for one in enquiries(cast.by("caseworker-2"))]
    (alone,) = [one for one in read_by(cast.by("head"), her).lines if one.question == "enquiries.?enquiries"]
    assert not alone.as_list, "it stood there alone"
    assert timedelta(0) <= cast.by("head").at - cast.clock()
