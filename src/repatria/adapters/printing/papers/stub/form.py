"""A pad of numbered arrival cards with their stubs."""

from __future__ import annotations

from repatria.adapters.printing.forms import Form, prints, texts_in
from repatria.core.vocabulary.papers import ArrivalPadPaper


@prints(ArrivalPadPaper)
def arrival_pad(paper: ArrivalPadPaper) -> Form:
    numbers = [f"{number:04d}" for number in range(paper.first_number, paper.first_number + paper.count)]
    return Form(texts=texts_in(paper.mark.languages, "stub"), values={"unit": paper.unit, "numbers": numbers})
