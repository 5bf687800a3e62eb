"""Enrolling and revoking devices, shifts, and what becomes of a line."""

from __future__ import annotations

from base64 import b64encode
from datetime import datetime

from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.arrivals import ArrivalLine
from repatria.core.vocabulary.dates import instant_text, read_instant
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.access.errors import OutOfScopeError
from repatria.records.arrivals.acts import (
    Came,
    ClashSettled,
    DeviceEnrolled,
    DeviceRevoked,
    Heard,
    LineRefused,
    LineTaken,
    RefusedLine,
    Settled,
    ShiftHandedOver,
    ShiftOpened,
)
from repatria.records.arrivals.errors import (
    DeviceKeyError,
    EndedShiftError,
    ImpossibleCountError,
    KnownLineError,
    NoClashError,
    OpenShiftError,
    OtherFingerprintError,
    RevokedDeviceError,
    SameOfficerError,
    UnknownDeviceError,
    UnknownShiftError,
)
from repatria.records.arrivals.models import Device, Line, LineTurnedAway, Shift
from repatria.records.arrivals.selectors.nights import DeviceKey, last_shift_of, line_fingerprint
from repatria.records.intake.errors import MalformedItemError
from repatria.records.intake.line_sealing import read_point
from repatria.records.ledger.rows import is_there, row_numbered
from repatria.records.ledger.services import record, service
from repatria.records.places.reading import place_of
from repatria.records.register.presence import there_at
from repatria.records.register.scope import is_within

_RULE = "practice rule 16"
_LONGEST = {"label": 80, "reason": 400, "cards_left": 80, "place": 40}


def _check_place(acting: Acting, place: str) -> None:
    if not place:
        raise InputError("name the place", (("place", "required"),))
    if not is_within(acting, place):
        raise OutOfScopeError("another place's arrivals", provision="role table", faults=(("place", "not_own_place"),))


def _check_texts(**texts: str) -> None:
    too_long = tuple((name, "too_long") for name, text in texts.items() if len(text) > _LONGEST[name])
    if too_long:
        raise InputError("longer than is kept", too_long)
    refuse_statements(texts)


def _check_count(count: int) -> None:
    if count < 0:
        raise ImpossibleCountError("a head count is a number from nought on", (("head_count", "number"),))


