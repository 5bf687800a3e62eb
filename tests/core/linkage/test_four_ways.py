"""However an index came to be, built at once, in parts, row by row, or read back, it answers the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from repatria.core.linkage.index import LinkageIndex, index_of_parts, parts_of
from repatria.core.linkage.index.filing import FiledChunk, Work
from repatria.core.linkage.rows import EnquiryRow, RegisterColumns, RegisterRow

pytestmark = pytest.mark.whole
SURNAMES = st.sampled_from(["Шевченко", "Шевченка", "Shevchenko", "Иваненко", "Ґе", "Шевченко-Ґе", "-", " ", ""])
GIVEN = st.sampled_from(["Сергій", "Сергей", "Serhii", "Сергій Петрович", "Саша", "П.", "-", ""])
PATRONYMICS = st.sampled_from(["Олександрович", "Александрович", "Petrovich", "О.", "-", ""])
NAMES = st.sampled_from(["", "", "Шевченко Сергій Петрович", "Serhii Shevchenko 1999", "Ґе", "Петро Іван"])
DATES = st.sampled_from(["1999-04-12", "1999-04", "1978", ""])
ROWS = st.lists(
    st.builds(
        RegisterRow, person_id=st.just(""), surname=SURNAMES, given_name=GIVEN, patronymic=PATRONYMICS, name=NAMES,
        birth_date=DATES, place=st.sampled_from(["Київ", "Kiev", "-", ""]), unit=st.sampled_from(["3 рота", "4", ""]),
        number=st.sampled_from(["АБ 123", ""]), rank=st.sampled_from(["сержант", ""]),
    ) | st.builds(RegisterRow, person_id=st.just(""), surname=SURNAMES, given_name=GIVEN, name=NAMES),
    max_size=12,
).map(lambda rows: [replace(row, person_id=f"P-{at}") for at, row in enumerate(rows)])  # fmt: skip
ASKED = st.builds(
    EnquiryRow, enquiry_id=st.just("E"), name=NAMES, surname=SURNAMES, given_name=GIVEN, patronymic=PATRONYMICS,
    birth_date=DATES, place=st.sampled_from(["Киев", ""]), unit=st.sampled_from(["3 рота", ""]),
)  # fmt: skip


def of_two(work_of: Callable[[int], Work], chunks: Iterable[RegisterColumns]) -> Iterator[FiledChunk]:
    """Two children in turn, each with a numbering of its own; what the second did is handed over as it comes."""
    works = work_of(11), work_of(12)
    return (works[at % 2](chunk) for at, chunk in enumerate(chunks))


def in_parts(rows: Sequence[RegisterRow], size: int) -> list[RegisterColumns]:
    return [RegisterColumns.of(rows[at : at + size]) for at in range(0, len(rows), size)]


def one_by_one(rows: Sequence[RegisterRow]) -> LinkageIndex:
    found = LinkageIndex()
    for row in rows:
        found.add(row)
    return found


def read_back(found: LinkageIndex) -> LinkageIndex:
    parts = parts_of(found).items()
    return index_of_parts({name: part if isinstance(part, bytes) else part.copy() for name, part in parts})


def settled(found: LinkageIndex) -> LinkageIndex:
    found.settle()
    return found


def with_some_come_and_gone(found: LinkageIndex, rows: Sequence[RegisterRow]) -> LinkageIndex:
    for row in rows[::2]:
        found.remove(row.person_id)
    for row in rows[::2]:
        found.add(row)
    return found


def assert_alike(one: LinkageIndex, other: LinkageIndex, asked: EnquiryRow) -> None:
    assert len(one) == len(other)
    for ours, theirs in zip(one.find(asked, 20), other.find(asked, 20), strict=True):
        assert (ours.person_id, ours.fields, ours.equally_good) == (
            theirs.person_id,
            theirs.fields,
            theirs.equally_good,
        )
        assert ours.match_weight_bits == pytest.approx(theirs.match_weight_bits, abs=0.002)
        assert ours.probability == pytest.approx(theirs.probability, rel=1e-4)


ALIKE_AT_NOTHING = [
    RegisterRow(person_id="P-0", surname="Шевченко", given_name="Сергій"),
    RegisterRow(person_id="P-1", surname="Шевченко", given_name="Сергій", patronymic="Олександрович", birth_date="1978",
                place="Київ", unit="3 рота", number="АБ 123", rank="сержант"),
    RegisterRow(person_id="P-2", surname=" ", given_name="Сергій"),
]  # fmt: skip


@given(ROWS, ASKED, st.integers(1, 5))
@example(
    ALIKE_AT_NOTHING,
    EnquiryRow(
        enquiry_id="E",
        name="Ґе",
        surname="Шевченко",
        given_name="Сергій",
        patronymic="Олександрович",
        birth_date="1978",
    ),
    1,
)
@example(
    [
        RegisterRow(person_id="P-0", surname="Шевченко", given_name="Сергій"),
        RegisterRow(person_id="P-1", surname="Шевченко", given_name="Сергій Петрович"),
        RegisterRow(person_id="P-2", surname="Шевченко", given_name="Саша"),
        *(replace(ALIKE_AT_NOTHING[1], person_id=f"P-{at}", birth_date="1999-04-12") for at in range(3, 7)),
        RegisterRow(person_id="P-7", surname="Иваненко", patronymic="Petrovich", place="Київ", unit="3 рота"),
    ],
    EnquiryRow(
        enquiry_id="E",
        name="Шевченко Сергій Петрович",
        surname="Шевченко",
        given_name="Сергій",
        patronymic="Олександрович",
        birth_date="1999-04-12",
    ),
    1,
)
@settings(deadline=None)
def test_every_way_of_coming_to_an_index_gives_the_same_answers(
    rows: list[RegisterRow], asked: EnquiryRow, size: int
) -> None:
    whole = LinkageIndex.build(rows)

    for other in (
        LinkageIndex.build_columns(in_parts(rows, size)),
        LinkageIndex.build_columns(in_parts(rows, size), spread=of_two),
        one_by_one(rows),
        settled(one_by_one(rows)),
        read_back(one_by_one(rows)),
        read_back(LinkageIndex.build_columns(in_parts(rows, size), spread=of_two)),
        with_some_come_and_gone(LinkageIndex.build(rows), rows),
        with_some_come_and_gone(read_back(whole), rows),
        read_back(with_some_come_and_gone(LinkageIndex.build(rows), rows)),
    ):
        assert_alike(whole, other, asked)
