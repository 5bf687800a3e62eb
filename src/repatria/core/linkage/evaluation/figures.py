"""How good answers are, from enquiries whose truth is known: recall, calibration, false matches.

Nothing here knows how the answers were found; the index, another program or a person may have given them. A first
answer is right when it is the person meant; for an enquiry about nobody registered every answer is false.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

SURE = 0.99
"""The probability from which an answer is given as nearly certain."""
MOST_FALSE = 0.01
"""The share of false matches among those accepted that is borne when a threshold is chosen."""
_BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One enquiry, whom it was about, and what was answered.

    Units:    `probabilities` 0 to 1, one for each of `person_ids`, best first.
    Given:    `true_ids` holds every record of the person meant and is empty when nobody registered is meant;
              `stratum` names a group of enquiries that is also counted by itself.
    """

    enquiry_id: str
    true_ids: frozenset[str]
    person_ids: tuple[str, ...]
    probabilities: tuple[float, ...]
    stratum: str = ""

    @property
    def is_registered(self) -> bool:
        """Whether somebody registered is meant."""
        return bool(self.true_ids)

    @property
    def is_first_right(self) -> bool:
        """Whether the first answer is the person meant."""
        return self.is_within(1)

    def is_within(self, top: int) -> bool:
        """Whether the person meant is among the first `top` answers."""
        return any(person_id in self.true_ids for person_id in self.person_ids[:top])


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliabilityBin:
    """First answers whose probability lies between two bounds: how sure they were and how often right.

    Units:    shares 0 to 1; the upper bound belongs to the next bin, but for the last.
    """

    lowest: float
    highest: float
    count: int
    mean_probability: float
    share_right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """What happens when first answers are accepted from a probability on.

    Units:    `accepted`, `right`, `false` first answers; `right_of_registered` right ones as a share of the enquiries
              about somebody registered; `false_of_accepted` false ones as a share of those accepted.
    """

    probability: float
    accepted: int
    right: int
    false: int
    right_of_registered: float

    @property
    def false_of_accepted(self) -> float:
        """The share of false matches among those accepted; 0 when none is."""
        return self.false / self.accepted if self.accepted else 0.0


def recall_at(outcomes: Iterable[Outcome], top: int) -> float | None:
    """Returns the share of enquiries about somebody registered whose person is among the first `top` answers.

    Source:   Manning, Raghavan and Schuetze 2008, section 8.4 (recall at k, one relevant answer)
    Returns:  0 to 1; None when no enquiry is about somebody registered.
    """
    found = [outcome.is_within(top) for outcome in outcomes if outcome.is_registered]
    return sum(found) / len(found) if found else None


def first_answers(outcomes: Iterable[Outcome]) -> list[tuple[float, bool]]:
    """Returns probability and rightness of every first answer; enquiries without any answer are left out."""
    return [(outcome.probabilities[0], outcome.is_first_right) for outcome in outcomes if outcome.person_ids]


def reliability(answers: Sequence[tuple[float, bool]], bins: int = _BINS) -> tuple[ReliabilityBin, ...]:
    """Sorts answers into bins of equal width by their probability; empty bins are left out.

    Source:   Murphy and Winkler 1977 (reliability diagram)
    Units:    probability 0 to 1
    """
    filed: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for probability, is_right in answers:
        filed[min(int(probability * bins), bins - 1)].append((probability, is_right))
    return tuple(
        ReliabilityBin(
            lowest=at / bins,
            highest=(at + 1) / bins,
            count=len(filed[at]),
            mean_probability=sum(probability for probability, _ in filed[at]) / len(filed[at]),
            share_right=sum(is_right for _, is_right in filed[at]) / len(filed[at]),
        )
        for at in sorted(filed)
    )


def calibration_error(answers: Sequence[tuple[float, bool]], bins: int = _BINS) -> float | None:
    """Returns the expected calibration error: the distance of probability and share right, bin by bin, weighted.

    Source:   Naeini, Cooper and Hauskrecht 2015, section 3 (bins of equal width)
    Returns:  0 (probabilities mean what they say) to 1; None without answers.
    """
    if not answers:
        return None
    parts = reliability(answers, bins)
    return sum(part.count * abs(part.share_right - part.mean_probability) for part in parts) / len(answers)


def share_right_from(answers: Iterable[tuple[float, bool]], probability: float = SURE) -> float | None:
    """Returns the share of right answers among those given with at least this probability; None when there is none."""
    sure = [is_right for given, is_right in answers if given >= probability]
    return sum(sure) / len(sure) if sure else None


def accepted_from(outcomes: Sequence[Outcome], probability: float) -> Acceptance:
    """Counts what happens when first answers are accepted from this probability on.

    Units:    probability 0 to 1
    """
    accepted = [is_right for given, is_right in first_answers(outcomes) if given >= probability]
    registered = sum(outcome.is_registered for outcome in outcomes)
    right = sum(accepted)
    return Acceptance(
        probability=probability,
        accepted=len(accepted),
        right=right,
        false=len(accepted) - right,
        right_of_registered=right / registered if registered else 0.0,
    )


def threshold_at(outcomes: Sequence[Outcome], most_false: float = MOST_FALSE) -> Acceptance:
    """Chooses the lowest probability from which the share of false matches among those accepted is still borne.

    Units:    `most_false` false first answers as a share of accepted ones
    Given:    answers with one probability are accepted together or not at all.
    Returns:  an acceptance of nothing, from a probability above 1, when even the surest answers are too often false.
    """
    answers = sorted(first_answers(outcomes), reverse=True)
    lowest, accepted, false = 1.0 + 1e-9, 0, 0
    for at, (probability, is_right) in enumerate(answers):
        accepted, false = accepted + 1, false + (not is_right)
        is_last_of_its_kind = at + 1 == len(answers) or answers[at + 1][0] < probability
        if is_last_of_its_kind and false <= most_false * accepted:
            lowest = probability
    return accepted_from(outcomes, lowest)


def by_stratum(outcomes: Iterable[Outcome]) -> Mapping[str, tuple[Outcome, ...]]:
    """Returns the outcomes of each stratum, strata in alphabetical order."""
    filed: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        filed[outcome.stratum].append(outcome)
    return {stratum: tuple(filed[stratum]) for stratum in sorted(filed)}


def false_matches_by_stratum(outcomes: Iterable[Outcome], probability: float) -> Mapping[str, Acceptance]:
    """Counts, stratum by stratum, what happens when first answers are accepted from this probability on."""
    return {stratum: accepted_from(members, probability) for stratum, members in by_stratum(outcomes).items()}
