"""The order in which a pedigree is peeled: compiled once a shape, used for every locus, family and body.

A pedigree is a net of persons and couples. A tree of that net is chosen with the asked person as root; where the net
has a loop, a person is split into himself and a copy, and both are summed over the same genotype. Typed persons are
split first, because they have few genotypes. Steps then run from the leaves to the root, one couple each.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repatria.core.kinship.errors import KinshipQuestionError
from repatria.core.kinship.pedigree import Pedigree, Sex

TO_FATHER, TO_MOTHER, TO_CHILD = 0, 1, 2
POPULATION = -1
"""Stands for a parent whose gamete comes from the population unchanged."""


@dataclass(frozen=True, slots=True)
class PeelPlan:
    """A compiled shape.

    Given:    `steps` rows are (kind, father, mother, target, first and last place in `children`); nodes from
              `len(ids)` on are copies, of which `split` names the original.
    """

    ids: tuple[str, ...]
    root: int
    founder: NDArray[np.bool_]
    male: NDArray[np.bool_]
    steps: NDArray[np.int64]
    children: NDArray[np.int64]
    split: NDArray[np.int64]


@dataclass(slots=True)
class _Couple:
    father: int
    mother: int
    children: list[int]


def compile_plan(pedigree: Pedigree, root: str, typed: Collection[str]) -> PeelPlan:
    """Compiles one connected pedigree for the person who is asked about.

    Source:   Elston and Stewart 1971; Lange and Elston 1975 for loops.
    Raises:   KinshipQuestionError where the root is not in the pedigree or the pedigree falls apart.
    """
    ids = pedigree.ids
    at = {name: i for i, name in enumerate(ids)}
    if root not in at:
        raise KinshipQuestionError(f"{root} is not in the pedigree", ((root, "not in the pedigree"),))
    couples: dict[tuple[int, int], _Couple] = {}
    for person in pedigree.persons:
        if not person.is_founder:
            pair = tuple(POPULATION if parent is None else at[parent] for parent in (person.father, person.mother))
            couples.setdefault((pair[0], pair[1]), _Couple(pair[0], pair[1], [])).children.append(at[person.id])
    nets = list(couples.values())
    split = _split_loops(nets, len(ids), at[root], {at[name] for name in typed if name in at})
    steps, children = _ordered(nets, at[root], len(ids))
    copies = [pedigree.persons[i] for i in split]
    everyone = (*pedigree.persons, *copies)
    return PeelPlan(
        ids, at[root],
        np.array([p.is_founder for p in pedigree.persons] + [False] * len(copies)),
        np.array([p.sex is Sex.MALE for p in everyone]),
        np.array(steps, np.int64).reshape(-1, 6), np.array(children, np.int64), np.array(split, np.int64),
    )  # fmt: skip


def centre_of(pedigree: Pedigree, asked: Collection[str]) -> str:
    """Names the person from whom peeling repeats least where the asked persons take many genotypes each.

    Given:    one connected pedigree. What a couple says is summed once for each way of what stands beneath it: best is
              the root that leaves the fewest asked persons beneath any couple.
    """
    return min(pedigree.ids, key=lambda root: _load(compile_plan(pedigree, root, asked), asked))


def _load(plan: PeelPlan, asked: Collection[str]) -> list[int]:
    """How many asked persons stand beneath each couple or are told by it, the largest number first."""
    alone = [{i} if name in asked else set[int]() for i, name in enumerate(plan.ids)]
    alone += [alone[i] for i in plan.split]
    beneath, found = list(alone), []
    for _, father, mother, target, begin, end in plan.steps.tolist():
        members = [i for i in (father, mother, *plan.children[begin:end].tolist()) if i not in (POPULATION, target)]
        told = alone[target].union(*(beneath[i] for i in members))
        beneath[target] = beneath[target] | told
        found.append(len(told))
    return sorted(found, reverse=True)


def _members(couple: _Couple) -> list[int]:
    return [n for n in (couple.father, couple.mother, *couple.children) if n != POPULATION]


def _split_loops(nets: list[_Couple], size: int, root: int, typed: set[int]) -> list[int]:
    """Cuts every loop by giving one couple a copy of a member; returns the originals of the copies, in order."""
    links = [(n, c) for c, couple in enumerate(nets) for n in _members(couple)]
    links.sort(key=lambda link: (link[0] != root, link[0] in typed))
    joined = list(range(size + len(nets)))

    def group(node: int) -> int:
        while joined[node] != node:
            node = joined[node]
        return node

    split: list[int] = []
    for person, place in links:
        one, other = group(person), group(size + place)
        if one != other:
            joined[one] = other
            continue
        copy = size + len(split)
        split.append(person)
        couple = nets[place]
        couple.father = copy if couple.father == person else couple.father
        couple.mother = copy if couple.mother == person else couple.mother
        couple.children = [copy if child == person else child for child in couple.children]
    return split


def _ordered(nets: list[_Couple], root: int, size: int) -> tuple[list[tuple[int, ...]], list[int]]:
    steps: list[tuple[int, ...]] = []
    children: list[int] = []
    done: set[int] = set()

    def towards(person: int) -> None:
        for place, couple in enumerate(nets):
            if place in done or person not in _members(couple):
                continue
            done.add(place)
            others = [n for n in _members(couple) if n != person]
            for other in others:
                towards(other)
            kind = {couple.father: TO_FATHER, couple.mother: TO_MOTHER}.get(person, TO_CHILD)
            kept = [child for child in couple.children if child != person]
            steps.append((kind, couple.father, couple.mother, person, len(children), len(children) + len(kept)))
            children.extend(kept)

    towards(root)
    if len(done) < len(nets):
        raise KinshipQuestionError("the pedigree falls apart: peel its parts one by one")
    return steps, children
