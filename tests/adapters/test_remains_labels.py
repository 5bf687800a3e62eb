"""Labels of the dead: each square code is read back from the printed page, at every size."""

from __future__ import annotations

import pypdfium2
import pytest
import zxingcpp

from repatria.adapters.printing import TypstPrinter
from repatria.core.vocabulary.identifiers import fold_number, record_number
from repatria.core.vocabulary.paper_mark import PaperInputError
from repatria.core.vocabulary.papers_remains import LabelSize
from repatria.core.vocabulary.remains_codes import MOST_LABELS, fold_remains_code, remains_code
from tests.adapters import sample_papers as sample

A_SHEET = {LabelSize.BAG: 3, LabelSize.BODY: 10, LabelSize.PACKET: 21}


def test_refuses_labels_without_a_code_with_a_wrong_one_and_too_many():
    good = remains_code("KHR", "T2", 1)
    for codes in ((), (good[:-1] + "?",), (good.replace("-", ""),), (good,) * (MOST_LABELS + 1)):
        with pytest.raises(PaperInputError):
            sample.remains_labels(sample.mark(), codes=codes)


@pytest.mark.parametrize("size", list(LabelSize))
def test_a_scanner_reads_every_code_back_and_the_sheet_is_as_full_as_the_desk_asks(size):
    codes = tuple(remains_code("KHR", "T2", one) for one in range(1, A_SHEET[size] + 1))
    sheet = TypstPrinter().print_paper(sample.remains_labels(sample.mark(), size=size, codes=codes))
    printed = pypdfium2.PdfDocument(sheet)
    assert len(printed) == 1
    page = printed[0]
    drawn = page.render(scale=150 / 72).to_pil().convert("L")
    found = {one.text for one in zxingcpp.read_barcodes(drawn, formats=zxingcpp.BarcodeFormat.QRCode)}
    assert {fold_remains_code(one) for one in found} - {""} == set(codes)
    text = page.get_textpage().get_text_range()
    assert all(one in text for one in codes)


@pytest.mark.parametrize("size", list(LabelSize))
def test_a_coffin_and_a_sample_of_a_relative_bear_their_number_and_no_other_record_does(size):
    codes = tuple(record_number(prefix, bytes(range(7))) for prefix in ("RG", "RF"))
    page = pypdfium2.PdfDocument(
        TypstPrinter().print_paper(sample.remains_labels(sample.mark(), size=size, codes=codes))
    )
    drawn = page[0].render(scale=150 / 72).to_pil().convert("L")
    found = {one.text for one in zxingcpp.read_barcodes(drawn, formats=zxingcpp.BarcodeFormat.QRCode)}
    assert {fold_number(one) for one in found} >= set(codes)
    for wrong in (record_number("P", bytes(7)), record_number("E", bytes(7)), codes[0][:-1] + "?"):
        with pytest.raises(PaperInputError):
            sample.remains_labels(sample.mark(), size=size, codes=(wrong,))
