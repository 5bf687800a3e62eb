"""A call step by step: what each step is refused for, and the tickets that open its ends."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from repatria.core.law.call_steps import CallFacts, CallOrderError, next_call
from repatria.core.law.errors import OpenGuardError
from repatria.core.vocabulary.call_tickets import (
    CallTicket,
    TicketError,
    one_time_code,
    read,
    room_code,
    secret_of,
    ticket_hash,
    with_decoys,
    written,
)
from repatria.core.vocabulary.calls import OVER, CallEnd, CallEvent, CallState, FailedBecause, StoppedBecause
from repatria.core.vocabulary.receipts import letter_identity_of, locator_of, receipt_from_form_id
from repatria.records.intake.sealing import seal_letters

NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)
READY = CallFacts(
    he_agreed_at=NOON, she_agreed_at=NOON, begins_at=NOON, ends_at=NOON + timedelta(minutes=20),
    is_relay_named=True,
    failed_because=FailedBecause.NO_LINE, stopped_because=StoppedBecause.BY_HIM,
)  # fmt: skip
_S, _E = CallState, CallEvent


@pytest.mark.parametrize(
    ("state", "event", "lacking", "missing"),
    [
        (_S.ASKED, _E.ANSWERED, {"he_agreed_at": None, "she_agreed_at": None}, "an_answer"),
        (_S.AGREED, _E.BOOKED, {"he_agreed_at": None}, "his_yes"),
        (_S.AGREED, _E.BOOKED, {"she_agreed_at": None}, "her_yes"),
        (_S.AGREED, _E.BOOKED, {"ends_at": NOON + timedelta(hours=2)}, "a_time_of_at_most_an_hour"),
        (_S.AGREED, _E.BOOKED, {"is_relay_named": False}, "a_relay"),
        (_S.BOOKED, _E.PREPARED, {"is_relay_named": False}, "a_relay"),
        (_S.PREPARED, _E.BEGUN, {"is_relay_named": False}, "a_relay"),
        (_S.PREPARED, _E.BEGUN, {"he_agreed_at": None}, "his_yes"),
        (_S.HELD, _E.FAILED, {"failed_because": None}, "why_it_failed"),
        (_S.BOOKED, _E.STOPPED, {"stopped_because": None}, "why_it_was_stopped"),
    ],
)  # fmt: skip
def test_refuses_a_step_that_lacks_one_thing(
    state: CallState, event: CallEvent, lacking: dict[str, Any], missing: str
) -> None:
    with pytest.raises(OpenGuardError) as refused:
        next_call(state, event, replace(READY, **lacking))

    assert [missing] == [what for what, _ in refused.value.params["guards"]]
    assert refused.value.provision


def test_refuses_every_event_that_does_not_follow() -> None:
    path = {(_S.ASKED, _E.ANSWERED), (_S.AGREED, _E.BOOKED), (_S.BOOKED, _E.PREPARED), (_S.PREPARED, _E.BEGUN),
            (_S.HELD, _E.ENDED), (_S.BOOKED, _E.FAILED), (_S.PREPARED, _E.FAILED), (_S.HELD, _E.FAILED),
            (_S.BOOKED, _E.PUT_OFF), (_S.PREPARED, _E.PUT_OFF), (_S.FAILED, _E.WAITS_AGAIN)}  # fmt: skip
    path |= {(state, _E.STOPPED) for state in _S if state not in OVER}
    for state in _S:
        for event in _E:
            if (state, event) not in path:
                with pytest.raises(CallOrderError):
                    next_call(state, event, READY)


def test_one_yes_is_not_enough_and_both_lead_to_the_end() -> None:
    assert _S.ASKED is next_call(_S.ASKED, _E.ANSWERED, replace(READY, she_agreed_at=None))
    reached = _S.ASKED
    for event in (_E.ANSWERED, _E.BOOKED, _E.PREPARED, _E.BEGUN, _E.ENDED):
        reached = next_call(reached, event, READY)
    assert _S.DONE is reached


def a_ticket(number: int = 1) -> CallTicket:
    drawn = random.Random(number)
    return CallTicket(
        call=drawn.randbytes(16).hex(), hers=drawn.randbytes(32).hex(), his=drawn.randbytes(32).hex(),
        watch=drawn.randbytes(32).hex(), begins_at=NOON, ends_at=NOON + timedelta(minutes=20),
    )  # fmt: skip


@pytest.mark.parametrize(
    "spoiled",
    [
        {"call": "x"}, {"hers": "AB" * 32}, {"begins_at": "2026-05-03T12:00:00"}, {"ends_at": "2026-05-03T11:00:00Z"},
        {"ends_at": "2026-05-03T14:00:00Z"}, {"his": a_ticket().hers}, {"enquiry": "E-1"}, {"watch": 7},
        {"is_sound": "no"}, {"is_sound": None},
    ],
)  # fmt: skip
def test_refuses_a_whole_file_for_one_row_and_tells_no_value(spoiled: dict[str, Any]) -> None:
    table = json.loads(written((a_ticket(2), a_ticket())))
    table["calls"][1] |= spoiled

    with pytest.raises(TicketError) as refused:
        read(json.dumps(table))

    assert not any(str(value) in str(refused.value) for value in spoiled.values() if len(str(value)) > 3)


@pytest.mark.parametrize("text", ["", "[]", '{"version": 1, "calls": []}', '{"version": 1}', "\x00"])
def test_refuses_what_is_no_file_of_tickets(text: str) -> None:
    with pytest.raises(TicketError):
        read(text)


@pytest.mark.parametrize(
    ("end", "code", "identity"),
    [(CallEnd.HERS, "1234567", "0" * 64), (CallEnd.HERS, "12345678", ""), (CallEnd.HIS, "12345678", ""),
     (CallEnd.HIS, "7Q2M4KD9XA0TW3E55RGNV", "0" * 64)],
)  # fmt: skip
def test_refuses_a_secret_of_the_wrong_papers(end: CallEnd, code: str, identity: str) -> None:
    with pytest.raises(TicketError):
        secret_of(end, code, identity)


@pytest.mark.parametrize("calls", [1, 2, 3, 40])
def test_decoys_are_as_many_at_least_and_of_the_same_form_and_hours(calls: int) -> None:
    tickets = [
        replace(a_ticket(n), begins_at=NOON + timedelta(minutes=n % 7), is_sound=n % 7 == 3) for n in range(calls)
    ]
    laid = with_decoys(tickets, random.Random("decoys").randbytes)

    assert len(laid) >= 2 * calls and not len(laid) & (len(laid) - 1)
    assert set(tickets) <= set(laid)
    looks = [{(one.begins_at, one.ends_at, one.is_sound) for one in some} for some in (tickets, laid)]
    assert looks[0] == looks[1], "a decoy of a call by sound is one"
    assert laid == read(written(laid)) and [one.call for one in laid] == sorted(one.call for one in laid)


def test_the_right_digits_with_all_that_the_portal_keeps_of_her_open_nothing() -> None:
    """Its letterbox is sealed to the identity, which its bytes do not tell (RFC 9180: an ephemeral key and a text)."""
    receipt, code = receipt_from_form_id(b"\x05" * 32, "uk"), "01234567"
    identity = letter_identity_of(receipt)
    hers = ticket_hash(secret_of(CallEnd.HERS, code, identity))

    assert hers != ticket_hash(secret_of(CallEnd.HERS, code, locator_of(receipt)))
    assert identity.encode() not in (blob := seal_letters(identity, ())) and bytes.fromhex(identity) not in blob


def test_the_file_holds_nothing_from_which_an_end_could_be_opened() -> None:
    receipt, draw = receipt_from_form_id(b"\x05" * 32, "uk"), random.Random(3).randbytes
    code, room = one_time_code(draw(16)), room_code(draw(16))
    secrets = secret_of(CallEnd.HERS, code, letter_identity_of(receipt)), secret_of(CallEnd.HIS, room.replace("-", ""))
    ticket = replace(a_ticket(), hers=ticket_hash(secrets[0]), his=ticket_hash(secrets[1]))
    laid = written((ticket,))

    assert not [one for one in (*secrets, code, room, locator_of(receipt), *receipt.words) if one in laid]
    assert secrets[0] != secret_of(CallEnd.HERS, one_time_code(draw(16)), letter_identity_of(receipt))
    with pytest.raises(TicketError):
        one_time_code(b"short")
