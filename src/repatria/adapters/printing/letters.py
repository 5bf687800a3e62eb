"""A letter as words for a page: the same texts as on paper, in the first language of its mark."""

from __future__ import annotations

from repatria.adapters.printing.forms import form_of
from repatria.core.vocabulary.papers import LetterPaper


def letter_words(paper: LetterPaper) -> tuple[str, tuple[str, ...]]:
    """Returns the title and the paragraphs of a letter.

    Given:    the first is the answer; under the letter stand the warning of fraud and whom she can ask.
    """
    form = form_of(paper)
    language = paper.mark.languages[0]
    words = form.texts[language]
    paragraphs = [words["answer"], *form.values["paragraphs"][0]]
    if paper.mail_address:
        paragraphs += [words["mail"], paper.mail_address]
    return words["title"], (*paragraphs, words["fraud"], *form.values["whom"][0])
