"""Labels of the dead as sheets: the codes that follow, printed ahead, and the label of one item again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from repatria.core.vocabulary.papers_remains import LabelSize
from repatria.doors.desk.frame.labels import sheet_of_labels, size_asked
from repatria.doors.desk.frame.pages import page
from repatria.records.access.acting import Acting
from repatria.records.remains.selectors.items import label_of, next_labels
from repatria.records.remains.services.recovering import TAKE_UP

_A_SHEET = {LabelSize.BAG: 3, LabelSize.BODY: 10, LabelSize.PACKET: 21}
"""How many labels of a size one sheet of A4 holds."""
_DIGITS = 4


@page(TAKE_UP, path="remains/recoveries/<str:recovered_id>/labels.pdf", name="remains_labels")
def labels(request: HttpRequest, acting: Acting, recovered_id: str) -> HttpResponse:
    """The labels that follow, a sheet of them or as many as are asked for."""
    size, asked = size_asked(request), request.GET.get("count", "")[:_DIGITS]
    count = int(asked) if asked.isascii() and asked.isdigit() else _A_SHEET[size]
    return sheet_of_labels(request, f"labels-{recovered_id}", size, next_labels(acting, recovered_id, count))


@page(TAKE_UP, path="remains/items/<str:item_code>/label.pdf", name="remains_label")
def one_label(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """The label of one item again, in the size that is asked for: the code stays what it was."""
    code = label_of(acting, item_code)
    return sheet_of_labels(request, f"label-{code}", size_asked(request), (code,))
