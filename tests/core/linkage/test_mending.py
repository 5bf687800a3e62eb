"""Words that only the register can mend: a surname in two pieces, and one joined to a given name."""

from __future__ import annotations

from itertools import permutations
from random import Random

import pytest

from repatria.core.linkage.forms.mending import mended_by_register
from repatria.core.linkage.index import LinkageIndex
from repatria.core.linkage.rows import EnquiryRow, RegisterRow
from tests.core.linkage.generator import make_persons, make_rows

REGISTER = {"погожих", "каренський", "венглер", "бонд", "бондар", "кова", "лев", "левченко", "лук'янчихін"}


@pytest.mark.parametrize(
    ("words", "mended"),
    [
        (["пог", "ожих", "петр"], ["ожих", "петр", "пог", "погожих"]),
        (["ожих", "пог"], ["ожих", "пог", "погожих"]),
        (["бонд", "ар", "іван"], ["ар", "бонд", "бондар", "іван"]),
        (["лук'янч", "ихін", "петр"], ["ихін", "лук'янч", "лук'янчихін", "петр"]),
        (["колякаренський"], ["каренський", "коля", "колякаренський"]),
        (["каренськийлев", "іванович"], ["іванович", "каренський", "каренськийлев", "лев"]),
    ],
)
def test_the_register_tells_what_two_words_or_one_are(words: list[str], mended: list[str]) -> None:
    for turned in permutations(words):
        assert mended_by_register(turned, REGISTER.__contains__) == sorted(mended)


@pytest.mark.parametrize(
    "words",
    [
        ["погожих", "петр"],  # whole
        ["бондар", "кова", "петр"],  # two surnames that are borne
        ["лев", "ченко"],  # nobody has the whole
        ["іван", "колякаренський"],  # a given name stands beside it
        ["п", "огожих"],  # an initial is no piece
        ["пог", "ожих", "погожих"],  # the whole stands there already
        [],
        ["коля"],
    ],
)
def test_a_line_that_the_register_does_not_contradict_stays(words: list[str]) -> None:
    borne = REGISTER - {"левченко"}
    assert mended_by_register(words, borne.__contains__) == sorted(words)


def _index_of(people: tuple[tuple[str, str, str], ...]) -> LinkageIndex:
    return LinkageIndex.build(
        RegisterRow(person_id=one, surname=surname, given_name=given_name) for one, surname, given_name in people
    )


def test_a_short_name_beside_a_short_surname_is_found_though_somebody_has_the_whole() -> None:
    people = (
        ("P-1", "Янчук", "Петро"),
        ("P-2", "Чук", "Ян"),
        ("P-3", "Чук", "Олег"),
        ("P-4", "Іванків", "Петро"),
        ("P-5", "Ків", "Іван"),
    )
    index = _index_of(people)
    asked = {"Ян Чук": "P-2", "Чук Ян Суми": "P-2", "Чук Ян Петрович": "P-2", "Ків Иван": "P-5", "Ivann Kiv": "P-5"}
    found = {name: index.find(EnquiryRow(enquiry_id="E", name=name))[0] for name in asked}
    assert {name: one.person_id for name, one in found.items()} == asked
    assert {name: one.equally_good for name, one in found.items()} == dict.fromkeys(asked, 1)


def test_who_was_written_in_two_pieces_is_found_and_whoever_is_gone_mends_nothing() -> None:
    people = (("P-1", "Погожих", "Петро"), ("P-2", "Ожигов", "Петро"), ("P-3", "Karenskyi", "Mykola"))
    index = _index_of(people)
    assert index.find(EnquiryRow(enquiry_id="E-1", name="Пог ожих Петр"))[0].person_id == "P-1"
    assert index.find(EnquiryRow(enquiry_id="E-2", name="колякаренський"))[0].person_id == "P-3"
    index.remove("P-1")
    without = _index_of(people[1:])
    assert index.find(EnquiryRow(enquiry_id="E-1", name="Пог ожих Петр")) == without.find(
        EnquiryRow(enquiry_id="E-1", name="Пог ожих Петр")
    )


