"""An entry that was recorded wrongly: a grave's place, a step of an item, the words of a burial; put right by two."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from repatria.core.law.remains_corrections import (
    RIGHT_OF_STEPS,
    WrongEntry,
    check_agreed_by_another,
    check_burial_right,
    check_entry_wrong,
)
from repatria.core.law.remains_graves import GraveFacts, GraveKind, check_grave
from repatria.core.law.remains_path import ItemStep, ItemStepFacts, check_step_words
from repatria.core.law.statements import refuse_statements
from repatria.core.vocabulary.dates import instant_text
from repatria.core.vocabulary.errors import InputError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.reading import acts_at
from repatria.records.ledger.rows import is_there, row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.remains import reading
from repatria.records.remains.entry_acts import (
    BurialPutRight,
    BurialRightWords,
    EntryRefusal,
    EntryRightRefused,
    EntryWords,
    EntryWrongSaid,
    GravePlaceWords,
    GravePutRight,
    StepPutRight,
    StepRightWords,
)
from repatria.records.remains.entry_models import EntryCorrection
from repatria.records.remains.errors import (
    CorrectionOrderError,
    TakenGraveError,
    UnknownCorrectionError,
    UnknownStoreError,
)
from repatria.records.remains.grave_models import Burial, Grave
from repatria.records.remains.models import Item, ItemStepRow, RemainsPhotograph, Store
from repatria.records.remains.reading import check_named, item_row
from repatria.records.remains.services.correcting import AGREE, PROPOSE
from repatria.records.remains.services.graves import LONGEST_PLACE, signs_of
from repatria.records.remains.whereabouts import has_room_for
from repatria.records.vault.opening import open_rows

RULE = "house rule 6.3"
_PLACE = ("cemetery", "coordinates", "plan", "laid_out_by")
_STEP = ("by", "from_whom", "purpose", "note")
_BURIED = ("by", "second", "rite")
Said = Mapping[str, tuple[str, str]]


def _say(acting: Acting, target: WrongEntry, target_id: str, subject_id: str, said: Said, reason: str) -> str:
    """Keeps what one says is wrong: the fields that change alone, each with what stood and what is to stand."""
    changed = {name: pair for name, pair in said.items() if pair[0] != pair[1]}
    if rows_where(EntryCorrection, subject_id=subject_id, state="proposed", at_most=1):
        raise CorrectionOrderError("one waits for another to agree", provision=RULE)
    check_entry_wrong(is_changed=bool(changed), reason=reason)
    correction_id = record_number("YR", acting.randomness(7))
    text = msgspec.json.encode(changed, order="deterministic").decode()
    record(
        EntryWrongSaid(
            correction_id=correction_id, target=target, target_id=target_id, subject_id=subject_id,
            words=EntryWords(reason=reason.strip(), said=text),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return correction_id


def _opened(row: Grave | ItemStepRow | Burial, names: tuple[str, ...]) -> dict[str, str]:
    (cells,) = open_rows([row], names)
    return {name: cells[name] or "" for name in names}


def _check_place_free(grave: Grave, signs: Mapping[str, str]) -> None:
    """Raises: InputError; TakenGraveError."""
    if faults := tuple((name, "length") for name, said in signs.items() if len(said) > LONGEST_PLACE):
        raise InputError("too long", faults)
    there = rows_where(
        Grave, cemetery_code=signs["cemetery_code"], grave_row=signs["grave_row"], position=signs["position"]
    )
    if any(one.pk != grave.pk for one in there):
        raise TakenGraveError("another grave is recorded there", faults=(("position", "used_code"),))


def place_of_grave(grave: Grave) -> dict[str, str]:
    """Where a grave is, as it stands."""
    return {
        "cemetery_code": grave.cemetery_code, "grave_row": grave.grave_row, "position": grave.position,
        **_opened(grave, _PLACE),
    }  # fmt: skip


@service(actions=PROPOSE)
def propose_grave_right(
    acting: Acting, *, grave_id: str, cemetery_code: str, grave_row: str, position: str, cemetery: str,
    laid_out_by: str, reason: str, coordinates: str = "", plan: str = "",
) -> str:  # fmt: skip
    """Says that the place of a grave was recorded wrongly, and where it is; another agrees.

    Source:   GC I art. 17: recorded so that it can be found at any time; house rule 6.3.
    Given:    all of it as it is to stand. Its number, its marker and who lies there are no part of it.
    Returns:  the number of the correction.
    Raises:   UnknownGraveError; CorrectionOrderError while one waits; OpenGuardError where nothing is changed;
              UnstatedReasonError; UnstatedParticularsError; TakenGraveError; InputError; StatementError.
    Leaf:     remains.entry_wrong_said
    """
    require(acting, PROPOSE)
    refuse_statements({"cemetery": cemetery, "laid_out_by": laid_out_by, "plan": plan, "reason": reason})
    row = reading.grave_row(grave_id)
    check_named(cemetery_code=cemetery_code)
    check_grave(GraveFacts(  # marker, and why several lie there, stand as they were
        kind=GraveKind.INDIVIDUAL, cemetery=cemetery, position=position, marker="as it stands", by=laid_out_by
    ))  # fmt: skip
    signs = {"cemetery_code": signs_of(cemetery_code), "grave_row": signs_of(grave_row), "position": signs_of(position)}
    _check_place_free(row, signs)
    right = signs | {
        "cemetery": cemetery.strip(), "coordinates": coordinates.strip(), "plan": plan.strip(),
        "laid_out_by": laid_out_by.strip(),
    }  # fmt: skip
    stood = place_of_grave(row)
    said = {name: (stood[name], right[name]) for name in right}
    return _say(acting, WrongEntry.GRAVE, row.pk, row.pk, said, reason)


def step_row(item: Item, step_index: int, *steps: ItemStep) -> ItemStepRow:
    """A step that stands and is one of these.  Raises: UnknownCorrectionError."""
    row = row_numbered(ItemStepRow, f"{item.pk}.{step_index}")
    if row is None or row.taken_back_index is not None or ItemStep(row.step) not in steps:
        raise UnknownCorrectionError("no such step stands that may be put right")
    return row


def _check_between(row: ItemStepRow, at: str) -> bool:
    """Refuses a time that lies before the step before, or after the one that followed.

    Returns:  whether it is the last step that stands.
    Raises:   InputError.
    """
    steps = rows_where(ItemStepRow, item_code=row.item_code, taken_back_index=None, order="recorded_index")
    place = [one.pk for one in steps].index(row.pk)
    before, after = steps[place - 1 : place] if place else [], steps[place + 1 : place + 2]
    if (before and at < before[0].at) or (after and at > after[0].at):
        raise InputError("steps stand in their order", (("happened_at", "before_last_step"),))
    return not after


def standing_step(row: ItemStepRow) -> dict[str, str]:
    """A step as it stands."""
    return {"at": row.at, "seal_number": row.seal_number, "store_code": row.store_code, **_opened(row, _STEP)}


def _check_store(item: Item, row: ItemStepRow, store_code: str, *, is_last: bool) -> None:
    """Raises: UnknownStoreError; OpenGuardError; UnstatedParticularsError."""
    room = row_numbered(Store, store_code) if store_code else None
    if store_code and room is None:
        raise UnknownStoreError("there is no such store", (("store_code", "unknown_store"),))
    stored = _opened(row, _STEP)
    check_step_words(ItemStep(row.step), ItemStepFacts(
        by=stored["by"], from_whom=stored["from_whom"], purpose=stored["purpose"], seal_number=row.seal_number,
        store=store_code, has_photograph=is_there(RemainsPhotograph, item_code=item.pk),
        has_room=room is None or not is_last or store_code == row.store_code or has_room_for(room, item),
    ))  # fmt: skip


@service(actions=PROPOSE)
def propose_step_right(
    acting: Acting, *, item_code: str, step_index: int, happened_at: datetime, by: str, reason: str,
    from_whom: str = "", seal_number: str = "", purpose: str = "", store_code: str = "", note: str = "",
) -> str:  # fmt: skip
    """Says that a step of an item, the last one or an earlier, was written wrongly, and how it is to stand.

    Source:   law-and-practice section 6.3: each hand under a seal; house rule 6.3.
    Given:    all of it as it is to stand; recovery, taking over, storing and moving. That a step never was is said by
              taking the last one back; what a doctor recorded is corrected by a later record of a doctor.
    Returns:  the number of the correction.
    Raises:   WrongCodeError; UnknownItemError; UnknownCorrectionError for a step that does not stand or is another's;
              UnknownStoreError; CorrectionOrderError while one waits; OpenGuardError; UnstatedReasonError;
              UnstatedParticularsError; InputError for a time out of order; NotYetError; StatementError.
    Leaf:     remains.entry_wrong_said
    """
    require(acting, PROPOSE)
    refuse_statements({"by": by, "from_whom": from_whom, "purpose": purpose, "note": note, "reason": reason})
    check_happened(happened_at, acting.at)
    item = item_row(item_code)
    row = step_row(item, step_index, *RIGHT_OF_STEPS)
    stood = standing_step(row)
    at = _same_minute(stood["at"], happened_at)
    is_last = _check_between(row, at)
    store = store_code.strip().upper() if ItemStep(row.step) is not ItemStep.RECOVERED else ""
    right = {
        "at": at, "seal_number": seal_number.strip(), "store_code": store, "by": by.strip(),
        "from_whom": from_whom.strip(), "purpose": purpose.strip(), "note": note.strip(),
    }  # fmt: skip
    _check_store(item, row, store, is_last=is_last)
    check_step_words(ItemStep(row.step), ItemStepFacts(
        by=by, from_whom=from_whom, purpose=purpose, seal_number=seal_number, store=store, has_photograph=True,
    ))  # fmt: skip
    said = {name: (stood[name], right[name]) for name in right}
    return _say(acting, WrongEntry.STEP, str(step_index), item.pk, said, reason)


def _same_minute(stood: str, happened_at: datetime) -> str:
    """What is to stand of a time; one that was typed to the minute, as it stands, is no change."""
    said = instant_text(happened_at)
    return stood if said[:16] == stood[:16] else said


@service(actions=PROPOSE)
def propose_burial_right(
    acting: Acting, *, item_code: str, step_index: int, happened_at: datetime, by: str, second: str, reason: str,
    rite: str = "",
) -> str:  # fmt: skip
    """Says that who buried an item, when or in which rite was written wrongly; in which grave is no part of it.

    Source:   GC I art. 17; house rule 6.3.
    Given:    all of it as it is to stand. A burial in a wrong grave is taken back as the last step and recorded anew.
    Returns:  the number of the correction.
    Raises:   WrongCodeError; UnknownItemError; UnknownCorrectionError for a step that is no burial that stands;
              CorrectionOrderError while one waits; OpenGuardError where nothing is changed; SecondPersonError;
              UnstatedReasonError; InputError for a time out of order; NotYetError; StatementError.
    Leaf:     remains.entry_wrong_said
    """
    require(acting, PROPOSE)
    refuse_statements({"by": by, "second": second, "rite": rite, "reason": reason})
    check_happened(happened_at, acting.at)
    item = item_row(item_code)
    row = step_row(item, step_index, ItemStep.BURIED)
    check_burial_right(by, second)
    stood = standing_burial(row)
    at = _same_minute(stood["at"], happened_at)
    _check_between(row, at)
    right = {"at": at, "by": by.strip(), "second": second.strip(), "rite": rite.strip()}
    said = {name: (stood[name], right[name]) for name in right}
    return _say(acting, WrongEntry.BURIAL, str(step_index), item.pk, said, reason)


def standing_burial(row: ItemStepRow) -> dict[str, str]:
    """A burial as it stands.  Raises: UnknownCorrectionError for a step that was recorded before graves were."""
    burial = row_numbered(Burial, row.pk)
    if burial is None:
        raise UnknownCorrectionError("no such step stands that may be put right")
    return {"at": burial.buried_at, **_opened(burial, _BURIED)}


def waiting_entry(correction_id: str) -> EntryCorrection:
    """One that waits for another to agree.  Raises: UnknownCorrectionError; CorrectionOrderError."""
    row = row_numbered(EntryCorrection, correction_id)
    if row is None:
        raise UnknownCorrectionError("no such correction")
    if row.state != "proposed":
        raise CorrectionOrderError("it was agreed or refused before", provision=RULE)
    return row


@service(actions=AGREE)
def agree_entry_right(acting: Acting, *, correction_id: str) -> int:
    """Agrees that an entry is put right as another said; what was recorded first stays in its own act.

    Source:   house rule 6.3
    Returns:  the index of the act.
    Raises:   UnknownCorrectionError, also for a step that was taken back since; CorrectionOrderError where it was
              agreed or refused, or the entry was changed since; SecondPersonError for who said it; TakenGraveError;
              OpenGuardError where the store is full meanwhile; InputError.
    Leaf:     remains.grave_put_right, remains.step_put_right, remains.burial_put_right
    """
    require(acting, AGREE)
    row = waiting_entry(correction_id)
    check_agreed_by_another(acting.account_id, acts_at([row.recorded_index])[0].actor)
    said = said_of(row)
    given = _right_grave(row, said) if row.target == WrongEntry.GRAVE.value else _right_step(row, said)
    return record(given, actor=acting.account_id, at=acting.at)


def said_of(row: EntryCorrection) -> dict[str, tuple[str, str]]:
    """The fields that change: what stood when it was said, and what is to stand."""
    (cells,) = open_rows([row], ("said",))
    return msgspec.json.decode(cells["said"] or "{}", type=dict[str, tuple[str, str]])


def _now(stands: Mapping[str, str], said: Said) -> dict[str, str]:
    """All fields as they are to stand.  Raises: CorrectionOrderError where one was changed since it was said."""
    if any(stands[name] != was for name, (was, _) in said.items()):
        raise CorrectionOrderError("the entry was changed since", provision=RULE)
    return {**stands, **{name: right for name, (_, right) in said.items()}}


def _right_grave(row: EntryCorrection, said: Said) -> GravePutRight:
    grave = reading.grave_row(row.target_id)
    now = _now(place_of_grave(grave), said)
    signs = {name: now[name] for name in ("cemetery_code", "grave_row", "position")}
    _check_place_free(grave, signs)
    return GravePutRight(
        correction_id=row.pk, grave_id=grave.pk, was_cemetery_code=grave.cemetery_code, **signs,
        words=GravePlaceWords(**{name: now[name] for name in _PLACE}),
    )  # fmt: skip


def _right_step(row: EntryCorrection, said: Said) -> StepPutRight | BurialPutRight:
    item, index = item_row(row.subject_id), int(row.target_id)
    is_burial = row.target == WrongEntry.BURIAL.value
    step = step_row(item, index, *((ItemStep.BURIED,) if is_burial else RIGHT_OF_STEPS))
    now = _now(standing_burial(step) if is_burial else standing_step(step), said)
    is_last = _check_between(step, now["at"])
    if is_burial:
        return BurialPutRight(
            correction_id=row.pk, item_code=item.pk, step_index=index, at=now["at"], is_last=is_last,
            words=BurialRightWords(**{name: now[name] for name in _BURIED}),
        )  # fmt: skip
    _check_store(item, step, now["store_code"], is_last=is_last)
    return StepPutRight(
        correction_id=row.pk, item_code=item.pk, step_index=index, at=now["at"], seal_number=now["seal_number"],
        store_code=now["store_code"], is_last=is_last, words=StepRightWords(**{name: now[name] for name in _STEP}),
    )  # fmt: skip


@service(actions=PROPOSE)
def refuse_entry_right(acting: Acting, *, correction_id: str, reason: str) -> int:
    """Does not agree that an entry is put right, or takes one's own back: all stays as it was recorded.

    Source:   house rule 6.3
    Returns:  the index of the act.
    Raises:   UnknownCorrectionError; CorrectionOrderError where it was agreed or refused; InputError without a reason;
              StatementError.
    Leaf:     remains.entry_right_refused
    """
    require(acting, PROPOSE)
    refuse_statements({"reason": reason})
    check_named(reason=reason)
    row = waiting_entry(correction_id)
    given = EntryRightRefused(
        correction_id=row.pk, subject_id=row.subject_id, words=EntryRefusal(refused_why=reason.strip())
    )  # fmt: skip
    return record(given, actor=acting.account_id, at=acting.at)
