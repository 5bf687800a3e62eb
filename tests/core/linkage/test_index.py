"""The index: nothing refused, always current, the same answer as weighing every record by hand, the same every time."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise, product
from random import Random
from typing import cast

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from repatria.core.linkage.candidates import YearCounts, level_of, pack_date, read_date, weighing
from repatria.core.linkage.candidates.dates import asked_date
from repatria.core.linkage.comparison import FIELD_LEVELS, learned_weights
from repatria.core.linkage.comparison.weights import LEVELS
from repatria.core.linkage.forms import (
    NONE,
    ROLES,
    OrderTable,
    SurnameForms,
    filed_parts,
    is_named,
    new_fields,
    tidy_place,
)
from repatria.core.linkage.forms.asking import name_words
from repatria.core.linkage.forms.word_roles import word_kind
from repatria.core.linkage.index import LinkageIndex
from repatria.core.linkage.rows import Candidate, EnquiryRow, RegisterColumns, RegisterRow
from tests.core.linkage.generator import HELD_OUT_KINDS, LEARNING_KINDS, make_enquiries, make_persons, make_rows

WEIGHTS = learned_weights()
ROUNDING_BITS = 0.01  # float32 sums, and every step of the waterfall rounded to a thousandth

MAN = RegisterRow(person_id="P-1", surname="Шевченко", given_name="Сергій", patronymic="Олександрович",
                  birth_date="1999-04-12", place="Умань")  # fmt: skip
OTHER = RegisterRow(person_id="P-2", surname="Іваненко", given_name="Петро", patronymic="Іванович",
                    birth_date="1978-11-02", place="Львів")  # fmt: skip

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=40)
SURNAMES = st.sampled_from(["Шевченко", "Шевченка", "Shevchenko", "Шевчук", "Іваненко", "Иваненко", "Петрович", "Ґе"])
GIVEN = st.sampled_from(["Сергій", "Сергей", "Serhii", "Сережа", "Петро", "Пётр", "Саша", "П.", ""])
PATRONYMICS = st.sampled_from(["Олександрович", "Александрович", "Іванович", "Petrovich", "О.", ""])
DATES = st.sampled_from(["1999-04-12", "1999-12-04", "1999-04", "1999", "1978-11-02", ""])
PLACES = st.sampled_from(["Умань", "Київ", "м. Киев", "Lviv", ""])


def _row_of(parts: tuple[str, str, str, str, str]) -> RegisterRow:
    surname, given_name, patronymic, birth_date, place = parts
    return RegisterRow(person_id="", surname=surname, given_name=given_name, patronymic=patronymic,
                       birth_date=birth_date, place=place)  # fmt: skip


ROWS = st.tuples(SURNAMES, GIVEN, PATRONYMICS, DATES, PLACES).map(_row_of)
REGISTERS = st.lists(ROWS, min_size=1, max_size=8).map(
    lambda rows: [
        RegisterRow(person_id=f"P-{number}", surname=row.surname, given_name=row.given_name, patronymic=row.patronymic,
                    birth_date=row.birth_date, place=row.place)
        for number, row in enumerate(rows)
    ]
)  # fmt: skip
ENQUIRIES = st.builds(
    lambda words, birth, place: EnquiryRow(enquiry_id="E", name=" ".join(words), birth_date=birth, place=place),
    st.permutations([0, 1, 2]).flatmap(
        lambda order: st.tuples(SURNAMES, GIVEN, PATRONYMICS).map(lambda parts: [parts[at] for at in order])
    ),
    DATES, PLACES,
)  # fmt: skip


def _asked(name: str, **more: str) -> EnquiryRow:
    return EnquiryRow(enquiry_id="E", name=name, **more)


# --- nothing is refused


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_no_text_is_too_odd_to_be_filed_and_asked_for(
    surname: str, given_name: str, patronymic: str, name: str, birth: str, place: str, other: str
) -> None:
    labelled = RegisterRow(person_id="a", surname=surname, given_name=given_name, patronymic=patronymic,
                           birth_date=birth, place=place)  # fmt: skip
    index = LinkageIndex.build([labelled, RegisterRow(person_id="b", name=name, birth_date=birth, place=place)])

    for asked in (_asked(name, birth_date=birth, place=place), _asked(other, birth_date=place, place=other)):
        for found in (*index.find(asked), index.compare(asked, "a"), index.compare(asked, "b")):
            assert found is not None
            assert 0 <= found.probability <= 1
            assert math.isfinite(found.match_weight_bits)
    index.remove("a")
    index.remove("b")
    assert index.find(_asked(name)) == ()


@pytest.mark.parametrize(
    "name",
    ["", " ", "\x00", "Я", "Я" * 10_000, "Шевченко " * 1000, "-" * 500, "'", "😀", "\u202eоквечнеш", "=1+1", "1999",
     "Ж" + "\u0301" * 5000, "x" * 10_000, "a b c d e f g h i j k l m n", "ﷺ" * 50],
)  # fmt: skip
def test_odd_names_are_answered_and_found_again(name: str) -> None:
    index = LinkageIndex.build([MAN, OTHER, RegisterRow(person_id="odd", name=name, birth_date="1950-01-01")])
    found = index.find(_asked(name, birth_date="1950-01-01"))

    assert found[0].person_id == "odd"


def test_a_record_that_is_not_there_cannot_be_compared_or_removed() -> None:
    index = LinkageIndex.build([MAN])
    index.remove("P-9")

    assert index.compare(_asked("Шевченко"), "P-9") is None
    assert len(index) == 1
    assert "P-9" not in index


def test_an_empty_index_and_a_top_of_nothing_answer_nothing() -> None:
    assert LinkageIndex().find(_asked("Шевченко")) == ()
    assert LinkageIndex.build([MAN]).find(_asked("Шевченко"), top=0) == ()


# --- the waterfall


@given(REGISTERS, ENQUIRIES)
def test_the_steps_add_up_and_every_level_belongs_to_its_field(rows: list[RegisterRow], asked: EnquiryRow) -> None:
    index = LinkageIndex.build(rows)

    for row in rows:
        found = index.compare(asked, row.person_id)
        assert found is not None
        assert sum(step.weight_bits for step in found.fields) == pytest.approx(
            found.match_weight_bits, abs=ROUNDING_BITS
        )
        assert len({step.field for step in found.fields}) == len(found.fields)
        for step in found.fields:
            assert step.level in FIELD_LEVELS.get(step.field, LEVELS[-1:])
            if step.level.endswith("_missing"):
                assert step.weight_bits == 0
            assert step.enquiry_value or step.register_value


@given(REGISTERS, ENQUIRIES)
def test_probabilities_leave_room_for_nobody(rows: list[RegisterRow], asked: EnquiryRow) -> None:
    found = LinkageIndex.build(rows).find(asked, top=len(rows))

    assert sum(candidate.probability for candidate in found) < 1
    assert [c.match_weight_bits for c in found] == sorted((c.match_weight_bits for c in found), reverse=True)
    for candidate in found:
        assert 1 <= candidate.equally_good <= len(rows)


@pytest.mark.parametrize("birth", ["", "unknown", "навесні", "99"])
@pytest.mark.parametrize("place", ["", " ", "м.", "\u200b"])
def test_what_is_not_known_weighs_nothing(birth: str, place: str) -> None:
    index = LinkageIndex.build([MAN, OTHER])
    plain = index.compare(_asked("Шевченко Сергій"), "P-1")
    found = index.compare(_asked("Шевченко Сергій", birth_date=birth, place=place), "P-1")

    assert plain is not None and found is not None
    assert found.match_weight_bits == plain.match_weight_bits
    assert {step.weight_bits for step in found.fields if step.field in ("birth_date", "place", "patronymic")} == {0.0}


@pytest.mark.parametrize("field", ["given_name", "patronymic", "birth_date", "place"])
def test_what_the_register_does_not_know_weighs_nothing(field: str) -> None:
    values = {name: getattr(MAN, name) for name in ("surname", "given_name", "patronymic", "birth_date", "place")}
    index = LinkageIndex.build([RegisterRow(person_id="P-1", **(values | {field: ""})), OTHER])
    found = index.compare(
        _asked("Шевченко Сергій Олександрович", birth_date="1999-04-12", place="Умань"), "P-1"
    )  # fmt: skip

    assert found is not None
    assert {step.weight_bits for step in found.fields if step.field == field} == {0.0}


def test_everything_that_agrees_speaks_for_him_and_everything_else_against() -> None:
    index = LinkageIndex.build([MAN, OTHER])
    asked = _asked("Шевченко Сергій Олександрович", birth_date="1999-04-12", place="Умань")
    his, others = index.compare(asked, "P-1"), index.compare(asked, "P-2")

    assert his is not None and others is not None
    assert min(step.weight_bits for step in his.fields) > 0
    assert max(step.weight_bits for step in others.fields) <= 0
    assert others.match_weight_bits < -10


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Шевченко Сергій Олександрович", {"surname_same", "given_same", "patronymic_same"}),
        ("Shevchenko Serhii Oleksandrovych", {"surname_same", "given_same", "patronymic_same"}),
        ("Шевченко Сергей Александрович", {"surname_same", "given_group", "patronymic_group"}),
        ("Сережа Шевченко", {"surname_same", "given_group", "patronymic_missing"}),
        ("Шевченко С. О.", {"surname_same", "given_initial", "patronymic_initial"}),
        ("Шевченку Сергій", {"surname_sound", "given_same", "patronymic_missing"}),
        ("Шевченко Сергій Іванович", {"surname_same", "given_same", "patronymic_other"}),
        ("Шевчэнко Сергій", {"surname_same", "given_same", "patronymic_missing"}),
    ],
)
def test_names_agree_as_a_reader_would_say(name: str, level: set[str]) -> None:
    crowd = [RegisterRow(person_id=f"Q-{n}", surname=s, given_name="Петро", patronymic="Іванович")
             for n, s in enumerate(["Мельник", "Бойко", "Ткач"])]  # fmt: skip
    found = LinkageIndex.build([MAN, OTHER, *crowd]).compare(_asked(name), "P-1")

    assert found is not None
    assert {step.level for step in found.fields if step.field in ROLES} == level


@pytest.mark.parametrize("name", ["Коваль Сергій", "Сергій Мельник"])
def test_another_surname_speaks_against_him_however_it_is_read(name: str) -> None:
    crowd = [RegisterRow(person_id=f"Q-{n}", surname="Мельник", given_name="Петро") for n in range(3)]
    index = LinkageIndex.build([MAN, OTHER, *crowd])
    his, without = index.compare(_asked(name), "P-1"), index.compare(_asked("Сергій"), "P-1")

    assert his is not None and without is not None
    assert his.match_weight_bits < without.match_weight_bits - 1
    assert "surname_same" not in {step.level for step in his.fields}


def test_equals_are_counted_and_none_of_them_stands_out() -> None:
    twins = [RegisterRow(person_id=f"T-{n:02d}", surname="Шевченко", given_name="Сергій") for n in range(17)]
    found = LinkageIndex.build([*reversed(twins), OTHER]).find(_asked("Сергій Шевченко"), top=5)

    assert [candidate.person_id for candidate in found] == [f"T-{n:02d}" for n in range(5)]
    assert {candidate.equally_good for candidate in found} == {17}
    assert len({candidate.probability for candidate in found}) == 1
    assert found[0].probability < 1 / 17


def test_whoever_was_taken_out_and_added_again_stands_once() -> None:
    index = LinkageIndex.build([MAN, OTHER])
    index.add(MAN)
    index.settle()

    assert len(index) == 2
    assert index._body.owner is None  # nobody has several entries


def test_two_rows_of_one_number_are_one_answer_with_one_chance() -> None:
    alone = LinkageIndex.build_columns([RegisterColumns.of([MAN, OTHER])])
    twice = LinkageIndex.build_columns([RegisterColumns.of([MAN, OTHER]), RegisterColumns.of([MAN])])
    asked = _asked(f"{MAN.surname} {MAN.given_name}")

    (found,) = (one for one in twice.find(asked) if one.person_id == MAN.person_id)

    assert len(twice) == 2
    assert found.equally_good == 1
    assert found.probability > 0.9 * alone.find(asked)[0].probability
    assert twice.rank(asked).person_ids == alone.rank(asked).person_ids


def test_a_rare_surname_weighs_more_than_a_common_one() -> None:
    crowd = [RegisterRow(person_id=f"C-{n}", surname="Мельник", given_name="Іван") for n in range(200)]
    index = LinkageIndex.build([MAN, *crowd])
    rare, common = index.compare(_asked("Шевченко"), "P-1"), index.compare(_asked("Мельник"), "C-1")

    assert rare is not None and common is not None
    assert rare.match_weight_bits > common.match_weight_bits > 0


# --- always current


def _answers(index: LinkageIndex, asked: Iterable[EnquiryRow], top: int = 10) -> list[tuple[Candidate, ...]]:
    return [index.find(one, top) for one in asked]


def _near(one: list[tuple[Candidate, ...]], other: list[tuple[Candidate, ...]]) -> None:
    assert [[(c.person_id, c.fields, c.equally_good) for c in found] for found in one] == [
        [(c.person_id, c.fields, c.equally_good) for c in found] for found in other
    ]
    for a, b in zip((c for found in one for c in found), (c for found in other for c in found), strict=True):
        assert a.match_weight_bits == pytest.approx(b.match_weight_bits, abs=0.002)
        assert a.probability == pytest.approx(b.probability, rel=1e-4)


@given(REGISTERS, REGISTERS, ENQUIRIES, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_adding_and_removing_leaves_what_building_anew_gives(
    first: list[RegisterRow], then: list[RegisterRow], asked: EnquiryRow, random: Random
) -> None:
    index = LinkageIndex.build(first)
    for row in then:
        random.choice([index.add, lambda one: index.remove(one.person_id)])(row)
    held = {row.person_id: row for row in first}
    index = LinkageIndex.build(first)
    for row in then:
        if random.random() < 0.5:
            index.remove(row.person_id)
            held.pop(row.person_id, None)
        else:
            index.add(row)
            held[row.person_id] = row

    assert len(index) == len(held)
    _near(_answers(index, [asked]), _answers(LinkageIndex.build(held.values()), [asked]))


def test_a_row_is_findable_at_once_and_gone_at_once() -> None:
    index = LinkageIndex.build([OTHER])
    asked = _asked("Шевченко Сергій")
    index.add(MAN)
    found = index.find(asked)
    index.remove("P-1")

    assert found[0].person_id == "P-1"
    assert "P-1" not in {candidate.person_id for candidate in index.find(asked)}


def test_a_later_row_of_the_same_record_replaces_the_earlier_one() -> None:
    index = LinkageIndex.build([MAN, RegisterRow(person_id="P-1", surname="Мельник")])

    assert len(index) == 1
    assert index.find(_asked("Шевченко Сергій")) == ()
    assert index.find(_asked("Мельник"))[0].person_id == "P-1"


def test_a_register_that_was_emptied_promises_nothing_of_those_who_left() -> None:
    ranks, others = ("сержант", "рота", "позивний", "друга", "солдат"), ("Сокіл", "мій", "син")
    names = [f"{rank} {other}" for rank in ranks for other in others]
    crowd = [RegisterRow(person_id=f"C-{n}", name=name) for n, name in enumerate(names)]
    worn = LinkageIndex.build([*crowd, MAN])
    for row in crowd:
        worn.remove(row.person_id)
    asked = [_asked("сержант позивний Сокіл друга рота солдат Шевченко Сергій")]

    _near(_answers(worn, asked), _answers(LinkageIndex.build([MAN]), asked))


def test_room_grows_beyond_the_first_thousand() -> None:
    rows = [RegisterRow(person_id=f"G-{n}", surname=f"Шевченко{'абвгд'[n % 5] * (n % 7)}") for n in range(2500)]
    index = LinkageIndex.build([*rows, MAN])

    assert len(index) == 2501
    assert index.find(_asked("Сергій Шевченко", birth_date="1999-04-12"))[0].person_id == "P-1"


# --- the same as weighing every record by hand


class _ByHand:
    """Weighs one enquiry against every record, one record at a time, every order of words tried."""

    def __init__(self, rows: list[RegisterRow]) -> None:
        self.fields, self.years, self.orders = new_fields(), YearCounts(), OrderTable()
        self.filed: list[tuple[RegisterRow, tuple[int, ...], int]] = []
        for row in rows:
            for parts in filed_parts(row, self.orders, WEIGHTS):
                forms = tuple(self._taken(role, form) for role, form in zip(ROLES, parts, strict=True))
                self.filed.append((row, forms, self._taken("place", tidy_place(row.place))))
        packed = [pack_date(row.birth_date) for row, _, _ in self.filed]
        self.years.count(np.array(packed, dtype=np.int32), 1)

    def _taken(self, field: str, form: str) -> int:
        numbers = self.fields[field].forms.take_many([form])
        self.fields[field].count(numbers, 1)
        return int(numbers[0])

    def bits(self, asked: EnquiryRow, *, is_close: bool) -> dict[str, float]:
        records = len({row.person_id for row, _, _ in self.filed})
        words, _ = name_words(asked.name)
        graded = [[self.fields[role].grade(word, WEIGHTS, records) for role in ROLES] for word in words]
        surnames = np.arange(1, len(self.fields["surname"]), dtype=np.int32)
        unlike = np.setdiff1d(surnames, np.concatenate([one[0].forms for one in graded] or [surnames]))
        for word, one in zip(words, graded, strict=True):
            if is_close:
                one[0] = cast(SurnameForms, self.fields["surname"]).graded_closely(word, one[0], unlike, WEIGHTS)
        place = tidy_place(asked.place)
        of_place = self.fields["place"].grade(place, WEIGHTS, records)
        of_date = self.years.bits(WEIGHTS, *read_date(asked.birth_date))
        best: dict[str, float] = {}
        for row, forms, place_form in self.filed:
            names = max(
                bits + sum(graded[w][role].level_and_bits(forms[role])[1] for role, w in enumerate(order) if w != NONE)
                for order, bits in self.orders.of(tuple(map(word_kind, words)), WEIGHTS)
            )  # fmt: skip
            level = level_of(pack_date(row.birth_date), asked_date(asked.birth_date, of_date))
            total = names + (of_place.level_and_bits(place_form)[1] if place else 0.0) + float(of_date[level])
            best[row.person_id] = max(best.get(row.person_id, -math.inf), total)
        return best


@given(REGISTERS, ENQUIRIES)
@settings(deadline=None)
def test_finds_what_weighing_by_hand_finds(rows: list[RegisterRow], asked: EnquiryRow) -> None:
    index = LinkageIndex.build(rows)
    by_hand = _ByHand(rows).bits(asked, is_close=index._weigh(asked).is_close)
    found = {c.person_id: c.match_weight_bits for c in index.find(asked, top=len(rows))}

    for key, bits in found.items():
        assert bits <= by_hand[key] + ROUNDING_BITS
    best = max(by_hand.values())
    if best > ROUNDING_BITS:
        assert max(found.values()) == pytest.approx(best, abs=ROUNDING_BITS)
    if len(name_words(asked.name)[0]) <= 2:  # then no order of words is left out, and every single weight is the same
        assert set(found) >= {key for key, bits in by_hand.items() if bits > 2 * ROUNDING_BITS}
        assert all(bits == pytest.approx(by_hand[key], abs=ROUNDING_BITS) for key, bits in found.items())


def test_the_first_ten_are_the_ten_best_of_all() -> None:
    random = Random(11)
    persons = make_persons(150, random)
    rows = make_rows(persons[:120], random)
    index = LinkageIndex.build(rows)
    for made in make_enquiries(persons[:120], 20, random, HELD_OUT_KINDS, persons[120:]):
        compared = [index.compare(made.row, row.person_id) for row in rows]
        by_weight = sorted((-c.match_weight_bits, c.person_id) for c in compared if c)[:10]
        found = [(-c.match_weight_bits, c.person_id) for c in index.find(made.row, top=10)]
        assert found == [one for one in by_weight if one[0] < -0.01][: len(found)]
        assert len(found) >= sum(weight < -0.02 for weight, _ in by_weight)


@pytest.mark.whole
def test_looking_at_blocks_finds_what_weighing_everybody_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(17)
    persons = make_persons(2500, random)
    rows = make_rows(persons[:2000], random)
    asked = [made.row for made in make_enquiries(persons[:2000], 150, random, LEARNING_KINDS, persons[2000:])]
    index = LinkageIndex.build(rows)
    whole = [index.find(one, 1) for one in asked]
    monkeypatch.setattr(weighing, "WHOLE_SCAN", 0)
    in_blocks = [index.find(one, 1) for one in asked]

    sure = [(a[0], b[0] if b else None) for a, b in zip(whole, in_blocks, strict=True) if a and a[0].probability > 0.9]
    assert len(sure) > 60
    assert [a.person_id for a, b in sure if b is None or a.person_id != b.person_id] == []


@pytest.mark.parametrize("whole_scan", [0, weighing.WHOLE_SCAN])
@pytest.mark.parametrize("is_late", [False, True])
def test_a_surname_altered_beyond_every_key_is_found_by_what_else_agrees(
    monkeypatch: pytest.MonkeyPatch, whole_scan: int, is_late: bool
) -> None:
    monkeypatch.setattr(weighing, "WHOLE_SCAN", whole_scan)
    random = Random(11)
    meant = RegisterRow(person_id="meant", surname="Грібенюк", given_name="Андрій", patronymic="Федорович")
    namesake = RegisterRow(person_id="other", surname="Іваненко", given_name="Андрій", patronymic="Федорович")
    rows = [namesake, *make_rows(make_persons(3000, random), random)]
    index = LinkageIndex.build(rows if is_late else [*rows, meant])
    if is_late:
        index.add(meant)
    asked = EnquiryRow(enquiry_id="E", name="Грінюк Андрій Федорович")

    best = index.find(asked, 1)[0]

    assert best.person_id == "meant"
    assert best.fields[0].level == "surname_remote"
    assert best == replace(index.compare(asked, "meant"), equally_good=best.equally_good)
    assert index.compare(asked, "other").fields[0].level == "surname_other"


@pytest.mark.parametrize(
    ("birth", "asked_birth", "patronymic"),
    [("1995-04-12", "1995", ""), ("1995", "1995-04-12", ""), ("1995-04-12", "1995", "Федорович")],
)
def test_an_altered_surname_is_found_by_given_name_and_year(
    monkeypatch: pytest.MonkeyPatch, birth: str, asked_birth: str, patronymic: str
) -> None:
    monkeypatch.setattr(weighing, "WHOLE_SCAN", 0)
    monkeypatch.setattr(weighing, "MOST_OTHER_ROWS", 200)  # the namesakes are more than are looked at
    random = Random(11)
    meant = RegisterRow(
        person_id="meant", surname="Самсонов", given_name="Сергей", patronymic="Павлович", birth_date=birth,
        place="Краматорск",
    )  # fmt: skip
    crowd = [RegisterRow(person_id=f"c{at}", surname=f"Кор{chr(1072 + at % 30)}ленко", given_name="Сергій",
                         patronymic=("Павлович", "Федорович")[at % 2], birth_date=str(1996 + at % 8))
             for at in range(600)]  # fmt: skip
    index = LinkageIndex.build([*crowd, meant, *make_rows(make_persons(2000, random), random)])

    asked = _asked(f"Самсоов Сергій {patronymic}", birth_date=asked_birth, place="Краматорськ")
    found = index.find(asked, 20)

    assert found[0].person_id == "meant"
    assert len({one.person_id for one in found}) == len(found)


@pytest.mark.parametrize(
    ("surname", "given_name", "patronymic", "birth", "name", "asked_birth", "place"),
    [
        ("Черный", "Олег", "Иванович", "1973", "Чоний Олег", "1974", "Суми"),
        ("Черный", "Олег", "Иванович", "1973-08-02", "Чоний Олег", "1974", "Суми"),
        ("Холодний", "В'ячеслав", "Петрович", "2006-05-11", "Kbolodnyi Viacheslav", "2007", "Volnovakha"),
        ("Холодний", "В'ячеслав", "Петрович", "2006-05-11", "Kbolodnyi Viacheslav Petrovič", "2008", "Volnovakha"),
    ],
)
def test_a_year_a_little_off_hides_nobody_whom_no_year_would_find(
    monkeypatch: pytest.MonkeyPatch, surname: str, given_name: str, patronymic: str, birth: str, name: str,
    asked_birth: str, place: str,
) -> None:  # fmt: skip
    monkeypatch.setattr(weighing, "WHOLE_SCAN", 0)
    random = Random(11)
    written = {"Суми": "Сумы", "Volnovakha": "Волноваха"}[place]
    meant = RegisterRow(
        person_id="meant", surname=surname, given_name=given_name, patronymic=patronymic, birth_date=birth,
        place=written,
    )  # fmt: skip
    index = LinkageIndex.build([meant, *make_rows(make_persons(2000, random), random)])

    assert [one.person_id for one in index.find(_asked(name, birth_date=asked_birth, place=place), 1)] == ["meant"]


def test_a_decade_off_and_a_damaged_surname_is_found_by_the_rest_of_the_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weighing, "WHOLE_SCAN", 0)
    monkeypatch.setattr(weighing, "MOST_OTHER_ROWS", 0)  # by the date alone
    random = Random(11)
    meant = RegisterRow(
        person_id="meant", surname="Грібенюк", given_name="Андрій", patronymic="Федорович", birth_date="1984-03-26"
    )
    index = LinkageIndex.build([meant, *make_rows(make_persons(2000, random), random)])

    found = index.find(_asked("Грінюк Андрій Федорович", birth_date="1994-03-26"), 1)

    assert [one.person_id for one in found] == ["meant"]


def test_of_a_crowd_those_who_agree_most_are_compared_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weighing, "WHOLE_SCAN", 0)
    monkeypatch.setattr(weighing, "MOST_CLOSER", 20)
    meant = RegisterRow(person_id="meant", surname="Чирва", given_name="Віталій", place="Рівне")
    crowd = [
        RegisterRow(person_id=f"c{at}", surname=f"{first}ор{second}ленко", given_name="Віталій")
        for at, (first, second) in enumerate(product("бвгдклмнпрст", "аеиоу"))
    ]
    others = [RegisterRow(person_id=f"o{at}", surname=f"Бор{at}", given_name="Юрій", place="Одеса") for at in range(99)]

    (found,) = LinkageIndex.build([*crowd, *others, meant]).find(_asked("Чрева Виталий", place="Ровно"), 1)

    assert (found.person_id, found.fields[0].level) == ("meant", "surname_remote")


def test_a_patronymic_that_was_misheard_does_not_make_a_surname_of_itself() -> None:
    meant = RegisterRow(person_id="meant", surname="Блажевич", given_name="Василий", patronymic="Александрович",
                        birth_date="1995-05-28", place="Решетиловка")  # fmt: skip
    random = Random(3)
    index = LinkageIndex.build([meant, *make_rows(make_persons(31_000, random), random)])

    found = index.find(_asked("Блажевич Василь Олександровчи", place="Решетиловка"), 1)

    assert [one.person_id for one in found] == ["meant"]


def test_a_surname_found_by_chance_beside_its_keys_weighs_the_same_however_the_index_was_made() -> None:
    meant = RegisterRow(
        person_id="1", surname="Циперман", given_name="Ефим", patronymic="Дмитриевич", birth_date="1973-06"
    )
    rows = [meant, RegisterRow(person_id="2", surname="Бондар")]
    asked = EnquiryRow(enquiry_id="E", name="Циверсан Ефим Дмитриевич", birth_date="1973-06")
    at_once, settled, late = LinkageIndex.build(rows), LinkageIndex(), LinkageIndex()
    for row in rows:
        settled.add(row)
        late.add(row)
    settled.settle()

    assert at_once.find(asked) == settled.find(asked) == late.find(asked)


def test_shares_of_levels_are_shares() -> None:
    rows = [RegisterRow(person_id=str(at), surname=name) for at, name in enumerate(["Грібенюк", "Грінюк", "Грінюк"])]
    shares = LinkageIndex.build(rows).level_shares("surname", "грінюк")

    assert min(shares.values()) >= 0
    assert shares["surname_same"] == pytest.approx(2 / 3) and shares["surname_remote"] == pytest.approx(1 / 3, abs=0.01)


def test_a_tail_that_was_merged_answers_as_before() -> None:
    random = Random(23)
    persons = make_persons(400, random)
    rows = make_rows(persons[:300], random)
    asked = [made.row for made in make_enquiries(persons[:300], 40, random, LEARNING_KINDS, persons[300:])]
    index = LinkageIndex.build(rows[:100])
    for row in rows[100:]:
        index.add(row)
    for row in rows[:50]:
        index.remove(row.person_id)
    before = _answers(index, asked)
    index.settle()

    assert len(index) == 250
    assert rows[0].person_id not in index and rows[60].person_id in index
    _near(before, _answers(index, asked))
    _near(before, _answers(LinkageIndex.build(rows[50:]), asked))


def test_units_numbers_and_ranks_are_fields_of_their_own() -> None:
    twins = [RegisterRow(person_id=f"T-{n}", surname="Шевченко", given_name="Сергій", number=f"АБ-{n * 1111}34",
                         unit=str(n)) for n in range(1, 5)]  # fmt: skip
    index = LinkageIndex.build([OTHER, twins[0]])
    for row in twins[1:]:
        index.add(row)
    found = index.find(_asked("Сергій Шевченко", number="аб 333334", unit="3"))
    off = index.find(_asked("Сергій Шевченко", number="аб 333335"))

    assert found[0].person_id == off[0].person_id == "T-3"
    assert {"number_same", "unit_same"} <= {step.level for step in found[0].fields}
    assert "number_near" in {step.level for step in off[0].fields}
    assert "number_other" in {step.level for step in found[1].fields}


def test_a_row_whose_labels_were_exchanged_is_found_by_a_familiar_name_too() -> None:
    rows = [
        RegisterRow(person_id="P-1", surname="Станіслав", given_name="Бєліков", patronymic="Володимирович"),
        RegisterRow(person_id="P-2", surname="Беликов", given_name="Олег"),
        RegisterRow(person_id="P-3", surname="Роман", given_name="Станіслав"),
    ]
    index = LinkageIndex.build(rows)
    assert len(index) == 3
    found = index.find(EnquiryRow(enquiry_id="E-1", name="Беликов Стас"))
    assert [one.person_id for one in found][:1] == ["P-1"]
    assert [step.register_value for step in found[0].fields if step.field == "surname"] == ["Бєліков"]
    index.remove("P-1")
    assert "P-1" not in [one.person_id for one in index.find(EnquiryRow(enquiry_id="E-1", name="Беликов Стас"))]


@pytest.mark.parametrize(
    ("written", "put_right"),
    [
        (("Станіслав", "Бєліков", ""), ("бєліков", "станіслав", "")),
        (("Станіслав", "Бєліков", "Олегович"), ("бєліков", "станіслав", "олегович")),
        (("Бєліков", "Олегович", "Станіслав"), ("бєліков", "станіслав", "олегович")),
        (("Роман", "Станіслав", ""), None),  # a surname that is a given name too
        (("Бєліков", "Станіслав", "Олегович"), None),
        (("Бєліков", "Юшубей", ""), None),  # a given name that no table has
        (("Бєліков", "Олегович", ""), None),
        (("Станіслав", "Б.", ""), None),
        (("Станіслав", "", ""), None),
    ],
)
def test_labels_are_doubted_only_where_another_part_is_the_given_name(
    written: tuple[str, str, str], put_right: tuple[str, str, str] | None
) -> None:
    surname, given_name, patronymic = written
    row = RegisterRow(person_id="P-1", surname=surname, given_name=given_name, patronymic=patronymic)
    filed = filed_parts(row, OrderTable(), WEIGHTS)
    assert filed[1:] == ([put_right] if put_right else [])
    index = LinkageIndex.build([row])
    assert len(index) == 1
    asked = EnquiryRow(enquiry_id="E-1", name=" ".join(put_right or written))
    found = index.find(asked)[0]
    agreeing = {
        step.field for step in found.fields if step.field in ROLES and step.level.endswith(("_same", "_initial"))
    }
    assert agreeing == {role for role, part in zip(ROLES, put_right or written, strict=True) if part}


def test_labelled_parts_are_read_in_their_place_and_less_surely_in_each_others() -> None:
    index = LinkageIndex.build([MAN, OTHER])
    right = index.find(EnquiryRow(enquiry_id="E", surname="Шевченко", given_name="Сергій"))
    swapped = index.find(EnquiryRow(enquiry_id="E", surname="Сергій", given_name="Шевченко"))

    assert right[0].person_id == swapped[0].person_id == "P-1"
    assert right[0].match_weight_bits > swapped[0].match_weight_bits


# --- what must hold for any register

WRITTEN = st.text(st.characters(categories=("Lu", "Ll", "Lo"), max_codepoint=0x1FFF), min_size=1, max_size=12)
NAMES = st.lists(st.one_of(SURNAMES, GIVEN, PATRONYMICS, WRITTEN), min_size=1, max_size=4).map(" ".join)


@given(REGISTERS, NAMES.filter(str.strip), DATES)
def test_a_record_always_finds_itself(rows: list[RegisterRow], name: str, birth: str) -> None:
    assume(is_named(name))  # who is called N.N. is nobody
    odd = RegisterRow(person_id="odd", name=name, birth_date=birth)
    index = LinkageIndex.build([*rows, odd])

    for row in (*rows, odd):
        whole = row.name or " ".join(filter(None, (row.surname, row.given_name, row.patronymic)))
        found = index.find(_asked(whole, birth_date=row.birth_date, place=row.place), top=len(rows) + 1)
        own = [candidate.match_weight_bits for candidate in found if candidate.person_id == row.person_id]
        assert own, f"{whole!r} does not find itself"


@given(REGISTERS, ENQUIRIES)
def test_a_record_that_shares_nothing_changes_no_order(rows: list[RegisterRow], asked: EnquiryRow) -> None:
    stranger = RegisterRow(person_id="Z", surname="Бжоза", given_name="Рустам", patronymic="Ахмедович",
                           birth_date="1931-07-30", place="Тбилиси")  # fmt: skip
    before = LinkageIndex.build(rows).find(asked, top=len(rows))
    index = LinkageIndex.build(rows)
    index.add(stranger)
    after = {c.person_id: at for at, c in enumerate(index.find(asked, top=len(rows) + 1))}

    # One record more makes every share a little smaller: what differed by less than that may change places.
    for better, worse in pairwise(before):
        if better.match_weight_bits - worse.match_weight_bits > 3 * ROUNDING_BITS:
            assert after[better.person_id] < after[worse.person_id]
    if before and before[0].match_weight_bits > 1:
        assert after.get("Z", len(rows)) > 0


# --- the same every time


def test_the_order_of_rows_changes_nothing() -> None:
    random = Random(3)
    persons = make_persons(500, random)
    rows = make_rows(persons[:400], random)
    asked = [made.row for made in make_enquiries(persons[:400], 60, random, LEARNING_KINDS, persons[400:])]
    shuffled = random.sample(rows, len(rows))

    assert _answers(LinkageIndex.build(rows), asked) == _answers(LinkageIndex.build(rows), asked)
    _near(_answers(LinkageIndex.build(rows), asked), _answers(LinkageIndex.build(shuffled), asked))


def test_asking_changes_nothing() -> None:
    index = LinkageIndex.build([MAN, OTHER])
    asked = _asked("Шевченко Сергій", birth_date="1999")
    first = index.find(asked)
    for odd in ("", "\x00", "Я" * 5000, "Мельник"):
        index.find(_asked(odd))

    assert index.find(asked) == first


def _unquoted(candidate: Candidate) -> Candidate:
    """A candidate without what was asked, which reasons quote as it was written."""
    fields = tuple(replace(step, enquiry_value="") for step in candidate.fields)
    return replace(candidate, fields=fields)


@given(REGISTERS, ENQUIRIES, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_and_the_case_of_words_change_nothing(
    rows: list[RegisterRow], asked: EnquiryRow, random: Random
) -> None:
    index = LinkageIndex.build(rows)
    words = asked.name.split()
    random.shuffle(words)
    turned = random.choice([str.upper, str.lower, str.title])("  ".join(words))

    found = index.find(_asked(turned, birth_date=asked.birth_date, place=asked.place))
    assert [_unquoted(one) for one in found] == [_unquoted(one) for one in index.find(asked)]


def test_an_unlabelled_register_is_searched_the_other_way_round() -> None:
    asked = [RegisterRow(person_id="E-1", name="Сергій Шевченко", birth_date="1999"),
             RegisterRow(person_id="E-2", name="Іваненко Петро Іванович")]  # fmt: skip
    index = LinkageIndex.build(asked)
    name = f"{MAN.surname} {MAN.given_name} {MAN.patronymic}"

    assert index.find(_asked(name, birth_date=MAN.birth_date))[0].person_id == "E-1"
    assert index.find(_asked("Петр Иваненко"))[0].person_id == "E-2"


def test_an_unlabelled_twin_has_the_chance_of_the_labelled_one() -> None:
    for name in ("Роман Назар", "Мартин Олег Іванович", "Давид Тарас"):
        alone = LinkageIndex.build([RegisterRow(person_id="a", name=name, birth_date="1990-05-06")])
        found = alone.find(_asked(name, birth_date="1990-05-06"))

        assert found[0].equally_good == 1
        assert found[0].probability > 0.9


def test_rows_without_a_place_make_a_place_rarer_too() -> None:
    rows = [RegisterRow(person_id=f"R-{n}", surname="Мельник", place="Умань") for n in range(50)]
    asked = _asked("Мельник", place="Умань")
    index = LinkageIndex.build(rows)
    index.find(asked)
    more = [RegisterRow(person_id=f"S-{n}", surname="Ткач") for n in range(500)]
    for row in more:
        index.add(row)

    _near(_answers(index, [asked]), _answers(LinkageIndex.build([*rows, *more]), [asked]))


def test_labels_are_read_alike_in_a_row_and_in_an_enquiry() -> None:
    for parts in (("Шевченко", "Тарас Григорович", ""), ("Шевченко Тарас Григорович", "", ""), (" ", "", " ")):
        surname, given_name, patronymic = parts
        row = RegisterRow(person_id="a", surname=surname, given_name=given_name, patronymic=patronymic,
                          name="Шевченко Тарас Григорович" if not surname.strip() else "")  # fmt: skip
        asked = EnquiryRow(enquiry_id="E", surname=surname, given_name=given_name, patronymic=patronymic, name=row.name)
        found = LinkageIndex.build([row]).find(asked)
        plain = LinkageIndex.build([row]).find(_asked("Шевченко Тарас Григорович"))

        assert found[0].match_weight_bits == plain[0].match_weight_bits
        assert {step.level for step in found[0].fields} == {"surname_same", "given_same", "patronymic_same"}


def test_a_year_beside_the_name_is_shown_where_it_weighs() -> None:
    found = LinkageIndex.build([MAN]).find(_asked("Шевченко Сергій 1999 р.н."))
    steps = {step.field: step for step in found[0].fields}

    assert steps["birth_date"].enquiry_value == "1999"
    assert steps["birth_date"].weight_bits > 0


@pytest.mark.parametrize("signs", ["???", "!!!---", "====", "@@@@", "¿?"])
def test_signs_without_a_letter_are_nobodys_name(signs: str) -> None:
    crowd = [RegisterRow(person_id=f"C-{n}", surname="Ткач", given_name="Іван") for n in range(5)]

    assert LinkageIndex.build([MAN, *crowd]).find(_asked(signs)) == ()


def test_two_names_are_compared_closely_where_no_search_is_to_agree() -> None:
    index = LinkageIndex.build([RegisterRow(person_id="P-1", name="Грібенюк Андрій Федорович")])
    asked = EnquiryRow(enquiry_id="E-1", name="Грінюк Андрій Федорович")
    closely = index.compare(asked, "P-1", closely=True)
    unlike = index.compare(EnquiryRow(enquiry_id="E-2", name="Ковальчук Андрій Федорович"), "P-1", closely=True)

    assert closely is not None and "surname_remote" in {step.level for step in closely.fields}
    assert unlike is not None and "surname_other" in {step.level for step in unlike.fields}
