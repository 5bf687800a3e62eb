"""The acts of notices."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from repatria.core.vocabulary.notices import NoticeRecipient
from repatria.records.ledger.acts import Act, act, part, upcast
from repatria.records.vault.keyring import Purpose


class LetterKind(StrEnum):
    """What a letter to a family is. All but the first tell something and need a decision."""

    NO_INFORMATION = "no_information"
    ALIVE_AND_HELD = "alive_and_held"
    MEETING = "meeting"
    CORRECTION = "correction"  # what an earlier letter told was of another man


@dataclass(frozen=True, slots=True)
class NoticeContent:
    """What the notice says, item by item as the provision names them, and why the others have no value.

    Given:    `without` by item, one of declined, not asked, unknown; version 1 of the act said nothing of them. `fear`
              is what he said that he fears of it, to the Agency alone; up to version 2 no notice held it.
    """

    items: dict[str, str]
    code: str
    check_word: str
    without: dict[str, str] = field(default_factory=dict)
    fear: str = ""


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeIssued(Act):
    """A statutory notice was built, signed and laid into the outbox.

    Given:    `happened` when the event happened, as its own act holds it: a day or part of one of a capture, an instant
              of a change of custody, empty where nobody knows. Version 1 did not keep it: None.
    """

    KIND: ClassVar[str] = "notices.notice_issued"
    VERSION: ClassVar[int] = 3

    notice_id: str
    person_id: str
    recipient: NoticeRecipient
    reason: str  # the event that makes it due
    basis_index: int
    happened: str | None
    due_at: str
    is_correction: bool
    code_hash: str
    content: NoticeContent | None = part(Purpose.IDENTITY, of="person_id")


@upcast("notices.notice_issued.1", "notices.notice_issued.2")
def _say_nothing_of_its_day(fields: dict[str, object]) -> dict[str, object]:
    return {**fields, "happened": None}


@upcast("notices.notice_issued.2", "notices.notice_issued.3")
def _say_nothing_of_his_fear(fields: dict[str, object]) -> dict[str, object]:
    return fields


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDelivered(Act):
    """A notice left the house, or its receipt came back.

    Version 1 did not keep when: it was when it was recorded.
    """

    KIND: ClassVar[str] = "notices.notice_delivered"
    VERSION: ClassVar[int] = 2

    notice_id: str
    step: str  # sent, receipted, bounced
    reference: str
    at: str = ""


@upcast("notices.notice_delivered.1", "notices.notice_delivered.2")
def _when_it_was_recorded(fields: dict[str, object]) -> dict[str, object]:
    return fields


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class NoticesLeft(Act):
    """Notices to a Power that have not left are left to the Agency, since he fears them (practice rule 9)."""

    KIND: ClassVar[str] = "notices.notices_left"

    person_id: str
    notice_ids: tuple[str, ...]
    decision_index: int  # his answer in which he said so


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterText:
    """What she will read, in her language, with the code and check word printed on it."""

    title: str
    paragraphs: tuple[str, ...]
    code: str
    check_word: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class LetterIssued(Act):
    """A letter to an enquirer is ready for the next round.

    Given:    `version` of the words it was made of, "" where the act does not say; version 1 of the act never did.
    """

    KIND: ClassVar[str] = "notices.letter_issued"
    VERSION: ClassVar[int] = 2

    letter_id: str
    enquiry_id: str
    letter_kind: LetterKind
    decision_index: int | None
    language: str
    dated: str
    code_hash: str
    version: str = ""
    text: LetterText | None = part(Purpose.KIN, of="enquiry_id")


@upcast("notices.letter_issued.1", "notices.letter_issued.2")
def _say_nothing_of_its_words(fields: dict[str, object]) -> dict[str, object]:
    return fields


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWithheld(Act):
    """A letter that lay in no box yet stays in the house: what it tells may be told no longer."""

    KIND: ClassVar[str] = "notices.letter_withheld"

    letter_id: str
    enquiry_id: str
    stopped_index: int  # the act of the verdict that holds instead


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRecorded(Act):
    """The letterboxes were all replaced; the digest is over every blob in the order of the locators."""

    KIND: ClassVar[str] = "notices.round_recorded"

    number: int
    on: str
    digest: str
    code_digest: str
