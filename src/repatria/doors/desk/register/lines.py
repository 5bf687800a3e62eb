"""Persons and their notices as lines of a list, and a line of the timeline as a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from repatria.core.law.custody import is_held
from repatria.core.law.custody_facts import CustodyState
from repatria.core.vocabulary.dates import instant_text
from repatria.doors.desk.frame.dates import instant_words, written_date_words
from repatria.doors.desk.frame.lists import Row
from repatria.doors.desk.frame.texts import say
from repatria.doors.desk.frame.words import actor_text, word_text
from repatria.records.access.acting import Acting
from repatria.records.notices.selectors import NoticeLine, notices
from repatria.records.register.selectors import CustodyView, PersonLine


def person_rows(language: str, lines: tuple[PersonLine, ...], *, linked: bool = True) -> list[Row]:
    """Lines of a list of persons."""
    return [
        Row(
            cells=(
                line.card_number or "—", f"{line.surname} {line.first_names} {line.patronymic}".strip() or "—",
                written_date_words(language, line.birth_date), _state_words(language, line),
                line.holder or "—", line.person_id,
            ),
            link=reverse("desk:person", args=[line.person_id]) if linked else "",
        )
        for line in lines
    ]  # fmt: skip


def _state_words(language: str, line: PersonLine) -> str:
    """His custody in words; of one who is lent out, until when."""
    state = word_text(language, "custody_state", line.custody_state or "listed")
    if line.stands_under:
        return f"= {line.stands_under}, {state}"
    if line.ordered_to:
        return f"{state}, {say(language, 'sentence.ordered_to', place=line.ordered_to)}"
    if not line.due_back_at:
        return state
    return f"{state}, {say(language, 'sentence.due_back', when=instant_words(language, line.due_back_at))}"


PERSON_COLUMNS = (
    "column.card", "column.name", "column.born", "column.custody", "column.holder", "column.number",
)  # fmt: skip


_AWAY = frozenset({CustodyState.OTHER_SERVICE, CustodyState.IN_TRANSIT, CustodyState.ESCAPED})
_ALARMING = frozenset({CustodyState.UNACCOUNTED, CustodyState.CONTESTED})


def custody_tone(state: str | None) -> str:
    """The tone of a custody state: held at a place, on the way, an alarm, or nothing here."""
    if state in _ALARMING:
        return "late"
    if state in _AWAY:
        return "due"
    return "ok" if state and is_held(CustodyState(state)) else "off"


def held_since(standing: Sequence[CustodyView], holder: str) -> str:
    """Since when whoever holds him now has held him, as an instant; "" where nobody does."""
    since = ""
    for line in reversed(standing):
        if not holder or line.holder != holder:
            break
        since = line.happened_at
    return since


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRow:
    """A notice about him, and how it stands."""

    line: NoticeLine
    state: str
    tone: str


_NOTICE_TONES = {"issued": "due", "bounced": "due", "sent": "wait", "receipted": "ok"}


def notice_rows(acting: Acting, person_id: str, now: datetime) -> tuple[NoticeRow, ...]:
    """The notices about a person, as the outbox lists them.  Leaf: access.reading_recorded"""
    found = []
    for line in notices(acting, person_id=person_id):
        is_late = line.due_at < instant_text(now) and line.state in ("issued", "bounced")
        found.append(NoticeRow(
            line=line, state="late" if is_late else line.state, tone="late" if is_late else _NOTICE_TONES[line.state],
        ))  # fmt: skip
    return tuple(found)


def happened_sentence(language: str, line: CustodyView) -> str:
    """A line of the custody timeline as a sentence: what, where, on which list, ordered by whom, until when."""
    event = word_text(language, "custody_event", line.event)
    parts = [say(language, "sentence.at_holder", event=event, holder=line.holder) if line.holder else event]
    if line.list_reference:
        parts.append(say(language, "sentence.list", reference=line.list_reference))
    if line.order_by:
        parts.append(line.order_by)
    parts += attested_parts(language, line)
    if line.due_back_at:
        parts.append(say(language, "sentence.due_back", when=instant_words(language, line.due_back_at)))
    return ", ".join(parts)


_TEXTS = ("destination", "received_by", "sighted_by", "doctor", "receiving_power", "power_assurance")
_TICKED = ("told_new_address", "effects_go_with_him", "is_seriously_ill")


def attested_parts(language: str, line: CustodyView) -> list[str]:
    """What was attested of an event, each with its label, and by which acts the house itself knew the rest."""
    told, parts = line.attested, []
    counts = (
        ("counted", told.counted),
        ("listed", told.listed),
        ("departed_with_list", line.read.listed),
        ("counted_at_departure", line.read.left),
    )
    parts += [_part(language, name, str(count)) for name, count in counts if count is not None]
    parts += [_part(language, name, getattr(told, name)) for name in _TEXTS if getattr(told, name)]
    parts += [say(language, f"field.{name}") for name in _TICKED if getattr(told, name)]
    if told.condition is not None:
        parts.append(_part(language, "condition", word_text(language, "condition", told.condition)))
    if told.cause is not None:
        parts.append(_part(language, "cause", word_text(language, "cause", told.cause)))
    parts += [
        _part(language, name, said) for name, said in (("died_at", line.place), ("witnesses", line.witnesses)) if said
    ]
    parts += _release_parts(language, line)
    parts += [_part(language, name, said) for name in ("authority", "reason", "provision")
              if (said := getattr(line, name))]  # fmt: skip
    acts = [index for index in (line.read.decision_index, line.read.fitness_index, line.read.link_index,
                                *line.read.handover[-1:]) if index is not None]  # fmt: skip
    if acts:
        parts.append(say(language, "sentence.rests_on", acts=", ".join(map(str, acts))))
    if line.read.approved_by:
        approvers = ", ".join(actor_text(language, one) for one in line.read.approved_by)
        parts.append(say(language, "sentence.approved_by", accounts=approvers))
    return parts


def _release_parts(language: str, line: CustodyView) -> list[str]:
    parts = []
    if (ground := line.ground) is not None:
        parts.append(word_text(language, "basis", ground.basis))
        parts += [_part(language, name, said) for name, said in (
            ("basis_reference", ground.reference), ("basis_signed_by", ground.signed_by),
            ("proceedings", word_text(language, "proceedings", ground.proceedings) if ground.proceedings else ""),
            ("consent_reference", ground.consent_reference)) if said]  # fmt: skip
    if (done := line.done) is not None:
        signed = ", ".join(word_text(language, "signatory", one) for one in done.signed_by)
        parts += [word_text(language, "outcome", done.outcome)] if done.outcome else []
        parts += [_part(language, name, said) for name, said in (
            ("received_by", done.received_by), ("property_reference", done.property_reference),
            ("property_settled_by", done.property_settled_by), ("signed_by", signed)) if said]  # fmt: skip
    return parts


def _part(language: str, name: str, said: str) -> str:
    return say(language, "sentence.attested", what=say(language, f"field.{name}"), said=said)
