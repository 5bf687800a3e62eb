"""What became of cards that no man has: said by the unit that had the pad, and taken back where it was wrong."""

from __future__ import annotations

from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.places import LONGEST_NAME, read_card
from repatria.records.access.acting import Acting, require
from repatria.records.arrivals.acts import CardFate, CardsAccountAnnulled, CardsAccounted
from repatria.records.arrivals.errors import HeldCardError, UnknownCardError
from repatria.records.arrivals.models import CardAccount
from repatria.records.arrivals.selectors.cards import accounts_of, held_of, run_text
from repatria.records.ledger.rows import row_numbered
from repatria.records.ledger.services import record, service
from repatria.records.places.reading import pad_of
from repatria.records.places.selectors import PadView, pad_for_room

_LONGEST_REASON = 400


@service
def account_for_cards(
    acting: Acting, *, first: str, last: str = "", fate: CardFate, said_by: str, reason: str = ""
) -> None:  # fmt: skip
    """Says what became of cards of a pad that no man has: they are looked for no longer.

    Source:   practice rule 16: missing card numbers are named with the unit that had the pad.
              A camp says it to the bureau, which records it: no camp silences a card of its own.
    Given:    `first` and `last` as they are printed, of one pad; `last` empty for one card alone. `said_by` names who
              of the unit says so.
    Raises:   UnknownCardError for numbers that no pad has; HeldCardError, naming the card, where a man has one of them
              or something was said of it; InputError. Nothing is written then.
    Leaf:     arrivals.cards_accounted
    """
    require(acting, "arrivals.account_for_cards")
    _check_texts(said_by, reason)
    pad, begins = _card("first", first)
    ending, ends = _card("last", last) if last.strip() else (pad, begins)
    if ending.pad_id != pad.pad_id:
        raise InputError("cards of two pads", (("last", "other_pad"),))
    if ends < begins:
        raise InputError("the last card stands before the first", (("last", "before"),))
    wanted = range(begins, ends + 1)
    told = [n for one in accounts_of(pad.pad_id) for n in range(one.first, one.last + 1)]
    for taken, fault in ((held_of(pad), "held"), (told, "told")):
        found = sorted(set(wanted).intersection(taken))
        if found:
            card = run_text(pad, found[0], found[0])
            raise HeldCardError(f"card {card} is accounted for", faults=(("first", fault),), card=card)
    given = CardsAccounted(
        pad_id=pad.pad_id, place=pad.place, first=begins, last=ends, fate=fate, said_by=said_by.strip(),
        reason=reason.strip(),
    )  # fmt: skip
    record(given, actor=acting.account_id, at=acting.at)


@service
def annul_cards_account(acting: Acting, *, said_id: str, reason: str) -> None:
    """Takes back what was said of cards: those that no man has are looked for again.

    Source:   house rule 6.1: no act deletes, a wrong one is annulled by a further one.
    Raises:   UnknownCardError; InputError without a reason.
    Leaf:     arrivals.cards_account_annulled
    """
    require(acting, "arrivals.annul_cards_account")
    row = row_numbered(CardAccount, said_id)
    pad = pad_for_room(row.pad_id) if row is not None and not row.is_annulled else None
    if pad is None:
        raise UnknownCardError("nothing of the kind was said", (("said_id", "unknown"),))
    refuse_statements({"reason": reason})
    if not reason.strip() or len(reason) > _LONGEST_REASON:
        raise InputError("say why", (("reason", "too_long" if reason.strip() else "missing"),))
    record(CardsAccountAnnulled(account_id=said_id, reason=reason.strip()), actor=acting.account_id, at=acting.at)


def _check_texts(said_by: str, reason: str) -> None:
    refuse_statements({"said_by": said_by, "reason": reason})
    faults = [("said_by", "missing")] if not said_by.strip() else []
    faults += [("said_by", "too_long")] if len(said_by) > LONGEST_NAME else []
    faults += [("reason", "too_long")] if len(reason) > _LONGEST_REASON else []
    if faults:
        raise InputError("who says so, and not more than is kept", tuple(faults))


def _card(field: str, written: str) -> tuple[PadView, int]:
    card, row = read_card(written), pad_of(written)
    pad = pad_for_room(row.pk) if row is not None else None
    if card is None or pad is None:
        raise UnknownCardError("no pad has this card", ((field, "no_pad"),))
    return pad, card.number