@service
def enrol_device(acting: Acting, *, place: str, label: str, public_key: str, compared: str) -> str:
    """Lets a computer of a place send lines.

    Source:   practice rule 16; protection.md T12.
    Given:    `public_key` as the computer shows it, 65 bytes in base 64; `compared` the fingerprint of the bureau's key
              for lines as it stands on the pad, which whoever enrols compares with what the computer shows.
    Returns:  the device's number.
    Raises:   DeviceKeyError; OtherFingerprintError; NoSuchHolderError; OutOfScopeError. Nothing is written then.
    Leaf:     arrivals.device_enrolled
    """
    require(acting, "arrivals.enrol_device")
    place = place_of(place, "place")
    _check_place(acting, place)
    _check_texts(label=label, place=place)
    try:
        point = read_point(public_key)
    except MalformedItemError as error:
        raise DeviceKeyError("the key is no point of P-256", (("public_key", "malformed"),)) from error
    written = b64encode(point).decode()
    if is_there(Device, public_key=written):
        raise DeviceKeyError("a device with this key was enrolled before", (("public_key", "taken"),))
    if "".join(compared.split()).replace("-", "").upper() != line_fingerprint().replace("-", ""):
        raise OtherFingerprintError("not the fingerprint of this bureau's key", (("compared", "other_fingerprint"),))
    device_id = record_number("FD", acting.randomness(7))
    record(
        DeviceEnrolled(
            device_id=device_id, place=place, label=label, public_key=written, enrolled_by=acting.account_id,
            compared=line_fingerprint(),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return device_id


@service
def revoke_device(acting: Acting, *, device_id: str, reason: str) -> None:
    """Refuses a device's later lines; those that came before stand.

    Source:   protection.md T12.
    Raises:   UnknownDeviceError; RevokedDeviceError; OutOfScopeError.
    Leaf:     arrivals.device_revoked
    """
    require(acting, "arrivals.revoke_device")
    _check_texts(reason=reason)
    row = row_numbered(Device, device_id)
    if row is None:
        raise UnknownDeviceError("no such device")
    _check_place(acting, row.place)
    if row.revoked_index is not None:
        raise RevokedDeviceError("the device was revoked before", provision=_RULE)
    record(DeviceRevoked(device_id=device_id, reason=reason), actor=acting.account_id, at=acting.at)


@service
def open_shift(acting: Acting, *, place: str, opened_at: datetime, head_count: int) -> str:
    """Goes on duty where arrivals are written: the lines of the place are recorded under this account's name.

    Source:   practice rule 16: shift hand-over with a head count.
    Given:    `head_count` as whoever comes on duty counted, of those who were there.
    Returns:  the shift's number.
    Raises:   OpenShiftError while another is on duty; SameOfficerError for whoever handed the one before over;
              OutOfScopeError; NotYetError.
    Leaf:     arrivals.shift_opened
    """
    require(acting, "arrivals.open_shift")
    place = place_of(place, "place")
    _check_place(acting, place)
    _check_texts(place=place)
    _check_count(head_count)
    check_happened(opened_at, acting.at, "opened_at")
    last = last_shift_of(place)
    if last is not None and not last.handed_at:
        raise OpenShiftError("the shift before was not handed over", provision=_RULE)
    if last is not None and last.handed_by == acting.account_id:
        raise SameOfficerError("whoever handed it over does not take it over", provision=_RULE)
    shift_id = record_number("FS", acting.randomness(7))
    record(
        ShiftOpened(
            shift_id=shift_id, place=place, opened_at=instant_text(opened_at), opened_by=acting.account_id,
            head_count=head_count, follows=last.pk if last is not None else "",
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return shift_id


@service
def hand_over_shift(
    acting: Acting, *, shift_id: str, handed_at: datetime, head_count: int, cards_left: str = ""
) -> int:  # fmt: skip
    """Ends a shift with its head count and the cards left over; a count that differs goes in as it is.

    Source:   practice rules 15, 16.
    Returns:  by how many the count differs from what the house knows: who were there at first, came and left since.
    Raises:   UnknownShiftError; EndedShiftError; OutOfScopeError; NotYetError.
    Leaf:     arrivals.shift_handed_over
    """
    require(acting, "arrivals.hand_over_shift")
    _check_count(head_count)
    _check_texts(cards_left=cards_left)
    row = row_numbered(Shift, shift_id)
    if row is None:
        raise UnknownShiftError("no such shift")
    _check_place(acting, row.place)
    if row.handed_at:
        raise EndedShiftError("the shift was handed over before", provision=_RULE)
    check_happened(handed_at, acting.at, "handed_at")
    if instant_text(handed_at) < row.opened_at:
        raise InputError("handed over before it was opened", (("handed_at", "before"),))
    at_first, now = there_at(row.place, read_instant(row.opened_at), handed_at)
    expected = row.head_count + now - at_first
    record(
        ShiftHandedOver(
            shift_id=shift_id, handed_at=instant_text(handed_at), handed_by=acting.account_id, head_count=head_count,
            expected=expected, cards_left=cards_left,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return head_count - expected


@service
def take_line(
    acting: Acting, *, line: ArrivalLine, device: DeviceKey, person_id: str, clashes_with: str, mailbox: str
) -> None:  # fmt: skip
    """Holds a line that made a person of the register, in one transaction with him.

    Source:   practice rule 16.
    Given:    `person_id` recorded by `register.record_capture` just before; `clashes_with` who has the card already;
              `mailbox` sequence and digest of what lay there. The shift is the place's at the time of the line, else
              the last one.
    Raises:   KnownLineError.
    Leaf:     arrivals.line_taken
    """
    require(acting, "arrivals.take_line")
    if is_there(Line, pk=line.line_id):
        raise KnownLineError("this line was taken before")
    try:
        entered_at = instant_text(read_instant(line.entered_at))
    except ValueError as error:
        raise InputError("a line names its instant", (("line", "form"),)) from error
    shift = last_shift_of(device.place, opened_by=entered_at) or last_shift_of(device.place)
    record(
        LineTaken(
            line_id=line.line_id, device_id=device.device_id, shift_id=shift.pk if shift is not None else "",
            registrar=shift.opened_by if shift is not None else device.enrolled_by, place=device.place,
            person_id=person_id, card_number=line.card_number, entered_at=entered_at,
            facts=tuple(one.value for one in line.facts), clashes_with=clashes_with, mailbox=mailbox,
            heard=Heard(heard=line.heard) if line.heard else None, came=Came(condition=line.condition.value),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


@service
def refuse_line(acting: Acting, *, line_id: str, device_id: str, reason: RefusedLine, mailbox: str) -> None:
    """Holds that a line was not taken, and why; what was sent lies in the mailbox as it came.

    Source:   protection.md T12, F15.
    Raises:   KnownLineError when this very item was refused before.
    Leaf:     arrivals.line_refused
    """
    require(acting, "arrivals.refuse_line")
    if is_there(LineTurnedAway, pk=mailbox):
        raise KnownLineError("this item was refused before")
    record(
        LineRefused(line_id=line_id, device_id=device_id, reason=reason, mailbox=mailbox), actor=acting.account_id,
        at=acting.at,
    )  # fmt: skip


@service
def settle_clash(acting: Acting, *, line_id: str, how: Settled, reason: str = "") -> None:
    """Ends a clash of two lines: it was found out whose card it is, or that one man was written twice.

    Source:   practice rule 14: neither entry is refused.
    Raises:   NoClashError; OutOfScopeError.
    Leaf:     arrivals.clash_settled
    """
    require(acting, "arrivals.settle_clash")
    _check_texts(reason=reason)
    row = row_numbered(Line, line_id)
    if row is None or not row.clashes_with or row.settled:
        raise NoClashError("there is no open clash of this line", provision=_RULE)
    _check_place(acting, row.place)
    record(ClashSettled(line_id=line_id, how=how, reason=reason), actor=acting.account_id, at=acting.at)
