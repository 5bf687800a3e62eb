"""The cards of each pad: who has them, what became of the others, and which have not come back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from repatria.core.vocabulary.places import card_text
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.arrivals.acts import CardFate
from repatria.records.arrivals.errors import UnknownCardError
from repatria.records.arrivals.models import CardAccount
from repatria.records.ledger.reading import instants_at
from repatria.records.ledger.rows import rows_where
from repatria.records.places.selectors import PadView, pad_for_room, pads_for_room
from repatria.records.register.presence import cards_between, has_gap_between
from repatria.records.register.scope import is_bound_to_branch, is_within

CARDS = "arrivals.?cards"
TYPED_IN_WITHIN = timedelta(hours=24)
"""A card of paper is typed in on the next day (practice rule 16); from then on one that others overtook is late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLine:
    """A card that has not come back: cards after it in its pad have."""

    card_number: str
    number: int
    since: datetime  # when the first card after it was recorded
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """What became of a run of cards."""

    account_id: str
    cards: str
    fate: CardFate
    said_by: str
    reason: str
    held: tuple[str, ...]  # of these cards, those that a man has all the same


@dataclass(frozen=True, slots=True, kw_only=True)
class PadCards:
    """A pad and its cards.

    Given:    `missing` those with a higher card in the register and no word of what became of them; `ahead` those after
              the last that was recorded, of which nobody says anything yet.
    """

    pad_id: str
    place: str
    cards: str
    prefix: str
    first: int
    last: int
    digits: int
    received_by: str
    issued: int
    registered: int
    missing: tuple[CardLine, ...]
    accounts: tuple[AccountLine, ...]
    ahead: int


@question(CARDS, of_numbers=True)
def pad_cards(acting: Acting, *, place: str = "") -> tuple[PadCards, ...]:
    """Every pad with its cards, those with missing cards first; of this account's own place where it is bound to one.

    Source:   practice rule 16: missing card numbers are named with the unit that had the pad.
    Raises:   RoleForbidsError.
    """
    require(acting, CARDS)
    found = [_of_pad(one) for one in pads_for_room() if _is_seen(acting, one) and place in ("", one.place)]
    return tuple(sorted(found, key=lambda one: (not one.missing, one.place, one.cards)))


@question(CARDS, of_numbers=True)
def cards_of_pad(acting: Acting, pad_id: str) -> PadCards:
    """One pad with its cards.  Raises: UnknownCardError, also for another place's where the account is bound to one."""
    require(acting, CARDS)
    pad = pad_for_room(pad_id)
    if pad is None or not _is_seen(acting, pad):
        raise UnknownCardError("no such pad", (("pad_id", "unknown"),))
    return _of_pad(pad)


@question(CARDS, of_numbers=True)
def pads_with_missing(acting: Acting) -> tuple[PadCards, ...]:
    """Those pads of which a card has not come back; counted first, so that a whole one costs little.

    Raises:   RoleForbidsError.
    """
    require(acting, CARDS)
    seen = [one for one in pads_for_room() if _is_seen(acting, one) and has_gap_between(*_ends(one), one.prefix)]
    return tuple(pad for pad in map(_of_pad, seen) if pad.missing)


def _is_seen(acting: Acting, pad: PadView) -> bool:
    return not is_bound_to_branch(acting) or is_within(acting, pad.place)


def accounts_of(pad_id: str) -> list[CardAccount]:
    """What was said of the cards of a pad and was not taken back."""
    return rows_where(CardAccount, pad_id=pad_id, is_annulled=False, order="first recorded_index")


def run_text(pad: PadView, first: int, last: int) -> str:
    """A run of cards as it is printed: one number, or the first and the last."""
    ends = dict.fromkeys((first, last))
    return "–".join(card_text(pad.prefix, one, pad.digits) for one in ends)


def _of_pad(pad: PadView) -> PadCards:
    held = held_of(pad)
    accounts = accounts_of(pad.pad_id)
    said = {number for one in accounts for number in range(one.first, one.last + 1)}
    last = max(held, default=pad.first - 1)
    return PadCards(
        pad_id=pad.pad_id, place=pad.place, cards=run_text(pad, pad.first, pad.last), received_by=pad.received_by,
        prefix=pad.prefix, first=pad.first, last=pad.last, digits=pad.digits,
        issued=pad.last - pad.first + 1, registered=len(held),
        missing=tuple(_missing(pad, held, said)),
        accounts=tuple(
            AccountLine(
                account_id=one.pk, cards=run_text(pad, one.first, one.last), fate=CardFate(one.fate),
                said_by=one.said_by, reason=one.reason,
                held=tuple(card_text(pad.prefix, n, pad.digits) for n in range(one.first, one.last + 1) if n in held),
            )
            for one in accounts
        ),
        ahead=sum(number not in said for number in range(last + 1, pad.last + 1)),
    )  # fmt: skip


def _ends(pad: PadView) -> tuple[str, str]:
    return card_text(pad.prefix, pad.first, pad.digits), card_text(pad.prefix, pad.last, pad.digits)


def held_of(pad: PadView) -> dict[int, int]:
    """Which numbers of a pad a man has, and by which act he stands in the register."""
    written = cards_between(*_ends(pad))
    return {
        int(card[len(pad.prefix) :]): index
        for card, index in written.items()
        if card.startswith(pad.prefix) and card[len(pad.prefix) :].isdecimal()
    }


def _missing(pad: PadView, held: dict[int, int], said: set[int]) -> Iterator[CardLine]:
    """Those before the last recorded; each since the first act by which a later card came in."""
    gaps = [one for one in range(pad.first, max(held, default=pad.first)) if one not in held and one not in said]
    if not gaps:
        return
    later = sorted(held, reverse=True)
    overtaken: dict[int, int] = {}
    at, earliest = 0, held[later[0]]
    for number in reversed(gaps):  # the first act by which any later card came in
        while at < len(later) and later[at] > number:
            earliest = min(earliest, held[later[at]])
            at += 1
        overtaken[number] = earliest
    instants = instants_at(sorted(set(overtaken.values())))
    for number in gaps:
        since = instants[overtaken[number]]
        yield CardLine(
            card_number=card_text(pad.prefix, number, pad.digits), number=number, since=since,
            due_at=since + TYPED_IN_WITHIN,
        )  # fmt: skip
