"""The enquiry as values: what each page asks, what may be wrong with it, and the sealed field between the pages.

The names are those of the courier's act of receiving; a test compares both, since the portal may not import it.
"""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.http import QueryDict

from repatria.core.law.statements import OWN_WORDS, marks_of
from repatria.core.vocabulary.receipts import FORM_ID_BYTES, Receipt, letter_identity_of, locator_of
from repatria.core.vocabulary.relations import RELATIONS
from repatria.core.vocabulary.written_dates import DateFlag, WrittenDate, occasion_of_page, read_and_forget, settled
from repatria.records.intake.errors import UnsealedError
from repatria.records.intake.keys import current
from repatria.records.intake.sealing import open_page, seal_page

LONGEST = 10_000
"""Characters of one answer."""

PURPOSE = "enquiry form, version 1"
UNKNOWN = "unknown"
AS_WRITTEN = "as_written"
SHARES = ("icrc", "society", "other_bureau")
Said = Mapping[str, str | list[str]]
"""Answers by field; only the ticked boxes are a list."""


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the form: its name and the answers it asks for."""

    name: str
    fields: tuple[str, ...]


STEPS = (
    Step("name", ("sought_name",)),
    Step("birth", ("sought_birth",)),
    Step("who", ("relation", "enquirer_name")),
    Step("reach", ("reach_by", "reach_when")),
    Step("words", ("words",)),
    Step("more", ("sought_place", "sought_unit", "last_contact")),
    Step("shares", ("shares", "helper")),
)
SAID_FIELDS = tuple(field for step in STEPS for field in step.fields)


@dataclass(frozen=True, slots=True)
class State:
    """What travels between the pages: the form's id, the language of its receipt, what was said so far."""

    form_id: bytes
    language: str
    said: Said

    def saying(self, said: Said) -> State:
        """The same form with these answers added or put in place of earlier ones."""
        return State(self.form_id, self.language, {**self.said, **said})

    def in_language(self, language: str) -> State:
        """The same answers in a language; another language is another form.

        The words of a receipt depend on the language. Were the id kept, a form sent twice in two languages would show
        a second receipt that opens nothing.
        """
        return self if language == self.language else State(os.urandom(FORM_ID_BYTES), language, self.said)


def fresh_state(language: str) -> State:
    return State(os.urandom(FORM_ID_BYTES), language, {})


def seal_state(state: State) -> str:
    """Seals the state into the text of one hidden field."""
    content = {"form_id": state.form_id.hex(), "language": state.language, "said": dict(state.said)}
    return base64.urlsafe_b64encode(seal_page(current().page_key, content, PURPOSE)).decode()


def open_state(sealed: str) -> State:
    """Opens what `seal_state` sealed.  Raises: UnsealedError for anything else."""
    try:
        content = open_page(current().page_key, base64.urlsafe_b64decode(sealed.encode()), PURPOSE)
        return State(bytes.fromhex(content["form_id"]), content["language"], content["said"])
    except (binascii.Error, ValueError, KeyError, TypeError) as error:
        raise UnsealedError("a page's hidden field was changed or is not ours") from error


def read_birth(said: object, language: str, on: date) -> WrittenDate:
    """What is read in her words for his birth, on a page of a language on a day."""
    return read_and_forget(str(said or ""), occasion_of_page(language, on))


def mark_of(said: str) -> str:
    """By what a text is known again after a browser: its letters and digits, whatever became of the signs between."""
    return sha256("".join(c for c in said if c.isalnum()).encode("utf-8", "replace")).hexdigest()[:16]


def _birth(said: str, posted: QueryDict, language: str, on: date) -> tuple[str, str]:
    """What is kept of her words for his birth, and what is asked back: at once, and once; nothing is refused for it.

    Returns:  her words, and behind them the day that she chose where they can mean two; the key of a text, or "".
    """
    if said == UNKNOWN or not said:
        return said, "" if said else "fault_year"
    read, chosen = read_birth(said, language, on), posted.get("birth_reading", "")
    if len(read.readings) > 1 and chosen != AS_WRITTEN:
        meant = next((one for one in read.readings if str(one) == chosen), None)
        return (settled(said, meant), "") if meant else (said, "fault_birth_two")
    if posted.get("birth_kept") == mark_of(said):
        return said, ""
    return said, "fault_birth_unread" if read.is_unread else "fault_birth_day" if has_no_such_day(read) else ""


def has_no_such_day(read: WrittenDate) -> bool:
    """Whether she wrote a day or month that no calendar has, so that less than she wrote is read."""
    return len(read.readings) == 1 and DateFlag.IMPOSSIBLE in read.flags


def _answer(posted: QueryDict, field: str) -> str | list[str]:
    if field == "shares":
        return [one for one in posted.getlist("shares") if one in SHARES]
    if field == "sought_birth" and posted.get("birth_unknown"):
        return UNKNOWN
    if field in ("reach_by", "reach_when") and posted.get("reach") == "self":
        return ""
    if field == "relation" and posted.get("relation") not in RELATIONS:
        return ""
    return posted.get(field, "").strip()


def read_step(
    step: Step, posted: QueryDict, language: str, on: date
) -> tuple[dict[str, str | list[str]], list[tuple[str, str]]]:
    """Reads the answers of one page, as they are written in its language on a day.

    Returns:  the answers as she wrote them, and the faults as (field, key of its text). A name is never refused for
              its letters.
    """
    said = {field: _answer(posted, field) for field in step.fields}
    faults = [(field, "fault_long") for field, value in said.items() if len(value) > LONGEST]
    if step.name == "name" and not said["sought_name"]:
        faults.append(("sought_name", "fault_missing"))
    if step.name == "birth":
        said["sought_birth"], fault = _birth(str(said["sought_birth"]), posted, language, on)
        faults += [("sought_birth", fault)] if fault else []
    if step.name == "reach" and posted.get("reach") == "way" and not said["reach_by"]:
        faults.append(("reach_by", "fault_reach"))
    faults += [(field, "fault_statement") for field, value in said.items()
               if isinstance(value, str) and marks_of(value) - OWN_WORDS]  # fmt: skip
    return said, faults


def missing_step(said: Mapping[str, object]) -> int | None:
    """The first page without which nothing can be sent."""
    return 0 if not said.get("sought_name") else 1 if not said.get("sought_birth") else None


def header_of(said: Said, receipt: Receipt, language: str) -> dict[str, object]:
    """What is sealed to the bureau, as its courier reads it."""
    return {
        "item": "enquiry", "said": {field: said.get(field, [] if field == "shares" else "") for field in SAID_FIELDS},
        "locator": locator_of(receipt), "letter_identity": letter_identity_of(receipt), "language": language,
        "channel": "web",
    }  # fmt: skip
