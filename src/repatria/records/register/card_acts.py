"""The acts of his own card: the sheet that was laid out for him, and what became of a card."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from repatria.core.law.capture_card import CardCopy, CardEnding
from repatria.records.ledger.acts import Act, act, part, upcast
from repatria.records.register.acts import Values
from repatria.records.vault.keyring import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class CardText:
    """What stands on the sheet by the form's fields, with the code and check word that are printed on it."""

    values: dict[str, str] = field(default_factory=dict)
    code: str
    check_word: str


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureCardLaidOut(Act):
    """A card in the form of Annex IV B was laid out for him to write, sign or leave, in two copies."""

    KIND: ClassVar[str] = "register.capture_card_laid_out"

    card_id: str
    person_id: str
    custody_index: int  # the act after which it was laid out: where he stood then
    languages: tuple[str, ...]
    code_hash: str
    identity: CardText | None = part(Purpose.IDENTITY, of="person_id")
    voluntary: Values | None = part(Purpose.VOLUNTARY, of="person_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class CardWords:
    """Who wrote it down for him, and who witnessed it."""

    writer: str = ""
    witnesses: str = ""


@act
@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureCardEnded(Act):
    """What became of his card: signed, marked, dictated, refused, or he was unable (GC III art. 70).

    Version 1 did not keep whether the camp recorded it: it is read as recorded outside.
    """

    KIND: ClassVar[str] = "register.capture_card_ended"
    VERSION: ClassVar[int] = 2

    person_id: str
    ending: CardEnding
    at: str
    copies: tuple[CardCopy, ...]
    is_of_now: bool  # it was written after he came where he stands: an earlier card ends no later clock
    are_witnesses_outside_camp: bool
    recorder: str  # the account
    is_of_camp: bool = False  # a camp officer recorded it
    words: CardWords | None = part(Purpose.IDENTITY, of="person_id")


@upcast("register.capture_card_ended.1", "register.capture_card_ended.2")
def _recorded_outside(fields: dict[str, object]) -> dict[str, object]:
    return fields
