"""One line of a night of arrivals: what a clerk writes of a man who stands before him, and what became of the line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.particulars import Category

LONGEST_HEARD = 400  # characters of a name as heard
LONGEST_CARD = 24  # as long as the register's column


class ArrivalCondition(StrEnum):
    """How he came, as anybody sees it (practice rule 16); what a doctor finds stands elsewhere."""

    WALKING = "walking"
    LIMPING = "limping"
    LYING = "lying"  # wounded, lying
    UNCONSCIOUS = "unconscious"


class Fact(StrEnum):
    """What is a fact about a person whatever the category (practice rule 13)."""

    WOMAN = "woman"
    MINOR = "minor"
    THIRD_COUNTRY = "third_country"


class LineAnswer(StrEnum):
    """What the bureau says to a device of a line that it sent. It says no more: no name and no number of a person."""

    RECORDED = "recorded"
    CLASH = "clash"  # another line has the same card: both are kept
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalLine:
    """A line as it was kept.

    Given:    `heard` empty for somebody who does not speak; `entered_at` by the device's own clock, in UTC, as
              instants are written.
    """

    line_id: str
    card_number: str
    heard: str = field(repr=False)
    condition: ArrivalCondition
    category: Category
    facts: tuple[Fact, ...]
    entered_at: str


def line_to_json(line: ArrivalLine) -> bytes:
    """Writes a line as a device does before it seals it."""
    said = {
        "card": line.card_number, "heard": line.heard, "condition": line.condition.value,
        "category": line.category.value, "facts": [one.value for one in line.facts],
        "at": line.entered_at,
    }  # fmt: skip
    return json.dumps(said, ensure_ascii=False).encode()


def line_from_json(line_id: str, text: bytes) -> ArrivalLine:
    """Reads a line that a device wrote.

    Raises:   InputError naming every field that is not as a line has it.
    """
    try:
        said = json.loads(text)
    except ValueError as error:
        raise InputError("a line is an object of JSON", (("line", "malformed"),)) from error
    if not isinstance(said, Mapping):
        raise InputError("a line is an object of JSON", (("line", "malformed"),))
    faults: list[tuple[str, str]] = []

    def one(name: str, longest: int) -> str:
        value = said.get(name, "")
        if isinstance(value, str) and len(value) <= longest:
            return value.strip()
        faults.append((name, "malformed"))
        return ""

    def word(name: str, kind: type[StrEnum], value: Any) -> Any:
        try:
            return kind(value)
        except ValueError:
            faults.append((name, "malformed"))
            return None

    facts = said.get("facts", [])
    read = ArrivalLine(
        line_id=line_id, card_number=one("card", LONGEST_CARD), heard=one("heard", LONGEST_HEARD),
        condition=word("condition", ArrivalCondition, said.get("condition")),
        category=word("category", Category, said.get("category")),
        facts=tuple(word("facts", Fact, fact) for fact in (facts if isinstance(facts, list) else [""])),
        entered_at=_instant(said.get("at"), faults),
    )  # fmt: skip
    if faults:
        raise InputError("a line has another form", tuple(faults))
    return read


def _instant(value: Any, faults: list[tuple[str, str]]) -> str:
    try:
        found = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        found = None
    if found is None or found.tzinfo is None:
        faults.append(("at", "malformed"))
        return ""
    return instant_text(found)
