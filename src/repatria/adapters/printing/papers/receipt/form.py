"""A receipt: number and words, to be cut apart."""

from __future__ import annotations

from repatria.adapters.printing.catalogue import day_text
from repatria.adapters.printing.forms import Form, prints, texts_in
from repatria.core.vocabulary.papers import PaperLanguage, ReceiptPaper


@prints(ReceiptPaper)
def receipt(paper: ReceiptPaper) -> Form:
    texts = texts_in(paper.mark.languages, "receipt")
    for language, words in texts.items():
        words["answer"] = words["answer"].format(date=day_text(paper.received_on, PaperLanguage(language)))
    return Form(texts=texts, values={
        "number": paper.number, "words": list(paper.words), "phone_code": paper.phone_code,
        "rows": list(paper.caller_rows),
    })  # fmt: skip
