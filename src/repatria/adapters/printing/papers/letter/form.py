"""A letter to a family; all kinds share one layout."""

from __future__ import annotations

from repatria.adapters.printing.catalogue import day_text
from repatria.adapters.printing.forms import Form, day, prints, texts_in
from repatria.core.vocabulary.papers import LetterPaper


@prints(LetterPaper)
def letter(paper: LetterPaper) -> Form:
    languages = paper.mark.languages
    texts = texts_in(languages, "letter", paper.kind)
    paragraphs = []
    for language in languages:
        words = texts[language]
        known_on = day_text(paper.known_on, language) if paper.known_on else ""
        words["answer"] = words["answer"].format(name=paper.sought_name)
        if not paper.is_his_choice:
            words["p1"] = words["p1_not_asked"]
        paragraphs.append([words[p].format(known_on=known_on) for p in ("p1", "p2", "p3", "p4") if p in words])
    values = {
        "dated": day(languages, paper.dated),
        "enquiry_number": paper.enquiry_number,
        "sought_name": paper.sought_name,
        "mail_address": paper.mail_address,
        "paragraphs": paragraphs,
    }
    return Form(texts=texts, values=values)
