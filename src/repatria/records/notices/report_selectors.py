"""How many captures were reported and receipted by everybody to whom they were reported: counts, nobody is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from repatria.core.law.custody_facts import CustodyEvent
from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.records.access.questions import question
from repatria.records.notices.models import StatutoryNotice

CAPTURE_REASON = CustodyEvent.CAPTURE_REPORTED.value
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCounts:
    """Captures whose notice left for the Agency, and of how many of them no receipt is missing."""

    reported: int
    receipted: int


@question("notices.?notices", of_numbers=True)
def capture_reports() -> ReportCounts:
    """Of how many captures the notice left, and how many of these the Agency and the Power have receipted.

    Source:   GC III art. 122(3), 123; house rule 6.10.
    Given:    a capture counts when its notice to the Agency has left; it is receipted when none of its notices waits,
              came back or lacks its receipt. One that was left to the Agency is the Agency's.
    """
    captures = StatutoryNotice.objects.filter(reason=CAPTURE_REASON, is_correction=False)
    left = captures.filter(recipient=NoticeRecipient.CENTRAL_TRACING_AGENCY.value, state__in=("sent", "receipted"))
    missing = captures.filter(state__in=("issued", "sent", "bounced")).values("basis_index")
    reported = left.count()
    return ReportCounts(reported=reported, receipted=reported - left.filter(basis_index__in=missing).count())


@question("notices.?notices", of_numbers=True)
def recipients_among(notice_ids: Collection[str]) -> dict[str, int]:
    """To whom these notices went that lack their receipt still, and how many to each, the most first."""
    wanted, found = sorted(notice_ids), Counter[str]()
    for start in range(0, len(wanted), _AT_ONCE):
        some = StatutoryNotice.objects.filter(pk__in=wanted[start : start + _AT_ONCE], state="sent")
        found += Counter(some.values_list("recipient", flat=True))
    return dict(found.most_common())


__all__ = ["CAPTURE_REASON", "ReportCounts", "capture_reports", "recipients_among"]
