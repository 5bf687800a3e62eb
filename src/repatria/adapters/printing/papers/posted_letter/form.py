"""A letter as it lies in her box."""

from __future__ import annotations

from repatria.adapters.printing.forms import Form, day, prints, texts_in
from repatria.core.vocabulary.papers_hotline import PostedLetterPaper


@prints(PostedLetterPaper)
def posted_letter(paper: PostedLetterPaper) -> Form:
    languages = paper.mark.languages
    values = {"heading": paper.title, "paragraphs": list(paper.paragraphs), "dated": day(languages, paper.dated)}
    return Form(texts=texts_in(languages, "posted_letter"), values=values)
