"""What leaves the desk as a file: a list as a spreadsheet reads it, a printed paper."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from repatria.core.vocabulary.disarming import disarmed

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_file(name: str, lines: Iterable[Sequence[str]]) -> HttpResponse:
    """A list as a spreadsheet reads it; what would be taken for a formula is disarmed."""
    out = io.StringIO()
    writer = csv.writer(out)
    for line in lines:
        writer.writerow(map(disarmed, line))
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def xlsx_file(name: str, lines: Iterable[Sequence[str]]) -> HttpResponse:
    """A list as a workbook of texts; what would be taken for a formula is disarmed, and no cell is one."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("1")
    for line in lines:
        cells = [WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", disarmed(one))) for one in line]
        for cell in cells:
            cell.data_type = "s"
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    answer = HttpResponse(out.getvalue(), content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


def pdf_file(name: str, content: bytes) -> HttpResponse:
    """A printed paper, shown in the browser."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer
