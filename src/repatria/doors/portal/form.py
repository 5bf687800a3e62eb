"""The enquiry as values: what each part of the form asks, what may be wrong with it, and the sealed field of a page.

The names of what is sent are those of the courier's act of receiving; a test compares both, since the portal may not
import it.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from hmac import digest

from django.http import QueryDict

from repatria.core.law.notes import NoteContactError, NoteWay, folded_contact
from repatria.core.law.statements import OWN_WORDS, marks_of
from repatria.core.vocabulary.receipts import FORM_ID_BYTES, Receipt, letter_identity_of, locator_of
from repatria.core.vocabulary.relations import LOST_WORDS, MEETING, RELATIONS
from repatria.doors.portal import births
from repatria.doors.portal.languages import home_of
from repatria.records.intake.errors import UnsealedError
from repatria.records.intake.keys import current
from repatria.records.intake.sealing import open_page, seal_page

LONGEST = 10_000
"""Characters of one answer."""

PURPOSE = "enquiry form, version 2"
SHARES = ("icrc", "society", "other_bureau")
REACH = ("self", "way")
FORGET = "forget"
"""Offered only where she chose "not at all" and wrote a number: that it be forgotten is her word, not ours."""

Said = Mapping[str, str | list[str]]
"""Answers by field; only the ticked boxes are a list."""


@dataclass(frozen=True, slots=True)
class Part:
    """One question of the form: its name and the answers it asks for."""

    name: str
    fields: tuple[str, ...]


PARTS = (
    Part("name", ("sought_name",)),
    Part("born", births.FIELDS),
    Part("who", ("relation", "enquirer_name")),
    Part(
        "reach",
        (
            "reach",
            "reach_by",
            "reach_when",
            "lost_words",
            "telephone",
            "by_telephone",
            "note_by",
            "note_to",
        ),
    ),
    Part("words", ("words",)),
    Part("meet", ("meeting", "meeting_who")),
    Part("more", ("sought_place", "sought_unit", "last_contact", "marks")),
    Part("shares", ("shares", "helper")),
)
NAMES = tuple(part.name for part in PARTS)
FIELDS = tuple(name for part in PARTS for name in part.fields)
PART_OF = {name: part.name for part in PARTS for name in part.fields}
_CHOICES = {"relation": RELATIONS, "reach": (*REACH, FORGET), "meeting": MEETING, "lost_words": LOST_WORDS,
            "note_by": tuple(NoteWay)}  # fmt: skip
_TICKS = ("born_about", "born_unknown", "by_telephone")
_ONLY_OF_THE_FORM = ("reach", "by_telephone", *births.FIELDS, "note_by", "note_to")
SAID_FIELDS = ("sought_birth", *(name for name in FIELDS if name not in _ONLY_OF_THE_FORM))
"""What is sent."""

CARRIED = (
    "enquirer_name", "reach", "reach_by", "reach_when", "lost_words", "telephone", "by_telephone", "note_by", "note_to",
    "meeting",
    "meeting_who", "shares", "helper",
)  # fmt: skip
"""What is about her and not about whom she seeks: it goes along when she asks about one more person."""


@dataclass(frozen=True, slots=True)
class State:
    """What a page holds sealed: the form's id, and on the check page what was said."""

    form_id: bytes = field(default_factory=lambda: os.urandom(FORM_ID_BYTES))
    said: Said = field(default_factory=dict)


def seal_state(state: State) -> str:
    """Seals the state into the text of one hidden field."""
    content = {"form_id": state.form_id.hex(), "said": dict(state.said)}
    return base64.urlsafe_b64encode(seal_page(current().page_key, content, PURPOSE)).decode()


def open_state(sealed: str) -> State:
    """Opens what `seal_state` sealed.  Raises: UnsealedError for anything else."""
    try:
        content = open_page(current().page_key, base64.urlsafe_b64decode(sealed.encode()), PURPOSE)
        return State(bytes.fromhex(content["form_id"]), content["said"])
    except (binascii.Error, ValueError, KeyError, TypeError) as error:
        raise UnsealedError("a page's hidden field was changed or is not ours") from error