FIVE = [
    RegisterRow(person_id=person_id, surname=surname, given_name=given)
    for person_id, surname, given in (
        ("1", "Ткаченко", "Юрій"), ("2", "Осадчий", "Павло"), ("3", "Коваль", "Яків"), ("4", "Мар'яненко", "Мар'яна"),
        ("5", "Бойко", "Лук'ян"), ("6", "Алиев", "Мухаммед"),
    )
]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "person_id"),
    [
        ("Ткаченко-Юрій", "1"), ("Осадчего Пашу", "2"), ("Коваль Янкель", "3"), ("Мар яненко Мар яна", "4"),
        ("Бойко Лук*ян", "5"), ("Бойко Лук ян", "5"), ("Лук ян Бойко", "5"),
        ("Aliev محمد", "6"),
    ],
)  # fmt: skip
def test_what_files_and_hands_make_of_an_apostrophe_a_hyphen_and_a_case_is_read(written: str, person_id: str) -> None:
    (best,) = LinkageIndex.build(FIVE).find(EnquiryRow(enquiry_id="E", name=written), top=1)

    assert best.person_id == person_id
    assert {"surname", "given_name"} <= {step.field for step in best.fields if step.weight_bits > 6}


WITHOUT_VOWELS = (
    ("أحمد حسنوف", "Хасанов Ахмед"), ("محمد علييف", "Алиев Магомед"), ("محمود خليل", "Халіль Махмуд"),
    ("سعيد قاسم", "Касем Саїд"), ("خالد إبراهيم", "Ібрагім Халед"), ("بشار حداد", "Хаддад Башар"),
    ("طارق منصور", "Мансур Тарік"), ("فيصل رمضان", "Рамадан Фейсал"), ("رستم رحيموف", "Рахимов Рустам"),
    ("حيدر جعفري", "Джафарі Гайдар"), ("غلام رسول", "Расул Гулам"), ("إسكندر عبداللهيف", "Абдуллаев Искандер"),
    ("عمر فاروق", "Фарук Омар"), ("مراد تشيلك", "Челік Мурат"), ("سيرغي بتروف", "Петров Сергій"),
    ("إيفان كوفالينكو", "Коваленко Іван"), ("فلاديمير سوكولوف", "Соколов Владимир"), ("منير شريف", "Шаріф Мунір"),
    ("نزار دباغ", "Даббаг Нізар"), ("وسيم درويش", "Дервіш Васім"), ("بختيار تورسونوف", "Турсунов Бахтияр"),
    ("عبد الرحمن الخطيب", "аль-Хатіб Абдуррахман"), ("דוד רבינוביץ", "Рабинович Давид"), ("יעקב כהן", "Коган Яків"),
)  # fmt: skip
"""The same names in letters without vowels and in Cyrillic, by hand."""


def test_a_name_in_letters_without_vowels_is_found_in_cyrillic_and_the_other_way_round() -> None:
    others = make_rows(make_persons(2_000, Random(5)), Random(6))
    cyrillic = [RegisterRow(person_id=f"A{at}", name=name) for at, (_, name) in enumerate(WITHOUT_VOWELS)]
    abjad = [RegisterRow(person_id=f"A{at}", name=name) for at, (name, _) in enumerate(WITHOUT_VOWELS)]

    for rows, side in ((cyrillic, 0), (abjad, 1)):
        index = LinkageIndex.build([*rows, *others])
        found = [index.find(EnquiryRow(enquiry_id="E", name=pair[side]), top=1) for pair in WITHOUT_VOWELS]
        right = sum(bool(one) and one[0].person_id == f"A{at}" for at, one in enumerate(found))
        assert len(WITHOUT_VOWELS) - 2 <= right, side
