"""A line of a list that both Parties agreed on: what a release of category exchange rests on.

The room of lists answers, the register asks: neither imports the other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from repatria.core.vocabulary.bases import ReleaseBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedLine:
    """The line of one man on the latest version of a list whose agreement is in force, while it stands agreed."""

    list_id: str
    line_id: str
    agreement_id: str
    act_index: int  # of the act by which it stands agreed
    basis: ReleaseBasis  # of the agreement
    says_article_117: bool = False  # the agreement's own text repeats the article


AgreedLines = Callable[[Sequence[str]], AgreedLine | None]
"""Who answers, given all record numbers of one man: his line, or None where he stands on none."""
