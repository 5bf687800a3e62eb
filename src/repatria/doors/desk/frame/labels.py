"""A sheet of labels with square codes, for whatever bears a number: a body, a sample, a coffin."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from repatria.core.vocabulary.papers_remains import LabelSize, RemainsLabelsPaper
from repatria.doors.desk.frame.acting import language_of
from repatria.doors.desk.frame.files import pdf_file
from repatria.doors.desk.frame.ports import current


def sheet_of_labels(request: HttpRequest, name: str, size: LabelSize, codes: tuple[str, ...]) -> HttpResponse:
    """A sheet of labels of one size, with the mark of a paper."""
    outside, language = current(), language_of(request)
    code, word = outside.fresh_mark(language)
    mark = outside.mark(code, word, language, "uk" if language == "en" else "en")
    return pdf_file(name, outside.printer.print_paper(RemainsLabelsPaper(mark=mark, size=size, codes=codes)))


def size_asked(request: HttpRequest) -> LabelSize:
    """The size that an address asks for, else that of a bag.  Raises: Http404 for no size."""
    asked = request.GET.get("size", LabelSize.BAG.value)
    if asked not in {one.value for one in LabelSize}:
        raise Http404
    return LabelSize(asked)