def _answer(posted: QueryDict, name: str) -> str | list[str]:
    if name == "shares":
        return [one for one in posted.getlist("shares") if one in SHARES]
    value = posted.get(name, "").strip()
    if name in _TICKS:
        return "1" if value else ""
    return value if value in _CHOICES.get(name, (value,)) else ""


def read_form(posted: QueryDict) -> dict[str, str | list[str]]:
    """Reads all answers as she wrote them; nothing is left out that she typed."""
    said = {name: _answer(posted, name) for name in FIELDS}
    if said["reach"] == FORGET:
        said |= {"reach": "self", "reach_by": "", "reach_when": ""}
    return said


def birth_of(said: Said, language: str, on: date) -> tuple[str, str]:
    """The text of a birth as it is kept, and what is asked back about it."""
    return births.fault_of_birth(
        said, home_of(language), on, chosen=str(said.get("birth_reading", "")), kept=str(said.get("birth_kept", ""))
    )


def faults_of(said: Said, language: str, on: date) -> list[tuple[str, str]]:
    """Everything that is to be mended or asked back, as (field, key of its text).

    Given:    a name is refused for no letter; words of others and links are not recorded (GC III art. 13).
    """
    faults = [(name, "fault_long") for name in FIELDS if len(said.get(name, "")) > LONGEST]
    if not said.get("sought_name"):
        faults.append(("sought_name", "fault_missing"))
    _, asked = birth_of(said, language, on)
    faults += [("born", asked)] if asked else []
    reach, wrote = said.get("reach"), said.get("reach_by") or said.get("reach_when")
    if not reach:
        faults.append(("reach", "fault_reach_none"))
    elif reach == "self" and wrote:
        faults.append(("reach", "fault_reach_both"))
    elif reach == "way" and not said.get("reach_by"):
        faults.append(("reach_by", "fault_reach"))
    if said.get("lost_words") == "call_back" and not said.get("telephone"):
        faults.append(("telephone", "fault_telephone"))
    if said.get("note_by") in (NoteWay.MAIL, NoteWay.SMS) and not _is_contact(said):
        faults.append(("note_to", f"fault_note_{said['note_by']}"))
    faults += [(name, "fault_statement") for name in FIELDS
               if isinstance(value := said.get(name, ""), str) and marks_of(value) - OWN_WORDS]  # fmt: skip
    return faults


def _is_contact(said: Said) -> bool:
    try:
        return bool(folded_contact(NoteWay(str(said["note_by"])), str(said.get("note_to", ""))))
    except NoteContactError:
        return False


def told(said: Said, language: str, on: date) -> dict[str, str | list[str]]:
    """What she said, by the fields of the act of receiving."""
    kept = {name: said.get(name, [] if name == "shares" else "") for name in SAID_FIELDS}
    return kept | {"sought_birth": birth_of(said, language, on)[0]}


def sending_id(state: State, language: str) -> bytes:
    """The id from which a receipt derives: the same form sent twice has one, a form that was changed has another.

    Why:      the browser's Back key leads from a receipt to the form that gave it. What she mends there and sends
              is a new enquiry: under the old id it would be taken for the old one, and be lost.
    """
    content = json.dumps([language, sorted(state.said.items())], ensure_ascii=False)
    return digest(state.form_id, content.encode("utf-8", "surrogatepass"), sha256)


def header_of(said: Said, receipt: Receipt, language: str, on: date, secrets: Mapping[str, str]) -> dict[str, object]:
    """What is sealed to the bureau, as its courier reads it.

    Given:    `secrets` of her receipt: from which its rows derive, and the code for the telephone where she chose it.
    """
    return {
        "item": "enquiry", "said": {**told(said, language, on), **secrets}, "locator": locator_of(receipt),
        "letter_identity": letter_identity_of(receipt), "channel": "web",
        "language": home_of(language), "page_language": language, "number": receipt.number, "note": _note(said),
    }  # fmt: skip


def _note(said: Said) -> dict[str, str]:
    """How she is told that there is a letter; empty where she chose nothing or to look herself."""
    way = str(said.get("note_by", ""))
    return {"way": way, "to": str(said.get("note_to", ""))} if way in (NoteWay.MAIL, NoteWay.SMS) else {}
