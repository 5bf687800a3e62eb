"""Who really came: counts of both sides, and each who came without a line or did not come is an item."""

from __future__ import annotations

import pytest

from repatria.core.law.errors import OpenGuardError, UnstatedReasonError
from repatria.core.law.exchange_holding import DifferenceEnd as End
from repatria.core.law.exchange_list import LineEvent as E
from repatria.core.law.exchange_list import LineState, ListDirection
from repatria.core.vocabulary.errors import RuleError
from repatria.records.access.errors import ApprovalsMissingError, RoleForbidsError
from repatria.records.access.services import record_approval
from repatria.records.exchanges.comparing import RowOnList
from repatria.records.exchanges.errors import (
    AnnulledCrossingError,
    CountedAlreadyError,
    EmptyListError,
    UnknownCrossingError,
    UnknownLineError,
    UnsaidError,
)
from repatria.records.exchanges.selectors.lists import crossings
from repatria.records.exchanges.services.annulments import ANNUL, annul_crossing, annulment_reference
from repatria.records.exchanges.services.crossings import record_crossing, record_their_count
from repatria.records.exchanges.services.differences import settle_difference
from repatria.records.exchanges.services.lists import close_list
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def coming(talks):
    """Three of ours whom the other Party holds, verified on its word; a fourth only agreed on."""
    talks.agreed().opened(ListDirection.COMING)
    talks.version(*(RowOnList(name=f"Наш {n}", their_number=f"B-{n}") for n in "1234"))
    talks.ids = [one.line_id for one in talks.all_lines()]
    for line_id in talks.ids:
        talks.take(line_id, E.AGREED)
    for line_id in talks.ids[:3]:
        talks.take(line_id, E.VERIFIED, reference="their paper 12")
    return talks


def cross(talks, *came, name="registrar", **more):
    given = {"crossed_at": talks.clock(), "point": "the old bridge", "counted": 3, "counted_by": "the officer"} | more
    return record_crossing(talks.by(name), list_id=talks.list, came=came, **given)


def kinds(talks):
    return sorted(one.kind for one in talks.open_differences())


def test_refuses_a_crossing_of_nobody_of_another_lists_lines_or_of_counts_that_nobody_made(coming):
    with pytest.raises(RoleForbidsError):
        cross(coming, name="caseworker-1")
    with pytest.raises(EmptyListError):
        cross(coming, counted=None)
    with pytest.raises(UnknownLineError):
        cross(coming, "XE-00000-00000-0")
    for lacking in ({"point": ""}, {"counted_by": " "}, {"their_count": 3}):
        with pytest.raises(UnsaidError):
            cross(coming, coming.ids[0], **lacking)
    with pytest.raises(UnknownCrossingError):
        record_their_count(coming.by("registrar"), crossing_id="XC-1", their_count=1, their_reference="x")


def test_who_came_as_listed_is_released_and_nothing_differs(coming):
    cross(coming, *coming.ids[:3], their_count=3, their_reference="their sheet")
    assert [] == kinds(coming)
    assert LineState.RELEASED == coming.take(coming.ids[0], E.RELEASED)
    assert verify(log_verifier()).is_equal


def test_who_stayed_who_came_unlisted_and_who_was_not_verified_are_told_one_by_one(coming):
    crossing = cross(
        coming, coming.ids[0], coming.ids[3], unlisted=[RowOnList(name="Хтось Інший")], their_count=4,
        their_reference="their sheet",
    )  # fmt: skip
    assert ["count", "not_come", "not_come", "unlisted", "unverified"] == kinds(coming)
    (view,) = crossings(coming.by("auditor"), coming.list)
    assert (3, 3, 4) == (view.named, view.counted, view.their_count)
    with pytest.raises(CountedAlreadyError):
        record_their_count(coming.by("registrar"), crossing_id=crossing, their_count=3, their_reference="again")
    unlisted = next(one for one in coming.open_differences() if one.kind == "unlisted")
    settle_difference(
        coming.by("registrar"), difference_id=unlisted.difference_id, end=End.SAME_LINE, said="he gave another name",
        other_line=coming.ids[1],
    )  # fmt: skip
    assert LineState.RELEASED == coming.take(coming.ids[1], E.RELEASED)
    stayed = next(one for one in coming.open_differences() if one.line_id == coming.ids[2])
    settle_difference(
        coming.by("registrar"), difference_id=stayed.difference_id, end=End.LINE_WITHDRAWN, said="he stays, they write"
    )  # fmt: skip
    assert LineState.WITHDRAWN == coming.line(coming.ids[2]).line.state
    cross(coming, coming.ids[3], counted=1)
    assert ["count", "not_come", "unverified", "unverified"] == kinds(coming)


def test_their_count_that_comes_later_is_held_against_ours(coming):
    crossing = cross(coming, *coming.ids[:3])
    record_their_count(coming.by("registrar"), crossing_id=crossing, their_count=2, their_reference="their sheet")
    assert ["count"] == kinds(coming)


