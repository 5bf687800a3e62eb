"""Recording who saw whom: one man at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from repatria.core.law.roll import Standing, standing_at, standings
from repatria.core.law.sighting import SightingKind, check_sighting, is_after_capture
from repatria.core.vocabulary.dates import instant_text, read_instant
from repatria.core.vocabulary.errors import InputError, RuleError
from repatria.core.vocabulary.identifiers import record_number
from repatria.core.vocabulary.written_times import check_happened
from repatria.records.access.acting import Acting, require
from repatria.records.ledger.reading import act_at, act_named, tree_size
from repatria.records.ledger.rows import is_there, row_numbered, rows_where
from repatria.records.ledger.services import record, service
from repatria.records.register.errors import NotHeldError
from repatria.records.register.joined import numbers_of
from repatria.records.register.presence import captured_on, steps_of
from repatria.records.roll.acts import SightingAnnulled, SightingRecorded
from repatria.records.roll.errors import (
    NoReasonError,
    RepeatedSightingError,
    ResultKnownError,
    UnknownDrawError,
    UnknownSightingError,
)
from repatria.records.roll.models import Draw, DrawnMan, Sighting
from repatria.records.roll.projectors import drawn_key
from repatria.records.roll.scope import check_place, is_bound

_PAPERS = frozenset({SightingKind.OWN_SIGNATURE, SightingKind.OWN_MESSAGE})
LONGEST = 80  # characters: as long as the columns
RECORD, ANNUL = "roll.record_sighting", "roll.annul_sighting"


def standing_of(person_id: str, at: datetime) -> Standing | None:
    """Who answers for him at an hour, by what is known now; before anything is known of him, who first did.

    Raises:   NotHeldError for somebody who was never in custody here.
    """
    steps = steps_of([person_id]).get(person_id)
    if not steps:
        raise NotHeldError("nobody holds this person here", provision="GC III 122(2)")
    found = standings(steps, before_index=tree_size())
    return standing_at(found, at) or next(iter(found), None)


@service
def record_sighting(
    acting: Acting, *, person_id: str, kind: SightingKind, seen_by: str, seen_at: datetime, place: str,
    reference: str = "", draw_id: str = "",
) -> str:  # fmt: skip
    """Records that somebody saw one man: weak at a roll-call, strong by who saw him himself or by his own hand.

    Source:   practice rule 15.
    Given:    who saw him, when and where; `reference` the paper that bears his signature or message, which is of one
              man; `draw_id` where he was drawn and this is what was seen of him.
    Returns:  the sighting's number.
    Raises:   NotYetError; OpenGuardError and UnstatedParticularsError by the law: before his capture, after his release
              or death, by somebody of the camp as if from outside; RepeatedSightingError; NotHeldError;
              UnknownDrawError; ResultKnownError; OutOfScopeError.
    Leaf:     roll.sighting_recorded
    Not:      a list of men: each is seen by himself.
    """
    require(acting, RECORD)
    told = {"seen_by": seen_by.strip(), "place": place.strip(), "reference": reference.strip()}
    faults = tuple((name, "length") for name, text in told.items() if len(text) > LONGEST)
    if faults:
        raise InputError("longer than a line", faults)
    check_happened(seen_at, acting.at, "seen_at")
    numbers = numbers_of(person_id)
    person_id = numbers[0]
    stood = standing_of(person_id, seen_at)
    holder = stood.place if stood else ""
    if is_bound(acting, RECORD) and holder:
        check_place(acting, RECORD, holder)
    _check_by_law(
        kind, roles=acting.roles, seen_by=told["seen_by"], place=told["place"], reference=told["reference"],
        was_held=bool(holder), is_after_capture=is_after_capture(seen_at, captured_on(person_id)),
    )  # fmt: skip
    at = instant_text(seen_at)
    _check_new(person_id, kind, told, at)
    if draw_id:
        check_drawn(draw_id, person_id, seen_at)
    sighting_id = record_number("Z", acting.randomness(7))
    record(
        SightingRecorded(
            sighting_id=sighting_id, person_id=person_id, numbers=numbers, kind=kind, seen_at=at, holder=holder,
            draw_id=draw_id, is_newest=kind.is_strong and at > newest_strong(numbers), **told,
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip
    return sighting_id


_FIELDS = {
    "seen_by_one_outside": ("kind", "outsider"), "seen_by": ("seen_by", "missing"), "seen_where": ("place", "missing"),
    "paper_of_sighting": ("reference", "missing"), "seen_after_capture": ("seen_at", "before_capture"),
    "held_when_seen": ("seen_at", "not_held_then"),
}  # fmt: skip
"""At which parameter each open guard lies."""


def _check_by_law(kind: SightingKind, **facts: Any) -> None:
    """Asks the law, and says of each guard at which parameter it lies."""
    try:
        check_sighting(kind, **facts)
    except RuleError as refusal:
        refusal.params = {
            **refusal.params, "faults": tuple(_FIELDS[what] for what, _ in refusal.params["guards"])
        }  # fmt: skip
        raise


def newest_strong(numbers: Sequence[str]) -> str:
    """The hour of the newest strong sighting of a man under any of his numbers; "" where there is none."""
    rows = rows_where(
        Sighting, person_id=list(numbers), is_strong=True, annulled_index=None, order="-seen_at", at_most=1
    )  # fmt: skip
    return rows[0].seen_at if rows else ""


def _check_new(person_id: str, kind: SightingKind, told: dict[str, str], at: str) -> None:
    said = {"kind": kind.value, "seen_by": told["seen_by"], "annulled_index": None}
    if is_there(Sighting, person_id=person_id, seen_at=at, **said):
        raise RepeatedSightingError("this sighting was recorded before", faults=(("seen_at", "taken"),))
    if kind in _PAPERS:
        others = rows_where(Sighting, kind=kind.value, reference=told["reference"], annulled_index=None)
        if any(one.person_id != person_id for one in others):
            raise RepeatedSightingError(
                "this paper bears another man's hand", faults=(("reference", "another_mans"),)
            )  # fmt: skip


def check_drawn(draw_id: str, person_id: str, seen_at: datetime) -> DrawnMan:
    """The drawn man whose result is entered, by somebody who looked after the draw was made.

    Raises:   UnknownDrawError; ResultKnownError.
    """
    draw = row_numbered(Draw, draw_id)
    row = row_numbered(DrawnMan, drawn_key(draw_id, person_id))
    if draw is None or row is None or draw.recorded_index is None:
        raise UnknownDrawError("he was not drawn in this draw", (("draw_id", "unknown"),))
    if row.sighting_id or row.not_seen_index is not None:
        raise ResultKnownError("what was seen of him in this draw is recorded")
    made = act_named(draw.recorded_index)
    if made is not None and seen_at < read_instant(made.at):
        raise UnknownDrawError("he was drawn after this hour", (("seen_at", "before_draw"),))
    return row


@service
def annul_sighting(acting: Acting, *, sighting_id: str, reason: str) -> None:
    """Takes a sighting back that was wrong; it stays in the log, and counts no longer.

    Source:   practice rule 15.
    Raises:   UnknownSightingError; NoReasonError; OutOfScopeError.
    Leaf:     roll.sighting_annulled
    """
    require(acting, ANNUL)
    row = row_numbered(Sighting, sighting_id)
    if row is None or row.annulled_index is not None:
        raise UnknownSightingError("no such sighting")
    check_place(acting, ANNUL, row.holder)
    if not reason.strip():
        raise NoReasonError("an annulled sighting needs a reason", (("reason", "missing"),))
    record(
        SightingAnnulled(
            sighting_id=sighting_id, person_id=row.person_id, numbers=_numbers_named(row), draw_id=row.draw_id,
            reason=reason.strip(),
        ),
        actor=acting.account_id, at=acting.at,
    )  # fmt: skip


def _numbers_named(row: Sighting) -> tuple[str, ...]:
    """The numbers under which a sighting moved clocks: he may have fewer now, or more."""
    recorded = act_at(row.recorded_index).act
    assert isinstance(recorded, SightingRecorded)
    return recorded.numbers
