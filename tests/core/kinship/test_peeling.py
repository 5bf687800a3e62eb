"""Peeling many rows together, and both ways of summing over a couple, against each other and against single rows."""

from __future__ import annotations

import numpy as np
import pytest

from repatria.core.kinship.couple_products import walk_products
from repatria.core.kinship.couple_tables import sum_table, write_arrivals
from repatria.core.kinship.couples import Couple, Numbers, _group_rows
from repatria.core.kinship.loci import Chromosome
from repatria.core.kinship.observations import UNTYPED, UNTYPED_HAPLOID, Observation, ObservationTable
from repatria.core.kinship.pedigree import Sex
from repatria.core.kinship.peeling import Peeler, numbered
from repatria.core.kinship.plan import TO_CHILD, TO_FATHER, TO_MOTHER, centre_of, compile_plan
from tests.core.kinship.families import PEDIGREES, locus
from tests.core.kinship.oracles import by_einsum

CLOSE = 1e-12
SIZE = 9
NOBODY = np.zeros(1, np.int64)


def rows_of(family, table, random, count, is_x=False):
    columns = []
    for person in family.persons:
        is_haploid = is_x and person.sex is Sex.MALE
        pool = [UNTYPED_HAPLOID if is_haploid else UNTYPED]
        for pair in (("9", "9"), ("9", "10"), ("9.3", "10")):
            seen = Observation(alleles=pair[:1] if is_haploid else pair)
            pool.append(table.class_of(seen, is_haploid=is_haploid))
        columns.append(random.choice(pool, count))
    return np.column_stack(columns)


@pytest.mark.parametrize("chromosome", list(Chromosome))
@pytest.mark.parametrize("name", PEDIGREES)
def test_rows_that_share_what_couples_say_give_what_the_whole_sum_gives_each(name, chromosome):
    family, random = PEDIGREES[name], np.random.default_rng(len(name))
    table = ObservationTable(locus("stepwise", chromosome).table())
    rows = rows_of(family, table, random, 80, is_x=chromosome is Chromosome.X)
    peeler = Peeler(compile_plan(family, centre_of(family, ["V"]), ["V"]), table, threads=2)

    expected = [by_einsum(family, table, list(row)) for row in rows]
    assert peeler.totals(rows) == pytest.approx(expected, rel=CLOSE, abs=1e-300)


@pytest.mark.parametrize("chromosome", list(Chromosome))
@pytest.mark.parametrize("name", PEDIGREES)
def test_a_row_is_told_the_same_alone_and_in_company(name, chromosome):
    family, is_x = PEDIGREES[name], chromosome is Chromosome.X
    table = ObservationTable(locus("stepwise", chromosome).table())
    rows = rows_of(family, table, np.random.default_rng(1), 40, is_x=is_x)
    is_haploid = is_x and family["V"].sex is Sex.MALE
    rows[:, family.ids.index("V")] = UNTYPED_HAPLOID if is_haploid else UNTYPED
    peeler = Peeler(compile_plan(family, "V", []), table)

    genotypes, totals = peeler.weights(rows), peeler.totals(rows)

    assert genotypes == pytest.approx(np.vstack([peeler.weights(row[None, :]) for row in rows]), rel=CLOSE)
    assert totals == pytest.approx(np.concatenate([peeler.totals(row[None, :]) for row in rows]), rel=CLOSE)


def parent(random, is_there, is_haploid, is_target, numbers, passing):
    if not is_there:
        return NOBODY, NOBODY, numbers.p.reshape(1, -1), np.ones(1)
    pairs = [(a, a) for a in range(SIZE)] if is_haploid else [(a, b) for a in range(SIZE) for b in range(a, SIZE)]
    if random.random() < 0.5 and not is_haploid and not is_target:  # a founder of whom nothing is known
        first, second = (np.array([pair[side] for pair in pairs]) for side in range(2))
        return first, second, passing, numbers.p[first] * (numbers.p[second] * np.where(first == second, 1.0, 2.0))
    kept = random.permutation(len(pairs))[: random.integers(1, len(pairs) + 1)]
    first, second = (np.array([pairs[i][side] for i in kept]) for side in range(2))
    return first, second, passing, np.ones(len(kept)) if is_target else random.random(len(kept))


@pytest.mark.parametrize("is_x", [False, True])
@pytest.mark.parametrize("kind", [TO_FATHER, TO_MOTHER, TO_CHILD])
def test_walking_products_and_summing_the_table_give_the_same(kind, is_x):
    random = np.random.default_rng(5)
    for turn in range(60):
        matrices = [random.dirichlet(np.ones(SIZE), SIZE) for _ in range(2)]
        numbers = Numbers(random.dirichlet(np.ones(SIZE)), *matrices, NOBODY, NOBODY)
        count = int(random.integers(1, 4))
        couple = Couple(kind, kind == TO_FATHER or turn % 5 != 1, kind == TO_MOTHER or turn % 5 != 2,
                        is_x and turn % 2 == 0, (random.random(count) < 0.5) & is_x)  # fmt: skip
        squares = random.random((count, SIZE, SIZE)) * (random.random((count, SIZE, SIZE)) < 0.6)
        alike = np.full((count, SIZE), -1)
        terms = np.array([
            _group_rows(squares[c], 1 if couple.is_son[c] else SIZE, alike[c]) for c in range(count)
        ])  # fmt: skip
        father = parent(random, couple.has_father, is_x, kind == TO_FATHER, numbers, numbers.male)
        mother = parent(random, couple.has_mother, False, kind == TO_MOTHER, numbers, numbers.female)
        of_child = np.arange(SIZE), np.arange(SIZE)[:: 1 if couple.is_target_son else -1].copy()
        targets = {TO_FATHER: father[:2], TO_MOTHER: mother[:2], TO_CHILD: of_child}[kind]
        walked, summed = np.zeros(len(targets[0])), np.zeros(len(targets[0]))
        if terms.all():
            walk_products(couple, numbers, squares, alike, terms, father, mother, targets, walked)
        arrivals, half = np.empty((count, SIZE, SIZE)), np.empty((SIZE, SIZE))
        for c in range(count):
            write_arrivals(squares[c], couple.is_son[c], father[2], mother[2], half, arrivals[c])
        sum_table(couple, numbers, arrivals, np.arange(count), father, mother, targets, summed)

        assert summed == pytest.approx(walked, rel=CLOSE, abs=1e-300)


def test_the_centre_leaves_the_fewest_asked_persons_beneath_any_couple():
    family = PEDIGREES["uncle"]  # two couples, whose common member is M

    assert "M" == centre_of(family, family.ids)


def test_equal_keys_get_one_number_in_the_order_of_their_first_appearance():
    keys = np.array([7, -3, 7, 1 << 60, -3, 0])

    numbers, first = numbered(keys)

    assert [0, 1, 0, 2, 1, 3] == numbers.tolist()
    assert [0, 1, 3, 5] == first.tolist()
