"""Which enquiries are one person's: those that were closed as duplicates, and the one that goes on in their place."""

from __future__ import annotations

from collections.abc import Iterable

from repatria.records.enquiries.models import Enquiry

_MOST_NUMBERS = 900  # that one statement asks for


def goes_on_as(numbers: Iterable[str]) -> dict[str, str]:
    """Each of these enquiries with that in which it goes on: itself, unless it was closed as a duplicate.

    Given:    one that goes on in its place may have been closed as a duplicate of a third since.
    """
    onward: dict[str, str] = {}
    asked = list(dict.fromkeys(numbers))
    found, wanted = {one: one for one in asked}, asked
    while wanted:
        step: dict[str, str] = {}
        for start in range(0, len(wanted), _MOST_NUMBERS):
            rows = Enquiry.objects.filter(pk__in=wanted[start : start + _MOST_NUMBERS]).exclude(duplicate_of="")
            step |= dict(rows.values_list("pk", "duplicate_of"))
        onward |= step
        found = {one: step.get(last, last) for one, last in found.items()}
        wanted = sorted(set(step.values()) - onward.keys())
    return found
