"""A notice to relatives, to be handed out."""

from __future__ import annotations

from repatria.adapters.printing.catalogue import day_text
from repatria.adapters.printing.forms import Form, prints, texts_in
from repatria.core.vocabulary.papers import PaperLanguage
from repatria.core.vocabulary.papers_public import LeafletPaper


@prints(LeafletPaper)
def leaflet(paper: LeafletPaper) -> Form:
    texts = texts_in(paper.mark.languages, "leaflet")
    for language, words in texts.items():
        spoken = PaperLanguage(language)
        dated, on = day_text(paper.dated, spoken), paper.withdrawn_on
        words["dated"] = _sentence(words["dated"].format(number=paper.number, date=dated))
        words["withdrawn"] = _sentence(words["withdrawn"].format(date=day_text(on, spoken))) if on else ""
    return Form(texts=texts, values={
        "paragraphs": list(paper.paragraphs), "conditions": paper.conditions, "legal_basis": paper.legal_basis,
        "whom": list(paper.whom), "is_withdrawn": paper.withdrawn_on is not None,
    })  # fmt: skip


def _sentence(text: str) -> str:
    """Ends with one full stop, where the word before it is shortened too ("2026 р.")."""
    return text.rstrip(".") + "."
