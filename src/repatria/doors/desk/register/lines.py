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
                line.birth_date or "—", _state_words(language, line),
                line.holder or "—", line.person_id,
            ),
            link=reverse("desk:person", args=[line.person_id]) if linked else "",
        )
        for line in lines
    ]  # fmt: skip


def _state_words(language: str, line: PersonLine) -> str:
    """His custody in words; of one who is lent out, until when."""
    state = word_text(language, "custody_state", line.custody_state or "listed")
    if not line.due_back_at:
        return state
    return f"{state}, {say(language, 'sentence.due_back', when=instant_words(language, line.due_back_at))}"


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
    parts += attested_parts(language, line)
    if line.due_back_at:
        parts.append(say(language, "sentence.due_back", when=instant_words(language, line.due_back_at)))
    return ", ".join(parts)


_TEXTS = ("received_by", "sighted_by", "doctor", "receiving_power", "power_assurance")
_TICKED = ("told_new_address", "effects_go_with_him", "is_seriously_ill")


def attested_parts(language: str, line: CustodyView) -> list[str]:
    """What was attested of an event, each with its label, and by which acts the house itself knew the rest."""
    told, parts = line.attested, []
    counts = (("counted", told.counted), ("listed", told.listed), ("departed_with_list", line.read.listed))
    parts += [_part(language, name, str(count)) for name, count in counts if count is not None]
    parts += [_part(language, name, getattr(told, name)) for name in _TEXTS if getattr(told, name)]
    parts += [say(language, f"field.{name}") for name in _TICKED if getattr(told, name)]
    if told.cause is not None:
        parts.append(_part(language, "cause", word_text(language, "cause", told.cause)))
    parts += _release_parts(language, line)
    parts += [_part(language, name, said) for name in ("authority", "reason", "provision")
              if (said := getattr(line, name))]  # fmt: skip
    acts = [index for index in (line.read.decision_index, line.read.fitness_index, line.read.link_index,
                                *line.read.handover[-1:]) if index is not None]  # fmt: skip
    if acts:
        parts.append(say(language, "sentence.rests_on", acts=", ".join(map(str, acts))))
    if line.read.approved_by:
        parts.append(say(language, "sentence.approved_by", accounts=", ".join(line.read.approved_by)))
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
