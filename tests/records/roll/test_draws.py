"""The draw: nobody chooses, nobody repeats it, anybody can check it, and who was not seen stays open."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

import pytest

from repatria.core.law.custody import CustodyEvent
from repatria.core.law.draw import EVERYWHERE
from repatria.core.law.errors import OpenGuardError
from repatria.core.law.sighting import SightingKind
from repatria.core.tlog.notes import NoteError
from repatria.core.vocabulary.written_times import NotYetError
from repatria.records.access.errors import OutOfScopeError, RoleForbidsError
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.models import Checkpoint
from repatria.records.ledger.verify import verify
from repatria.records.places.errors import NoSuchHolderError
from repatria.records.roll.errors import (
    DrawSizeError,
    DrawStandsError,
    NoReasonError,
    NoRootYetError,
    NotOpenError,
    ResultKnownError,
    UnexplainedError,
    UnknownDrawError,
)
from repatria.records.roll.selectors import draw, draw_list, drawn_men, draws, open_not_seen
from repatria.records.roll.services import close_not_seen, open_draw, record_draw, record_not_seen
from tests.records.roll.stage import CAMP, OTHER

pytestmark = pytest.mark.django_db


def ordered(camp, scope=EVERYWHERE, how_many=2, name="auditor"):
    return open_draw(camp.by(name), scope=scope, how_many=how_many)


def drawn(camp, **more):
    draw_id = ordered(camp, **more)
    camp.checkpoint()
    return draw_id, record_draw(camp.by("delegate"), draw_id=draw_id)


@pytest.mark.parametrize("name", ["camp", "registrar", "head", "doctor"])
def test_refuses_a_draw_by_whoever_keeps_the_men(camp, name):
    with pytest.raises(RoleForbidsError):
        ordered(camp, name=name)


def test_refuses_a_draw_of_nobody_of_too_many_and_among_no_place(camp):
    for how_many in (0, -1, 201):
        with pytest.raises(DrawSizeError):
            ordered(camp, how_many=how_many)
    with pytest.raises(NoSuchHolderError):
        ordered(camp, scope="NOWHERE")


def test_refuses_a_root_that_was_known_when_the_draw_was_ordered(camp):
    camp.arrive()
    camp.checkpoint()
    draw_id = ordered(camp)

    with pytest.raises(NoRootYetError):
        record_draw(camp.by("auditor"), draw_id=draw_id)
    assert not draw(camp.by("auditor"), draw_id).has_root


def test_refuses_a_second_order_while_one_waits_and_a_second_draw_by_the_same_order(camp):
    camp.arrive()
    draw_id = ordered(camp)

    with pytest.raises(DrawStandsError):
        ordered(camp, how_many=9)
    ordered(camp, scope=CAMP)
    camp.checkpoint()
    record_draw(camp.by("auditor"), draw_id=draw_id)
    with pytest.raises(DrawStandsError):
        record_draw(camp.by("auditor"), draw_id=draw_id)
    with pytest.raises(UnknownDrawError):
        record_draw(camp.by("auditor"), draw_id="F-00000-00000-0")


def test_waiting_for_a_better_root_changes_nothing(camp):
    for _ in range(9):
        camp.arrive()
    draw_id = ordered(camp, how_many=3)
    camp.checkpoint()
    first = draw_list_of_first(camp)
    camp.arrive()
    camp.checkpoint()
    camp.checkpoint()

    assert first == record_draw(camp.by("auditor"), draw_id=draw_id)


def draw_list_of_first(camp):
    """Who is drawn by the first root after the order, reckoned as the page of the procedure says."""
    from repatria.records.ledger.checkpoints import first_root_after
    from repatria.records.roll.models import Draw
    from repatria.records.roll.services.draws import numbers_in

    row = Draw.objects.get()
    size, root = first_root_after(row.opened_index)
    score = lambda number: sha256(f"{root}\n{row.draw_number}\n{row.scope}\n{number}\n".encode()).hexdigest()  # noqa: E731
    return tuple(sorted(numbers_in(row.scope, size), key=score)[: row.how_many])


def test_whoever_was_held_when_the_log_was_signed_is_on_the_list_and_nobody_else(camp):
    here, there, dead = camp.arrive(), camp.arrive(OTHER), camp.arrive()
    lent = camp.arrive()
    camp.signed_out(lent)
    camp.happens(dead, CustodyEvent.DIED)
    everywhere, _ = drawn(camp, how_many=9)
    of_camp, men = drawn(camp, scope=CAMP, how_many=9)
    camp.happens(here, CustodyEvent.DIED)
    camp.arrive()

    assert {here, there, lent} == set(draw_list(camp.by("auditor"), everywhere).numbers)
    assert {here, lent} == set(men) == set(draw_list(camp.by("delegate"), of_camp).numbers)
    view, told = draw(camp.by("head"), of_camp), draw_list(camp.by("auditor"), of_camp)
    assert (view.list_digest, view.root, 2) == (told.digest, told.root, view.draw_number)
    assert [2, 1] == [one.draw_number for one in draws(camp.by("auditor"))]
    assert not verify(log_verifier()).differences


def test_a_root_whose_signature_was_changed_draws_nobody(camp):
    camp.arrive()
    draw_id = ordered(camp)
    camp.checkpoint()
    row = Checkpoint.objects.get()
    at = len(row.note.rstrip()) - 20  # within the signature, which ends the note
    other = "B" if row.note[at] != "B" else "C"
    Checkpoint.objects.filter(pk=row.pk).update(note=f"{row.note[:at]}{other}{row.note[at + 1 :]}")

    with pytest.raises(NoteError):
        record_draw(camp.by("auditor"), draw_id=draw_id)


def looked(camp, draw_id, person, name="auditor", at=None, **more):
    record_not_seen(
        camp.by(name), draw_id=draw_id, person_id=person, looked_at=at or camp.clock(), place="barrack 4", **more
    )


def test_a_result_is_entered_once_for_each_by_whoever_looked_after_the_draw(camp):
    men = {camp.arrive() for _ in range(3)}
    draw_id, (first, second) = drawn(camp)
    (left_out,) = men - {first, second}
    camp.clock.forward(hours=1)

    for at, refusal in (
        (camp.clock() - timedelta(hours=2), UnknownDrawError),
        (camp.clock() + timedelta(1), NotYetError),
    ):
        with pytest.raises(refusal):
            looked(camp, draw_id, first, at=at)
    with pytest.raises(UnknownDrawError):
        looked(camp, draw_id, left_out)
    with pytest.raises(RoleForbidsError):
        looked(camp, draw_id, first, "camp")
    with pytest.raises(OpenGuardError):
        camp.seen(first, SightingKind.AUDITOR, "camp", draw_id=draw_id)
    camp.seen(first, SightingKind.AUDITOR, "auditor", draw_id=draw_id)
    with pytest.raises(ResultKnownError):
        looked(camp, draw_id, first)
    looked(camp, draw_id, second, told="at the court")
    with pytest.raises(ResultKnownError):
        camp.seen(second, SightingKind.AUDITOR, "auditor", draw_id=draw_id)
    assert (2, 1) == ((one := draw(camp.by("head"), draw_id)).results, one.not_seen_open)
    assert [(first, False), (second, True)] == [
        (one.person_id, one.is_not_seen) for one in drawn_men(camp.by("auditor"), draw_id)
    ]


def test_who_was_not_seen_is_open_until_somebody_outside_sees_him_or_the_register_says_where_he_went(camp):
    camp.arrive()
    draw_id, (man,) = drawn(camp, how_many=1)
    camp.clock.forward(hours=2)
    looked(camp, draw_id, man)
    camp.clock.forward(hours=2)

    (item,) = open_not_seen(camp.by("camp"))
    assert (man, CAMP, 1) == (item.person_id, item.holder, item.draw_number)
    assert () == open_not_seen(camp.by("other"))
    weak = camp.seen(man, SightingKind.ROLL_CALL, "camp")
    close = {"draw_id": draw_id, "person_id": man, "explanation": "he was in the sick bay"}
    for name, more, refusal in (
        ("camp", {}, UnexplainedError), ("camp", {"sighting_id": weak}, UnexplainedError),
        ("camp", {"explanation": " "}, NoReasonError), ("other", {}, OutOfScopeError),
    ):  # fmt: skip
        with pytest.raises(refusal):
            close_not_seen(camp.by(name), **close | more)
    strong = camp.seen(man, SightingKind.DOCTOR, "doctor")
    close_not_seen(camp.by("camp"), **close, sighting_id=strong)

    assert () == open_not_seen(camp.by("auditor"))
    with pytest.raises(NotOpenError):
        close_not_seen(camp.by("camp"), **close, sighting_id=strong)


def test_who_had_died_when_he_was_looked_for_is_explained_by_the_act_that_was_recorded_late(camp):
    camp.arrive()
    draw_id, (man,) = drawn(camp, how_many=1)
    camp.clock.forward(hours=5)
    looked(camp, draw_id, man)
    camp.happens(man, CustodyEvent.DIED, at=camp.clock() - timedelta(hours=2))
    close_not_seen(camp.by("camp"), draw_id=draw_id, person_id=man, explanation="he died in the night")

    assert () == open_not_seen(camp.by("auditor"))
    assert not verify(log_verifier()).differences
