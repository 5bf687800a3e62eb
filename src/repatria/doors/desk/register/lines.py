"""Persons as lines of a list, and a line of the timeline as a sentence."""

from __future__ import annotations

from django.urls import reverse

from repatria.doors.desk.frame.dates import instant_words
from repatria.doors.desk.frame.lists import Row
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import word_text
from repatria.records.register.selectors import CustodyView, PersonLine


def person_rows(language: str, lines: tuple[PersonLine, ...], *, linked: bool = True) -> list[Row]:
    """Lines of a list of persons."""
    return [
        Row(
            cells=(
                line.card_number or "—", f"{line.surname} {line.first_names} {line.patronymic}".strip() or "—",
                line.birth_date or "—", word_text(language, "custody_state", line.custody_state or "listed"),
                line.holder or "—", line.person_id,
            ),
            link=reverse("desk:person", args=[line.person_id]) if linked else "",
        )
        for line in lines
    ]  # fmt: skip


PERSON_COLUMNS = (
    "column.card", "column.name", "column.born", "column.custody", "column.holder", "column.number",
)  # fmt: skip


def happened_sentence(language: str, line: CustodyView) -> str:
    """A line of the custody timeline as a sentence: what, where, on which list, ordered by whom, until when."""
    event = word_text(language, "custody_event", line.event)
    parts = [say(language, "sentence.at_holder", event=event, holder=line.holder) if line.holder else event]
    if line.list_reference:
        parts.append(say(language, "sentence.list", reference=line.list_reference))
    if line.order_by:
        parts.append(line.order_by)
    if line.due_back_at:
        parts.append(say(language, "sentence.due_back", when=instant_words(language, line.due_back_at)))
    return ", ".join(parts)
