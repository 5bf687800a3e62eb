"""A year beside an unlabelled name is the year of birth, in a register as in an enquiry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.linkage.index import LinkageIndex
from repatria.core.linkage.rows import EnquiryRow, RegisterColumns, RegisterRow, birth_date_of


@pytest.mark.parametrize(
    ("row", "born"),
    [
        (RegisterRow(person_id="p", name="Шевченко Сергій 1999"), "1999"),
        (RegisterRow(person_id="p", name="Шевченко Сергій, 14.03.1999"), "1999"),
        (RegisterRow(person_id="p", name="Shevchenko Serhii born 1999"), "1999"),
        (RegisterRow(person_id="p", surname="Шевченко Сергій 1999"), "1999"),
        (RegisterRow(person_id="p", name="Шевченко Сергій 1999", birth_date="1985-01-02"), "1985-01-02"),
        (RegisterRow(person_id="p", name="Шевченко Сергій 1999", birth_date=" "), "1999"),
        (RegisterRow(person_id="p", surname="Шевченко", given_name="Сергій", name="ще 1999"), ""),
        (RegisterRow(person_id="p", surname="Шевченко", given_name="Сергій"), ""),
        (RegisterRow(person_id="p", name="С0фія Шевч3нко"), ""),
        (RegisterRow(person_id="p"), ""),
    ],
)
def test_a_year_counts_where_nobody_labelled_name_and_date(row, born):
    assert born == birth_date_of(row)
    assert [born] == (RegisterColumns.of([row]).birth_date or [""])


@pytest.mark.parametrize("build", [LinkageIndex.build, lambda rows: added(rows)])
def test_of_two_namesakes_the_one_of_that_year_is_found(build):
    index = build([RegisterRow(person_id=f"p{year}", name=f"Шевченко Сергій {year}") for year in (1985, 1999)])

    first, second = index.find(EnquiryRow(enquiry_id="q", name="Шевченко Сергій", birth_date="1999"))

    assert ("p1999", "p1985") == (first.person_id, second.person_id)
    assert ("1999", "1999") == next(
        (step.enquiry_value, step.register_value) for step in first.fields if step.field == "birth_date"
    )
    assert first.match_weight_bits > second.match_weight_bits + 3


def added(rows: list[RegisterRow]) -> LinkageIndex:
    index = LinkageIndex.build(())
    for row in rows:
        index.add(row)
    return index


def test_columns_without_unlabelled_names_are_returned_as_they_are():
    columns = RegisterColumns(person_id=["p"], surname=["Шевченко"], given_name=["Сергій"], patronymic=["Іванович"])

    assert columns is columns.with_years()


NAMES = st.one_of(st.text(max_size=12), st.sampled_from(["", "Шевченко Сергій 1999", "Бойко 1970 р.н.", "Бойко"]))


@given(st.lists(st.tuples(NAMES, NAMES, st.sampled_from(["", " ", "1985-01-02"])), max_size=4))
def test_columns_have_the_dates_that_rows_have(rows):
    made = [RegisterRow(person_id=str(at), name=n, surname=s, birth_date=d) for at, (n, s, d) in enumerate(rows)]
    columns = RegisterColumns.of(made)

    assert [birth_date_of(row).strip() for row in made] == [
        columns.row(at).birth_date.strip() for at in range(len(made))
    ]
