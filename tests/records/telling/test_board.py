"""A telling rests on the board's own acts: silent from the hypothesis on, opened on the name, ended by its annulment.

Who is compared with whom, and who signs, is tried in tests/records/identification.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.embargo import EmbargoGround
from repatria.core.law.errors import OpenGuardError, SecondPersonError
from repatria.core.law.telling import DeathKnown
from repatria.doors.jobs.consequences import draw_consequences
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.services import record_approval
from repatria.records.disclosure import said_dead
from repatria.records.disclosure.selectors import embargo_on
from repatria.records.identification.errors import SoughtOrderError
from repatria.records.identification.one_sought import seek_one
from repatria.records.identification.selectors.concluded import identified as named_by_board
from repatria.records.identification.selectors.sought import sought_link
from repatria.records.identification.services.board import annul_conclusion, uphold_conclusion
from repatria.records.identification.services.sought import agree_one_sought, propose_one_sought, undo_one_sought
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.telling.board import of_board
from repatria.records.telling.concluded import answers_identified, identified
from repatria.records.telling.errors import TellingStateError
from repatria.records.telling.reading import askers_of, case_stands, telling_row
from repatria.records.telling.selectors.cases import telling
from repatria.records.telling.selectors.standing import cases_to_end, names_untold
from repatria.records.telling.services.approving import ATTEST_CERTIFICATE, certificate_reference
from repatria.records.telling.services.ending import end_annulled, end_telling
from repatria.records.telling.services.opening import open_telling
from tests.records.identification.conftest import laboratory
from tests.records.identification.test_board import SON, bench, concluded, opened, reviewed, sign

pytestmark = pytest.mark.django_db


def certified(bench, number):
    """Another agrees to the certificate of another authority that whoever opens the case names."""
    reference = certificate_reference(number, "C 1")
    record_approval(bench.by("head"), action=ATTEST_CERTIFICATE, object_reference=reference)


__all__ = ["bench", "laboratory"]


def test_it_is_silent_from_the_hypothesis_on_opens_on_the_signed_name_and_ends_once_two_took_it_back(
    bench, django_assert_max_num_queries
) -> None:
    answers_identified(of_board)
    given = {
        "known": DeathKnown.PROVEN, "enquiry_id": bench.mother, "certificate": "C 1",
        "visit_by": bench.clock().date() + timedelta(days=5),
    }  # fmt: skip
    item, code = bench.dead()
    bench.read(code, SON, sex="M")
    bench.compared()
    assert embargo_on(bench.mother) is None
    number = opened(bench, item)
    assert EmbargoGround.DEAD_CANDIDATE is embargo_on(bench.mother)
    reviewed(bench, number)
    sign(bench, "expert-1", number)
    with pytest.raises(OpenGuardError) as refused:
        open_telling(bench.by("caseworker-1"), **given)
    assert "board_concluded" in {what for what, _ in refused.value.params["guards"]}
    sign(bench, "expert-4", number)
    assert 1 == len(names_untold(bench.by("head")))
    certified(bench, bench.mother)
    (found,) = identified(enquiry_id=bench.mother)
    assert (item,) == found.items and ("dna",) == found.methods

    case = open_telling(bench.by("caseworker-1"), **given)

    head = bench.by("head")
    with django_assert_max_num_queries(10):  # the first page asks this of thousands: no name is opened for it
        assert () == names_untold(head) and () == cases_to_end(head)
    annul_conclusion(bench.by("expert-2"), hypothesis_id=number, said="labels")
    with pytest.raises(TellingStateError):
        end_telling(bench.by("head"), telling_id=case, why="one alone took it back")
    annul_conclusion(bench.by("head"), hypothesis_id=number, said="labels")
    assert (case,) == cases_to_end(bench.by("caseworker-1"))
    with pytest.raises(RoleForbidsError):
        end_annulled(bench.by("head"), telling_id=case)
    draw_consequences(bench.outside)  # the house ends it, and nobody has to press
    assert () == cases_to_end(bench.by("caseworker-1"))
    assert ("ended", "") == (telling(bench.by("head"), case).state, telling(bench.by("head"), case).why_ended)
    with pytest.raises(TellingStateError):
        end_telling(bench.by("head"), telling_id=case, why="labels were mixed up")
    assert embargo_on(bench.mother) is None


def test_nobody_alone_keeps_a_family_from_being_told_for_ever(bench) -> None:
    """A name that one takes back is upheld by two, and the case goes on where it stood."""
    answers_identified(of_board)
    _, number = concluded(bench)
    certified(bench, bench.mother)
    case = open_telling(
        bench.by("caseworker-1"), known=DeathKnown.PROVEN, enquiry_id=bench.mother, certificate="C 1",
        visit_by=bench.clock().date() + timedelta(days=5),
    )  # fmt: skip
    annul_conclusion(bench.by("expert-2"), hypothesis_id=number, said="labels")
    assert not case_stands(telling_row(case))
    for name in ("expert-3", "head"):
        uphold_conclusion(bench.by(name), hypothesis_id=number, said="the labels were read again")
    assert case_stands(telling_row(case))


def test_nobody_alone_parts_enquiries_while_another_room_says_him_dead(bench, monkeypatch) -> None:
    link = propose_one_sought(
        bench.by("caseworker-1"), first_enquiry=bench.stranger, second_enquiry=bench.mother, reason="one photograph"
    )  # fmt: skip
    agree_one_sought(bench.by("expert-1"), sought_id=link)
    with monkeypatch.context() as told:
        told.setitem(said_dead._says, "reported", lambda number: number == bench.stranger)
        with pytest.raises(SoughtOrderError):
            undo_one_sought(bench.by("caseworker-1"), sought_id=link, reason="x")
    undo_one_sought(bench.by("caseworker-1"), sought_id=link, reason="two photographs")
    assert seek_one(bench.mother) == (bench.mother, bench.stranger), "one alone parts nobody"
    with pytest.raises(SecondPersonError):
        undo_one_sought(bench.by("caseworker-1"), sought_id=link, reason="two photographs")
    with pytest.raises(SecondPersonError):
        agree_one_sought(bench.by("caseworker-1"), sought_id=link)
    agree_one_sought(bench.by("expert-1"), sought_id=link)  # another says that it stands: the asking is over
    asked = sought_link(bench.by("expert-2"), link)
    assert ("agreed", "one photograph", "", "") == (asked.line.state, asked.said, asked.why, asked.asked_by)
    with pytest.raises(SoughtOrderError):
        agree_one_sought(bench.by("expert-2"), sought_id=link)


def test_after_a_name_was_taken_back_no_account_alone_parts_whom_two_linked(bench) -> None:
    answers_identified(of_board)
    _, number = concluded(bench)
    link = propose_one_sought(
        bench.by("caseworker-1"), first_enquiry=bench.stranger, second_enquiry=bench.mother, reason="one photograph"
    )  # fmt: skip
    agree_one_sought(bench.by("expert-1"), sought_id=link)
    for name in ("expert-2", "head"):
        annul_conclusion(bench.by(name), hypothesis_id=number, said="labels")
    assert "undo_asked" == undo_one_sought(bench.by("expert-1"), sought_id=link, reason="two photographs")
    asked = sought_link(bench.by("caseworker-1"), link)
    assert ("two photographs", bench.by("expert-1").account_id) == (asked.why, asked.asked_by)
    for name in ("auditor", "head", "laboratory"):
        with pytest.raises(RoleForbidsError):
            sought_link(bench.by(name), link)
    assert bench.stranger in seek_one(bench.mother)
    assert "undone" == undo_one_sought(bench.by("caseworker-1"), sought_id=link, reason="two photographs")
    assert seek_one(bench.mother) == (bench.mother,)
    with pytest.raises(SoughtOrderError):
        undo_one_sought(bench.by("expert-1"), sought_id=link, reason="again")
    proposed = propose_one_sought(
        bench.by("caseworker-1"), first_enquiry=bench.stranger, second_enquiry=bench.mother, reason="one name"
    )  # fmt: skip
    assert "undone" == undo_one_sought(bench.by("caseworker-1"), sought_id=proposed, reason="a slip")
    assert verify(log_verifier()).is_equal


def test_of_a_dead_who_stands_in_no_register_all_whom_two_linked_are_told(bench) -> None:
    answers_identified(of_board)
    sister = bench.stranger
    _, number = concluded(bench)
    assert embargo_on(sister) is None and () == identified(enquiry_id=sister)
    with pytest.raises(SoughtOrderError):
        propose_one_sought(bench.by("caseworker-1"), first_enquiry=sister, second_enquiry=sister, reason="x")
    link = propose_one_sought(
        bench.by("caseworker-1"), first_enquiry=sister, second_enquiry=bench.mother, reason="one photograph"
    )  # fmt: skip
    assert embargo_on(sister) is None  # one alone says nothing
    with pytest.raises(SecondPersonError):
        agree_one_sought(bench.by("caseworker-1"), sought_id=link)
    agree_one_sought(bench.by("expert-1"), sought_id=link)
    assert EmbargoGround.DEAD_CANDIDATE is embargo_on(sister)
    assert [number] == [one.conclusion_id for one in named_by_board(enquiry_id=sister)]
    certified(bench, sister)
    case = open_telling(
        bench.by("caseworker-1"), known=DeathKnown.PROVEN, enquiry_id=sister, certificate="C 1",
        visit_by=bench.clock().date() + timedelta(days=5),
    )  # fmt: skip
    assert {sister, bench.mother} == {one.enquiry_id for one in askers_of(case)}
    with pytest.raises(SoughtOrderError):
        undo_one_sought(bench.by("expert-1"), sought_id=link, reason="a name stands over it")
