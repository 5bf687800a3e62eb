"""Recording what was taken from a man, and each step of it until it is his again or was sent on."""

from __future__ import annotations

from datetime import datetime

from repatria.core.law.custody import CustodyState, is_held
from repatria.core.law.effects import EffectsState, EffectsStep, StepFacts, TakenFacts, check_step, check_taken
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.access.errors import OutOfScopeError
from repatria.records.ledger.rows import row_numbered
from repatria.records.ledger.services import record, service
from repatria.records.register.effects_acts import EffectsMoved, EffectsTaken, EffectsWords
from repatria.records.register.errors import NotHeldError, UnknownPacketError
from repatria.records.register.joined import leading
from repatria.records.register.models import EffectsPacket, ProtectedPerson
from repatria.records.register.scope import is_within
from repatria.records.register.selectors.effects import last_step_at
from repatria.records.register.services.custody import custody_row

TAKE, MOVE = "register.take_effects", "register.move_effects"


def _his(acting: Acting, person_id: str) -> ProtectedPerson:
    row = leading(custody_row(person_id))
    if not is_within(acting, row.holder):
        raise OutOfScopeError("this person is in another camp's custody", provision="role table")
    return row


@service
def take_effects(
    acting: Acting, *, person_id: str, taken_at: datetime, items: str, officer: str, rank: str, unit: str,
    keeps_identity_document: bool, amount: str = "", currency: str = "", order_reference: str = "",
    register_entry: str = "",
) -> str:  # fmt: skip
    """Records what was taken from a man, against a receipt.

    Source:   GC III art. 18.
    Given:    `officer`, `rank` and `unit` of whoever signs the receipt; money on an officer's order alone, and entered
              in the special register first; he keeps an identity document, or is given one.
    Returns:  the number of the packet, which its receipt bears.
    Raises:   UnstatedParticularsError; OpenGuardError; NotHeldError; OutOfScopeError; NotYetError; StatementError.
    Leaf:     register.effects_taken
    """
    require(acting, TAKE)
    refuse_statements({
        "items": items, "officer": officer, "rank": rank, "unit": unit, "amount": amount, "currency": currency,
        "order_reference": order_reference, "register_entry": register_entry,
    })  # fmt: skip
    check_happened(taken_at, acting.at, "taken_at")
    row = _his(acting, person_id)
    if not is_held(CustodyState(row.custody_state or "")):
        raise NotHeldError("nobody holds this person here", provision="GC III 18")
    check_taken(TakenFacts(
        items=items, amount=amount, officer=officer, rank=rank, unit=unit, order_reference=order_reference,
        register_entry=register_entry, keeps_identity_document=keeps_identity_document,
    ))  # fmt: skip
    if amount.strip() and not currency.strip():
        raise InputError("money has a currency", (("currency", "missing"),))
    packet_id = record_number("EP", acting.randomness(7))
    record(
        EffectsTaken(
            packet_id=packet_id, person_id=row.pk, taken_at=instant_text(taken_at), officer=officer.strip(),
            rank=rank.strip(), unit=unit.strip(), order_reference=order_reference.strip(),
            register_entry=register_entry.strip(), keeps_identity_document=keeps_identity_document,
            words=EffectsWords(items=items.strip(), amount=amount.strip(), currency=currency.strip()),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return packet_id


@service
def move_effects(
    acting: Acting, *, packet_id: str, step: EffectsStep, happened_at: datetime, by: str, second: str = "",
    seal_number: str = "", contents: str = "", reference: str = "", reason: str = "",
) -> int:  # fmt: skip
    """Records a step of a packet: counted by two and sealed, opened, given back, sent on, its receipt.

    Source:   GC III art. 119, 122(9); law-and-practice section 6.11.
    Given:    `by` who counted, or who received it; `second` the other who counted; `contents` the list of the sealed
              packet. What is his goes back to him while he is held, and is sent on once he left.
    Returns:  the index of the act.
    Raises:   UnknownPacketError; EffectsOrderError; SecondPersonError; UnstatedParticularsError; OpenGuardError;
              OutOfScopeError; InputError for a step before the one before it; NotYetError; StatementError.
    Leaf:     register.effects_moved
    """
    require(acting, MOVE)
    refuse_statements({
        "by": by, "second": second, "seal_number": seal_number, "contents": contents, "reference": reference,
        "reason": reason,
    })  # fmt: skip
    check_happened(happened_at, acting.at)
    packet = row_numbered(EffectsPacket, packet_id)
    if packet is None:
        raise UnknownPacketError("no such packet")
    row = _his(acting, packet.person_id)
    state = EffectsState(packet.state)
    check_step(state, step, StepFacts(
        by=by, second=second, seal_number=seal_number, contents=contents, reference=reference, reason=reason,
        is_held=is_held(CustodyState(row.custody_state or "")),
    ))  # fmt: skip
    if instant_text(happened_at) < last_step_at(packet):
        raise InputError("the step before it was later", (("happened_at", "before_last_step"),))
    return record(
        EffectsMoved(
            packet_id=packet_id, person_id=packet.person_id, step=step, previous=state, at=instant_text(happened_at),
            by=by.strip(), second=second.strip(), seal_number=seal_number.strip(), reference=reference.strip(),
            reason=reason.strip(), words=EffectsWords(items=contents.strip()) if contents.strip() else None,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
