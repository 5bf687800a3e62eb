"""One who was found dead and stands in no register: refusals first. Everybody here is invented."""

from __future__ import annotations

import pytest

from repatria.core.law.errors import OpenGuardError, StatementError, UnstatedParticularsError
from repatria.core.law.remains import DiscFound
from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.particulars import Particular, ParticularKind, Source
from repatria.core.vocabulary.remains_codes import remains_code
from repatria.records.access.errors import RoleForbidsError
from repatria.records.register.errors import NotHeldError, UnknownFoundDeadError
from repatria.records.register.models import EventAssertion, ProtectedPerson
from repatria.records.register.selectors import custody_of
from repatria.records.register.selectors.custody import grade_of_death
from repatria.records.register.selectors.found_dead import found_dead
from repatria.records.register.selectors.whole import person
from repatria.records.register.services.custody import custody_row
from repatria.records.register.services.found_dead import record_found_dead, withdraw_found_dead
from repatria.records.remains import names_given
from repatria.records.remains.errors import UnknownItemError
from tests.records.remains.field import Field

pytestmark = pytest.mark.django_db
K = ParticularKind
DISC = {"disc": DiscFound.DOUBLE, "disc_says": "Shevchenko 1234", "is_disc_left": True}


def said(kind, value, by="disc"):
    return Particular(kind=kind, value=value, source=Source(kind=by))


@pytest.fixture
def dug(clock, randomness):
    return Field(clock, randomness).reported().recovered()


def found(field, code, *particulars, name="registrar", **more):
    return record_found_dead(
        field.by(name), item_code=code, particulars=particulars or (said(K.SURNAME, "Шевченко"),), **more
    )


def guards(refused):
    return {name for name, _ in refused.value.params["guards"]}


def test_what_names_nobody_or_was_read_of_nothing_that_was_found_is_refused(dug):
    bare = dug.item(1)
    with pytest.raises(UnstatedParticularsError) as refused:
        found(dug, bare, said(K.RANK, "soldier", "body"))
    assert guards(refused) == {"found_dead_named"}
    with pytest.raises(UnstatedParticularsError) as refused:
        found(dug, bare, said(K.SURNAME, "Шевченко", "own_word"))
    assert guards(refused) == {"found_dead_source"}
    with pytest.raises(OpenGuardError) as refused:
        found(dug, bare, said(K.SURNAME, "Шевченко", "disc"), said(K.RANK, "soldier", "papers"))
    assert guards(refused) == {"found_dead_disc", "found_dead_papers"}
    with pytest.raises(UnknownItemError):
        found(dug, remains_code("KHR", "T2", 9))
    with pytest.raises(RoleForbidsError):
        found(dug, bare, name="caseworker-1")
    with pytest.raises(InputError):
        found(dug, bare, said(K.SURNAME, "A", "body"), said(K.POWER_OF_DEPENDENCE, "P" * 17, "body"))
    with pytest.raises(StatementError):
        found(dug, bare, said(K.SURNAME, "A", "body"), died_at="he said at his interrogation that http://x.example")
    assert not ProtectedPerson.objects.exists()
    dug.packet(bare)
    found(dug, bare, said(K.SURNAME, "Шевченко", "papers"))


def test_he_is_dead_by_a_document_in_nobodys_custody_and_once_for_an_item(dug):
    code = dug.item(1, **DISC)
    number = found(
        dug, code, said(K.SURNAME, "Шевченко"), said(K.POWER_OF_DEPENDENCE, "PB"), died_on=PartialDate.parse("2026-05")
    )
    stands = custody_of(number)
    assert (None, "", True) == (stands.custody_state, stands.holder, stands.asserted_dead)
    assert "C" == grade_of_death(number) == stands.best_grade, "who bore a disc is not proved by it"
    view = person(dug.by("registrar"), number)
    assert {("disc", code)} == {(one.source_kind, one.source_reference) for one in view.particulars}
    assert "PB" == view.power and ("dead", "2026-05") == (view.events[0].kind, view.events[0].on)
    with pytest.raises(NotHeldError):
        custody_row(number)
    with pytest.raises(OpenGuardError) as refused:
        found(dug, code.lower())
    assert guards(refused) == {"found_dead_once"}


def test_a_wrong_record_is_taken_back_with_its_reason_and_under_no_name(dug, monkeypatch):
    code = dug.item(1, **DISC)
    number = found(dug, code)
    by = dug.by("registrar")
    with pytest.raises(UnstatedParticularsError):
        withdraw_found_dead(by, person_id=number, reason=" ")
    monkeypatch.setattr(names_given, "_persons", [lambda _: (number,)])
    with pytest.raises(OpenGuardError) as refused:
        withdraw_found_dead(by, person_id=number, reason="the disc was another's")
    assert guards(refused) == {"found_dead_unnamed"} and found_dead(code)[0].is_named
    monkeypatch.setattr(names_given, "_persons", [])
    withdraw_found_dead(by, person_id=number, reason="the disc was another's")
    with pytest.raises(UnknownFoundDeadError):
        withdraw_found_dead(by, person_id=number, reason="again")
    assert not custody_of(number).asserted_dead and "contradicted" == EventAssertion.objects.get().certainty
    other = found(dug, code, said(K.SERVICE_NUMBER, "1234"))
    assert [(other, False), (number, True)] == [(one.person_id, one.is_withdrawn) for one in found_dead(code)]
