"""A correction of what was taken down wrongly: with reason and proof, and the wrong one stays."""

from __future__ import annotations

import pytest

from repatria.core.law.errors import StatementError, UnstatedParticularsError
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.particulars import Given, Grade, Particular, ParticularKind, Source
from repatria.doors.jobs.clocks import follow_clocks
from repatria.doors.jobs.consequences import draw_consequences
from repatria.records.access.errors import RoleForbidsError
from repatria.records.access.role_table import Role
from repatria.records.clocks.models import Clock
from repatria.records.ledger.checkpoints import log_verifier
from repatria.records.ledger.verify import verify
from repatria.records.notices.models import StatutoryNotice
from repatria.records.notices.selectors import notice
from repatria.records.register.errors import CorrectedBeforeError, UnknownParticularError, UnknownPersonError
from repatria.records.register.models import ParticularRow
from repatria.records.register.names import names_numbered
from repatria.records.register.selectors import notice_items, particulars_of, person_for_room
from repatria.records.register.services import record_particular
from repatria.records.register.services.correction import record_correction
from tests.kept import built_once
from tests.records.register.releasing import Releasing

pytestmark = pytest.mark.django_db
SURNAME = ParticularKind.SURNAME
DOCUMENT = Source(kind="document", reference="passport seen", grade=Grade.DOCUMENT_OR_CALL)


@pytest.fixture
@built_once
def man(clock, randomness):
    return Releasing(clock, randomness)


def number_of(man, kind=SURNAME, corrected=False):
    rows = ParticularRow.objects.filter(person_id=man.person, kind=kind.value)
    return next(row.pk for row in rows if bool(row.corrected_by) is corrected)


def corrected(man, value="Шевчук", name="registrar", kind=SURNAME, given=Given.GIVEN, **more):
    said = {
        "reason": "misheard at night",
        "proof": "his passport",
    } | more
    if "particular_id" not in said:
        said["particular_id"] = number_of(man)
    particular = Particular(kind=kind, value=value, given=given, source=DOCUMENT)
    return record_correction(man.by(name), person_id=man.person, particular=particular, **said)


@pytest.mark.parametrize(
    ("lacking", "guard"), [({"reason": " "}, "correction_reason"), ({"proof": ""}, "correction_proof")]
)
def test_refuses_a_correction_without_a_reason_or_a_proof(man, lacking, guard):
    with pytest.raises(UnstatedParticularsError) as refused:
        corrected(man, **lacking)

    assert [guard] == [one for one, _ in refused.value.params["guards"]]
    assert "" == ParticularRow.objects.get(pk=number_of(man)).corrected_by


def test_refuses_another_role_another_mans_particular_another_kind_the_same_words_and_words_of_his(man):
    for more, refusal in (
        ({"name": "camp"}, RoleForbidsError), ({"particular_id": "P-NONE.0"}, UnknownParticularError),
        ({"kind": ParticularKind.RANK}, UnknownParticularError), ({"value": "Шевченко"}, InputError),
        ({"reason": "он сказал: «нас бросили, мы сдались сами»"}, StatementError),
    ):  # fmt: skip
        with pytest.raises(refusal):
            corrected(man, **more)
    man.person = "P-0000000-X"
    with pytest.raises(UnknownPersonError):
        corrected(man, particular_id="P-NONE.0")


def test_the_right_one_counts_where_the_wrong_one_did_and_the_wrong_one_stays(man):
    witness = Particular(kind=SURNAME, value="Шевцов", source=Source(kind="witness", grade=Grade.WITNESS))
    record_particular(man.by("registrar"), person_id=man.person, particular=witness)
    wrong = number_of(man)
    right = corrected(man, particular_id=wrong)

    view = person_for_room(man.person)
    assert "Шевчук" == view.first(SURNAME)
    stands = {one.particular_id: one for one in view.particulars}
    assert ("Шевченко", right) == (stands[wrong].value, stands[wrong].corrected_by)
    assert (wrong, "misheard at night", "his passport") == (
        stands[right].corrects, stands[right].reason, stands[right].proof
    )  # fmt: skip
    assert ["Шевчук", "Шевцов"] == [one.value for one in particulars_of(man.person) if one.kind is SURNAME]
    assert "Шевчук" == notice_items(man.person).given["surname"]
    (row,) = names_numbered(man.outside.house(Role.MATCHER), [man.person])
    assert "Шевчук" == row.surname
    assert b"passport" not in bytes(ParticularRow.objects.get(pk=right).proof)
    assert verify(log_verifier()).is_equal


def test_a_correction_is_corrected_in_turn_and_what_was_corrected_is_not_corrected_twice(man):
    wrong = number_of(man)
    first = corrected(man, particular_id=wrong)
    with pytest.raises(CorrectedBeforeError):
        corrected(man, "Шевчик", particular_id=wrong)
    corrected(man, "Шевчик", particular_id=first)

    assert "Шевчик" == person_for_room(man.person).first(SURNAME)


def test_that_he_had_not_said_it_is_a_correction_too(man):
    corrected(man, None, given=Given.UNKNOWN)

    assert "" == person_for_room(man.person).first(SURNAME)
    assert "surname" in notice_items(man.person).without


def test_a_slip_that_was_corrected_establishes_nobody(man):
    """Two sources that agree establish who he is; a wrong one and its correction are one."""
    man.identified()
    extra = next(row.pk for row in ParticularRow.objects.filter(person_id=man.person, kind="surname")
                 if row.source_kind == "document")  # fmt: skip
    corrected(man, "Коваль", particular_id=extra)

    assert ["Шевченко", "Коваль"] == [one.value for one in particulars_of(man.person) if one.kind is SURNAME]


def test_whoever_was_told_what_was_wrong_is_told_what_is_right_and_by_a_clock(man):
    draw_consequences(man.outside)
    told = StatutoryNotice.objects.filter(person_id=man.person)
    before = told.count()
    record_particular(man.by("registrar"), person_id=man.person, particular=Particular(
        kind=ParticularKind.LANGUAGE, value="uk", source=DOCUMENT,
    ))  # fmt: skip
    spoken = number_of(man, ParticularKind.LANGUAGE)
    corrected(man, "ru", kind=ParticularKind.LANGUAGE, particular_id=spoken)
    draw_consequences(man.outside)
    assert before == told.count(), "no notice says it"

    corrected(man, "Шевчук")
    draw_consequences(man.outside)
    follow_clocks(man.outside)
    draw_consequences(man.outside)
    further = [one for one in told if one.is_correction]
    assert {one.recipient for one in told if not one.is_correction} == {one.recipient for one in further}
    for one in further:
        assert "Шевчук" == notice(man.by("registrar"), one.pk).items["surname"]
        assert Clock.objects.filter(rule="cta_notice", matter="", subject=one.pk, ending="").exists()
