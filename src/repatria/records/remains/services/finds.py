"""What was found on the dead: sealed packets with a list, each step of them, and photographs of an item."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from repatria.core.law.effects import EffectsState, StepFacts
from repatria.core.law.remains import (
    DiscFound,
    FindStep,
    FindsTo,
    HalfFacts,
    OnwardFacts,
    check_find_step,
    check_first_seal,
)
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.rows import is_there, row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.register.drawing import drawn_anew
from repatria.records.remains.acts import FindsMoved, FindsSealed, FindWords, RemainsPhotographed, RemainsPicture
from repatria.records.remains.errors import UnknownFindError
from repatria.records.remains.models import FoundPacket, FoundStep
from repatria.records.remains.names_given import is_family_told
from repatria.records.remains.reading import check_named, item_row
from repatria.records.remains.whereabouts import check_here

SEAL, MOVE, KEEP = "remains.seal_finds", "remains.move_finds", "remains.keep_picture"


@service
def seal_finds(
    acting: Acting, *, item_code: str, happened_at: datetime, by: str, second: str, seal_number: str, contents: str,
    holds_disc_half: bool = False,
) -> str:  # fmt: skip
    """Records that what was found on an item was counted by two and sealed with a complete list.

    Source:   GC I art. 16: money and all articles of intrinsic or sentimental value, unidentified ones too, in sealed
              packets with a complete list; GC III art. 122(9).
    Given:    `holds_disc_half` where the half of a double disc that goes on lies in it: of an item on which a double
              disc was recorded, and in one packet of it.
    Returns:  the number of the packet.
    Raises:   WrongCodeError; UnknownItemError; SecondPersonError; UnstatedParticularsError; OpenGuardError for a half
              of no double disc, or one that lies in another packet; NotYetError; StatementError.
    Leaf:     remains.finds_sealed
    """
    require(acting, SEAL)
    refuse_statements({"by": by, "second": second, "contents": contents})
    check_happened(happened_at, acting.at)
    item = item_row(item_code)
    check_here(item.pk)
    check_first_seal(
        StepFacts(by=by, second=second, seal_number=seal_number, contents=contents),
        HalfFacts(
            is_held=holds_disc_half, disc=DiscFound(item.disc),
            is_in_another=is_there(FoundPacket, item_code=item.pk, holds_disc_half=True),
        ),
    )  # fmt: skip
    found_id = record_number("RK", acting.randomness(7))
    record(
        FindsSealed(
            found_id=found_id, item_code=item.pk, at=instant_text(happened_at), by=by.strip(), second=second.strip(),
            seal_number=seal_number.strip(), holds_disc_half=holds_disc_half,
            words=FindWords(contents=contents.strip()),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return found_id


@service
def move_finds(
    acting: Acting, *, found_id: str, step: FindStep, happened_at: datetime, by: str = "", second: str = "",
    seal_number: str = "", contents: str = "", reference: str = "", reason: str = "", to: FindsTo | None = None,
    enquiry_id: str = "",
) -> int:  # fmt: skip
    """Records a step of a packet of what was found: opened by two, sealed again, sent on, its receipt.

    Source:   GC I art. 16; GC III art. 122(9); law-and-practice section 6.11; practice rule 24.
    Given:    `to` whom it is sent on: an office, named in `by`, or a family, named by `enquiry_id` and by no name, once
              she was told of whom it comes. Of the receipt for it the house knows to whom it went.
    Returns:  the index of the act.
    Raises:   UnknownFindError; EffectsOrderError; SecondPersonError; UnstatedParticularsError; OpenGuardError for a
              family that was not told; InputError for a step before the one before it; NotYetError; StatementError.
    Leaf:     remains.finds_moved
    """
    require(acting, MOVE)
    refuse_statements({"by": by, "second": second, "contents": contents, "reference": reference, "reason": reason})
    check_happened(happened_at, acting.at)
    packet = row_numbered(FoundPacket, found_id)
    if packet is None:
        raise UnknownFindError("no such packet of what was found")
    state = EffectsState(packet.state)
    onward = _onward(packet, step, to, enquiry_id.strip())
    check_find_step(state, step, StepFacts(
        by=by, second=second, seal_number=seal_number, contents=contents, reference=reference, reason=reason,
        is_held=False,
    ), onward)  # fmt: skip
    if instant_text(happened_at) < packet.last_at:
        raise InputError("the step before it was later", (("happened_at", "before_last_step"),))
    return record(
        FindsMoved(
            found_id=packet.pk, item_code=packet.item_code, step=step, previous=state, at=instant_text(happened_at),
            to=onward.to, enquiry_id=onward.enquiry_id,
            by="" if onward.to is FindsTo.FAMILY else by.strip(), second=second.strip(),
            seal_number=seal_number.strip(), reference=reference.strip(),
            reason=reason.strip(), carries_disc_half=packet.holds_disc_half,
            words=FindWords(contents=contents.strip()) if contents.strip() else None,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


def _onward(packet: FoundPacket, step: FindStep, to: FindsTo | None, enquiry_id: str) -> OnwardFacts:
    """To whom a packet goes or, of a receipt, went."""
    if step is FindStep.FORWARDED:
        is_family = to is FindsTo.FAMILY
        return OnwardFacts(
            to=to, enquiry_id=enquiry_id if is_family else "",
            is_told=is_family and bool(enquiry_id) and is_family_told(packet.item_code, enquiry_id),
        )  # fmt: skip
    if step is FindStep.RECEIPTED:
        sent = rows_where(
            FoundStep, found_id=packet.pk, step=FindStep.FORWARDED.value, order="-recorded_index", at_most=1
        )
        return OnwardFacts(to=FindsTo(sent[0].to) if sent and sent[0].to else None,
                           enquiry_id=sent[0].enquiry_id if sent else "")  # fmt: skip
    return OnwardFacts()


def _drawn(acting: Acting, *, picture: bytes, **_: Any) -> Mapping[str, bytes]:
    require(acting, KEEP)
    return {"picture": drawn_anew(picture)}


@service(before=_drawn)
def keep_picture(acting: Acting, *, item_code: str, taken_at: datetime, taken_by: str, picture: bytes) -> str:
    """Keeps a photograph of an item, sealed; none without a code.

    Source:   GC I art. 16; protection.md T3.
    Given:    `picture` as it came from the camera: it is decoded and drawn anew before anything is kept, smaller,
              without place, time or device.
    Returns:  the photograph's number.
    Raises:   PictureRefusedError; WrongCodeError; UnknownItemError; InputError without a photographer; NotYetError.
    Leaf:     remains.photographed
    """
    require(acting, KEEP)
    item = item_row(item_code)
    check_happened(taken_at, acting.at, "taken_at")
    check_named(taken_by=taken_by)
    picture_id = record_number("RH", acting.randomness(7))
    record(
        RemainsPhotographed(
            picture_id=picture_id, item_code=item.pk, taken_at=instant_text(taken_at), taken_by=taken_by.strip(),
            picture=RemainsPicture(content=b64encode(picture).decode(), digest=sha256(picture).hexdigest()),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return picture_id
