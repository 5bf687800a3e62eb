"""His own trace of letters, parcels and calls, for him to keep."""

from __future__ import annotations

from repatria.adapters.printing.forms import Form, moment, prints, texts_in
from repatria.core.vocabulary.papers_contact import HisTracePaper


@prints(HisTracePaper)
def his_trace(paper: HisTracePaper) -> Form:
    languages = paper.mark.languages
    values = {
        "person": paper.person_number, "made_at": moment(languages, paper.mark.printed_at),
        "lines": [[moment(languages, one.at), list(one.what), one.place] for one in paper.lines],
    }  # fmt: skip
    return Form(texts=texts_in(languages, "his_trace"), values=values)
