"""Words of the field, as inequalities: on invented incidents they are dvir's, and each difference has its reason."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from repatria.core.kinship.conclusions import ConclusionKind, conclude
from repatria.core.kinship.incident import Body, Family, Incident
from repatria.core.kinship.joint import solve
from repatria.core.kinship.loci import Locus
from repatria.core.kinship.mutation import Mutation
from repatria.core.kinship.observations import profile_of
from repatria.core.kinship.pedigree import Sex
from repatria.core.kinship.simulation import drop_genes, seen_as
from tests.core.kinship.dvir_words import Workflow
from tests.core.kinship.families import pedigree

ALLELES = {str(8 + i): 0.1 for i in range(10)}
TWINS = pedigree(
    ("F", None, None, "M"), ("M", None, None, "F"), ("V1", "F", "M", "M"), ("V2", "F", "M", "M"), ("V3", "F", "M", "M"),
    ("S", "F", "M", "F"),
)  # fmt: skip
LOCI = [Locus(name=f"L{i}", frequencies=ALLELES) for i in range(12)]
PARENTS = {"F": {f"L{i}": ("8", "9") for i in range(12)}, "M": {f"L{i}": ("11", "12") for i in range(12)}}
SON = {f"L{i}": ("8", "11") for i in range(12)}
STRANGER = {f"L{i}": ("15", "16") for i in range(12)}


def incident(bodies, families, loci=LOCI):
    made = [
        Family(name=name, pedigree=TWINS, typed={who: profile_of(seen) for who, seen in typed.items()}, missing=missing)
        for name, typed, missing in families
    ]
    held = [Body(id=name, profile=profile_of(seen), sex=Sex.MALE) for name, seen in bodies.items()]
    return Incident(loci=loci, bodies=held, families=made)


def words(given):
    of_missing, of_bodies = conclude(solve(given))
    return ({one.subject: one for one in of_missing}, {one.subject: one for one in of_bodies})


@pytest.mark.whole
def test_one_body_and_two_brothers_alike_is_symmetric_and_names_both():
    missing, bodies = words(incident({"B": SON}, [("A", PARENTS, ("V1", "V2"))]))

    assert {ConclusionKind.SYMMETRIC} == {one.kind for one in (*missing.values(), *bodies.values())}
    assert ("V1", "V2") == bodies["B"].found and ("B",) == missing["V1"].found


@pytest.mark.whole
def test_one_body_and_three_brothers_alike_is_symmetric_too():
    """dvir says inconclusive: it looks at the two best answers only."""
    missing, _ = words(incident({"B": SON}, [("A", PARENTS, ("V1", "V2", "V3"))]))

    assert {ConclusionKind.SYMMETRIC} == {one.kind for one in missing.values()}


def test_whoever_is_fixed_elsewhere_is_nobody_s_best():
    """B is the son of A's family; his ratio as V1 of the other family, whose mother alone was typed, is above 1 too."""
    half = {"M": PARENTS["M"]}
    given = incident({"B": SON, "X": STRANGER}, [("A", PARENTS, ("V1",)), ("C", half, ("V2",))])
    missing, bodies = words(given)

    assert ConclusionKind.UNDISPUTED is missing["V1"].kind and ("V1",) == bodies["B"].found
    assert "B" not in missing["V2"].comment + bodies["X"].comment + str(missing["V2"].found)


def drawn(seed):
    """An invented incident: up to three families with up to three missing, bodies of some of them and of strangers."""
    random = np.random.default_rng(seed)
    mutation = Mutation.of([{"model": "none"}, {"model": "proportional", "rate": 0.01}][seed % 2])
    loci = [Locus(name=f"L{i}", frequencies=ALLELES, mutation=mutation) for i in range(int(random.integers(3, 12)))]
    tables = [locus.table() for locus in loci]
    families, bodies = [], []

    def profiles():
        genes = [drop_genes(TWINS, table, 1, random.random)[0] for table in tables]
        return {
            name: {t.name: seen_as(t, genes[k][i]) for k, t in enumerate(tables) if random.random() < 0.95}
            for i, name in enumerate(TWINS.ids)
        }

    for number in range(int(random.integers(1, 4))):
        people = profiles()
        missing = tuple(random.permutation(["F", "V1", "V2", "V3"])[: int(random.integers(1, 4))].tolist())
        typed = [name for name in ("F", "M", "S", "V3") if name not in missing and random.random() < 0.5]
        renamed = {name: f"{name}-{number}" for name in TWINS.ids}
        families.append(
            Family(
                name=f"F{number}", pedigree=TWINS.renamed(renamed.__getitem__),
                missing=tuple(renamed[m] for m in missing),
                typed={renamed[name]: people[name] for name in typed},
            )
        )  # fmt: skip
        bodies += [people[m] for m in missing if random.random() < 0.7]
    bodies += [profiles()["V1"] for _ in range(int(random.integers(0, 3)))]
    held = [Body(id=f"B{i}", profile=profile, sex=Sex.MALE) for i, profile in enumerate(bodies)]
    return Incident(loci=loci, bodies=held, families=families) if held else None


@pytest.mark.parametrize("first", range(0, 60, 10))
def test_words_are_those_of_dvir_s_workflow_or_differ_for_a_named_reason(first):
    differing = Counter()
    for seed in range(first, first + 10):
        given = drawn(seed)
        if given is None:
            continue
        answer = solve(given)
        of_missing, of_bodies = conclude(answer)
        for number, one in enumerate(of_bodies):
            likely = answer.posterior[number, :-1].max()
            assert one.kind is not ConclusionKind.NO_CANDIDATE or likely < 0.5, "the posterior says otherwise"
        am, pm = Workflow(given).run()
        for ours, theirs in ((of_missing, am), (of_bodies, pm)):
            for one in ours:
                if one.kind != theirs[one.subject]:
                    differing[reason(one, theirs[one.subject], answer, of_missing)] += 1

    assert not differing["none"], differing


def reason(one, theirs, answer, of_missing):
    """The reasons that the page names; `none` where there is none."""
    if one.kind is ConclusionKind.SYMMETRIC:
        return "it looks at its two best answers only"
    if "joint posterior" in one.comment and theirs == "No match":
        return "the posterior contradicts"
    if one.kind is ConclusionKind.DISPUTED and theirs == "Match (GLR)":
        return "another family asks"
    if any(other.kind in (ConclusionKind.JOINT, ConclusionKind.SYMMETRIC) for other in of_missing):
        return "somebody was fixed elsewhere"
    return "none"
