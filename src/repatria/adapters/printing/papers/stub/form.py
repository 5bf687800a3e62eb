"""A pad of numbered arrival cards with their stubs."""

from __future__ import annotations

from repatria.adapters.printing.forms import Form, prints, texts_in
from repatria.adapters.printing.squares import strokes_of
from repatria.core.vocabulary.papers import ArrivalPadPaper, PaperLanguage


@prints(ArrivalPadPaper)
def arrival_pad(paper: ArrivalPadPaper) -> Form:
    # He and whoever writes the card may read different languages: a card speaks all three, the reader's first.
    spoken = list(dict.fromkeys((*paper.mark.languages, *PaperLanguage)))
    cards = []
    for number in paper.cards:
        width, runs = strokes_of(number)
        cards.append({"number": number, "width": width, "runs": runs})
    values = {
        "unit": paper.unit, "pad": paper.pad_number, "fingerprint": paper.fingerprint, "cards": cards,
        "spoken": [one.value for one in spoken],
    }  # fmt: skip
    return Form(texts=texts_in(spoken, "stub"), values=values)
