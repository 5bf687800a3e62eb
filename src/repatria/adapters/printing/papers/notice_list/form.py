"""The list that goes with notices which leave together."""

from __future__ import annotations

from repatria.adapters.printing.catalogue import section
from repatria.adapters.printing.forms import Form, each, moment, prints, texts_in
from repatria.core.vocabulary.papers_roll import NoticeListPaper


@prints(NoticeListPaper)
def notice_list(paper: NoticeListPaper) -> Form:
    languages = paper.mark.languages
    values = {
        "addressee": each(languages, lambda language: section(language, "statutory_notice")[paper.addressee.value]),
        "power": paper.power or "—",
        "made_at": moment(languages, paper.made_at),
        "count": str(len(paper.lines)),
        "lines": [[str(n), one.notice_number, one.event, one.power] for n, one in enumerate(paper.lines, 1)],
    }
    return Form(texts=texts_in(languages, "notice_list"), values=values)
