"""Labels of the dead as sheets: the codes that follow, printed ahead, and the label of one item again."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from repatria.core.vocabulary.papers_remains import LabelSize, RemainsLabelsPaper
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.files import pdf_file
from repatria.doors.desk.frame.pages import page
from repatria.doors.desk.frame.ports import current
from repatria.records.access.acting import Acting
from repatria.records.remains.selectors.items import label_of, next_labels
from repatria.records.remains.services.recovering import TAKE_UP

_A_SHEET = {LabelSize.BAG: 3, LabelSize.BODY: 10, LabelSize.PACKET: 21}
"""How many labels of a size one sheet of A4 holds."""
_DIGITS = 4


def sheet_of_labels(request: HttpRequest, name: str, size: LabelSize, codes: tuple[str, ...]) -> HttpResponse:
    """A sheet of labels of one size, with the mark of a paper."""
    outside, language = current(), language_of(request)
    code, word = outside.fresh_mark(language)
    mark = outside.mark(code, word, language, "uk" if language == "en" else "en")
    return pdf_file(name, outside.printer.print_paper(RemainsLabelsPaper(mark=mark, size=size, codes=codes)))


def _size(request: HttpRequest) -> LabelSize:
    asked = request.GET.get("size", LabelSize.BAG.value)
    if asked not in {one.value for one in LabelSize}:
        raise Http404
    return LabelSize(asked)


@page(TAKE_UP, path="remains/recoveries/<str:recovered_id>/labels.pdf", name="remains_labels")
def labels(request: HttpRequest, acting: Acting, recovered_id: str) -> HttpResponse:
    """The labels that follow, a sheet of them or as many as are asked for."""
    size, asked = _size(request), request.GET.get("count", "")[:_DIGITS]
    count = int(asked) if asked.isascii() and asked.isdigit() else _A_SHEET[size]
    return sheet_of_labels(request, f"labels-{recovered_id}", size, next_labels(acting, recovered_id, count))


@page(TAKE_UP, path="remains/items/<str:item_code>/label.pdf", name="remains_label")
def one_label(request: HttpRequest, acting: Acting, item_code: str) -> HttpResponse:
    """The label of one item again, in the size that is asked for: the code stays what it was."""
    code = label_of(acting, item_code)
    return sheet_of_labels(request, f"label-{code}", _size(request), (code,))
