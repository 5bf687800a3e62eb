"""Which share of enquiries is about somebody registered: given, or estimated from the file that is asked.

Every probability rests on it, so that it is found before the first answer and told with each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random
from typing import TypeVar

from repatria.core.linkage.index import LinkageIndex
from repatria.core.linkage.prior import Prior, estimated_prior, given_prior
from repatria.core.linkage.rows import EnquiryRow
from repatria.doors.files.linking.columns import Reading
from repatria.doors.files.linking.remarks import Remarks
from repatria.doors.files.linking.rows import read_enquiries
from repatria.doors.files.linking.side_by_side import evidence_side_by_side

SAMPLED = 1_000
"""Enquiries that the share is estimated from: it is then known to a hundredth or two."""
_SEED = 20_261_129
_T = TypeVar("_T")


def prior_of(index: LinkageIndex, enquiries: Path, reading: Reading, given: float | None) -> Prior:
    """Returns the share given, or else what the enquiries of a file say of it.

    Returns:  the same for the same file: a run that goes on has the share it began with.
    """
    if given is not None:
        return given_prior(given)
    return estimated_prior(evidence_side_by_side(index, sampled(enquiries, reading)), index.prior)


def sampled(enquiries: Path, reading: Reading) -> Sequence[EnquiryRow]:
    """Returns SAMPLED enquiries of a file, drawn at random; all of a smaller one."""
    return drawn(read_enquiries(enquiries, Remarks(None, _unheard), reading).enquiries())  # remarked when answered


def drawn(rows: Iterable[_T]) -> Sequence[_T]:
    """Returns SAMPLED rows as they come, each as likely to be drawn as any other, however they are ordered.

    Source:   Vitter 1985, algorithm R
    Returns:  the same of the same rows: the seed is fixed.
    """
    chance, kept = Random(_SEED), list[tuple[int, _T]]()
    for at, row in enumerate(rows):
        if at < SAMPLED:
            kept.append((at, row))
        elif (place := chance.randrange(at + 1)) < SAMPLED:
            kept[place] = at, row
    return [row for _, row in sorted(kept, key=lambda one: one[0])]


def _unheard(_: str) -> None:
    return None
