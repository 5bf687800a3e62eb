"""On what a release may rest: the law asks for it, and the papers print it."""

from __future__ import annotations

from enum import StrEnum


class ReleaseBasis(StrEnum):
    """The lawful basis of a release. A release without one is refused."""

    UNILATERAL = "unilateral"
    ART109_110 = "art109_110"
    PAROLE21 = "parole21"
    EXCHANGE = "exchange"
    ART118 = "art118"
