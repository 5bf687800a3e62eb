"""Clusters of duplicates: gathered by links, broken at the weakest, contradictions named, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.core.linkage.duplicates import Conflict, DuplicatePair, clusters_of
from repatria.core.linkage.rows import FieldWeight


def _pair(first: str, second: str, bits: float, **values: tuple[str, str]) -> DuplicatePair:
    fields = tuple(
        FieldWeight(field=field, enquiry_value=a, register_value=b, level=f"{field}_other", weight_bits=-1.0)
        for field, (a, b) in values.items()
    )
    return DuplicatePair(first_id=first, second_id=second, match_weight_bits=bits, probability=0.9, fields=fields)


def test_no_pairs_make_no_clusters() -> None:
    assert () == clusters_of([])


def test_gathers_pairs_that_share_a_record_and_shows_the_weakest_link_that_holds_them() -> None:
    strong, weak, between = _pair("A", "B", 20.0), _pair("B", "C", 6.0), _pair("A", "C", 9.0)

    (cluster,) = clusters_of([weak, strong, between])

    assert ("A", "B", "C") == cluster.person_ids
    assert (strong, between, weak) == cluster.links
    assert between == cluster.weakest, "without A-C and what is weaker C falls off; without B-C alone it does not"
    assert 0 == cluster.broken_from


def test_breaks_a_large_cluster_at_its_weakest_link_and_shows_the_cut_on_both_sides() -> None:
    bridge = _pair("C", "D", 3.0)
    pairs = [_pair("A", "B", 20.0), _pair("B", "C", 18.0), bridge, _pair("D", "E", 19.0), _pair("E", "F", 17.0)]

    first, second = clusters_of(pairs, most_records=4)

    assert {("A", "B", "C"), ("D", "E", "F")} == {first.person_ids, second.person_ids}
    assert (bridge,) == first.cut == second.cut
    assert (6, 6) == (first.broken_from, second.broken_from)


def test_a_record_broken_off_alone_stays_visible_in_the_cut_of_the_cluster_it_hung_on() -> None:
    pairs = [_pair("A", "B", 20.0), _pair("B", "C", 18.0), _pair("C", "D", 2.0)]

    (cluster,) = clusters_of(pairs, most_records=3)

    assert ("A", "B", "C") == cluster.person_ids
    assert ["D"] == [pair.second_id for pair in cluster.cut]


def test_names_two_whole_birth_dates_that_differ_even_between_records_without_a_link() -> None:
    pairs = [
        _pair("A", "B", 20.0, birth_date=("1990-05-01", "1990")),
        _pair("B", "C", 18.0, birth_date=("1990", "1990-06-01")),
    ]

    (cluster,) = clusters_of(pairs)

    expected = Conflict(
        field="birth_date", first_id="A", second_id="C", first_value="1990-05-01", second_value="1990-06-01"
    )
    assert (expected,) == cluster.conflicts


def test_names_service_numbers_that_differ_and_passes_over_one_written_in_another_way() -> None:
    pairs = [
        _pair("A", "B", 20.0, number=("AB-12 345", "ab12345")),
        _pair("B", "C", 18.0, number=("ab12345", "AB 99999")),
    ]

    (cluster,) = clusters_of(pairs)

    assert [("A", "C", "number")] == [(c.first_id, c.second_id, c.field) for c in cluster.conflicts]


def test_names_given_names_and_sexes_that_differ_also_behind_an_initial() -> None:
    pairs = [
        _pair("A", "B", 20.0, given_name=("П", "Петро"), patronymic=("", "Іванович")),
        _pair("B", "C", 18.0, given_name=("Петро", "Олена"), patronymic=("Іванович", "Іванівна")),
        _pair("C", "D", 17.0, given_name=("Олена", "Лена"), patronymic=("Іванівна", "")),
    ]

    (cluster,) = clusters_of(pairs)

    assert [
        ("given_name", "B", "C", "Петро", "Олена"), ("sex", "B", "C", "Петро Іванович", "Олена Іванівна"),
    ] == [(c.field, c.first_id, c.second_id, c.first_value, c.second_value) for c in cluster.conflicts]  # fmt: skip


def test_forms_of_one_name_and_names_that_no_table_knows_contradict_nobody() -> None:
    pairs = [
        _pair("A", "B", 20.0, given_name=("Юрій", "Георгій")), _pair("B", "C", 18.0, given_name=("Георгій", "Хрзт")),
        _pair("C", "D", 17.0, given_name=("Хрзт", "Юра"), patronymic=("", "Ілліч")),
    ]  # fmt: skip

    (cluster,) = clusters_of(pairs)

    assert () == cluster.conflicts


def test_a_missing_date_contradicts_nobody() -> None:
    (cluster,) = clusters_of([_pair("A", "B", 20.0, birth_date=("1990-05-01", ""))])

    assert () == cluster.conflicts


_LINKS = st.lists(
    st.tuples(st.integers(0, 14), st.integers(0, 14), st.integers(-5, 30)).filter(lambda link: link[0] < link[1]),
    max_size=40,
    unique_by=lambda link: link[:2],
)


@given(_LINKS, st.integers(2, 6))
def test_no_link_is_lost_no_record_stands_twice_and_no_cluster_is_too_large(
    links: list[tuple[int, int, int]], most: int
) -> None:
    pairs = [_pair(f"P{a}", f"P{b}", float(bits)) for a, b, bits in links]

    clusters = clusters_of(pairs, most_records=most)

    inside = [pair for cluster in clusters for pair in cluster.links]
    cut = {pair for cluster in clusters for pair in cluster.cut}
    alone = {pair for pair in pairs if pair not in inside and pair not in cut}
    members = [person for cluster in clusters for person in cluster.person_ids]
    assert len(members) == len(set(members))
    assert all(2 <= len(cluster.person_ids) <= most for cluster in clusters)
    assert len(inside) == len(set(inside)) and not cut & set(inside)
    assert all(pair.first_id not in members and pair.second_id not in members for pair in alone)


@given(_LINKS, st.randoms())
def test_the_order_in_which_pairs_come_changes_nothing(links: list[tuple[int, int, int]], random: object) -> None:
    pairs = [_pair(f"P{a}", f"P{b}", float(bits)) for a, b, bits in links]
    shuffled = list(pairs)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert clusters_of(pairs) == clusters_of(shuffled)


@pytest.mark.whole
def test_a_hundred_thousand_links_in_one_chain_are_broken_in_seconds() -> None:
    chain = [_pair(f"P{at:06d}", f"P{at + 1:06d}", float(at % 97)) for at in range(100_000)]

    clusters = clusters_of(chain)

    assert all(len(cluster.person_ids) <= 20 for cluster in clusters)
    assert 100_001 == clusters[0].broken_from
