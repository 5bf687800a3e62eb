"""What identity is checked against: shown to the hand-over officer alone, while both are at the point."""

from __future__ import annotations

import pytest

from repatria.core.law.handover import HandoverEvent
from repatria.records.access.errors import RoleForbidsError
from repatria.records.handover.errors import NotAtThePointError, UnknownHandoverError
from repatria.records.handover.identity import face_of, identity_of
from repatria.records.ledger.reading import entries_since, tree_size
from repatria.records.register.drawing import drawn_by
from repatria.records.register.errors import UnknownPhotographError
from repatria.records.register.services.photographs import keep_photograph
from tests.kept import built_once
from tests.records.handover.meeting import opened_one

pytestmark = pytest.mark.django_db
E, FACE = HandoverEvent, b"\xff\xd8\xff drawn"


def photographed(meeting, person_id):
    drawn_by(lambda _: FACE)
    try:
        return keep_photograph(
            meeting.by("registrar"), person_id=person_id, taken_at=meeting.clock(), taken_by="Bondar", picture=b"sent"
        )  # fmt: skip
    finally:
        drawn_by(None)


@pytest.fixture
@built_once
def there(clock, randomness):
    """Both are at the point; a photograph was kept of him, and of another man."""
    made = opened_one(clock, randomness)
    made.photographs = [photographed(made, made.person)]
    hers, made.other = made.person, made.capture(card="U3-0999").person
    made.photographs.append(photographed(made, made.other))
    made.person = hers
    return made.before(E.IDENTITY_CHECKED)


def readings(since):
    return [one.act for one in entries_since(since, kinds=["access.reading_recorded"])]


@pytest.mark.parametrize("name", ["caseworker-1", "interviewer", "registrar", "head", "hotline"])
def test_refuses_whoever_does_not_stand_there(there, name):
    there.by(name)
    size = tree_size()
    with pytest.raises(RoleForbidsError):
        identity_of(there.by(name), there.handover)
    with pytest.raises(RoleForbidsError):
        face_of(there.by(name), there.handover, there.photographs[0])
    assert size == tree_size()


def test_refuses_before_both_came_and_once_it_was_stopped(clock, randomness):
    meeting = opened_one(clock, randomness)
    with pytest.raises(UnknownHandoverError):
        identity_of(meeting.by("officer"), "H-00000-00000-0")
    with pytest.raises(NotAtThePointError):
        identity_of(meeting.by("officer"), meeting.handover)
    meeting.before(E.IDENTITY_CHECKED).take(E.STOPPED_BY_KIN)
    with pytest.raises(NotAtThePointError):
        face_of(meeting.by("officer"), meeting.handover, "PH-1")


def test_it_is_said_who_he_is_and_which_papers_are_hers_and_each_reading_is_a_leaf(there):
    size = tree_size()
    seen = identity_of(there.by("officer"), there.handover)

    said = {one.kind: one.value for one in seen.particulars}
    assert {"surname", "first_names", "birth_date", "service_number"} <= said.keys()
    assert not {"religion", "home_address", "person_to_inform", "unit"} & said.keys()
    assert ("Мария", "passport") == (seen.recipient_name, seen.recipient_paper)
    assert seen.papers and all(one.number for one in seen.papers)
    assert [there.photographs[0]] == [one.photograph_id for one in seen.photographs]
    (leaf,) = readings(size)
    assert ("handover.?identity", (there.handover, there.enquiry, there.person)) == (leaf.question, leaf.records)


def test_one_photograph_is_shown_on_a_press_and_none_of_another_man(there):
    size = tree_size()
    assert FACE == face_of(there.by("officer"), there.handover, there.photographs[0]).content
    (leaf,) = readings(size)
    assert ("handover.?face", (there.photographs[0], there.person, there.handover)) == (leaf.question, leaf.records)
    for number in (there.photographs[1], "PH-00000-00000-0"):
        with pytest.raises(UnknownPhotographError):
            face_of(there.by("officer"), there.handover, number)
