"""How many enquiries are about somebody registered: what every probability rests on before a name is read.

Of a register that holds one in two of those asked for, and of one that holds one in fifty, the same weight means
different things. The share is estimated from the enquiries themselves (a mixture of two, by expectation
maximisation), taken from what a bureau judged, given by whoever asks, or, where none of these can be, assumed; it is
always told which.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

LEAST_SHARE, MOST_SHARE = 0.002, 0.998
"""No enquiry's own weight is ever of no account."""
ASSUMED_ENQUIRIES = 20.0
"""How many enquiries the share before counts for: a file of five hardly moves it. Units: enquiries; judged."""
_ROUNDS, _SETTLED = 1_000, 1e-7


class ShareSource(StrEnum):
    """Where a share comes from."""

    ASSUMED = "assumed"
    GIVEN = "given"
    ESTIMATED = "estimated"
    JUDGED = "judged"


class Evidence(NamedTuple):
    """What one enquiry says for somebody registered, and for nobody, before it is known how common either is.

    Units:    masses, of which only the ratio counts.
    """

    registered: float
    nobody: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """The share of enquiries that are about somebody registered, and where it comes from.

    Units:    `registered_share` 0 to 1, neither included; `among` enquiries that it was estimated or judged from.
    """

    registered_share: float
    source: ShareSource
    among: int = 0

    def __post_init__(self) -> None:
        if not 0 < self.registered_share < 1:
            raise ValueError("a share of enquiries between 0 and 1")

    @property
    def odds_of_nobody(self) -> float:
        """Units: odds, to 1, that nobody registered is asked for."""
        return (1 - self.registered_share) / self.registered_share


def assumed_prior(share: float) -> Prior:
    """Returns a share that nothing better is known of."""
    return Prior(registered_share=share, source=ShareSource.ASSUMED)


def given_prior(share: float) -> Prior:
    """Returns the share that whoever asks has given."""
    return Prior(registered_share=share, source=ShareSource.GIVEN)


def estimated_prior(evidence: Iterable[Evidence], before: Prior) -> Prior:
    """Estimates the share from what enquiries say.

    Source:   Dempster, Laird and Rubin 1977, of a mixture whose two parts are known: the mixing share alone moves;
              `before` counts for ASSUMED_ENQUIRIES (the mean of a Beta distribution)
    Units:    share 0 to 1
    Returns:  `before` where there is no enquiry; else between LEAST_SHARE and MOST_SHARE.
    """
    ratios = [one.registered / max(one.nobody, 1e-300) for one in evidence]
    if not ratios:
        return before
    share = before.registered_share
    for _ in range(_ROUNDS):
        held = sum(share * ratio / (share * ratio + 1 - share) for ratio in ratios)
        moved = (held + ASSUMED_ENQUIRIES * before.registered_share) / (len(ratios) + ASSUMED_ENQUIRIES)
        moved = min(max(moved, LEAST_SHARE), MOST_SHARE)
        if abs(moved - share) <= _SETTLED:
            break
        share = moved
    return Prior(registered_share=moved, source=ShareSource.ESTIMATED, among=len(ratios))


def judged_prior(linked: int, without: int, before: Prior) -> Prior:
    """Returns the share that a bureau's own conclusions say.

    Units:    enquiries: `linked` with a confirmed link, `without` one although everything was compared and judged
    Returns:  `before` where nothing was concluded.
    """
    if not linked + without:
        return before
    share = (linked + ASSUMED_ENQUIRIES * before.registered_share) / (linked + without + ASSUMED_ENQUIRIES)
    share = min(max(share, LEAST_SHARE), MOST_SHARE)
    return Prior(registered_share=share, source=ShareSource.JUDGED, among=linked + without)
