"""Opening places, and how they are written."""

from __future__ import annotations

import pytest

from repatria.core.vocabulary.places import PlaceKind
from repatria.records.access.errors import RoleForbidsError
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.reading import tree_size
from repatria.records.ledger.verify import verify
from repatria.records.places.errors import (
    ClosedPlaceError,
    NoSuchHolderError,
    PlaceWordsError,
    TakenPlaceError,
    UnknownPlaceError,
    UnknownSpellingError,
)
from repatria.records.places.reading import place_of, read_place
from repatria.records.places.selectors import open_places, place, place_written, places
from repatria.records.places.services import (
    annul_closing,
    annul_spelling,
    close_place,
    open_place,
    record_place_name,
    record_spelling,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["registrar", "camp", "auditor", "interviewer", "caseworker"])
def test_refuses_everybody_but_the_head_and_the_administrators(bureau, name):
    bureau.called(name)
    before = tree_size()

    with pytest.raises(RoleForbidsError):
        bureau.opens("CAMP-2", by=name)

    assert before == tree_size()


@pytest.mark.parametrize(("code", "name", "fault"), [
    ("", "Табір", ("code", "code_form")), ("CAMP  2", "Табір", ("code", "code_form")),
    ("C" * 41, "Табір", ("code", "code_form")), ("CA\u200bMP", "Табір", ("code", "code_form")),
    ("CAMP-2", "", ("name", "no_letters")), ("CAMP-2", "—", ("name", "no_letters")),
    ("CAMP-2", "Т" * 121, ("name", "length")), ("CAMP-2", "ﷺ" * 120, ("name", "length")),
])  # fmt: skip
def test_refuses_what_nobody_could_write_or_read(bureau, code, name, fault):
    with pytest.raises(PlaceWordsError) as refused:
        open_place(bureau.acting("head"), code=code, kind=PlaceKind.CAMP, name=name)

    assert (fault,) == refused.value.faults
    assert () == places(bureau.acting("head"), with_closed=True)


@pytest.mark.parametrize(("code", "name"), [
    ("CAMP 2", "Новий"), ("САМР-2", "Новий"), ("camp-02", "Новий"), ("CAMP-7", "Camp № 2"), ("Табір 2", "Новий"),
    ("CAMP-7", "табір № 02"), ("CAMP-7", "ВК-19"),
])  # fmt: skip
def test_refuses_two_places_of_one_key(bureau, code, name):
    bureau.opens("CAMP-2", name="Табір 2")
    record_spelling(bureau.acting("registrar"), code="CAMP-2", written="ВК 19")

    with pytest.raises(TakenPlaceError) as refused:
        bureau.opens(code, name=name)

    assert "CAMP-2" == refused.value.params["place"]
    assert ["CAMP-2"] == [one.code for one in open_places(bureau.acting("head"))]


def test_a_code_is_never_given_again_and_a_name_of_a_closed_place_may_be(bureau):
    bureau.opens("CAMP-2", name="Табір 2")
    close_place(bureau.acting("head"), code="CAMP-2", reason="emptied")

    with pytest.raises(TakenPlaceError):
        bureau.opens("camp 2", name="Інший")
    assert "CAMP-9" == bureau.opens("CAMP-9", name="Табір 2")
    assert "CAMP-9" == place_of("табір-2")


def test_either_opens_and_every_writing_is_read_as_its_code(bureau):
    bureau.opens("CAMP-2", name="Табір 2", by="administrator-1")
    bureau.opens("CAMP-3", name="Табір 3")

    assert ["CAMP-2"] * 5 == [place_of(one) for one in ("CAMP-2", "CAMP 2", "САМР-2", "camp-2 ", "Табiр № 2")]
    assert "" == place_of("  ")
    assert verify(log_verifier()).is_equal


def test_an_unknown_place_is_refused_at_its_field_with_those_that_may_be_meant(bureau):
    bureau.opens("CAMP-2", name="Табір 2")
    bureau.opens("CAMP-3", name="Табір 3")
    bureau.opens("HOSPITAL-1", PlaceKind.HOSPITAL, name="Міська лікарня")

    with pytest.raises(NoSuchHolderError) as refused:
        place_of("CAMP-22")
    assert (("holder", "no_place"),) == refused.value.faults
    assert ("CAMP-2", "CAMP-3") == refused.value.params["likely"]
    assert ("HOSPITAL-1",) == read_place("лікарня").likely
    assert () == read_place("порт").likely


