"""Her words to him on a sheet, with lines for his answer; the code on it tells whose answer comes back."""

from __future__ import annotations

from repatria.adapters.printing.forms import Form, day, prints, texts_in
from repatria.core.vocabulary.papers_contact import MessagePaper


@prints(MessagePaper)
def message(paper: MessagePaper) -> Form:
    languages = paper.mark.languages
    values = {
        "his_name": paper.his_name, "person_number": paper.person_number, "her_name": paper.her_name,
        "written_on": day(languages, paper.written_on), "text": paper.text.split("\n"),
    }  # fmt: skip
    return Form(texts=texts_in(languages, "message"), values=values)
