"""An examination beside what a family told: what agrees, what contradicts, what says nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.core.bodies.beside import AGAINST, EXCLUDES, MOST_OF, POINTS, Around, lay_beside
from repatria.core.bodies.said_beside import BesideWord
from repatria.core.vocabulary.body_record import (
    Aspect,
    BodyField,
    BodyMark,
    BodyRecord,
    FieldSaid,
    MarkKind,
    Region,
    Said,
    SexEstimate,
    Side,
    Span,
    ToothCode,
    ToothSaid,
)

W = BesideWord


def words(post, ante, **around):
    return [one.word for one in lay_beside(post, ante, **around).reasons]


def tooth(number, code):
    return BodyRecord(teeth=(ToothSaid(tooth=number, code=ToothCode(code)),))


def mark(kind, text="x", serial="", region=Region.FOREARM, side=Side.LEFT):
    one = BodyMark(kind=MarkKind(kind), region=region, side=side, aspect=Aspect.FRONT, text=text, serial=serial)
    return BodyRecord(marks=(one,))


def said(field, text, how=Said.GIVEN):
    return BodyRecord(fields=(FieldSaid(field=field, said=how, text=text),))


def test_every_reason_has_its_points_and_what_contradicts_takes_some() -> None:
    assert set(POINTS) == set(BesideWord)
    assert {word for word, points in POINTS.items() if points < 0} == AGAINST >= EXCLUDES
    assert set(MOST_OF) <= set(POINTS)


@pytest.mark.parametrize(("post", "ante", "expected"), [
    ("sound", "filled", [W.TOOTH_CANNOT]), ("sound", "missing_before", [W.TOOTH_CANNOT]),
    ("filled", "missing_before", [W.TOOTH_CANNOT]), ("bridge", "missing_before", [W.TOOTH_TREATED_SINCE]),
    ("missing_before", "sound", [W.TOOTH_TREATED_SINCE]), ("filled", "sound", [W.TOOTH_TREATED_SINCE]),
    ("crown", "filled", [W.TOOTH_TREATED_SINCE]), ("filled", "filled", [W.TOOTH_AGREES]),
    ("missing_before", "missing_before", [W.TOOTH_AGREES]), ("sound", "sound", []), ("missing_after", "filled", []),
    ("root_only", "crown", []), ("unerupted", "crown", [W.TOOTH_CANNOT]),
    ("sound", "unerupted", [W.TOOTH_TREATED_SINCE]), ("sound", "implant", [W.TOOTH_CANNOT]),
    ("denture", "bridge", [W.TOOTH_TREATED_SINCE]),
])  # fmt: skip
def test_a_tooth_does_not_come_back_and_a_dentist_may_have_been_there_since(post, ante, expected) -> None:
    assert words(tooth(36, post), tooth(36, ante)) == expected
    assert words(tooth(36, post), tooth(37, ante)) == []


def test_sound_teeth_say_something_from_eight_on_and_milk_teeth_nothing() -> None:
    row = tuple(ToothSaid(tooth=number, code=ToothCode.SOUND) for number in range(11, 19))
    (one,) = lay_beside(BodyRecord(teeth=row), BodyRecord(teeth=row)).reasons
    assert (one.word, one.about) == (W.TEETH_WHOLE, "8")
    assert words(BodyRecord(teeth=row[1:]), BodyRecord(teeth=row)) == []
    assert words(tooth(55, "sound"), tooth(55, "filled")) == []


@pytest.mark.parametrize(("post", "ante", "expected"), [
    ("male", "male", [W.SEX_AGREES]), ("male", "female", [W.SEX_DIFFERS]), ("probably_female", "male", [W.SEX_LEANS]),
    ("undetermined", "male", []), ("not_examined", "male", []), ("probably_male", "male", [W.SEX_AGREES]),
])  # fmt: skip
def test_sex(post, ante, expected) -> None:
    assert words(BodyRecord(sex=SexEstimate(post)), BodyRecord(sex=SexEstimate(ante))) == expected


def test_an_age_is_that_of_the_telling_less_the_years_since_he_was_seen() -> None:
    dead = BodyRecord(age=Span(low=25, high=30))
    told = BodyRecord(age=Span(low=34, high=34), latest="2022-03")
    assert words(dead, told, sought=Around(told_on="2026-05-01")) == [W.AGE_AGREES]
    assert words(dead, BodyRecord(age=Span(low=34, high=34), latest="2026-01"),
                 sought=Around(told_on="2026-05-01")) == [W.AGE_APART]  # fmt: skip
    assert words(dead, BodyRecord(age=Span(low=24, high=24), latest="2022")) == [W.AGE_APART]
    assert words(BodyRecord(stature=Span(low=170, high=174)), BodyRecord(stature=Span(low=179, high=180))) == [
        W.STATURE_AGREES
    ]
    assert words(BodyRecord(stature=Span(low=170, high=173)), BodyRecord(stature=Span(low=179, high=180))) == [
        W.STATURE_APART
    ]


def test_who_was_seen_alive_later_is_another() -> None:
    dead = BodyRecord(earliest="2026-01", latest="2026-03")
    assert words(dead, BodyRecord(latest="2026-04-02")) == [W.SEEN_AFTER]
    assert words(dead, BodyRecord(latest="2026-03-30")) == [W.TIME_AGREES], "within the month that is known"
    assert words(dead, BodyRecord()) == []


def test_a_number_of_an_implant_is_compared_however_it_is_written_and_an_unread_one_says_nothing() -> None:
    plate = mark("implant", serial="LOT 4471-08")
    assert words(plate, mark("implant", serial="lot4471 08", region=Region.THIGH)) == [W.SERIAL_AGREES]
    assert words(plate, mark("implant", serial="LOT 4471-09")) == [W.SERIAL_DIFFERS]
    assert words(plate, mark("implant", serial="не прочитати")) == [W.MARK_AGREES]
    assert words(plate, mark("implant", serial="LOT 4471-09", side=Side.RIGHT)) == []


def test_marks_agree_where_kind_and_place_do_and_one_that_was_not_seen_says_nothing() -> None:
    told = mark("tattoo", "якорь и буквы О.Д.")
    assert words(mark("tattoo", "якір"), told) == [W.TATTOO_AGREES]
    assert words(mark("tattoo", "великий якорь"), told) == [W.TATTOO_SAME_WORDS]
    assert words(mark("scar"), told) == [] == words(BodyRecord(), told)
    assert words(mark("old_fracture"), mark("old_fracture", side=Side.UNKNOWN)) == [W.FRACTURE_AGREES]
    assert words(mark("wound"), mark("wound")) == []


@pytest.mark.parametrize(("post", "ante", "expected"), [
    ("A(II) Rh+", "II", [W.BLOOD_AGREES]), ("А (II)", "A", [W.BLOOD_AGREES]), ("0 (I)", "B", [W.BLOOD_DIFFERS]),
    ("IV", "AB Rh-", [W.BLOOD_AGREES]), ("не знаю", "A", []), ("", "A", []),
])  # fmt: skip
def test_a_blood_group_in_whatever_writing(post, ante, expected) -> None:
    seen = said(BodyField.BLOOD_GROUP, post) if post else said(BodyField.BLOOD_GROUP, "", Said.UNKNOWN)
    assert words(seen, said(BodyField.BLOOD_GROUP, ante)) == expected


def test_free_words_agree_by_their_stems_and_unknown_is_no_word() -> None:
    assert words(said(BodyField.FOOTWEAR, "чорні черевики, 43"), said(BodyField.FOOTWEAR, "чорних немає, 43")) == [
        W.FIELD_AGREES
    ]
    assert words(said(BodyField.FOOTWEAR, "чоботи"), said(BodyField.FOOTWEAR, "кеди")) == []
    assert words(said(BodyField.FOOTWEAR, "", Said.UNKNOWN), said(BodyField.FOOTWEAR, "кеди")) == []
    assert words(said(BodyField.INSIGNIA, "шеврон 93"), said(BodyField.INSIGNIA, "93 бригада")) == [W.UNIT_AGREES]


def test_what_cannot_be_stands_first_and_free_words_alone_never_outweigh_it() -> None:
    fields = tuple(FieldSaid(field=one, said=Said.GIVEN, text="43 чорні") for one in BodyField)
    ante = BodyRecord(fields=fields, sex=SexEstimate.MALE)
    laid = lay_beside(BodyRecord(fields=fields, sex=SexEstimate.FEMALE), ante)
    assert laid.is_excluded and laid.reasons[0].word is W.SEX_DIFFERS
    assert laid.points < 0


_teeth = st.lists(
    st.builds(ToothSaid, tooth=st.sampled_from((11, 12, 36, 37, 48)), code=st.sampled_from(ToothCode)), max_size=4,
    unique_by=lambda one: one.tooth,
)  # fmt: skip
_records = st.builds(
    BodyRecord, sex=st.sampled_from(SexEstimate), teeth=_teeth.map(tuple),
    age=st.none() | st.integers(16, 60).map(lambda low: Span(low=low, high=low + 8)),
    latest=st.sampled_from(("", "2025", "2026-01", "2026-03-02")),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(post=_records, ante=_records)
def test_silence_of_a_side_adds_and_takes_nothing(post, ante) -> None:
    assert lay_beside(post, BodyRecord()).points == 0 == lay_beside(BodyRecord(), ante).points
    laid = lay_beside(post, ante)
    assert laid.is_excluded == any(one.word in EXCLUDES for one in laid.reasons)
    assert laid.points == sum(POINTS[one.word] for one in laid.reasons)  # of few teeth no limit is reached
