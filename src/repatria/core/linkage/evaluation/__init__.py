"""Evaluation: how good answers are, from enquiries whose truth is known.

Reach for it in a trial of one's own, with answers of this program, of another one or of a person: nothing here knows
how they were found.

- an `Outcome` is one enquiry with its answers and its truth;
- `recall_at` says how often the right record is among the first answers;
- `reliability`, `calibration_error`, `share_right_from` say whether probabilities mean what they say;
- `threshold_at` finds the probability from which at most one accepted answer in a hundred is false;
- `by_stratum`, `false_matches_by_stratum` look at groups by themselves;
- `calibration_svg`, `false_matches_svg` draw it.

Returns:  shares; None where there is nothing to measure, never a zero that was not seen.
Not:      learning: that is `comparison.estimate_m`. Not a claim about a register that was not tried.
"""

from __future__ import annotations

from repatria.core.linkage.evaluation.figures import (
    MOST_FALSE,
    SURE,
    Outcome,
    by_stratum,
    calibration_error,
    false_matches_by_stratum,
    first_answers,
    recall_at,
    reliability,
    share_right_from,
    threshold_at,
)
from repatria.core.linkage.evaluation.plots import calibration_svg, false_matches_svg, stratum_words

__all__ = [
    "MOST_FALSE",
    "SURE",
    "Outcome",
    "by_stratum",
    "calibration_error",
    "calibration_svg",
    "false_matches_by_stratum",
    "false_matches_svg",
    "first_answers",
    "recall_at",
    "reliability",
    "share_right_from",
    "stratum_words",
    "threshold_at",
]
