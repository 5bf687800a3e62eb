"""The courier of the field: opens the lines that devices sent, and writes each man under his number.

The door that takes lines knows no name; the bureau comes and fetches. No line is lost: it makes a person, it stands
as a clash beside whoever has the card, or an act says why it was refused, and what was sent lies where it came.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256

import structlog

from repatria.core.names.lines import heard_name
from repatria.core.vocabulary.arrivals import ArrivalLine, LineAnswer, line_from_json
from repatria.core.vocabulary.errors import InputError, RepatriaError, TamperError
from repatria.core.vocabulary.particulars import (
    MUST_ITEMS,
    Given,
    Grade,
    Particular,
    ParticularKind,
    Source,
)
from repatria.doors.jobs.consumers import SILENT, is_settled_by, set_aside
from repatria.doors.jobs.ports import Outside
from repatria.records.access.role_table import Role
from repatria.records.arrivals.acts import RefusedLine
from repatria.records.arrivals.selectors.nights import DeviceKey, answer_of, device_keys, line_seed
from repatria.records.arrivals.services.nights import refuse_line, take_line
from repatria.records.consequences.selectors import open_consequences
from repatria.records.intake.chain import InboxRow
from repatria.records.intake.errors import MalformedItemError
from repatria.records.intake.line_sealing import Envelope, envelope_from_json, is_signed, line_key_of, open_line
from repatria.records.intake.lines import answer_lines, lines_since, tell_devices
from repatria.records.ledger.reading import cursor_of
from repatria.records.ledger.services import bulk_acts, move_cursor
from repatria.records.register.errors import TakenCardError
from repatria.records.register.selectors import person_of_card
from repatria.records.register.services import record_capture

LINES = "field_lines"
_AGAIN = 200  # of those that were set aside, tried at once
log = structlog.get_logger("courier")


def tell_door() -> int:
    """Tells the door whose lines it takes, as the acts say.  Returns: how many devices changed."""
    return tell_devices({number: (one.point, not one.is_revoked) for number, one in device_keys().items()})


def fetch_lines(outside: Outside, at_most: int = 200) -> int:
    """Fetches the lines that came since the last time; each line with its cursor is one transaction.

    Returns:  how many were read.
    """
    tell_door()
    rows = lines_since(cursor_of(LINES), limit=at_most)
    devices = device_keys()
    answers: dict[str, LineAnswer] = {}
    for row in rows:
        with bulk_acts():
            line_id = _take(outside, row, devices)
            move_cursor(LINES, row.sequence)
        answer = answer_of(line_id) if line_id else None
        if answer is not None:
            answers[line_id] = answer
    if answers:
        answer_lines(answers, outside.now().date())
    return len(rows)


def mailbox_place(row: InboxRow) -> str:
    """How acts name what lay in the mailbox."""
    return f"{row.sequence}:{sha256(row.ciphertext).hexdigest()}"


def _take(outside: Outside, row: InboxRow, devices: Mapping[str, DeviceKey]) -> str:
    """Returns: the number of the line; empty where it could not be read."""
    acting = outside.house(Role.COURIER)
    try:
        envelope = envelope_from_json(json.loads(row.ciphertext))
    except (MalformedItemError, ValueError):
        refuse_line(acting, line_id="", device_id="", reason=RefusedLine.UNREADABLE, mailbox=mailbox_place(row))
        return ""
    try:
        with bulk_acts():  # a man without his line is taken back
            _open(outside, row, envelope, devices)
    except SILENT:
        raise
    except Exception as error:
        # It was signed and opened, so that a man stood before a clerk: somebody of the bureau is to know of it.
        reason = error.code if isinstance(error, RepatriaError) else type(error).__name__
        log.warning("line_unreadable", sequence=row.sequence, reason=reason)
        set_aside(
            outside, consumer=LINES, matter=str(row.sequence), concerns=Role.REGISTRAR, error=error, role=Role.COURIER
        )
    return envelope.line_id


def _open(outside: Outside, row: InboxRow, envelope: Envelope, devices: Mapping[str, DeviceKey]) -> None:
    """Opens one line, and records it or its refusal: two acts of a man, or one of a refusal."""
    device = devices.get(envelope.device_id)
    if device is None:
        return _refuse(outside, row, envelope, RefusedLine.UNKNOWN_DEVICE)
    if device.is_revoked:
        return _refuse(outside, row, envelope, RefusedLine.REVOKED_DEVICE)
    if not is_signed(envelope, device.point):
        return _refuse(outside, row, envelope, RefusedLine.NOT_SIGNED)
    if answer_of(envelope.line_id) in (LineAnswer.RECORDED, LineAnswer.CLASH):
        return _refuse(outside, row, envelope, RefusedLine.REPEATED)
    try:
        line = line_from_json(envelope.line_id, open_line(line_key_of(line_seed()), envelope))
    except (InputError, TamperError):
        return _refuse(outside, row, envelope, RefusedLine.UNREADABLE)
    person_id, clashes_with = _recorded(outside, line, device)
    take_line(
        outside.house(Role.COURIER), line=line, device=device, person_id=person_id, clashes_with=clashes_with,
        mailbox=mailbox_place(row),
    )  # fmt: skip
    return None


def _refuse(outside: Outside, row: InboxRow, envelope: Envelope, reason: RefusedLine) -> None:
    refuse_line(
        outside.house(Role.COURIER), line_id=envelope.line_id, device_id=envelope.device_id, reason=reason,
        mailbox=mailbox_place(row),
    )  # fmt: skip


def _recorded(outside: Outside, line: ArrivalLine, device: DeviceKey) -> tuple[str, str]:
    """Writes the man into the register; where another has the card, without it.

    Returns:  his number, and that of the other.
    """

    def written(card_number: str) -> str:
        return record_capture(
            outside.house(Role.COURIER), category=line.category, power="", card_number=card_number, captured_on=None,
            captured_at="", holder=device.place, particulars=particulars_of(line, device.device_id),
            source_key=f"line:{line.line_id}", raw=line.heard, facts=line.facts,
        )  # fmt: skip

    try:
        return written(line.card_number), ""
    except TakenCardError:
        return written(""), person_of_card(line.card_number)


def particulars_of(line: ArrivalLine, device_id: str) -> list[Particular]:
    """What a line says of a man, and of each of the five that it was not asked.

    Given:    a name is taken down as heard; its spelling waits for daylight, and its grade says so.
    """
    source = Source(kind="night_line", reference=f"{device_id} {line.line_id[:8]}", grade=Grade.OWN_CUSTODY)
    heard = heard_name(line.heard)
    values = {
        ParticularKind.SURNAME: heard.surname, ParticularKind.FIRST_NAMES: heard.first_names,
        ParticularKind.PATRONYMIC: heard.patronymic,
    }  # fmt: skip
    found = [
        Particular(kind=kind, value=value, source=source, flags=("as_heard",))
        for kind, value in values.items()
        if value
    ]
    said = {one.kind for one in found}
    # Somebody who does not speak was asked for his name and could not say it (GC III art. 17(5)).
    for kind in MUST_ITEMS:
        if kind not in said:
            is_name = kind is ParticularKind.SURNAME and not line.heard
            given = Given.UNKNOWN if is_name else Given.NOT_ASKED
            found.append(Particular(kind=kind, value=None, given=given, source=source))
    return found


def fetch_lines_set_aside(outside: Outside) -> int:
    """Tries once more the lines that opened and could not be taken: a place may be on record by now.

    Returns:  how many were taken.
    """
    taken = 0
    for one in open_consequences(consumer=LINES, at_most=_AGAIN):
        for row in lines_since(int(one.matter) - 1, limit=1):
            envelope = envelope_from_json(json.loads(row.ciphertext))

            def draw(row: InboxRow = row, envelope: Envelope = envelope) -> None:
                _open(outside, row, envelope, device_keys())

            if is_settled_by(draw, one, outside, Role.COURIER):
                taken += 1
                answer = answer_of(envelope.line_id)
                if answer is not None:
                    answer_lines({envelope.line_id: answer}, date.fromisoformat(row.received_on))
    return taken
