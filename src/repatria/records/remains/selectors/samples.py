"""Samples by codes and one with its chain of custody; containers by numbers and one with what lies within."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from repatria.records.access.acting import Acting, require
from repatria.records.access.questions import question
from repatria.records.access.services import record_reading
from repatria.records.ledger.rows import SOMETHING, rows_where
from repatria.records.remains.models import Item
from repatria.records.remains.reading import container_row, item_row, sample_row
from repatria.records.remains.sample_models import Container, ContainerStepRow, Sample, SampleStepRow
from repatria.records.remains.selectors.items import READS, SEES
from repatria.records.vault.opening import open_rows

SEES_SAMPLES, READS_SAMPLE = "remains.?samples", "remains.?sample"


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleLine:
    """One sample by its codes: what it is, where, under which seal."""

    sample_code: str
    item_code: str
    number: int
    kind: str
    state: str
    taken_at: str
    last_at: str
    seal_number: str
    kept_where: str


def _line(row: Sample) -> SampleLine:
    return SampleLine(
        sample_code=row.pk, item_code=row.item_code, number=row.number, kind=row.kind, state=row.state,
        taken_at=row.taken_at, last_at=row.last_at, seal_number=row.seal_number, kept_where=row.kept_where,
    )  # fmt: skip


@question(SEES_SAMPLES, of_numbers=True)
def samples_of(acting: Acting, item_code: str) -> tuple[SampleLine, ...]:
    """The samples of an item in the order of their numbers.

    Raises:   WrongCodeError; UnknownItemError; RoleForbidsError.
    """
    require(acting, SEES_SAMPLES)
    return tuple(_line(row) for row in rows_where(Sample, item_code=item_row(item_code).pk, order="number"))


@question(SEES_SAMPLES, of_numbers=True)
def samples(acting: Acting, state: str = "") -> tuple[SampleLine, ...]:
    """Every sample, or those of one state, the one that moved last first.  Raises: RoleForbidsError."""
    require(acting, SEES_SAMPLES)
    found = rows_where(Sample, order="-last_at id", state=state) if state else rows_where(Sample, order="-last_at id")
    return tuple(_line(row) for row in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleStepView:
    """One step of a sample: who gave and who took it, under which seal and why."""

    step: str
    at: str
    seal_number: str
    kept_where: str
    reference: str
    by: str
    second: str
    from_whom: str
    purpose: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleView:
    """One sample whole, with its chain of custody."""

    line: SampleLine
    site: str
    taken_by: str
    note: str
    steps: tuple[SampleStepView, ...]


@question(READS_SAMPLE)
def sample(acting: Acting, sample_code: str) -> SampleView:
    """One sample whole, the oldest step first.

    Raises:   RoleForbidsError; WrongCodeError; UnknownSampleError.
    Leaf:     access.reading_recorded
    """
    require(acting, READS_SAMPLE)
    row = sample_row(sample_code)
    record_reading(acting, question="remains.?sample", records=(row.pk,))
    (cells,) = open_rows([row], ("site", "taken_by", "note"))
    steps = rows_where(SampleStepRow, sample_code=row.pk, order="recorded_index")
    opened = open_rows(steps, ("by", "second", "from_whom", "purpose", "reason"))
    return SampleView(
        line=_line(row), **{name: text or "" for name, text in cells.items()},
        steps=tuple(
            SampleStepView(
                step=one.step, at=one.at, seal_number=one.seal_number, kept_where=one.kept_where,
                reference=one.reference, **{name: text or "" for name, text in said.items()},
            )
            for one, said in zip(steps, opened, strict=True)
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerLine:
    """One container by numbers: how it stands, under which seal, how many codes lie within."""

    container_id: str
    kind: str
    written: str
    state: str
    seal_number: str
    last_at: str
    items: int


def _container(row: Container, items: int) -> ContainerLine:
    return ContainerLine(
        container_id=row.pk, kind=row.kind, written=row.written, state=row.state, seal_number=row.seal_number,
        last_at=row.last_at, items=items,
    )  # fmt: skip


@question(SEES, of_numbers=True)
def containers(acting: Acting) -> tuple[ContainerLine, ...]:
    """Every container by the number it bears.  Raises: RoleForbidsError."""
    require(acting, SEES)
    within = Counter(row.container_id for row in rows_where(Item, container_id=SOMETHING))
    return tuple(_container(row, within[row.pk]) for row in rows_where(Container, order="written"))


@question(SEES, of_numbers=True)
def contents(acting: Acting, container_id: str) -> tuple[str, ...]:
    """The codes that lie in a container.  Raises: UnknownContainerError; RoleForbidsError."""
    require(acting, SEES)
    return tuple(row.pk for row in rows_where(Item, container_id=container_row(container_id).pk, order="id"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerStepView:
    """One step of a container, with what lay within after it."""

    step: str
    at: str
    seal_number: str
    is_seal_right: bool
    items: tuple[str, ...]
    by: str
    second: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContainerView:
    """One container whole, with each step."""

    line: ContainerLine
    items: tuple[str, ...]
    steps: tuple[ContainerStepView, ...]


@question(READS)
def container(acting: Acting, container_id: str) -> ContainerView:
    """One container, the oldest step first.

    Raises:   RoleForbidsError; UnknownContainerError.
    Leaf:     access.reading_recorded
    """
    require(acting, READS)
    row = container_row(container_id)
    record_reading(acting, question="remains.?item", records=(row.pk,))
    within = tuple(one.pk for one in rows_where(Item, container_id=row.pk, order="id"))
    steps = rows_where(ContainerStepRow, container_id=row.pk, order="recorded_index")
    return ContainerView(
        line=_container(row, len(within)), items=within,
        steps=tuple(
            ContainerStepView(
                step=one.step, at=one.at, seal_number=one.seal_number, is_seal_right=one.is_seal_right,
                items=tuple(one.items.split()), **{name: text or "" for name, text in cells.items()},
            )
            for one, cells in zip(steps, open_rows(steps, ("by", "second", "reason")), strict=True)
        ),
    )  # fmt: skip
