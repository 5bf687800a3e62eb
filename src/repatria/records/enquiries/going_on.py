"""Which enquiries go on, for higher rooms that ask of many at once."""

from __future__ import annotations

from collections.abc import Iterable

from repatria.records.enquiries.models import Enquiry

_AT_ONCE = 900  # numbers that one statement asks for


def open_among(enquiry_ids: Iterable[str]) -> frozenset[str]:
    """Those of these enquiries that go on."""
    asked, found = sorted(set(enquiry_ids)), set[str]()
    for start in range(0, len(asked), _AT_ONCE):
        rows = Enquiry.objects.filter(pk__in=asked[start : start + _AT_ONCE], closed_for=None)
        found |= set(rows.values_list("pk", flat=True))
    return frozenset(found)
