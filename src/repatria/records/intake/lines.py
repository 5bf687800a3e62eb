"""The mailbox of devices in the field: lines come in sealed, lie there, and one word a line goes back.

Nobody reads it but the courier. The door that writes here keeps no session: it takes what a known device signed.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from hashlib import sha256

from repatria.core.vocabulary.arrivals import LineAnswer
from repatria.records.intake.chain import InboxRow, StoreDifference, first_broken
from repatria.records.intake.files import normalise_file_times
from repatria.records.intake.line_sealing import Envelope, envelope_to_bytes, is_signed
from repatria.records.intake.models import DoorDevice, LineAnswered, SealedLine
from repatria.records.intake.services import ALIAS, empty_chained, keep_chained, one_writer

_TABLE = "intake_sealedline"


class Received(StrEnum):
    """What the door says at once of a line that a device sends."""

    KEPT = "kept"  # it lies in the mailbox
    UNHEARD = (
        "unheard"  # of a device that the door has not been told of: nothing is kept here, and it may be sent again
    )
    REFUSED = "refused"  # of a revoked device, or not signed by the one that it names


def receive_lines(envelopes: Sequence[Envelope], *, on: date, mac_key: bytes) -> Mapping[str, Received]:
    """Keeps the lines that a device sent, all in one transaction.

    Given:    `mac_key` of the mailbox's own chain; `on` a day, never a time.
    Returns:  a word by line. A line sent twice is kept. A device is enrolled at the desk, and the door hears of it
              later: until then its lines stay where they were written.
    """
    numbers = {one.device_id for one in envelopes}
    devices = {one.device_id: one for one in DoorDevice.objects.using(ALIAS).filter(device_id__in=numbers)}
    received = {one.line_id: _received(one, devices.get(one.device_id)) for one in envelopes}
    if Received.KEPT not in received.values():  # a stranger locks nothing and leaves nothing
        return received
    with one_writer():
        for envelope in envelopes:
            if received[envelope.line_id] is Received.KEPT:
                written = envelope_to_bytes(envelope)
                keep_chained(SealedLine, sha256(written).digest(), written, on, mac_key)
    normalise_file_times(on)
    return received


def _received(envelope: Envelope, device: DoorDevice | None) -> Received:
    if device is None:
        return Received.UNHEARD
    is_taken = device.is_active and is_signed(envelope, bytes(device.point))
    return Received.KEPT if is_taken else Received.REFUSED


def lines_since(sequence: int, *, limit: int = 500) -> tuple[InboxRow, ...]:
    """The lines after a number, oldest first: the courier's cursor."""
    return tuple(_rows(sequence, limit))


def lines_waiting(sequence: int) -> int:
    """How many lines lie in the mailbox after a number."""
    return SealedLine.objects.using(ALIAS).filter(sequence__gt=sequence).count()


def _rows(after: int, limit: int | None) -> Iterator[InboxRow]:
    rows = SealedLine.objects.using(ALIAS).filter(sequence__gt=after).order_by("sequence")
    found = rows.values_list("sequence", "form_id_sha256", "ciphertext", "received_on", "chain")
    for number, form, ciphertext, on, chain in (found if limit is None else found[:limit]).iterator():
        yield InboxRow(
            sequence=number, form_id_sha256=bytes(form), ciphertext=bytes(ciphertext), received_on=on,
            chain=bytes(chain),
        )  # fmt: skip


def empty_lines(sequences: Sequence[int], on: date) -> int:
    """Empties lines of the mailbox, as `services.empty_chained` does."""
    return empty_chained(SealedLine, sequences, on)


def verify_lines(mac_key: bytes, emptied: Container[int] = ()) -> StoreDifference | None:
    """Names the first row and column of the mailbox that differ from what was written or was destroyed, or None."""
    return first_broken(mac_key, _rows(0, None), _TABLE, emptied)


def tell_devices(devices: Mapping[str, tuple[bytes, bool]]) -> int:
    """Tells the door whose lines it takes.

    Given:    every device that was ever enrolled: its public point, and whether it is in use.
    Returns:  how many rows changed.
    """
    known = {
        one.device_id: (bytes(one.point), one.is_active) for one in DoorDevice.objects.using(ALIAS).all()
    }  # fmt: skip
    changed = [one for one in known.keys() | devices.keys() if known.get(one) != devices.get(one)]
    if not changed:  # asked at every turn of the jobs: nothing is locked for nothing
        return 0
    with one_writer():
        for number in changed:
            point, is_active = devices.get(number, (b"", False))
            DoorDevice.objects.using(ALIAS).update_or_create(
                device_id=number, defaults={"point": point, "is_active": is_active}
            )
    return len(changed)


def answer_lines(answers: Mapping[str, LineAnswer], on: date) -> None:
    """Lays the courier's word for each line where its device finds it."""
    with one_writer():
        for line_id, answer in answers.items():
            LineAnswered.objects.using(ALIAS).update_or_create(line_id=line_id, defaults={"answer": answer.value})
    normalise_file_times(on)


def answers_to(line_ids: Sequence[str]) -> dict[str, str]:
    """What was said of these lines; nothing of one that the courier has not opened."""
    rows = LineAnswered.objects.using(ALIAS).filter(pk__in=list(line_ids))
    return dict(rows.values_list("line_id", "answer"))
