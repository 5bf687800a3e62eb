"""What the tests of places share: a staff on call, and a house whose places somebody opened."""

from __future__ import annotations

import pytest

from repatria.core.vocabulary.places import PlaceKind
from repatria.records.access.role_table import Role
from repatria.records.places.services import open_place
from tests.cast import Cast
from tests.kept import built_once
from tests.records.staff import Staff


class Bureau(Staff):
    """Staff, and how each opens a place."""

    def opens(self, code: str, kind: PlaceKind = PlaceKind.CAMP, name: str = "", by: str = "head") -> str:
        return open_place(self.acting(by), code=code, kind=kind, name=name or code)


@pytest.fixture
@built_once
def bureau(clock, randomness):
    made = Bureau(clock, randomness).found(with_places=False)
    for name, role in (
        ("head", Role.HEAD_OF_BUREAU), ("registrar", Role.REGISTRAR), ("camp", Role.CAMP_OFFICER),
        ("auditor", Role.AUDITOR), ("interviewer", Role.INTERVIEWER), ("caseworker", Role.CASEWORKER),
    ):  # fmt: skip
        made.on_call(name, role)
    return made


@pytest.fixture
@built_once
def house(clock, randomness):
    """The cast, and a court."""
    made = Cast(clock, randomness)
    made.staff.open_places("COURT-1")
    return made
