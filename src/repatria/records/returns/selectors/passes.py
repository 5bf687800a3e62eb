"""Laissez-passers for coffins: by number, what is missing of a coffin, and one whole with what its paper says."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.core.law.laissez_passer import PassFallen, PassState, pass_guards
from repatria.core.law.return_batch import OPEN, BatchState
from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.ledger.reading import act_at
from repatria.records.ledger.rows import rows_where
from repatria.records.returns.models import Batch
from repatria.records.returns.pass_acts import PassWords
from repatria.records.returns.pass_models import CoffinPass, CoffinPassStep
from repatria.records.returns.passing import items_in, pass_facts, pass_row, standing_pass, what_fell
from repatria.records.returns.reading import box_row
from repatria.records.vault.opening import open_rows

SEES, READS = "returns.?returns", "returns.?pass"
_WORDS = (*PassWords.__dataclass_fields__, "reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class PassLine:
    """One laissez-passer by its number."""

    pass_id: str
    batch_id: str
    box_id: str
    number: str
    state: PassState
    issued_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoffinView:
    """A coffin on a batch: what is missing before a laissez-passer is issued, and those that were."""

    box_id: str
    batch_id: str
    number: str
    missing: tuple[tuple[str, str], ...]
    passes: tuple[PassLine, ...]


def _line(row: CoffinPass) -> PassLine:
    return PassLine(
        pass_id=row.pk, batch_id=row.batch_id, box_id=row.box_id, number=row.number, state=PassState(row.state),
        issued_by=act_at(row.recorded_index).actor,
    )  # fmt: skip


@question(SEES, of_numbers=True)
def passes_of_batch(acting: Acting, batch_id: str) -> tuple[PassLine, ...]:
    """Every laissez-passer of a batch, the oldest first.  Raises: RoleForbidsError."""
    require(acting, SEES)
    return tuple(map(_line, rows_where(CoffinPass, batch_id=batch_id, order="recorded_index")))


@question(READS, name="coffin")
def coffin_for_pass(acting: Acting, batch_container: str) -> CoffinView:
    """What is missing before a laissez-passer is issued for a container of a batch, each with its provision.

    Raises:   RoleForbidsError; UnknownBatchContainerError.
    Leaf:     access.reading_recorded
    """
    require(acting, READS)
    box = box_row(batch_container)
    record_reading(acting, question="returns.?pass", records=(box.batch_id,))
    guards = pass_guards(pass_facts(box, items_in(box)), stands=standing_pass(box.pk) is not None)
    return CoffinView(
        box_id=box.pk, batch_id=box.batch_id, number=box.number,
        missing=tuple((one.what, one.provision) for one in guards),
        passes=tuple(map(_line, rows_where(CoffinPass, box_id=box.pk, order="recorded_index"))),
    )  # fmt: skip


@question(SEES, of_numbers=True)
def passes_to_countersign(acting: Acting) -> tuple[PassLine, ...]:
    """Laissez-passers that wait for another account, the oldest first.  Raises: RoleForbidsError."""
    require(acting, SEES)
    return tuple(map(_line, rows_where(CoffinPass, state=PassState.ISSUED.value, order="recorded_index")))


@question(SEES, of_numbers=True)
def passes_fallen(acting: Acting) -> tuple[PassLine, ...]:
    """Laissez-passers that stand and of which something fell, while their batch is open or was stopped.

    Raises:   RoleForbidsError.
    """
    require(acting, SEES)
    valid = rows_where(CoffinPass, state=PassState.VALID.value, order="recorded_index")
    states = {one.pk: BatchState(one.state) for one in rows_where(Batch, pk=sorted({row.batch_id for row in valid}))}
    asked = [row for row in valid if states[row.batch_id] in OPEN or states[row.batch_id] is BatchState.ABORTED]
    return tuple(_line(row) for row in asked if what_fell(row))


@question(SEES, of_numbers=True)
def passes_untold(acting: Acting) -> tuple[PassLine, ...]:
    """Withdrawn laissez-passers that somebody has who was not told.  Raises: RoleForbidsError."""
    require(acting, SEES)
    withdrawn = rows_where(CoffinPass, state=PassState.WITHDRAWN.value, order="recorded_index")
    steps = rows_where(CoffinPassStep, pass_id=[one.pk for one in withdrawn])
    handed = {one.pass_id for one in steps if one.event == "handed"}
    told = {one.pass_id for one in steps if one.event == "told"}
    return tuple(_line(row) for row in withdrawn if row.pk in handed - told)


@dataclass(frozen=True, slots=True, kw_only=True)
class PassStepView:
    """Who has the paper, or was told."""

    event: str
    at: str
    to: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassView:
    """One laissez-passer whole."""

    line: PassLine
    seal_number: str
    items: tuple[str, ...]
    certificate_id: str
    issued_at: str
    signed_by: str
    signed_at: str
    because: str
    ended_at: str
    fallen: tuple[PassFallen, ...]  # of one that stands
    surname: str
    first_names: str
    age: str
    birth_date: str
    birth_place: str
    death_date: str
    death_place: str
    cause: str
    cause_said: str
    coffin: str
    from_place: str
    to_place: str
    means: str
    reason: str
    steps: tuple[PassStepView, ...]


@question(READS)
def coffin_pass(acting: Acting, pass_id: str) -> PassView:
    """One laissez-passer with what its paper says, and who has it.

    Raises:   RoleForbidsError; UnknownPassError.
    Leaf:     access.reading_recorded
    """
    require(acting, READS)
    row = pass_row(pass_id)
    record_reading(acting, question="returns.?pass", records=(row.pk,))
    (cells,) = open_rows([row], _WORDS)
    steps = rows_where(CoffinPassStep, pass_id=row.pk, order="recorded_index")
    signed = act_at(row.signed_index) if row.signed_index is not None else None
    state = PassState(row.state)
    return PassView(
        line=_line(row), seal_number=row.seal_number, items=tuple(row.items.split()),
        certificate_id=row.certificate_id, issued_at=act_at(row.recorded_index).at,
        signed_by=signed.actor if signed is not None else "", signed_at=signed.at if signed is not None else "",
        because=row.because, ended_at=act_at(row.ended_index).at if row.ended_index is not None else "",
        fallen=what_fell(row) if state is PassState.VALID else (),
        steps=tuple(
            PassStepView(event=one.event, at=one.at, to=said["to"] or "", reference=one.reference)
            for one, said in zip(steps, open_rows(steps, ("to",)), strict=True)
        ),
        **{name: text or "" for name, text in cells.items()},
    )  # fmt: skip
