"""His own cards: those that were laid out, what stands on one, what became of them."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.vocabulary.paper_codes import code_hash
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.rows import row_numbered, rows_where
from repatria.records.notices.selectors import notice_with_code
from repatria.records.register.card_acts import CaptureCardLaidOut, CardText
from repatria.records.register.card_models import EndedCard, LaidOutCard
from repatria.records.register.errors import UnknownCardError
from repatria.records.register.joined import numbers_of
from repatria.records.register.selectors.custody import custody_of
from repatria.records.vault.opening import open_rows

CODE = "register.?card_code"


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """One card that was laid out, by its number."""

    card_id: str
    laid_out_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """What became of a card, when, in which copies, and who wrote or witnessed it."""

    ending: str
    at: str
    copies: tuple[str, ...]
    is_of_now: bool
    writer: str
    witnesses: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardsView:
    """Every card of one man, oldest first."""

    person_id: str
    laid_out: tuple[LaidOut, ...]
    ended: tuple[Ended, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSheet:
    """What one sheet says. A voluntary value whose key was destroyed is not there any more."""

    card_id: str
    person_id: str
    languages: tuple[str, ...]
    values: dict[str, str]
    code: str
    check_word: str
    act_index: int


def has_ended_card(person_id: str) -> bool:
    """Whether it is on record what became of a card of his."""
    return bool(rows_where(EndedCard, person_id=list(numbers_of(person_id)), order="recorded_index"))


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedCode:
    """What bears a code: a card or a notice by its number, and when it was laid out or issued."""

    kind: str  # capture_card, statutory_notice
    number: str
    made_at: str


@question(CODE, of_numbers=True)
def paper_with_code(acting: Acting, code: str, check_word: str) -> CheckedCode | None:
    """Which card or notice of this bureau bears a code and its check word; None for none.

    Source:   practice rule 27: papers about a prisoner are checked by delegate and auditor alone, never in public.
    Raises:   PaperCodeError for a code or word that was not copied as it stands.
    Not:      whom it is about, and what stands on it.
    """
    require(acting, CODE)
    digest = code_hash(code, check_word).hex()
    if cards := rows_where(LaidOutCard, code_hash=digest):
        made_at = act_at(cards[0].recorded_index).at
        return CheckedCode(kind="capture_card", number=cards[0].pk, made_at=made_at)
    if found := notice_with_code(digest):
        return CheckedCode(kind="statutory_notice", number=found[0], made_at=found[1])
    return None


@question("register.?person")
def capture_cards(acting: Acting, person_id: str) -> CardsView:
    """The cards of one man.  Raises: UnknownPersonError.  Leaf: access.reading_recorded"""
    custody_of(person_id)
    record_reading(acting, question="register.?person", records=(person_id,))
    numbers = list(numbers_of(person_id))
    ended = list(rows_where(EndedCard, person_id=numbers, order="recorded_index"))
    return CardsView(
        person_id=person_id,
        laid_out=tuple(
            LaidOut(card_id=row.pk, laid_out_at=act_at(row.recorded_index).at)
            for row in rows_where(LaidOutCard, person_id=numbers, order="recorded_index")
        ),
        ended=tuple(
            Ended(ending=row.ending, at=row.at, copies=tuple(row.copies.split()), is_of_now=row.is_of_now,
                  writer=cells["writer"] or "", witnesses=cells["witnesses"] or "")
            for row, cells in zip(ended, open_rows(ended, ("writer", "witnesses")), strict=True)
        ),
    )  # fmt: skip


@question("register.?person")
def card_sheet(acting: Acting, card_id: str) -> CardSheet:
    """What one card says, opened from the log.  Raises: UnknownCardError.  Leaf: access.reading_recorded"""
    row = row_numbered(LaidOutCard, card_id)
    if row is None:
        raise UnknownCardError("no such card")
    record_reading(acting, question="register.?person", records=(card_id, row.person_id))
    given = act_at(row.recorded_index).act
    assert isinstance(given, CaptureCardLaidOut)
    identity = given.identity or CardText(code="", check_word="")
    voluntary = given.voluntary.values if given.voluntary else {}
    return CardSheet(
        card_id=card_id, person_id=row.person_id, languages=given.languages,
        values=identity.values | voluntary, code=identity.code, check_word=identity.check_word,
        act_index=row.recorded_index,
    )  # fmt: skip
