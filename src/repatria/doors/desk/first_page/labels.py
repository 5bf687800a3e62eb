"""What a label on a body, a bag, a sample or a coffin opens, for whoever scans or types it."""

from __future__ import annotations

from django.urls import reverse

from repatria.core.law.guards import folded
from repatria.core.vocabulary.remains_codes import fold_remains_code, fold_sample_code
from repatria.doors.desk.frame.acting import may
from repatria.records.access.acting import Acting
from repatria.records.remains.selectors.items import READS, SEES
from repatria.records.remains.selectors.samples import READS_SAMPLE, containers

_LONGEST = 60
_NUMBERED = {
    "RF": ("identification.?sample", "desk:sample"),
    "RG": (READS, "desk:remains_container"),
    "RJ": ("identification.?hypothesis", "desk:hypothesis"),
    "GV": (READS, "desk:grave"),
    "NB": ("returns.?batch", "desk:batch"),
    "CM": ("contact.?message", "desk:message"),
    "CB": ("contact.?parcel", "desk:parcel"),
    "CA": ("contact.?call", "desk:call_one"),
}
"""Record numbers with a page of their own, and the question that opens it."""


def labelled(acting: Acting, typed: str, number: str) -> str:
    """The address of what a label names; empty where it names nothing that this account may open.

    Given:    `number` the typed record number in its written form, or empty. A sample of the dead opens, or its profile
              for whoever sees that alone; a coffin or bag by the number that it bears.
    """
    if len(typed) > _LONGEST:
        return ""
    if (item := fold_remains_code(typed)) and may(acting, READS):
        return reverse("desk:remains_item", args=[item])
    if sample := fold_sample_code(typed):
        pages = ((READS_SAMPLE, "desk:remains_sample"), ("identification.?profile", "desk:profile"))
        return next((reverse(page, args=[sample]) for action, page in pages if may(acting, action)), "")
    action, page = _NUMBERED.get(number.partition("-")[0], ("", ""))
    if page:
        return reverse(page, args=[number]) if may(acting, action) else ""
    if typed and any(map(str.isdigit, typed)) and may(acting, SEES) and may(acting, READS):
        box = next((one for one in containers(acting) if folded(one.written) == folded(typed)), None)
        return reverse("desk:remains_container", args=[box.container_id]) if box else ""
    return ""
