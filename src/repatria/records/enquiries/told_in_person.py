"""That a death was told in person, read in the acts of the room that tells it: handed down as numbers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from repatria.records.ledger.reading import acts_at

_VISIT, _RECEIVER = "telling.visit_ended.", "telling.receiver_told."


def told_in_person(enquiry_id: str, indices: Iterable[int]) -> set[int]:
    """Which of these acts say that a proven death was told to this enquirer by a visit, or by the other Party, which
    receipted the notice of its own dead and says that it told the family.

    Source:   law-and-practice section 4.5; practice rule 24.
    Not:      a visit that told of a report, that corrected, or that ended otherwise.
    """
    return {one.index for one in acts_at(set(indices)) if _says(one.kind, one.act, enquiry_id)}


def _says(kind: str, given: Any, enquiry_id: str) -> bool:
    if kind.startswith(_RECEIVER):
        return bool(given.is_told and enquiry_id in given.enquiries)
    if not kind.startswith(_VISIT):
        return False
    is_first = given.end == "told" and given.purpose == "death" and given.known == "proven"
    return bool(is_first and given.enquiry_id == enquiry_id)
