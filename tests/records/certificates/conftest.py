"""A bureau that certifies the dead, for each test. What the board concluded is said by the test."""

from __future__ import annotations

import pytest

from repatria.core.law.custody_facts import DeathCause
from repatria.core.law.identification_board import Method
from repatria.core.law.remains_path import ItemStep
from repatria.records.certificates import lines
from repatria.records.certificates.services import listing
from repatria.records.identification.selectors.concluded import Identified
from tests.records.remains.field import Field, buried, examine, walk


class Board(Field):
    """Names what a test says."""

    def __init__(self, clock, randomness):
        super().__init__(clock, randomness)
        self.named, self.taken_back = [], set()

    def names(self, *items, person_id="", enquiry_id="", is_annulment_asked=False, board_index=3):
        self.named = [Identified(
            conclusion_id="RJ-1", items=items, enquiry_id=enquiry_id, person_id=person_id, methods=(Method.DNA,),
            enquiry_ids=(enquiry_id,) if enquiry_id else (),
            policy_id="", board_index=board_index, concluded_at="2026-03-01T00:00:00.000000Z", signed_by=("A-1", "A-2"),
            is_annulment_asked=is_annulment_asked, is_annulled=False,
        )]  # fmt: skip
        return self

    def body(self, count=1, cause=DeathCause.NATURAL, **changed):
        """An examined item with its sample, that lies in a grave."""
        code = self.item(count)
        self.pictured(code)
        walk(self, ItemStep.RECOVERED, ItemStep.RECEIVED, code=code)
        examine(self, code, cause=cause, **changed)
        walk(self, ItemStep.SAMPLED, code=code)
        buried(self, code)
        return code


@pytest.fixture
def board(clock, randomness, monkeypatch):
    one = Board(clock, randomness)
    monkeypatch.setattr(lines, "identified_items", lambda code: tuple(n for n in one.named if code in n.items))
    monkeypatch.setattr(listing, "identified_items", lambda code: tuple(n for n in one.named if code in n.items))
    monkeypatch.setattr(
        lines, "identified", lambda *, person_id: tuple(n for n in one.named if n.person_id == person_id)
    )
    monkeypatch.setattr(
        lines, "names_that_stand", lambda: frozenset(n.board_index for n in one.named if not n.is_annulment_asked)
    )
    monkeypatch.setattr(lines, "acts_taken_back", lambda: frozenset(one.taken_back))
    return one.reported().recovered()
