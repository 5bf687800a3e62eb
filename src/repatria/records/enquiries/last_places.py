"""Where those who are sought were last known to be, for higher rooms that lay it beside where somebody was found."""

from __future__ import annotations

from collections.abc import Iterable

from repatria.records.enquiries.models import Enquiry
from repatria.records.ledger.rows import rows_where
from repatria.records.vault.opening import open_rows

_AT_ONCE = 900  # numbers that one statement asks for


def open_among(enquiry_ids: Iterable[str]) -> frozenset[str]:
    """Those of these enquiries that go on."""
    asked, found = sorted(set(enquiry_ids)), set[str]()
    for start in range(0, len(asked), _AT_ONCE):
        rows = Enquiry.objects.filter(pk__in=asked[start : start + _AT_ONCE], closed_for=None)
        found |= set(rows.values_list("pk", flat=True))
    return frozenset(found)


def last_places(enquiry_ids: Iterable[str]) -> dict[str, str]:
    """By enquiry the place that was told; nothing of one that was erased. Shown to nobody."""
    rows = rows_where(Enquiry, pk=sorted(set(enquiry_ids)))
    opened = open_rows(rows, ("sought_place",))
    return {row.pk: cells["sought_place"] or "" for row, cells in zip(rows, opened, strict=True)}
