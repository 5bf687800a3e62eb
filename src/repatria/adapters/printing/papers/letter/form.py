"""A letter to a family; all kinds share one layout."""

from __future__ import annotations

from repatria.adapters.printing.catalogue import day_text
from repatria.adapters.printing.forms import Form, day, prints, texts_in
from repatria.core.vocabulary.letters import with_hours, written
from repatria.core.vocabulary.papers import LetterPaper


@prints(LetterPaper)
def letter(paper: LetterPaper) -> Form:
    languages = paper.mark.languages
    texts = texts_in(languages, "letter", paper.kind)
    paragraphs = []
    whole_number = paper.mark.telephone.replace(" ", "\u00a0")  # a number to be dialled is not broken over lines
    for language in languages:
        values = {
            "name": paper.sought_name,
            "telephone": with_hours(whole_number, paper.hours.get(language, "")),
            "known_on": day_text(paper.known_on, language) if paper.known_on else "",
        }  # fmt: skip
        texts[language]["title"], texts[language]["answer"], *rest = written(paper.words[language], values)
        paragraphs.append(rest)
    values_of_all = {
        "dated": day(languages, paper.dated),
        "enquiry_number": paper.enquiry_number,
        "sought_name": paper.sought_name,
        "mail_address": paper.mail_address,
        "paragraphs": paragraphs,
        "whom": [list(paper.whom.get(language, ())) for language in languages],
    }
    return Form(texts=texts, values=values_of_all)
