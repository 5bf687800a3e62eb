"""The notice to the Agency or the Power concerned, with the eleven items of art. 122(4)."""

from __future__ import annotations

from repatria.adapters.printing.catalogue import section
from repatria.adapters.printing.forms import Form, Languages, Spoken, day, each, partial, prints, texts_in, word
from repatria.core.vocabulary.papers import NoticeLine, StatutoryNoticePaper


def _notice_value(languages: Languages, line: NoticeLine) -> str | Spoken:
    if line.value is None or line.value == "":
        return word(languages, line.given)
    return line.value if isinstance(line.value, str) else partial(languages, line.value)


@prints(StatutoryNoticePaper)
def statutory_notice(paper: StatutoryNoticePaper) -> Form:
    languages = paper.mark.languages
    texts = texts_in(languages, "statutory_notice")
    values = {
        "to": each(languages, lambda language: texts[language][paper.addressee]),
        "notice_number": paper.notice_number,
        "issued_on": day(languages, paper.issued_on),
        "event": word(languages, paper.event),
        "event_on": partial(languages, paper.event_on)
        if paper.event_on
        else each(languages, lambda language: section(language, "given")["unknown"]),
        "lines": [{"item": word(languages, one.item), "value": _notice_value(languages, one)} for one in paper.lines],
        "fears": paper.fears_the_notice,
    }
    return Form(texts=texts, values=values)
