"""What was sent about a man, for him to keep."""

from __future__ import annotations

from repatria.adapters.printing.forms import Form, moment, prints, texts_in
from repatria.core.vocabulary.papers_camp import SentListPaper


@prints(SentListPaper)
def sent_list(paper: SentListPaper) -> Form:
    languages = paper.mark.languages
    values = {
        "card_number": paper.card_number or "—",
        "person_number": paper.person_number,
        "made_at": moment(languages, paper.made_at),
        "lines": [[moment(languages, one.sent_at), one.what, one.to] for one in paper.lines],
    }
    return Form(texts=texts_in(languages, "sent_list"), values=values)
