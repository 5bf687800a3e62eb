"""Plots show the figures that they were given, from a baseline of zero."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from repatria.core.linkage.evaluation import calibration_svg, false_matches_svg, stratum_words
from repatria.core.linkage.evaluation.figures import Acceptance, ReliabilityBin

BINS = (
    ReliabilityBin(lowest=0.1, highest=0.2, count=60, mean_probability=0.15, share_right=0.20),
    ReliabilityBin(lowest=0.6, highest=0.7, count=44, mean_probability=0.66, share_right=0.60),
    ReliabilityBin(lowest=0.9, highest=1.0, count=11_490, mean_probability=0.98, share_right=0.98),
)


def accepted(count: int, false: int) -> Acceptance:
    return Acceptance(probability=0.934, accepted=count, right=count - false, false=false, right_of_registered=0.8)


def elements(text: str, name: str) -> list[ElementTree.Element]:
    return [one for one in ElementTree.fromstring(text).iter() if one.tag.endswith(f"}}{name}")]


def texts(text: str) -> list[str]:
    return [one.text or "" for one in elements(text, "text")]


def test_the_calibration_plot_marks_what_was_less_often_right_than_said_by_shape():
    plot = calibration_svg(BINS, 0.012, "en")

    squares = [one for one in elements(plot, "rect") if one.get("class") == "against"]
    assert (1, 2) == (len(squares), len(elements(plot, "circle")))
    assert {"60", "44", "11,490"} <= set(texts(plot))
    assert "11,594 first answers; mean distance from what was said: 0.012" in texts(plot)


def test_marks_stand_at_the_height_of_the_share_that_was_right():
    plot = calibration_svg(BINS, 0.012, "en")
    zero = max(float(one.get("y1", 0)) for one in elements(plot, "line"))
    hundred = min(float(one.get("y1", 0)) for one in elements(plot, "line") if one.get("x1") == "84")

    for circle, one in zip(elements(plot, "circle"), (BINS[0], BINS[2]), strict=True):
        share = (zero - float(circle.get("cy", 0))) / (zero - hundred)
        assert pytest.approx(one.share_right, abs=0.001) == share


def test_bars_of_false_matches_are_in_proportion_and_name_their_counts():
    plot = false_matches_svg({"full.latin.place": accepted(900, 9), "none.other.no_place": accepted(400, 16)}, "en")

    lengths = [float(one.get("width", 0)) for one in elements(plot, "rect") if one.get("class") != "paper"]
    assert pytest.approx(4.0, rel=0.01) == lengths[1] / lengths[0]
    assert {"1.0 % · 9 of 900", "4.0 % · 16 of 400", "full date, Latin, place"} <= set(texts(plot))


def test_a_stratum_of_which_nothing_was_accepted_is_named():
    assert "none accepted" in texts(false_matches_svg({"full.latin.place": accepted(0, 0)}, "en"))


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_plots_of_nothing_are_whole_drawings(language):
    assert texts(calibration_svg((), None, language))
    assert texts(false_matches_svg({}, language))


def test_a_stratum_of_anybody_s_own_naming_is_shown_as_it_is():
    plot = false_matches_svg({"<script>\u202e": accepted(5, 0)}, "en")

    assert "<script>[U+202E]" in texts(plot)
    assert "" == stratum_words("", "en")
