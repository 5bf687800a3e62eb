"""The notice to the Agency or the Power concerned, with the eleven items of art. 122(4)."""

from __future__ import annotations

from repatria.adapters.printing.catalogue import section
from repatria.adapters.printing.forms import Form, Languages, Spoken, day, each, partial, prints, texts_in, word
from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.papers import NoticeLine, StatutoryNoticePaper
from repatria.core.vocabulary.particulars import Given


def _notice_value(languages: Languages, line: NoticeLine) -> str | Spoken:
    if line.value is None or line.value == "":
        return word(languages, line.given) if line.given else _unsaid(languages)
    return _written(languages, line.value)


def _written(languages: Languages, value: str | PartialDate) -> str | Spoken:
    return value if isinstance(value, str) else partial(languages, value)


def _unsaid(languages: Languages) -> str | Spoken:
    return each(languages, lambda language: section(language, "given")["unsaid"])


def _event_day(languages: Languages, value: str | PartialDate | None) -> str | Spoken:
    if value is None:
        return _unsaid(languages)
    return _written(languages, value) if value else word(languages, Given.UNKNOWN)


@prints(StatutoryNoticePaper)
def statutory_notice(paper: StatutoryNoticePaper) -> Form:
    languages = paper.mark.languages
    texts = texts_in(languages, "statutory_notice")
    values = {
        "to": each(languages, lambda language: texts[language][paper.addressee]),
        "notice_number": paper.notice_number,
        "issued_on": day(languages, paper.issued_on),
        "event": word(languages, paper.event),
        "event_on": _event_day(languages, paper.event_on),
        "lines": [{"item": word(languages, one.item), "value": _notice_value(languages, one)} for one in paper.lines],
        "fears": paper.fears_the_notice,
        "fear_words": paper.fear,
        "family_by": day(languages, paper.family_by) if paper.family_by else [],
        "receiver_visits": each(languages, lambda language: texts[language][f"visits_{paper.addressee}"])
        if paper.receiver_visits
        else [],
    }
    return Form(texts=texts, values=values)
