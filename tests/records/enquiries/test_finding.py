"""Finding a family: by whatever script a name is spelt in, a telephone however written, a receipt's number."""

from __future__ import annotations

from dataclasses import replace

import pytest

from repatria.core.vocabulary.receipts import receipt_from_form_id
from repatria.records.access.errors import RoleForbidsError
from repatria.records.enquiries import finding
from repatria.records.enquiries.acts import Asked
from repatria.records.enquiries.finding import families, name_distance
from repatria.records.enquiries.services import receive_enquiry
from repatria.records.ledger.reading import entries_since, tree_size
from tests.cast import Cast
from tests.kept import built_once

pytestmark = pytest.mark.django_db
HERS = Asked(
    sought_name="Шевчинко Сережа",
    enquirer_name="Шевченко Ганна",
    telephone="+380 67 123-45-67",
    reach_by="a call",
)


@pytest.fixture
@built_once
def cast(clock, randomness):
    return Cast(clock, randomness)


@pytest.fixture
def hers(cast):
    return taken(cast, HERS, b"h" * 32)


def taken(cast, asked, form_id):
    from repatria.core.vocabulary.receipts import letter_identity_of, locator_of

    receipt = receipt_from_form_id(form_id, "uk")
    return receive_enquiry(
        cast.by("caseworker-1"), asked=asked, locator=locator_of(receipt), letter_identity=letter_identity_of(receipt),
        received_on=cast.clock().date(), language="uk", channel="telephone", number=receipt.number,
    )  # fmt: skip


def found(cast, **asked):
    return [one.enquiry_id for one in families(cast.by("caseworker-1"), **asked)]


@pytest.mark.parametrize("name", ["hotline", "reviewer-1", "registrar", "interviewer", "camp", "delegate", "auditor"])
def test_refuses_everybody_but_caseworkers_and_the_head(cast, hers, name):
    acting, size = cast.by(name), tree_size()
    with pytest.raises(RoleForbidsError):
        families(acting, name="Шевченко")

    assert size == tree_size()


@pytest.mark.parametrize(
    "asked",
    [
        {"name": "Шевченко"}, {"name": "Shevchenko Serhii"}, {"name": "сергей шевченко"}, {"name": "Szewczenko"},
        {"name": "Hanna"}, {"name": "Ганна Шевченко"}, {"telephone": "067 123 45 67"}, {"telephone": "380671234567"},
        {"receipt": receipt_from_form_id(b"h" * 32, "uk").number},
    ],
)  # fmt: skip
def test_finds_her_however_she_is_asked_for_and_leaves_a_leaf_of_what_fits_alone(cast, hers, asked):
    other = taken(cast, replace(HERS, sought_name="Бондар Петро", enquirer_name="Бондар Ія", telephone=""), b"o" * 32)
    cast.by("caseworker-1")
    size = tree_size()

    assert [hers] == found(cast, **asked)
    (leaf,) = entries_since(size, kinds=["access.reading_recorded"])
    assert ("enquiries.?find", (hers,)) == (leaf.act.question, leaf.act.records)
    assert other not in leaf.act.records


def test_a_search_that_finds_nobody_leaves_a_leaf_too_and_an_empty_one_shows_nobody(cast, hers):
    cast.by("caseworker-1")
    size = tree_size()
    assert [] == found(cast, name="Ковальчук") == found(cast, telephone="12") == found(cast, receipt="1")
    assert [] == found(cast, name=" ") == found(cast)

    assert size + 5 == tree_size()


def test_a_search_ends_after_its_time_says_so_and_has_compared_the_newest(cast, hers, monkeypatch):
    newer = taken(cast, replace(HERS, sought_name="Шевченко Сергій"), b"n" * 32)
    monkeypatch.setattr(finding, "_AT_ONCE", 1)
    assert 2 == len(families(cast.by("caseworker-1"), name="Шевченко"))
    monkeypatch.setattr(finding, "_SECONDS", 0.0)
    for asked in ({"name": "Шевченко"}, {"telephone": HERS.telephone}):
        shown = families(cast.by("caseworker-1"), **asked)
        assert ([newer], True) == ([one.enquiry_id for one in shown], shown.has_more)


def test_refuses_to_hide_hers_behind_however_many_like_it_came_after(cast, hers, monkeypatch):
    monkeypatch.setattr(finding, "MOST", 2)
    wave = [taken(cast, HERS, bytes([number]) * 32) for number in range(5)]
    pages = [families(cast.by("caseworker-1"), name="Шевчинко Сережа", page=number) for number in (1, 2, 3, 4)]
    assert [[one.enquiry_id for one in page] for page in pages] == [
        [wave[4], wave[3]], [wave[2], wave[1]], [wave[0], hers], []
    ]  # fmt: skip
    assert [page.has_more for page in pages] == [True, True, False, False]
    assert found(cast, name="Шевчинко Сережа", page=-3) == [wave[4], wave[3]]


def test_a_wave_that_takes_the_time_of_a_search_leaves_the_oldest_compared(cast, hers, monkeypatch):
    for number in range(3):
        taken(cast, HERS, bytes([number]) * 32)
    monkeypatch.setattr(finding, "_AT_ONCE", 1)
    clock = iter([0.0, 1.0, 9.0])
    monkeypatch.setattr(finding, "monotonic", lambda: next(clock))
    shown = families(cast.by("caseworker-1"), name="Шевчинко Сережа")
    assert (len(shown), shown[-1].enquiry_id, shown.has_more) == (2, hers, True)


def test_the_nearest_stands_first_and_a_strange_word_fits_nobody(cast, hers):
    near = taken(cast, replace(HERS, sought_name="Шевченко Сергій"), b"n" * 32)
    assert [near, hers] == found(cast, name="Шевченко Сергій") or [hers, near] == found(cast, name="Шевчинко Сережа")
    assert [near, hers] == found(cast, name="Шевченко Сергій")

    assert 0 == name_distance("Shevchenko", "Шевченко Сергій")
    assert name_distance("Шевченко Андрій", "Шевченко Сергій") is None
