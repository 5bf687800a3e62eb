"""The two traps stand in the documents with the numbers that the engines give."""

from __future__ import annotations

from pathlib import Path

from tests.core.kinship.worked import founders, theta

PAGE = (Path(__file__).parents[3] / "docs" / "methods" / "kinship.md").read_text(encoding="utf-8")


def test_the_page_shows_what_untyped_founders_change():
    found = founders()
    rows = {
        "proportional": "proportional",
        "equal": "equal",
        "stepwise": "stepwise",
        "stepwise, stationary": "stepwise, stationary variant",
    }

    for model, words in rows.items():
        assert f"| {words} | {found[f'{model}, keep']:.4f} | {found[f'{model}, prune']:.4f} |" in PAGE


def test_the_page_shows_what_an_urn_for_each_part_does():
    for relative, (without, one_urn, two_urns) in theta().items():
        assert f"| {relative} | {without:.2f} | {one_urn:.2f} | {two_urns:.2f} |" in PAGE
        assert one_urn < without < two_urns


def test_a_stationary_model_does_not_mind_pruning():
    found = founders()

    assert abs(found["stepwise, stationary, keep"] - found["stepwise, stationary, prune"]) < 1e-12
