"""Who was found for an enquiry and is too unlikely to be laid before reviewers: nobody is asked, and he is counted."""

from __future__ import annotations

from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.matching.models import CandidatePair, UnlaidPair


@question("matching.?pairs", name="unlaid", of_numbers=True)
def count_unlaid(acting: Acting, *, enquiry_id: str = "") -> int:
    """How many were found and not laid before reviewers, being too unlikely; for one enquiry where it is named.

    Raises:   RoleForbidsError.
    """
    require(acting, "matching.?pairs")
    rows = UnlaidPair.objects.exclude(pk__in=CandidatePair.objects.values("pk"))
    return (rows.filter(enquiry_id=enquiry_id) if enquiry_id else rows).count()
