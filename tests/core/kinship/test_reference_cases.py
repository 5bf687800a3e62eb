"""Likelihoods of other programs by locus: 94 autosomal, 8 of the X chromosome, 12 with a silent allele, 20 linked."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from repatria.core.kinship.likelihood import UntypedFounders, weigh
from repatria.core.kinship.mutation import Mutation
from repatria.doors.files.kinship.cases import FrequencyFiles, read_question
from tests.core.kinship.deviations import measured, rows
from tests.core.kinship.shared import REFERENCE, needs_reference, reference

RELATIVE = 1e-9
PAGE = Path(__file__).parents[3] / "docs" / "methods" / "kinship.md"


@needs_reference
@pytest.mark.parametrize(("kind", "count"), [("autosomal", 94), ("x", 8), ("silent", 12), ("linked", 20)])
def test_every_likelihood_is_that_of_the_other_programs(kind, count, tmp_path):
    table = measured(kind, tmp_path)

    assert count == sum(cases for cases, _, _ in table.values())
    assert max(worst for _, _, worst in table.values()) < RELATIVE


@needs_reference
def test_the_page_states_each_family_of_cases_and_its_largest_deviation():
    page = PAGE.read_text(encoding="utf-8")
    for words, (cases, compared, worst) in rows().items():
        stated = re.search(rf"^\| {re.escape(words)} \| {cases} \| {compared:,} \| (\S+) \|$", page, re.MULTILINE)
        assert stated, words
        assert worst <= 10 * float(stated[1]) + 1e-15  # the last digits differ from machine to machine


@needs_reference
def test_pruning_gives_what_the_program_gives_that_prunes():
    given, tables, compared = reference("cases-autosomal.json"), FrequencyFiles(REFERENCE), 0
    for one in given["cases"]:
        theirs = ((one["engines"] or {}).get("familias") or {}).get("lik_h1")
        if one["theta"] or not theirs:
            continue
        question = read_question(one, tables.of(given["frequencies"]), [])
        pruned = replace(question, conventions=replace(question.conventions, untyped_founders=UntypedFounders.PRUNE))
        for found in weigh(pruned).loci:
            if theirs.get(found.name):
                assert found.lik_h1 == pytest.approx(theirs[found.name], rel=RELATIVE), one["id"]
                compared += 1

    assert compared > 200


@needs_reference
def test_mutation_matrices_are_those_of_the_other_programs():
    import numpy as np

    given, frequencies = reference("mutation-matrices.json"), reference("freq-nist1036-Cauc.json")["freqs"]
    models = {
        "equal": {"model": "equal", "rate": {"female": 0.001, "male": 0.002}},
        "proportional": {"model": "proportional", "rate": {"female": 0.001, "male": 0.002}},
        "stepwise": {"model": "stepwise", "rate": {"female": 0.001, "male": 0.003}, "rate2": 1e-5, "range": 0.1},
        "stepwise05": {"model": "stepwise", "rate": 0.002, "rate2": 1e-6, "range": 0.5},
    }
    worst = 0.0
    for name, model in models.items():
        both = Mutation.of(model)
        for marker, one in given[name].items():
            p = np.array([frequencies[marker][a] for a in one["alleles"]])
            for sex in ("female", "male"):
                made = getattr(both, sex).matrix_for(one["alleles"], p)
                worst = max(worst, float(np.abs(made - np.array(one[sex])).max()))

    assert worst < 1e-14
