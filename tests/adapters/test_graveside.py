"""Blank forms for the graveside: every one in both sizes and every language, and nothing on them but lines."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from repatria.adapters.printing.printer import TypstPrinter
from repatria.core.vocabulary.papers_graveside import FormSize, GravesidePaper, GravesideSheet
from tests.adapters.sample_papers import EN, RU, UK, mark

WORD = {
    GravesideSheet.RECOVERY: "First code", GravesideSheet.ITEM: "What it says", GravesideSheet.BURIAL: "Rite",
    GravesideSheet.EXHUMATION: "Number of the order", GravesideSheet.HANDS: "Seal",
}  # fmt: skip


def test_each_form_is_printed_in_both_sizes() -> None:
    for number, (sheet, word) in enumerate(WORD.items()):
        for size, width in ((FormSize.A4, 210), (FormSize.A5, 148)):
            languages = ((UK, EN), (RU, EN))[number % 2]
            pages = PdfReader(BytesIO(TypstPrinter().print_paper(
                GravesidePaper(mark=mark(languages), sheet=sheet, size=size)
            ))).pages  # fmt: skip
            assert word in "".join(one.extract_text() for one in pages)
            assert round(float(pages[0].mediabox.width) * 25.4 / 72) == width and len(pages) <= (
                1 if size is FormSize.A4 else 2
            )
