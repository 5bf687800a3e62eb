"""Parcels, money and collective relief: opened before two and in his presence, given by hand with his mark.

The only limits are those that the Protecting Power or the relief bodies propose. Under an embargo nothing goes back,
and before a letter told her nothing does unless she asked for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from types import MappingProxyType

from repatria.core.law.errors import SecondPersonError, UnstatedParticularsError, UnstatedReasonError
from repatria.core.law.guards import OpenGuard, need
from repatria.core.vocabulary.currencies import CURRENCIES
from repatria.core.vocabulary.errors import WrongStateError

MONEY, ENTRY, RELIEF, COLLECTIVE, EXAMINED = "GC III 63", "GC III 65", "GC III 72", "GC III 73", "GC III 76"


class ParcelOrderError(WrongStateError):
    """The step does not follow from where the parcel is."""

    code = "law.E091"


class ParcelKind(StrEnum):
    """What is sent."""

    PARCEL = "parcel"
    MONEY = "money"
    RELIEF = "relief"  # a collective consignment, for a place and not for one man


class ParcelState(StrEnum):
    """Where it is."""

    ANNOUNCED = "announced"
    HERE = "here"  # the bureau has it
    SENT = "sent"
    AT_PLACE = "at_place"
    OPENED = "opened"
    GIVEN = "given"
    CREDITED = "credited"
    NOT_GIVEN = "not_given"
    RETURNED = "returned"
    LOST = "lost"


class ParcelEvent(StrEnum):
    """What happens to it, beside the opening, the giving and the credit, which are acts of their own."""

    RECEIVED = "received"
    SENT = "sent"
    ARRIVED = "arrived"
    NOT_GIVEN = "not_given"
    RETURNED = "returned"
    LOST = "lost"


class ParcelNotGiven(StrEnum):
    """Why it was not given. That somebody died is told by no parcel: there is no such word."""

    MOVED = "moved"
    RELEASED = "released"
    NOT_FOUND = "not_found"
    REFUSED = "refused"


class Present(StrEnum):
    """Who of the prisoners was there when it was opened."""

    HIMSELF = "himself"
    DELEGATED = "delegated"  # a fellow prisoner whom he delegated
    REPRESENTATIVE = "representative"


class Mark(StrEnum):
    """How he, or who took it for all, said that it was given."""

    SIGNED = "signed"
    MARKED = "marked"
    WITNESSED = "witnessed"  # he cannot: another signs that it was given


class PartWhy(StrEnum):
    """Why a thing of a parcel was not given to him. There is no list of forbidden things."""

    HE_DECLINES = "he_declines"
    SPOILED = "spoiled"
    DANGEROUS = "dangerous"
    LIMIT = "limit"  # one that the Protecting Power or the relief body proposed
    MEDICINE = "medicine"
    WRITTEN = "written"


class PartBecame(StrEnum):
    """What became of it."""

    KEPT_FOR_HIM = "kept_for_him"
    TO_DOCTOR = "to_doctor"
    TO_BE_LOOKED_AT = "to_be_looked_at"
    TO_REPRESENTATIVE = "to_representative"
    DESTROYED = "destroyed"


class ParcelMatter(StrEnum):
    """What one account alone does not do of a parcel: it counts once another agreed."""

    CREDIT = "credit"
    LOST = "lost"
    DESTROYED = "destroyed"


_S, _E = ParcelState, ParcelEvent
_NEXT = MappingProxyType({
    (_S.ANNOUNCED, _E.RECEIVED): _S.HERE,
    (_S.HERE, _E.SENT): _S.SENT,
    (_S.SENT, _E.ARRIVED): _S.AT_PLACE, (_S.SENT, _E.LOST): _S.LOST,
    (_S.AT_PLACE, _E.NOT_GIVEN): _S.NOT_GIVEN, (_S.OPENED, _E.NOT_GIVEN): _S.NOT_GIVEN,
    (_S.NOT_GIVEN, _E.SENT): _S.SENT, (_S.NOT_GIVEN, _E.RETURNED): _S.RETURNED,
    (_S.HERE, _E.RETURNED): _S.RETURNED, (_S.HERE, _E.LOST): _S.LOST,
})  # fmt: skip
_SUM = re.compile(r"\d+(?:[\s.,'\u2019]\d+)*")
_CODE = re.compile(r"\b[A-Z]{3}\b")
OVER = frozenset({_S.GIVEN, _S.CREDITED, _S.RETURNED, _S.LOST})
_BECAME = MappingProxyType({
    PartWhy.HE_DECLINES: frozenset({PartBecame.KEPT_FOR_HIM, PartBecame.TO_REPRESENTATIVE}),
    PartWhy.SPOILED: frozenset({PartBecame.DESTROYED}),
    PartWhy.DANGEROUS: frozenset({PartBecame.KEPT_FOR_HIM, PartBecame.DESTROYED}),
    PartWhy.LIMIT: frozenset({PartBecame.KEPT_FOR_HIM, PartBecame.TO_REPRESENTATIVE}),
    PartWhy.MEDICINE: frozenset({PartBecame.TO_DOCTOR}),
    PartWhy.WRITTEN: frozenset({PartBecame.TO_BE_LOOKED_AT}),
})  # fmt: skip


def state_after(state: ParcelState, event: ParcelEvent) -> ParcelState:
    """Where a parcel is after a step.  Source: GC III art. 72, 76.  Raises: ParcelOrderError."""
    found = _NEXT.get((state, event))
    if found is None:
        raise ParcelOrderError(f"{event} does not follow {state}", provision=RELIEF)
    return found


def events_from(state: ParcelState) -> tuple[ParcelEvent, ...]:
    """What may follow now."""
    return tuple(event for event in _E if (state, event) in _NEXT)


def check_state(state: ParcelState, *wanted: ParcelState) -> None:
    """Checks that it is where an act of its own begins.  Raises: ParcelOrderError."""
    if state not in wanted:
        raise ParcelOrderError(f"not of one that is {state}", provision=RELIEF)


def is_otherwise(declared: str, *, amount: str, currency: str) -> bool:
    """Whether a credit is another than what was declared: no such sum stands there, or another currency's code does.

    Given:    the sender's own words; where they name no sum nothing is compared.
    """
    sums = {_number(one) for one in _SUM.findall(declared)}
    codes = set(_CODE.findall(declared))
    is_other_code = bool(codes) and bool(_CODE.fullmatch(currency.strip())) and currency.strip() not in codes
    return bool(sums) and (is_other_code or _number(amount) not in sums)


def _number(text: str) -> Decimal | None:
    """A sum as it is compared: blanks part thousands, and so do marks before three figures."""
    found = re.sub(r"\s", "", text)
    found = re.sub(r"[.,'\u2019](?=\d{3}(\D|$))", "", found).replace(",", ".")
    try:
        return Decimal(found)
    except InvalidOperation:
        return None


def opening_guards(
    kind: ParcelKind, *, contents: tuple[str, ...], present: Present, present_name: str
) -> Iterator[OpenGuard]:
    """What is missing of an opening: it is examined in his presence, or of one whom he delegated, and listed.

    Source:   GC III art. 76(2): in the presence of the addressee or of a fellow prisoner duly delegated by him;
              art. 73: the representatives receive collective relief.
    """
    yield from need(bool(contents), "parcel_contents", EXAMINED, UnstatedParticularsError)
    is_named = present is Present.HIMSELF or bool(present_name.strip())
    yield from need(is_named, "parcel_present", EXAMINED, UnstatedParticularsError)
    if kind is ParcelKind.RELIEF:
        yield from need(present is Present.REPRESENTATIVE, "representative_present", COLLECTIVE)
    else:
        yield from need(present is not Present.REPRESENTATIVE, "addressee_present", EXAMINED)


def part_guards(
    why: PartWhy, became: PartBecame, *, is_listed: bool, reference: str, is_left: bool = True
) -> Iterator[OpenGuard]:
    """What stands against a thing of it not being given to him.

    Source:   GC III art. 72(3): limits only as the Protecting Power, the Committee or another body that sends propose
              them; medical supplies as a rule in collective parcels; art. 76.
    """
    yield from need(is_listed, "part_listed", EXAMINED)
    yield from need(is_left or not is_listed, "part_once", EXAMINED)
    yield from need(became in _BECAME[why], "part_became", RELIEF)
    if why in (PartWhy.LIMIT, PartWhy.DANGEROUS):
        yield from need(bool(reference.strip()), "part_reference", RELIEF, UnstatedReasonError)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivingFacts:
    """What is attested of the giving."""

    kind: ParcelKind
    mark: Mark
    given_to: str
    is_by_hand: bool
    witness: str = ""
    heads: int = 0  # among how many collective relief was shared out
    things: int = 1  # how many of the list were not refused one by one
    is_waiting: bool = False  # whether somebody says of a thing what no second account has agreed to


def giving_guards(facts: GivingFacts) -> Iterator[OpenGuard]:
    """What is missing of the giving: by hand, to whom, with his mark; relief by the representatives, among how many.

    Source:   GC III art. 72, 73; law-and-practice section 6.9.
    """
    yield from need(bool(facts.given_to.strip()), "parcel_given_to", RELIEF, UnstatedParticularsError)
    yield from need(facts.things > 0, "parcel_something", RELIEF)
    yield from need(not facts.is_waiting, "nothing_waits", EXAMINED)
    yield from need(facts.is_by_hand, "parcel_by_hand", RELIEF)
    if facts.mark is Mark.WITNESSED:
        yield from need(bool(facts.witness.strip()), "parcel_witness", RELIEF, UnstatedParticularsError)
    if facts.kind is ParcelKind.RELIEF:
        yield from need(facts.heads > 0, "parcel_heads", COLLECTIVE, UnstatedParticularsError)


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditFacts:
    """What is attested when money is credited to his account."""

    amount: str
    currency: str
    entry: str
    receipt: str
    signed_by: str
    countersigned_by: Present
    is_entry_new: bool = True
    is_receipt_new: bool = True


def credit_guards(facts: CreditFacts) -> Iterator[OpenGuard]:
    """What is missing of a credit: how much, the entry in his account, his countersignature, a receipt.

    Source:   GC III art. 63: remittances addressed to them; art. 64, 65: each entry is countersigned or initialled by
              him, or by the representative for him.
    """
    amount = _number(facts.amount) if facts.amount.strip() else None
    yield from need(amount is not None and amount > 0, "money_amount", MONEY, UnstatedParticularsError)
    yield from need(facts.currency.strip() in CURRENCIES, "money_currency", MONEY, UnstatedParticularsError)
    yield from need(bool(facts.entry.strip()), "account_entry", ENTRY, UnstatedParticularsError)
    yield from need(bool(facts.receipt.strip()), "money_receipt", ENTRY, UnstatedParticularsError)
    yield from need(facts.is_entry_new, "account_entry_new", ENTRY)
    yield from need(facts.is_receipt_new, "money_receipt_new", ENTRY)
    yield from need(bool(facts.signed_by.strip()), "signed_by", ENTRY, UnstatedParticularsError)
    yield from need(facts.countersigned_by is not Present.DELEGATED, "countersigned", ENTRY)


def told_to_a_camp(guards: Iterable[OpenGuard]) -> Iterator[OpenGuard]:
    """What stands against handing a parcel over, as a camp reads it: a word of the bureau is missing, whatever it is.

    Source:   practice rules 4, 6, 8: a camp learns nothing of her, and nothing by what is on its list no more.
    """
    yield from need(not tuple(guards), "word_of_bureau", RELIEF)


def return_guards(
    *, is_under_embargo: bool, was_she_told: bool, is_asked_back: bool, is_by_another: bool = True, to_whom: str = "-"
) -> Iterator[OpenGuard]:
    """What stands against sending a parcel back: that would tell.

    Given:    `is_asked_back` that an act holds her word; `is_by_another` that whoever took it is not who sends it back.

    Source:   practice rules 3, 4: under an embargo nothing is returned; before a letter told her nothing comes back by
              which she would learn something, unless she asked for it.
    """
    yield from need(not is_under_embargo, "no_embargo", "practice rule 4")
    yield from need(was_she_told or is_asked_back, "letter_or_asked_back", "practice rule 3")
    yield from need(is_by_another, "asked_back_by_another", "two-person rule", SecondPersonError)
    yield from need(bool(to_whom.strip()), "returned_to", RELIEF, UnstatedParticularsError)


class ShownParcel(StrEnum):
    """What she reads in her box of a parcel, in rounds alone."""

    RECEIVED = "received"
    SENT = "sent"
    GIVEN = "given"
    GIVEN_IN_PART = "given_in_part"
    CREDITED = "credited"
    CREDITED_OTHER = "credited_other"
    RETURNED = "returned"
    NOT_GIVEN = "not_given"


OF_A_RECEIPT = frozenset({
    ShownParcel.GIVEN, ShownParcel.GIVEN_IN_PART, ShownParcel.CREDITED, ShownParcel.CREDITED_OTHER,
})  # fmt: skip
"""What her box says before a receipt is printed for her: no paper tells it first."""


_SHOWN = MappingProxyType({
    _S.SENT: ShownParcel.SENT, _S.AT_PLACE: ShownParcel.SENT, _S.OPENED: ShownParcel.SENT, _S.GIVEN: ShownParcel.GIVEN,
    _S.CREDITED: ShownParcel.CREDITED, _S.RETURNED: ShownParcel.RETURNED,
    _S.NOT_GIVEN: ShownParcel.NOT_GIVEN, _S.LOST: ShownParcel.NOT_GIVEN,
})  # fmt: skip


_IN_PART = MappingProxyType({_S.GIVEN: ShownParcel.GIVEN_IN_PART, _S.CREDITED: ShownParcel.CREDITED_OTHER})


def shown_of(state: ParcelState, shown: ShownParcel, *, is_in_part: bool = False) -> ShownParcel:
    """Which step the next round shows of a parcel of hers, where she may be told.

    Given:    `is_in_part` that a thing of it was not given to him, or another sum credited than she declared.
    """
    return _IN_PART.get(state, _SHOWN.get(state, shown)) if is_in_part else _SHOWN.get(state, shown)
