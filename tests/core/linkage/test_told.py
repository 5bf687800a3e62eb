"""A register that lies elsewhere, told by counts: who was found there weighs what he weighs in an index of all."""

from __future__ import annotations

from collections import Counter

import pytest

from repatria.core.linkage.comparison import learned_weights
from repatria.core.linkage.forms import TIDY_EXTRA, given_word, surname_word
from repatria.core.linkage.index import LinkageIndex, ToldIndex
from repatria.core.linkage.prior import given_prior
from repatria.core.linkage.rows import EnquiryRow, RegisterColumns, RegisterRow
from tests.core.linkage.generator import make_register

ASKED = ("Шевченко Сергій", "Kovalenko Ivan Petrovych 1987", "Мельник О. І.", "Бойко Марія")


@pytest.fixture(scope="module")
def rows() -> list[RegisterRow]:
    return [row for row in make_register(900, 31) if row.surname and " " not in row.given_name]


@pytest.fixture(scope="module")
def whole(rows: list[RegisterRow]) -> LinkageIndex:
    return LinkageIndex.build(rows)


@pytest.fixture(scope="module")
def told(rows: list[RegisterRow], whole: LinkageIndex) -> ToldIndex:
    texts = {
        "surname": Counter(surname_word(row.surname) for row in rows),
        "given_name": Counter(given_word(row.given_name) for row in rows),
        "patronymic": Counter(given_word(row.patronymic) for row in rows),
        "place": Counter(TIDY_EXTRA["place"](row.place) for row in rows),
    }
    born = Counter(row.birth_date for row in rows if row.birth_date)
    return ToldIndex.of_counts(texts, born, len(rows), learned_weights())


def test_the_few_who_were_found_weigh_and_explain_as_among_all(
    rows: list[RegisterRow], whole: LinkageIndex, told: ToldIndex
) -> None:
    together = Counter((surname_word(row.surname), TIDY_EXTRA["place"](row.place)) for row in rows)
    whole.prior = told.prior = given_prior(0.6)
    asked = [EnquiryRow(enquiry_id="E", name=name) for name in ASKED]
    asked += [EnquiryRow(enquiry_id="E", name=f"{row.given_name} {row.surname}", place=row.place) for row in rows[:40]]
    for one in asked:
        found = whole.find(one, 5)
        held = [row for row in rows if row.person_id in {best.person_id for best in found}]
        told.hold(RegisterColumns.of(held), together)

        again, _ = told.among(one, [row.person_id for row in held], 5)

        assert [(best.person_id, best.match_weight_bits, best.fields) for best in found] == [
            (best.person_id, best.match_weight_bits, best.fields) for best in again
        ]


def test_whoever_is_not_brought_counts_by_his_mass(rows: list[RegisterRow], told: ToldIndex) -> None:
    row = rows[0]
    enquiry = EnquiryRow(enquiry_id="E", name=f"{row.surname} {row.given_name}", place=row.place)
    told.hold(RegisterColumns.of([row]), {})
    (alone,), _ = told.among(enquiry, [row.person_id], 1)
    (crowded,), _ = told.among(enquiry, [row.person_id], 1, (1e6, 0.0))

    assert crowded.probability < alone.probability
    assert crowded.match_weight_bits == alone.match_weight_bits


def test_where_nobody_was_found_the_enquiry_still_says_something(told: ToldIndex) -> None:
    named, evidence = told.among(EnquiryRow(enquiry_id="E", name="Шевченко Сергій"), [], 3)

    assert () == named
    assert 0 < evidence.registered < evidence.nobody
