"""One who was found dead and stands in no register: what is read of him, and that it was wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from repatria.core.law.found_dead import (
    LONGEST_POWER,
    READ_GRADE,
    FoundFacts,
    check_found_dead,
    check_found_dead_withdrawn,
)
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.particulars import Particular, ParticularKind, Source
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.rows import is_there, row_numbered
from repatria.records.ledger.services import record, service
from repatria.records.register.acts import Values
from repatria.records.register.errors import UnknownFoundDeadError
from repatria.records.register.found_acts import FoundDeadRecorded, FoundDeadWithdrawn
from repatria.records.register.found_items import found_item
from repatria.records.register.found_models import FoundDead
from repatria.records.register.services.rows import AssertedEvent, by_kind, event_frames, frames_of

FOUND, WITHDRAW = "register.record_found_dead", "register.withdraw_found_dead"


@service
def record_found_dead(
    acting: Acting, *, item_code: str, particulars: Sequence[Particular], died_on: PartialDate | None = None,
    died_at: str = "",
) -> str:  # fmt: skip
    """Registers one who was found dead and stands in no register, by what disc, papers and body say of him.

    Source:   GC I art. 16(a)-(h): as soon as possible whatever may assist in identifying him; practice rule 24.
    Given:    each particular with `source.kind` the disc, the papers or the body (FoundBy); its reference is the item's
              code and its grade a document's, whatever was given. Cause of death and wounds stand in the examination
              of the item, the disc's words on the item: nobody types them again.
    Returns:  the person's number, by which the board can name the item.
    Raises:   WrongCodeError; UnknownItemError; the refusal of the law with all that is missing; InputError for a Power
              of more than 16 signs; StatementError.
    Leaf:     register.found_dead_recorded
    Not:      a capture, nor custody: nobody held him. No notice goes out before the board named the item.
    """
    require(acting, FOUND)
    item = found_item(item_code)
    refuse_statements({**by_kind(particulars), "died_at": died_at})
    check_found_dead(FoundFacts(
        particulars=particulars, has_disc=item.has_disc, has_papers=item.has_papers,
        is_recorded=is_there(FoundDead, item_code=item.item_code, withdrawn_index=None),
    ))  # fmt: skip
    read = [
        replace(one, source=Source(kind=one.source.kind, reference=item.item_code, grade=READ_GRADE))
        for one in particulars
    ]  # fmt: skip
    power = next((one.value or "" for one in read if one.kind is ParticularKind.POWER_OF_DEPENDENCE), "").strip()
    if len(power) > LONGEST_POWER:
        raise InputError("a Power is named by its code", ((ParticularKind.POWER_OF_DEPENDENCE.value, "too_long"),))
    person_id = record_number("P", acting.randomness(7))
    frames = frames_of(person_id, read)
    values = {f.particular_id: p.value for f, p in zip(frames, read, strict=True) if p.value is not None}
    (event,), words = event_frames(person_id, [AssertedEvent(
        kind="dead", certainty="asserted", on=str(died_on) if died_on else "", place=died_at.strip(), detail="",
        source_kind="body", source_reference=item.item_code, grade=READ_GRADE,
    )])  # fmt: skip
    record(
        FoundDeadRecorded(
            person_id=person_id, item_code=item.item_code, power=power, particulars=frames, event=event,
            identity=Values(values | words),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return person_id


@service
def withdraw_found_dead(acting: Acting, *, person_id: str, reason: str) -> None:
    """Takes back that this person was found dead: disc or papers were another's. The record stays, without its word.

    Source:   house rule 6.1, 6.3.
    Raises:   UnknownFoundDeadError for one who was not found so, or whose record was taken back; the refusal of the law
              without a reason, or while the board's name of the item stands; StatementError.
    Leaf:     register.found_dead_withdrawn
    """
    require(acting, WITHDRAW)
    refuse_statements({"reason": reason})
    row = row_numbered(FoundDead, person_id)
    if row is None or row.withdrawn_index is not None:
        raise UnknownFoundDeadError("no record of a body names this person")
    check_found_dead_withdrawn(reason=reason, is_named=row.pk in found_item(row.item_code).named)
    record(
        FoundDeadWithdrawn(
            person_id=row.pk, item_code=row.item_code, event_id=row.event_id, reason=reason.strip()
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
