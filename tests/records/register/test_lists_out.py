"""Lists that go out: refused to whom they are not for, complete before a journey, with changes since the last visit."""

from __future__ import annotations

from datetime import timedelta

import pytest

from repatria.core.law.custody import CustodyAttested, CustodyEvent
from repatria.core.vocabulary.errors import InputError
from repatria.records.access.errors import OutOfScopeError, RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import entries_since, tree_size
from repatria.records.ledger.verify import verify
from repatria.records.places.errors import NoSuchHolderError
from repatria.records.register.errors import UnknownListError, UnknownPersonError
from repatria.records.register.models import CustodyEntry
from repatria.records.register.selectors import lists_out
from repatria.records.register.selectors.lists_out import journey_list, place_list, visit_list
from repatria.records.register.services import record_custody
from repatria.records.register.services.visits import record_visit_list, record_visit_reference
from tests.kept import built_once
from tests.records.register.joining import Doubles

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def house(clock, randomness):
    made = Doubles(clock, randomness)
    made.cast.staff.on_call("visitor", Role.DELEGATE)
    made.cast.staff.on_call("visitor-2", Role.DELEGATE)
    return made


def happens(house, person, event, holder="", **attested):
    house.clock.forward(minutes=5)
    return record_custody(
        house.by("registrar"), person_id=person, event=event, happened_at=house.clock(), holder=holder,
        attested=CustodyAttested(**attested),
    )  # fmt: skip


def in_camp(house, card, place="CAMP-1"):
    """A man who came from a unit into a camp."""
    person = house.man(card, "UNIT-3")
    happens(house, person, CustodyEvent.ARRIVED, place, received_by="the gate", list_reference="L-1")
    return person


def order(house, person, to="CAMP-2"):
    happens(
        house, person, CustodyEvent.TRANSFER_ORDERED, to, list_reference="L-2", counted=1, listed=1,
        told_new_address=True, effects_go_with_him=True,
    )  # fmt: skip


def told(house, name="visitor", place=""):
    return [
        (man.line.card_number, man.place, man.change, man.before, man.reference)
        for man in visit_list(house.by(name), place=place).men
    ]


@pytest.mark.parametrize("name", ["camp-1", "registrar"])
def test_a_visit_list_is_a_visitors(house, name):
    for ask in (visit_list, record_visit_list):
        with pytest.raises(RoleForbidsError):
            ask(house.by(name))
    with pytest.raises(RoleForbidsError):
        record_visit_reference(house.by(name), person_id="P-NONE", reference="1")


def test_refuses_a_reference_that_is_none_and_a_place_that_is_none(house):
    man = house.man("0417")
    for reference in (" ", "7" * 41):
        with pytest.raises(InputError):
            record_visit_reference(house.by("visitor"), person_id=man, reference=reference)
    with pytest.raises(UnknownPersonError):
        record_visit_reference(house.by("visitor"), person_id="P-NONE", reference="1")
    with pytest.raises(NoSuchHolderError):
        record_visit_list(house.by("visitor"), place="CAMP-77")


