"""A named man is buried once his family was told and as it wishes, or where the head says that it cannot wait."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.errors import OpenGuardError, SecondPersonError, UnstatedReasonError
from repatria.core.law.examination import HeldThen
from repatria.core.law.remains_named import BurialGround, NamedFacts, check_burial_agreed, named_guards
from repatria.core.law.remains_path import ItemOrderError, ItemState
from repatria.core.law.telling import DeathKnown, PartsWish, VisitEnd
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.remains.selectors.graves import rest_of
from repatria.records.remains.services.named_burial import agree_burial
from repatria.records.telling.board import of_board
from repatria.records.telling.concluded import answers_identified
from repatria.records.telling.selectors.cases import wishes
from repatria.records.telling.services.opening import open_telling, record_visitor
from repatria.records.telling.services.visits import confirm_visit, end_visit, plan_visit
from repatria.records.telling.services.wishes import record_wishes
from tests.records.identification.conftest import laboratory
from tests.records.identification.test_board import bench, concluded
from tests.records.remains.field import buried, examine, exhumed
from tests.records.telling.test_board import certified

pytestmark = pytest.mark.django_db
__all__ = ["bench", "laboratory"]


def words(refused):
    return [one for one, _ in refused.value.params["guards"]]


def test_the_law_asks_for_the_telling_for_her_wish_and_for_another_account():
    assert [] == list(named_guards(None)), "of one whom nobody named nothing is asked"
    untold = NamedFacts(is_told=False, has_wishes=True)
    assert ["buried_once_told", "buried_as_wished"] == [one.what for one in named_guards(untold)]
    told = NamedFacts(
        is_told=True, has_wishes=True, agreed=BurialGround.AS_WISHED, has_wished_since=True, is_by_another=False
    )  # fmt: skip
    assert ["buried_by_another_than_agreed", "buried_as_wished_since"] == [one.what for one in named_guards(told)]
    assert [] == list(named_guards(NamedFacts(is_told=False, has_wishes=True, agreed=BurialGround.HYGIENE)))
    with pytest.raises(ItemOrderError):
        check_burial_agreed(ItemState.BURIED, untold, BurialGround.HYGIENE, "heat")
    with pytest.raises(OpenGuardError) as refused:
        check_burial_agreed(ItemState.SAMPLED, None, BurialGround.AS_WISHED, "here")
    assert ["burial_of_named"] == words(refused)


def told(bench):
    """She is told by a pair, and another confirms it."""
    certified(bench, bench.mother)
    bench.staff.hire("liaison", Role.FAMILY_LIAISON)
    bench.staff.hire("liaison-2", Role.FAMILY_LIAISON)
    today = bench.clock().date()
    case = open_telling(
        bench.by("caseworker-1"), known=DeathKnown.PROVEN, enquiry_id=bench.mother, certificate="C 1",
        visit_by=today + timedelta(days=5),
    )  # fmt: skip
    pair = [
        record_visitor(
            bench.by("head"), name=name, office="liaison", trained_on=today, trained_by="a course", languages="uk"
        )
        for name in ("Bondar", "Koval")
    ]  # fmt: skip
    visit = plan_visit(
        bench.by("liaison"), telling_id=case, enquiry_id=bench.mother, visitors=pair, on=today, meets_at="there",
        language="uk",
    )  # fmt: skip
    end_visit(bench.by("liaison"), visit_id=visit, end=VisitEnd.TOLD, happened_at=bench.clock(), told="he died")
    yield
    confirm_visit(bench.by("liaison-2"), visit_id=visit, heard_from="Koval")
    yield


def test_refuses_to_bury_a_named_man_whom_nobody_told_or_otherwise_than_she_wishes(bench):
    answers_identified(of_board)
    item, _ = concluded(bench)
    examine(bench, item, held=HeldThen.NOT_HELD, held_ground="found at his post")
    with pytest.raises(OpenGuardError) as refused:
        buried(bench, item)
    assert ["buried_once_told"] == words(refused)
    for name in ("registrar", "mortuary", "doctor"):
        with pytest.raises(RoleForbidsError):
            agree_burial(bench.by(name), item_code=item, ground=BurialGround.HYGIENE, said="heat")
    with pytest.raises(OpenGuardError) as refused:
        agree_burial(bench.by("head"), item_code=item, ground=BurialGround.AS_WISHED, said="beside his brother")
    assert ["buried_once_told"] == words(refused), "nobody told her"
    with pytest.raises(UnstatedReasonError):
        agree_burial(bench.by("head"), item_code=item, ground=BurialGround.HYGIENE, said=" ")
    steps = told(bench)
    next(steps)
    with pytest.raises(OpenGuardError):
        buried(bench, item)  # one alone says that she was told
    next(steps)
    given = {"enquiry_id": bench.mother, "parts": PartsWish.EACH, "heard_by": "a liaison"}
    record_wishes(bench.by("liaison"), heard_on=bench.clock().date(), fragments="all that is found, with him", **given)
    assert "all that is found, with him" == wishes(bench.by("liaison"), bench.mother).fragments
    with pytest.raises(OpenGuardError) as refused:
        buried(bench, item)
    assert ["buried_as_wished"] == words(refused)
    agree_burial(bench.by("head"), item_code=item, ground=BurialGround.AS_WISHED, said="with all that is found")
    record_wishes(bench.by("liaison"), heard_on=bench.clock().date(), place="beside his brother", **given)
    with pytest.raises(OpenGuardError) as refused:
        buried(bench, item)
    assert ["buried_as_wished_since"] == words(refused)
    bench.staff.hire("both", Role.HEAD_OF_BUREAU, Role.MORTUARY)
    agree_burial(bench.by("both"), item_code=item, ground=BurialGround.AS_WISHED, said="beside his brother")
    with pytest.raises(SecondPersonError) as refused:
        buried(bench, item, "both")
    assert ["buried_by_another_than_agreed"] == words(refused)
    buried(bench, item)
    word = rest_of(bench.by("head"), item)
    assert (word.state, word.is_named, word.burial_word) == ("buried", True, None), "it holds for one burial"
    assert verify(log_verifier()).is_equal


def test_where_it_cannot_wait_the_head_says_so_for_one_burial(bench):
    answers_identified(of_board)
    item, _ = concluded(bench)
    examine(bench, item, held=HeldThen.NOT_HELD, held_ground="found at his post")
    agree_burial(bench.by("head"), item_code=item, ground=BurialGround.HYGIENE, said="cholera, the health office")
    found = rest_of(bench.by("mortuary"), item).burial_word
    assert ("hygiene", "cholera, the health office") == (found.ground, found.said)
    buried(bench, item)
    exhumed(bench, item)
    with pytest.raises(OpenGuardError) as refused:
        buried(bench, item, authority="the head", why="moved")
    assert ["buried_once_told"] == words(refused)
