"""Reading a written place: which open place it is, which it may be, and who has a card's number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from repatria.core.vocabulary.places import card_text, nearest_keys, place_key, read_card
from repatria.records.access.branches import read_by
from repatria.records.ledger.rows import rows_where
from repatria.records.places.errors import NoSuchHolderError
from repatria.records.places.models import CardPad, Place, PlaceSpelling


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPlace:
    """What a writing was read as.

    Given:    `place` is the one that is open, or empty; `closed` the closed one that is written so; `likely` those open
              places that may be meant, the nearest first, where it is none.
    """

    place: str = ""
    closed: str = ""
    likely: tuple[str, ...] = ()


def read_place(written: str) -> ReadPlace:
    """Reads one writing of a place: by its code, by every name it had, by the spellings that were recorded.

    Returns:  exactly one open place, or none with those that may be meant: it never guesses.
    """
    key = place_key(written)
    rows = rows_where(PlaceSpelling, key=key, is_annulled=False, order="recorded_index") if key else []
    found = _standing({row.place_id for row in rows})
    is_open = {code: row.closed_index is None for code, row in found.items()}
    # The code stands above the words: an open place may bear a name that a closed one had, never its code.
    for codes in ({row.place_id for row in rows if row.of == "code"}, set(found)):
        open_ones = sorted(code for code in codes if is_open[code])
        if len(open_ones) == 1:
            return ReadPlace(place=open_ones[0])
    closed = next((code for code in sorted(found) if not is_open[code]), "")
    return ReadPlace(closed=closed, likely=_likely(key))


def _standing(codes: Iterable[str]) -> dict[str, Place]:
    return {row.pk: row for row in rows_where(Place, pk=sorted(codes))}


def _likely(key: str) -> tuple[str, ...]:
    open_ones = {row.pk for row in rows_where(Place, closed_index=None)}
    spelt = [row for row in rows_where(PlaceSpelling, is_annulled=False) if row.place_id in open_ones]
    by_key: dict[str, str] = {row.key: row.place_id for row in spelt}
    return tuple(dict.fromkeys(by_key[one] for one in nearest_keys(key, tuple(by_key))))


def place_of(written: str, field: str = "holder") -> str:
    """The code of the open place that was written; what acts keep as holder.

    Given:    an empty text stays empty: nobody is known to hold him.
    Raises:   NoSuchHolderError at this field, with the places that may be meant.
    """
    if not written.strip():
        return ""
    read = read_place(written)
    if read.place:
        return read.place
    fault = "closed_place" if read.closed else "no_place"
    meant = f"; {read.closed} is closed" if read.closed else ""
    meant += f"; perhaps {', '.join(read.likely)}" if read.likely else ""
    raise NoSuchHolderError(
        f"no open place is written so{meant}", ((field, fault),), likely=read.likely, closed=read.closed
    )  # fmt: skip


def pad_of(card_number: str) -> CardPad | None:
    """The pad to which a card's number belongs; None where none was given with it."""
    card = read_card(card_number)
    if card is None:
        return None
    pads = rows_where(CardPad, prefix_key=card.prefix_key, is_annulled=False)
    return next((one for one in pads if one.first <= card.number <= one.last), None)


def card_as_printed(written: str) -> str:
    """A card's number as its pad prints it: "417", "№ 0417" and "０４１７" are one card.

    Returns:  what was written, without blanks around it, where no pad has this number.
    """
    card, pad = read_card(written), pad_of(written)
    return card_text(pad.prefix, card.number, pad.digits) if card and pad else written.strip()


_branch = partial(place_of, field="branch")


def register() -> None:
    """Tells accounts who reads a branch."""
    read_by(_branch)
