"""Which share of enquiries is about somebody registered: given, or estimated from the file that is asked.

Every probability rests on it, so that it is found before the first answer and told with each.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from repatria.core.linkage.index import LinkageIndex
from repatria.core.linkage.prior import Prior, estimated_prior, given_prior
from repatria.core.linkage.rows import EnquiryRow
from repatria.doors.files.linking.columns import Reading
from repatria.doors.files.linking.remarks import Remarks
from repatria.doors.files.linking.rows import read_enquiries
from repatria.doors.files.linking.side_by_side import evidence_side_by_side

SAMPLED = 1_000
"""Enquiries that the share is estimated from, evenly spread over the file: it is then known to a hundredth or two."""


def prior_of(index: LinkageIndex, enquiries: Path, reading: Reading, given: float | None) -> Prior:
    """Returns the share given, or else what the enquiries of a file say of it.

    Returns:  the same for the same file: a run that goes on has the share it began with.
    """
    if given is not None:
        return given_prior(given)
    return estimated_prior(evidence_side_by_side(index, sampled(enquiries, reading)), index.prior)


def sampled(enquiries: Path, reading: Reading) -> Iterator[EnquiryRow]:
    """Returns about SAMPLED enquiries of a file, evenly spread; all of a smaller one."""
    table = read_enquiries(enquiries, Remarks(None, _unheard), reading)  # remarked when it is read to be answered
    step = max(1, table.table.likely_rows // SAMPLED)
    return (row for at, row in enumerate(table.enquiries()) if at % step == 0)


def _unheard(_: str) -> None:
    return None
