"""Lost words: what may be asked, and what the rounds need of number and words that replaced others."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.records.access.acting import Acting, require
from repatria.records.access.approvals import approvers_of
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.enquiries.military import are_destroyed
from repatria.records.enquiries.receipts import enquiry_with_number, receipt_for_room
from repatria.records.enquiries.services import number_index_of
from repatria.records.hotline.acts import WordsReplaced
from repatria.records.hotline.models import CallerRow, Recovery
from repatria.records.hotline.pairs import latest_recovery, pair_of
from repatria.records.hotline.services.recovery import (
    ASKABLE,
    GIVE,
    WAYS,
    failures_of,
    recovery_reference,
    telephone_of,
)
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import SOMETHING, row_numbered, rows_where

RECOVERY = "hotline.?recovery"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryLine:
    """A code that was given, and what became of it."""

    recovery_id: str
    how: str
    given_at: str
    until: str
    is_replaced: bool
    are_earlier_open: bool
    waits_for_post: bool  # letters on paper wait until two confirm the address


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryView:
    """What whoever makes lost words good must know: the way she chose, the number and since when, what may be asked."""

    enquiry_id: str
    enquirer_name: str
    chosen: str
    telephone: str
    stands_since: str
    failures: int
    askable: tuple[tuple[str, str], ...]  # which of her answers, and what she wrote
    is_military_destroyed: bool  # unit and last contact were said, and cannot be asked for any more
    knows_number: bool
    approvers: dict[str, tuple[str, ...]]  # by way: who agreed to it
    rows_served: tuple[int, ...]
    given: tuple[RecoveryLine, ...]


@question(RECOVERY)
def recovery(acting: Acting, enquiry_id: str) -> RecoveryView:
    """What is known for making lost words good.

    Raises:   UnknownEnquiryError; RoleForbidsError.
    Leaf:     access.reading_recorded
    """
    require(acting, RECOVERY)
    receipt = receipt_for_room(enquiry_id)
    record_reading(acting, question="hotline.?recovery", records=(enquiry_id,))
    number, since = telephone_of(receipt)
    pair = pair_of(enquiry_id)
    rows = rows_where(Recovery, enquiry_id=enquiry_id, order="-recorded_index")
    latest = latest_recovery(enquiry_id)
    newest = latest.pk if latest is not None else ""
    served = rows_where(CallerRow, enquiry_id=enquiry_id, order="recorded_index")
    return RecoveryView(
        enquiry_id=enquiry_id, enquirer_name=receipt.said["enquirer_name"], chosen=receipt.said["lost_words"],
        telephone=number, stands_since=since, failures=failures_of(enquiry_id),
        askable=tuple((name, receipt.said[name]) for name in ASKABLE if receipt.said[name].strip()),
        is_military_destroyed=are_destroyed(enquiry_id), knows_number=bool(pair.number_index), approvers={
            way: approvers_of(GIVE, recovery_reference(enquiry_id, way), at=acting.at) for way in WAYS
        },
        rows_served=tuple(row.row for row in served if row.recorded_index > pair.since),
        given=tuple(
            RecoveryLine(
                recovery_id=row.pk, how=row.how, given_at=row.given_at, until=row.until,
                is_replaced=row.replaced_index is not None, are_earlier_open=row.are_earlier_open,
                waits_for_post=row.pk == newest and not row.is_post_confirmed and bool(receipt.said["post_to"].strip()),
            )
            for row in rows
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplacedPair:
    """A pair of number and words that others replaced: where its box lies, and what it says from then on."""

    enquiry_id: str
    how: str
    locator: str
    letter_identity: str
    opens_from: int  # what came before it was never its own, unless two decided so
    replaced_index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPair:
    """The pair that stands: where her letters lie now, and from which act on it opens them."""

    locator: str
    letter_identity: str
    opens_from: int


def replaced_pairs() -> tuple[tuple[ReplacedPair, ...], dict[str, NewPair]]:
    """Every pair that was replaced, and by enquiry the one that stands: what a round lays out besides."""
    rows = rows_where(Recovery, replaced_index=SOMETHING, order="replaced_index")
    began = {row.locator: -1 if row.are_earlier_open else row.replaced_index or 0 for row in rows}
    old = tuple(
        ReplacedPair(
            enquiry_id=row.enquiry_id, how=row.how, locator=row.replaced_locator,
            letter_identity=row.replaced_identity, opens_from=began.get(row.replaced_locator, -1),
            replaced_index=row.replaced_index or 0,
        )
        for row in rows
    )  # fmt: skip
    new = {
        row.enquiry_id: NewPair(
            locator=row.locator, letter_identity=row.letter_identity,
            opens_from=-1 if row.are_earlier_open else row.replaced_index or 0,
        )
        for row in rows
    }  # fmt: skip
    return old, new


def enquiry_with_new_locator(locator: str) -> str | None:
    """The enquiry whose letters lie at this place since its words were made anew."""
    rows = rows_where(Recovery, locator=locator, replaced_index=SOMETHING)
    return rows[0].enquiry_id if rows else None


def enquiry_with_number_ever(number: str) -> str:
    """Whose receipt has or had this number; "" where there is none."""
    index = number_index_of(number)
    rows = rows_where(Recovery, number_index=index, order="-recorded_index", at_most=1) if index else []
    return rows[0].enquiry_id if rows else enquiry_with_number(index)


def items_of_new_words(enquiry_id: str) -> tuple[int, ...]:
    """The numbers of the sealed items of the inbox in which new words of an enquirer came."""
    rows = rows_where(Recovery, enquiry_id=enquiry_id, replaced_index=SOMETHING)
    acts = [one.act for one in acts_at(row.replaced_index or 0 for row in rows)]
    places = (one.inbox.partition(":")[0] for one in acts if isinstance(one, WordsReplaced))
    return tuple(sorted(int(place) for place in places if place))


def enquiry_of_recovery(recovery_id: str) -> str:
    """Whose words were made anew; "" where there was no such recovery."""
    row = row_numbered(Recovery, recovery_id)
    return row.enquiry_id if row is not None else ""
