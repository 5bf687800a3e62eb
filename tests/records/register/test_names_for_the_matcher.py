"""What the matcher is given of a person: the first value of each field, nothing else, and never without a leaf."""

from __future__ import annotations

import pytest

from repatria.core.vocabulary.particulars import Given, Particular, ParticularKind, Source
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.ledger.reading import entries_since, tree_size
from repatria.records.register import names as names_module
from repatria.records.register.models import ParticularRow
from repatria.records.register.names import NameRow, names, names_numbered
from repatria.records.register.services import record_particular
from repatria.records.vault.errors import BrokenSealError
from repatria.records.vault.keyring import Purpose
from repatria.records.vault.keys import destroy_key, find_keys
from repatria.records.vault.models import SubjectKey
from repatria.records.vault.opening import cell_openers, open_rows
from tests.house import list_one
from tests.journeys.test_thread_in_the_records import Story
from tests.kept import built_once

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def story(clock, randomness):
    return Story(clock, randomness).capture()


def tell(story, kind, value, given=Given.GIVEN):
    source = Source(kind="list", reference="L-14")
    one = Particular(kind=kind, value=value, given=given, source=source)
    record_particular(story.by("registrar"), person_id=story.person, particular=one)


def row_of(story):
    (row,) = names_numbered(story.outside.house(Role.MATCHER), [story.person])
    return row


def test_refuses_names_to_whoever_is_not_the_matcher(story):
    with pytest.raises(RoleForbidsError):
        names_numbered(story.by("registrar"), [story.person])


def test_the_first_value_of_each_field_is_given_and_what_was_declined_is_empty(story):
    for kind, value in ((ParticularKind.UNIT, "17 бригада"), (ParticularKind.UNIT, "18 бригада"),
                        (ParticularKind.PATRONYMIC, "Олегович"), (ParticularKind.BIRTH_PLACE, "Полтава")):  # fmt: skip
        tell(story, kind, value)
    tell(story, ParticularKind.RANK, None, Given.DECLINED)

    expected = NameRow(
        person_id=story.person, surname="Шевченко", given_name="Сергій", patronymic="Олегович",
        birth_date="1999-04-12", place="Полтава", unit="17 бригада", number="PA-417417", rank="",
    )  # fmt: skip
    assert expected == row_of(story)


def test_a_value_whose_key_was_destroyed_is_empty_and_breaks_nothing(story):
    tell(story, ParticularKind.UNIT, "17 бригада")
    destroy_key(Purpose.VOLUNTARY, story.person)

    assert ("Шевченко", "") == (row_of(story).surname, row_of(story).unit)


def test_every_page_leaves_a_leaf_and_no_person_is_left_out(story, monkeypatch):
    others = [list_one(story.outside.house(Role.CLERKWORK), number) for number in range(4)]
    monkeypatch.setattr(names_module, "_PAGE", 2)  # five persons are three pages
    size = tree_size()

    pages = [[row.person_id for row in page] for page in names(story.outside.house(Role.MATCHER))]

    assert [[story.person, others[0]], others[1:3], others[3:]] == pages
    leaves = [entry.act.records for entry in entries_since(size, kinds=["access.reading_recorded"])]
    assert pages == [list(records) for records in leaves]


def test_a_key_whose_row_names_another_subject_opens_nothing_of_him(story):
    other = list_one(story.outside.house(Role.CLERKWORK), 1)
    before = find_keys(Purpose.IDENTITY, [story.person, other])
    destroy_key(Purpose.IDENTITY, other)
    SubjectKey.objects.filter(pk=f"identity:{story.person}").update(subject=other)

    assert {story.person: before[story.person]} == find_keys(Purpose.IDENTITY, [story.person, other])


def test_a_cell_that_was_moved_to_another_row_does_not_open(story):
    tell(story, ParticularKind.UNIT, "17 бригада")
    rows = [row for row in ParticularRow.objects.order_by("pk") if row.statutory_value is not None]
    opened = cell_openers(ParticularRow, ("statutory_value",), [story.person])["statutory_value"]

    values = [cells["statutory_value"] for cells in open_rows(rows, ("statutory_value",))]
    assert values == [opened(row.pk, story.person, row.statutory_value) for row in rows]
    with pytest.raises(BrokenSealError):
        opened(rows[0].pk, story.person, rows[1].statutory_value)
    assert opened(rows[0].pk, "P-another", rows[0].statutory_value) is None
