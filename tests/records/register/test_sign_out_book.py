"""The sign-out book: who took him, how he came back, who is told when he does not, and what a doctor notes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.custody import CustodyAttested, CustodyEvent
from repatria.core.law.custody_facts import Condition
from repatria.core.law.errors import OpenGuardError, UnstatedParticularsError
from repatria.core.vocabulary.dates import PartialDate, instant_text
from repatria.core.vocabulary.particulars import Category
from repatria.doors.jobs.clocks import keep_clocks
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.clocks.selectors import owed_clocks
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import verify
from repatria.records.register.selectors import custody_of
from repatria.records.register.selectors.sign_outs import examinations_of, overdue_sign_outs, sign_out_book
from repatria.records.register.services import record_capture, record_custody
from repatria.records.register.services.examination import record_return_examined
from tests.kept import built_once
from tests.records.register.releasing import Releasing
from tests.records.register.test_custody_scope import five_declined

pytestmark = pytest.mark.django_db

E = CustodyEvent


@pytest.fixture
@built_once
def man(clock, randomness):
    made = Releasing(clock, randomness)
    made.staff.on_call("auditor", Role.AUDITOR)
    made.staff.on_call("camp-1", Role.CAMP_OFFICER, branch="CAMP-1")
    made.staff.on_call("doctor-2", Role.MEDICAL)
    return made


def happens(man, event, holder="", name="registrar", person=None, happened_at=None, **attested):
    return record_custody(
        man.by(name), person_id=person or man.person, event=event, happened_at=happened_at or man.clock(),
        holder=holder, attested=CustodyAttested(**attested),
    )  # fmt: skip


def taken(man, hours=1):
    due = instant_text(man.clock() + timedelta(hours=hours))
    happens(man, E.SIGNED_OUT, "COURT-4", name="camp", order_by="judge 4", due_back_at=due)


def test_refuses_a_return_of_which_nobody_says_how_he_came_back(man):
    taken(man)

    with pytest.raises(UnstatedParticularsError) as refused:
        happens(man, E.RETURNED, "CAMP-2", name="camp")

    assert (("condition_on_return", "practice rule 14"),) == refused.value.params["guards"]
    assert "COURT-4" == custody_of(man.person).holder


@pytest.mark.parametrize(
    ("event", "holder", "attested"),
    [
        (E.SIGNED_OUT, "COURT-4", {"order_by": "judge 4", "due_back_at": "2026-05-04T09:00:00.000000Z"}),
        (E.EVACUATED, "", {"list_reference": "L-1", "counted": 1, "listed": 1}),
        (E.ARRIVED, "CAMP-7", {"received_by": "the gate", "list_reference": "L-1"}),
    ],
)
def test_refuses_what_is_said_to_have_happened_before_his_capture(man, event, holder, attested):
    on = PartialDate.parse(man.clock().date().isoformat())
    person = record_capture(
        man.by("registrar"), category=Category.PRISONER_OF_WAR, power="PA", card_number="81", captured_on=on,
        captured_at="Invented village", holder="UNIT-3", particulars=five_declined(),
    )  # fmt: skip
    size = tree_size()

    with pytest.raises(OpenGuardError) as refused:
        happens(man, event, holder, person=person, happened_at=man.clock() - timedelta(days=2), **attested)
    assert ("not_before_capture", "GC III 122(4)") in refused.value.params["guards"]
    assert size == tree_size()

    assert happens(man, event, holder, person=person, **attested)


@pytest.mark.parametrize(
    ("condition", "is_to_be_seen"),
    [(Condition.UNCHANGED, False), (Condition.CHANGED, True), (Condition.WORSE, True), (Condition.NOT_SEEN, True)],
)
def test_a_man_who_came_back_otherwise_is_an_item_for_the_doctor(man, condition, is_to_be_seen):
    taken(man)
    happens(man, E.RETURNED, "CAMP-2", name="camp", condition=condition)
    keep_clocks(man.outside)

    owed = [one.rule for one in owed_clocks(man.by("doctor-2"))]
    assert is_to_be_seen is ("return_seen" in owed)
    (line,) = sign_out_book(man.by("camp"))
    assert (condition, "returned") == (line.condition, line.ended_by)


def test_what_the_doctor_found_is_read_by_the_doctor_alone_and_ends_the_item(man):
    taken(man)
    happens(man, E.RETURNED, "CAMP-2", name="camp", condition=Condition.WORSE)
    keep_clocks(man.outside)
    for name in ("camp", "registrar", "auditor", "delegate"):
        acting = man.by(name)
        size = tree_size()
        with pytest.raises(RoleForbidsError):
            record_return_examined(acting, person_id=man.person, examined_at=man.clock(), words="a burn")
        with pytest.raises(RoleForbidsError):
            examinations_of(acting, man.person)
        assert size == tree_size()

    record_return_examined(man.by("doctor-2"), person_id=man.person, examined_at=man.clock(), words="a burn")
    keep_clocks(man.outside)

    assert "return_seen" not in [one.rule for one in owed_clocks(man.by("doctor-2"))]
    assert ["a burn"] == [one.note for one in examinations_of(man.by("doctor-2"), man.person)]
    assert verify(log_verifier()).is_equal


def test_a_man_overdue_for_29_hours_stands_with_camp_delegate_and_auditor(man):
    taken(man, hours=2)
    keep_clocks(man.outside)
    man.later(31)
    keep_clocks(man.outside)

    for name in ("camp", "delegate", "auditor"):
        (item,) = [one for one in owed_clocks(man.by(name)) if one.rule == "signed_out"]
        assert (man.person, "CAMP-2", True) == (item.subject, item.lies_with, item.is_late)
        assert item.alarmed_at is not None
        (line,) = sign_out_book(man.by(name))
        assert ("COURT-4", "judge 4", "") == (line.taken_by, line.order_by, line.ended_by)
        assert line.is_overdue(instant_text(man.clock()))
        assert (line,) == overdue_sign_outs(man.by(name))
    assert () == overdue_sign_outs(man.by("camp-1"))
    happens(man, CustodyEvent.RETURNED, "CAMP-2", condition=Condition.UNCHANGED)
    assert () == overdue_sign_outs(man.by("auditor"))


def test_a_camp_reads_its_own_book_and_nobody_elses_whatever_it_names(man):
    taken(man)

    assert () == sign_out_book(man.by("camp-1"), place="CAMP-2")
    assert 1 == len(sign_out_book(man.by("camp"), place="CAMP-1"))
    assert () == sign_out_book(man.by("auditor"), place="CAMP-1")
    assert 1 == len(sign_out_book(man.by("auditor"), place="CAMP-2"))
    with pytest.raises(RoleForbidsError):
        sign_out_book(man.by("head-2"))
