"""An examination of the dead: by a doctor and one more, with its cause of death, and nothing that cannot be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum

from repatria.core.law.custody_facts import DeathCause
from repatria.core.law.errors import SecondPersonError, UnstatedParticularsError
from repatria.core.law.guards import OpenGuard, are_two_different, need, refuse_open
from repatria.core.law.remains import RULE
from repatria.core.law.remains_path import KEPT, ItemOrderError, ItemState
from repatria.core.vocabulary.body_record import (
    LEAST_AGE,
    LEAST_STATURE,
    MOST_AGE,
    MOST_STATURE,
    TEETH,
    BodyRecord,
    MarkKind,
    Said,
    SexEstimate,
    Span,
)
from repatria.core.vocabulary.dates import PartialDate
from repatria.core.vocabulary.errors import InputError

MOST_BONES = 200
_NUMBERED = frozenset({MarkKind.IMPLANT, MarkKind.PROSTHESIS})


class HeldThen(StrEnum):
    """Whether who lies here was held by a Party when he died, or killed after capture; nobody says what none knows."""

    HELD = "held"
    NOT_HELD = "not_held"
    UNKNOWN = "unknown"


def _fits(span: Span | None, least: int, most: int) -> bool:
    return span is None or least <= span.low <= span.high <= most


def _faults(record: BodyRecord, before: BodyRecord) -> Iterator[tuple[str, str]]:
    if not _fits(record.age, LEAST_AGE, MOST_AGE):
        yield "age_high", "span"
    if not _fits(record.stature, LEAST_STATURE, MOST_STATURE):
        yield "stature_high", "span"
    if record.earliest and record.latest:
        first, last = PartialDate.parse(record.earliest), PartialDate.parse(record.latest)
        if str(first)[: len(record.latest)] > str(last)[: len(record.earliest)]:
            yield "body_latest", "before_earliest"
    if any(one.tooth not in TEETH for one in record.teeth):
        yield "teeth", "no_tooth"
    if any(count > 1 for count in Counter(one.tooth for one in record.teeth).values()):
        yield "teeth", "tooth_twice"
    if any(count > 1 for count in Counter(one.field for one in record.fields).values()):
        yield "fields", "field_twice"
    if any((one.said is Said.GIVEN) is not bool(one.text.strip()) for one in record.fields):
        yield "fields", "missing"
    if any(not one.text.strip() for one in record.marks):
        yield "mark_text", "missing"
    if any(one.kind in _NUMBERED and not one.serial.strip() for one in record.marks):
        yield "serial", "missing"
    if any(one not in before.marks for one in record.struck):
        yield "mark_struck", "unknown"
    if any(not 1 <= one.count <= MOST_BONES for one in record.elements or ()):
        yield "bone_count", "range"


def check_body_record(record: BodyRecord, before: BodyRecord | None = None) -> None:
    """Checks that a record of a body, after death or before it, says nothing that cannot be.

    Source:   INTERPOL's groups of fields; ISO 3950 for teeth.
    Given:    `before` what earlier records of the same body say together; an implant or a prosthesis bears its number,
              or words that none can be read.
    Raises:   InputError naming every fault.
    """
    if faults := tuple(_faults(record, before or BodyRecord())):
        raise InputError("what is said of a body cannot be so", faults)


def is_empty(record: BodyRecord) -> bool:
    """Whether a record says nothing at all."""
    return record == BodyRecord()


def check_examination(
    state: ItemState, *, examined_by: str, second: str, cause: DeathCause | None, is_first: bool, reason: str,
    says_something: bool, is_addition: bool = False, held: HeldThen = HeldThen.UNKNOWN, held_ground: str = "",
) -> None:  # fmt: skip
    """Checks that an item may be examined, and that the examination says by which two and what of the cause.

    Source:   GC I art. 16, 17: an examination, if possible medical, before burial, so that a report can be made; GC III
              art. 120; law-and-practice section 2.2, 6.3.
    Given:    `is_first` for the first of an item, which says something of the cause; a later one says why it was made,
              unless it adds what was not looked at before and nothing else. That he was not held rests on something.
    Raises:   ItemOrderError where no mortuary has the item; SecondPersonError or UnstatedParticularsError naming all
              that is missing.
    """
    if state not in KEPT:
        raise ItemOrderError(f"nothing is examined that is {state}", provision="GC I 17")
    refuse_open((
        *_of_examination(examined_by, second, cause, is_first, reason, says_something, is_addition),
        *need(held is not HeldThen.NOT_HELD or bool(held_ground.strip()), "held_ground", "GC III 121",
              UnstatedParticularsError),
    ))  # fmt: skip


def _of_examination(
    examined_by: str, second: str, cause: DeathCause | None, is_first: bool, reason: str, says_something: bool,
    is_addition: bool,
) -> Iterator[OpenGuard]:  # fmt: skip
    lacking = UnstatedParticularsError
    yield from need(bool(examined_by.strip()), "item_by", "GC I 17", lacking)
    yield from need(are_two_different((examined_by.strip(), second.strip())), "examined_by_two", RULE,
                    SecondPersonError)  # fmt: skip
    yield from need(cause is not None or not is_first, "item_cause", "GC I 16", lacking)
    yield from need(says_something, "examination_said", RULE, lacking)
    yield from need(is_first or is_addition or bool(reason.strip()), "examination_reason", RULE, lacking)


def opens_enquiry(*, cause: DeathCause | None, held: HeldThen) -> bool:
    """Whether what an examination or the circumstances say opens an official enquiry.

    Source:   GC III art. 121: a death or grave wound of one who was held, by violence, of an unknown cause, or where a
              guard is suspected; whoever fell and was never held is named by no such rule, and owes none.
    Given:    `held` as disc, place, wounds or papers say it: of whoever was held, or killed after capture, whatever the
              cause is; where nothing says that he was not, a violent or unknown cause alone.
    """
    return held is HeldThen.HELD or (held is HeldThen.UNKNOWN and cause in {DeathCause.VIOLENT, DeathCause.UNKNOWN})


def adds_alone(record: BodyRecord, before: BodyRecord) -> bool:
    """Whether a later record says only what no earlier one looked at: teeth, fields and marks beside those that stand.

    Given:    what says again, corrects or strikes what was said is another look, and says why.
    """
    teeth, fields = {one.tooth for one in before.teeth}, {one.field for one in before.fields}
    return not (
        record.struck
        or any(one.tooth in teeth for one in record.teeth) or any(one.field in fields for one in record.fields)
        or (record.age is not None and before.age is not None)
        or (record.stature is not None and before.stature is not None)
        or (bool(record.earliest or record.latest) and bool(before.earliest or before.latest))
        or (record.sex is not SexEstimate.NOT_EXAMINED and before.sex is not SexEstimate.NOT_EXAMINED)
        or (record.elements is not None and before.elements is not None)
    )  # fmt: skip
