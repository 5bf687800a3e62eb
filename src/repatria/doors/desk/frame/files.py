"""What leaves the desk as a file: a list as a spreadsheet reads it, a printed paper."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from repatria.core.vocabulary.disarming import disarmed


def csv_file(name: str, lines: Iterable[Sequence[str]]) -> HttpResponse:
    """A list as a spreadsheet reads it; what would be taken for a formula is disarmed."""
    out = io.StringIO()
    writer = csv.writer(out)
    for line in lines:
        writer.writerow(map(disarmed, line))
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def pdf_file(name: str, content: bytes) -> HttpResponse:
    """A printed paper, shown in the browser."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer
