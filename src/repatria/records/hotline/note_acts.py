"""The acts of notes that say "there is a letter": chosen, a wave opened, each one's end. No contact lies open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from repatria.core.law.notes import NoteWay
from repatria.records.ledger.acts import Act, act, part, upcast
from repatria.records.vault.keyring import Purpose


class NoteEnd(StrEnum):
    """What became of one note."""

    SENT = "sent"
    BOUNCED = "bounced"
    GIVEN_UP = "given_up"  # the gateway was silent until the wave was over
    BARRED = "barred"  # her operator is barred, and no two let it through


class NoteProof(StrEnum):
    """By what it is known that she herself chose how she is told."""

    NOT_SAID = "not_said"  # an earlier release did not ask
    SEALED = "sealed"  # in her own enquiry, as the portal sealed it
    JUST_RECEIVED = "just_received"  # by whoever takes her enquiry down, while she is there
    SAID_LATER = "said_later"  # written with number and words that stand
    ANSWERS = "answers"  # two things that she wrote, said right
    NO_MORE = "no_more"  # that she is not told any more needs none


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteContact:
    """By which way and where."""

    way: NoteWay
    to: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class NoteChosen(Act):
    """She chose how she is told that there is a letter, or that she is not told any more.

    Version 1 did not say by what it was known that she herself chose it.
    """

    KIND: ClassVar[str] = "hotline.note_chosen"
    VERSION: ClassVar[int] = 2

    choice_id: str
    enquiry_id: str
    channel: str
    proved_by: NoteProof
    rests_on: tuple[str, ...]  # which of her answers were asked for and said right, or the number of what she wrote
    contact: NoteContact | None = part(Purpose.KIN, of="enquiry_id")


@upcast("hotline.note_chosen.1", "hotline.note_chosen.2")
def _say_no_proof(fields: dict[str, object]) -> dict[str, object]:
    return {**fields, "proved_by": NoteProof.NOT_SAID.value, "rests_on": ()}


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class NotesOpened(Act):
    """A wave of notes began after a round: to all who chose it, whatever lies in their boxes."""

    KIND: ClassVar[str] = "hotline.notes_opened"

    wave: int  # the number of the round
    opened_at: str
    until: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class NoteEnded(Act):
    """One note of a wave was sent, came back, or was not sent."""

    KIND: ClassVar[str] = "hotline.note_ended"

    wave: int
    enquiry_id: str
    choice_id: str
    end: NoteEnd
    in_a_row: int  # bounces of this contact without one that was sent between, this one counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounced:
    """Another choice of the same contact: who asks about two chose it twice."""

    enquiry_id: str
    choice_id: str
    in_a_row: int


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class NoteBounceReported(Act):
    """The gateway said later that a note came back: one act for every choice of this contact."""

    KIND: ClassVar[str] = "hotline.note_bounce_reported"

    enquiry_id: str
    choice_id: str
    in_a_row: int
    beside: tuple[Bounced, ...] = ()


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAllowed(Act):
    """Two decided that notes go to this contact although its operator is barred."""

    KIND: ClassVar[str] = "hotline.note_allowed"

    enquiry_id: str
    choice_id: str
    reason: str
    decided_by: tuple[str, ...]