def test_a_closed_place_takes_nobody_and_is_named(bureau):
    bureau.opens("CAMP-2", name="Табір 2")
    close_place(bureau.acting("head"), code="CAMP-2", reason="emptied")

    with pytest.raises(NoSuchHolderError) as refused:
        place_of("camp 2")

    assert (("holder", "closed_place"),) == refused.value.faults
    assert "CAMP-2" == refused.value.params["closed"]


def test_refuses_a_spelling_that_is_read_as_a_place_already(bureau):
    bureau.opens("CAMP-2", name="Табір 2")
    bureau.opens("CAMP-3", name="Табір 3")
    registrar = bureau.acting("registrar")

    for code, written in (("CAMP-3", "camp 2"), ("CAMP-3", "табір-2"), ("CAMP-2", "CAMP 2")):
        with pytest.raises(TakenPlaceError):
            record_spelling(registrar, code=code, written=written)
    with pytest.raises(PlaceWordsError):
        record_spelling(registrar, code="CAMP-2", written="№")
    with pytest.raises(UnknownPlaceError):
        record_spelling(registrar, code="CAMP-4", written="ВК 4")
    with pytest.raises(RoleForbidsError):
        record_spelling(bureau.acting("camp"), code="CAMP-2", written="ВК 2")


def test_what_was_spelt_is_read_until_it_is_taken_back(bureau):
    bureau.opens("CAMP-2", name="Табір 2")
    registrar = bureau.acting("registrar")
    record_spelling(registrar, code="CAMP-2", written="Лагерь № 2")
    assert "CAMP-2" == place_written(registrar, "ЛАГЕРЬ 2").place
    assert ("Лагерь № 2",) == place(registrar, "CAMP-2").spellings

    with pytest.raises(PlaceWordsError):
        annul_spelling(registrar, code="CAMP-2", written="лагерь 2", reason=" ")
    for written in ("CAMP-2", "Табір 2", "лагерь 3", "—"):
        with pytest.raises(UnknownSpellingError):
            annul_spelling(registrar, code="CAMP-2", written=written, reason="another camp's")
    annul_spelling(registrar, code="CAMP-2", written="лагерь 2", reason="another camp's")

    assert "" == read_place("Лагерь № 2").place
    assert () == place(registrar, "CAMP-2").spellings
    with pytest.raises(UnknownSpellingError):
        annul_spelling(registrar, code="CAMP-2", written="лагерь 2", reason="again")
    record_spelling(registrar, code="CAMP-2", written="Лагерь № 2")
    assert "CAMP-2" == place_of("лагерь 2")


def test_a_renamed_place_is_read_by_both_names(bureau):
    bureau.opens("CAMP-2", name="Табір 2")
    bureau.opens("CAMP-3", name="Табір 3")
    head = bureau.acting("head")

    for name in ("Табір 3", "Табір 2"):
        with pytest.raises(TakenPlaceError):
            record_place_name(head, code="CAMP-2", name=name)
    with pytest.raises(RoleForbidsError):
        record_place_name(bureau.acting("registrar"), code="CAMP-2", name="Північ")
    record_place_name(head, code="CAMP-2", name="Північ")

    assert ("Північ", ("Табір 2",)) == (place(head, "CAMP-2").name, place(head, "CAMP-2").spellings)
    assert ["CAMP-2"] * 2 == [place_of(one) for one in ("північ", "табір 2")]


def test_a_place_closed_by_mistake_is_opened_again_unless_its_name_was_taken(bureau):
    bureau.opens("CAMP-2", name="Табір 2")
    head = bureau.acting("head")
    with pytest.raises(ClosedPlaceError):
        annul_closing(head, code="CAMP-2", reason="it stands open")
    close_place(head, code="CAMP-2", reason="emptied")
    bureau.opens("CAMP-9", name="Табір 2")

    with pytest.raises(TakenPlaceError) as refused:
        annul_closing(head, code="CAMP-2", reason="by mistake")
    assert "CAMP-9" == refused.value.params["place"]
    close_place(head, code="CAMP-9", reason="not needed")
    annul_closing(head, code="CAMP-2", reason="by mistake")

    assert "CAMP-2" == place_of("табір 2")
    assert (False, True) == tuple(place(head, code).is_open for code in ("CAMP-9", "CAMP-2"))
    assert verify(log_verifier()).is_equal
