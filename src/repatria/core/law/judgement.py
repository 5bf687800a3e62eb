"""Two reviewers, blind to each other, and what their judgements give together.

One judgement concludes nothing. Two that agree conclude; two that do not ask for a third reviewer.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from repatria.core.law.errors import ConcludedJudgementError, RepeatedReviewerError, SecondPersonError

AGREEING = 2
"""How many reviewers must agree."""


class JudgementKind(StrEnum):
    """What one reviewer says of one pair."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNSURE = "unsure"


class JudgementConclusion(StrEnum):
    """What the judgements of a pair give."""

    UNDECIDED = "undecided"
    NEEDS_THIRD = "needs_third"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


def conclusion_of(judgements: Sequence[tuple[str, JudgementKind]]) -> JudgementConclusion:
    """Computes what the judgements, each as (reviewer, judgement), give in the order they were made.

    Source:   clerical review by two, Fellegi and Sunter 1969; invariant 4.
    Returns:  CONFIRMED or REFUSED as soon as two agree; NEEDS_THIRD after two that do not; UNDECIDED otherwise, also
              when three reviewers said three things.
    Raises:   RepeatedReviewerError for a second judgement by one reviewer; ConcludedJudgementError for one made after
              the pair was concluded.
    """
    reviewers = [reviewer for reviewer, _ in judgements]
    if len(set(reviewers)) != len(reviewers):
        raise RepeatedReviewerError("another reviewer is needed for each judgement", provision="house rule 6.4")
    counts = dict.fromkeys(JudgementKind, 0)
    for position, (_, kind) in enumerate(judgements, start=1):
        counts[kind] += 1
        if max(counts[JudgementKind.POSITIVE], counts[JudgementKind.NEGATIVE]) == AGREEING:
            if position < len(judgements):
                raise ConcludedJudgementError("the pair was concluded already", provision="house rule 6.4")
            is_positive = counts[JudgementKind.POSITIVE] == AGREEING
            return JudgementConclusion.CONFIRMED if is_positive else JudgementConclusion.REFUSED
    return JudgementConclusion.NEEDS_THIRD if len(judgements) == AGREEING else JudgementConclusion.UNDECIDED


def refuse_own_annulment(reviewers: Sequence[str], doubted_by: str, annulled_by: str) -> None:
    """Asks whether a confirmed link may be annulled by these two.

    Source:   invariant 4: what two confirmed two take away.
    Given:    `reviewers` whose judgements confirmed it; one of the two at least looks at it afresh.
    Raises:   SecondPersonError where one person does both, or both had confirmed it.
    """
    if doubted_by == annulled_by:
        raise SecondPersonError("another person is needed to annul a link", provision="house rule 6.4")
    if {doubted_by, annulled_by} <= set(reviewers):
        raise SecondPersonError("somebody is needed who did not confirm it", provision="house rule 6.4")


def refuse_own_upholding(reviewers: Sequence[str], upheld_by: str) -> None:
    """Asks whether a doubted link may be upheld by this person.

    Source:   invariant 4: whoever concluded something does not answer alone for whether it was right.
    Given:    `reviewers` whose judgements confirmed it. Whoever doubted takes the doubt back, unless he is one of them.
    Raises:   SecondPersonError for one who confirmed it.
    """
    if upheld_by in reviewers:
        raise SecondPersonError("somebody is needed who did not confirm it", provision="house rule 6.4")


def refuse_own_reopening(judged: Sequence[str], annulled_by: Sequence[str], reopened_by: str) -> None:
    """Asks whether a pair whose link was annulled may be laid before reviewers again by this person.

    Source:   invariant 4: who judged it, and who took the link away, does not ask for another answer himself.
    Raises:   SecondPersonError.
    """
    if reopened_by in {*judged, *annulled_by}:
        raise SecondPersonError("somebody is needed who neither judged nor annulled it", provision="house rule 6.4")


def refuse_judge_of_reopened(kept_out: Sequence[str], reviewer: str) -> None:
    """Asks whether this person may judge a pair whose link was annulled and that was reopened.

    Source:   invariant 4.
    Given:    `kept_out` who annulled a link of it, and who reopened it.
    Raises:   SecondPersonError.
    """
    if reviewer in kept_out:
        raise SecondPersonError(
            "who annulled the link or reopened the pair does not judge it", provision="house rule 6.4"
        )