def test_a_visitor_finds_every_person_and_what_changed_since_the_list_he_took(house):
    stays, moves, leaves = (in_camp(house, *of) for of in (("0401",), ("0402",), ("0403", "CAMP-2")))
    record_visit_reference(house.by("visitor"), person_id=stays, reference="AB-1")
    record_visit_reference(house.by("visitor"), person_id=moves, reference="AB-2")
    house.clock.forward(minutes=5)
    assert {("0401", "CAMP-1", "", "", "AB-1"), ("0403", "CAMP-2", "", "", "")} < set(told(house))
    size = tree_size()
    record_visit_list(house.by("visitor"))
    assert ["access.reading_recorded.1", "register.visit_list_taken.1"] == [one.kind for one in entries_since(size)]

    order(house, moves)
    happens(house, moves, CustodyEvent.DEPARTED, list_reference="L-2", counted=1)
    happens(house, moves, CustodyEvent.ARRIVED, "CAMP-2", received_by="the gate", list_reference="L-2", counted=1)
    happens(house, leaves, CustodyEvent.ESCAPED)
    house.man("0404")
    house.clock.forward(minutes=5)

    assert {
        ("0401", "CAMP-1", "", "CAMP-1", "AB-1"), ("0402", "CAMP-2", "moved", "CAMP-1", "AB-2"),
        ("0403", "", "gone", "CAMP-2", ""), ("0404", "CAMP-1", "new", "", ""),
    } == set(told(house))  # fmt: skip
    assert {("0401", ""), ("0402", "gone"), ("0404", "new")} == {
        (card, change) for card, _, change, _, _ in told(house, place="CAMP-1")
    }
    assert {""} == {change for _, _, change, _, _ in told(house, "visitor-2")}  # he took none yet
    record_visit_reference(house.by("visitor"), person_id=moves, reference="AB-22")
    record_visit_list(house.by("visitor"), place="camp 2")
    assert [("0402", "CAMP-2", "", "CAMP-2", "AB-22")] == told(house, place="CAMP-2")
    assert verify(log_verifier()).is_equal


def test_a_page_opens_and_names_its_own_lines_and_counts_the_whole_list(house, monkeypatch):
    monkeypatch.setattr(lists_out, "PAGE", 2)
    for card in ("0403", "0401", "0402"):
        in_camp(house, card)
    house.clock.forward(minutes=5)
    visitor = house.by("visitor")
    record_visit_list(visitor)
    house.man("0404")
    house.clock.forward(minutes=5)

    pages, opened, after = [], [], 0
    while after or not pages:
        size = tree_size()
        view = visit_list(house.by("visitor"), place="CAMP-1", after=after)
        pages.append([man.line.card_number for man in view.men])
        opened.append([(set(one.act.records), {man.line.person_id for man in view.men}) for one in entries_since(size)])
        assert (4, 1) == (view.persons, view.changes)
        after = view.following
    assert [["0401", "0402"], ["0403", "0404"]] == pages
    assert all(named == shown for ((named, shown),) in opened)
    whole = visit_list(house.by("visitor"), place="CAMP-1")
    assert (4, 4, 1, 0) == (len(whole.men), whole.persons, whole.changes, whole.following)
    assert pages[0] == [one.line.card_number for one in visit_list(house.by("visitor"), place="CAMP-1", after=99).men]


def test_a_list_for_a_journey_is_complete_before_anybody_leaves(house):
    first, second = in_camp(house, "0401"), in_camp(house, "0402")
    house.man("0403")
    order(house, first)
    order(house, second)
    (list_id, _) = (
        CustodyEntry.objects.filter(list_reference="L-2").order_by("recorded_at_index").values_list("pk", flat=True)
    )

    men = journey_list(house.by("camp-1"), list_id)
    assert [("0401", "CAMP-1", "there"), ("0402", "CAMP-1", "there")] == [
        (man.line.card_number, man.place, man.presence) for man in men
    ]
    with pytest.raises(UnknownListError):
        journey_list(house.by("registrar"), "C-NONE")
    house.cast.staff.on_call("camp-3", Role.CAMP_OFFICER, branch="CAMP-3")
    with pytest.raises(OutOfScopeError):
        journey_list(house.by("camp-3"), list_id)


def test_a_place_has_its_list_and_a_camp_its_own(house):
    house.man("0401")
    out = house.man("0402")
    house.man("0403", "CAMP-2")
    due = house.clock.forward(hours=1) + timedelta(hours=5)
    happens(house, out, CustodyEvent.SIGNED_OUT, "COURT-1", order_by="judge", due_back_at=due.isoformat())
    house.clock.forward(minutes=5)
    assert [("0401", "there"), ("0402", "signed_out")] == [
        (man.line.card_number, man.presence) for man in place_list(house.by("camp-1"))
    ]
    assert ["0403"] == [man.line.card_number for man in place_list(house.by("registrar"), place="camp-2")]
    with pytest.raises(OutOfScopeError):
        place_list(house.by("camp-1"), place="CAMP-2")
