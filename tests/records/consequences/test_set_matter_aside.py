"""Setting a matter aside: who may, once only, and what stands open then."""

from __future__ import annotations

import pytest

from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.consequences.errors import SettledAlreadyError
from repatria.records.consequences.selectors import is_open, open_consequences, open_count, set_aside_by
from repatria.records.consequences.services import set_matter_aside
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import rebuild, verify

pytestmark = pytest.mark.django_db
MATTER = {"consumer": "letters", "matter": "E-1", "concerns": Role.CASEWORKER, "code": "ValueError"}


@pytest.mark.parametrize("name", ["registrar", "head", "auditor"])
def test_refuses_whoever_is_no_service_of_the_house(staff, name):
    with pytest.raises(RoleForbidsError):
        set_matter_aside(staff.acting(name), **MATTER)

    assert 0 == open_count()


def test_refuses_a_matter_that_this_consumer_set_aside_before(clerkwork, aside):
    before = tree_size()

    with pytest.raises(SettledAlreadyError):
        set_matter_aside(clerkwork, **aside, concerns=Role.CASEWORKER, code="ValueError")

    assert before == tree_size()


def test_what_was_set_aside_stands_open_with_its_reason(clock, aside):
    (line,) = open_consequences()

    assert ("notices_agency:7", 7, "P-1", Role.REGISTRAR) == (line.key, line.act_index, line.about, line.concerns)
    assert ("notices.E004", "GC III 122(4)") == (line.code, line.provision)
    assert clock() == line.since
    assert is_open("notices_agency", "7") and not is_open("notices_power", "7")
    assert {"7"} == set_aside_by("notices_agency", ["6", "7"])


def test_open_matters_come_by_role_by_consumer_and_page_after_page(clerkwork, aside):
    for number in range(3):
        set_matter_aside(clerkwork, **{**MATTER, "matter": f"E-{number}"})

    assert ["7"] == [one.matter for one in open_consequences(concerns=[Role.REGISTRAR])]
    first = open_consequences(consumer="letters", at_most=2)
    assert ["E-0", "E-1"] == [one.matter for one in first]
    rest = open_consequences(consumer="letters", after_index=first[-1].recorded_index)
    assert ["E-2"] == [one.matter for one in rest]
    assert 4 == open_count()


@pytest.mark.parametrize("house", [Role.CLERKWORK, Role.COURIER, Role.MATCHER])
def test_every_service_of_the_house_may(acting_as, house):
    set_matter_aside(acting_as(house), **MATTER)

    assert verify(log_verifier()).is_equal
    rebuild()
    assert 1 == open_count()
