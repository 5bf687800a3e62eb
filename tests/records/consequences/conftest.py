"""What the tests of consequences share: a staff, and a matter that was set aside."""

from __future__ import annotations

import pytest

from repatria.records.access.role_table import Role
from repatria.records.consequences.services import set_matter_aside
from tests.kept import built_once
from tests.records.staff import Staff


@pytest.fixture
@built_once
def staff(clock, randomness):
    made = Staff(clock, randomness).found()
    for name, role in (
        ("head", Role.HEAD_OF_BUREAU), ("head-2", Role.HEAD_OF_BUREAU), ("auditor", Role.AUDITOR),
        ("registrar", Role.REGISTRAR), ("caseworker", Role.CASEWORKER),
    ):  # fmt: skip
        made.on_call(name, role)
    return made


@pytest.fixture
def clerkwork(acting_as):
    return acting_as(Role.CLERKWORK)


@pytest.fixture
def aside(clerkwork):
    """Act 7 of the consumer that tells the Agency."""
    set_matter_aside(
        clerkwork, consumer="notices_agency", matter="7", concerns=Role.REGISTRAR, code="notices.E004",
        provision="GC III 122(4)", reason="a notice needs at least one particular", act_index=7,
        act_kind="register.capture_recorded.1", about="P-1",
    )  # fmt: skip
    return {"consumer": "notices_agency", "matter": "7"}