def approve(talks, crossing, name="head", **said):
    reference = annulment_reference(crossing_id=crossing, **said)
    record_approval(talks.by(name), action=ANNUL, object_reference=reference)


def annul(talks, crossing, name="registrar", **said):
    return annul_crossing(talks.by(name), crossing_id=crossing, **said)


WRONG = {"reason": "the sheet was of the day before"}


def test_refuses_to_take_a_crossing_back_alone_without_a_reason_twice_or_over_their_receipt(coming):
    crossing = cross(coming, *coming.ids[:3], their_count=3, their_reference="Sheet  7/B")
    for name in ("head", "caseworker-1"):
        coming.by(name)
    size = tree_size()
    with pytest.raises(RoleForbidsError):
        annul(coming, crossing, name="caseworker-1", **WRONG)
    with pytest.raises(UnknownCrossingError):
        annul(coming, "XC-1", **WRONG)
    with pytest.raises(OpenGuardError) as refused:
        annul(coming, crossing, **WRONG)
    assert (("receipt_annulled_by_number", "house rule 6.7"),) == refused.value.params["guards"]
    named = WRONG | {"their_reference": "sheet 7/b"}
    with pytest.raises(UnstatedReasonError):
        annul(coming, crossing, **named | {"reason": " "})
    with pytest.raises(ApprovalsMissingError):
        annul(coming, crossing, **named)
    assert size == tree_size()
    approve(coming, crossing, **WRONG)
    with pytest.raises(ApprovalsMissingError):  # another thing was agreed to
        annul(coming, crossing, **named)
    approve(coming, crossing, **named)
    annul(coming, crossing, **named)
    with pytest.raises(AnnulledCrossingError):
        annul(coming, crossing, **named)
    (view,) = crossings(coming.by("auditor"), coming.list)
    assert (coming.by("registrar").account_id, WRONG["reason"]) == (view.annulled_by, view.annulled_for)


def test_a_crossing_taken_back_leaves_each_line_where_it_stood_and_another_crossing_alone_releases_it(coming):
    crossing = cross(coming, coming.ids[0], coming.ids[3])
    coming.take(coming.ids[0], E.RELEASED)
    assert kinds(coming)
    with pytest.raises(OpenGuardError):
        annul(coming, crossing, their_reference="nobody counted", **WRONG)
    approve(coming, crossing, **WRONG)
    annul(coming, crossing, **WRONG)

    assert (LineState.VERIFIED, LineState.AGREED, []) == (
        coming.line(coming.ids[0]).line.state, coming.line(coming.ids[3]).line.state, kinds(coming)
    )  # fmt: skip
    with pytest.raises(RuleError) as refused:
        coming.take(coming.ids[0], E.RELEASED)
    assert (("has_come", "house rule 6.7"),) == refused.value.params["guards"]
    with pytest.raises(AnnulledCrossingError):
        record_their_count(coming.by("registrar"), crossing_id=crossing, their_count=1, their_reference="late")
    cross(coming, *coming.ids[:3])
    assert LineState.RELEASED == coming.take(coming.ids[0], E.RELEASED)
    assert verify(log_verifier()).is_equal


def withdraw_who_stayed(talks, *line_ids):
    for one in talks.open_differences():
        if one.kind == "not_come" and one.line_id in line_ids:
            settle_difference(
                talks.by("registrar"), difference_id=one.difference_id, end=End.LINE_WITHDRAWN, said="he did not come"
            )  # fmt: skip


def test_who_was_withdrawn_because_he_did_not_come_by_it_stands_again_and_so_does_the_list(coming):
    first, second, third, fourth = coming.ids
    crossing = cross(coming, first, fourth)
    coming.take(first, E.RELEASED)
    withdraw_who_stayed(coming, second, third)
    for one in coming.open_differences():
        settle_difference(coming.by("registrar"), difference_id=one.difference_id, end=End.EXPLAINED, said="as agreed")
    coming.take(fourth, E.WITHDRAWN, said="a mistake")
    close_list(coming.by("registrar"), list_id=coming.list)
    approve(coming, crossing, **WRONG)
    annul(coming, crossing, **WRONG)

    stand = [coming.line(one).line.state for one in coming.ids]
    assert [LineState.VERIFIED, LineState.VERIFIED, LineState.VERIFIED, LineState.WITHDRAWN] == stand
    cross(coming, first, second, third)
    assert LineState.RELEASED == coming.take(second, E.RELEASED)
    assert verify(log_verifier()).is_equal


def test_a_line_that_was_withdrawn_for_another_reason_since_stays_withdrawn(coming):
    crossing = cross(coming, coming.ids[0])
    coming.take(coming.ids[1], E.WITHDRAWN, said="they take him from the list")
    coming.take(coming.ids[2], E.WITHDRAWN, said="he is ill")
    approve(coming, crossing, **WRONG)
    annul(coming, crossing, **WRONG)

    assert {LineState.WITHDRAWN} == {coming.line(one).line.state for one in coming.ids[1:3]}
