"""What was taken from him: on whose order, under which seal, counted by whom, given back or sent on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from repatria.core.law.errors import SecondPersonError, UnstatedParticularsError
from repatria.core.law.guards import OpenGuard, are_two_different, need, refuse_open
from repatria.core.vocabulary.errors import WrongStateError


class EffectsStep(StrEnum):
    """What happens to a packet after it was taken."""

    SEALED = "sealed"  # counted by two, and under a numbered seal
    OPENED = "opened"
    RETURNED = "returned"  # to him
    FORWARDED = "forwarded"  # to the Power or the next of kin, when he has left
    RECEIPTED = "receipted"  # whoever it was sent to has it


class EffectsState(StrEnum):
    """Where a packet stands."""

    TAKEN = "taken"
    SEALED = "sealed"
    OPENED = "opened"
    RETURNED = "returned"
    FORWARDED = "forwarded"
    RECEIPTED = "receipted"


KEPT = frozenset({EffectsState.TAKEN, EffectsState.SEALED, EffectsState.OPENED})
"""States in which the Detaining Power still has what is his."""

_S, _T = EffectsStep, EffectsState
_FOLLOWS = MappingProxyType({
    _T.TAKEN: (_S.SEALED, _S.RETURNED), _T.SEALED: (_S.OPENED, _S.RETURNED, _S.FORWARDED),
    _T.OPENED: (_S.SEALED, _S.RETURNED), _T.FORWARDED: (_S.RECEIPTED,), _T.RETURNED: (), _T.RECEIPTED: (),
})  # fmt: skip
EFFECTS_EDGES = frozenset(
    (state, step, EffectsState(step.value)) for state, steps in _FOLLOWS.items() for step in steps
)  # fmt: skip
"""Every edge of what was taken from him: from where, by what, to where."""


class EffectsOrderError(WrongStateError):
    """This step does not follow from where the packet stands."""

    code = "law.E016"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenFacts:
    """What is attested when something is taken from him."""

    items: str = ""
    amount: str = ""  # of money, as written
    officer: str = ""
    rank: str = ""
    unit: str = ""
    order_reference: str = ""
    register_entry: str = ""
    keeps_identity_document: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFacts:
    """What is attested of a step, and whether he still is here, which the house reads."""

    by: str = ""
    second: str = ""
    seal_number: str = ""
    contents: str = ""
    reference: str = ""
    reason: str = ""
    is_held: bool = True


def steps_after(state: EffectsState) -> tuple[EffectsStep, ...]:
    """What may follow now.  Source: law-and-practice section 6.11."""
    return _FOLLOWS[state]


def _of_taking(facts: TakenFacts) -> Iterator[OpenGuard]:
    lacking = UnstatedParticularsError
    is_money = bool(facts.amount.strip())
    yield from need(is_money or bool(facts.items.strip()), "what_was_taken", "GC III 18", lacking)
    named = all(one.strip() for one in (facts.officer, facts.rank, facts.unit))
    yield from need(named, "issuer_named", "GC III 18", lacking)
    yield from need(facts.keeps_identity_document, "keeps_identity_document", "GC III 18")
    if is_money:
        yield from need(bool(facts.order_reference.strip()), "officers_order", "GC III 18", lacking)
        yield from need(bool(facts.register_entry.strip()), "special_register", "GC III 18", lacking)


def check_taken(facts: TakenFacts) -> None:
    """Checks that a thing may be taken from him, and that its receipt says what it must.

    Source:   GC III art. 18: never without identity documents; sums of money on an officer's order alone, after amount
              and owner were entered in a special register, against a receipt with name, rank and unit.
    Raises:   UnstatedParticularsError or OpenGuardError naming all that is missing.
    """
    refuse_open(_of_taking(facts))


def _of_step(step: EffectsStep, facts: StepFacts) -> Iterator[OpenGuard]:
    lacking = UnstatedParticularsError
    if step in (_S.SEALED, _S.OPENED):
        yield from need(are_two_different((facts.by.strip(), facts.second.strip())), "counted_by_two", "GC III 122(9)",
                        SecondPersonError)  # fmt: skip
    if step is _S.SEALED:
        yield from need(bool(facts.seal_number.strip()), "seal_number", "GC III 122(9)", lacking)
        yield from need(bool(facts.contents.strip()), "list_of_contents", "GC III 122(9)", lacking)
    elif step is _S.OPENED:
        yield from need(bool(facts.reason.strip()), "why_opened", "GC III 122(9)", lacking)
    else:
        provision = "GC III 119" if step is _S.RETURNED else "GC III 122(9)"
        yield from need(bool(facts.by.strip()), "received_by", provision, lacking)
        yield from need(bool(facts.reference.strip()), "receipt_reference", provision, lacking)
    if step is _S.FORWARDED:
        yield from need(not facts.is_held, "he_left", "GC III 122(9)")


def check_step(state: EffectsState, step: EffectsStep, facts: StepFacts) -> None:
    """Checks that a step may follow, and that it says what the law asks of it.

    Source:   GC III art. 119, 122(9); law-and-practice section 6.11: sealed packets with a list of contents.
    Given:    what is his goes back to him while he is held; it is sent on once he left.
    Raises:   EffectsOrderError; SecondPersonError, UnstatedParticularsError or OpenGuardError naming what is missing.
    """
    if step not in _FOLLOWS[state]:
        raise EffectsOrderError(f"{step} does not follow {state}", provision="GC III 122(9)")
    refuse_open(_of_step(step, facts))
